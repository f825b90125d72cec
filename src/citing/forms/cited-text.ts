import type { Citation } from '../citer.ts'
import type { ExportRecord } from '../exports/export-record.ts'

/** What is cited, and its citation in a style. */
export interface CitedText {
  record: ExportRecord
  citation: Citation
  /** The cite leaves the author out. */
  suppressAuthor?: boolean | undefined
}
