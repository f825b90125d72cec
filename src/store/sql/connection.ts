import type { RecordKind } from '../records.ts'
import type { NewRow, Tables } from '../sqlite/tables.ts'

/** Values in the order of their places, or one object whose members have the names of the places (`@name`). */
export type Parameter = string | number | bigint | null | object

/**
 * A connection that reads and writes an archive, each call of which waits until it is done: one of SQLite's, or one of a
 * PostgreSQL server, which takes the same statements. The text of a statement never holds a value; values are its
 * parameters.
 *
 * @example db.one<{ id: string }>('SELECT id FROM work WHERE no = ?', no)
 */
export interface Connection {
  /** Where the database lies, or would: beside it are the key and the newest checkpoint. `:memory:` for one that is nowhere. */
  readonly file: string
  readonly engine: Engine
  /** Whether a transaction is open: some errors of the storage end one. */
  readonly inTransaction: boolean
  /** The first row. */
  one<Row>(source: string, ...parameters: Parameter[]): Row | undefined
  /** All rows. */
  all<Row>(source: string, ...parameters: Parameter[]): Row[]
  /** The rows one at a time; nothing can be written until the last is read. */
  each<Row>(source: string, ...parameters: Parameter[]): IterableIterator<Row>
  /** The first column of the first row. */
  value<Value>(source: string, ...parameters: Parameter[]): Value | undefined
  /** The first column of all rows. */
  values<Value>(source: string, ...parameters: Parameter[]): Value[]
  /** The first column, one row at a time. */
  eachValue<Value>(source: string, ...parameters: Parameter[]): IterableIterator<Value>
  /** The first row as an array. */
  tuple<Row extends unknown[]>(source: string, ...parameters: Parameter[]): Row | undefined
  /** All rows as arrays. */
  tuples<Row extends unknown[]>(source: string, ...parameters: Parameter[]): Row[]
  /** The rows as arrays, one at a time. */
  eachTuple<Row extends unknown[]>(source: string, ...parameters: Parameter[]): IterableIterator<Row>
  /** Whether there is a row. */
  has(source: string, ...parameters: Parameter[]): boolean
  /** Runs a statement that writes, and answers with how many rows it changed. */
  run(source: string, ...parameters: Parameter[]): number
  /** Inserts a row, and answers with its key (`no`) where the table has one. The rows of a table have the same columns at every call. */
  insert<Table extends keyof Tables & string>(table: Table, row: NewRow<Table>): number
  /** Inserts rows in their order. */
  insertAll<Table extends keyof Tables & string>(table: Table, rows: readonly NewRow<Table>[]): void
  /** Makes a change wholly or not at all; within another transaction it is a part of that one. One is made at a time. */
  transaction<T>(change: () => T): T
  close(): void
}

/** What a database does in a way of its own. */
export interface Engine {
  /** Statements that join records of a kind of a version, after a place, at most so many: how many, the last place, the lines. */
  readonly recordLines: Readonly<Record<RecordKind, string>>
  /** Whether the database itself gives each quote that is recorded its number in their list. */
  readonly numbersQuotes: boolean
  /** Whether formatted citations are kept in it. */
  readonly keepsFormatted: boolean
  /** Whether it can be made to forget what was erased. */
  readonly erases: boolean
  /** The indexes over the texts, to be changed in the transactions of the texts. */
  textIndex(): TextIndex
  /** The key of the last text that is in the indexes; 0 for none. A new text has a key behind all, and is in none yet. */
  lastIndexed(): number
  /** Makes the files forget what was erased: after the commit. @throws ColophonError `erasure_unfinished` */
  forgetErased(): void
}

/**
 * The indexes over the distinct texts: their fingerprints, their words, and in how many texts each word stands. They hold
 * nothing that the texts do not.
 */
export interface TextIndex {
  /** Indexes a text under its key. */
  add(no: number, text: string): void
  /** Takes a text out of the indexes, unless it was written in this transaction and is in none yet. */
  remove(no: number, text: string): void
  /** Writes what is gathered. To be called once, after the texts of a transaction. */
  flush(): void
}
