import type { ExportRecord } from '../../citing/exports/export-record.ts'
import type { Reads } from '../../store/store.ts'
import type { WorkRecord } from '../../store/works.ts'
import type { Urls } from '../../wire/urls.ts'

/** What a record is written from. */
export interface OaiSource {
  work: WorkRecord
  cited: ExportRecord
  reads: Reads
  urls: Urls
}

/** A format of metadata that harvesters may ask for (OAI-PMH 2.0, 3.4). */
export interface OaiFormat {
  /** Its `metadataPrefix`. */
  prefix: string
  /** Where its schema is. */
  schema: string
  namespace: string
  /** Whether a record may be as long as a book, so that they are written one by one. */
  isLong?: boolean
  /** The record as one element, with all namespaces that it needs. */
  write(source: OaiSource): string | Promise<string>
}
