import type { ReadingText, Span } from '../matching/reading-text.ts'
import type { Match } from '../matching/verification/match.ts'
import { matchesIn } from '../matching/verification/matches.ts'
import { Quotation } from '../matching/verification/quotation.ts'

/**
 * What became of a quote in a version. The words are the same in the first five: to the letter,
 * but for typography, in another paragraph, in fewer paragraphs or in more.
 */
export const QUOTE_STATUSES = [
  'identical',
  'typography',
  'moved',
  'joined',
  'split',
  'altered',
  'ambiguous',
  'gone',
] as const
export type QuoteStatus = (typeof QUOTE_STATUSES)[number]

/** Words and where they stand. */
interface RecordedWords {
  exact: string
  spans: readonly Span[]
}

/** The paragraphs of an older version of which a paragraph of a newer one carries the text, itself among them. */
export type CarriedFrom = (paragraph: string) => ReadonlySet<string>

/** A version to look at, and how its paragraphs come from those of the version where the words stood. */
interface Newer {
  text: ReadingText
  carriedFrom: CarriedFrom
}

/** The status of words that stand in a version still, with typography folded. */
export function statusOfSameWords(
  { text, carriedFrom }: Newer,
  before: RecordedWords,
  now: RecordedWords,
): QuoteStatus {
  const from = paragraphsOf(before)
  const to = paragraphsOf(now)
  if (to.length !== from.length) return to.length < from.length ? 'joined' : 'split'
  const index = to.findIndex((paragraph, at) => paragraph !== from[at])
  if (index < 0) return before.exact === now.exact ? 'identical' : 'typography'
  const home = from[index]!
  if (!(to[index] && home && carriedFrom(to[index]).has(home))) return 'moved'
  return text.blocks.some((block) => block.paragraph === home) ? 'split' : 'joined'
}

/** What stands in a version instead of words that do not stand there, or not in the place that they had. */
export interface Alteration {
  status: 'moved' | 'altered' | 'ambiguous' | 'gone'
  /** The words and where they stand; null when it is doubtful, or when none do. */
  match: Match | null
}

/**
 * Looks for the words in another place, or altered: first in the blocks that carry the text of the paragraphs where they stood and in
 * those beside them, then in the whole version.
 */
export function findAlteration({ text, carriedFrom }: Newer, before: RecordedWords): Alteration {
  const quotation = new Quotation(before.exact)
  const [near] = matchesNear(text, quotation, kinOf(text, before, carriedFrom))
  const [match, other] = near ? [near] : matchesIn(text, quotation, 2)
  if (!match) return { status: 'gone', match: null }
  if (match.verdict === 'identical' || match.verdict === 'typography') return { status: 'moved', match }
  const doubtful = other && other.exact !== match.exact && changedWords(other) === changedWords(match)
  return doubtful ? { status: 'ambiguous', match: null } : { status: 'altered', match }
}

/** Indexes of the blocks from the first to the last that carries text of the quote's paragraphs. */
function kinOf(
  text: ReadingText,
  before: RecordedWords,
  carriedFrom: CarriedFrom,
): { from: number; to: number } | null {
  const home = paragraphsOf(before)
  const kin = (paragraph: string | null) =>
    paragraph !== null && home.some((old) => old !== null && carriedFrom(paragraph).has(old))
  const from = text.blocks.findIndex((block) => kin(block.paragraph))
  return from < 0 ? null : { from, to: text.blocks.findLastIndex((block) => kin(block.paragraph)) + 1 }
}

function matchesNear(
  text: ReadingText,
  quotation: Quotation,
  kin: { from: number; to: number } | null,
): Match[] {
  if (!kin) return []
  const near = text.slice(Math.max(0, kin.from - 1), kin.to + 1)
  return matchesIn(near.text, quotation, 1).map((match) => ({
    ...match,
    parts: match.parts.map(({ start, end }) => ({ start: start + near.offset, end: end + near.offset })),
  }))
}

function changedWords({ diff }: Match): number {
  return diff.reduce((sum, { op, text }) => (op === 'equal' ? sum : sum + text.trim().split(' ').length), 0)
}

/** The paragraphs over which words run; null for a block that is not counted. */
function paragraphsOf({ spans }: RecordedWords): (string | null)[] {
  return [...new Set(spans.map((span) => span.block))].map(
    (block) => spans.find((span) => span.block === block)!.paragraph,
  )
}
