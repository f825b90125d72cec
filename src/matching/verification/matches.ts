import type { ReadingText } from '../reading-text.ts'
import { alteredMatches } from './altered.ts'
import { caseMatches, literalMatches } from './literal.ts'
import type { Match } from './match.ts'
import { elidedMatches } from './omissions/elided.ts'
import type { Quotation } from './quotation.ts'

/**
 * The passages of a text that a quotation quotes, best first, at most `limit`: those of the best verdict that
 * any passage has. None when nothing is surely the passage. The time is bounded for any text and quotation.
 */
export function matchesIn(text: ReadingText, quotation: Quotation, limit: number): Match[] {
  if (quotation.words === '') return []
  for (const find of [literalMatches, caseMatches, elidedMatches, alteredMatches]) {
    const matches = find(text, quotation, limit)
    if (matches.length > 0) return matches
  }
  return []
}
