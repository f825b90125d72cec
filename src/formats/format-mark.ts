import type { Draft, Span } from '../loading/draft.ts'

/** What a format says of a run of the source. */
export interface FormatMark extends Span {
  /**
   * `q`: it is quoted; `cite`, `footer`: it says whose words stand before; `code`: quotation marks in it are none;
   * `note`: a note is referred to here; `note-body`: these blocks are a note.
   */
  name: 'q' | 'cite' | 'footer' | 'code' | 'note' | 'note-body'
  /** Which note it is: the same in what refers to it and in its body. */
  label?: string
}

/** A draft with what its format says of the blocks and of runs in them. */
export interface MarkedDraft {
  draft: Draft
  /**
   * Which blocks are set off as quotations: for each block the number of the quotation that it belongs to, or null. A
   * quotation of several blocks has one number.
   */
  quoted: (number | null)[]
  /** What the format says of some of the words: for blocks, by their index, that have such. */
  marks: ReadonlyMap<number, readonly FormatMark[]>
}
