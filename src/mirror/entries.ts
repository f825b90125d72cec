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
import { prefetched } from '../threads/prefetched.ts'
import { MirrorError } from './errors.ts'
import { type Head, refuseFork } from './head.ts'
import type { Origin } from './origin.ts'
import type { Room } from './room.ts'

/** Bundles asked for ahead of the one that is read. */
const AHEAD = { items: 6 }
const LONGEST_BUNDLE = TILE_WIDTH * (LONGEST_ENTRY + 2)

/** Entries that are committed at a time, or fewer when they have so many bytes: what was not verified is no more. */
const BATCH = { entries: 32 * TILE_WIDTH, bytes: LONGEST_BUNDLE }
/** Bytes that an entry takes on the disk at least, with its hashes. */
const SMALLEST_ENTRY = 128

/**
 * Takes over the entries up to a checkpoint, and notes what is to be done for each. Some are committed at a time, when
 * they make the root that was signed, or with the origin's tiles a beginning of the tree that was.
 *
 * @param seen the newest checkpoint that was verified before, which may be of more entries than are here
 * @param told how many entries have come
 * @throws MirrorError `origin_unreachable`, `origin_altered`, `fork`, `mirror_damaged`, `mirror_full`: what was
 *   verified before is kept
 */
export async function takeEntries(
  db: Database,
  { room, now, ...taking }: Taking & { room: Room; now: string },
  told: (entries: number) => void,
): Promise<void> {
  room.expect((taking.head.size - new LogRows(db).size()) * SMALLEST_ENTRY)
  const begin = () => {
    room.assertLeft()
    db.exec('BEGIN IMMEDIATE')
  }
  begin()
  try {
    const batch = new Batch(db, taking)
    for await (const bundle of bundles(taking, batch.size)) {
      if (!db.inTransaction) begin()
      batch.append(bundle)
      told(batch.size)
      if (batch.isFull || batch.size === taking.head.size) {
        await batch.verify()
        recordSeen(db, taking.head.note, now)
        db.exec('COMMIT')
      }
    }
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    if (error instanceof LogError) throw await explain(db, { ...taking, error })
    throw error
  }
}

/** A bundle of entries, as the origin serves it. */
interface Bundle {
  tile: Tile
  bytes: Buffer
}

function bundles({ origin, head }: Taking, since: number): AsyncGenerator<Bundle> {
  return prefetched(tilesOfLevel('entries', head.size, since), (tile) => fetchTile(origin, tile), AHEAD)
}

/** The entries that were recorded in the caller's transaction, on those that are here. */
class Batch {
  readonly #db: Database
  readonly #taking: Taking
  readonly #log: LogRows
  #edge: TreeEdge
  #time: string
  #taken = { entries: 0, bytes: 0 }
  /** The root of as many entries as were seen before. */
  #rootThen: Buffer | undefined
  #isContinuation = false

  constructor(db: Database, taking: Taking) {
    this.#db = db
    this.#taking = taking
    this.#log = new LogRows(db)
    this.#edge = TreeEdge.read(this.#log, this.#log.size())
    this.#time = timeOfLast(this.#log)
  }

  /** How many entries are here with these. */
  get size(): number {
    return this.#edge.size
  }

  get isFull(): boolean {
    return this.#taken.entries >= BATCH.entries || this.#taken.bytes >= BATCH.bytes
  }

  /** @throws LogError when they are no entries of a log */
  append({ tile, bytes }: Bundle): void {
    const first = tile.index * TILE_WIDTH
    const since = this.size
    for (const [at, entry] of parseBundle(bytes, tile.width).entries())
      if (first + at >= since) this.#appendOne(first + at, entry)
    this.#taken.bytes += bytes.length
  }

  #appendOne(seq: number, entry: Buffer): void {
    const parsed = parseEntry(entry, seq)
    if (parsed.time < this.#time)
      throw new LogError('malformed_entry', `Entry ${seq} is older than the one before.`)
    this.#time = parsed.time
    this.#edge = this.#edge.extend([leafHash(entry)], (hash) => this.#log.recordHash(hash))
    this.#log.recordEntry(seq, entry)
    if (isTask(parsed)) addTask(this.#db, parsed)
    this.#taken.entries++
    if (this.size === this.#taking.seen?.size) this.#rootThen = this.#edge.root()
  }

  /** Whether they are what was signed, now and before; the next ones are counted anew. @throws LogError, MirrorError */
  async verify(): Promise<void> {
    const { origin, head, seen } = this.#taking
    const isAll = this.size === head.size
    if (!isAll && seen && !this.#isContinuation) {
      refuseFork(await signedRoot(origin, head, seen.size), { seen, head })
      this.#isContinuation = true
    }
    const signed = isAll ? head.root : await signedRoot(origin, head, this.size)
    if (!this.#edge.root().equals(signed))
      throw new LogError('root_mismatch', 'The entries do not make the root.')
    if (seen && this.#rootThen) refuseFork(this.#rootThen, { seen, head })
    this.#taken = { entries: 0, bytes: 0 }
  }
}

/** The root over the first entries of a signed tree, from the origin's tiles. @throws LogError when they are not of the tree */
async function signedRoot(origin: Origin, head: Head, size: number): Promise<Buffer> {
  const wanted = tilesFor([{ start: 0, end: size }], head.size)
  const tiles: { tile: (typeof wanted)[number]; bytes: Buffer }[] = []
  for await (const fetched of prefetched(wanted, (tile) => fetchTile(origin, tile), AHEAD))
    tiles.push(fetched)
  return rangeRoot(new VerifiedTiles(head, tiles), { start: 0, end: size })
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
    `The entries that ${origin.url} serves are not those that were signed: ${error.message} None of them was taken over.`,
  )
  if (since === 0) return altered
  try {
    const theirs = await signedRoot(origin, head, since)
    if (seen?.size === since) refuseFork(theirs, { seen, head })
    return altered
  } catch (cause) {
    if (cause instanceof MirrorError) return cause
    if (!(cause instanceof LogError)) throw cause
    return new MirrorError(
      'origin_altered',
      `Neither the entries nor the tiles that ${origin.url} serves make the root that was signed: ${cause.message} None of them was taken over.`,
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
    `${origin.url} signed a log of more entries than it serves: it has no ${path}. What was not verified was not taken over.`,
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
