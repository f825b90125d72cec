import type { LoadedSource } from '../formats/load.ts'
import type { LoadRequest } from '../loading/document.ts'
import type { FormattedCitation } from '../store/formatted-citations.ts'
import type { QuoteRecord } from '../store/quotes.ts'
import type { WithdrawalOrder } from '../store/withdrawals.ts'
import type { MetadataRevision, Recorded } from '../store/works.ts'
import type { Packed } from '../threads/packed.ts'
import type { MetadataCorrection } from './correct-metadata.ts'
import type { Tombstone } from './withdraw.ts'

/** Changes of an archive that need no source. Every promise is kept only when the change is on disk. */
export interface ArchiveChanges {
  /** Withdraws a work or a version of it. To erase may take as long as to write the archive anew. */
  withdraw(order: WithdrawalOrder): Promise<Tombstone>
  /** Replaces the metadata of a work. */
  correctMetadata(correction: MetadataCorrection): Promise<MetadataRevision>
  /** Registers a quote; false when it was registered before. */
  registerQuote(quote: Omit<QuoteRecord, 'registeredAt'>): Promise<boolean>
  /** Appends a heartbeat to the log when nothing was published for so many milliseconds (true when it did), and signs. */
  beat(quiet: number): Promise<boolean>
  /** Keeps formatted citations for later, in place of what was kept under the same key. */
  keepFormatted(rows: readonly FormattedCitation[]): Promise<void>
  close(): Promise<void>
}

/** What can be written to an archive. */
export interface ArchiveWriter extends ArchiveChanges {
  /**
   * Loads a source and records it as a work; the same bytes again answer with the same work. What is imported together
   * is written in one transaction; one that fails loses none of the others.
   */
  importSource(request: LoadRequest): Promise<Recorded>
  /**
   * Loads a source and records it as the next version of the work with this id. Metadata given with it are the
   * work's from then on; what the file itself says of the work stays in the version's provenance.
   */
  importVersion(work: string, request: LoadRequest): Promise<Recorded>
}

/** What writes sources that were loaded elsewhere: the thread that writes parses nothing that a client sent. */
export interface SourceRecorder extends ArchiveChanges {
  /** Records a loaded source as `importSource` does. */
  recordSource(source: Packed<LoadedSource>): Promise<Recorded>
  /** Records a loaded source as `importVersion` does. */
  recordVersion(work: string, source: Packed<LoadedSource>): Promise<Recorded>
}
