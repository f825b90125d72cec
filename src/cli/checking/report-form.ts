import type { Outcome } from '../../manuscripts/judgement.ts'
import type { View } from './told.ts'

/** How many quotations there are of each outcome; those with a wrong source are counted among all of them. */
export type Counts = Record<Outcome | 'misattributed', number>

/** Tells of the quotations of some manuscripts in one form. */
export interface Reporter {
  /** A quotation was checked. @returns lines to be printed at once */
  checked(file: string, view: View): string[]
  /** A file could not be read. @returns lines to be printed at once */
  failed(file: string, error: Error): string[]
  /** Everything was checked. @param files how many could be. @returns lines to be printed last */
  end(counts: Counts, files: number): string[]
}

/** What a report is made with. */
export interface ReportOptions {
  /** A quotation that is not found fails, too. */
  strict: boolean
  /** Those that are word for word are told of, too. */
  all: boolean
}
