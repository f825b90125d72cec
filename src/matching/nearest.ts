import { canonicalWords } from '../text/canonical.ts'
import { searchFold } from '../text/search-fold.ts'
import { tokens } from '../text/tokens.ts'
import type { ReadingBlock, ReadingText } from './reading-text.ts'
import { align } from './verification/likeness/alignment.ts'
import { passageOf, toWords } from './verification/likeness/edges.ts'
import { type Skeleton, skeletonOf } from './verification/likeness/skeleton.ts'
import type { Window } from './verification/likeness/windows.ts'
import { Quotation } from './verification/quotation.ts'
import { wordEnd, wordStart } from './verification/word-edges.ts'

/** The block that shares most with words that do not stand in the text, and the passage of it that is nearest. */
export interface NearestPassage {
  block: ReadingBlock
  /** The passage as it stands, with typography folded (C2). */
  passage: string
}

/** Less than this share of the pairs of words in common is no resemblance. */
const LEAST_SHARED = 0.35

/** From Thai on, there are scripts that set no spaces between words. */
const MAY_BE_UNSPACED = /[\u0e00-\uffff]/

/** The passage most like these words, or null when nothing resembles them. */
export function nearestPassage(text: ReadingText, quotation: string): NearestPassage | null {
  const wanted = new Set(wordPairs(quotation))
  let best: { block: ReadingBlock; shared: number } | null = null
  for (const block of text.blocks) {
    const shared = new Set(wordPairs(block.text).filter((pair) => wanted.has(pair))).size
    if (shared > (best?.shared ?? 0)) best = { block, shared }
  }
  if (!best || best.shared < wanted.size * LEAST_SHARED) return null
  const { block } = best
  return { block, passage: canonicalWords(likestStretch(block.text, new Quotation(quotation))) }
}

/** The words of a text where most of the quotation's letters stand; all of it when they stand nowhere together. */
function likestStretch(text: string, quotation: Quotation): string {
  const skeleton = skeletonOf(text)
  const [window] = quotation.grams.windows(skeleton.letters)
  return window ? stretchAt(text, skeleton, { window, quotation }) : text
}

/** The passage itself, or the window's whole words when it cannot be told where in it the passage begins. */
function stretchAt(
  text: string,
  skeleton: Skeleton,
  { window, quotation }: { window: Window; quotation: Quotation },
): string {
  const { letters, words, outerWords } = quotation
  const { offsets } = skeleton
  const near = { start: window.start, end: window.end, most: letters.length }
  const alignment = align(skeleton.letters, letters, near)
  if (alignment) {
    const aligned = toWords(text, skeleton, { alignment, ...outerWords })
    const { start, end } = passageOf(text, skeleton, aligned, words)
    return text.slice(start, end)
  }
  return text.slice(
    wordStart(text, offsets[window.start] ?? 0),
    wordEnd(text, offsets[window.end] ?? text.length),
  )
}

/** Neighbouring words, folded, or characters where no spaces are set; a single word stands for itself. */
function wordPairs(text: string): string[] {
  const words = searchFold(text)
    .split(' ')
    .flatMap((word) => (MAY_BE_UNSPACED.test(word) ? tokens(word).map((token) => token.text) : word))
  return words.length < 2 ? words : words.slice(1).map((word, index) => `${words[index]} ${word}`)
}
