/**
 * What a mirror keeps beside the copy: how far it has come with its origin, which entries of the log it has still to
 * follow, and the versions whose rows are the origin's own because they could not be made here. Empty in an archive
 * that is nobody's mirror.
 */
import { type Kysely, sql } from 'kysely'

const TABLES = [
  // `seen` is the newest checkpoint that was verified: what the copy has of it is in `checkpoint` once it is complete.
  `CREATE TABLE mirror_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seen TEXT NOT NULL,
    quotes_registered_at TEXT NOT NULL,
    quotes_id TEXT NOT NULL,
    contacted_at TEXT NOT NULL,
    unforgotten INTEGER NOT NULL CHECK (unforgotten IN (0, 1))
  ) STRICT`,
  `CREATE TABLE mirror_task (
    seq INTEGER PRIMARY KEY REFERENCES log_entry,
    work TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX mirror_task_by_work ON mirror_task (work, seq)',
  `CREATE TABLE copied_version (
    version_no INTEGER PRIMARY KEY REFERENCES version,
    reason TEXT NOT NULL
  ) STRICT`,
]

/** A paragraph of which nothing but its id was known may be completed, and then has a twin like any other. */
const COMPLETING = [
  'DROP TRIGGER paragraph_no_update',
  `CREATE TRIGGER paragraph_no_update BEFORE UPDATE ON paragraph
    WHEN NOT (OLD.genesis_words_sha256 = '' AND NEW.no = OLD.no AND NEW.id = OLD.id AND NEW.work_no = OLD.work_no)
    BEGIN SELECT RAISE(ABORT, 'paragraph is append-only'); END`,
  `CREATE TRIGGER paragraph_twin_update AFTER UPDATE ON paragraph WHEN NEW.derived_from IS NOT NULL
    BEGIN INSERT INTO twin (kind, key, content)
      VALUES ('paragraph', NEW.id, json_array(NEW.id, NEW.derived_from)); END`,
]

/** No log vouches for these rows either, so they have twins (0007). */
const TWINS = [
  ...['INSERT', 'UPDATE'].map((change) =>
    twinTrigger('mirror_state', change, {
      key: "''",
      columns: 'id seen quotes_registered_at quotes_id contacted_at unforgotten',
    }),
  ),
  twinTrigger('copied_version', 'INSERT', { key: "NEW.version_no || ''", columns: 'version_no reason' }),
]

function twinTrigger(
  table: string,
  change: string,
  { key, columns }: { key: string; columns: string },
): string {
  const values = columns.split(' ').map((column) => `NEW.${column}`)
  return `CREATE TRIGGER ${table}_twin_${change.toLowerCase()} AFTER ${change} ON ${table}
    BEGIN INSERT INTO twin (kind, key, content) VALUES ('${table}', ${key}, json_array(${values.join(', ')}))
      ON CONFLICT (kind, key) DO UPDATE SET content = excluded.content; END`
}

/** Makes the tables and the triggers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...TABLES, ...COMPLETING, ...TWINS]) await sql.raw(statement).execute(db)
}
