/** Marks of pages that stand within the text itself: spans of pandoc, and `[Pg 17]` where they count the pages. */
import type { Span } from '../../loading/draft.ts'
import { lastWhere } from '../../text/last-where.ts'
import { markOfAttributes, pageWords } from './marks.ts'
import type { PageMark } from './tags.ts'

/** A mark within a text, and where it stands. */
export interface PageSpan extends Span {
  mark: PageMark
}

/** The marks within a text, in order; none of them within another. */
export function pageSpans(source: string): PageSpan[] {
  return [...ofPandoc(source), ...ofGutenberg(source)].sort((a, b) => a.start - b.start)
}

/** The runs of a line around the marks in it; `spans` are in order. */
export function* aroundMarks(spans: readonly PageSpan[], { start, end }: Span): Generator<Span | PageSpan> {
  let at = start
  for (
    let next = lastWhere(spans.length, (index) => spans[index]!.start < start) + 1;
    (spans[next]?.end ?? end + 1) <= end;
    next++
  ) {
    const span = spans[next]!
    yield { start: at, end: span.start }
    yield span
    at = span.end
  }
  yield { start: at, end }
}

/** `[]{#page_20 .pagebreak title="20"}`, `[[\[Pg 17\]]{#Page_17}]{.pagenum}`. */
function ofPandoc(source: string): PageSpan[] {
  const spans: PageSpan[] = []
  for (const { index, 0: behind } of source.matchAll(/\]\{[^{}\n]{1,300}\}/g)) {
    if (!/page|\bpb\b|pg/i.test(behind)) continue
    const mark = markOfAttributes(behind.slice(1))
    const start = mark && opening(source, index)
    const words = start === undefined ? undefined : pageWords(source.slice(start + 1, index))
    if (mark === undefined || start === undefined || words === undefined) continue
    while (spans.length > 0 && spans.at(-1)!.start >= start) spans.pop()
    spans.push({ start, end: index + behind.length, mark: { ...words, ...mark } })
  }
  return spans
}

/** Characters before a bracket in which the one that opens it is looked for. */
const LONGEST_WORDS = 120

/** Where the bracket opens that closes at `end`. */
function opening(source: string, end: number): number | undefined {
  let depth = 1
  for (let at = end - 1; at >= Math.max(0, end - LONGEST_WORDS); at--) {
    if (source[at] === '\n') return undefined
    if (source[at - 1] === '\\') continue
    if (source[at] === ']') depth++
    if (source[at] === '[' && --depth === 0) return at
  }
  return undefined
}

/** Marks of which fewer may be references to pages. */
const FEWEST = 3

/** `[Pg 17]`, as texts of Project Gutenberg keep them: three and more that count the pages, none before a full stop. */
function ofGutenberg(source: string): PageSpan[] {
  const found = [...source.matchAll(/\\?\[P(?:g|age)\.? (\d{1,4})\\?\](?![.,;:!?)])/g)]
  const counts = found.every(([, page], at) => at === 0 || Number(page) === Number(found[at - 1]![1]) + 1)
  if (found.length < FEWEST || !counts) return []
  return found.map(({ index, 0: whole, 1: page }) => ({
    ...{ start: index, end: index + whole.length },
    mark: { page: page! },
  }))
}
