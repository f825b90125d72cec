/** Members of a gzip file (RFC 1952): web archives compress each record by itself. */
import { constants, gunzipSync, inflateRawSync } from 'node:zlib'
import { beginsRecord } from '../../formats/warc/record-head.ts'
import type { FileWindow } from './file-window.ts'
import type { PackedMember, Packing } from './packing.ts'

/** What a gzip file begins with, and each of its members. */
export const GZIP = Uint8Array.of(0x1f, 0x8b, 8)

/** Each record in a member of its own. */
export const gzipPacking: Packing = {
  begins: GZIP,
  memberAt,
  beginning: beginningOfMember,
  mayBegin: (packed) => beginsRecord(beginningOfMember(packed)),
  unpack: (packed, most) => gunzipSync(packed, { maxOutputLength: most }),
}

/** Bytes of a member that are looked at first; then more. */
const FIRST = 128 * 1024

/**
 * The member at a place of a file; undefined where there is none that is whole, or one larger than `most` bytes, packed or
 * unpacked.
 */
function memberAt(window: FileWindow, at: number, most: number): PackedMember | undefined {
  for (let size = FIRST; ; size *= 4) {
    const packed = window.read(at, Math.min(size, most))
    const head = headLength(packed)
    if (head === undefined) return undefined
    const inflated = inflate(packed.subarray(head), most)
    if (inflated === undefined) return undefined
    const length = head + inflated.consumed + TRAILER
    if (length <= packed.length) return { length, content: inflated.content }
    if (packed.length < size) return undefined
  }
}

/** Packed bytes that a beginning is told by: they unpack to 1032 times as many at most. */
const BEGINNING = 4096

/** The first bytes of what a member unpacks to, however long it is; none where there is no member. */
export function beginningOfMember(packed: Uint8Array): Uint8Array {
  const head = headLength(packed)
  const found =
    head === undefined ? undefined : inflate(packed.subarray(head, head + BEGINNING), BEGINNING * 1100)
  return found?.content ?? new Uint8Array()
}

/** A checksum and a size. */
const TRAILER = 8

interface WithEngine {
  buffer: Buffer
  engine: { bytesWritten: number }
}

/** What is cut short is unpacked as far as it goes, and then all of it was consumed. */
function inflate(packed: Uint8Array, most: number): { content: Uint8Array; consumed: number } | undefined {
  try {
    const options = { info: true, maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }
    const { buffer, engine } = inflateRawSync(packed, options) as unknown as WithEngine
    return { content: buffer, consumed: engine.bytesWritten }
  } catch {
    return undefined
  }
}

/** Ten bytes, and the fields that the flags name. */
function headLength(bytes: Uint8Array): number | undefined {
  if (!GZIP.every((byte, at) => bytes[at] === byte)) return undefined
  const flags = bytes[3]!
  let at = 10
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0)
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue
    const end = bytes.indexOf(0, at)
    if (end < 0) return undefined
    at = end + 1
  }
  if (flags & 2) at += 2
  return at <= bytes.length ? at : undefined
}
