/** The hashes of a Merkle tree, with the domain separation of RFC 9162 §2.1.1 (RFC 6962 §2.1). */
import crypto from 'node:crypto'

/** Bytes of a hash. */
export const HASH_BYTES = 32

/** The root of a tree without leaves: the digest of nothing. */
export const EMPTY_ROOT: Buffer = crypto.hash('sha256', '', 'buffer')

const LEAF = Buffer.from([0x00])

/** The hash of a leaf: SHA-256(0x00 || data). */
export function leafHash(data: Uint8Array): Buffer {
  return crypto.hash('sha256', Buffer.concat([LEAF, data]), 'buffer')
}

/** The hash of a node: SHA-256(0x01 || left || right), of two hashes of 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1)
  pair.set(right, 1 + HASH_BYTES)
  return crypto.hash('sha256', pair, 'buffer')
}

/** Reused, because a million leaves make a million nodes. */
const pair = new Uint8Array(1 + 2 * HASH_BYTES).fill(0x01, 0, 1)
