import type { Database } from '../store/sqlite/database.ts'
import type { Damages } from './damage.ts'
import { countRows } from './rows.ts'

/** The tables whose rows belong to versions, by the kind of record. */
export const TABLE_OF = {
  statements: 'statement',
  segments: 'segment',
  repairs: 'repair',
  relocations: 'relocation',
  lineage: 'lineage',
} as const

/** How many rows were met of each table, in the ways that lead to them: none may lie where no way leads. */
export class RowCounts {
  readonly #met = new Map<string, number>()

  add(table: string, count: number): void {
    this.#met.set(table, (this.#met.get(table) ?? 0) + count)
  }

  /** Compares with all the rows there are. */
  compare(db: Database, damages: Damages): void {
    for (const table of [
      'version',
      'metadata',
      'citation_key',
      'paragraph',
      'block',
      ...Object.values(TABLE_OF),
    ]) {
      damages.examine({ table }, () => {
        const rows = countRows(db, table)
        const met = this.#met.get(table) ?? 0
        damages.expect(rows === met, {
          table,
          what: `has ${rows} rows, of which ${met} belong to something`,
        })
      })
    }
  }
}
