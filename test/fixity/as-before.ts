import { migrations } from '../../migrations/index.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { Database } from '../../src/store/sqlite/database.ts'
import { kyselyOf } from '../../src/store/sqlite/migrator.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'

/** The tables, indexes and triggers that are ours, by name. */
function schemaOf(db: Database) {
  const rows = db.all<{ type: string; name: string; made: string }>(
    `SELECT type, name, sql AS made FROM sqlite_schema
     WHERE type IN ('table', 'index', 'trigger', 'view') AND sql IS NOT NULL AND name NOT IN ('kysely_migration', 'kysely_migration_lock')`,
  )
  return new Map(rows.map((row) => [row.name, row]))
}

function isVirtual({ made }: { made: string }): boolean {
  return made.startsWith('CREATE VIRTUAL')
}

/** Makes the archive one that was last opened before there were twins. */
export async function asBefore(directory: string) {
  const connection = openWriter(databaseFile(directory))
  const sql = connection
  const before = new Database(':memory:')
  const first = Object.entries(migrations).filter(([name]) => name < '0007')
  for (const [, load] of first) await (await load()).up(kyselyOf(before))
  const kept = schemaOf(before)
  before.close()
  sql.pragma('foreign_keys = OFF')
  // The tables of an index go with it, and not by themselves.
  const present = [...schemaOf(sql)].sort(([, a], [, b]) => Number(isVirtual(b)) - Number(isVirtual(a)))
  for (const [name, { type, made }] of present)
    if (kept.get(name)?.made !== made) sql.exec(`DROP ${type} IF EXISTS ${name}`)
  const left = schemaOf(sql)
  for (const [name, row] of kept)
    if ((row.type === 'trigger' || isVirtual(row)) && !left.has(name)) sql.exec(row.made)
  await (await migrations['0002_formatted_citation']!()).up(kyselyOf(connection))
  sql.exec("INSERT INTO formatted_citation (key, pieces, made_at) VALUES ('a', '{}', '2026-01-01')")
  sql.exec("DELETE FROM kysely_migration WHERE name >= '0007'")
  connection.close()
}
