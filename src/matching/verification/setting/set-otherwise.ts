import type { Utf16Range } from '../../../text/folded.ts'
import { cutsGrapheme } from '../../../text/offsets.ts'
import { wordDiff } from '../../../text/word-diff.ts'
import type { ReadingText } from '../../reading-text.ts'
import { CaseFolded } from '../case-folded.ts'
import { type Skeleton, skeletonOf, skeletonOfText } from '../likeness/skeleton.ts'
import type { Match } from '../match.ts'
import type { Quotation } from '../quotation.ts'
import { cutWords } from '../word-edges.ts'
import { withoutCopied } from './copied.ts'
import { foldSetting } from './fold-setting.ts'
import { beginsWithNumber, numbered, withBareNumbers, withoutNumbers } from './paragraph-numbers.ts'

/** Places with the same letters that are looked at, and the letters of all of them. */
const MOST_SEEN = 1000
const MOST_LETTERS = 200_000
/** Signs beside the letters that can belong to them. */
const MOST_SIGNS = 8
const SIGNS_BEFORE = /[^\p{L}\p{N}\p{M}]*$/u
const SIGNS_BEHIND = /^[^\p{L}\p{N}\p{M}]*/u

/** A way to read a quotation: its words, and what the passage must be when it is set like them. */
interface Reading {
  words: string
  folded: string
  fold: (range: Utf16Range) => string
}

/**
 * Places where the words are the quotation's, set in another way: with other quotation marks or spaces, slashes at the
 * ends of verses, or what was copied from the page with them. Where case differs besides, the verdict is `case`.
 */
export function setOtherwiseMatches(text: ReadingText, quotation: Quotation, limit: number): Match[] {
  for (const reading of readingsOf(text, quotation.text)) {
    const ranges = rangesOf(text, reading)
    const caseless = new CaseFolded(reading.folded).text
    const same = ranges.filter((range) => reading.fold(range) === reading.folded)
    const found =
      same.length > 0 ? same : ranges.filter((range) => new CaseFolded(reading.fold(range)).text === caseless)
    const verdict = same.length > 0 ? 'typography' : 'case'
    if (found.length > 0)
      return found.slice(0, limit).map((range) => matchAt(text, quotation, { range, verdict }))
  }
  return []
}

function readingsOf(text: ReadingText, given: string): Reading[] {
  const folded = (range: Utf16Range) => foldSetting(text.exact(range))
  const bare = withoutCopied(given)
  const readings: Reading[] = [{ words: given, folded: foldSetting(given), fold: folded }]
  if (bare !== given) readings.push({ words: bare, folded: foldSetting(bare), fold: folded })
  const unnumbered = withoutNumbers(bare)
  if (unnumbered !== bare)
    readings.push({
      words: unnumbered,
      folded: foldSetting(withBareNumbers(bare)),
      fold: (range) => foldSetting(numbered(text, range, beginsWithNumber(bare))),
    })
  return readings
}

/** Whole words with the same letters, and with as many of the signs beside them as the quotation has. */
function rangesOf(text: ReadingText, { words }: Reading): Utf16Range[] {
  const { letters } = skeletonOf(words)
  const skeleton = skeletonOfText(text)
  const found: Utf16Range[] = []
  if (letters === '') return found
  let at = skeleton.letters.indexOf(letters)
  const most = Math.min(MOST_SEEN, Math.ceil(MOST_LETTERS / letters.length))
  for (let seen = 0; at >= 0 && seen < most; seen++) {
    const range = withSigns(text.text, wordsBehind(skeleton, at, at + letters.length, text.text), words)
    if (range && !cutWords(text.text, range)) found.push(range)
    at = skeleton.letters.indexOf(letters, at + 1)
  }
  return found
}

/** The characters behind letters, each whole. */
function wordsBehind({ offsets }: Skeleton, first: number, behind: number, text: string): Utf16Range {
  let start = offsets[first]!
  let end = offsets[behind - 1]! + (text.codePointAt(offsets[behind - 1]!)! > 0xffff ? 2 : 1)
  while (cutsGrapheme(text, start)) start--
  while (cutsGrapheme(text, end)) end++
  return { start, end }
}

function withSigns(text: string, { start, end }: Utf16Range, words: string): Utf16Range | null {
  const before = SIGNS_BEFORE.exec(text.slice(Math.max(0, start - MOST_SIGNS), start))![0]
  const behind = SIGNS_BEHIND.exec(text.slice(end, end + MOST_SIGNS))![0]
  const head = foldSigns(SIGNS_BEHIND.exec(words)![0])
  const tail = foldSigns(lastSigns(words))
  const left = lengths(before.length).find(
    (length) => foldSigns(before.slice(before.length - length)) === head,
  )
  const right = lengths(behind.length).find((length) => foldSigns(behind.slice(0, length)) === tail)
  return left === undefined || right === undefined ? null : { start: start - left, end: end + right }
}

function lastSigns(words: string): string {
  let at = words.length
  while (
    at > 0 &&
    !/[\p{L}\p{N}\p{M}]/u.test(words.slice(words.charCodeAt(at - 1) >>> 10 === 0x37 ? at - 2 : at - 1, at))
  )
    at--
  return words.slice(at)
}

function lengths(most: number): number[] {
  return Array.from({ length: most + 1 }, (_, length) => length)
}

/** Signs alone: marks of any kind, spaces left out. */
function foldSigns(signs: string): string {
  return foldSetting(signs.replaceAll(' ', '')).replace(/['`]/g, '"')
}

function matchAt(
  text: ReadingText,
  quotation: Quotation,
  { range, verdict }: { range: Utf16Range; verdict: 'typography' | 'case' },
): Match {
  const exact = text.exact(range)
  return {
    verdict,
    parts: [range],
    exact,
    asQuoted: quotation.text,
    diff: wordDiff(quotation.text, exact),
    edits: [],
    flags: verdict === 'case' ? ['case'] : [],
    meaningRisk: false,
  }
}
