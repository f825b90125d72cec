import type { HashReader } from './hash-reader.ts'
import type { KeptHash } from './tree-edge.ts'
import { HASH_BYTES } from './tree-hash.ts'

/** The kept hashes of a tree in memory, some 33 bytes a leaf: for the small trees of a version's blocks. */
export class KeptHashes implements HashReader {
  readonly #levels: { bytes: Uint8Array; count: number }[] = []

  /** Keeps a hash; those of a level come in the order of their indexes. */
  readonly keep = ({ level: height, hash }: KeptHash): void => {
    this.#levels[height] ??= { bytes: new Uint8Array(HASH_BYTES), count: 0 }
    const level = this.#levels[height]!
    const at = level.count * HASH_BYTES
    if (at === level.bytes.length) {
      const grown = new Uint8Array(at * 2)
      grown.set(level.bytes)
      level.bytes = grown
    }
    level.bytes.set(hash, at)
    level.count++
  }

  hashes(level: number, from: number, to: number): Uint8Array {
    const { bytes, count } = this.#levels[level] ?? { bytes: new Uint8Array(0), count: 0 }
    return bytes.subarray(from * HASH_BYTES, Math.min(to, count) * HASH_BYTES)
  }
}
