import { type HashReader, joinSubtrees, subtreeRoot, subtreesOf, TILE_HEIGHT } from './hash-reader.ts'
import { nodeHash } from './tree-hash.ts'

/** A hash to be kept for good: the index-th of a tile level. */
export interface KeptHash {
  level: number
  index: number
  hash: Buffer
}

/**
 * The right edge of a tree: the roots of its complete subtrees, at most 53. It is all that appending needs, so
 * memory stays flat however large the tree. An edge never changes: extending it makes another, so a transaction
 * that is rolled back simply keeps the one that it had.
 */
export class TreeEdge {
  /** Number of leaves. */
  readonly size: number
  /** Largest first. */
  readonly #subtrees: readonly Buffer[]

  private constructor(size: number, subtrees: readonly Buffer[]) {
    this.size = size
    this.#subtrees = subtrees
  }

  /** The edge of a tree without leaves. */
  static readonly empty = new TreeEdge(0, [])

  /**
   * The edge of a tree of `size` leaves from the hashes that are kept of it.
   *
   * @throws LogError `missing_hash`
   */
  static read(reader: HashReader, size: number): TreeEdge {
    const subtrees = subtreesOf({ start: 0, end: size })
    return new TreeEdge(
      size,
      subtrees.map((subtree) => subtreeRoot(reader, subtree)),
    )
  }

  /** The root of the tree. */
  root(): Buffer {
    return joinSubtrees(this.#subtrees)
  }

  /**
   * The edge after these leaves (their hashes, as `leafHash` makes them). Every hash that is to be kept is told
   * once: one a leaf, and one more for every 256 of a level.
   */
  extend(leaves: Iterable<Buffer>, keep: (hash: KeptHash) => void = () => {}): TreeEdge {
    const subtrees = [...this.#subtrees]
    let { size } = this
    for (const leaf of leaves) {
      subtrees.push(complete(subtrees, { leaf, index: size, keep }))
      size++
    }
    return new TreeEdge(size, subtrees)
  }
}

/** Takes the subtrees that the leaf completes off the edge; the root of the one that it ends. */
function complete(
  subtrees: Buffer[],
  { leaf, index, keep }: { leaf: Buffer; index: number; keep: (hash: KeptHash) => void },
): Buffer {
  let hash = leaf
  let place = index
  keep({ level: 0, index, hash })
  for (let level = 1; place % 2 === 1; level++) {
    hash = nodeHash(subtrees.pop()!, hash)
    place = (place - 1) / 2
    if (level % TILE_HEIGHT === 0) keep({ level: level / TILE_HEIGHT, index: place, hash })
  }
  return hash
}
