import type { Utf16Range } from '../../text/folded.ts'
import type { ReadingText } from '../reading-text.ts'
import { align } from './alignment.ts'
import { describeChange } from './change.ts'
import { passageOf, toWords } from './edges.ts'
import { type Likeness, likeness } from './likeness.ts'
import type { Match } from './match.ts'
import type { Quotation } from './quotation.ts'
import { type Skeleton, skeletonOfText } from './skeleton.ts'
import { isSameLetters, isSurely, MOST_ERRORS } from './threshold.ts'
import { cutWords } from './word-edges.ts'

/** A passage and how like the quotation it is. */
interface Candidate {
  range: Utf16Range
  like: Likeness
}

/** Places with the same letters are counted up to here. */
const MOST_PLACES = 1000
/** Letters looked at beside a stretch with the quotation's letters, as a share of them and in number. */
const MARGIN = { share: 0.3, letters: 16 }
/** A passage is offered beside the likest when it differs in hardly more letters. */
const AS_LIKE = 0.02

/** The passages that are surely quoted although words differ, best first; all of them are about equally like. */
export function alteredMatches(text: ReadingText, quotation: Quotation, limit: number): Match[] {
  if (quotation.letters === '') return []
  const skeleton = skeletonOfText(text)
  const same = sameLetters(text, skeleton, quotation)
  const ranges = same.length > 0 ? same : nearLetters(text, skeleton, quotation)
  return ranges.slice(0, limit).map((range) => {
    const exact = text.exact(range)
    const change = describeChange(quotation.text, exact)
    return { verdict: 'altered', parts: [range], exact, asQuoted: quotation.text, edits: [], ...change }
  })
}

/** Only spaces, hyphens, punctuation, accents or case differ; a passage is never a part of words. */
function sameLetters(text: ReadingText, skeleton: Skeleton, quotation: Quotation): Utf16Range[] {
  const { text: quoted, letters, words } = quotation
  const found: Utf16Range[] = []
  let at = skeleton.letters.indexOf(letters)
  for (let seen = 0; at >= 0 && seen < MOST_PLACES; at = skeleton.letters.indexOf(letters, at + 1), seen++) {
    const range = passageOf(text.text, skeleton, { start: at, end: at + letters.length }, words)
    const isWhole = !cutWords(text.text, range)
    if (isWhole && isSameLetters(quoted, text.exact(range))) found.push(range)
  }
  return found
}

function nearLetters(text: ReadingText, skeleton: Skeleton, quotation: Quotation): Utf16Range[] {
  const { letters, words } = quotation
  const margin = Math.ceil(letters.length * MARGIN.share) + MARGIN.letters
  const most = Math.floor(letters.length * MOST_ERRORS)
  const found: Candidate[] = []
  for (const { start, end } of quotation.grams.windows(skeleton.letters)) {
    const near = { start: Math.max(0, start - margin), end: end + margin, most }
    const alignment = align(skeleton.letters, letters, near)
    if (!alignment) continue
    const aligned = toWords(text.text, skeleton, { alignment, ...quotation.outerWords })
    const range = passageOf(text.text, skeleton, aligned, words)
    const isShort = alignment.head === alignment.tail
    const like = likeness(quotation.text, text.exact(range), isShort ? undefined : alignment.errors)
    if (isSurely(quotation.weight, like)) found.push({ range, like })
  }
  const least = Math.min(...found.map(({ like }) => like.errors))
  return found
    .filter(({ like }) => like.errors <= least + AS_LIKE)
    .sort((a, b) => a.like.errors - b.like.errors || a.range.start - b.range.start)
    .map(({ range }) => range)
    .filter((range, at, ranges) => ranges.findIndex((other) => overlap(other, range)) === at)
}

function overlap(a: Utf16Range, b: Utf16Range): boolean {
  return a.start < b.end && b.start < a.end
}
