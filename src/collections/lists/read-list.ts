/** Lists that give the metadata of many files: CSV, lines of JSON, CSL-JSON, BibTeX. */
import { existsSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { ColophonError } from '../../errors.ts'
import { checkGivenMetadata } from '../../loading/metadata/given-metadata.ts'
import type { GivenMetadata } from '../../loading/metadata/given-metadata-schema.ts'
import { fittingManifest, type LeftOut } from './checked-manifest.ts'
import { type ListEntry, listError, type ReadEntries } from './list-entry.ts'
import { listText } from './list-text.ts'

/** A file that a list names. */
export interface ListedFile {
  file: string
  line: number
  /** What the list says of its work, or what is wrong with that. */
  manifest: GivenMetadata | ColophonError
}

/** What a list says. */
export interface ManifestList {
  /** By whole path, in the order of the list. */
  files: ReadonlyMap<string, ListedFile>
  /** Lines of entries that name no file. */
  withoutFile: number[]
  /** What does not fit a manifest. */
  leftOut: (LeftOut & { line: number })[]
}

/** How each kind is read; each is loaded when it is asked for. */
const READERS: Record<string, () => Promise<(text: string) => ReadEntries>> = {
  csv: async () => (await import('./csv.ts')).readCsv,
  tsv: async () => (await import('./csv.ts')).readCsv,
  jsonl: async () => (await import('./json.ts')).readJsonLines,
  ndjson: async () => (await import('./json.ts')).readJsonLines,
  json: async () => (await import('./json.ts')).readItems,
  bib: async () => (await import('./bibtex.ts')).readBibtex,
  bibtex: async () => (await import('./bibtex.ts')).readBibtex,
}

/**
 * Reads a list; undefined when the file is the manifest of one file, an object of JSON. Files lie where the list says it,
 * seen from its own folder.
 *
 * @throws ColophonError `unusable_path`, `invalid_list` with the line
 */
export async function readList(list: string): Promise<ManifestList | undefined> {
  const reader = READERS[extname(list).slice(1).toLowerCase()]
  if (reader === undefined) return undefined
  const text = listText(list)
  if (extname(list).toLowerCase() === '.json' && !text.trimStart().startsWith('[')) return undefined
  const read = await reader()
  try {
    return listOf(read(text), list)
  } catch (error) {
    throw error instanceof ColophonError && error.code === 'invalid_list' ? inList(list, error) : error
  }
}

function listOf({ entries, lenient }: ReadEntries, list: string): ManifestList {
  const files = new Map<string, ListedFile>()
  const found: ManifestList = { files, withoutFile: [], leftOut: [] }
  for (const entry of entries) {
    const file = fileOf(entry, dirname(list))
    if (file === undefined) {
      found.withoutFile.push(entry.line)
      continue
    }
    const before = files.get(file)
    const manifest = before
      ? inList(list, listError(entry.line, `${file} has an entry at line ${before.line} already.`))
      : manifestOf(entry, { list, lenient, leftOut: found.leftOut })
    files.set(file, { file, line: entry.line, manifest })
  }
  return found
}

/** The first that is there, else the likeliest. */
function fileOf({ files }: ListEntry, folder: string): string | undefined {
  const paths = files.map((file) => resolve(folder, file))
  return paths.find((path) => existsSync(path)) ?? paths[0]
}

function manifestOf(
  { fields, line }: ListEntry,
  { list, lenient, leftOut }: { list: string; lenient: boolean; leftOut: ManifestList['leftOut'] },
): ListedFile['manifest'] {
  try {
    if (!lenient) return checkGivenMetadata(fields)
    const fitting = fittingManifest(fields)
    leftOut.push(...fitting.leftOut.map((each) => ({ ...each, line })))
    return fitting.manifest
  } catch (error) {
    if (error instanceof ColophonError) return inList(list, listError(line, error.message), error)
    throw error
  }
}

/** The same error, with the name of the list. */
function inList(list: string, { message }: ColophonError, cause?: ColophonError): ColophonError {
  return new ColophonError(cause?.code ?? 'invalid_list', `${list}, ${message}`, cause?.details)
}
