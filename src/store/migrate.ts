import { Migrator } from 'kysely'
import { migrations } from '../../migrations/index.ts'
import type { Connection } from './connection.ts'

/**
 * Brings the schema up to date, wholly or not at all: Kysely runs migrations of SQLite outside a transaction,
 * and a process that dies among them would leave an archive that nothing can open.
 * Throws the migration's own error when a step fails.
 */
export async function migrate(writer: Connection): Promise<void> {
  const migrator = new Migrator({ db: writer.query, provider: { getMigrations: async () => migrations } })
  writer.sql.exec('BEGIN IMMEDIATE')
  try {
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
    writer.sql.exec('COMMIT')
  } catch (error) {
    if (writer.sql.inTransaction) writer.sql.exec('ROLLBACK')
    throw error
  }
}
