/**
 * The log: every publication, correction and withdrawal, as signed entries; the hashes of its tree that are kept;
 * the manifests and notices that the entries name; and the checkpoints that were signed. All of it is append-only,
 * save that a withdrawal may erase a blob.
 */
import { type Kysely, sql } from 'kysely'

const TABLES = [
  `CREATE TABLE log_entry (
    seq INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT`,
  `CREATE TABLE log_hash (
    level INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, place)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY,
    note TEXT NOT NULL,
    signed_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    content BLOB NOT NULL,
    erased_at TEXT
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE publication (
    seq INTEGER PRIMARY KEY REFERENCES log_entry,
    version_no INTEGER NOT NULL REFERENCES version,
    manifest_sha256 TEXT NOT NULL REFERENCES blob
  ) STRICT`,
  'CREATE INDEX publication_by_version ON publication (version_no, seq)',
  'CREATE UNIQUE INDEX publication_by_manifest ON publication (manifest_sha256)',
  'CREATE INDEX quote_by_time ON quote (registered_at, id)',
]

const ERASURE = 'NEW.sha256 = OLD.sha256 AND length(NEW.content) = 0 AND NEW.erased_at IS NOT NULL'

/** When a row may change: only in an erasure. */
const ALLOWED: Record<string, Record<string, string>> = { blob: { UPDATE: ERASURE } }

/** Makes the tables and their triggers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  for (const table of ['log_entry', 'log_hash', 'checkpoint', 'blob', 'publication']) {
    for (const change of ['UPDATE', 'DELETE']) {
      const allowed = ALLOWED[table]?.[change]
      await sql
        .raw(
          `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
           ${allowed ? `WHEN NOT (${allowed})` : ''}
           BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
        )
        .execute(db)
    }
  }
}
