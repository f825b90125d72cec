import type { Certainty } from '../certainty.ts'
import type { SegmentOp } from '../segment.ts'

/** A place where the loader changed the text, or would have needed to and could not decide. */
export interface Repair {
  /** 0-based index of the segment that carries the change. */
  segment: number
  rule: string
  op: SegmentOp
  start: number
  end: number
  /** 0-based index of the block that it touches, and the code point where it stands there. */
  block: number
  at: number
  /** Up to twelve code points of the block's text on each side. */
  before: string
  after: string
  certainty: Certainty
}

/** A byte range that was lifted out of the running text. */
export interface Relocation {
  what: 'colophon' | 'note' | 'running-head' | 'page-number' | 'page-mark'
  start: number
  end: number
  /** A person's words for where it stood, such as `inside paragraph 3`. */
  from: string
  to: 'provenance' | 'notes' | 'furniture'
}
