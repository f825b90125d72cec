/**
 * Twins: second copies of the values that neither the signed log nor a computation can vouch for, so that damage to
 * one of the two shows. Triggers keep them, whoever writes. What was erased of a row is erased of its twin.
 *
 * The manifests of the log vouch for most rows. They are gone with an erasure: from then on what stays has twins.
 * Formatted citations, which nothing needs, each get a digest beside them.
 */
import { type Kysely, sql } from 'kysely'

/** By table: the columns that make a row's key, and all that its twin holds. */
const KINDS = {
  access_key: { key: ['id'], columns: 'id name secret_sha256 scopes created_at revoked_at' },
  blob: { key: ['sha256'], columns: 'sha256 erased_at' },
  checkpoint: { key: ['size'], columns: 'size signed_at' },
  kysely_migration: { key: ['name'], columns: 'name timestamp' },
  lineage: {
    key: ['version_no', 'ordinal'],
    columns: 'version_no ordinal paragraph relation other from_number to_number',
  },
  metadata: {
    key: ['work_no', 'revision'],
    columns: `work_no revision recorded_at body title title_folded authors_folded language issued_from
      issued_until`,
  },
  paragraph: { key: ['id'], columns: 'id derived_from' },
  quote: {
    key: ['id'],
    columns: `id work_no version_no core occurrence words_sha256 exact start_block start_offset end_block
      end_offset registered_at`,
  },
  source: { key: ['sha256'], columns: 'sha256 media_type file_name byte_length received_at erased_at' },
  version: {
    key: ['no'],
    columns: `no id work_no source_sha256 loader_name loader_version created_at paragraph_count word_count
      repair_count unresolved_count warnings`,
  },
  withdrawal: { key: ['no'], columns: 'no work_no whole_work reason erased withdrawn_at' },
  withdrawn_version: { key: ['version_no'], columns: 'version_no withdrawal_no' },
  work: { key: ['no'], columns: 'no id key slug created_at' },
}

type Kind = keyof typeof KINDS

/** Which rows have twins from the start: all, or those of which this is true. */
const FROM_THE_START: Partial<Record<Kind, string>> = {
  access_key: 'true',
  checkpoint: 'true',
  kysely_migration: 'true',
  paragraph: 'NEW.derived_from IS NOT NULL',
  quote: 'true',
  withdrawal: 'true',
  withdrawn_version: 'true',
}

/** Rows that change after they were written, only ever in a withdrawal or when a key is revoked. */
const CHANGING: Kind[] = [
  'access_key',
  'blob',
  'metadata',
  'quote',
  'source',
  'version',
  'withdrawal',
  'withdrawn_version',
]

const ERASED_VERSIONS = `(SELECT version_no FROM publication WHERE manifest_sha256 IN
  (SELECT sha256 FROM blob WHERE erased_at IS NOT NULL AND ?))`

/** What the manifests of erased versions vouched for: which rows, where `?` stands for which blobs. */
const OF_ERASED: Partial<Record<Kind, string>> = {
  blob: 'erased_at IS NOT NULL AND ?',
  lineage: `version_no IN ${ERASED_VERSIONS}`,
  metadata: `work_no IN (SELECT work_no FROM version WHERE no IN ${ERASED_VERSIONS})`,
  source: `sha256 IN (SELECT source_sha256 FROM version WHERE no IN ${ERASED_VERSIONS})`,
  version: `no IN ${ERASED_VERSIONS}`,
  work: `no IN (SELECT work_no FROM version WHERE no IN ${ERASED_VERSIONS})`,
}

/** Makes the table, fills it, and makes the triggers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(
    `CREATE TABLE twin (
      kind TEXT NOT NULL,
      key TEXT NOT NULL,
      content TEXT NOT NULL,
      PRIMARY KEY (kind, key)
    ) STRICT, WITHOUT ROWID`,
  )
  for (const [kind, when] of Object.entries(FROM_THE_START) as [Kind, string][]) {
    await run(twinsOf(kind, when.replaceAll('NEW.', '')))
    await run(trigger(kind, 'INSERT', { when, effect: twinOfNew(kind) }))
  }
  for (const kind of CHANGING) await run(trigger(kind, 'UPDATE', { effect: twinOfNew(kind) }))
  await run(
    `CREATE TRIGGER access_key_twin_delete AFTER DELETE ON access_key
     BEGIN DELETE FROM twin WHERE kind = 'access_key' AND key = OLD.id; END`,
  )
  const erased = Object.entries(OF_ERASED) as [Kind, string][]
  for (const [kind, where] of erased) await run(twinsOf(kind, where.replaceAll('?', 'true')))
  await run(
    `CREATE TRIGGER blob_twin_erasure AFTER UPDATE ON blob WHEN NEW.erased_at IS NOT NULL
     BEGIN ${erased.map(([kind, where]) => `${twinsOf(kind, where.replaceAll('?', 'sha256 = NEW.sha256'))};`).join('\n')} END`,
  )
  await run('DROP TABLE formatted_citation')
  await run(
    `CREATE TABLE formatted_citation (
      no INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      pieces TEXT NOT NULL,
      made_at TEXT NOT NULL,
      sha256 TEXT NOT NULL
    ) STRICT`,
  )
}

const REPLACE = 'ON CONFLICT (kind, key) DO UPDATE SET content = excluded.content'

function twinsOf(kind: Kind, where: string): string {
  return `INSERT INTO twin (kind, key, content) SELECT ${values(kind, '')} FROM ${kind} WHERE ${where} ${REPLACE}`
}

function twinOfNew(kind: Kind): string {
  return `INSERT INTO twin (kind, key, content) VALUES (${values(kind, 'NEW.')}) ${REPLACE}`
}

function values(kind: Kind, prefix: string): string {
  const { key, columns } = KINDS[kind]
  const all = columns.split(/\s+/).map((column) => `${prefix}${column}`)
  return `'${kind}', ${key.map((column) => `${prefix}${column}`).join(" || '/' || ")} || '', json_array(${all.join(', ')})`
}

function trigger(kind: Kind, change: string, { when, effect }: { when?: string; effect: string }): string {
  return `CREATE TRIGGER ${kind}_twin_${change.toLowerCase()} AFTER ${change} ON ${kind}
    ${when ? `WHEN ${when}` : ''} BEGIN ${effect}; END`
}
