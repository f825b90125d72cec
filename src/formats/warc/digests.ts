/** Labelled digests of records (ISO 28500, 5.8 and 5.9): `sha1:` and base32, or another algorithm and hexadecimal. */
import { createHash } from 'node:crypto'

const ALGORITHMS: ReadonlySet<string> = new Set(['md5', 'sha1', 'sha256', 'sha384', 'sha512'])
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What came of comparing bytes with a digest. */
export type Verdict = 'right' | 'wrong' | 'not understood'

/** Compares bytes with a labelled digest. */
export function verdictOn(bytes: Uint8Array, digest: string): Verdict {
  const [label = '', said = ''] = digest.split(':')
  const algorithm = label.trim().toLowerCase().replace('-', '')
  if (!ALGORITHMS.has(algorithm)) return 'not understood'
  const hash = createHash(algorithm).update(bytes).digest()
  const value = said.trim()
  const isRight =
    value.toLowerCase() === hash.toString('hex') ||
    value.toUpperCase().replaceAll('=', '') === base32(hash) ||
    value === hash.toString('base64')
  return isRight ? 'right' : 'wrong'
}

/** Base32 without padding (RFC 4648, 6). */
function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += BASE32[(value >> bits) & 31]!
    }
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31]! : text
}
