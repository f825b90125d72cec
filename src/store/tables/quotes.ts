/** Quotes that were registered, and in which order. */
import type { Generated } from 'kysely'

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
  no: Generated<number>
  /** Id of the quote. */
  quote: string
}
