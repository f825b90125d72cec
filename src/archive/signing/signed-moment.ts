import { setTimeout } from 'node:timers/promises'
import type SQLite from 'better-sqlite3'
import { LogRows } from '../../store/sqlite/log/log.ts'

/** How long a moment is waited for in which all that was published is signed, and how often it is looked, in milliseconds. */
const LONGEST_WAIT = 2000
const LOOK_AGAIN = 2

/**
 * Begins a read transaction at a moment in which all that was published is signed: restored without the key, the copy
 * can then still be served. When none comes, as without the key here, it is any moment.
 */
export async function holdSignedMoment(sql: SQLite.Database): Promise<void> {
  const rows = new LogRows(sql)
  const until = performance.now() + LONGEST_WAIT
  for (;;) {
    sql.exec('BEGIN')
    const isSigned = rows.size() === (rows.checkpoint()?.size ?? 0)
    if (isSigned || performance.now() > until) return
    sql.exec('COMMIT')
    await setTimeout(LOOK_AGAIN)
  }
}
