import type { Certainty } from '../certainty.ts'

/** Where a statement comes from: read in the source, given by the person who imports, or inferred. */
export const STATEMENT_ORIGINS = ['parsed', 'given', 'inferred'] as const
export type StatementOrigin = (typeof STATEMENT_ORIGINS)[number]

/** One thing said about the work, as it was said. Byte range and raw text are there when it was read in the source. */
export interface Statement {
  /** Dotted name: `title`, `author`, `issued`, `retrieved.date`, `source.label`, `archive.url`, … */
  field: string
  value: unknown
  raw?: string
  start?: number
  end?: number
  certainty: Certainty
  origin: StatementOrigin
  /** Why the loader believes it, for `inferred` and `probable` ones (`first line`, `file name`, …). */
  rule?: string
}
