import { LogError } from './errors.ts'
import {
  completeRoot,
  type HashReader,
  keptHashesOf,
  type LeafRange,
  rangeRoot,
  subtreesOf,
  TILE_WIDTH,
} from './hash-reader.ts'
import { printTilePath, type Tile, tileWidth } from './tile.ts'
import { HASH_BYTES } from './tree-hash.ts'

/** A tile of hashes. */
export type HashTile = Tile & { level: number }

/** A tree as a checkpoint names it. */
export interface TreeHead {
  size: number
  root: Uint8Array
}

/**
 * The tiles to be fetched so that the roots over these ranges can be computed and trusted, those of the highest
 * level first: the ones that hold them, the full tiles above those, and the partial ones of the tree's right edge,
 * from which its root is made.
 */
export function tilesFor(ranges: Iterable<LeafRange>, size: number): HashTile[] {
  const wanted = new Map<string, HashTile>()
  /** A partial tile ends the climb: it stands in the edge. */
  const want = (level: number, index: number): void => {
    const tile = { level, index, width: tileWidth(size, { level, index }) }
    const path = printTilePath(tile)
    if (wanted.has(path)) return
    wanted.set(path, tile)
    if (tile.width === TILE_WIDTH) want(level + 1, Math.floor(index / TILE_WIDTH))
  }
  for (const range of [{ start: 0, end: size }, ...ranges]) {
    for (const subtree of subtreesOf(range)) {
      const { tileLevel, from } = keptHashesOf(subtree)
      want(tileLevel, Math.floor(from / TILE_WIDTH))
    }
  }
  return [...wanted.values()].sort((a, b) => b.level - a.level)
}

/**
 * The hashes of tiles that come from anywhere, after they were proven to belong to a tree: the right edge makes its
 * root, and each full tile makes its hash in the tile above it (as Go's TileHashReader does).
 */
export class VerifiedTiles implements HashReader {
  readonly #bytes = new Map<string, Uint8Array>()

  /**
   * @param tiles what `tilesFor` named, with the bytes that were fetched: of a full tile in a partial one's place,
   *   its beginning
   * @throws LogError `malformed_tile`, `missing_hash` when one is not there, `root_mismatch` when one is not of the tree
   */
  constructor(head: TreeHead, tiles: Iterable<{ tile: HashTile; bytes: Uint8Array }>) {
    const fetched = [...tiles]
    for (const { tile, bytes } of fetched) {
      const width = tileWidth(head.size, tile)
      if (tile.width !== width || width === 0 || bytes.length !== width * HASH_BYTES) {
        const path = printTilePath(tile)
        throw new LogError('malformed_tile', `${path} has ${bytes.length} bytes, not ${width * HASH_BYTES}.`)
      }
      this.#bytes.set(placeOf(tile), bytes)
    }
    if (!rangeRoot(this, { start: 0, end: head.size }).equals(head.root)) {
      throw new LogError('root_mismatch', "The tiles of the tree's right edge do not make its root.")
    }
    for (const { tile, bytes } of fetched) if (tile.width === TILE_WIDTH) this.#check(tile, bytes)
  }

  hashes(level: number, from: number, to: number): Uint8Array {
    const index = Math.floor(from / TILE_WIDTH)
    const first = index * TILE_WIDTH
    const bytes = this.#bytes.get(placeOf({ level, index })) ?? new Uint8Array(0)
    return bytes.subarray((from - first) * HASH_BYTES, (to - first) * HASH_BYTES)
  }

  /** The tile above is checked itself, by the edge or by the one above it in turn. */
  #check(tile: HashTile, bytes: Uint8Array): void {
    const expected = this.hashes(tile.level + 1, tile.index, tile.index + 1)
    const path = printTilePath(tile)
    if (expected.length === 0) throw new LogError('missing_hash', `The tile above ${path} is not there.`)
    if (!completeRoot(bytes).equals(expected)) {
      throw new LogError('root_mismatch', `${path} is not the tile that the tree has there.`)
    }
  }
}

function placeOf({ level, index }: { level: number; index: number }): string {
  return `${level}/${index}`
}
