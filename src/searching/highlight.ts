import type { Utf16Range } from '../text/folded.ts'
import { wordsOf } from '../text/words.ts'
import type { SearchQuery } from './query.ts'

/** Where what is searched for stands in a text, and how well the text answers it. */
export interface Highlights {
  /** In order, none over another. */
  ranges: Utf16Range[]
  score: number
}

/** Saturation of repeated words and weight of a text's length, as is usual for BM25. */
const K1 = 1.2
const B = 0.75
/** Words of a usual paragraph. */
const USUAL_LENGTH = 80

/**
 * Where the words and phrases of a query stand in a text; null when one of them does not. The score is BM25's.
 *
 * @param rarity the inverse document frequency of a word
 */
export function highlight(
  text: string,
  { words, phrases }: SearchQuery,
  rarity: (word: string) => number,
): Highlights | null {
  const standing = [...wordsOf(text)]
  const wanted = new Set(words)
  const counts = new Map<string, number>()
  for (const { word } of standing) if (wanted.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  if (counts.size < wanted.size) return null
  const runs = phrases.map((phrase) =>
    runsOf(
      standing.map(({ word }) => word),
      phrase,
    ),
  )
  if (runs.some((found) => found.length === 0)) return null
  const inPhrase = new Set(phrases.flat())
  const marked = new Set(
    runs.flatMap((found, at) => found.flatMap((start) => phrases[at]!.map((_, n) => start + n))),
  )
  const ranges = standing
    .filter(({ word }, at) => marked.has(at) || (wanted.has(word) && !inPhrase.has(word)))
    .map(({ start, end }) => ({ start, end }))
  let score = 0
  for (const [word, count] of counts)
    score += (rarity(word) * count * (K1 + 1)) / (count + K1 * (1 - B + (B * standing.length) / USUAL_LENGTH))
  return { ranges: merged(ranges), score }
}

/** Where a phrase begins, by index of its first word. */
function runsOf(words: readonly string[], phrase: readonly string[]): number[] {
  const starts: number[] = []
  for (let at = words.indexOf(phrase[0]!); at >= 0; at = words.indexOf(phrase[0]!, at + 1))
    if (phrase.every((word, n) => words[at + n] === word)) starts.push(at)
  return starts
}

/** The same run of characters may stand for several words. */
function merged(ranges: readonly Utf16Range[]): Utf16Range[] {
  const joined: Utf16Range[] = []
  for (const { start, end } of ranges) {
    const last = joined.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}
