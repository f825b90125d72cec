import type { Span } from '../../matching/reading-text.ts'
import { printPlace } from '../hint.ts'
import type { QuotedPart } from './quoted-part.ts'
import type { BlockFragment, TextPosition, TextQuote, TextRange } from './selector.ts'

interface PositionInBlock extends BlockFragment {
  refinedBy: TextPosition
}
interface RangeOfBlocks extends TextRange {
  startSelector: PositionInBlock
  endSelector: PositionInBlock
}

/** The selectors of a run of words, each of which is enough: by its words, its position, and its paragraphs. */
export function selectorsOf({
  exact,
  prefix,
  suffix,
  position,
  spans,
}: QuotedPart): [Required<TextQuote>, TextPosition, RangeOfBlocks] {
  const first = spans[0]!
  const last = spans.at(-1)!
  return [
    { type: 'TextQuoteSelector', exact, prefix, suffix },
    { type: 'TextPositionSelector', ...position },
    {
      type: 'RangeSelector',
      startSelector: inBlock(first, first.start, first.end),
      endSelector: inBlock(last, last.end, last.end),
    },
  ]
}

/** A range ends where its end selector begins, so that one selects nothing more. */
function inBlock(span: Span, start: number, end: number): PositionInBlock {
  const refinedBy = { type: 'TextPositionSelector', start, end } as const
  return { type: 'FragmentSelector', value: printPlace(span), refinedBy }
}
