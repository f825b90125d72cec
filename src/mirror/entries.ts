import { parseEntry } from '../log/entry.ts'
import { parseBundle } from '../log/entry-bundle.ts'
import { LogError } from '../log/errors.ts'
import { TILE_WIDTH } from '../log/hash-reader.ts'
import { TreeEdge } from '../log/tree-edge.ts'
import { leafHash } from '../log/tree-hash.ts'
import type { Database } from '../store/sqlite/database.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import { recordSeen } from '../store/sqlite/mirror/state.ts'
import { addTask, isTask } from '../store/sqlite/mirror/tasks.ts'
import { explain } from './entries-fault.ts'
import { type Bundle, bundles, LONGEST_BUNDLE, signedRoot } from './entry-tiles.ts'
import { type Head, refuseFork } from './head.ts'
import type { Origin } from './origin.ts'
import type { Room } from './room.ts'

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

/** From where entries are taken, up to which checkpoint, and what was seen before. */
interface Taking {
  origin: Origin
  head: Head
  seen: Head | undefined
}

/** ISO time of the last entry; '' when there is none. */
function timeOfLast(log: LogRows): string {
  const last = log.size() - 1
  return last < 0 ? '' : parseEntry(log.entries(last, 1)[0]!, last).time
}
