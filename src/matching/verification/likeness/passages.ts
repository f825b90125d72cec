import { distance } from 'fastest-levenshtein'
import { canonicalWords } from '../../../text/canonical.ts'
import type { Utf16Range } from '../../../text/folded.ts'
import type { ReadingText } from '../../reading-text.ts'
import type { Quotation } from '../quotation.ts'
import { cutWords } from '../word-edges.ts'
import { align } from './alignment.ts'
import { passageOf, toWords } from './edges.ts'
import { likeness } from './likeness.ts'
import { type Skeleton, skeletonOfText } from './skeleton.ts'
import { isSameWords, isSurely, lettersOf, MOST_ERRORS } from './threshold.ts'

/** A passage, and of its letters and the quotation's the share that differs. */
interface Candidate {
  range: Utf16Range
  errors: number
}

/** Places with the same letters that are looked at, and that are kept. */
const MOST_SEEN = 1000
const MOST_PLACES = 100
/** Letters looked at beside a stretch with the quotation's letters, as a share of them and in number. */
const MARGIN = { share: 0.3, letters: 16 }
/** A passage is offered beside the likest when it differs in hardly more letters. */
const AS_LIKE = 0.02
/** Of longer quotations, the letters alone tell which passage is likest. */
const LONGEST_COMPARED = 2000

/** Where words surely come from that do not stand there literally, likest first; all are about equally like. */
export function likePassages(text: ReadingText, quotation: Quotation): Utf16Range[] {
  if (quotation.letters === '') return []
  const skeleton = skeletonOfText(text)
  const same = sameLetters(text, skeleton, quotation)
  return likest(text, quotation, same.length > 0 ? same : nearLetters(text, skeleton, quotation))
}

/** Only spaces, hyphens, punctuation, accents or case differ; a passage is never a part of words. */
function sameLetters(text: ReadingText, skeleton: Skeleton, quotation: Quotation): Candidate[] {
  const { letters, words } = quotation
  const found: Candidate[] = []
  let at = skeleton.letters.indexOf(letters)
  for (let seen = 0; at >= 0 && seen < MOST_SEEN; at = skeleton.letters.indexOf(letters, at + 1), seen++) {
    const range = passageOf(text.text, skeleton, { start: at, end: at + letters.length }, words)
    const isWhole = !cutWords(text.text, range)
    if (isWhole && isSameWords(quotation, text.exact(range))) found.push({ range, errors: 0 })
    if (found.length === MOST_PLACES) break
  }
  return found
}

function nearLetters(text: ReadingText, skeleton: Skeleton, quotation: Quotation): Candidate[] {
  const { letters, words, outerWords } = quotation
  const margin = Math.ceil(letters.length * MARGIN.share) + MARGIN.letters
  const most = Math.floor(letters.length * MOST_ERRORS)
  const found: Candidate[] = []
  for (const { start, end } of quotation.grams.windows(skeleton.letters)) {
    const near = { start: Math.max(0, start - margin), end: end + margin, most }
    const alignment = align(skeleton.letters, letters, near)
    if (!alignment) continue
    const aligned = toWords(text.text, skeleton, { alignment, ...outerWords })
    const range = passageOf(text.text, skeleton, aligned, words)
    const passage = text.exact(range)
    const isShort = alignment.head === alignment.tail
    const like = likeness(quotation.text, passage, isShort ? undefined : alignment.errors)
    const weight = Math.max(quotation.weight, lettersOf(passage))
    if (isSurely(weight, like)) found.push({ range, errors: like.errors })
  }
  return found
}

/** The likest passages and those as like, none of them twice; signs decide between those with the same letters. */
function likest(text: ReadingText, { words }: Quotation, found: readonly Candidate[]): Utf16Range[] {
  const least = Math.min(...found.map(({ errors }) => errors))
  return found
    .filter(({ errors }) => errors <= least + AS_LIKE)
    .map((candidate) => ({ ...candidate, signs: signErrors(words, text.exact(candidate.range)) }))
    .sort((a, b) => a.errors - b.errors || a.signs - b.signs || a.range.start - b.range.start)
    .map(({ range }) => range)
    .filter((range, at, ranges) => ranges.findIndex((other) => overlap(other, range)) === at)
}

function signErrors(words: string, passage: string): number {
  return words.length > LONGEST_COMPARED ? 0 : distance(words, canonicalWords(passage))
}

function overlap(a: Utf16Range, b: Utf16Range): boolean {
  return a.start < b.end && b.start < a.end
}
