/** How a draft is to be read: which blocks in which order, what is joined, what was lifted out. */
import type { Certainty } from './certainty.ts'
import type { DraftBlock, Piece, Span } from './draft.ts'
import type { Relocation } from './repair/repair.ts'

/** How a block goes on in the next one over a page break. */
export interface Join {
  rule: string
  certainty: Certainty
  /** The run of source at the block's end that is dropped, a hyphen that the break put there. */
  dropped?: Span
  /** Whether a space stands between the two parts. */
  space: boolean
}

/** A block of the text: one draft block, or several that page breaks had cut. `joins[i]` is after `parts[i]`. */
export interface Unit {
  parts: DraftBlock[]
  joins: Join[]
}

/** A run of blocks that was lifted out of the text; where it stood is said when the text is numbered. */
export interface Lifted extends Span {
  what: Relocation['what']
  to: Relocation['to']
}

/** A draft, understood. */
export interface Reading {
  source: string
  units: Unit[]
  /** Pieces that reach no block: markup between blocks, title, byline, date, colophon, furniture. */
  asides: Piece[]
  lifted: Lifted[]
}
