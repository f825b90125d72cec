import type { Utf16Range } from '../../text/folded.ts'
import { OMISSION } from '../../text/omission.ts'
import { wordDiff } from '../../text/word-diff.ts'
import { findOccurrences } from '../occurrences.ts'
import type { ReadingText } from '../reading-text.ts'
import { lettersOf } from './likeness/threshold.ts'
import type { Match } from './match.ts'
import type { Quotation } from './quotation.ts'
import { cutWords } from './word-edges.ts'

/** Letters and words of a part at least: of fewer, large works have nearly all that anybody may write. */
const FEWEST_LETTERS = 20
const FEWEST_WORDS = 5
const MOST_PARTS = 4
/** Words of a quotation that is taken apart. */
const MOST_WORDS = 600

/**
 * A quotation whose parts all stand in a text, word for word, though not as one run, where it marks no omission. The
 * parts come in the order of the text.
 */
export function stitchedMatch(text: ReadingText, quotation: Quotation): Match | null {
  const words = quotation.words.split(' ')
  if (words.length > MOST_WORDS) return null
  const ranges: Utf16Range[] = []
  for (let at = 0; at < words.length; ) {
    const part = longestPart(text, words.slice(at))
    if (!part || ranges.length === MOST_PARTS) return null
    ranges.push(part.range)
    at += part.words
  }
  const parts = ranges.sort((a, b) => a.start - b.start)
  if (parts.length < 2 || parts.some(({ start }, at) => at > 0 && start < parts[at - 1]!.end)) return null
  const exact = parts.map((part) => text.exact(part)).join(OMISSION)
  return {
    ...{ verdict: 'stitched', parts, exact, asQuoted: quotation.text, edits: [] },
    diff: wordDiff(quotation.text, exact),
    ...{ flags: [], meaningRisk: false },
  }
}

/** The most words from the beginning that stand together; null where too few do. */
function longestPart(
  text: ReadingText,
  words: readonly string[],
): { range: Utf16Range; words: number } | null {
  let [least, most] = [0, words.length]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (text.folded.words.includes(words.slice(0, middle).join(' '))) least = middle
    else most = middle - 1
  }
  for (let count = least; count >= FEWEST_WORDS; count--) {
    const said = words.slice(0, count).join(' ')
    if (lettersOf(said) < FEWEST_LETTERS) return null
    const found = findOccurrences(text, said).find(({ range }) => !cutWords(text.text, range))
    if (found) return { range: found.range, words: count }
  }
  return null
}
