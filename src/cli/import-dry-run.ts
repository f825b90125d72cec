import { existsSync } from 'node:fs'
import type { SourceFile } from '../collections/walk.ts'
import { databaseFile } from '../files/archive-files.ts'
import type { LoadedDocument } from '../loading/document.ts'
import { amendedMetadata } from '../loading/metadata/amended.ts'
import { doubtfulOf } from '../loading/metadata/doubtful.ts'
import type { GivenMetadata } from '../loading/metadata/given-metadata-schema.ts'
import { printName } from '../loading/metadata/print-name.ts'
import { workNamed } from '../resolving/work.ts'
import type { Database } from '../store/sqlite/database.ts'
import { openReader } from '../store/sqlite/open.ts'
import { Namesakes } from '../store/sqlite/works/namesakes.ts'
import { findWork } from '../store/sqlite/works/works.ts'
import type { Recorded } from '../store/works.ts'
import { unpack } from '../threads/packed.ts'
import { type LoadedFile, loadedGroups } from './import-loading.ts'
import type { ImportOptions } from './import-options.ts'
import { readingFor } from './import-reading.ts'
import { noteNamesake } from './import-report.ts'
import { amountOf, type Telling, tellFailure } from './import-telling.ts'
import { note, print, printJson } from './output.ts'
import { type CountedFiles, withFiles } from './progress-bar.ts'
import { worksOn } from './using-writer.ts'

/** Tells what would be made of files, and writes nothing. */
export async function tryFiles(
  files: readonly SourceFile[],
  directory: string,
  telling: Telling,
): Promise<void> {
  const { options } = telling
  await usingReader(directory, async (db) => {
    const work = db && options.work ? (await workNamed(worksOn(db), options.work)).id : undefined
    const namesakes = db && !work ? new Namesakes(db) : undefined
    await withFiles(amountOf(files, 'trying'), async (counted) => {
      for await (const group of loadedGroups(files, readingFor(db, options, work)))
        for (const tried of group) await tellTried(tried, { ...telling, counted, namesakes, db })
    })
  })
}

/** Calls with a connection that cannot write to the archive in a directory, or without one where there is none. */
async function usingReader<T>(directory: string, use: (db: Database | undefined) => Promise<T>): Promise<T> {
  const file = databaseFile(directory)
  const db = existsSync(file) ? openReader(file) : undefined
  try {
    return await use(db)
  } finally {
    db?.close()
  }
}

interface Trying extends Telling {
  counted: CountedFiles
  db: Database | undefined
  namesakes: Namesakes | undefined
}

async function tellTried(
  { file, size, source, manifest }: LoadedFile,
  { counted, namesakes, db, ...telling }: Trying,
): Promise<void> {
  const [outcome] = await Promise.allSettled([source])
  const known = outcome.status === 'fulfilled' && 'known' in outcome.value ? outcome.value.known : undefined
  const corrected = isCorrected(db, known?.work, telling.options.updateMetadata ? manifest : undefined)
  counted.printing(() => {
    if (outcome.status === 'rejected') tellFailure(file, outcome.reason as Error, telling)
    else if ('known' in outcome.value) tellKnown(file, { ...outcome.value.known, corrected }, telling.options)
    else tellNew(file, unpack(outcome.value.loaded).document, { namesakes, options: telling.options })
  })
  if (outcome.status === 'fulfilled') telling.summary.add({ known: known !== undefined, corrected }, size)
  counted.fileDone(size)
}

/** Whether a manifest would correct what is said of a work. */
function isCorrected(
  db: Database | undefined,
  id: string | undefined,
  manifest: GivenMetadata | undefined,
): boolean {
  const work = db && id !== undefined && manifest ? findWork(db, id) : undefined
  return work !== undefined && amendedMetadata(work.metadata, manifest!) !== undefined
}

function tellKnown(
  file: string,
  { work, version, corrected }: Recorded & { corrected: boolean },
  { json }: ImportOptions,
): void {
  if (json) printJson({ file, known: true, ...(corrected && { corrected }), work, version })
  else print(corrected ? `would be corrected  ${file}  (${work})` : `known         ${file}  (${work})`)
}

function tellNew(
  file: string,
  document: LoadedDocument,
  { namesakes, options }: { namesakes: Namesakes | undefined; options: ImportOptions },
): void {
  const namesake = namesakes?.ofMetadata(document.metadata)
  const outline = outlineOf(document)
  if (options.json) printJson({ file, known: false, ...outline, ...(namesake && { namesake }) })
  else tellOutline(file, outline)
  if (namesake) noteNamesake(file, namesake)
}

/** What would be made of a source, in short. */
function outlineOf({ metadata, statements, blocks, repairs, warnings }: LoadedDocument) {
  const unresolved = repairs.filter(({ certainty }) => certainty === 'unresolved').length
  return {
    title: metadata.title,
    authors: metadata.authors.map(printName),
    issued: metadata.issued?.edtf ?? metadata.issued?.raw ?? null,
    paragraphs: blocks.filter(({ kind }) => kind === 'p').length,
    repairs: repairs.length - unresolved,
    unresolved,
    doubts: doubtfulOf(statements).map(({ field, value, rule = '' }) => ({ field, value, rule })),
    warnings,
  }
}

function tellOutline(file: string, outline: ReturnType<typeof outlineOf>): void {
  const { title, authors, issued, paragraphs, repairs, unresolved, doubts, warnings } = outline
  print(`would be new  ${file}`)
  print(`  ${title} / ${authors.join('; ') || 'no author'} / ${issued ?? 'no date'}`)
  print(`  paragraphs: ${paragraphs}, places mended: ${repairs}, left for you to decide: ${unresolved}`)
  for (const { field, value, rule } of doubts)
    print(`  doubtful: ${field} ${JSON.stringify(value)}${rule && ` (${rule})`}`)
  for (const warning of warnings) note(`${file}: ${warning}`)
}
