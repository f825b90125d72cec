/**
 * More twins (0007): of every version that is withdrawn, whose counts nothing else tells once its rows are gone, and of
 * its paragraphs, which no block has any more; and of the metadata that a work gets after some of it was erased, so that
 * all that it has can be told to have twins.
 */
import { type Kysely, sql } from 'kysely'

const KINDS = {
  version: {
    key: (row: string) => `${row}.no || ''`,
    columns: `no id work_no source_sha256 loader_name loader_version created_at paragraph_count word_count repair_count
      unresolved_count warnings`,
  },
  metadata: {
    key: (row: string) => `${row}.work_no || '/' || ${row}.revision`,
    columns: `work_no revision recorded_at body title title_folded authors_folded language issued_from issued_until`,
  },
  paragraph: { key: (row: string) => `${row}.id`, columns: 'id derived_from' },
}

/** The works of which a manifest is erased. */
const PARTLY_ERASED = `(SELECT work_no FROM version JOIN publication ON version_no = version.no
  JOIN blob ON blob.sha256 = manifest_sha256 WHERE blob.erased_at IS NOT NULL)`

/** Makes the triggers, and the twins of what is there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const withdrawn = 'version.no IN (SELECT version_no FROM withdrawn_version)'
  const statements = [
    twins('version', withdrawn),
    twins('metadata', `metadata.work_no IN ${PARTLY_ERASED}`),
    twins(
      'paragraph',
      `genesis_words_sha256 <> '' AND NOT EXISTS (SELECT 1 FROM block WHERE block.paragraph = paragraph.id)`,
    ),
    `CREATE TRIGGER withdrawn_version_twins AFTER INSERT ON withdrawn_version
     BEGIN
       ${twins('version', 'version.no = NEW.version_no')};
       ${twins('paragraph', 'paragraph.id IN (SELECT paragraph FROM block WHERE version_no = NEW.version_no)')};
     END`,
    `CREATE TRIGGER metadata_twin_insert AFTER INSERT ON metadata WHEN NEW.work_no IN ${PARTLY_ERASED}
     BEGIN ${twins('metadata', 'metadata.work_no = NEW.work_no AND metadata.revision = NEW.revision')}; END`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}

function twins(kind: keyof typeof KINDS, where: string): string {
  const { key, columns } = KINDS[kind]
  const all = columns.split(/\s+/).map((column) => `${kind}.${column}`)
  return `INSERT INTO twin (kind, key, content)
    SELECT '${kind}', ${key(kind)}, json_array(${all.join(', ')}) FROM ${kind} WHERE ${where}
    ON CONFLICT (kind, key) DO UPDATE SET content = excluded.content`
}
