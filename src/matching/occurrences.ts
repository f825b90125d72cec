import { canonicalWords } from '../text/canonical.ts'
import type { Utf16Range } from '../text/folded.ts'
import { cutsGrapheme } from '../text/offsets.ts'
import type { ReadingText } from './reading-text.ts'

/** A place where the words stand: `n` counts from 1 in reading order. */
export interface Occurrence {
  n: number
  /** UTF-16 range of the reading text. */
  range: Utf16Range
  /** The same in its words (C2). */
  words: Utf16Range
}

/** What tells one occurrence from another: the words just before and just after it. */
export interface Context {
  prefix?: string | undefined
  suffix?: string | undefined
}

/** More places than this are not counted: nobody quotes a letter, and no request may take for ever. */
export const MOST_OCCURRENCES = 10_000

/** Places inside characters cost as much to look at; a letter of an Indic script stands mostly in such. */
const MOST_TRIED = 2 * MOST_OCCURRENCES

/** Every place where these words (C2) stand in a text, in reading order. Overlapping ones count. */
export function findOccurrences(text: ReadingText, words: string): Occurrence[] {
  const found: Occurrence[] = []
  if (words === '') return found
  const { words: haystack } = text.folded
  let at = haystack.indexOf(words)
  for (let tried = 0; at >= 0 && tried < MOST_TRIED; tried++, at = haystack.indexOf(words, at + 1)) {
    const inWords = { start: at, end: at + words.length }
    const range = quotableRange(text, inWords)
    if (!range) continue
    found.push({ n: found.length + 1, range, words: inWords })
    if (found.length === MOST_OCCURRENCES) break
  }
  return found
}

/** The range of the text behind a range of its words; null when that is not whole characters. */
export function quotableRange(text: ReadingText, words: Utf16Range): Utf16Range | null {
  const range = text.folded.sourceRange(words)
  const trimmed = range && trim(text.text, range)
  if (!trimmed || cutsGrapheme(text.text, trimmed.start) || cutsGrapheme(text.text, trimmed.end)) return null
  return trimmed
}

/** Those of the occurrences that stand between these words. Typography is folded, as it is in the quote itself. */
export function standingBetween(
  text: ReadingText,
  occurrences: readonly Occurrence[],
  { prefix = '', suffix = '' }: Context,
): Occurrence[] {
  const { words: haystack } = text.folded
  const before = canonicalWords(prefix)
  const after = canonicalWords(suffix)
  return occurrences.filter(({ words: { start, end } }) => {
    const spaced = { before: haystack[start - 1] === ' ' ? 1 : 0, after: haystack[end] === ' ' ? 1 : 0 }
    return haystack.endsWith(before, start - spaced.before) && haystack.startsWith(after, end + spaced.after)
  })
}

/** A folded dash takes the spaces beside it along; the range of a quote does not. */
function trim(text: string, { start, end }: Utf16Range): Utf16Range | null {
  const from = text[start] === ' ' ? start + 1 : start
  const to = text[end - 1] === ' ' ? end - 1 : end
  return from < to ? { start: from, end: to } : null
}
