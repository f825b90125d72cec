/** The checks of proofs, step by step as RFC 9162 writes it; halving in place of shifts, which stop at 32 bits. */
import { floorLog2 } from './hash-reader.ts'
import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './tree-hash.ts'

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

/** Does the proof show that the first tree is the beginning of the second? RFC 9162 §2.1.4.2. */
export function extendsTree(
  first: { size: number; root: Uint8Array },
  second: { size: number; root: Uint8Array },
  proof: readonly Buffer[],
): boolean {
  if (first.size > second.size || !areHashes(proof)) return false
  if (first.size === second.size) return proof.length === 0 && Buffer.from(first.root).equals(second.root)
  if (first.size === 0) return proof.length === 0 && EMPTY_ROOT.equals(first.root)
  const isComplete = first.size === 2 ** floorLog2(first.size)
  const [begin, ...rest] = isComplete ? [Buffer.from(first.root), ...proof] : proof
  if (begin === undefined || proof.length === 0) return false
  const walk = new Walk(first.size - 1, second.size - 1)
  walk.upToLeft()
  let [firstRoot, secondRoot] = [begin, begin]
  for (const hash of rest) {
    if (walk.ended) return false
    if (walk.isRight()) {
      firstRoot = nodeHash(hash, firstRoot)
      secondRoot = nodeHash(hash, secondRoot)
    } else secondRoot = nodeHash(secondRoot, hash)
    walk.up()
  }
  return walk.ended && firstRoot.equals(first.root) && secondRoot.equals(second.root)
}

function areHashes(proof: readonly Buffer[]): boolean {
  return proof.every((hash) => hash.length === HASH_BYTES)
}

/** The way from a place to the root: the place and the last place of each level (`fn` and `sn` of RFC 9162). */
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

  /** To the first level at which this is a left child: all before is below the node that the proof begins with. */
  upToLeft(): void {
    while (this.#place % 2 === 1) this.#halve()
  }

  #halve(): void {
    this.#place = Math.floor(this.#place / 2)
    this.#last = Math.floor(this.#last / 2)
  }
}
