import { ColophonError } from '../../../errors.ts'
import { type BlockingThread, NoAnswer } from '../../../threads/blocking.ts'
import type { Connection, Engine, Parameter } from '../../sql/connection.ts'
import type { NewRow, Tables } from '../../sqlite/tables.ts'
import { respelled, sent } from '../parameters.ts'
import { asServerError } from '../server-errors.ts'
import { type Answer, connectionThread, type Question, type Statement } from './connection-thread.ts'
import { insertionOf } from './insertion.ts'
import { Postings } from './postings.ts'
import { JOINED_LINES } from './record-lines.ts'

/** Milliseconds that a server has to answer. It may have to wait for another server, which keeps what was committed too. */
const LONGEST = 60_000

/** Tables whose rows have a number, which is one more than the last; under the lock of all writers. */
const NUMBERED = ['work', 'version', 'text', 'paragraph', 'withdrawal', 'registration'] as const
const LOCK = 'SELECT written_since FROM log_head FOR UPDATE'
const LAST_NUMBERS = `SELECT ${NUMBERED.map((table) => `(SELECT coalesce(max(no), 0) FROM ${table})`).join(', ')}`

type Found = Exclude<Answer, { failed: unknown }>

/**
 * A connection that writes to the archive in a PostgreSQL database, each call of which stands still until it is done. What
 * answers nothing is sent with the next call that does, and what is wrong with it is told there; a transaction, or a part of
 * one, ends when all of it was done. Writers wait for one another.
 */
export class PostgresWriting implements Connection {
  readonly file: string
  readonly engine: Engine
  readonly #url: string
  #thread: BlockingThread | undefined
  #waiting: Statement[] = []
  #sent = 0
  #depth = 0
  #isLost = false
  #last = new Map<string, number>()
  #lastText = 0

  /** @param file where the database of the archive would lie if it were SQLite's: what belongs to the archive lies beside it */
  constructor(url: string, file: string) {
    this.#url = url
    this.file = file
    this.engine = {
      recordLines: JOINED_LINES,
      numbersQuotes: false,
      keepsFormatted: false,
      erases: false,
      textIndex: () => new Postings(this, this.#lastText),
      lastIndexed: () => this.#lastText,
      forgetErased: () => {},
    }
  }

  get inTransaction(): boolean {
    return this.#depth > 0 && !this.#isLost
  }

  one<Row>(source: string, ...parameters: Parameter[]): Row | undefined {
    return this.all<Row>(source, ...parameters)[0]
  }

  all<Row>(source: string, ...parameters: Parameter[]): Row[] {
    const { columns, rows } = this.#find(source, parameters)
    return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]]))) as Row[]
  }

  each<Row>(source: string, ...parameters: Parameter[]): IterableIterator<Row> {
    return this.all<Row>(source, ...parameters).values()
  }

  value<Value>(source: string, ...parameters: Parameter[]): Value | undefined {
    return this.values<Value>(source, ...parameters)[0]
  }

  values<Value>(source: string, ...parameters: Parameter[]): Value[] {
    return this.#find(source, parameters).rows.map(([value]) => value as Value)
  }

  eachValue<Value>(source: string, ...parameters: Parameter[]): IterableIterator<Value> {
    return this.values<Value>(source, ...parameters).values()
  }

  tuple<Row extends unknown[]>(source: string, ...parameters: Parameter[]): Row | undefined {
    return this.tuples<Row>(source, ...parameters)[0]
  }

  tuples<Row extends unknown[]>(source: string, ...parameters: Parameter[]): Row[] {
    return this.#find(source, parameters).rows as Row[]
  }

  eachTuple<Row extends unknown[]>(source: string, ...parameters: Parameter[]): IterableIterator<Row> {
    return this.tuples<Row>(source, ...parameters).values()
  }

  has(source: string, ...parameters: Parameter[]): boolean {
    return this.#find(source, parameters).rows.length > 0
  }

  run(source: string, ...parameters: Parameter[]): number {
    return this.#find(source, parameters).count
  }

  insert<Table extends keyof Tables & string>(table: Table, row: NewRow<Table>): number {
    return this.#insert(table, [row])
  }

  insertAll<Table extends keyof Tables & string>(table: Table, rows: readonly NewRow<Table>[]): void {
    if (rows.length > 0) this.#insert(table, rows)
  }

  transaction<T>(change: () => T): T {
    return this.#depth === 0 ? this.#whole(change) : this.#part(change)
  }

  close(): void {
    this.#thread?.end()
    this.#thread = undefined
  }

  /** Queues rows, and answers with the number of the last. */
  #insert(table: string, rows: readonly object[]): number {
    if (!this.inTransaction) return this.transaction(() => this.#insert(table, rows))
    const last = this.#last.get(table)
    const isNumbered = last !== undefined && !('no' in rows[0]!)
    const numbered = isNumbered ? rows.map((row, at) => ({ no: last + 1 + at, ...row })) : rows
    if (isNumbered) this.#last.set(table, last + rows.length)
    this.#waiting.push(insertionOf(table, numbered as Record<string, unknown>[]))
    return isNumbered ? last + rows.length : 0
  }

  #whole<T>(change: () => T): T {
    this.#isLost = false
    this.#waiting = []
    this.#depth = 1
    try {
      this.#begin()
      const made = change()
      this.#ask({ text: 'COMMIT', values: [], commits: true })
      return made
    } catch (error) {
      this.#takeBack(0, ['ROLLBACK'])
      throw error
    } finally {
      this.#depth = 0
      this.#isLost = false
    }
  }

  #begin(): void {
    this.#waiting.push({ text: 'BEGIN', values: [] })
    const [writtenSince] = this.#ask({ text: LOCK, values: [] }, true).rows[0] ?? []
    if (typeof writtenSince !== 'string') throw onlyRead()
    const [last] = this.#ask({ text: LAST_NUMBERS, values: [] }).rows as [number[]]
    this.#last = new Map(NUMBERED.map((table, at) => [table, last[at]!]))
    this.#lastText = this.#last.get('text')!
  }

  #part<T>(change: () => T): T {
    const name = `part_${this.#depth}`
    const last = new Map(this.#last)
    this.#waiting.push({ text: `SAVEPOINT ${name}`, values: [] })
    const place = this.#sent + this.#waiting.length
    this.#depth++
    try {
      const made = change()
      this.#ask({ text: `RELEASE SAVEPOINT ${name}`, values: [] })
      return made
    } catch (error) {
      this.#takeBack(place, [`ROLLBACK TO SAVEPOINT ${name}`, `RELEASE SAVEPOINT ${name}`])
      this.#last = last
      throw error
    } finally {
      this.#depth--
    }
  }

  /** Takes back what was done from a place on; what cannot be taken back is lost with its connection. */
  #takeBack(place: number, statements: string[]): void {
    this.#waiting.length = Math.max(0, Math.min(this.#waiting.length, place - this.#sent))
    if (!this.inTransaction) return
    try {
      this.#waiting.push(...statements.map((text) => ({ text, values: [] })))
      this.#ask(this.#waiting.pop()!)
    } catch {
      this.#isLost = true
      this.close()
    }
  }

  #find(source: string, parameters: readonly Parameter[]): Found {
    const { text, names } = respelled(source)
    const values = names?.length
      ? names.map((name) => (parameters[0] as Record<string, unknown>)[name])
      : parameters
    return this.#ask({ text, values: values.map(sent) }, this.#depth === 0)
  }

  /** Sends what waits, and a statement with it, for whose answer it stands still. */
  #ask(statement: Statement, begins = false): Found {
    if (this.#isLost) throw busy()
    const statements = [...this.#waiting, statement]
    this.#sent += statements.length
    this.#waiting = []
    const answer = this.#answer({ statements, begins })
    if (!('failed' in answer)) return { ...answer, rows: answer.rows.map(withBuffers) }
    if (answer.isLost) this.#isLost = this.#depth > 0
    throw asServerError(Object.assign(new Error(answer.failed.message), { code: answer.failed.code }))
  }

  #answer(question: Question): Answer {
    try {
      this.#thread ??= connectionThread(this.#url)
      return this.#thread.ask<Answer>(question, LONGEST)
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      this.#thread = undefined
      return { failed: { code: 'ETIMEDOUT', message: error.message }, isLost: true }
    }
  }
}

/** Bytes lose their class between threads. */
function withBuffers(row: unknown[]): unknown[] {
  return row.map((value) =>
    value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value,
  )
}

function busy(): ColophonError {
  return new ColophonError('busy', 'The connection to the database was lost. Try again shortly.')
}

function onlyRead(): ColophonError {
  return new ColophonError(
    'read_only_store',
    'The database has a copy of an archive that is written elsewhere. Send the request there, or make this one the archive: `colophon store begin`.',
  )
}
