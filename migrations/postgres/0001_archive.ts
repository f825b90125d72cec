/**
 * The tables of an archive on PostgreSQL: those of SQLite's migrations that hold what was published, by the same names,
 * and the posting tables that stand in the place of its indexes over the texts. Whole numbers are of 64 bits. Texts
 * compare by their bytes, as SQLite's do. Nothing depends on triggers, sequences or locks of the server.
 */

/** A table's columns: their names, with `?` after those that may be null, by type; and the columns of its key. */
type Columns = { text?: string; number?: string; bytes?: string; key: string }

const TABLES: Record<string, Columns> = {
  source: {
    text: 'sha256 media_type file_name? received_at erased_at?',
    number: 'byte_length',
    bytes: 'content',
    key: 'sha256',
  },
  work: { number: 'no', text: 'id key slug created_at', key: 'no' },
  metadata: {
    number: 'work_no revision',
    text: 'recorded_at body title title_folded authors_folded language? issued_from? issued_until?',
    key: 'work_no revision',
  },
  citation_key: { number: 'work_no first_seq last_seq', text: 'sha256', key: 'work_no sha256' },
  version: {
    number: 'no work_no paragraph_count word_count repair_count unresolved_count',
    text: 'id source_sha256 loader_name loader_version created_at warnings',
    key: 'no',
  },
  extraction: { number: 'version_no', text: 'sha256 tool_name tool_version', key: 'version_no' },
  statement: {
    number: 'version_no ordinal start_byte? end_byte?',
    text: 'field value raw? certainty origin rule?',
    key: 'version_no ordinal',
  },
  text: { number: 'no code_points', text: 'exact_sha256 words_sha256 core content', key: 'no' },
  paragraph: { number: 'no work_no k', text: 'id genesis_words_sha256 derived_from?', key: 'no' },
  block: {
    number: 'version_no ordinal level? number? text_no',
    text: 'kind paragraph? previous? next? source_ranges',
    key: 'version_no ordinal',
  },
  lineage: {
    number: 'version_no ordinal from_number? to_number?',
    text: 'paragraph relation other?',
    key: 'version_no ordinal',
  },
  segment: {
    number: 'version_no ordinal start_byte end_byte block? target_start? target_end?',
    text: 'kind role op rule? field? put?',
    key: 'version_no ordinal',
  },
  repair: {
    number: 'version_no ordinal segment start_byte end_byte block at',
    text: 'rule op before after certainty',
    key: 'version_no ordinal',
  },
  relocation: {
    number: 'version_no ordinal start_byte end_byte',
    text: 'what from_place to_place',
    key: 'version_no ordinal',
  },
  withdrawal: { number: 'no work_no whole_work erased', text: 'reason withdrawn_at', key: 'no' },
  withdrawn_version: { number: 'version_no withdrawal_no', key: 'version_no' },
  quote: {
    number: 'work_no version_no occurrence start_block start_offset end_block end_offset',
    text: 'id core words_sha256 exact registered_at',
    key: 'id',
  },
  registration: { number: 'no', text: 'quote', key: 'no' },
  access_key: { text: 'id name secret_sha256 scopes created_at revoked_at?', key: 'id' },
  log_entry: { number: 'seq', bytes: 'bytes', key: 'seq' },
  log_hash: { number: 'level place', bytes: 'hash', key: 'level place' },
  checkpoint: { number: 'size', text: 'note signed_at', key: 'size' },
  blob: { text: 'sha256 erased_at?', bytes: 'content', key: 'sha256' },
  publication: { number: 'seq version_no', text: 'manifest_sha256', key: 'seq' },
  mirror_state: { number: 'id', text: 'contacted_at', key: 'id' },
  term: { text: 'word', number: 'texts', key: 'word' },
  word: { text: 'word', number: 'text_no', key: 'word text_no' },
  fingerprint: { number: 'hash text_no', key: 'hash text_no' },
}

const VIEWS = [
  `CREATE VIEW present_version AS SELECT no, id, work_no, source_sha256, loader_name, loader_version, created_at,
     paragraph_count, word_count, repair_count, unresolved_count, warnings
   FROM version WHERE no NOT IN (SELECT version_no FROM withdrawn_version)`,
  `CREATE VIEW version_file AS SELECT no AS version_no, source_sha256 AS sha256 FROM version
   UNION ALL SELECT version_no, sha256 FROM extraction`,
]

const INDEXES = [
  'UNIQUE work_by_id ON work (id)',
  'UNIQUE work_by_slug ON work (slug)',
  'UNIQUE work_by_key ON work (key)',
  'UNIQUE citation_key_order ON citation_key (sha256, first_seq)',
  "metadata_by_url ON metadata ((body::json ->> 'url'))",
  "metadata_by_doi ON metadata (lower(body::json ->> 'doi'))",
  'version_by_source ON version (source_sha256)',
  'version_by_work ON version (work_no, no)',
  'version_by_id ON version (work_no, id, no)',
  'extraction_by_source ON extraction (sha256)',
  'UNIQUE text_by_digest ON text (exact_sha256)',
  'text_by_core ON text (core)',
  'UNIQUE paragraph_by_id ON paragraph (id)',
  'paragraph_by_work ON paragraph (work_no)',
  'UNIQUE block_by_number ON block (version_no, number) WHERE number IS NOT NULL',
  'block_by_paragraph ON block (paragraph, version_no) WHERE paragraph IS NOT NULL',
  'block_by_text ON block (text_no)',
  'lineage_by_paragraph ON lineage (paragraph, version_no)',
  'segment_by_block ON segment (version_no, block) WHERE block IS NOT NULL',
  'withdrawal_by_work ON withdrawal (work_no)',
  'UNIQUE registration_by_quote ON registration (quote)',
  'quote_by_time ON quote (registered_at, id)',
  'publication_by_version ON publication (version_no, seq)',
  'UNIQUE publication_by_manifest ON publication (manifest_sha256)',
]

const TYPES = { text: 'text COLLATE "C"', number: 'bigint', bytes: 'bytea' }

function table(name: string, { key, ...columns }: Columns): string {
  const all = Object.entries(columns).flatMap(([type, names]) =>
    names.split(' ').map((column) => {
      const isNullable = column.endsWith('?')
      return `${column.replace('?', '')} ${TYPES[type as keyof typeof TYPES]}${isNullable ? '' : ' NOT NULL'}`
    }),
  )
  return `CREATE TABLE ${name} (${all.join(', ')}, PRIMARY KEY (${key.split(' ').join(', ')}))`
}

/** Makes the tables and views. */
export const tables: readonly string[] = [
  ...Object.entries(TABLES).map(([name, columns]) => table(name, columns)),
  ...VIEWS,
]

/** Makes the indexes: after the rows, in a third of the time. */
export const indexes: readonly string[] = INDEXES.map((index) =>
  index.startsWith('UNIQUE ') ? `CREATE UNIQUE INDEX ${index.slice(7)}` : `CREATE INDEX ${index}`,
)

/** The columns of each table in the order in which they were made, of its key, of those of bytes and of whole numbers. */
export const columnsOf: Readonly<
  Record<string, { columns: string[]; key: string[]; bytes: string[]; numbers: string[] }>
> = Object.fromEntries(
  Object.entries(TABLES).map(([name, { key, ...columns }]) => [
    name,
    {
      columns: Object.values(columns).flatMap((names) => names.replaceAll('?', '').split(' ')),
      key: key.split(' '),
      bytes: columns.bytes?.split(' ') ?? [],
      numbers: columns.number?.replaceAll('?', '').split(' ') ?? [],
    },
  ]),
)
