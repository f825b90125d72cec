/**
 * Extractions: the text that a format takes out of a source whose own bytes are not read as text, as of a packed file. It is
 * kept as a source of its own, and the byte ranges of the version count its bytes.
 */
import { type Kysely, sql } from 'kysely'

const EXTRACTION = [
  `CREATE TABLE extraction (
    version_no INTEGER PRIMARY KEY REFERENCES version,
    sha256 TEXT NOT NULL REFERENCES source,
    tool_name TEXT NOT NULL,
    tool_version TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX extraction_by_source ON extraction (sha256)',
  ...['UPDATE', 'DELETE'].map(
    (change) => `CREATE TRIGGER extraction_no_${change.toLowerCase()} BEFORE ${change} ON extraction
      BEGIN SELECT RAISE(ABORT, 'extraction is append-only'); END`,
  ),
  `CREATE VIEW version_file AS
    SELECT no AS version_no, source_sha256 AS sha256 FROM version
    UNION ALL SELECT version_no, sha256 FROM extraction`,
]

/** An extraction is erased with the source, and not as long as a version that is not withdrawn has it. */
const ERASING = [
  'DROP TRIGGER source_no_update',
  `CREATE TRIGGER source_no_update BEFORE UPDATE ON source
    WHEN NOT (NEW.sha256 = OLD.sha256 AND length(NEW.content) = 0 AND NOT EXISTS
      (SELECT 1 FROM version_file WHERE version_file.sha256 = OLD.sha256
       AND version_no NOT IN (SELECT version_no FROM withdrawn_version)))
    BEGIN SELECT RAISE(ABORT, 'source is append-only'); END`,
]

const SOURCE_COLUMNS = ['sha256', 'media_type', 'file_name', 'byte_length', 'received_at', 'erased_at']
const KEEP = 'ON CONFLICT (kind, key) DO UPDATE SET content = excluded.content'

/** What a manifest vouched for has twins once it is erased (0007); which extraction a version has is told by one from the start. */
const TWINS = [
  `CREATE TRIGGER extraction_twin_insert AFTER INSERT ON extraction
    BEGIN INSERT INTO twin (kind, key, content)
      VALUES ('extraction', NEW.version_no || '',
        json_array(NEW.version_no, NEW.sha256, NEW.tool_name, NEW.tool_version)) ${KEEP}; END`,
  `CREATE TRIGGER extraction_twin_erasure AFTER UPDATE ON blob WHEN NEW.erased_at IS NOT NULL
    BEGIN INSERT INTO twin (kind, key, content)
      SELECT 'source', source.sha256, json_array(${SOURCE_COLUMNS.map((column) => `source.${column}`).join(', ')})
      FROM publication JOIN extraction USING (version_no) JOIN source ON source.sha256 = extraction.sha256
      WHERE manifest_sha256 = NEW.sha256 ${KEEP}; END`,
]

/** Makes the table, the view of all files of versions, and the triggers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...EXTRACTION, ...ERASING, ...TWINS]) await sql.raw(statement).execute(db)
}
