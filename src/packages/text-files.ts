import { extname } from 'node:path'
import { recordLines } from '../archive/record-lines.ts'
import { ColophonError } from '../errors.ts'
import { FORMATS } from '../formats/registry.ts'
import type { VersionManifest } from '../log/version-manifest.ts'
import { readMarkup } from '../markup/marked-text.ts'
import type { Reads } from '../store/store.ts'
import { markdownText } from '../wire/markdown-text.ts'
import { plainText } from '../wire/plain-text.ts'
import { fileOf, type PackagedFile, piecesOf } from './packaged-file.ts'
import type { PublishedText } from './published-work.ts'

type SourceFile = VersionManifest['files'][number]

/** Where a file that a text was read from lies in a package: once, however many versions have it. */
export function sourcePath({ sha256, mediaType, fileName }: SourceFile): string {
  const format = FORMATS.find(({ mediaTypes }) => mediaTypes.includes(mediaType.split(';')[0]!))
  const own = extname(fileName ?? '').toLowerCase()
  const extension = format?.extensions.includes(own.slice(1)) ? own : `.${format?.extensions[0] ?? 'bin'}`
  return `sources/${sha256}${extension}`
}

/** The files that a text was read from: the source, and what was extracted from it. */
export function sourceFiles(reads: Reads, { manifest: { files } }: PublishedText): PackagedFile[] {
  return files.map((file) => ({
    path: sourcePath(file),
    mediaType: file.mediaType,
    signed: file.sha256,
    title: file.extractedBy ? 'What was extracted from the source' : (file.fileName ?? 'The source'),
    read: () => sourceBytes(reads, file),
  }))
}

async function* sourceBytes(reads: Reads, { sha256, bytes }: SourceFile): AsyncGenerator<Uint8Array> {
  const content = await reads.versions.source(sha256)
  if (content?.length !== bytes) throw changed()
  yield* piecesOf(content)
}

/** What is made of a text, and what is recorded of it. */
export function textFiles(reads: Reads, text: PublishedText): PackagedFile[] {
  const { versionNo, directory, entry, manifestBytes, metadata, manifest } = text
  const source = manifest.files.find(({ extractedBy }) => !extractedBy) ?? manifest.files[0]!
  const extraction = manifest.files.find(({ extractedBy }) => extractedBy) ?? null
  const origin = { version: { no: versionNo }, source, extraction }
  const file = (
    name: string,
    mediaType: string,
    title: string,
    read: PackagedFile['read'],
  ): PackagedFile => ({
    ...{ path: `${directory}/${name}`, mediaType, title, read },
  })
  const pages = () => reads.versions.blockPages(versionNo)
  return [
    file('text.txt', 'text/plain; charset=utf-8', 'The text', () => written(plainText(pages()))),
    file('text.md', 'text/markdown; charset=utf-8', 'The text with its structure, as Markdown', () =>
      written(readMarkup(reads, origin).then((markup) => markdownText({ metadata }, pages(), markup))),
    ),
    file(
      'records.ndjson',
      'application/x-ndjson',
      'The blocks, and the provenance of each',
      async function* () {
        for await (const lines of recordLines(reads.records, versionNo))
          if (lines.length > 0) yield Buffer.from(lines.map((line) => `${line}\n`).join(''))
      },
    ),
    fileOf(
      {
        path: `${directory}/manifest.json`,
        mediaType: 'application/json',
        title: 'The manifest, as the log names it',
      },
      manifestBytes,
    ),
    fileOf(
      { path: `${directory}/entry.json`, mediaType: 'application/json', title: 'The entry of the log' },
      entry.bytes,
    ),
  ]
}

async function* written(text: Promise<{ body: string | Buffer }>): AsyncGenerator<Uint8Array> {
  yield* piecesOf(Buffer.from((await text).body as string))
}

/** What is said of a package whose work is not, any more, as it was when it was begun. */
export function changed(): ColophonError {
  return new ColophonError(
    'archive_unusable',
    'The work was changed or withdrawn while its files were read, or is damaged. Ask again; if it goes on, run `colophon verify`.',
  )
}
