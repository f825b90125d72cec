import { setTimeout } from 'node:timers/promises'
import type { Database } from '../../store/sqlite/database.ts'
import { LogRows } from '../../store/sqlite/log/log.ts'

/** How long a moment is waited for in which all that was published is signed, and how often it is looked, in milliseconds. */
const LONGEST_WAIT = 2000
const LOOK_AGAIN = 2

/**
 * Begins a read transaction at a moment in which all that was published is signed: restored without the key, the copy
 * can then still be served. When none comes, as without the key here, it is any moment.
 */
export async function holdSignedMoment(db: Database): Promise<void> {
  const rows = new LogRows(db)
  const until = performance.now() + LONGEST_WAIT
  for (;;) {
    db.exec('BEGIN')
    const isSigned = rows.size() === (rows.checkpoint()?.size ?? 0)
    if (isSigned || performance.now() > until) return
    db.exec('COMMIT')
    await setTimeout(LOOK_AGAIN)
  }
}
