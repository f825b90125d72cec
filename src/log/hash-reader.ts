/**
 * The hashes of a tree that are kept, and the roots computed from them. Kept are those of every eighth level
 * alone (tlog-tiles): tile level L holds the roots of the complete subtrees of 256^L leaves, which is little more
 * than one hash a leaf; those between are computed from at most 128 of them.
 */
import { LogError } from './errors.ts'
import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './tree-hash.ts'

/** Levels of the tree that one tile spans, and how many hashes a whole tile holds. */
export const TILE_HEIGHT = 8
export const TILE_WIDTH = 256

/** Reads kept hashes. */
export interface HashReader {
  /**
   * The hashes [from, to) of a tile level, 32 bytes each, one after the other; never over the border of a tile.
   * Fewer bytes when some are not there.
   */
  hashes(level: number, from: number, to: number): Uint8Array
}

/** Leaves by index, half-open. */
export interface LeafRange {
  start: number
  end: number
}

/** A complete subtree of 2^level leaves, the index-th of its level. */
export interface Subtree {
  level: number
  index: number
}

/**
 * The root over a range of leaves that is a node of some tree: `start` is a multiple of every power of two that
 * is smaller than the range.
 *
 * @throws LogError `missing_hash`
 */
export function rangeRoot(reader: HashReader, range: LeafRange): Buffer {
  return joinSubtrees(subtreesOf(range).map((subtree) => subtreeRoot(reader, subtree)))
}

/** The complete subtrees of which such a range is made, from left to right, each smaller than the one before. */
export function subtreesOf({ start, end }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = []
  let at = start
  while (at < end) {
    const level = floorLog2(end - at)
    subtrees.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return subtrees
}

/** The root over subtrees that stand beside one another, from left to right, each smaller than the one before. */
export function joinSubtrees(roots: readonly Buffer[]): Buffer {
  return roots.length === 0 ? EMPTY_ROOT : roots.reduceRight((right, left) => nodeHash(left, right))
}

/** The largest whole `k` with 2^k <= n. `Math.log2` rounds up below large powers of two. */
export function floorLog2(n: number): number {
  let k = 0
  while (2 ** (k + 1) <= n) k++
  return k
}

/**
 * The root of a complete subtree.
 *
 * @throws LogError `missing_hash`
 */
export function subtreeRoot(reader: HashReader, { level, index }: Subtree): Buffer {
  const { tileLevel, from, to } = keptHashesOf({ level, index })
  const bytes = reader.hashes(tileLevel, from, to)
  if (bytes.length !== (to - from) * HASH_BYTES) {
    throw new LogError(
      'missing_hash',
      `The log lacks hashes ${from} to ${to - 1} of tile level ${tileLevel}.`,
    )
  }
  return completeRoot(bytes)
}

/** The kept hashes [from, to) that a subtree's root is made of, and their tile level. */
export function keptHashesOf({ level, index }: Subtree): { tileLevel: number; from: number; to: number } {
  const width = 2 ** (level % TILE_HEIGHT)
  return { tileLevel: Math.floor(level / TILE_HEIGHT), from: index * width, to: (index + 1) * width }
}

/** The root over a power of two of hashes, 32 bytes each, one after the other. */
export function completeRoot(hashes: Uint8Array): Buffer {
  let row: Uint8Array[] = []
  for (let at = 0; at < hashes.length; at += HASH_BYTES) row.push(hashes.subarray(at, at + HASH_BYTES))
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (let at = 0; at < row.length; at += 2) above.push(nodeHash(row[at]!, row[at + 1]!))
    row = above
  }
  return Buffer.from(row[0]!)
}
