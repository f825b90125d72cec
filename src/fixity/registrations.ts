import type { Database } from '../store/sqlite/database.ts'
import type { Damages } from './damage.ts'
import { countRows } from './rows.ts'

const UNKNOWN = `SELECT quote FROM registration NOT INDEXED LEFT JOIN quote ON quote.id = registration.quote
  WHERE quote.id IS NULL`
const NUMBERS = `SELECT count(DISTINCT quote) AS quotes, coalesce(min(no), 1) AS first, coalesce(max(no), 0) AS last
  FROM registration NOT INDEXED`

/** Whether every registered quote has one number, and none is left out: copies of the archive read on by these. */
export function checkRegistrations(db: Database, damages: Damages): void {
  const table = 'registration'
  damages.examine({ table }, () => {
    const rows = countRows(db, table)
    const { quotes, first, last } = db.one<{ quotes: number; first: number; last: number }>(NUMBERS)!
    damages.expect(first === 1 && last === rows, { table, what: 'leaves out a number' })
    damages.expect(quotes === countRows(db, 'quote'), { table, what: 'has not one row for each quote' })
    for (const key of db.values<string>(UNKNOWN)) damages.add({ table, key, what: 'is of no quote' })
  })
}
