/** The tables as Kysely sees them: names and columns as in SQL. A test compares them with the database. */
import type { Insertable } from 'kysely'
import type { AccessKeyTable } from '../tables/access-keys.ts'
import type { FormattedCitationTable } from '../tables/formatted-citations.ts'
import type {
  BlobTable,
  CheckpointTable,
  LogEntryTable,
  LogHashTable,
  PublicationTable,
} from '../tables/log.ts'
import type { CopiedVersionTable, MirrorStateTable, MirrorTaskTable } from '../tables/mirror.ts'
import type { BlockTable, LineageTable, ParagraphTable, TermTable, TextTable } from '../tables/paragraphs.ts'
import type { RelocationTable, RepairTable, SegmentTable, StatementTable } from '../tables/provenance.ts'
import type { QuoteTable, RegistrationTable } from '../tables/quotes.ts'
import type { TwinTable } from '../tables/twins.ts'
import type { ExtractionTable, SourceTable, VersionFileView, VersionTable } from '../tables/versions.ts'
import type { WithdrawalTable, WithdrawnVersionTable } from '../tables/withdrawals.ts'
import type { CitationKeyTable, MetadataTable, WorkTable } from '../tables/works.ts'

export interface Tables {
  source: SourceTable
  work: WorkTable
  metadata: MetadataTable
  citation_key: CitationKeyTable
  version: VersionTable
  extraction: ExtractionTable
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
  /** A view: every file of every version, the sources and what was extracted from them. */
  version_file: VersionFileView
}

/** A row to be inserted into a table. */
export type NewRow<Table extends keyof Tables> = Insertable<Tables[Table]>
