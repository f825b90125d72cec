/** The check of a proof, step by step as RFC 9162 writes it; halving in place of shifts, which stop at 32 bits. */
import { HASH_BYTES, nodeHash } from './tree-hash.ts'

/**
 * Does the proof show that the tree of `size` leaves with this root has a leaf of this hash at `index`?
 * RFC 9162 §2.1.3.2.
 */
export function includes(
  tree: { size: number; root: Uint8Array },
  leaf: { index: number; hash: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (leaf.index >= tree.size || !areHashes(proof)) return false
  const walk = new Walk(leaf.index, tree.size - 1)
  let hash = leaf.hash
  for (const sibling of proof) {
    if (walk.ended) return false
    hash = walk.isRight() ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
    walk.up()
  }
  return walk.ended && hash.equals(tree.root)
}

function areHashes(proof: readonly Buffer[]): boolean {
  return proof.every((hash) => hash.length === HASH_BYTES)
}

/** The way from a leaf to the root: its place and the last place of each level (`fn` and `sn` of RFC 9162). */
class Walk {
  #place: number
  #last: number

  constructor(place: number, last: number) {
    this.#place = place
    this.#last = last
  }

  /** Is this the root? */
  get ended(): boolean {
    return this.#last === 0
  }

  /** Does the next hash of the proof stand to the left? */
  isRight(): boolean {
    return this.#place % 2 === 1 || this.#place === this.#last
  }

  /** To the next level at which there is something to be hashed. */
  up(): void {
    if (this.#place === this.#last) while (this.#place % 2 === 0 && this.#place !== 0) this.#halve()
    this.#halve()
  }

  #halve(): void {
    this.#place = Math.floor(this.#place / 2)
    this.#last = Math.floor(this.#last / 2)
  }
}
