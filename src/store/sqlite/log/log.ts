import type { LogEntry } from '../../../log/entry.ts'
import type { HashReader } from '../../../log/hash-reader.ts'
import type { KeptHash } from '../../../log/tree-edge.ts'
import type { CheckpointRow, EntryRow } from '../../log.ts'
import type { Connection } from '../../sql/connection.ts'
import { CHECKPOINT, CHECKPOINT_AT, ENTRIES, HASHES, LOG_SIZE } from '../../sql/log.ts'

/** Canonical JSON has this in an entry's own `op` alone: in a string the quotes would be escaped. */
const withOp = (op: LogEntry['op']) =>
  `seq >= ? AND seq < ? AND instr(bytes, CAST('"op":"${op}"' AS BLOB)) > 0`
const KEY_ENTRIES = `SELECT seq, bytes FROM log_entry WHERE ${withOp('key')} ORDER BY seq`
const WITHDRAWALS = `SELECT seq, bytes FROM log_entry WHERE ${withOp('withdraw')} ORDER BY seq LIMIT ?`

/** The rows of the log: its entries, the hashes of its tree that are kept, its checkpoints. */
export class LogRows implements HashReader {
  readonly #db: Connection

  constructor(db: Connection) {
    this.#db = db
  }

  /** How many entries there are, signed or not yet. */
  size(): number {
    return this.#db.value<number>(LOG_SIZE)!
  }

  /** How many are followed: all, or in a mirror those before the first that is a task still. */
  followed(): number {
    return this.#db.value<number | null>('SELECT min(seq) FROM mirror_task') ?? this.size()
  }

  /** The bytes of the entries from an index on, at most `limit`. */
  entries(from: number, limit: number): Buffer[] {
    return this.#db.values(ENTRIES, from, limit)
  }

  hashes(level: number, from: number, to: number): Uint8Array {
    const hashes = this.#db.values<Buffer>(HASHES, level, from, to)
    return Buffer.concat(hashes)
  }

  /** The entries of keys among those of [from, to), in order. */
  keyEntries(from: number, to: number): EntryRow[] {
    return this.#db.all(KEY_ENTRIES, from, to)
  }

  /** The entries of withdrawals among those of [from, to), in order, at most `limit`. */
  withdrawals(from: number, to: number, limit: number): EntryRow[] {
    return this.#db.all(WITHDRAWALS, from, to, limit)
  }

  /** The newest checkpoint; undefined before the first. */
  checkpoint(): CheckpointRow | undefined {
    return this.#db.one(CHECKPOINT)
  }

  /** The note that was signed at a size; undefined when none was. */
  checkpointAt(size: number): string | undefined {
    return this.#db.value(CHECKPOINT_AT, size)
  }

  /** The notes of all checkpoints, the oldest first. */
  *notes(): Generator<string> {
    for (let size = 0; ; ) {
      const row = this.#db.one<CheckpointRow>(
        'SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1',
        size,
      )
      if (!row) return
      yield row.note
      size = row.size
    }
  }

  /** Writes an entry at the end, inside the caller's transaction. */
  recordEntry(seq: number, bytes: Buffer): void {
    this.#db.insert('log_entry', { seq, bytes })
  }

  /** Writes a hash that is kept for good, inside the caller's transaction. */
  recordHash({ level, index, hash }: KeptHash): void {
    this.#db.insert('log_hash', { level, place: index, hash })
  }

  /** Writes a checkpoint; one of the same size stays as it is. */
  recordCheckpoint({ size, note }: CheckpointRow, now: string): void {
    this.#db.run(
      'INSERT INTO checkpoint (size, note, signed_at) VALUES (?, ?, ?) ON CONFLICT (size) DO NOTHING',
      size,
      note,
      now,
    )
  }
}
