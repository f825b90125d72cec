import { Migrator } from 'kysely'
import { migrations } from '../../../migrations/index.ts'
import type { Database } from './database.ts'

/**
 * Brings the schema up to date, wholly or not at all: Kysely runs migrations of SQLite outside a transaction,
 * and a process that dies among them would leave an archive that nothing can open. Where nothing is to be done, it only
 * reads, and so waits for nobody who writes. Throws the migration's own error when a step fails.
 */
export async function migrate(writer: Database): Promise<void> {
  if (isUpToDate(writer)) return
  const migrator = new Migrator({ db: writer.query, provider: { getMigrations: async () => migrations } })
  writer.exec('BEGIN IMMEDIATE')
  try {
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
    writer.exec('COMMIT')
  } catch (error) {
    if (writer.inTransaction) writer.exec('ROLLBACK')
    throw error
  }
}

/** Whether the migrations that were made are those that there are: one that is unknown here is the migrator's to refuse. */
function isUpToDate(db: Database): boolean {
  if (!db.has("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'kysely_migration'")) return false
  const made = db.values<string>('SELECT name FROM kysely_migration NOT INDEXED')
  return String(made.sort()) === String(Object.keys(migrations))
}
