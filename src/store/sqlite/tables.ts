/** The tables as Kysely sees them: names and columns as in SQL. A test compares them with the database. */
import type { Generated, Insertable } from 'kysely'

export interface SourceTable {
  sha256: string
  media_type: string
  file_name: string | null
  byte_length: number
  received_at: string
  /** Empty once erased. */
  content: Uint8Array
  erased_at: string | null
}

export interface WorkTable {
  no: Generated<number>
  id: string
  key: string
  slug: string
  created_at: string
}

export interface MetadataTable {
  work_no: number
  revision: number
  recorded_at: string
  /** The `Metadata` of `loading/metadata/metadata.ts` as JSON. */
  body: string
  title: string
  title_folded: string
  authors_folded: string
  language: string | null
  issued_from: string | null
  issued_until: string | null
}

export interface VersionTable {
  no: Generated<number>
  id: string
  work_no: number
  source_sha256: string
  loader_name: string
  loader_version: string
  created_at: string
  paragraph_count: number
  word_count: number
  repair_count: number
  unresolved_count: number
  /** JSON array of sentences. */
  warnings: string
}

export interface StatementTable {
  version_no: number
  ordinal: number
  field: string
  /** JSON. */
  value: string
  raw: string | null
  start_byte: number | null
  end_byte: number | null
  certainty: string
  origin: string
  rule: string | null
}

export interface TextTable {
  no: Generated<number>
  exact_sha256: string
  words_sha256: string
  core: string
  code_points: number
  content: string
}

export interface ParagraphTable {
  no: Generated<number>
  id: string
  work_no: number
  genesis_words_sha256: string
  k: number
  /** The paragraph that it was split from. */
  derived_from: string | null
}

export interface LineageTable {
  /** The version in which it became so. */
  version_no: number
  ordinal: number
  paragraph: string
  relation: string
  /** The paragraph that it was merged into, or split from. */
  other: string | null
  from_number: number | null
  to_number: number | null
}

export interface WithdrawalTable {
  no: Generated<number>
  work_no: number
  whole_work: 0 | 1
  reason: string
  erased: 0 | 1
  withdrawn_at: string
}

export interface WithdrawnVersionTable {
  version_no: number
  withdrawal_no: number
}

export interface BlockTable {
  version_no: number
  ordinal: number
  kind: string
  level: number | null
  number: number | null
  paragraph: string | null
  /** Ids of the paragraphs beside it: kept, because to look for them cost a fifth of the hottest read. */
  previous: string | null
  next: string | null
  text_no: number
  /** JSON array of [start, end] byte ranges of the source. */
  source_ranges: string
}

export interface SegmentTable {
  version_no: number
  ordinal: number
  start_byte: number
  end_byte: number
  kind: string
  role: string
  op: string
  rule: string | null
  block: number | null
  field: string | null
  target_start: number | null
  target_end: number | null
  put: string | null
}

export interface RepairTable {
  version_no: number
  ordinal: number
  segment: number
  rule: string
  op: string
  start_byte: number
  end_byte: number
  block: number
  at: number
  before: string
  after: string
  certainty: string
}

export interface RelocationTable {
  version_no: number
  ordinal: number
  what: string
  start_byte: number
  end_byte: number
  from_place: string
  to_place: string
}

export interface QuoteTable {
  id: string
  work_no: number
  version_no: number
  core: string
  occurrence: number
  words_sha256: string
  exact: string
  start_block: number
  start_offset: number
  end_block: number
  end_offset: number
  registered_at: string
}

export interface RegistrationTable {
  no: number
  /** Id of the quote. */
  quote: string
}

export interface AccessKeyTable {
  id: string
  name: string
  secret_sha256: string
  /** Space-separated scopes. */
  scopes: string
  created_at: string
  revoked_at: string | null
}

export interface FormattedCitationTable {
  no: Generated<number>
  key: string
  /** `EntryPieces` or `CitePieces` of `citing/pieces/pieces.ts` as JSON. */
  pieces: string
  made_at: string
  /** Of the three before. */
  sha256: string
}

/** A second copy of a row that nothing else vouches for. */
export interface TwinTable {
  /** The row's table. */
  kind: string
  /** What the row is known by in it, joined by `/`. */
  key: string
  /** JSON array of its columns. */
  content: string
}

export interface LogEntryTable {
  /** Index in the log, from 0. */
  seq: number
  /** Canonical JSON. */
  bytes: Uint8Array
}

/** Kept hashes of the log's tree. */
export interface LogHashTable {
  /** Tile level: each is eight levels of the tree. */
  level: number
  /** Index in the level, from 0. */
  place: number
  hash: Uint8Array
}

export interface CheckpointTable {
  size: number
  /** A signed note. */
  note: string
  signed_at: string
}

export interface BlobTable {
  sha256: string
  /** Empty once erased. */
  content: Uint8Array
  erased_at: string | null
}

export interface PublicationTable {
  /** The entry that published the version. */
  seq: number
  version_no: number
  manifest_sha256: string
}

export interface TermTable {
  /** As `wordsOf` makes it. */
  word: string
  /** In how many texts it stands. */
  texts: number
}

export interface MirrorStateTable {
  id: number
  /** A signed note. */
  seen: string
  contacted_at: string
  unforgotten: 0 | 1
  /** Address of the list of quotes that was read last. */
  quotes_origin: string
  /** The page of it that was read last; '' for its first. */
  quotes_page: string
}

export interface MirrorTaskTable {
  seq: number
  work: string
}

export interface CopiedVersionTable {
  version_no: number
  reason: string
}

export interface Tables {
  source: SourceTable
  work: WorkTable
  metadata: MetadataTable
  version: VersionTable
  statement: StatementTable
  text: TextTable
  paragraph: ParagraphTable
  lineage: LineageTable
  withdrawal: WithdrawalTable
  withdrawn_version: WithdrawnVersionTable
  term: TermTable
  log_entry: LogEntryTable
  log_hash: LogHashTable
  checkpoint: CheckpointTable
  blob: BlobTable
  publication: PublicationTable
  block: BlockTable
  segment: SegmentTable
  repair: RepairTable
  relocation: RelocationTable
  quote: QuoteTable
  registration: RegistrationTable
  access_key: AccessKeyTable
  formatted_citation: FormattedCitationTable
  twin: TwinTable
  mirror_state: MirrorStateTable
  mirror_task: MirrorTaskTable
  copied_version: CopiedVersionTable
  /** A view: the versions that are not withdrawn. */
  present_version: VersionTable
}

/** A row to be inserted into a table. */
export type NewRow<Table extends keyof Tables> = Insertable<Tables[Table]>
