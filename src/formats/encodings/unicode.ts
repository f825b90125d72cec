/** What bytes show of themselves without a word that says it: UTF-16, and UTF-32, which nobody reads. */
import { InvalidEncoding } from '../../loading/errors.ts'

/** UTF-16 in one of its two orders. */
export type Utf16 = 'utf-16le' | 'utf-16be'

/** Bytes that are looked at where there is no byte order mark. */
const SAMPLE = 65_536

/**
 * The order of the bytes of UTF-16: by its mark, else where letters of Latin, blanks and marks leave every second byte zero and
 * nothing in them is a control character. Throws `InvalidEncoding` for the mark of UTF-32.
 */
export function utf16Of(bytes: Uint8Array): Utf16 | undefined {
  const [a, b, c, d] = bytes
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    throw new InvalidEncoding('The source is UTF-32. Convert it to UTF-8 first: iconv -f UTF-32 -t UTF-8.')
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0 && isText(bytes, 0)) return 'utf-16be'
  return a !== 0 && isText(bytes, 1) ? 'utf-16le' : undefined
}

/** Whether pairs of bytes, of which the one at `high` is the higher, are text, half of it Latin. */
function isText(bytes: Uint8Array, high: 0 | 1): boolean {
  const end = Math.min(bytes.length, SAMPLE) & ~1
  if (end < 8 || bytes.length % 2 !== 0) return false
  let latin = 0
  for (let at = 0; at < end; at += 2) {
    const unit = (bytes[at + high]! << 8) | bytes[at + 1 - high]!
    if (unit < 0x20 && unit !== 9 && unit !== 10 && unit !== 12 && unit !== 13) return false
    if ((unit >= 0x7f && unit < 0xa0) || unit >= 0xfffe) return false
    if (unit < 0x180) latin++
  }
  return latin * 4 >= end
}

/** The beginning of a source as UTF-8, by which it is told what format it is in. */
export function beginningInUtf8(beginning: Uint8Array): Uint8Array {
  const order = orderOf(beginning)
  return order ? Buffer.from(new TextDecoder(order, { ignoreBOM: true }).decode(beginning)) : beginning
}

/** What is wrong with its encoding is told when it is read. */
function orderOf(beginning: Uint8Array): Utf16 | undefined {
  try {
    return utf16Of(beginning.subarray(0, beginning.length & ~1))
  } catch {
    return undefined
  }
}
