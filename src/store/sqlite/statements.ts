import type SQLite from 'better-sqlite3'

/** How the rows of a statement are handed out: as objects, as the value of their first column, or as arrays. */
type Shape = 'row' | 'value' | 'tuple'

/** Our own statements are some 300; those with lists of any length have as many texts. */
const MAX_STATEMENTS = 1000

/** The compiled statements of a connection, each for one shape: none is ever switched from one shape to another. */
export class Statements {
  readonly #sql: SQLite.Database
  readonly #kept = {
    row: new Map<string, SQLite.Statement>(),
    value: new Map<string, SQLite.Statement>(),
    tuple: new Map<string, SQLite.Statement>(),
  }

  constructor(sql: SQLite.Database) {
    this.#sql = sql
  }

  /** The statement of a text, compiled at its first use. */
  get(source: string, shape: Shape = 'row'): SQLite.Statement {
    const kept = this.#kept[shape]
    const found = kept.get(source)
    if (found) return found
    if (kept.size >= MAX_STATEMENTS) kept.clear()
    const statement = this.#compile(source, shape)
    kept.set(source, statement)
    return statement
  }

  /** The same, or another one while somebody still reads it: no statement can be read twice at once. */
  idle(source: string, shape: Shape = 'row'): SQLite.Statement {
    const statement = this.get(source, shape)
    return statement.busy ? this.#compile(source, shape) : statement
  }

  #compile(source: string, shape: Shape): SQLite.Statement {
    const statement = this.#sql.prepare(source)
    if (shape === 'value') return statement.pluck()
    return shape === 'tuple' ? statement.raw() : statement
  }
}
