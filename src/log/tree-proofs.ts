/** Proofs that a leaf is in a Merkle tree: which nodes they are made of, and the proofs themselves (RFC 9162 §2.1.3.1). */
import {
  floorLog2,
  type HashReader,
  keptHashesOf,
  type LeafRange,
  rangeRoot,
  subtreesOf,
} from './hash-reader.ts'

/**
 * The nodes, by the leaves below them, whose hashes prove that leaf `index` is in a tree of `size` leaves: from the
 * leaf's sibling up. 0 <= index < size.
 */
export function inclusionPath(index: number, size: number): LeafRange[] {
  const path: LeafRange[] = []
  let node: LeafRange = { start: 0, end: size }
  while (node.end - node.start > 1) {
    const { left, right } = halves(node)
    path.push(index < left.end ? right : left)
    node = index < left.end ? left : right
  }
  return path.reverse()
}

/**
 * The hashes that prove that leaf `index` is in the tree of `size` leaves: `inclusionPath` with hashes for nodes.
 *
 * @throws LogError `missing_hash`
 */
export function inclusionProof(reader: HashReader, index: number, size: number): Buffer[] {
  return inclusionPath(index, size).map((range) => rangeRoot(reader, range))
}

/** The kept hashes [from, to) of tile levels that `inclusionProof` reads, each range once. */
export function hashesProving(index: number, size: number): { level: number; from: number; to: number }[] {
  return inclusionPath(index, size)
    .flatMap(subtreesOf)
    .map(keptHashesOf)
    .map(({ tileLevel, from, to }) => ({ level: tileLevel, from, to }))
}

/** Splits a node of two leaves or more at the largest power of two below its size. */
function halves({ start, end }: LeafRange): { left: LeafRange; right: LeafRange } {
  const middle = start + 2 ** floorLog2(end - start - 1)
  return { left: { start, end: middle }, right: { start: middle, end } }
}
