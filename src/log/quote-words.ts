import { codePointLength, toUtf16 } from '../text/offsets.ts'
import { OMISSION } from '../text/omission.ts'
import { LogError } from './errors.ts'

/** Words of one block: its ordinal, and code points of its exact text, half-open. */
export interface BlockRange {
  block: number
  start: number
  end: number
}

/** A run of words: its range in each block that it touches, in reading order. */
export type QuotePart = readonly BlockRange[]

/**
 * The exact words of a quote, from the texts of the blocks (by ordinal) in which it stands: what lies in several
 * blocks is joined by a space, and several parts by {@link OMISSION}.
 *
 * @throws LogError `words_not_there` when a range is none, when a part leaves something out, or when parts are not
 *   in reading order
 */
export function quotedWords(parts: readonly QuotePart[], texts: ReadonlyMap<number, string>): string {
  if (parts.length === 0) throw absent('names no words')
  refuseDisorder(parts)
  return parts.map((part) => wordsOfPart(part, texts)).join(OMISSION)
}

function wordsOfPart(part: QuotePart, texts: ReadonlyMap<number, string>): string {
  const words = part.map(({ block, start, end }, at) => {
    const text = texts.get(block)
    if (text === undefined) throw absent(`names words of block ${block}, whose text is not there`)
    const length = codePointLength(text)
    if (start >= end || end > length) throw absent(`names words that block ${block} does not have`)
    const whole = (at === 0 || start === 0) && (at === part.length - 1 || end === length)
    if (!whole || block !== part[0]!.block + at) throw absent('leaves something out without saying so')
    return text.slice(toUtf16(text, start), toUtf16(text, end))
  })
  if (words.length === 0) throw absent('has a part without words')
  return words.join(' ')
}

function refuseDisorder(parts: readonly QuotePart[]): void {
  const ranges = parts.flat()
  for (const [at, { block, start }] of ranges.entries()) {
    const before = ranges[at - 1]
    if (before && (block < before.block || (block === before.block && start < before.end)))
      throw absent('names its words out of order')
  }
}

function absent(what: string): LogError {
  return new LogError('words_not_there', `The quote ${what}.`)
}
