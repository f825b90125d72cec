/** A block of a version as alignment needs it. */
export interface LineageBlock {
  kind: string
  /** Exact text (C1). */
  text: string
  /** Hexadecimal SHA-256 of the exact text (C1). */
  exactSha256: string
  /** Hexadecimal SHA-256 of the words (C2). */
  wordsSha256: string
  /** Sticky id; null for blocks that are not counted, and for those of the newer version. */
  paragraph: string | null
  /** Whether the block is a paragraph, which alone has an identity to pass on. */
  counted: boolean
}

/** What became of a block's text. */
export type Relation = 'same' | 'typography' | 'altered' | 'merged' | 'split' | 'new' | 'gone'

/** One relation between blocks of an older and a newer version, by their ordinals from 0, ascending. */
export interface Alignment {
  relation: Relation
  /** Ordinals in the older version: none when new, several when merged. */
  from: number[]
  /** Ordinals in the newer version: none when gone, several when split. */
  to: number[]
  /** Whether the text stands in another order than most of the others. */
  moved: boolean
}
