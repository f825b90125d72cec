import type { Span } from '../loading/draft.ts'
import type { Utf16Range } from '../text/folded.ts'
import type { ManuscriptBlock } from './manuscript-block.ts'

/** The part of a quotation that stands in one block. */
export interface Segment {
  block: ManuscriptBlock
  range: Utf16Range
}

/** Segments without white space at their ends; those with nothing else are left out. */
export function trimmed(segments: readonly Segment[]): Segment[] {
  return segments.flatMap(({ block, range: { start, end } }) => {
    const words = block.text.slice(start, end)
    const from = start + words.length - words.trimStart().length
    const to = end - words.length + words.trimEnd().length
    return from < to ? [{ block, range: { start: from, end: to } }] : []
  })
}

/** The words of a quotation, with a space between paragraphs. */
export function wordsOf(segments: readonly Segment[]): string {
  return segments.map(({ block, range }) => block.text.slice(range.start, range.end)).join(' ')
}

/** From the first to the last character of a quotation, in the source. */
export function spanOf(segments: readonly Segment[]): Span {
  const [first, last] = [segments[0]!, segments.at(-1)!]
  return { start: first.block.source(first.range).start, end: last.block.source(last.range).end }
}
