/** Crockford's base32, lower case, most significant bit first, without check character. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 5-bit groups of the bytes as characters; `bytes.length * 8` must be a multiple of 5. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return text
}

/**
 * A spelling as a person may type it → its canonical characters: case, hyphens, `o` for `0`, `i` and `l`
 * for `1` are forgiven. Null when it is not `length` characters of the alphabet.
 */
export function readBase32(typed: string, length: number): string | null {
  if (typed.length > length * 2) return null
  const text = typed.toLowerCase().replaceAll('-', '').replaceAll('o', '0').replace(/[il]/g, '1')
  return text.length === length && /^[0-9a-hjkmnp-tv-z]+$/.test(text) ? text : null
}

/** The number that up to six canonical characters spell, most significant first. */
export function readBase32Number(text: string): number {
  return [...text].reduce((number, character) => number * 32 + ALPHABET.indexOf(character), 0)
}
