import type { Database } from '../store/sqlite/database.ts'
import { formattedDigest } from '../store/sqlite/formatted-citations.ts'
import type { Damages } from './damage.ts'
import { countRows, everyRow } from './rows.ts'

type Row = Parameters<typeof formattedDigest>[0] & { no: number; sha256: string }

/** Whether the kept pieces of citations are those that were written. */
export function checkFormatted(db: Database, damages: Damages): void {
  const table = 'formatted_citation'
  damages.examine({ table }, () => {
    const columns = 'key, pieces, made_at AS "madeAt", sha256'
    let count = 0
    for (const row of everyRow<Row>(db, { table, key: 'no', columns })) {
      count++
      damages.expect(row.sha256 === formattedDigest(row), {
        table,
        key: String(row.no),
        what: 'has not its digest',
      })
    }
    damages.expect(count === countRows(db, table), { table, what: 'has rows that are not in order' })
  })
}
