/** What head and colophon say, in UTF-16 units of the source. */
import type { Certainty } from '../certainty.ts'
import type { Span } from '../draft.ts'

/** One thing that was read: the field it speaks for, its words, where they stand. */
export interface Fact extends Span {
  field: string
  value: unknown
  certainty: Certainty
  rule: string
}

/** What is known before the source is read, to recognise head and colophon by. */
export interface Known {
  title: string | undefined
  authors: readonly string[]
}
