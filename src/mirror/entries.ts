import { parseEntry } from '../log/entry.ts'
import { LONGEST_ENTRY, parseBundle } from '../log/entry-bundle.ts'
import { LogError } from '../log/errors.ts'
import { rangeRoot, TILE_WIDTH } from '../log/hash-reader.ts'
import { printTilePath, type Tile, tilesOfLevel } from '../log/tile.ts'
import { TreeEdge } from '../log/tree-edge.ts'
import { HASH_BYTES, leafHash } from '../log/tree-hash.ts'
import { tilesFor, VerifiedTiles } from '../log/verified-tiles.ts'
import type { Database } from '../store/sqlite/database.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import { addTask, isTask, recordSeen } from '../store/sqlite/mirror/mirror.ts'
import { MirrorError } from './errors.ts'
import { type Head, refuseFork } from './head.ts'
import type { Origin } from './origin.ts'
import { prefetched } from './prefetched.ts'

/** Bundles asked for ahead of the one that is read. */
const AHEAD = { items: 6 }
const LONGEST_BUNDLE = TILE_WIDTH * (LONGEST_ENTRY + 2)

/**
 * Takes over the entries up to a checkpoint, and notes what is to be done for each: all in one transaction, which is
 * committed only when they make the root that was signed.
 *
 * @param seen the newest checkpoint that was verified before, which may be of more entries than are here
 * @param told how many entries have come
 * @throws MirrorError `origin_unreachable`, `origin_altered`, `fork`, `mirror_damaged`: nothing was taken over then
 */
export async function takeEntries(
  db: Database,
  { origin, head, seen, now }: Taking & { now: string },
  told: (entries: number) => void,
): Promise<void> {
  db.exec('BEGIN IMMEDIATE')
  try {
    const { root, rootThen } = await append(db, { origin, head, seen }, told)
    if (!root.equals(head.root)) throw new LogError('root_mismatch', 'The entries do not make the root.')
    if (seen && rootThen) refuseFork(rootThen, { seen, head })
    recordSeen(db, head.note, now)
    db.exec('COMMIT')
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    if (error instanceof LogError) throw await explain(db, { origin, head, seen, error })
    throw error
  }
}

/**
 * Records the entries up to a checkpoint, inside the caller's transaction.
 *
 * @returns the root that they make; and the root of as many as were seen before, when more were seen than are here
 * @throws LogError when what is served are no entries of a log
 */
async function append(
  db: Database,
  { origin, head, seen }: Taking,
  told: (entries: number) => void,
): Promise<{ root: Buffer; rootThen: Buffer | undefined }> {
  const log = new LogRows(db)
  const since = log.size()
  let edge = TreeEdge.read(log, since)
  let time = timeOfLast(log)
  let rootThen: Buffer | undefined
  const appendOne = (seq: number, entry: Buffer) => {
    const parsed = parseEntry(entry, seq)
    if (parsed.time < time)
      throw new LogError('malformed_entry', `Entry ${seq} is older than the one before.`)
    time = parsed.time
    edge = edge.extend([leafHash(entry)], (hash) => log.recordHash(hash))
    log.recordEntry(seq, entry)
    if (isTask(parsed)) addTask(db, parsed)
    if (edge.size === seen?.size) rootThen = edge.root()
  }
  const tiles = tilesOfLevel('entries', head.size, since)
  for await (const { tile, bytes } of prefetched(tiles, (tile) => fetchTile(origin, tile), AHEAD)) {
    const first = tile.index * TILE_WIDTH
    const entries = parseBundle(bytes, tile.width)
    for (const [at, entry] of entries.entries()) if (first + at >= since) appendOne(first + at, entry)
    told(edge.size)
  }
  return { root: edge.root(), rootThen }
}

/** From where entries are taken, up to which checkpoint, and what was seen before. */
interface Taking {
  origin: Origin
  head: Head
  seen: Head | undefined
}

/** Says who is wrong when the entries do not make the root: we, the log, or what lies between. */
async function explain(
  db: Database,
  { origin, head, seen, error }: Taking & { error: LogError },
): Promise<MirrorError> {
  const log = new LogRows(db)
  const since = log.size()
  const ours = rootHere(log, since)
  if (!ours || (seen?.size === since && !seen.root.equals(ours))) {
    return new MirrorError(
      'mirror_damaged',
      'The copy of the log here is damaged: its entries and hashes are not those of the checkpoint that was seen. Run `colophon mirror repair`.',
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
    if (seen?.size === since) refuseFork(theirs, { seen, head })
    return altered
  } catch (cause) {
    if (cause instanceof MirrorError) return cause
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

/** ISO time of the last entry; '' when there is none. */
function timeOfLast(log: LogRows): string {
  const last = log.size() - 1
  return last < 0 ? '' : parseEntry(log.entries(last, 1)[0]!, last).time
}

/** The root of the copy here; undefined when its entries and its hashes differ, or some are not there. */
function rootHere(log: LogRows, size: number): Buffer | undefined {
  try {
    const root = rangeRoot(log, { start: 0, end: size })
    return root.equals(rootOfEntries(log, size)) ? root : undefined
  } catch (error) {
    if (error instanceof LogError) return undefined
    throw error
  }
}

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
