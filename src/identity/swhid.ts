import { createHash } from 'node:crypto'

/** A half-open range of bytes of a file. */
export type ByteRange = [start: number, end: number]

/** The SWHID (ISO/IEC 18670) of a file's bytes: their digest as a git blob. */
export function contentSwhid(bytes: Uint8Array): string {
  const digest = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
  return `swh:1:cnt:${digest}`
}

/** The SWHIDs of ranges of a file, one for each; `bytes=` counts from 0, both ends inclusive. */
export function rangeSwhids(content: string, ranges: readonly ByteRange[]): string[] {
  return ranges.map(([start, end]) => `${content};bytes=${start}-${end - 1}`)
}
