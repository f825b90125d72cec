/**
 * Proofs that a leaf is in a Merkle tree (RFC 9162 §2.1.3.1), and that a tree is the beginning of another (§2.1.4.1): which nodes
 * they are made of, and the proofs themselves.
 */
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
export function hashesProving(index: number, size: number): KeptHashes[] {
  return keptBelow(inclusionPath(index, size))
}

/**
 * The nodes whose hashes prove that the tree of `from` leaves is the beginning of the tree of `to` leaves;
 * none when `from` is 0 or `to`. 0 <= from <= to.
 */
export function consistencyPath(from: number, to: number): LeafRange[] {
  if (from === 0) return []
  const path: LeafRange[] = []
  let node: LeafRange = { start: 0, end: to }
  while (node.end !== from) {
    const { left, right } = halves(node)
    path.push(from <= left.end ? right : left)
    node = from <= left.end ? left : right
  }
  // The old tree itself is known to who asks; any other node where the descent ends is not.
  if (node.start > 0) path.push(node)
  return path.reverse()
}

/**
 * The hashes that prove that a tree of `from` leaves grew into one of `to`: `consistencyPath` with hashes for nodes.
 *
 * @throws LogError `missing_hash`
 */
export function consistencyProof(reader: HashReader, from: number, to: number): Buffer[] {
  return consistencyPath(from, to).map((range) => rangeRoot(reader, range))
}

/** The kept hashes [from, to) of tile levels that `consistencyProof` reads. */
export function hashesBetween(from: number, to: number): KeptHashes[] {
  return keptBelow(consistencyPath(from, to))
}

/** Kept hashes [from, to) of tile levels. */
type KeptHashes = { level: number; from: number; to: number }

function keptBelow(path: readonly LeafRange[]): KeptHashes[] {
  return path
    .flatMap(subtreesOf)
    .map(keptHashesOf)
    .map(({ tileLevel, from, to }) => ({ level: tileLevel, from, to }))
}

/** Splits a node of two leaves or more at the largest power of two below its size. */
function halves({ start, end }: LeafRange): { left: LeafRange; right: LeafRange } {
  const middle = start + 2 ** floorLog2(end - start - 1)
  return { left: { start, end: middle }, right: { start: middle, end } }
}
