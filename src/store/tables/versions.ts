/** Versions of works, and the sources that they were loaded from. */
import type { Generated } from 'kysely'

export interface SourceTable {
  sha256: string
  media_type: string
  file_name: string | null
  byte_length: number
  received_at: string
  /** Empty once erased. */
  content: Uint8Array
  erased_at: string | null
}

export interface VersionTable {
  no: Generated<number>
  id: string
  work_no: number
  source_sha256: string
  loader_name: string
  loader_version: string
  created_at: string
  paragraph_count: number
  word_count: number
  repair_count: number
  unresolved_count: number
  /** JSON array of sentences. */
  warnings: string
}

/** What was extracted from the source of a version. */
export interface ExtractionTable {
  version_no: number
  sha256: string
  tool_name: string
  tool_version: string
}

export interface VersionFileView {
  version_no: number
  sha256: string
}
