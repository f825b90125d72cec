import type SQLite from 'better-sqlite3'
import { settled } from './settled.ts'

/**
 * Makes several changes in one transaction, which is durable when this returns, and answers with what became of each:
 * one that throws takes back what it did itself, and the others stay. When they cannot be written together, each is
 * tried in a transaction of its own, so that one that is too large for the disk loses none but itself.
 *
 * @param changes each with a transaction of its own, which is a part of the common one
 */
export function together<T>(sql: SQLite.Database, changes: readonly (() => T)[]): PromiseSettledResult<T>[] {
  if (changes.length < 2) return changes.map(settled)
  const all = sql.transaction(() =>
    changes.map((change) => {
      const outcome = settled(change)
      // Some errors of the storage end the common transaction with all that was in it.
      if (!sql.inTransaction) throw (outcome as PromiseRejectedResult).reason
      return outcome
    }),
  )
  try {
    return all.immediate()
  } catch {
    return changes.map(settled)
  }
}
