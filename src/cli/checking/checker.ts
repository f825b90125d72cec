import type { ReportFormat } from './reporter.ts'
import type { View } from './told.ts'

/** What the verb takes. */
export interface CheckOptions {
  bib?: string
  work?: string[]
  style: string
  locale?: string
  type?: string
  timeout: number
  strict?: boolean
  all?: boolean
  json?: boolean
  format: ReportFormat
}

/** Reads a manuscript, and checks its quotations one after the other; how many there are is known before. */
export type Checker = (
  file: string,
) => Promise<{ quotations: number; views: AsyncIterable<View> | Iterable<View> }>
