import type SQLite from 'better-sqlite3'

/** Most rows that are written by one statement: half of what a row costs is the way to SQLite and back. */
const TOGETHER = 32

type Row = Readonly<Record<string, unknown>>

/** Writes rows of one table, whose columns are the same in each. */
export class Insertion {
  readonly #sql: SQLite.Database
  readonly #columns: readonly string[]
  readonly #places: string
  readonly #insert: string
  /** By the rows that each writes, a power of two. */
  readonly #statements = new Map<number, SQLite.Statement>()

  constructor(sql: SQLite.Database, table: string, columns: readonly string[]) {
    this.#sql = sql
    this.#columns = columns
    this.#places = `(${columns.map(() => '?').join(', ')})`
    this.#insert = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${this.#places}`
  }

  /** Writes a row and answers with its rowid. */
  one(row: object): number {
    return Number(this.#statement(1).run(this.#values([row as Row])).lastInsertRowid)
  }

  /** Writes rows in their order. */
  all(rows: readonly object[]): void {
    let count = TOGETHER
    for (let at = 0; at < rows.length; at += count) {
      while (count > rows.length - at) count /= 2
      this.#statement(count).run(this.#values(rows.slice(at, at + count) as Row[]))
    }
  }

  #statement(rows: number): SQLite.Statement {
    const known = this.#statements.get(rows)
    if (known) return known
    const statement = this.#sql.prepare(this.#insert + `, ${this.#places}`.repeat(rows - 1))
    this.#statements.set(rows, statement)
    return statement
  }

  /** By place: SQLite would be asked for the name of each otherwise. */
  #values(rows: readonly Row[]): unknown[] {
    const values: unknown[] = []
    for (const row of rows) for (const column of this.#columns) values.push(row[column])
    return values
  }
}
