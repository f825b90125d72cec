import type { Utf16Range } from '../../../text/folded.ts'
import { lettersOf } from '../likeness/threshold.ts'
import { wordEnd, wordStart } from '../word-edges.ts'
import { fits, type Gap, longestGap } from './gaps.ts'
import type { Mark, MarkedQuotation } from './marks.ts'

/** Places of the first literal part that are tried. */
const MOST_STARTS = 2000
/** Places of a part that are tried behind one place of the part before it. */
const MOST_NEXT = 3

/** A literal part in its place, with the way it was reached. */
interface Link {
  range: Utf16Range
  before: Link | null
}

/**
 * The places in the source's words (C2) where the literal parts stand one after the other, no farther apart
 * than their marks allow: a range for each part. In reading order, the shortest for each end. Found from left
 * to right, so that the time grows with the parts and never with their combinations.
 */
export function chains(words: string, quotation: MarkedQuotation): Utf16Range[][] {
  const { literals, marks } = quotation
  if (literals.some((literal) => !words.includes(literal))) return []
  let links = startsOf(words, literals[0]!)
    .map((range): Link => ({ range, before: null }))
    .filter(({ range }) => fits(marks[0]!, gapBefore(words, range.start, marks[0]!)))
  for (const [at, literal] of literals.slice(1).entries()) {
    const between = marks[at + 1]!
    const longest = longestGap(between, Math.min(lettersOf(literal), lettersOf(literals[at]!)))
    links = shortest(links.flatMap((link) => next(words, link, { literal, between, longest })))
  }
  const last = marks.at(-1)!
  return links
    .filter(({ range }) => fits(last, gapBehind(words, range.end, last)))
    .map((link) => rangesOf(link))
}

/** What the marks before the first literal part stand for: at most the beginning of its first word. */
export function gapBefore(words: string, end: number, marks: readonly Mark[]): Gap {
  return { words, start: marks.at(-1)?.joins.after ? wordStart(words, end) : end, end }
}

/** What the marks behind the last literal part stand for: at most the end of its last word. */
export function gapBehind(words: string, start: number, marks: readonly Mark[]): Gap {
  return { words, start, end: marks[0]?.joins.before ? wordEnd(words, start) : start }
}

function startsOf(words: string, literal: string): Utf16Range[] {
  const found: Utf16Range[] = []
  let start = words.indexOf(literal)
  for (; start >= 0 && found.length < MOST_STARTS; start = words.indexOf(literal, start + 1)) {
    found.push({ start, end: start + literal.length })
  }
  return found
}

/** A literal part, the marks before it, and the most characters that they can stand for. */
interface Step {
  literal: string
  between: readonly Mark[]
  longest: number
}

function next(words: string, before: Link, { literal, between, longest }: Step): Link[] {
  const { end } = before.range
  const near = words.slice(end, end + longest + literal.length)
  const found: Link[] = []
  for (
    let gap = near.indexOf(literal);
    gap >= 0 && found.length < MOST_NEXT;
    gap = near.indexOf(literal, gap + 1)
  ) {
    const start = end + gap
    if (!fits(between, { words, start: end, end: start })) continue
    found.push({ range: { start, end: start + literal.length }, before })
  }
  return found
}

/** Of the links that end in one place, the one that was reached from nearest by. */
function shortest(links: readonly Link[]): Link[] {
  const byEnd = new Map<number, Link>()
  for (const link of links) {
    const other = byEnd.get(link.range.end)
    if (!other || other.before!.range.end < link.before!.range.end) byEnd.set(link.range.end, link)
  }
  return [...byEnd.values()].sort((a, b) => a.range.end - b.range.end)
}

function rangesOf(last: Link): Utf16Range[] {
  const ranges: Utf16Range[] = []
  for (let link: Link | null = last; link; link = link.before) ranges.push(link.range)
  return ranges.reverse()
}
