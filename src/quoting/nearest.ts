import search from 'approx-string-match'
import { canonicalWords } from '../text/canonical.ts'
import { searchFold } from '../text/search-fold.ts'
import type { ReadingBlock, ReadingText } from './reading-text.ts'

/** The block that shares most with words that do not stand in the text, and the passage of it that is nearest. */
export interface NearestPassage {
  block: ReadingBlock
  /** The passage as it stands, with typography folded (C2). */
  passage: string
}

/** Less than this share of the pairs of words in common is no resemblance. */
const LEAST_SHARED = 0.35
/** A longer pattern costs too much to align letter by letter; its block is answered instead. */
const LONGEST_PATTERN = 1000
const MOST_ERRORS = 256

/** The passage most like these words, or null when nothing resembles them. */
export function nearestPassage(text: ReadingText, quotation: string): NearestPassage | null {
  const wanted = new Set(wordPairs(quotation))
  let best: { block: ReadingBlock; shared: number } | null = null
  for (const block of text.blocks) {
    const shared = new Set(wordPairs(block.text).filter((pair) => wanted.has(pair))).size
    if (shared > (best?.shared ?? 0)) best = { block, shared }
  }
  if (!best || best.shared < wanted.size * LEAST_SHARED) return null
  return { block: best.block, passage: align(canonicalWords(best.block.text), canonicalWords(quotation)) }
}

function align(words: string, pattern: string): string {
  if (pattern.length > LONGEST_PATTERN) return words
  const errors = Math.min(MOST_ERRORS, Math.ceil(pattern.length * 0.4))
  const [match] = search(words, pattern, errors).sort((a, b) => a.errors - b.errors)
  return match ? wholeWords(words, match.start, match.end) : words
}

function wholeWords(words: string, start: number, end: number): string {
  const from = words.lastIndexOf(' ', start) + 1
  const to = words.indexOf(' ', end)
  return words.slice(from, to < 0 ? undefined : to)
}

/** Neighbouring words, folded; a single word stands for itself. */
function wordPairs(text: string): string[] {
  const words = searchFold(text).split(' ')
  return words.length < 2 ? words : words.slice(1).map((word, index) => `${words[index]} ${word}`)
}
