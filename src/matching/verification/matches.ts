import { wordDiff } from '../../text/word-diff.ts'
import type { ReadingText } from '../reading-text.ts'
import { alteredMatches } from './altered.ts'
import { withCutDenial } from './cut-denial.ts'
import { caseMatches, literalMatches } from './literal.ts'
import type { Match } from './match.ts'
import { elidedMatches } from './omissions/elided.ts'
import { overHeadingsMatches } from './over-headings.ts'
import type { Quotation } from './quotation.ts'
import { setOtherwiseMatches } from './setting/set-otherwise.ts'

/** A way to find what a quotation quotes in a text: the passages of some verdicts, best first. */
export type Way = (text: ReadingText, quotation: Quotation, limit: number) => Match[]

/** The ways that find the words as they are quoted, but for typography and case. */
export const WORD_FOR_WORD: readonly Way[] = [literalMatches, caseMatches]
/** All ways, those of the better verdicts first. */
export const IN_ANY_WAY: readonly Way[] = [
  ...WORD_FOR_WORD,
  setOtherwiseMatches,
  overHeadingsMatches,
  elidedMatches,
  alteredMatches,
]

/**
 * The passages of a text that a quotation quotes, best first, at most `limit`: those of the best verdict that
 * any passage has. None when nothing is surely the passage. The time is bounded for any text and quotation.
 */
export function matchesIn(text: ReadingText, quotation: Quotation, limit: number): Match[] {
  return matchesInEach([text], quotation, { limit, ways: IN_ANY_WAY })[0]!
}

/**
 * The same of several texts, for each its own: as soon as one way finds something in any of them, the ways of lesser
 * verdicts, which cost more, are spared in all.
 */
export function matchesInEach(
  texts: readonly ReadingText[],
  quotation: Quotation,
  { limit, ways }: { limit: number; ways: readonly Way[] },
): Match[][] {
  if (quotation.words === '') return texts.map(() => [])
  const { unmarked } = quotation
  if (unmarked === null) return firstFound(texts, quotation, { limit, ways })
  const found = texts.map((text) => literalMatches(text, quotation, limit))
  if (found.some((matches) => matches.length > 0)) return found
  const matches = firstFound(texts, unmarked, { limit, ways })
  return matches.map((ofText) => ofText.map((match) => asMarked(match, quotation)))
}

function firstFound(
  texts: readonly ReadingText[],
  quotation: Quotation,
  { limit, ways }: { limit: number; ways: readonly Way[] },
): Match[][] {
  for (const find of ways) {
    const found = texts.map((text) => find(text, quotation, limit).map((match) => withCutDenial(text, match)))
    if (found.some((matches) => matches.length > 0)) return found
  }
  return texts.map(() => [])
}

/** A match of what stands between the quotation marks that a whole quotation is set in. */
function asMarked(match: Match, { text }: Quotation): Match {
  const verdict = match.verdict === 'identical' ? 'typography' : match.verdict
  return { ...match, verdict, asQuoted: text, diff: wordDiff(text, match.exact) }
}
