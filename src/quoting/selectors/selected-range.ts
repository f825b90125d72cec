import { ColophonError } from '../../errors.ts'
import type { ReadingText } from '../../matching/reading-text.ts'
import { canonicalWords } from '../../text/canonical.ts'
import type { Utf16Range } from '../../text/folded.ts'
import { rangeOfSelector } from './range-of-selector.ts'
import type { Selection, Selector, TextQuote } from './selector.ts'

/**
 * The words of a text that selectors select which say where these stand (the quote among them may be null): all
 * of them must select the same, and these words must be the quote's, but for typography.
 *
 * @throws ColophonError `invalid_selector` when one selects nothing, or they disagree
 */
export function selectedRange(text: ReadingText, { quote, others }: Selection): Utf16Range {
  const [first, ...more] = others.map((selector) => ({ selector, range: wordsOf(text, selector) }))
  if (!first)
    throw disagreement(
      'The selection gives no position. Add a TextPositionSelector, or send the words in `exact`.',
      {},
    )
  const { range } = first
  const words = text.exact(range).slice(0, MOST_SHOWN)
  for (const { selector, range: other } of more) {
    if (other.start === range.start && other.end === range.end) continue
    throw disagreement(
      `The ${first.selector.type} and the ${selector.type} select different words. Send the one that you trust.`,
      { selected: [words, text.exact(other).slice(0, MOST_SHOWN)] },
    )
  }
  if (!quote) return range
  if (canonicalWords(text.exact(range)) !== canonicalWords(quote.exact)) {
    throw disagreement(
      `The ${first.selector.type} selects other words than the quote's. Offsets count code points of the text as text/plain; leave them out if they are of another text.`,
      { selected: [words] },
    )
  }
  if (!isBetween(text, range, quote)) {
    throw disagreement(
      `The ${first.selector.type} selects these words, but not between this prefix and suffix. Leave out the one or the other.`,
      { selected: [words] },
    )
  }
  return range
}

/** Does the range stand between the words around a quote? Folding never shortens a text to a fraction of this. */
function isBetween(
  { text }: ReadingText,
  range: Utf16Range,
  { prefix = '', suffix = '' }: TextQuote,
): boolean {
  const [before, after] = [canonicalWords(prefix), canonicalWords(suffix)]
  const window = (words: string) => words.length * 4 + 64
  const head = text.slice(Math.max(0, range.start - window(before)), range.start)
  const tail = text.slice(range.end, range.end + window(after))
  return canonicalWords(head).endsWith(before) && canonicalWords(tail).startsWith(after)
}

/** Characters of a selection that are told. */
const MOST_SHOWN = 300

function wordsOf(text: ReadingText, selector: Selector): Utf16Range {
  const range = rangeOfSelector(text, selector)
  if (range) return range
  throw disagreement(
    `The ${selector.type} selects no words of the text: it lies outside of it, names no block of it, or cuts a character.`,
    { selector },
  )
}

function disagreement(message: string, details: Record<string, unknown>): ColophonError {
  return new ColophonError('invalid_selector', message, details)
}
