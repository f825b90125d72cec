import type { DraftBlock } from '../draft.ts'
import type { BlockLine } from '../lines.ts'
import type { Fact, Known } from './facts.ts'

/** How a head is to be looked for. */
export interface HeadSearch {
  source: string
  /** The body in file order, the colophon taken out. */
  blocks: readonly DraftBlock[]
  known: Known
  /** What the colophon said: a head that it repeats is certain. */
  repeated: { title: string | undefined; author: string | undefined }
  /** Whether a block of prose follows a block. */
  isBeforeText(block: DraftBlock): boolean
  /** Whether a first line may be the title: in formats without headings. */
  firstLine: boolean
}

/** A line that may belong to the head. */
export interface HeadLine {
  block: DraftBlock
  line: BlockLine
}

/** A line of the head and what it says. */
export interface NamedLine {
  line: BlockLine
  field: 'author' | 'date'
  facts: Fact[]
}
