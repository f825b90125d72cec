import type { ReadingText, Span } from '../../matching/reading-text.ts'
import type { Utf16Range } from '../../text/folded.ts'
import { codePointLength, toUtf16 } from '../../text/offsets.ts'

/** A run of words of a quote, between omissions, as it stands in a text. Offsets are code points. */
export interface QuotedPart {
  exact: string
  spans: Span[]
  prefix: string
  suffix: string
  /** In the text as it is served. */
  position: { start: number; end: number }
}

/**
 * How much of the text around goes along with it, in code points: of its own paragraphs alone, because representations
 * have other characters between paragraphs than one another.
 */
const CONTEXT = 32

/** Everything by which a range of a text is found again. */
export function quotedPart(text: ReadingText, range: Utf16Range): QuotedPart {
  const spans = text.spans(range)
  const [first, last] = [spans[0]!, spans.at(-1)!]
  const rest = codePointLength(text.block(last.block).text) - last.end
  return {
    exact: text.exact(range),
    spans,
    prefix: lastCodePoints(text.text.slice(0, range.start), Math.min(CONTEXT, first.start)),
    suffix: firstCodePoints(text.text.slice(range.end), Math.min(CONTEXT, rest)),
    position: {
      start: text.servedOffset(first),
      end: text.servedOffset({ block: last.block, start: last.end }),
    },
  }
}

function firstCodePoints(text: string, count: number): string {
  return text.slice(0, toUtf16(text, count))
}

function lastCodePoints(text: string, count: number): string {
  const window = text.slice(-2 * count).replace(/^[\udc00-\udfff]/, '')
  return window.slice(toUtf16(window, Math.max(0, codePointLength(window) - count)))
}
