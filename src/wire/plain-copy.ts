/** What a plain copy of the archive, as wget makes one, is to have: a list of addresses, and one of digests. */
import type { Archive } from '../archive/archive.ts'
import { sha256 } from '../identity/digest.ts'
import { TILE_WIDTH } from '../log/hash-reader.ts'
import { hashTiles, printTilePath, type Tile, tilesOfLevel } from '../log/tile.ts'
import type { LogReads } from '../store/log.ts'

/** Lines made at a time. */
const PAGE = 200
/** Tiles whose digests are made at a time: some 60 kB each. */
const TILES = 8
/** As what a work can be had in a file. */
const WORK_FORMATS = ['json', 'txt', 'md', 'csl.json']

type Pages = AsyncGenerator<string[]>

/**
 * Paths of everything, each of which a file can be named after: none has a query, none is the beginning of another.
 * First what a reader proves the rest by, so that it is of about the moment of the list.
 */
export async function* mirroredPaths({ reads, log }: Archive): Pages {
  const size = await log.size()
  yield ['/.well-known/colophon', '/mirror.sha256', ...(size > 0 ? ['/log/checkpoint'] : [])]
  for (const tiles of inPages(tilesAt(size), PAGE)) yield tiles.map((tile) => `/log/${printTilePath(tile)}`)
  yield* blobPaths(reads.log)
  yield* keyed(
    (after: number) => reads.log.published(after, PAGE),
    { first: 0, keyOf: ({ versionNo }) => versionNo },
    ({ manifest }) => [`/log/records/${manifest}`],
  )
  yield* keyed(
    (after: string) => reads.works.idsAfter(after, PAGE / WORK_FORMATS.length),
    { first: '', keyOf: (id) => id },
    (id) => WORK_FORMATS.map((format) => `/works/${id}.${format}`),
  )
  yield* keyed(
    (after: number) => reads.quotes.registered(after, PAGE),
    { first: 0, keyOf: ({ number }) => number },
    ({ quote: { id } }) => [`/quotes/${id}.json`],
  )
}

/** Digest and path of everything whose bytes are the same for ever: the blobs, and the tiles that are full. */
export async function* fixedFiles({ reads, log }: Archive): AsyncGenerator<Digested[]> {
  for await (const paths of blobPaths(reads.log))
    yield paths.map((path) => ({ path, sha256: path.slice(path.lastIndexOf('/') + 1) }))
  for (const tiles of inPages(fullTiles(await log.size()), TILES)) {
    const digested: Digested[] = []
    for (const tile of tiles)
      digested.push({ path: `/log/${printTilePath(tile)}`, sha256: sha256((await log.tile(tile))!) })
    yield digested
  }
}

interface Digested {
  path: string
  sha256: string
}

/**
 * The directory in which `wget -x` stores what it gets from an address: its host, without the brackets of IPv6, its
 * port unless it is that of the scheme, and its path.
 */
export function wgetDirectory(base: string): string {
  const { hostname, port, pathname } = new URL(base)
  const host = hostname.replace(/^\[|\]$/g, '')
  return `${host}${port && `:${port}`}${pathname.replace(/\/+$/, '')}`
}

function* tilesAt(size: number): Generator<Tile> {
  yield* hashTiles(size)
  yield* tilesOfLevel('entries', size)
}

function* fullTiles(size: number): Generator<Tile> {
  for (const tile of tilesAt(size)) if (tile.width === TILE_WIDTH) yield tile
}

/** Manifests and notices, then the sources. */
async function* blobPaths(log: LogReads): Pages {
  for (const kind of ['blob', 'source'] as const)
    yield* keyed(
      (after: string) => log.blobsAfter(kind, after, PAGE),
      { first: '', keyOf: (digest) => digest },
      (digest) => [`/blobs/sha256/${digest}`],
    )
}

/** Lines made of the rows of a list that is read page by page, each page after the key of the last row. */
async function* keyed<Row, Key>(
  read: (after: Key) => Promise<Row[]>,
  { first, keyOf }: { first: Key; keyOf: (row: Row) => Key },
  linesOf: (row: Row) => string[],
): Pages {
  for (let rows = await read(first); rows.length > 0; rows = await read(keyOf(rows.at(-1)!)))
    yield rows.flatMap(linesOf)
}

function* inPages<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let page: Item[] = []
  for (const item of items) {
    page.push(item)
    if (page.length < size) continue
    yield page
    page = []
  }
  yield page
}
