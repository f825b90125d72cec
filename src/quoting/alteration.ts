import type { ReadingText } from '../matching/reading-text.ts'
import type { Match } from '../matching/verification/match.ts'
import { matchesIn } from '../matching/verification/matches.ts'
import { Quotation } from '../matching/verification/quotation.ts'
import { type CarriedFrom, type NewerVersion, paragraphsOf, type RecordedWords } from './quote-status.ts'

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
export function findAlteration({ text, carriedFrom }: NewerVersion, before: RecordedWords): Alteration {
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
