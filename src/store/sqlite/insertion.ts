import type SQLite from 'better-sqlite3'

/** Rows that are written by one statement: half of what a row costs is the way to SQLite and back. */
const TOGETHER = 32

type Row = Readonly<Record<string, unknown>>

/** Writes rows of one table, whose columns are the same in each. */
export class Insertion {
  readonly #columns: readonly string[]
  readonly #single: SQLite.Statement
  readonly #together: () => SQLite.Statement

  constructor(sql: SQLite.Database, table: string, columns: readonly string[]) {
    this.#columns = columns
    const places = `(${columns.map(() => '?').join(', ')})`
    const insert = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places}`
    this.#single = sql.prepare(insert)
    let together: SQLite.Statement | undefined
    this.#together = () => (together ??= sql.prepare(insert + `, ${places}`.repeat(TOGETHER - 1)))
  }

  /** Writes a row and answers with its rowid. */
  one(row: object): number {
    return Number(this.#single.run(this.#values([row as Row])).lastInsertRowid)
  }

  /** Writes rows in their order. */
  all(rows: readonly object[]): void {
    let at = 0
    for (; at + TOGETHER <= rows.length; at += TOGETHER)
      this.#together().run(this.#values(rows.slice(at, at + TOGETHER) as Row[]))
    for (; at < rows.length; at++) this.one(rows[at]!)
  }

  /** By place: SQLite would be asked for the name of each otherwise. */
  #values(rows: readonly Row[]): unknown[] {
    const values: unknown[] = []
    for (const row of rows) for (const column of this.#columns) values.push(row[column])
    return values
  }
}
