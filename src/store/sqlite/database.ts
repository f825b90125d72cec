import SQLite from 'better-sqlite3'
import type { Parameter } from '../sql/connection.ts'
import { sqliteEngine } from './engine.ts'
import { Insertion } from './insertion.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import { Statements } from './statements.ts'
import type { NewRow, Tables } from './tables.ts'

/**
 * One SQLite connection, the only way to it: every statement is compiled once and kept. The text of a statement never
 * holds a value; values are its parameters.
 *
 * @example db.one<{ id: string }>('SELECT id FROM work WHERE no = ?', no)
 */
export class Database implements SqliteConnection {
  /** Where the database lies; `:memory:` for one that is nowhere. */
  readonly file: string
  readonly engine = sqliteEngine(this)
  readonly #sql: SQLite.Database
  readonly #statements: Statements
  readonly #insertions = new Map<string, Insertion>()

  /** @throws SqliteError when the file cannot be opened */
  constructor(file: string, options: SQLite.Options = {}) {
    this.file = file
    this.#sql = new SQLite(file, options)
    this.#statements = new Statements(this.#sql)
  }

  /** The kept statement itself, for whoever runs it in a way of its own. */
  prepare(source: string): SQLite.Statement {
    return this.#statements.get(source)
  }

  /** The first row. */
  one<Row>(source: string, ...parameters: Parameter[]): Row | undefined {
    return this.#statements.get(source).get(...parameters) as Row | undefined
  }

  /** All rows. */
  all<Row>(source: string, ...parameters: Parameter[]): Row[] {
    return this.#statements.get(source).all(...parameters) as Row[]
  }

  /** The rows one at a time; nothing can be written until the last is read. */
  each<Row>(source: string, ...parameters: Parameter[]): IterableIterator<Row> {
    return this.#statements.idle(source).iterate(...parameters) as IterableIterator<Row>
  }

  /** The first column of the first row. */
  value<Value>(source: string, ...parameters: Parameter[]): Value | undefined {
    return this.#statements.get(source, 'value').get(...parameters) as Value | undefined
  }

  /** The first column of all rows. */
  values<Value>(source: string, ...parameters: Parameter[]): Value[] {
    return this.#statements.get(source, 'value').all(...parameters) as Value[]
  }

  /** The first column, one row at a time. */
  eachValue<Value>(source: string, ...parameters: Parameter[]): IterableIterator<Value> {
    return this.#statements.idle(source, 'value').iterate(...parameters) as IterableIterator<Value>
  }

  /** The first row as an array: to make an object of a row costs as much as to find it. */
  tuple<Row extends unknown[]>(source: string, ...parameters: Parameter[]): Row | undefined {
    return this.#statements.get(source, 'tuple').get(...parameters) as Row | undefined
  }

  /** All rows as arrays. */
  tuples<Row extends unknown[]>(source: string, ...parameters: Parameter[]): Row[] {
    return this.#statements.get(source, 'tuple').all(...parameters) as Row[]
  }

  /** The rows as arrays, one at a time. */
  eachTuple<Row extends unknown[]>(source: string, ...parameters: Parameter[]): IterableIterator<Row> {
    return this.#statements.idle(source, 'tuple').iterate(...parameters) as IterableIterator<Row>
  }

  /** Whether there is a row. */
  has(source: string, ...parameters: Parameter[]): boolean {
    return this.value(source, ...parameters) !== undefined
  }

  /** Runs a statement that writes, and answers with how many rows it changed. */
  run(source: string, ...parameters: Parameter[]): number {
    return this.#statements.get(source).run(...parameters).changes
  }

  /** Inserts a row, and answers with its rowid. The rows of a table have the same columns at every call. */
  insert<Table extends keyof Tables & string>(table: Table, row: NewRow<Table>): number {
    return this.#insertion(table, row).one(row)
  }

  /** Inserts rows in their order. */
  insertAll<Table extends keyof Tables & string>(table: Table, rows: readonly NewRow<Table>[]): void {
    if (rows.length > 0) this.#insertion(table, rows[0]!).all(rows)
  }

  #insertion(table: string, row: object): Insertion {
    const known = this.#insertions.get(table)
    if (known) return known
    const insertion = new Insertion(this.#sql, table, Object.keys(row))
    this.#insertions.set(table, insertion)
    return insertion
  }

  /** Makes a change wholly or not at all; within another transaction it is a part of that one. */
  transaction<T>(change: () => T): T {
    return this.#sql.transaction(change).immediate()
  }

  /** Whether a transaction is open: some errors of the storage end one. */
  get inTransaction(): boolean {
    return this.#sql.inTransaction
  }

  /** Runs statements that are not kept: those of a schema, and `BEGIN` where a transaction outlives a call. */
  exec(statements: string): void {
    this.#sql.exec(statements)
  }

  /** Sets or reads a setting of the connection, and answers with its value. */
  pragma<Value = unknown>(text: string): Value {
    return this.#sql.pragma(text, { simple: true }) as Value
  }

  /** What a pragma tells in rows. */
  pragmaRows<Row>(text: string): Row[] {
    return this.#sql.pragma(text) as Row[]
  }

  /** Copies the database into a file while others go on. */
  async backup(file: string, options: SQLite.BackupOptions): Promise<void> {
    await this.#sql.backup(file, options)
  }

  close(): void {
    this.#sql.close()
  }
}
