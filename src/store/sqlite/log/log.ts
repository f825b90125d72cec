import type SQLite from 'better-sqlite3'
import type { HashReader } from '../../../log/hash-reader.ts'
import type { KeptHash } from '../../../log/tree-edge.ts'
import { inserter } from '../inserter.ts'
import { prepared } from '../prepared.ts'

/** A signed note of the log at a size. */
export interface CheckpointRow {
  size: number
  note: string
}

/** The rows of the log: its entries, the hashes of its tree that are kept, its checkpoints. Compiled once. */
export class LogRows implements HashReader {
  readonly #sql: SQLite.Database
  readonly #size: SQLite.Statement<[], number>
  readonly #entries: SQLite.Statement<[number, number], Buffer>
  readonly #hashes: SQLite.Statement<[number, number, number], Buffer>
  readonly #keyEntries: SQLite.Statement<[number, number], { seq: number; bytes: Buffer }>
  readonly #withdrawals: SQLite.Statement<[number, number, number], { seq: number; bytes: Buffer }>
  readonly #checkpoint: SQLite.Statement<[], CheckpointRow>
  readonly #checkpointAt: SQLite.Statement<[number], string>
  readonly #checkpointAfter: SQLite.Statement<[number], CheckpointRow>

  constructor(sql: SQLite.Database) {
    this.#sql = sql
    this.#size = sql.prepare<[], number>('SELECT coalesce(max(seq) + 1, 0) FROM log_entry').pluck()
    this.#entries = sql
      .prepare<[number, number], Buffer>('SELECT bytes FROM log_entry WHERE seq >= ? ORDER BY seq LIMIT ?')
      .pluck()
    this.#hashes = sql
      .prepare<[number, number, number], Buffer>(
        'SELECT hash FROM log_hash WHERE level = ? AND place >= ? AND place < ? ORDER BY place',
      )
      .pluck()
    // Canonical JSON has this in an entry's own `op` alone: in a string the quotes would be escaped.
    this.#keyEntries = sql.prepare(
      `SELECT seq, bytes FROM log_entry
       WHERE seq >= ? AND seq < ? AND instr(bytes, CAST('"op":"key"' AS BLOB)) > 0 ORDER BY seq`,
    )
    this.#withdrawals = sql.prepare(
      `SELECT seq, bytes FROM log_entry
       WHERE seq >= ? AND seq < ? AND instr(bytes, CAST('"op":"withdraw"' AS BLOB)) > 0 ORDER BY seq LIMIT ?`,
    )
    this.#checkpoint = sql.prepare('SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1')
    this.#checkpointAt = sql.prepare<[number], string>('SELECT note FROM checkpoint WHERE size = ?').pluck()
    this.#checkpointAfter = sql.prepare(
      'SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1',
    )
  }

  /** How many entries there are, signed or not yet. */
  size(): number {
    return this.#size.get()!
  }

  /** The bytes of the entries from an index on, at most `limit`. */
  entries(from: number, limit: number): Buffer[] {
    return this.#entries.all(from, limit)
  }

  hashes(level: number, from: number, to: number): Uint8Array {
    return Buffer.concat(this.#hashes.all(level, from, to))
  }

  /** The bytes of the entries of keys among those of [from, to), in order. */
  keyEntries(from: number, to: number): { seq: number; bytes: Buffer }[] {
    return this.#keyEntries.all(from, to)
  }

  /** The bytes of the entries of withdrawals among those of [from, to), in order, at most `limit`. */
  withdrawals(from: number, to: number, limit: number): { seq: number; bytes: Buffer }[] {
    return this.#withdrawals.all(from, to, limit)
  }

  /** The newest checkpoint; undefined before the first. */
  checkpoint(): CheckpointRow | undefined {
    return this.#checkpoint.get()
  }

  /** The note that was signed at a size; undefined when none was. */
  checkpointAt(size: number): string | undefined {
    return this.#checkpointAt.get(size)
  }

  /** The notes of all checkpoints, the oldest first. */
  *notes(): Generator<string> {
    for (let size = 0; ; ) {
      const row = this.#checkpointAfter.get(size)
      if (!row) return
      yield row.note
      size = row.size
    }
  }

  /** Writes an entry at the end, inside the caller's transaction. */
  recordEntry(seq: number, bytes: Buffer): void {
    inserter(this.#sql, 'log_entry')({ seq, bytes })
  }

  /** Writes a hash that is kept for good, inside the caller's transaction. */
  recordHash({ level, index, hash }: KeptHash): void {
    inserter(this.#sql, 'log_hash')({ level, place: index, hash })
  }

  /** Writes a checkpoint; one of the same size stays as it is. */
  recordCheckpoint({ size, note }: CheckpointRow, now: string): void {
    prepared<[number, string, string]>(
      this.#sql,
      'INSERT INTO checkpoint (size, note, signed_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ).run(size, note, now)
  }
}
