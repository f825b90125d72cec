import { distance } from 'fastest-levenshtein'
import type { LineageBlock } from './alignment.ts'
import { BlockFeatures, common, dice } from './features.ts'
import type { Groups, Side } from './groups.ts'

/** Less alike than this, two texts are two texts. */
export const LEAST_ALIKE = 0.5

/** So few letters have too few pairs of words to survive some damaged ones: they are compared by letters. */
const SHORT = 300

/** Comparisons by letters in one alignment: each takes some microseconds. */
const MOST_BY_LETTERS = 400_000

/** What equal words, and an equal text, count above whatever is only alike. */
const EQUAL_WORDS = 0.1
const EQUAL_TEXT = 0.11

/** Of the letters of short texts, so many must be left. */
const LEAST_LETTERS = 0.6

/** How alike the blocks of two versions are. */
export class Likeness {
  readonly features: Record<Side, BlockFeatures>
  readonly #blocks: Record<Side, readonly LineageBlock[]>
  #byLetters = 0

  constructor({ blocks }: Groups) {
    this.#blocks = blocks
    this.features = { from: new BlockFeatures(blocks.from), to: new BlockFeatures(blocks.to) }
  }

  /** From 0 to 1, more for equal digests; 0 below {@link LEAST_ALIKE}. `shared`, where known, spares counting. */
  of(from: number, to: number, shared?: number): number {
    const equal = this.#equality(from, to)
    if (equal > 0) return 1 + equal
    const older = this.features.from.of(from)
    const newer = this.features.to.of(to)
    const alike = dice(shared ?? common(older, newer).length, older.length, newer.length)
    return alike >= LEAST_ALIKE ? alike : this.#inLetters(from, to)
  }

  #equality(from: number, to: number): number {
    const older = this.#blocks.from[from]!
    const newer = this.#blocks.to[to]!
    if (older.wordsSha256 !== newer.wordsSha256) return 0
    return older.exactSha256 === newer.exactSha256 ? EQUAL_TEXT : EQUAL_WORDS
  }

  #inLetters(from: number, to: number): number {
    const older = this.#blocks.from[from]!.text
    const newer = this.#blocks.to[to]!.text
    const longest = Math.max(older.length, newer.length)
    if (longest > SHORT || Math.min(older.length, newer.length) < longest * LEAST_LETTERS) return 0
    if (this.#byLetters++ >= MOST_BY_LETTERS) return 0
    const alike = 1 - distance(older, newer) / longest
    return alike >= LEAST_LETTERS ? alike : 0
  }

  /** Whether both count as paragraphs or neither: only then is one the other, corrected. */
  comparable(from: number, to: number): boolean {
    return this.#blocks.from[from]!.counted === this.#blocks.to[to]!.counted
  }
}
