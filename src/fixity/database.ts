import type { Database } from '../store/sqlite/database.ts'
import type { Damages } from './damage.ts'

/** Most that SQLite is asked to tell. */
const MOST_MESSAGES = 100

/** What SQLite itself finds: broken pages, indexes that differ from their tables, rows that refer to nothing. */
export function checkPages(db: Database, damages: Damages): void {
  damages.examine({ table: 'database' }, () => {
    for (const { integrity_check: message } of db.pragmaRows(`integrity_check(${MOST_MESSAGES})`) as {
      integrity_check: string
    }[])
      damages.expect(message === 'ok', { table: 'database', what: message })
  })
  damages.examine({ table: 'database' }, () => {
    for (const { table, rowid, parent } of db.pragmaRows('foreign_key_check') as Orphan[])
      damages.add({
        table,
        key: rowid === null ? null : String(rowid),
        what: `refers to a row of ${parent} that is not there`,
      })
  })
}

interface Orphan {
  table: string
  rowid: number | null
  parent: string
}
