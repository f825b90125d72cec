/**
 * The store's port: all that the house sees of where an archive lies. It names no database, and its answers are plain
 * values. Behind it are `sqlite/` and `postgres/`; `sql/` has the statements that both
 * take.
 *
 * What reads many things asks once for all of them. Nothing here writes: a change is a transaction of the archive's
 * writer (`ArchiveWriter`), which makes it beside the signed log, on a `Connection`.
 */
import type { AccessKeyReads } from './access-keys.ts'
import type { FormattedCitationReads } from './formatted-citations.ts'
import type { LogReads } from './log.ts'
import type { ParagraphReads } from './paragraphs.ts'
import type { ProvenanceReads } from './provenance.ts'
import type { QuoteReads } from './quotes.ts'
import type { RecordReads } from './records.ts'
import type { TextReads } from './texts.ts'
import type { VersionReads } from './versions.ts'
import type { WithdrawalReads } from './withdrawals.ts'
import type { WorkReads } from './works.ts'

/** The reads, by what they are of. */
export interface Reads {
  readonly works: WorkReads
  readonly versions: VersionReads
  readonly provenance: ProvenanceReads
  readonly paragraphs: ParagraphReads
  readonly quotes: QuoteReads
  readonly texts: TextReads
  readonly withdrawals: WithdrawalReads
  readonly log: LogReads
  readonly records: RecordReads
  readonly accessKeys: AccessKeyReads
  readonly formattedCitations: FormattedCitationReads
}

/** An archive's data, open for reading. */
export interface Store {
  readonly reads: Reads
  /** Whether it is written where it is read; a copy is written elsewhere. */
  readonly isWritten: boolean
  /** A number that is another one after each commit of whoever writes; what is read is of at most 50 ms ago. */
  moment(): number
  /** Calls the listener when something was committed since the last moment, before anything of the new one is read. */
  onChange(listener: () => void): void
  /** Lets the next read see all that was committed until now. */
  refresh(): void
  close(): void | Promise<void>
}
