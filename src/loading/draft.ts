/**
 * A source as a format reads it, before anything is recognised or repaired. Offsets are UTF-16 units of the
 * decoded source, half-open; they become bytes at the very end (assemble.ts).
 */
import type { BlockKind } from './block.ts'
import type { Certainty } from './certainty.ts'
import type { Statement } from './metadata/statement.ts'
import type { SegmentOp, SegmentRole } from './segment.ts'

/** A run of the source and what becomes of it: a segment in the making. */
export interface Piece {
  start: number
  end: number
  kind: string
  role: SegmentRole
  op: SegmentOp
  rule?: string
  /** The text in place of the source's, for `replace` and `insert`. */
  text?: string
  /** The metadata field that a lifted piece goes into, instead of its block. */
  field?: string
  /** Set when the piece carries a repair, to be listed. */
  repair?: { rule: string; certainty: Certainty }
}

/** A run of the source, in UTF-16 units. */
export interface Span {
  start: number
  end: number
}

/** A link of a block, with the places of its label and its address. */
export interface Link {
  label: Span
  address: Span
  url: string
}

/**
 * What no sentence runs across, save where a page ends: a `rule` or a `picture` may be what a page ends with; an
 * `ornament` ends a section, a `display` (code, a table, a formula) is part of the text.
 */
export type Barrier = 'rule' | 'picture' | 'ornament' | 'display'

/** A block in file order. Its pieces partition `[start, end)`; their text, joined, is `text`, canonical (C1). */
export interface DraftBlock {
  kind: BlockKind
  level?: number
  start: number
  end: number
  pieces: Piece[]
  text: string
  links: Link[]
  /** What stands before it besides text. */
  barrier?: Barrier
  /** The innermost quotation that it stands in: a number of its own for each; none outside of quotations. */
  quotation?: number
  /** A page break mark of the format stands before it. */
  pageBreakBefore: boolean
  /** That page break was asked for, as `\\newpage` does: the source does not mark the end of every page. */
  breakCommanded?: true
  /** The page that an anchor at its beginning names, as converters of PDF write them; not every page has one. */
  anchoredPage?: number
}

/** A page of the source: where it begins, in UTF-16 units, and what it is called. */
export interface DraftPage {
  start: number
  label: string
}

/** What a format makes of a source. `asides` are pieces outside the blocks; what is in neither is a separator. */
export interface Draft {
  source: string
  blocks: DraftBlock[]
  asides: Piece[]
  /** Metadata that the format itself carries (front matter), offsets in UTF-16 units. */
  statements: Statement[]
  warnings: string[]
  /** The pages that a source has by its format, in file order. */
  pages?: DraftPage[]
  /** Other numberings that a source has of its own, such as lines and verses: places in file order. */
  numberings?: { label: string; places: DraftPage[] }[]
}

/** The text that a piece gives to its target. */
export function textOf(source: string, piece: Piece): string {
  if (piece.op === 'copy') return source.slice(piece.start, piece.end)
  return piece.op === 'drop' ? '' : (piece.text ?? '')
}
