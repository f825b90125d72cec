import { HASH_BYTES } from './tree-hash.ts'

/** Bytes as base64 (RFC 4648 §4), as notes and proofs print them. */
export function printBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

/** The bytes of a base64 text; null when it is not their one canonical spelling. */
export function readBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

/** The hash (32 bytes) of a base64 text; null when it is none. */
export function readHash(text: string): Buffer | null {
  const bytes = readBase64(text)
  return bytes?.length === HASH_BYTES ? bytes : null
}
