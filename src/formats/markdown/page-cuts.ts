/** Marks of pages within the words of markdown, which the parser takes for text. */
import type { Span } from '../../loading/draft.ts'
import type { BlockBuilder } from '../block-builder.ts'
import { isTexBreak } from '../page-marks/marks.ts'
import { type PageSpan, pageSpans } from '../page-marks/spans.ts'
import type { MarkdownEvent } from './events.ts'

/** Tokens that such a mark may begin or stand in. */
const CUT: ReadonlySet<string> = new Set(['data', 'escapeMarker', 'characterEscapeValue'])

/** Cuts the runs of words of one source at the marks in them, in order. */
export class PageCuts {
  readonly #builder: BlockBuilder
  readonly #spans: readonly PageSpan[]
  #next = 0
  #marked: PageSpan | undefined

  constructor(source: string, builder: BlockBuilder) {
    this.#builder = builder
    this.#spans = pageSpans(source)
  }

  /**
   * Copies what of a token stands outside of marks. Tokens before `dealtWith` lie in what was dealt with whole; the answer
   * takes its place. Undefined for a token that has no part in a mark.
   */
  cut({ type, start, end }: MarkdownEvent, dealtWith: number): number | undefined {
    if (!CUT.has(type)) return undefined
    while ((this.#spans[this.#next]?.end ?? start + 1) <= start) this.#next++
    let at = start
    let done = dealtWith
    for (let next = this.#next; (this.#spans[next]?.start ?? end) < end; next++) {
      const span = this.#spans[next]!
      const isMarked = span === this.#marked
      if (!isMarked && (at > span.start || at < done)) break
      if (at < span.start) this.#builder.copy(at, span.start)
      if (!isMarked) this.#builder.pageMark(span, span.mark)
      this.#marked = span
      at = span.end
      done = span.end
    }
    if (at > start && at < end) this.#builder.copy(at, end)
    return at > start ? done : undefined
  }
}

/** Whether a command of TeX for a new page is all that a line of the source has. */
export function isTexBreakAt(source: string, { start, end }: Span): boolean {
  return (
    isTexBreak(source.slice(start, end)) &&
    /^$|[\n\r]/.test(source.slice(Math.max(0, start - 1), start)) &&
    /^(?:$|[\n\r])/.test(source.slice(end, end + 1))
  )
}
