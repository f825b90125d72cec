import { tokens } from '../../text/tokens.ts'
import type { ReadingText } from '../reading-text.ts'
import { FLAGS, type Match } from './match.ts'
import { negationsIn } from './meaning/meaning.ts'

/** Characters before a passage among which its last word is looked for. */
const FAR = 40
const WORD_BEFORE = /[\p{L}\p{M}'\u2019]+ ?$/u

/**
 * A match with what tells that the word right before it denies, where the quotation begins like a sentence and the
 * passage does not: “Consent to the removal” of “did not consent to the removal” says the opposite.
 */
export function withCutDenial(text: ReadingText, match: Match): Match {
  const [quoted, own] = [match.asQuoted, match.exact].map((words) => /\p{L}/u.exec(words)?.[0] ?? '')
  const isSentence = /^[\p{Lu}\p{Lt}]$/u.test(quoted!) && /^\p{Ll}$/u.test(own!)
  const { start } = match.parts[0]!
  const before = isSentence
    ? WORD_BEFORE.exec(text.text.slice(Math.max(0, start - FAR), start))?.[0]
    : undefined
  if (before === undefined || negationsIn(tokens(before)) === '') return match
  return {
    ...match,
    flags: FLAGS.filter((flag) => flag === 'negation' || match.flags.includes(flag)),
    meaningRisk: true,
  }
}
