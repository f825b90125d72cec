import { Migrator } from 'kysely'
import { migrations } from '../../migrations/index.ts'
import type { Connection } from './connection.ts'

/** Brings the schema up to date. Throws the migration's own error when a step fails. */
export async function migrate(writer: Connection): Promise<void> {
  const migrator = new Migrator({ db: writer.query, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
