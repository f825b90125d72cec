import crypto from 'node:crypto'
import { canonicalExact, canonicalWords } from '../text/canonical.ts'
import { encodeBase32 } from './base32.ts'

/** SHA-256 of bytes or of a text's UTF-8, as 64 hexadecimal characters. */
export function sha256(data: string | Uint8Array): string {
  return crypto.hash('sha256', data, 'hex')
}

/** SHA-256 of the exact text (C1), hexadecimal. */
export function exactDigest(text: string): string {
  return sha256(canonicalExact(text))
}

/** SHA-256 of the words (C2), hexadecimal. */
export function wordsDigest(text: string): string {
  return sha256(canonicalWords(text))
}

/** The first `bytes` bytes of a hexadecimal digest, in base32. */
export function truncatedDigest(digest: string, bytes: number): string {
  return encodeBase32(Buffer.from(digest.slice(0, bytes * 2), 'hex'))
}

/** The core of a text's words: the first 120 bits of their digest, 24 characters. */
export function coreOf(text: string): string {
  return coreOfDigest(wordsDigest(text))
}

/** The core that a digest of the words begins with. */
export function coreOfDigest(digest: string): string {
  return truncatedDigest(digest, CORE_BYTES)
}

const CORE_BYTES = 15
