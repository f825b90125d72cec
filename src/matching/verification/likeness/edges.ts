import { distance } from 'fastest-levenshtein'
import { canonicalWords } from '../../../text/canonical.ts'
import type { Utf16Range } from '../../../text/folded.ts'
import { cutsGrapheme } from '../../../text/offsets.ts'
import { insideWord } from '../word-edges.ts'
import type { Alignment } from './alignment.ts'
import type { Skeleton } from './skeleton.ts'

/** Ends of words on either side of where the letters were aligned that are tried as the end of the passage. */
const TRIED = 3
const LONGEST_WORD = 64
/** Signs beside a passage that can belong to it. */
const MOST_SIGNS = 8

/**
 * A first or last word that is the same outweighs so many letters: "are water" is nearer to "water" than to
 * "are without water" by its letters alone, and it is not what somebody left out.
 */
const SAME_WORD = 8
/** A single letter stands everywhere: it only decides between places that are equally near. */
const SAME_LETTER = 0.5

/** The aligned letters moved to the ends of words where they agree best with the quotation; offsets of letters. */
export function toWords(
  text: string,
  skeleton: Skeleton,
  { alignment, first, last }: { alignment: Alignment; first: string; last: string },
): Utf16Range {
  const { letters } = skeleton
  const { head, tail } = alignment
  const isEnd = (at: number) => isWordEnd(text, skeleton, at)
  const start = best(wordEnds(isEnd, alignment.start, letters.length), (at) => ({
    errors: distance(head.pattern, letters.slice(at, head.end)),
    excess: Math.abs(head.end - at - head.pattern.length),
    same: letters.startsWith(first, at) && isEnd(at + first.length) ? worth(first) : 0,
  }))
  const from = head === tail ? (start ?? alignment.start) : tail.start
  const ends = wordEnds(isEnd, alignment.end, letters.length).filter((at) => at > from)
  const end = best(ends, (at) => ({
    errors: distance(tail.pattern, letters.slice(from, at)),
    excess: Math.abs(at - from - tail.pattern.length),
    same: letters.endsWith(last, at) && isEnd(at - last.length) ? worth(last) : 0,
  }))
  return { start: start ?? alignment.start, end: end ?? alignment.end }
}

function worth(word: string): number {
  return word.length > 1 ? SAME_WORD : SAME_LETTER
}

/** Does a word begin at this letter, or end before it? */
function isWordEnd(text: string, { letters, offsets }: Skeleton, at: number): boolean {
  if (at <= 0 || at >= letters.length) return true
  return offsets[at] !== offsets[at - 1] && !insideWord(text, offsets[at]!)
}

/** The nearest ends of words on both sides of a letter. */
function wordEnds(isEnd: (at: number) => boolean, near: number, length: number): number[] {
  const found: number[] = []
  for (const step of [-1, 1]) {
    let count = 0
    for (let at = step < 0 ? near : near + 1; at >= 0 && at <= length; at += step) {
      if (count === TRIED || Math.abs(at - near) > LONGEST_WORD) break
      if (!isEnd(at)) continue
      found.push(at)
      count++
    }
  }
  return found
}

interface Cost {
  errors: number
  excess: number
  /** The letters that the same word outweighs. */
  same: number
}

function best(places: readonly number[], costOf: (at: number) => Cost): number | undefined {
  const weight = ({ errors, same }: Cost) => errors - same
  return places
    .map((at) => ({ at, cost: costOf(at) }))
    .sort((a, b) => weight(a.cost) - weight(b.cost) || a.cost.excess - b.cost.excess)[0]?.at
}

/** The characters behind a range of letters: whole clusters, with those signs beside them that the words have. */
export function passageOf(
  text: string,
  { offsets }: Skeleton,
  letters: Utf16Range,
  words: string,
): Utf16Range {
  let start = offsets[letters.start]!
  let end = offsets[letters.end - 1]! + (text.codePointAt(offsets[letters.end - 1]!)! > 0xffff ? 2 : 1)
  while (cutsGrapheme(text, start)) start--
  while (cutsGrapheme(text, end)) end++
  const before = /[^\p{L}\p{N}\p{M}]*$/u.exec(text.slice(Math.max(0, start - MOST_SIGNS), start))![0]
  const after = /^[^\p{L}\p{N}\p{M}]*/u.exec(text.slice(end, end + MOST_SIGNS))![0]
  const head = /^[^\p{L}\p{N}\p{M}]*/u.exec(words)![0]
  const tail = /(?<![^\p{L}\p{N}\p{M}])[^\p{L}\p{N}\p{M}]*$/u.exec(words)![0]
  return {
    start: start - likest(head, before.length, (length) => before.slice(before.length - length)),
    end: end + likest(tail, after.length, (length) => after.slice(0, length)),
  }
}

/** How many of the signs beside a passage agree best with those of the quotation; a space is never the last. */
function likest(signs: string, most: number, take: (length: number) => string): number {
  let best = { length: 0, errors: signs.length }
  for (let length = 1; length <= most; length++) {
    const taken = take(length)
    if (taken.trim() !== taken) continue
    const errors = distance(canonicalWords(taken), signs.trim())
    if (errors < best.errors) best = { length, errors }
  }
  return best.length
}
