/**
 * Later versions of a work and what became of its paragraphs; withdrawals.
 *
 * A work may come back to a text that it had before, from another file or by another loader, so a version's id,
 * which is that of its text, may stand on several rows of a work: the one of the greatest `no` speaks for it.
 * What was published stays append-only, save where it is withdrawn: then its text goes, and its ids stay.
 */
import { type Kysely, sql } from 'kysely'

const VERSIONS = [
  // Deferred, because the rows that others refer to are gone for a moment.
  'PRAGMA defer_foreign_keys = ON',
  'CREATE TEMP TABLE version_before AS SELECT * FROM version',
  'DROP TABLE version',
  `CREATE TABLE version (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    work_no INTEGER NOT NULL REFERENCES work,
    source_sha256 TEXT NOT NULL REFERENCES source,
    loader_name TEXT NOT NULL,
    loader_version TEXT NOT NULL,
    created_at TEXT NOT NULL,
    paragraph_count INTEGER NOT NULL,
    word_count INTEGER NOT NULL,
    repair_count INTEGER NOT NULL,
    unresolved_count INTEGER NOT NULL,
    warnings TEXT NOT NULL
  ) STRICT`,
  'INSERT INTO version SELECT * FROM version_before',
  'DROP TABLE version_before',
  'CREATE INDEX version_by_source ON version (source_sha256)',
  'CREATE INDEX version_by_work ON version (work_no, no)',
  'CREATE INDEX version_by_id ON version (work_no, id, no)',
  'ALTER TABLE paragraph ADD COLUMN derived_from TEXT REFERENCES paragraph (id)',
  `CREATE TABLE lineage (
    version_no INTEGER NOT NULL REFERENCES version,
    ordinal INTEGER NOT NULL,
    paragraph TEXT NOT NULL REFERENCES paragraph (id),
    relation TEXT NOT NULL CHECK (relation IN
      ('typography', 'altered', 'moved', 'merged', 'split', 'gone', 'restored', 'new')),
    other TEXT REFERENCES paragraph (id),
    from_number INTEGER,
    to_number INTEGER,
    PRIMARY KEY (version_no, ordinal)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX lineage_by_paragraph ON lineage (paragraph, version_no)',
]

const WITHDRAWALS = [
  `CREATE TABLE withdrawal (
    no INTEGER PRIMARY KEY,
    work_no INTEGER NOT NULL REFERENCES work,
    whole_work INTEGER NOT NULL CHECK (whole_work IN (0, 1)),
    reason TEXT NOT NULL,
    erased INTEGER NOT NULL CHECK (erased IN (0, 1)),
    withdrawn_at TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX withdrawal_by_work ON withdrawal (work_no)',
  `CREATE TABLE withdrawn_version (
    version_no INTEGER PRIMARY KEY REFERENCES version,
    withdrawal_no INTEGER NOT NULL REFERENCES withdrawal
  ) STRICT`,
  'ALTER TABLE source ADD COLUMN erased_at TEXT',
]

const APPEND_ONLY = ['version', 'lineage', 'withdrawal', 'withdrawn_version']

const WITHDRAWN = 'OLD.version_no IN (SELECT version_no FROM withdrawn_version)'

/** When a row that is otherwise append-only may change, by table and change: only in a withdrawal. */
const ONLY_IN_WITHDRAWAL = {
  block: { DELETE: WITHDRAWN },
  segment: { DELETE: WITHDRAWN },
  statement: { DELETE: WITHDRAWN },
  repair: { DELETE: WITHDRAWN },
  relocation: { DELETE: WITHDRAWN },
  text: { DELETE: 'NOT EXISTS (SELECT 1 FROM block WHERE block.text_no = OLD.no)' },
  quote: { UPDATE: `${WITHDRAWN} AND NEW.id = OLD.id AND NEW.exact = ''` },
  metadata: {
    UPDATE: `NEW.body = '{}' AND EXISTS
      (SELECT 1 FROM withdrawal WHERE withdrawal.work_no = OLD.work_no AND whole_work AND erased)`,
  },
  source: {
    UPDATE: `NEW.sha256 = OLD.sha256 AND length(NEW.content) = 0 AND NOT EXISTS
      (SELECT 1 FROM version WHERE version.source_sha256 = OLD.sha256
       AND version.no NOT IN (SELECT version_no FROM withdrawn_version))`,
  },
} as const

/** Makes the tables, and lets the triggers allow what a withdrawal must do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  for (const statement of [...VERSIONS, ...WITHDRAWALS]) await run(statement)
  for (const table of APPEND_ONLY) {
    for (const change of ['UPDATE', 'DELETE']) await run(forbid(table, change))
  }
  for (const [table, changes] of Object.entries(ONLY_IN_WITHDRAWAL)) {
    for (const [change, allowed] of Object.entries(changes)) {
      await run(`DROP TRIGGER ${table}_no_${change.toLowerCase()}`)
      await run(forbid(table, change, allowed))
    }
  }
}

function forbid(table: string, change: string, allowed?: string): string {
  return `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
    ${allowed ? `WHEN NOT (${allowed})` : ''}
    BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`
}
