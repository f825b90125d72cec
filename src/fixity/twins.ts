import type { Database } from '../store/sqlite/database.ts'
import type { Damages } from './damage.ts'

interface Twinned {
  /** What a twin is known by, in SQL. */
  key: string
  columns: string
  /** Which rows have a twin. The others have none. */
  all: string
  /** Whether others may have one too. */
  others?: boolean
}

/** The versions of which a manifest is erased. */
const ERASED = `(SELECT version_no FROM publication JOIN blob ON blob.sha256 = manifest_sha256
  WHERE blob.erased_at IS NOT NULL)`
/** The works that have such a version. */
const PARTLY_ERASED = `(SELECT work_no FROM version WHERE no IN ${ERASED})`

/** The tables whose rows have twins, as the triggers of the schema make them. */
const KINDS: Record<string, Twinned> = {
  access_key: {
    key: 'id',
    columns: 'id, name, secret_sha256, scopes, created_at, revoked_at',
    all: 'true',
  },
  blob: { key: 'sha256', columns: 'sha256, erased_at', all: 'erased_at IS NOT NULL' },
  checkpoint: { key: 'size', columns: 'size, signed_at', all: 'true' },
  citation_key: {
    key: "work_no || '/' || sha256",
    columns: 'work_no, sha256, first_seq, last_seq',
    all: 'true',
  },
  copied_version: { key: 'version_no', columns: 'version_no, reason', all: 'true' },
  extraction: { key: 'version_no', columns: 'version_no, sha256, tool_name, tool_version', all: 'true' },
  kysely_migration: { key: 'name', columns: 'name, timestamp', all: 'true' },
  lineage: {
    key: "version_no || '/' || ordinal",
    columns: 'version_no, ordinal, paragraph, relation, other, from_number, to_number',
    all: `version_no IN ${ERASED}`,
  },
  metadata: {
    key: "work_no || '/' || revision",
    columns: `work_no, revision, recorded_at, body, title, title_folded, authors_folded, language,
      issued_from, issued_until`,
    all: `work_no IN ${PARTLY_ERASED}`,
  },
  mirror_state: {
    key: "''",
    columns: 'id, seen, contacted_at, unforgotten, quotes_origin, quotes_page',
    all: 'true',
  },
  paragraph: {
    key: 'id',
    columns: 'id, derived_from',
    all: `derived_from IS NOT NULL OR genesis_words_sha256 <> ''
      AND NOT EXISTS (SELECT 1 FROM block WHERE block.paragraph = paragraph.id)`,
    others: true,
  },
  quote: {
    key: 'id',
    columns: `id, work_no, version_no, core, occurrence, words_sha256, exact, start_block, start_offset,
      end_block, end_offset, registered_at`,
    all: 'true',
  },
  source: {
    key: 'sha256',
    columns: 'sha256, media_type, file_name, byte_length, received_at, erased_at',
    all: `erased_at IS NOT NULL
      OR sha256 IN (SELECT version_file.sha256 FROM version_file WHERE version_no IN ${ERASED})`,
  },
  version: {
    key: 'no',
    columns: `no, id, work_no, source_sha256, loader_name, loader_version, created_at, paragraph_count,
      word_count, repair_count, unresolved_count, warnings`,
    all: `no IN ${ERASED} OR no IN (SELECT version_no FROM withdrawn_version)`,
  },
  withdrawal: {
    key: 'no',
    columns: 'no, work_no, whole_work, reason, erased, withdrawn_at',
    all: 'true',
  },
  withdrawn_version: { key: 'version_no', columns: 'version_no, withdrawal_no', all: 'true' },
  work: { key: 'no', columns: 'no, id, key, slug, created_at', all: `no IN ${PARTLY_ERASED}` },
}

/** Whether both copies of what has two are the same. */
export function checkTwins(db: Database, damages: Damages): void {
  damages.examine({ table: 'twin' }, () => {
    const kinds = db.values<string>('SELECT DISTINCT kind FROM twin')
    for (const kind of kinds)
      damages.expect(Object.hasOwn(KINDS, kind), {
        table: 'twin',
        key: kind,
        what: 'is the twin of no table',
      })
  })
  for (const [table, twinned] of Object.entries(KINDS))
    damages.examine({ table }, () => compare(db, damages, table, twinned))
}

/** All rows of a table in one scan, each with its twin. */
function compare(
  db: Database,
  damages: Damages,
  table: string,
  { key, columns, all, others = false }: Twinned,
): void {
  const rows = db.each<{ key: string; twin: string | null; isSame: 0 | 1; must: 0 | 1 }>(
    `SELECT found.key, twin.key AS twin, twin.content IS found.content AS "isSame", found.must
       FROM (SELECT ${key} || '' AS key, json_array(${columns}) AS content, ${all} AS must
             FROM ${table} NOT INDEXED) AS found
       LEFT JOIN twin ON twin.kind = ? AND twin.key = found.key`,
    table,
  )
  let met = 0
  for (const { key, twin, isSame, must } of rows) {
    if (twin === null) damages.expect(!must, { table, key, what: 'has no twin' })
    else {
      met++
      damages.expect(must === 1 || others, { table, key, what: 'has a twin, and needs none' })
      damages.expect(isSame === 1, { table, key, what: 'differs from its twin' })
    }
  }
  const twins = db.value<number>('SELECT count(*) FROM twin WHERE kind = ?', table)!
  damages.expect(twins === met, { table, what: `has ${twins} twins, of which ${met} are of a row` })
}

/** Whether a row, for which nothing else vouches, has a twin, which `checkTwins` compares. */
export function hasTwin(db: Database, kind: string, key: string | number): boolean {
  return db.one('SELECT 1 FROM twin WHERE kind = ? AND key = ?', kind, String(key)) !== undefined
}
