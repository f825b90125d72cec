import type { ReadingText } from '../matching/reading-text.ts'
import type { Match } from '../matching/verification/match.ts'
import { matchesIn } from '../matching/verification/matches.ts'
import { Quotation } from '../matching/verification/quotation.ts'

/** Where words stand in a text with omissions between them, such as “a … b”; undefined where they do not. */
export function elidedWords(text: ReadingText, words: string): Match | undefined {
  const [match] = matchesIn(text, new Quotation(words), 1)
  return match?.verdict === 'elided' ? match : undefined
}
