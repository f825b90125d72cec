import type { LineageBlock } from './alignment.ts'

/** What the paragraphs of a work were until now. */
export interface EarlierParagraphs {
  /** Work id. */
  work: string
  /** Blocks of the version before, in reading order. */
  older: readonly LineageBlock[]
  /** Paragraphs of the work in no block of the version before, oldest first, with the digests of their last text. */
  absent: readonly { paragraph: string; exactSha256: string; wordsSha256: string }[]
  /** How many paragraphs of the work began with these words. */
  timesMinted: (wordsSha256: string) => number
}

/** The blocks of a work's next version, in reading order, with the paragraphs that they may come from. */
export interface NextVersion extends EarlierParagraphs {
  newer: readonly LineageBlock[]
}

/** What may become of a paragraph in a version. */
export const PARAGRAPH_CHANGES = [
  'new',
  'split',
  'typography',
  'altered',
  'moved',
  'merged',
  'gone',
  'restored',
] as const

/** What the history of a paragraph tells: `first` where it was one of the first version. */
export const HISTORY_CHANGES = ['first', ...PARAGRAPH_CHANGES] as const

/** What became of a paragraph in a version. */
export interface ParagraphChange {
  paragraph: string
  relation: (typeof PARAGRAPH_CHANGES)[number]
  /** The paragraph that a merged one's text is part of now. */
  into: string | null
  /** The paragraph that a new one was split from. */
  from: string | null
  /** Number of the paragraph in the version before; of the one it was split from; null when it was in neither. */
  fromNumber: number | null
  /** Number of the paragraph in the new version; of the one it was merged into; null when gone. */
  toNumber: number | null
}

/** A new paragraph id and what it was computed from. */
export interface MintedParagraph {
  id: string
  /** Ordinal of its block in the new version, from 0. */
  ordinal: number
  /** Hexadecimal SHA-256 of its first text's words (C2). */
  wordsSha256: string
  /** Which of the work's paragraphs that began with these words, from 1. */
  k: number
  /** The paragraph that it was split from. */
  derivedFrom: string | null
}

/** The identities of a new version's paragraphs. */
export interface Inheritance {
  /** For each block of the new version: its paragraph's id; null for blocks that are not counted. */
  ids: (string | null)[]
  minted: MintedParagraph[]
  /** A paragraph may have several rows (altered and moved); one without a row is unchanged. */
  changes: ParagraphChange[]
}
