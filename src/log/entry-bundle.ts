/** Bundles of entries (C2SP tlog-tiles): each entry after its length, as 16 bits, big-endian. */
import { LogError } from './errors.ts'

/** The longest entry that a bundle can hold, in bytes. */
export const LONGEST_ENTRY = 0xffff

/** The entries one after the other, each at most `LONGEST_ENTRY` bytes. */
export function printBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(entries.flatMap((entry) => [lengthOf(entry), entry]))
}

/**
 * The entries of a bundle that must hold `count` of them: views of its bytes.
 *
 * @throws LogError `malformed_tile` when it is cut, or holds fewer or more
 */
export function parseBundle(bytes: Uint8Array, count: number): Buffer[] {
  const bundle = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: Buffer[] = []
  let at = 0
  while (at < bundle.length && entries.length < count) {
    const end = at + 2 <= bundle.length ? at + 2 + bundle.readUInt16BE(at) : Number.POSITIVE_INFINITY
    if (end > bundle.length) throw malformed(`is cut inside entry ${entries.length}`)
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  if (entries.length < count) throw malformed(`holds ${entries.length} entries, not ${count}`)
  if (at < bundle.length) throw malformed(`goes on after ${count} entries`)
  return entries
}

function lengthOf(entry: Uint8Array): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(entry.length)
  return length
}

function malformed(what: string): LogError {
  return new LogError('malformed_tile', `The bundle of entries ${what}.`)
}
