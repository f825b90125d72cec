/** Works, and what is said about them. */
import type { Generated } from 'kysely'

export interface WorkTable {
  no: Generated<number>
  id: string
  key: string
  slug: string
  created_at: string
}

export interface MetadataTable {
  work_no: number
  revision: number
  recorded_at: string
  /** The `Metadata` of `loading/metadata/metadata.ts` as JSON. */
  body: string
  title: string
  title_folded: string
  authors_folded: string
  language: string | null
  issued_from: string | null
  issued_until: string | null
}

/** That a work has had a citation key, and the entries of the log that gave it first and last. */
export interface CitationKeyTable {
  work_no: number
  /** Of the key. */
  sha256: string
  first_seq: number
  last_seq: number
}
