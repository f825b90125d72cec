/** The one file that loads Kysely, which takes a fifth of a second: only an archive that lacks steps needs it. */
import { Kysely, Migrator, type SqliteDatabase, SqliteDialect } from 'kysely'
import { migrations } from '../../../migrations/index.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

/** Kysely over the statements of a connection, which it does not close. */
export function kyselyOf(db: Database): Kysely<Tables> {
  const database = { prepare: (source: string) => db.prepare(source), close: () => {} }
  return new Kysely<Tables>({
    dialect: new SqliteDialect({ database: database as unknown as SqliteDatabase }),
  })
}

/** What makes the steps of the schema on a connection: those with these names, all when none are named. */
export function migratorOf(db: Database, names = Object.keys(migrations)): Migrator {
  const load = async (name: string) => [name, await migrations[name]!()] as const
  return new Migrator({
    db: kyselyOf(db),
    provider: { getMigrations: async () => Object.fromEntries(await Promise.all(names.map(load))) },
  })
}
