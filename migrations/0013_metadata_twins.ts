/**
 * The trigger of 0010 asks of the work that gets metadata alone whether some of it was erased. It asked of all works, so
 * that an import took the longer the more there were.
 */
import { type Kysely, sql } from 'kysely'

const COLUMNS = `work_no revision recorded_at body title title_folded authors_folded language issued_from issued_until`

const IS_PARTLY_ERASED = `EXISTS (SELECT 1 FROM version JOIN publication ON version_no = version.no
  JOIN blob ON blob.sha256 = manifest_sha256 WHERE version.work_no = NEW.work_no AND blob.erased_at IS NOT NULL)`

/** Makes the trigger anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const values = COLUMNS.split(' ').map((column) => `NEW.${column}`)
  const statements = [
    'DROP TRIGGER metadata_twin_insert',
    `CREATE TRIGGER metadata_twin_insert AFTER INSERT ON metadata WHEN ${IS_PARTLY_ERASED}
     BEGIN
       INSERT INTO twin (kind, key, content)
       VALUES ('metadata', NEW.work_no || '/' || NEW.revision, json_array(${values.join(', ')}))
       ON CONFLICT (kind, key) DO UPDATE SET content = excluded.content;
     END`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
