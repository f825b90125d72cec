/**
 * Characters of bytes by the tables of the Encoding Standard. The decoder of Node 20 reads windows-1252 as ISO-8859-1, and in those of
 * other versions the tables of several encodings differ: what is decoded is kept, and has to be the same everywhere.
 */
import { normalizeEncoding, TextDecoder as StandardDecoder } from '@exodus/bytes/encoding.js'
import { InvalidEncoding } from '../../loading/errors.ts'

/** The name of the encoding that a label means, in lower case; undefined where the standard has none, or only replaces it. */
export function encodingOf(label: string): string | undefined {
  const name = normalizeEncoding(label)
  return name === null || name === 'replacement' ? undefined : name
}

/** Characters, a byte order mark included. Throws `InvalidEncoding` with about the byte where there is none. */
export function decodeAs(encoding: string, bytes: Uint8Array): string {
  try {
    return new StandardDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const offset = firstInvalid(encoding, bytes)
    throw new InvalidEncoding(
      `The source is written in ${encoding}, as it seems, but near byte ${offset} stands no character of it. Convert it to UTF-8 with the encoding that it has: iconv -f ENCODING -t UTF-8.`,
      offset,
    )
  }
}

/** Characters without a byte order mark; U+FFFD where there is none. */
export function decodeLoosely(encoding: string, bytes: Uint8Array): string {
  return new StandardDecoder(encoding).decode(bytes)
}

/** The decoder does not say where it failed: the longest valid beginning is found by halving. */
function firstInvalid(encoding: string, bytes: Uint8Array): number {
  let valid = 0
  let beyond = bytes.length
  while (valid < beyond) {
    const middle = (valid + beyond + 1) >> 1
    if (isValid(encoding, bytes.subarray(0, middle))) valid = middle
    else beyond = middle - 1
  }
  return valid
}

function isValid(encoding: string, bytes: Uint8Array): boolean {
  try {
    new StandardDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
