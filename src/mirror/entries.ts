import type SQLite from 'better-sqlite3'
import { parseEntry } from '../log/entry.ts'
import { LONGEST_ENTRY, parseBundle } from '../log/entry-bundle.ts'
import { LogError } from '../log/errors.ts'
import { rangeRoot, TILE_WIDTH } from '../log/hash-reader.ts'
import { printTilePath, type Tile, tilesOfLevel } from '../log/tile.ts'
import { TreeEdge } from '../log/tree-edge.ts'
import { HASH_BYTES, leafHash } from '../log/tree-hash.ts'
import { tilesFor, VerifiedTiles } from '../log/verified-tiles.ts'
import { LogRows } from '../store/log.ts'
import { addTask, isTask, recordSeen } from '../store/mirror.ts'
import { MirrorError } from './errors.ts'
import { fork, type Head } from './head.ts'
import type { Origin } from './origin.ts'
import { prefetched } from './prefetched.ts'

/** Bundles asked for ahead of the one that is read. */
const AHEAD = 6
const LONGEST_BUNDLE = TILE_WIDTH * (LONGEST_ENTRY + 2)

/**
 * Takes over the entries up to a checkpoint, and notes what is to be done for each: all in one transaction, which is
 * committed only when they make the root that was signed.
 *
 * @param seen the checkpoint that was verified before; '' when there is none
 * @param told how many entries have come
 * @throws MirrorError `origin_unreachable`, `origin_altered`, `fork`, `mirror_damaged`: nothing was taken over then
 */
export async function takeEntries(
  sql: SQLite.Database,
  { origin, head, seen, now }: { origin: Origin; head: Head; seen: string; now: string },
  told: (entries: number) => void,
): Promise<void> {
  const log = new LogRows(sql)
  const since = log.size()
  sql.exec('BEGIN IMMEDIATE')
  try {
    let edge = TreeEdge.read(log, since)
    const tiles = tilesOfLevel('entries', head.size, since)
    for await (const { tile, bytes } of prefetched(tiles, (tile) => fetchTile(origin, tile), AHEAD)) {
      const entries = parseBundle(bytes, tile.width)
      const first = tile.index * TILE_WIDTH
      for (const [at, entry] of entries.entries()) {
        const seq = first + at
        if (seq < since) continue
        const parsed = parseEntry(entry, seq)
        edge = edge.extend([leafHash(entry)], (hash) => log.recordHash(hash))
        log.recordEntry(seq, entry)
        if (isTask(parsed)) addTask(sql, parsed)
      }
      told(edge.size)
    }
    if (!edge.root().equals(head.root))
      throw new LogError('root_mismatch', 'The entries do not make the root.')
    recordSeen(sql, head.note, now)
    sql.exec('COMMIT')
  } catch (error) {
    if (sql.inTransaction) sql.exec('ROLLBACK')
    if (error instanceof LogError) throw await explain(sql, { origin, head, seen, error })
    throw error
  }
}

/** Says who is wrong when the entries do not make the root: we, the log, or what lies between. */
async function explain(
  sql: SQLite.Database,
  { origin, head, seen, error }: { origin: Origin; head: Head; seen: string; error: LogError },
): Promise<MirrorError> {
  const log = new LogRows(sql)
  const since = log.size()
  const ours = rangeRoot(log, { start: 0, end: since })
  if (!rootOfEntries(log, since).equals(ours)) {
    return new MirrorError(
      'mirror_damaged',
      'The copy of the log here is damaged: its entries and its hashes differ. Run `colophon mirror repair`.',
    )
  }
  const altered = new MirrorError(
    'origin_altered',
    `The entries that ${origin.url} serves are not those that were signed: ${error.message} Nothing was taken over.`,
  )
  if (since === 0) return altered
  const wanted = tilesFor([{ start: 0, end: since }], head.size)
  const tiles: { tile: (typeof wanted)[number]; bytes: Buffer }[] = []
  for await (const fetched of prefetched(wanted, (tile) => fetchTile(origin, tile), AHEAD))
    tiles.push(fetched)
  try {
    const theirs = rangeRoot(new VerifiedTiles(head, tiles), { start: 0, end: since })
    if (theirs.equals(ours)) return altered
    return fork(since, { ours: seen, theirs: head.note })
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
    return new MirrorError(
      'origin_altered',
      `Neither the entries nor the tiles that ${origin.url} serves make the root that was signed: ${cause.message} Nothing was taken over.`,
    )
  }
}

async function fetchTile<T extends Tile>(origin: Origin, tile: T): Promise<{ tile: T; bytes: Buffer }> {
  const path = printTilePath(tile)
  const longest = tile.level === 'entries' ? LONGEST_BUNDLE : TILE_WIDTH * HASH_BYTES
  const answer = await origin.get(`/log/${path}`, longest)
  if (answer.status === 200) return { tile, bytes: answer.bytes }
  throw new MirrorError(
    'origin_altered',
    `${origin.url} signed a log of more entries than it serves: it has no ${path}. Nothing was taken over.`,
  )
}

/** Entries read at a time. */
const PAGE = 5000

/** The root over the first entries, from their bytes and not from the hashes that are kept. */
function rootOfEntries(log: LogRows, size: number): Buffer {
  let edge = TreeEdge.empty
  while (edge.size < size) {
    const entries = log.entries(edge.size, Math.min(PAGE, size - edge.size))
    if (entries.length === 0) return Buffer.alloc(0)
    edge = edge.extend(entries.map(leafHash))
  }
  return edge.root()
}
