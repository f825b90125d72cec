/**
 * The foundation: sources, works, versions, their blocks, segments and repairs, registered quotes, keys.
 *
 * Tables are STRICT. Whatever was published is append-only: triggers refuse UPDATE and DELETE. Integer `no`
 * columns are keys inside the store alone; only computed ids leave it. Byte and code point ranges are half-open.
 */
import { type Kysely, sql } from 'kysely'

const TABLES = [
  `CREATE TABLE source (
    sha256 TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    file_name TEXT,
    byte_length INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    content BLOB NOT NULL
  ) STRICT`,
  `CREATE TABLE work (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE metadata (
    work_no INTEGER NOT NULL REFERENCES work,
    revision INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    body TEXT NOT NULL,
    title TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    authors_folded TEXT NOT NULL,
    language TEXT,
    issued_from TEXT,
    issued_until TEXT,
    PRIMARY KEY (work_no, revision)
  ) STRICT, WITHOUT ROWID`,
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
    warnings TEXT NOT NULL,
    UNIQUE (work_no, id)
  ) STRICT`,
  'CREATE INDEX version_by_source ON version (source_sha256)',
  `CREATE TABLE statement (
    version_no INTEGER NOT NULL REFERENCES version,
    ordinal INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    raw TEXT,
    start_byte INTEGER,
    end_byte INTEGER,
    certainty TEXT NOT NULL,
    origin TEXT NOT NULL,
    rule TEXT,
    PRIMARY KEY (version_no, ordinal)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE text (
    no INTEGER PRIMARY KEY,
    exact_sha256 TEXT NOT NULL UNIQUE,
    words_sha256 TEXT NOT NULL,
    core TEXT NOT NULL,
    code_points INTEGER NOT NULL,
    content TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX text_by_core ON text (core)',
  `CREATE TABLE paragraph (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    work_no INTEGER NOT NULL REFERENCES work,
    genesis_words_sha256 TEXT NOT NULL,
    k INTEGER NOT NULL,
    UNIQUE (work_no, genesis_words_sha256, k)
  ) STRICT`,
  `CREATE TABLE block (
    version_no INTEGER NOT NULL REFERENCES version,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    level INTEGER,
    number INTEGER,
    paragraph TEXT REFERENCES paragraph (id),
    previous TEXT,
    next TEXT,
    text_no INTEGER NOT NULL REFERENCES text,
    source_ranges TEXT NOT NULL,
    PRIMARY KEY (version_no, ordinal),
    CHECK ((number IS NULL) = (paragraph IS NULL))
  ) STRICT, WITHOUT ROWID`,
  'CREATE UNIQUE INDEX block_by_number ON block (version_no, number) WHERE number IS NOT NULL',
  'CREATE INDEX block_by_paragraph ON block (paragraph, version_no) WHERE paragraph IS NOT NULL',
  'CREATE INDEX block_by_text ON block (text_no)',
  `CREATE TABLE segment (
    version_no INTEGER NOT NULL REFERENCES version,
    ordinal INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    op TEXT NOT NULL CHECK (op IN ('copy', 'drop', 'replace', 'insert')),
    rule TEXT,
    block INTEGER,
    field TEXT,
    target_start INTEGER,
    target_end INTEGER,
    put TEXT,
    PRIMARY KEY (version_no, ordinal),
    CHECK (start_byte <= end_byte),
    CHECK (block IS NULL OR field IS NULL)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX segment_by_block ON segment (version_no, block) WHERE block IS NOT NULL',
  `CREATE TABLE repair (
    version_no INTEGER NOT NULL REFERENCES version,
    ordinal INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    rule TEXT NOT NULL,
    op TEXT NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    block INTEGER NOT NULL,
    at INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    certainty TEXT NOT NULL CHECK (certainty IN ('certain', 'probable', 'unresolved')),
    PRIMARY KEY (version_no, ordinal)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE relocation (
    version_no INTEGER NOT NULL REFERENCES version,
    ordinal INTEGER NOT NULL,
    what TEXT NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    from_place TEXT NOT NULL,
    to_place TEXT NOT NULL,
    PRIMARY KEY (version_no, ordinal)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE quote (
    id TEXT PRIMARY KEY,
    work_no INTEGER NOT NULL REFERENCES work,
    version_no INTEGER NOT NULL REFERENCES version,
    core TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    words_sha256 TEXT NOT NULL,
    exact TEXT NOT NULL,
    start_block INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_block INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    registered_at TEXT NOT NULL,
    UNIQUE (work_no, core, occurrence)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE access_key (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    secret_sha256 TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT
  ) STRICT, WITHOUT ROWID`,
]

const APPEND_ONLY = [
  'source',
  'work',
  'metadata',
  'version',
  'statement',
  'text',
  'paragraph',
  'block',
  'segment',
  'repair',
  'relocation',
  'quote',
]

/** Makes the tables and their triggers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  for (const table of APPEND_ONLY) {
    for (const change of ['UPDATE', 'DELETE']) {
      await sql
        .raw(
          `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
           BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
        )
        .execute(db)
    }
  }
}
