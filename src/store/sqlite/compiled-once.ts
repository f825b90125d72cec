import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Database, Parameter } from './database.ts'
import type { Tables } from './tables.ts'

/**
 * A query that Kysely composes once, and the gateway runs: to compose one with joins costs more than to run it, and
 * Kysely's own way of running it as much again.
 *
 * @param build makes the query, with any values in the places of its parameters
 * @returns runs it with the parameters, in the order of their places
 */
export function compiledOnce<Row>(build: (db: Kysely<Tables>) => Compilable<Row>) {
  let compiled: CompiledQuery<Row> | undefined
  return (db: Database, ...parameters: Parameter[]): Row[] => {
    compiled ??= build(db.query).compile()
    return db.all(compiled.sql, ...parameters)
  }
}
