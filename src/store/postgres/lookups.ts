import type { Reads } from '../store.ts'
import { connect } from './connecting.ts'
import { PostgresDatabase } from './database.ts'
import { withdrawalReads } from './reads/withdrawals.ts'
import { workReads } from './reads/works.ts'

/** What works are looked up in beside a connection that writes; to be closed after use. */
export function openLookups(url: string): {
  reads: Pick<Reads, 'works' | 'withdrawals'>
  close(): Promise<void>
} {
  const sql = connect(url, { most: 1 })
  const db = new PostgresDatabase(sql, Infinity)
  return {
    reads: { works: workReads(db), withdrawals: withdrawalReads(db) },
    close: () => sql.end({ timeout: 1 }),
  }
}
