import type { Database } from '../store/sqlite/database.ts'

/** Rows read at a time: other statements run between them. */
const PAGE = 500

/**
 * All rows of a table by its integer key, some at a time, read from the table itself and never from an index, which
 * may be right where the table is not.
 *
 * @param columns as in SQL, with the key under the name `no`
 */
export function* everyRow<Row extends { no: number }>(
  db: Database,
  { table, key, columns }: { table: string; key: string; columns: string },
): Generator<Row> {
  const page = `SELECT ${key} AS no, ${columns} FROM ${table} NOT INDEXED WHERE ${key} > ? ORDER BY ${key} LIMIT ?`
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = db.all<Row>(page, last, PAGE)
    yield* rows
    if (rows.length < PAGE) return
    last = rows.at(-1)!.no
  }
}

/** How many rows a table has, counted in the table itself. */
export function countRows(db: Database, table: string, where = 'true'): number {
  return db.value<number>(`SELECT count(*) FROM ${table} NOT INDEXED WHERE ${where}`)!
}
