import type { Connection } from '../sql/connection.ts'
import { withTextsIndexed } from './search/index-texts.ts'

/** Calls, and answers with what came of it as a value. */
export function attempt<T>(call: () => T): PromiseSettledResult<T> {
  try {
    return { status: 'fulfilled', value: call() }
  } catch (reason) {
    return { status: 'rejected', reason }
  }
}

/**
 * Makes several changes in one transaction, which is durable when this returns, and answers with what became of each:
 * one that throws takes back what it did itself, and the others stay. When they cannot be written together, each is
 * tried in a transaction of its own, so that one that is too large for the disk loses none but itself.
 *
 * @param changes each with a transaction of its own, which is a part of the common one
 */
export function inOneTransaction<T>(
  db: Connection,
  changes: readonly (() => T)[],
): PromiseSettledResult<T>[] {
  if (changes.length < 2) return changes.map(attempt)
  try {
    return withTextsIndexed(db, () => changes.map((change) => partOf(db, change)))
  } catch {
    return changes.map(attempt)
  }
}

function partOf<T>(db: Connection, change: () => T): PromiseSettledResult<T> {
  const outcome = attempt(change)
  // Some errors of the storage end the common transaction with all that was in it.
  if (!db.inTransaction) throw (outcome as PromiseRejectedResult).reason
  return outcome
}
