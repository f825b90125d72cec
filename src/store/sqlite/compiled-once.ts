import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * A query that is compiled once for each connection: to compile one with joins costs more than to run it.
 *
 * @param build makes the query, with any values in the places of its parameters
 * @returns runs it with the parameters, in the order of their places
 */
export function compiledOnce<Row>(build: (db: Kysely<Tables>) => Compilable<Row>) {
  const compiled = new WeakMap<Kysely<Tables>, CompiledQuery<Row>>()
  return async (db: Kysely<Tables>, ...parameters: (string | number)[]): Promise<Row[]> => {
    const query = compiled.get(db) ?? build(db).compile()
    compiled.set(db, query)
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}
