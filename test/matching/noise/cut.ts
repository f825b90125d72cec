import type { ReadingText } from '../../../src/matching/reading-text.ts'
import { canonicalExact } from '../../../src/text/canonical.ts'
import type { Utf16Range } from '../../../src/text/folded.ts'
import type { Corpus } from './corpora.ts'
import { between, pick, type Random } from './random.ts'

/** A run of words out of a text: what an honest person would quote. */
export interface Cut {
  language: Corpus['language']
  text: ReadingText
  range: Utf16Range
  exact: string
  /** Its words: ranges of `exact`. */
  words: Utf16Range[]
}

/** What is to be cut: how many words, and whether over the end of a paragraph. */
export interface CutOptions {
  fewest?: number
  most?: number
  crossing?: boolean
}

/** Of a text, this much around the place is taken apart into words. */
const WINDOW = 1500

const segmenters = new Map<string, Intl.Segmenter>()

/** The words of a text in a language, by the dictionary where the script sets no spaces. */
export function wordsOf(text: string, language: Corpus['language']): Utf16Range[] {
  let segmenter = segmenters.get(language)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' })
    segmenters.set(language, segmenter)
  }
  return [...segmenter.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ start: index, end: index + segment.length }))
}

/** Places tried before there is said to be none of the kind. */
const MOST_TRIES = 300

/** Eight to twenty-five words, or as many as are wanted, from one of a corpus's texts; null when there are none such. */
export function cutQuotation(next: Random, corpus: Corpus, options: CutOptions = {}): Cut | null {
  const { fewest = 8, most = 25, crossing = false } = options
  if (crossing && corpus.texts.every(({ blocks }) => blocks.length === 1)) return null
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const place = { text: pick(next, corpus.texts), language: corpus.language }
    const cut = tryCut(next, place, between(next, fewest, most))
    if (cut && crossing === cut.text.spans(cut.range).length > 1) return cut
  }
  return null
}

function tryCut(next: Random, { text, language }: Pick<Cut, 'text' | 'language'>, count: number): Cut | null {
  const near = Math.floor(next() * Math.max(1, text.text.length - WINDOW / 2))
  const words = wordsOf(text.text.slice(near, near + WINDOW), language).slice(1, -1)
  if (words.length < count) return null
  const first = between(next, 0, words.length - count)
  const chosen = words.slice(first, first + count)
  const origin = chosen[0]!.start
  const range = { start: near + origin, end: near + chosen.at(-1)!.end }
  const exact = text.exact(range)
  if (canonicalExact(exact) !== exact) return null
  const moved = chosen.map(({ start, end }) => ({ start: start - origin, end: end - origin }))
  return { language, text, range, exact, words: moved }
}
