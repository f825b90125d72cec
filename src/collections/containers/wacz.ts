/** WACZ: a web archive in one ZIP file, with its WARC files in `archive/` and lists of its pages in `pages/`. */
import { promisify } from 'node:util'
import yauzl from 'yauzl'
import { ColophonError } from '../../errors.ts'
import { Captures } from './captures.ts'
import type { ContainerKind } from './container.ts'
import { FileWindow } from './file-window.ts'

/** Files in the archive. */
const MOST_FILES = 100_000
/** Bytes of its lists of pages together, unpacked. */
const MOST_LISTS = 64 * 1024 * 1024

/** Web Archive Collection Zipped, 1.1. */
export const wacz: ContainerKind = {
  title: 'WACZ',
  isOfKind: (file, beginning) =>
    beginning[0] === 0x50 && beginning[1] === 0x4b && file.toLowerCase().endsWith('.wacz'),
  open: async (file, wants) => {
    const zip = await opened(file)
    try {
      const entries = await entriesOf(zip, file)
      const captures = new Captures(wants, { titles: await titlesIn(zip, entries) })
      for (const entry of entries.filter(({ fileName }) => /^archive\/.+\.warc(?:\.gz)?$/.test(fileName)))
        await captures.addAll(await windowOn(zip, entry, file))
      if (captures.isEmpty)
        throw new ColophonError('unreadable_document', `${file} has no records in its folder "archive".`)
      return captures.contents()
    } finally {
      zip.close()
    }
  },
}

async function opened(file: string): Promise<yauzl.ZipFile> {
  try {
    return (await promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)(file, {
      lazyEntries: true,
      autoClose: false,
    }))!
  } catch (cause) {
    throw damaged(file, cause as Error)
  }
}

function entriesOf(zip: yauzl.ZipFile, file: string): Promise<yauzl.Entry[]> {
  const entries: yauzl.Entry[] = []
  return new Promise((resolve, reject) => {
    zip.on('error', (cause: Error) => reject(damaged(file, cause)))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry)
      if (entries.length > MOST_FILES) reject(damaged(file, new Error(`more than ${MOST_FILES} files`)))
      else zip.readEntry()
    })
    zip.readEntry()
  })
}

/** The bytes of a file in the archive, which are those of the archive where it is stored, as the format has it. */
async function windowOn(zip: yauzl.ZipFile, entry: yauzl.Entry, file: string): Promise<FileWindow> {
  if (entry.compressionMethod !== 0 || entry.isEncrypted())
    throw new ColophonError(
      'unreadable_document',
      `${file} has compressed ${entry.fileName} once more, which WACZ does not allow. Unpack it with unzip, and import that file.`,
    )
  const localHead = await new Promise<{ fileDataStart: number }>((resolve, reject) => {
    zip.readLocalFileHeader(entry, (cause, head) => (cause ? reject(damaged(file, cause)) : resolve(head)))
  })
  return new FileWindow(file, localHead.fileDataStart, entry.uncompressedSize)
}

/** Titles of pages by address and time. A list that cannot be read says nothing. */
async function titlesIn(zip: yauzl.ZipFile, entries: readonly yauzl.Entry[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  let size = 0
  for (const entry of entries.filter(({ fileName }) => /^pages\/[^/]+\.jsonl$/.test(fileName))) {
    size += entry.uncompressedSize
    if (size > MOST_LISTS) return titles
    for (const line of (await textOf(zip, entry)).split('\n')) {
      const { url, ts, title } = lineOf(line)
      if (typeof url !== 'string' || typeof ts !== 'string' || typeof title !== 'string') continue
      const clean = title
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .toWellFormed()
        .slice(0, 500)
      if (clean !== '') titles.set(`${url} ${ts}`, clean)
    }
  }
  return titles
}

function lineOf(line: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(line)) as Record<string, unknown>
  } catch {
    return {}
  }
}

async function textOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string> {
  try {
    const stream = await promisify(zip.openReadStream.bind(zip) as OpenEntry)(entry)
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(part as Buffer)
    return Buffer.concat(parts).toString()
  } catch {
    return ''
  }
}

type OpenEntry = (
  entry: yauzl.Entry,
  opened: (cause: Error | null, stream: NodeJS.ReadableStream) => void,
) => void

function damaged(file: string, cause: Error): ColophonError {
  return new ColophonError(
    'unreadable_document',
    `${file} is no WACZ that can be opened: ${cause.message}. Get it again from where it was made.`,
  )
}
