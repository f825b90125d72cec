/** Whether the text of one block goes on in another, as far as their ends show. */
import type { DraftBlock } from '../draft.ts'
import { endsInFunctionWord } from './function-words.ts'
import { beginsLower, endsSentence, endsWithColon } from './sentence-end.ts'

/** Whether a block of text breaks off: it has words, and ends neither a sentence nor in a colon, which introduces what follows. */
export function breaksOff({ kind, text }: DraftBlock): boolean {
  return CUT_KINDS.has(kind) && /\p{L}/u.test(text) && !endsSentence(text) && !endsWithColon(text)
}

const CUT_KINDS: ReadonlySet<DraftBlock['kind']> = new Set(['p', 'blockquote', 'li'])

/**
 * Whether a text begins as the rest of a sentence: with a small letter that begins no name, label or entry of a list,
 * such as `eBay`, `de Cleyre, Voltairine`, `hooks, bell.`, `anna: yes`.
 */
export function goesOn(text: string): boolean {
  return beginsLower(text) && !BEGINS_ITSELF.test(text)
}

const BEGINS_ITSELF =
  /^["'‘“«‹([{]*(?:\p{Ll}+\p{Lu}|\p{Ll}{3}\p{Ll}*[._:/(]\S|\p{Ll}{1,4} (?:\p{Ll}{1,4} )?\p{Lu}[\p{L}'’-]+, \p{Lu}|\p{Ll}+, \p{Ll}+\. |\p{Ll}[\p{L}'’]* ?: |[a-z]{1,3}[.)] |https?:|www\.)/u

/** Whether a text begins with a sign or number, as a sentence seldom does: `$400`, `§ 4`, `30`. */
export function beginsWithSign(text: string): boolean {
  return /^["'‘“(]*(?:\p{Sc}|[§%&+=]|\p{N})/u.test(text)
}

/** Whether a block can be nothing but the first part of a sentence that a lower-case text finishes. */
export function isUnfinishedSentence({ text }: DraftBlock): boolean {
  return wordsOf(text) >= 5 && (endsInFunctionWord(text) || endsInSecondSentence(text))
}

/** A whole sentence, and the beginning of another that ends in a small word: verse and captions have none. */
function endsInSecondSentence(text: string): boolean {
  return /[.!?…]["'”’»)]* \p{Lu}[^.!?…]{8,} [\p{Ll}\p{M}'’-]+,?$/u.test(text)
}

/** Whether a block is long enough to be cut out of prose. */
export function isProse({ text }: DraftBlock): boolean {
  return wordsOf(text) >= 8 || text.length >= 48
}

/** Whether a block is a sentence of six words and more that ends in a full stop: no head of a text or of a page. */
export function isWholeSentence({ text }: DraftBlock): boolean {
  return /[.…。]["'”’»)\]]*$/.test(text) && text.split(' ', 6).length >= 6
}

function wordsOf(text: string): number {
  return text.split(' ', 9).length
}
