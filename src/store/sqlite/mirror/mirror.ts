/** What a mirror keeps of its progress: all of it is written beside what it speaks of, in the same transactions. */

import { type LogEntry, parseEntry } from '../../../log/entry.ts'
import type { Database } from '../database.ts'

import { countWorks, PRESENT_WORK_IDS } from '../works/counts.ts'

/** How far a mirror has come with its origin. */
export interface MirrorState {
  /** The newest checkpoint of the origin that was verified: a signed note. */
  seen: string
  /** The page of an origin's list of registered quotes that was read last, as the origin calls it; '' for its first. */
  quotes: QuotesPage
  /** When the origin last answered with a checkpoint (ISO time). */
  contactedAt: string
  /** Whether the file may still hold what was erased. */
  unforgotten: boolean
}

/** A page of the list of registered quotes at an address. */
export interface QuotesPage {
  origin: string
  page: string
}

/** Undefined before the first checkpoint. */
export function readMirrorState(db: Database): MirrorState | undefined {
  const row = db.one<{
    seen: string
    origin: string
    page: string
    contactedAt: string
    unforgotten: 0 | 1
  }>(`SELECT seen, quotes_origin AS origin, quotes_page AS page, contacted_at AS "contactedAt", unforgotten
     FROM mirror_state`)
  if (!row) return undefined
  const { seen, origin, page, contactedAt, unforgotten } = row
  return { seen, quotes: { origin, page }, contactedAt, unforgotten: unforgotten === 1 }
}

/** The origin answered with this checkpoint, which was verified. */
export function recordSeen(db: Database, seen: string, now: string): void {
  db.run(
    `INSERT INTO mirror_state (id, seen, contacted_at, unforgotten)
       VALUES (1, @seen, @now, 0)
       ON CONFLICT (id) DO UPDATE SET seen = excluded.seen, contacted_at = excluded.contacted_at`,
    { seen, now },
  )
}

/** All pages before this one were taken over. */
export function recordQuotesPage(db: Database, { origin, page }: QuotesPage): void {
  db.run('UPDATE mirror_state SET quotes_origin = ?, quotes_page = ?', origin, page)
}

/** Whether the file may still hold what was erased. */
export function recordErasurePending(db: Database, unforgotten: boolean): void {
  db.run('UPDATE mirror_state SET unforgotten = ?', unforgotten ? 1 : 0)
}

/** Of one entry that is to be followed, the entry itself. */
export type TaskEntry = Extract<LogEntry, { op: 'put' | 'metadata' | 'withdraw' }>

/** Whether an entry asks a mirror to do something. */
export function isTask(entry: LogEntry): entry is TaskEntry {
  return entry.op === 'put' || entry.op === 'metadata' || entry.op === 'withdraw'
}

/** Puts an entry on the list of those to be followed, inside the caller's transaction. */
export function addTask(db: Database, { seq, id }: TaskEntry): void {
  db.run('INSERT INTO mirror_task (seq, work) VALUES (?, ?)', seq, id)
}

/** Takes an entry that was followed off the list, inside the caller's transaction. */
export function removeTask(db: Database, seq: number): void {
  db.run('DELETE FROM mirror_task WHERE seq = ?', seq)
}

/** How many entries are to be followed still. */
export function countTasks(db: Database): number {
  return db.value<number>('SELECT count(*) FROM mirror_task') as unknown as number
}

/** The entries that are to be followed, in their order: at most `limit` after an index. */
export function tasksAfter(db: Database, seq: number, limit: number): TaskEntry[] {
  return readTasks(db, 'seq > ? ORDER BY seq LIMIT ?', [seq, limit])
}

/** Those of one work, in their order. */
export function tasksOf(db: Database, work: string): TaskEntry[] {
  return readTasks(db, 'work = ? ORDER BY seq', [work])
}

function readTasks(db: Database, which: string, values: (string | number)[]): TaskEntry[] {
  return db
    .all<{ seq: number; bytes: Buffer }>(
      `SELECT seq, bytes FROM mirror_task JOIN log_entry USING (seq) WHERE ${which}`,
      ...values,
    )
    .map(({ seq, bytes }) => parseEntry(bytes, seq) as TaskEntry)
}

/** How many works are shown, and which of them entries still to be followed withdraw, or a version of them. */
export function worksWithdrawing(db: Database): { shown: number; withdrawn: string[] } {
  return {
    shown: countWorks(db).shown,
    withdrawn: db.values<string>(`SELECT DISTINCT work FROM mirror_task JOIN log_entry USING (seq)
         WHERE work IN (${PRESENT_WORK_IDS})
           AND instr(bytes, CAST('"op":"withdraw"' AS BLOB)) > 0`),
  }
}

/** That a version's rows are the origin's own, and why, inside the caller's transaction. */
export function recordCopied(db: Database, versionNo: number, reason: string): void {
  db.run('INSERT INTO copied_version (version_no, reason) VALUES (?, ?)', versionNo, reason)
}

/** How many versions have the origin's own rows, by reason. */
export function countCopied(db: Database): { reason: string; versions: number }[] {
  return db.all<{ reason: string; versions: number }>(
    'SELECT reason, count(*) AS versions FROM copied_version GROUP BY reason ORDER BY reason',
  )
}
