import { migrations } from '../../../migrations/index.ts'
import { ColophonError } from '../../errors.ts'
import type { Database } from './database.ts'

/**
 * Brings the schema up to date, wholly or not at all: Kysely runs migrations of SQLite outside a transaction,
 * and a process that dies among them would leave an archive that nothing can open. Where nothing is to be done, it only
 * reads, and so waits for nobody who writes. Throws the migration's own error when a step fails.
 */
export async function migrate(writer: Database): Promise<void> {
  if (isUpToDate(writer)) return
  const { migratorOf } = await import('./migrator.ts')
  writer.exec('BEGIN IMMEDIATE')
  try {
    const { error } = await migratorOf(writer).migrateToLatest()
    if (error) throw error
    writer.exec('COMMIT')
  } catch (error) {
    if (writer.inTransaction) writer.exec('ROLLBACK')
    throw error
  }
}

/**
 * Refuses to read what lacks steps of the schema. What cannot be read at all is not refused here.
 *
 * @throws ColophonError `archive_outdated`
 */
export function refuseOlder(db: Database): void {
  let made: string[]
  try {
    made = stepsMade(db)
  } catch {
    return
  }
  const known = Object.keys(migrations)
  if (made.length > 0 && made.length < known.length && made.every((name, at) => name === known[at]))
    throw new ColophonError(
      'archive_outdated',
      'The archive was last opened by an older version. Open it once with this one, as `colophon serve` or `colophon log key` do, then try again.',
    )
}

/** Whether the migrations that were made are those that there are: one that is unknown here is the migrator's to refuse. */
function isUpToDate(db: Database): boolean {
  return String(stepsMade(db)) === String(Object.keys(migrations))
}

/** The names of the steps that were made, in their order. */
function stepsMade(db: Database): string[] {
  if (!db.has("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'kysely_migration'")) return []
  return db.values<string>('SELECT name FROM kysely_migration NOT INDEXED').sort()
}
