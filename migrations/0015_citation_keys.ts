/**
 * Which works have had which citation key, in the order of the log: whoever had one first keeps it, and the others are
 * told apart by their ids. Kept are digests of keys, so that no name is left here of what was erased.
 */
import { type Kysely, sql } from 'kysely'

const COLUMNS = 'work_no sha256 first_seq last_seq'.split(' ')

const STATEMENTS = [
  `CREATE TABLE citation_key (
    work_no INTEGER NOT NULL REFERENCES work,
    sha256 TEXT NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    PRIMARY KEY (work_no, sha256)
  ) STRICT, WITHOUT ROWID`,
  'CREATE UNIQUE INDEX citation_key_order ON citation_key (sha256, first_seq)',
  ...['INSERT', 'UPDATE'].map(
    (change) => `CREATE TRIGGER citation_key_twin_${change.toLowerCase()} AFTER ${change} ON citation_key
      BEGIN INSERT INTO twin (kind, key, content) VALUES ('citation_key', NEW.work_no || '/' || NEW.sha256,
          json_array(${COLUMNS.map((column) => `NEW.${column}`).join(', ')}))
        ON CONFLICT (kind, key) DO UPDATE SET content = excluded.content; END`,
  ),
  `CREATE TRIGGER citation_key_no_delete BEFORE DELETE ON citation_key
    BEGIN SELECT RAISE(ABORT, 'citation keys are kept'); END`,
]

/** Makes the table. It is filled when the archive is next opened for writing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
