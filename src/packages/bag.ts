/** Bags (BagIt 1.0, RFC 8493) of works: everything that is published of one, as a ZIP whose bytes follow from the log. */
import { sha256 } from '../identity/digest.ts'
import { SOFTWARE_VERSION } from '../software.ts'
import type { Reads } from '../store/store.ts'
import { CRATE_FILE, identifiersOf, printCrate } from './crate.ts'
import { type DigestedFile, digestFile, fileOf, type PackagedFile } from './packaged-file.ts'
import type { PublishedWork } from './published-work.ts'
import { changed, sourceFiles, textFiles } from './text-files.ts'
import { type ZipPart, zipParts } from './zip.ts'

/** How bags are laid out: raised with each change of it. */
const LAYOUT = 1

/** A bag that can be written, in whole or in part. */
export interface Bag {
  /** What lies in it, below its directory, which bears the id of the work. */
  files: DigestedFile[]
  /** The ZIP. */
  parts: ZipPart[]
  length: number
}

/** What tells one state of a bag from others: nothing is read for it but the log. Hexadecimal. */
export function bagRevision({ id, log, texts }: PublishedWork): string {
  const state = texts.map(({ directory, seq, sha256 }) => [directory, seq, sha256])
  return sha256(JSON.stringify([LAYOUT, SOFTWARE_VERSION, log, id, state]))
}

/** When the bag of a work became what it is (ISO time): when it was last published. */
export function lastPublished({ texts }: PublishedWork): string {
  return texts
    .map(({ entry }) => entry.time)
    .sort()
    .at(-1)!
}

/** Reads all of a work, and keeps nothing of it but digests and the few files that tell of the others. */
export async function packBag(reads: Reads, work: PublishedWork): Promise<Bag> {
  const payload = await digestAll(
    work.texts.flatMap((text) => [...sourceFiles(reads, text), ...textFiles(reads, text)]),
  )
  const statements = []
  for (const { versionNo } of work.texts) statements.push(await reads.provenance.statements(versionNo))
  const crate = tagFile(CRATE_FILE, printCrate({ work, files: payload, statements }), 'application/ld+json')
  const data = [...payload, await digestFile(crate)]
    .map((file) => ({ ...file, path: `data/${file.path}` }))
    .sort(byPath)
  const tags = await digestAll([
    tagFile('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'),
    tagFile('bag-info.txt', bagInfo(work, data)),
    ...manifests('manifest', data),
  ])
  const files = [...tags, ...(await digestAll(manifests('tagmanifest', tags))), ...data]
  return { files, ...zipParts(files.map((file) => ({ ...file, path: `${work.id}/${file.path}` }))) }
}

/** A file that several texts have lies in a package once. */
async function digestAll(files: readonly PackagedFile[]): Promise<DigestedFile[]> {
  const digested = new Map<string, DigestedFile>()
  for (const file of files) {
    if (digested.has(file.path)) continue
    const found = await digestFile(file)
    // Rot is not handed out under a digest of its own.
    if (file.signed !== undefined && found.sha256 !== file.signed) throw changed()
    digested.set(file.path, found)
  }
  return [...digested.values()]
}

function tagFile(path: string, content: string, mediaType = 'text/plain; charset=utf-8'): PackagedFile {
  return fileOf({ path, mediaType, title: path }, content)
}

/** RFC 8493 §2.1.3 and §2.2.1. No path of ours has what would have to be escaped. */
function manifests(name: string, files: readonly DigestedFile[]): PackagedFile[] {
  return (['sha256', 'sha512'] as const).map((algorithm) =>
    tagFile(`${name}-${algorithm}.txt`, files.map((file) => `${file[algorithm]}  ${file.path}\n`).join('')),
  )
}

/** RFC 8493 §2.2.2. */
function bagInfo(work: PublishedWork, data: readonly DigestedFile[]): string {
  const octets = data.reduce((sum, { size }) => sum + size, 0)
  const lines: [string, string][] = [
    ['Source-Organization', work.log],
    ['External-Description', work.texts.at(-1)!.metadata.title],
    ...identifiersOf(work).map((id): [string, string] => ['External-Identifier', id]),
    ['Bagging-Date', lastPublished(work).slice(0, 10)],
    ['Payload-Oxum', `${octets}.${data.length}`],
    ['Bag-Software-Agent', `Colophon ${SOFTWARE_VERSION}`],
  ]
  return lines.map(([label, value]) => `${label}: ${onOneLine(value)}\n`).join('')
}

function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

function byPath(a: PackagedFile, b: PackagedFile): number {
  return a.path < b.path ? -1 : 1
}
