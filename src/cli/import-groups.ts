import type { SourceFile } from '../collections/walk.ts'
import { sha256 } from '../identity/digest.ts'
import type { LoadRequest } from '../loading/document.ts'
import { attempt } from '../store/sqlite/batch.ts'
import type { Recorded } from '../store/works.ts'

/** How files are read, and by which digests they are known before anything is made of them. */
export interface Reading {
  read: (file: SourceFile) => LoadRequest
  /** What was made of the source with this digest, when it is there already. */
  known: (sha256: string) => Recorded | undefined
}

/** What a file holds, and what is known of it. */
export interface ReadSource {
  request: LoadRequest
  known: Recorded | undefined
}

/** A file that was named to be imported: what it says, or why it cannot be read. */
export interface ReadFile {
  file: string
  /** Bytes of it, as far as they could be read. */
  size: number
  /** Whether it is one of several versions of a work. */
  inSeries: boolean
  read: PromiseSettledResult<ReadSource>
}

/** Files that are recorded together. */
const MOST_FILES = 256
/** And their bytes, which take some two seconds. A file that is larger is imported alone. */
export const MOST_BYTES = 2 * 1024 * 1024

/** Reads the files in their order, some at a time; every group has one at least. */
export function* groupsOf(files: Iterable<SourceFile>, reading: Reading): Generator<ReadFile[]> {
  let group: ReadFile[] = []
  let bytes = 0
  for (const file of files) {
    const read = attempt(() => readSource(file, reading))
    const size = read.status === 'fulfilled' ? read.value.request.bytes.length : file.size
    if (group.length === MOST_FILES || (group.length > 0 && bytes + size > MOST_BYTES)) {
      yield group
      group = []
      bytes = 0
    }
    group.push({ file: file.file, size, inSeries: file.member?.series !== undefined, read })
    bytes += size
  }
  if (group.length > 0) yield group
}

function readSource(file: SourceFile, { read, known }: Reading): ReadSource {
  if (file.unreadable) throw file.unreadable
  const request = read(file)
  return { request, known: known(sha256(request.bytes)) }
}
