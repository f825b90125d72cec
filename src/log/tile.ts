/** Tiles of a log and their addresses (C2SP tlog-tiles). */
import { TILE_WIDTH } from './hash-reader.ts'

/** A tile: up to 256 hashes of a level, or as many entries; of the width that it is wanted in. */
export interface Tile {
  /** 0 to 63; `entries` for a bundle of entries, which has the indexes and widths of level 0. */
  level: number | 'entries'
  index: number
  /** 1 to 256; below 256 the tile is partial. */
  width: number
}

const HIGHEST_LEVEL = 63
const PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/

/** `tile/<L>/<N>[.p/<W>]`, such as `tile/0/x001/x234/067.p/8`, below the log's address. */
export function printTilePath({ level, index, width }: Tile): string {
  const partial = width < TILE_WIDTH ? `.p/${width}` : ''
  return `tile/${level}/${printIndex(index)}${partial}`
}

/** The tile with this path; null when it is none, or not spelt as tlog-tiles has it. */
export function parseTilePath(path: string): Tile | null {
  const [, level, groups, width] = PATH.exec(path) ?? []
  if (level === undefined || groups === undefined) return null
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  }
  if (tile.level !== 'entries' && tile.level > HIGHEST_LEVEL) return null
  return Number.isSafeInteger(tile.index) && printTilePath(tile) === path ? tile : null
}

/** Groups of three digits; all but the last begin with `x`. */
function printIndex(index: number): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
}

/** How many hashes the index-th tile of a level has in a tree of `size` leaves: 0 to 256. */
export function tileWidth(size: number, { level, index }: Pick<Tile, 'level' | 'index'>): number {
  return Math.max(0, Math.min(TILE_WIDTH, countAt(size, level) - index * TILE_WIDTH))
}

/** Hashes of a tile level in a tree of `size` leaves. */
function countAt(size: number, level: Tile['level']): number {
  return level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level)
}

/** The tiles of a level in a tree of `size` leaves, those alone that have something since it had `since`. */
export function* tilesOfLevel(level: Tile['level'], size: number, since = 0): Generator<Tile> {
  const count = countAt(size, level)
  if (count === countAt(since, level)) return
  for (let index = Math.floor(countAt(since, level) / TILE_WIDTH); index * TILE_WIDTH < count; index++)
    yield { level, index, width: tileWidth(size, { level, index }) }
}

/** All hash tiles of a tree of `size` leaves that have something since it had `since`, level by level. */
export function* hashTiles(size: number, since = 0): Generator<Tile> {
  for (let level = 0; countAt(size, level) > 0; level++) yield* tilesOfLevel(level, size, since)
}
