import { InvalidEncoding, SourceTooLarge } from './errors.ts'
import { assertLoadable } from './source-bounds.ts'

/** Turns an offset in UTF-16 units of the decoded source into a byte offset of the source. */
export type ByteOffset = (unit: number) => number

/**
 * The source's characters, byte order mark included, so that every character has its bytes.
 * Throws `InvalidEncoding` for bytes that are not UTF-8 and for NUL, `SourceTooLarge` beyond `limit` bytes, and
 * `SourceTooComplex` beyond the bounds of all formats.
 */
export function decodeSource(bytes: Uint8Array, limit: number): string {
  if (bytes.length > limit) throw new SourceTooLarge(bytes.length, limit)
  const nul = bytes.indexOf(0)
  if (nul >= 0) throw new InvalidEncoding(binaryMessage(bytes, nul), nul)
  const source = decode(bytes)
  assertLoadable(source)
  return source
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const offset = firstInvalidByte(bytes)
    throw new InvalidEncoding(
      `The source is not UTF-8: byte ${offset} begins no character. Convert it to UTF-8 first, or import it with a media type that says how it is written, such as "text/plain; charset=windows-1252".`,
      offset,
    )
  }
}

/** Byte offsets of `source`, by a table made once; for ASCII they are the same as the unit offsets. */
export function byteOffsets(source: string, byteLength: number): ByteOffset {
  if (byteLength === source.length) return (unit) => unit
  const table = new Uint32Array(source.length + 1)
  let bytes = 0
  for (let unit = 0; unit < source.length; unit++) {
    table[unit] = bytes
    bytes += widthOf(source.charCodeAt(unit))
  }
  table[source.length] = bytes
  return (unit) => table[unit]!
}

/** UTF-8 bytes of one UTF-16 unit; the four bytes of a pair are counted two and two. */
function widthOf(unit: number): number {
  if (unit < 0x80) return 1
  if (unit < 0x800) return 2
  return unit >= 0xd800 && unit <= 0xdfff ? 2 : 3
}

function binaryMessage(bytes: Uint8Array, offset: number): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (utf16) return 'The source is UTF-16. Convert it to UTF-8 first.'
  return `The source holds a NUL at byte ${offset}: it is not a text. Send a UTF-8 text file.`
}

/** The decoder does not say where it failed: the longest valid beginning is found by halving. */
function firstInvalidByte(bytes: Uint8Array): number {
  let valid = 0
  let beyond = bytes.length
  while (valid < beyond) {
    const middle = (valid + beyond + 1) >> 1
    if (isPrefixValid(bytes.subarray(0, middle))) valid = middle
    else beyond = middle - 1
  }
  return valid - cutTail(bytes, valid)
}

/** `stream` lets a character be cut at the end, so that validity is monotone in the length. */
function isPrefixValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Bytes at the end of a valid beginning that belong to a character cut there. */
function cutTail(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back]!
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
    if (byte < 0x80) return 0
  }
  return 0
}
