import type { CitedSource } from './citations/cited-source.ts'
/** A place in a manuscript. */
export interface ManuscriptPlace {
  /** 1-based. */
  line: number
  /** 1-based, in code points of the line. */
  column: number
  /** Code points before it. */
  offset: number
  /** UTF-16 units before it. */
  utf16: number
  /** In documents without lines: the number of the paragraph in its part, from 1. A line is then a paragraph, too. */
  paragraph?: number
  /** Where the program that wrote the document last set it. */
  page?: number
  /** A file of a book, or a note. */
  part?: string
}

/** Words stand between quotation marks, or are set off as a block. */
export const QUOTATION_KINDS = ['inline', 'block'] as const

/** Words that a manuscript quotes. */
export interface ManuscriptQuotation {
  kind: (typeof QUOTATION_KINDS)[number]
  /**
   * The words as a reader sees them: without markup and the quotation marks around them, with a space for the end
   * of a line or paragraph.
   */
  text: string
  /**
   * The words without the comma or full stop at their end, which may be the writer's (American usage sets it inside
   * the marks); null when they end otherwise.
   */
  unpunctuated: string | null
  /** At most two words: a term or a scare quote more likely than a quotation. */
  short: boolean
  /** Half-open: from the first of the words to behind the last, without the quotation marks. */
  start: ManuscriptPlace
  end: ManuscriptPlace
  /** The line under a block quotation that names its author, without its dash. */
  attribution: string | null
  /** As its source is cited beside it, read into claims; `citation` is how that stands there. */
  sources: CitedSource[]
  citation: string | null
  /** What the manuscript cites with it: addresses of links, keys of citations, ids. Those nearest come first. */
  hints: string[]
}
