import { crc32 } from 'node:zlib'
import type { Bag } from './bag.ts'
import type { DigestedFile } from './packaged-file.ts'
import { changed } from './text-files.ts'

/** The bytes from one offset to another, both included. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * The bytes of a bag's ZIP in pieces, no more of them in memory than one file.
 *
 * @throws ColophonError `archive_unusable` before the last byte of a file that is not as it was when the bag was packed
 */
export async function* bagBytes(
  { files, parts, length }: Pick<Bag, 'files' | 'parts' | 'length'>,
  { start, end }: ByteRange = { start: 0, end: length - 1 },
): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    const from = Math.max(0, start - part.start)
    const to = Math.min(part.length, end + 1 - part.start)
    if (from >= to) continue
    if (part.bytes) yield part.bytes.subarray(from, to)
    else yield* sliceOf(files[part.file!]!, from, to)
  }
}

/** What stands before a range is read too: so it is known that the file is still the same. */
async function* sliceOf(file: DigestedFile, from: number, to: number): AsyncGenerator<Uint8Array> {
  let [at, sum] = [0, 0]
  for await (const bytes of file.read()) {
    const next = at + bytes.length
    sum = crc32(bytes, sum)
    const isWrong = next > file.size || (next === file.size && sum !== file.crc32)
    if (isWrong) throw changed()
    const piece = bytes.subarray(Math.max(0, from - at), Math.max(0, to - at))
    if (piece.length > 0) yield piece
    at = next
    if (at >= to && at < file.size && to < file.size) return
  }
  if (at < file.size) throw changed()
}
