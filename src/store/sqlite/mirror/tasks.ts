/** Which entries of its origin a mirror is to follow still. */
import { type LogEntry, parseEntry } from '../../../log/entry.ts'
import type { Database } from '../database.ts'
import { countWorks, PRESENT_WORK_IDS } from '../works/counts.ts'

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
