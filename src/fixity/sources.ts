import { sha256 } from '../identity/digest.ts'
import type { Database } from '../store/sqlite/database.ts'
import type { Damages } from './damage.ts'

interface Row {
  sha256: string
  byteLength: number
  content: Buffer
  erasedAt: string | null
  work: string | null
}

/** Whether the bytes of every source are those that were received. */
export function checkSources(db: Database, damages: Damages, tick: (bytes: number) => void): void {
  const table = 'source'
  damages.examine({ table }, () => {
    const rows = db.each<Row>(`SELECT sha256, byte_length AS "byteLength", content, erased_at AS "erasedAt",
           (SELECT work.id FROM version JOIN work ON work.no = work_no WHERE source_sha256 = sha256 LIMIT 1) AS work
         FROM source NOT INDEXED`)
    for (const row of rows) {
      const place = { table, key: row.sha256, work: row.work }
      if (row.erasedAt !== null) {
        damages.expect(row.content.length === 0, { ...place, what: 'is erased, and has bytes' })
        continue
      }
      damages.expect(sha256(row.content) === row.sha256, { ...place, what: 'has not its digest' })
      damages.expect(row.content.length === row.byteLength, { ...place, what: 'has not its length' })
      tick(row.content.length)
    }
  })
}
