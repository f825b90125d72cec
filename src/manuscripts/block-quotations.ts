import { citationAtEnd, LONGEST_CITATION } from './final-citation.ts'
import { markedWords } from './inline-quotations.ts'
import type { ManuscriptBlock } from './manuscript-block.ts'
import { type Segment, trimmed } from './segments.ts'

/** A quotation that is set off as a block. */
export interface BlockQuotation {
  segments: Segment[]
  attribution: string | null
  /** The citation at its end, as it stands. */
  citation: string
}

const ATTRIBUTION = /^(?:[\u2013-\u2015]|\u2e3a|-{1,3}(?=[\s\p{L}]))\s*/u
const LONGEST_ATTRIBUTION = 200
const CALLOUT = /^\[!(?:quote|cite|blockquote)(?:\|[^\]]{0,40})?\][+-]?/i
const MOST_CITATIONS = 3

/** What the blocks of one block quotation quote; null when nothing. Code in it is left out. */
export function blockQuotation(blocks: readonly ManuscriptBlock[]): BlockQuotation | null {
  const quoted = blocks.filter(({ kind }) => kind !== 'pre')
  const whole = quoted.map((block): Segment => ({ block, range: { start: 0, end: block.text.length } }))
  const title = takeCallout(whole)
  const attribution = takeAttribution(whole) ?? takeCited(whole) ?? title
  const citation = takeCitation(whole)
  const segments = trimmed(withoutMarks(trimmed(whole)))
  return segments.length > 0 ? { segments, attribution, citation: `${citation} ${attribution ?? ''}` } : null
}

/** The last line, when it alone begins with a dash; lines of dialogue all do. */
function takeAttribution(whole: Segment[]): string | null {
  const last = whole.at(-1)
  if (!last) return null
  const { lines, text } = last.block
  const start = lines.at(-1)!
  const line = text.slice(start)
  const dash = ATTRIBUTION.exec(line)
  if (!dash || line.length > LONGEST_ATTRIBUTION || (start === 0 && whole.length === 1)) return null
  const others = whole.flatMap(({ block }) => block.lines.map((at) => block.text.slice(at, at + 4)))
  if (others.slice(0, -1).some((head) => ATTRIBUTION.test(head))) return null
  last.range.end = start
  if (start === 0) whole.pop()
  return line.slice(dash[0].length)
}

/** `[!quote] Ward, 2016`: the first line of a callout is its title. */
function takeCallout([first, ...others]: Segment[]): string | null {
  const head = first && CALLOUT.exec(first.block.text)
  if (!head) return null
  const { lines, text } = first.block
  const end = lines[1] ?? text.length
  if (end === text.length && others.length === 0 && lines.length > 1) return null
  first.range.start = end
  return text.slice(head[0].length, end).trim() || null
}

/** The last block, when all of it stands in `cite` or `footer`, or is no more than a dash besides. */
function takeCited(whole: Segment[]): string | null {
  const last = whole.at(-1)
  if (!last || whole.length === 1) return null
  const { text, elements } = last.block
  const cited = elements.find(
    ({ name, range }) =>
      (name === 'cite' || name === 'footer') &&
      !/[\p{L}\p{N}]/u.test(text.slice(0, range.start) + text.slice(range.end)),
  )
  if (!cited) return null
  whole.pop()
  return text.replace(ATTRIBUTION, '').trim()
}

/** Up to three at the end: `(Ward 12) (emphasis added)[4]`; the last block may be nothing else. */
function takeCitation(whole: Segment[]): string {
  const taken: string[] = []
  while (taken.length < MOST_CITATIONS) {
    const last = whole.at(-1)
    if (!last) break
    const { start, end } = last.range
    const from = Math.max(start, end - LONGEST_CITATION)
    const at = citationAtEnd(last.block.text.slice(from, end))
    if (at === null || (from + at <= start && whole.length === 1)) break
    taken.unshift(last.block.text.slice(from + at, end))
    last.range.end = from + at
    if (last.range.end <= start) whole.pop()
  }
  return taken.join(' ')
}

/** Quotation marks around all of it are the writer's; those that begin each paragraph belong to them. */
function withoutMarks(segments: Segment[]): Segment[] {
  const blocks = segments.map(({ block }) => block)
  const [words, ...more] = markedWords(blocks, () => true)
  const last = segments.at(-1)
  if (!words || !last || more.length > 0) return segments
  const { from, to } = words
  const isAll =
    from.block === 0 && from.offset === segments[0]!.range.start + 1 && to.block === segments.length - 1
  const closing = last.range.end - 1
  if (
    !isAll ||
    (to.offset !== closing && !/^[.,]$/.test(last.block.text.slice(to.offset + 1, last.range.end)))
  )
    return segments
  return segments.map(({ block, range }, at) => ({
    block,
    range: { start: range.start + 1, end: at === segments.length - 1 ? to.offset : range.end },
  }))
}
