/** The texts of versions, by block, and the paragraphs that keep their ids from version to version. */
import type { Generated } from 'kysely'

export interface TextTable {
  no: Generated<number>
  exact_sha256: string
  words_sha256: string
  core: string
  code_points: number
  content: string
}

export interface TermTable {
  /** As `wordsOf` makes it. */
  word: string
  /** In how many texts it stands. */
  texts: number
}

export interface BlockTable {
  version_no: number
  ordinal: number
  kind: string
  level: number | null
  number: number | null
  paragraph: string | null
  /** Ids of the paragraphs beside it: kept, because to look for them cost a fifth of the hottest read. */
  previous: string | null
  next: string | null
  text_no: number
  /** JSON array of [start, end] byte ranges of the source. */
  source_ranges: string
}

export interface ParagraphTable {
  no: Generated<number>
  id: string
  work_no: number
  genesis_words_sha256: string
  k: number
  /** The paragraph that it was split from. */
  derived_from: string | null
}

export interface LineageTable {
  /** The version in which it became so. */
  version_no: number
  ordinal: number
  paragraph: string
  relation: string
  /** The paragraph that it was merged into, or split from. */
  other: string | null
  from_number: number | null
  to_number: number | null
}
