import type { BlockKind } from '../loading/block.ts'
import type { Span } from '../loading/draft.ts'
import type { FormatMark } from './format-mark.ts'

/** What a block of a manuscript is, when it begins. */
export interface BlockHead {
  kind: BlockKind
  level?: number
  /** The block quotation that it belongs to. */
  quotation?: number | undefined
  /** The note that it is part of. */
  note?: string | undefined
}

/** Takes the words of a manuscript as its reader comes to them. A block without words is none. */
export interface WordSink {
  /** Where the source stands, in UTF-16 units: marks and links are told by it. */
  readonly here: number
  /** Behind what stands here, such as the start tag of an element. */
  readonly behind: number
  readonly isOpen: boolean
  open(head: BlockHead): void
  close(): void
  /** The words that stand here. */
  words(text: string): void
  /** Words that readers see and the source has not, such as marks around `q`. */
  shown(text: string): void
  /** A cell of the open table begins here, maybe the first of a row. */
  cell(beginsRow: boolean): void
  /** The end of a line within a block. */
  lineBreak(): void
  link(label: Span, url: string): void
  mark(mark: FormatMark): void
}
