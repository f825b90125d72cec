import { canonicalWords } from '../text/canonical.ts'
import type { Utf16Range } from '../text/folded.ts'
import { cutsGrapheme } from '../text/offsets.ts'
import type { ReadingText } from './reading-text.ts'

/** A place where the words stand: `n` counts from 1 in reading order. */
export interface Occurrence {
  n: number
  /** UTF-16 range of the reading text. */
  range: Utf16Range
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
    const range = quotableRange(text, { start: at, end: at + words.length })
    if (!range) continue
    found.push({ n: found.length + 1, range })
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

/** Does an occurrence stand between these words? Typography is folded, as it is in the quote itself. */
export function standsIn(text: ReadingText, { range }: Occurrence, { prefix, suffix }: Context): boolean {
  return (
    (!prefix || endsWithWords(text.text.slice(0, range.start), prefix)) &&
    (!suffix || startsWithWords(text.text.slice(range.end), suffix))
  )
}

/** Folding can shorten a text, never to less than a fraction of it, so a window of it is enough to compare. */
function windowFor(words: string): number {
  return words.length * 4 + 64
}

function endsWithWords(text: string, prefix: string): boolean {
  const words = canonicalWords(prefix)
  return canonicalWords(text.slice(-windowFor(words))).endsWith(words)
}

function startsWithWords(text: string, suffix: string): boolean {
  const words = canonicalWords(suffix)
  return canonicalWords(text.slice(0, windowFor(words))).startsWith(words)
}

/** A folded dash takes the spaces beside it along; the range of a quote does not. */
function trim(text: string, { start, end }: Utf16Range): Utf16Range | null {
  const from = text[start] === ' ' ? start + 1 : start
  const to = text[end - 1] === ' ' ? end - 1 : end
  return from < to ? { start: from, end: to } : null
}
