import type { ExportRecord } from '../../citing/exports/export-record.ts'

/** A format of metadata that harvesters may ask for (OAI-PMH 2.0, 3.4). */
export interface OaiFormat {
  /** Its `metadataPrefix`. */
  prefix: string
  /** Where its schema is. */
  schema: string
  namespace: string
  /** The record as one element, with all namespaces that it needs. */
  write(record: ExportRecord): string
}
