import type postgres from 'postgres'
import { ColophonError } from '../../errors.ts'
import { respell, respelled, sent } from './parameters.ts'
import { asServerError } from './server-errors.ts'

export type Parameter = string | number | null | undefined | object

/** What runs statements: a pool of connections, or one of them within a transaction. */
type Runner = Pick<postgres.Sql, 'unsafe'>

/**
 * The way to a PostgreSQL database, as `Database` is to SQLite's. Each connection compiles a statement once, under a name.
 * The text of a statement never holds a value.
 */
export class PostgresDatabase {
  readonly #sql: Runner
  readonly #mostWaiting: number
  #waiting = 0

  /** @param mostWaiting statements that may be under way or wait for a connection */
  constructor(sql: Runner, mostWaiting: number) {
    this.#sql = sql
    this.#mostWaiting = mostWaiting
  }

  /** All rows. Numbers come as numbers, bytes as buffers. @throws ColophonError `busy` */
  all<Row>(statement: string, ...parameters: Parameter[]): Promise<Row[]> {
    return this.#run(() => this.#query(statement, parameters)) as unknown as Promise<Row[]>
  }

  /** The first row. */
  async one<Row>(statement: string, ...parameters: Parameter[]): Promise<Row | undefined> {
    return (await this.all<Row>(statement, ...parameters))[0]
  }

  /** All rows as arrays. */
  tuples<Row extends unknown[]>(statement: string, ...parameters: Parameter[]): Promise<Row[]> {
    return this.#run(() => this.#query(statement, parameters).values()) as unknown as Promise<Row[]>
  }

  /** The first column of all rows. */
  async values<Value>(statement: string, ...parameters: Parameter[]): Promise<Value[]> {
    return (await this.tuples<[Value]>(statement, ...parameters)).map(([value]) => value)
  }

  /** The first column of the first row. */
  async value<Value>(statement: string, ...parameters: Parameter[]): Promise<Value | undefined> {
    return (await this.tuples<[Value]>(statement, ...parameters))[0]?.[0]
  }

  /** The same of a statement whose text is seldom the same: nothing of it is kept, here or in the server. It has `?` alone. */
  async valuesOnce<Value>(statement: string, ...parameters: Parameter[]): Promise<Value[]> {
    const { text } = respell(statement)
    const query = () => this.#sql.unsafe(text, parameters.map(sent) as never[], { prepare: false }).values()
    return ((await this.#run(query)) as unknown as [Value][]).map(([value]) => value)
  }

  #query(statement: string, parameters: Parameter[]) {
    const { text, names } = respelled(statement)
    const values = names?.length
      ? names.map((name) => (parameters[0] as Record<string, unknown>)[name])
      : parameters
    return this.#sql.unsafe(text, values.map(sent) as never[], { prepare: true })
  }

  async #run<T>(query: () => PromiseLike<T>): Promise<T> {
    if (this.#waiting >= this.#mostWaiting)
      throw new ColophonError('busy', 'Too many reads wait for the database. Try again in a few seconds.')
    this.#waiting++
    try {
      return await query()
    } catch (error) {
      throw asServerError(error)
    } finally {
      this.#waiting--
    }
  }
}
