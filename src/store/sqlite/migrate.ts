import type SQLite from 'better-sqlite3'
import { Migrator } from 'kysely'
import { migrations } from '../../../migrations/index.ts'
import type { Connection } from './database.ts'

/**
 * Brings the schema up to date, wholly or not at all: Kysely runs migrations of SQLite outside a transaction,
 * and a process that dies among them would leave an archive that nothing can open. Where nothing is to be done, it only
 * reads, and so waits for nobody who writes. Throws the migration's own error when a step fails.
 */
export async function migrate(writer: Connection): Promise<void> {
  if (isUpToDate(writer.sql)) return
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

/** Whether the migrations that were made are those that there are: one that is unknown here is the migrator's to refuse. */
function isUpToDate(sql: SQLite.Database): boolean {
  const table = sql.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'kysely_migration'")
  if (table.get() === undefined) return false
  const made = sql.prepare<[], string>('SELECT name FROM kysely_migration NOT INDEXED').pluck().all()
  return String(made.sort()) === String(Object.keys(migrations))
}
