import { migrations } from '../../migrations/index.ts'
import { BACKUP_FILES } from '../store/sqlite/backup-files.ts'
import { Database } from '../store/sqlite/database.ts'
import { migrate, refuseOlder } from '../store/sqlite/migrate.ts'
import type { Damages } from './damage.ts'

interface SchemaRow {
  type: string
  name: string
  tbl_name: string
  sql: string | null
}

const SCHEMA = 'SELECT type, name, tbl_name, sql FROM sqlite_schema'
/** The migrations that were made, and the lock that they took. */
const MIGRATED = 'SELECT name FROM kysely_migration NOT INDEXED'
const LOCK = 'SELECT id, typeof(id), is_locked, typeof(is_locked) FROM kysely_migration_lock NOT INDEXED'
/** Numbers that a program may leave in the file, and this one does not. */
const UNSET = ['user_version', 'application_id']

/**
 * Whether tables, indexes and triggers are those that the migrations make.
 *
 * @throws ColophonError `archive_outdated` when the archive was not opened by this version of the software yet
 */
export async function checkSchema(db: Database, damages: Damages): Promise<void> {
  const expected = await expectedSchema()
  refuseOlder(db)
  damages.examine({ table: 'sqlite_schema' }, () => {
    const found = schemaOf(db)
    // A backup that was put in place by hand.
    if (found.get('backup_file') === expected.backupFiles) found.delete('backup_file')
    for (const [name, row] of expected.schema)
      damages.expect(found.get(name) === row, {
        table: 'sqlite_schema',
        key: name,
        what: 'is not what the migrations make',
      })
    for (const name of found.keys())
      damages.expect(expected.schema.has(name), {
        table: 'sqlite_schema',
        key: name,
        what: 'is made by no migration',
      })
  })
  for (const pragma of UNSET)
    damages.expect(db.pragma(pragma) === 0, {
      table: 'database',
      what: `has a ${pragma} other than 0`,
    })
  damages.examine({ table: 'kysely_migration' }, () => {
    const names = db.values<string>(MIGRATED).sort()
    damages.expect(String(names) === String(Object.keys(migrations)), {
      table: 'kysely_migration',
      what: 'names other migrations than there are',
    })
    damages.expect(JSON.stringify(db.all(LOCK)) === expected.lock, {
      table: 'kysely_migration_lock',
      what: 'is not as it is between migrations',
    })
  })
}

let known: Promise<{ schema: Map<string, string>; backupFiles: string | undefined; lock: string }> | undefined

/** What the migrations make of nothing; computed once. */
function expectedSchema() {
  known ??= (async () => {
    const db = new Database(':memory:')
    await migrate(db)
    const [schema, lock] = [schemaOf(db), JSON.stringify(db.all(LOCK))]
    db.exec(BACKUP_FILES)
    const expected = { schema, lock, backupFiles: schemaOf(db).get('backup_file') }
    db.close()
    return expected
  })()
  return known
}

function schemaOf(db: Database): Map<string, string> {
  const rows = db.all<SchemaRow>(SCHEMA)
  return new Map(rows.map((row) => [row.name, JSON.stringify([row.type, row.tbl_name, row.sql])]))
}
