import { LONGEST_ENTRY } from '../log/entry-bundle.ts'
import { rangeRoot, TILE_WIDTH } from '../log/hash-reader.ts'
import { printTilePath, type Tile, tilesOfLevel } from '../log/tile.ts'
import { HASH_BYTES } from '../log/tree-hash.ts'
import { tilesFor, VerifiedTiles } from '../log/verified-tiles.ts'
import { prefetched } from '../threads/prefetched.ts'
import { MirrorError } from './errors.ts'
import type { Head } from './head.ts'
import type { Origin } from './origin.ts'

/** Bundles asked for ahead of the one that is read. */
const AHEAD = { items: 6 }
/** In bytes. */
export const LONGEST_BUNDLE = TILE_WIDTH * (LONGEST_ENTRY + 2)

/** A bundle of entries, as the origin serves it. */
export interface Bundle {
  tile: Tile
  bytes: Buffer
}

/** The entries of a signed tree from one on, in their order. @throws MirrorError `origin_unreachable`, `origin_altered` */
export function bundles(
  { origin, head }: { origin: Origin; head: Head },
  since: number,
): AsyncGenerator<Bundle> {
  return prefetched(tilesOfLevel('entries', head.size, since), (tile) => fetchTile(origin, tile), AHEAD)
}

/** The root over the first entries of a signed tree, from the origin's tiles. @throws LogError when they are not of the tree */
export async function signedRoot(origin: Origin, head: Head, size: number): Promise<Buffer> {
  const wanted = tilesFor([{ start: 0, end: size }], head.size)
  const tiles: { tile: (typeof wanted)[number]; bytes: Buffer }[] = []
  for await (const fetched of prefetched(wanted, (tile) => fetchTile(origin, tile), AHEAD))
    tiles.push(fetched)
  return rangeRoot(new VerifiedTiles(head, tiles), { start: 0, end: size })
}

async function fetchTile<T extends Tile>(origin: Origin, tile: T): Promise<{ tile: T; bytes: Buffer }> {
  const path = printTilePath(tile)
  const longest = tile.level === 'entries' ? LONGEST_BUNDLE : TILE_WIDTH * HASH_BYTES
  const answer = await origin.get(`/log/${path}`, longest)
  if (answer.status === 200) return { tile, bytes: answer.bytes }
  throw new MirrorError(
    'origin_altered',
    `${origin.url} signed a log of more entries than it serves: it has no ${path}. What was not verified was not taken over.`,
  )
}
