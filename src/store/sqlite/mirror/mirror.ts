/** What a mirror keeps of its progress: all of it is written beside what it speaks of, in the same transactions. */
import type SQLite from 'better-sqlite3'
import { type LogEntry, parseEntry } from '../../../log/entry.ts'
import { prepared } from '../prepared.ts'
import type { QuotePlace } from '../quotes.ts'
import { countWorks, PRESENT_WORKS } from '../works/counts.ts'

/** How far a mirror has come with its origin. */
export interface MirrorState {
  /** The newest checkpoint of the origin that was verified: a signed note. */
  seen: string
  /** The last registered quote that was taken over. */
  quotes: QuotePlace
  /** When the origin last answered with a checkpoint (ISO time). */
  contactedAt: string
  /** Whether the file may still hold what was erased. */
  unforgotten: boolean
}

/** Undefined before the first checkpoint. */
export function readMirrorState(sql: SQLite.Database): MirrorState | undefined {
  const row = prepared<
    [],
    { seen: string; registeredAt: string; id: string; contactedAt: string; unforgotten: 0 | 1 }
  >(
    sql,
    `SELECT seen, quotes_registered_at AS registeredAt, quotes_id AS id, contacted_at AS contactedAt, unforgotten
     FROM mirror_state`,
  ).get()
  if (!row) return undefined
  const { seen, registeredAt, id, contactedAt, unforgotten } = row
  return { seen, quotes: { registeredAt, id }, contactedAt, unforgotten: unforgotten === 1 }
}

/** The origin answered with this checkpoint, which was verified. */
export function recordSeen(sql: SQLite.Database, seen: string, now: string): void {
  sql
    .prepare(
      `INSERT INTO mirror_state (id, seen, quotes_registered_at, quotes_id, contacted_at, unforgotten)
       VALUES (1, @seen, '', '', @now, 0)
       ON CONFLICT (id) DO UPDATE SET seen = excluded.seen, contacted_at = excluded.contacted_at`,
    )
    .run({ seen, now })
}

/** The registered quotes up to this one were taken over. */
export function recordQuotesPlace(sql: SQLite.Database, { registeredAt, id }: QuotePlace): void {
  sql.prepare('UPDATE mirror_state SET quotes_registered_at = ?, quotes_id = ?').run(registeredAt, id)
}

/** Whether the file may still hold what was erased. */
export function recordUnforgotten(sql: SQLite.Database, unforgotten: boolean): void {
  sql.prepare('UPDATE mirror_state SET unforgotten = ?').run(unforgotten ? 1 : 0)
}

/** Of one entry that is to be followed, the entry itself. */
export type TaskEntry = Extract<LogEntry, { op: 'put' | 'metadata' | 'withdraw' }>

/** Whether an entry asks a mirror to do something. */
export function isTask(entry: LogEntry): entry is TaskEntry {
  return entry.op === 'put' || entry.op === 'metadata' || entry.op === 'withdraw'
}

/** Puts an entry on the list of those to be followed, inside the caller's transaction. */
export function addTask(sql: SQLite.Database, { seq, id }: TaskEntry): void {
  prepared<[number, string]>(sql, 'INSERT INTO mirror_task (seq, work) VALUES (?, ?)').run(seq, id)
}

/** Takes an entry that was followed off the list, inside the caller's transaction. */
export function removeTask(sql: SQLite.Database, seq: number): void {
  prepared<[number]>(sql, 'DELETE FROM mirror_task WHERE seq = ?').run(seq)
}

/** How many entries are to be followed still. */
export function countTasks(sql: SQLite.Database): number {
  return prepared<[], number>(sql, 'SELECT count(*) FROM mirror_task').pluck().get() as unknown as number
}

/** The entries that are to be followed, in their order: at most `limit` after an index. */
export function tasksAfter(sql: SQLite.Database, seq: number, limit: number): TaskEntry[] {
  return readTasks(sql, 'seq > ? ORDER BY seq LIMIT ?', [seq, limit])
}

/** Those of one work, in their order. */
export function tasksOf(sql: SQLite.Database, work: string): TaskEntry[] {
  return readTasks(sql, 'work = ? ORDER BY seq', [work])
}

function readTasks(sql: SQLite.Database, which: string, values: (string | number)[]): TaskEntry[] {
  return prepared<(string | number)[], { seq: number; bytes: Buffer }>(
    sql,
    `SELECT seq, bytes FROM mirror_task JOIN log_entry USING (seq) WHERE ${which}`,
  )
    .all(...values)
    .map(({ seq, bytes }) => parseEntry(bytes, seq) as TaskEntry)
}

/** How many works are shown, and which of them entries still to be followed withdraw, or a version of them. */
export function worksWithdrawing(sql: SQLite.Database): { shown: number; withdrawn: string[] } {
  return {
    shown: countWorks(sql).shown,
    withdrawn: sql
      .prepare<[], string>(
        `SELECT DISTINCT work FROM mirror_task JOIN log_entry USING (seq)
         WHERE work IN (${PRESENT_WORKS})
           AND instr(bytes, CAST('"op":"withdraw"' AS BLOB)) > 0`,
      )
      .pluck()
      .all(),
  }
}

/** That a version's rows are the origin's own, and why, inside the caller's transaction. */
export function recordCopied(sql: SQLite.Database, versionNo: number, reason: string): void {
  prepared<[number, string]>(sql, 'INSERT INTO copied_version (version_no, reason) VALUES (?, ?)').run(
    versionNo,
    reason,
  )
}

/** How many versions have the origin's own rows, by reason. */
export function countCopied(sql: SQLite.Database): { reason: string; versions: number }[] {
  return sql
    .prepare<[], { reason: string; versions: number }>(
      'SELECT reason, count(*) AS versions FROM copied_version GROUP BY reason ORDER BY reason',
    )
    .all()
}
