import { readBase32Number } from '../identity/base32.ts'
import { coreOf, wordsDigest } from '../identity/digest.ts'
import type { Utf16Range } from '../text/folded.ts'
import type { ReadingText } from './reading-text.ts'

/** Characters of a core, of 5 bits each, by which the table finds; what has them in common is compared. */
const HEAD = 6
const HEAD_BITS = 5 * HEAD

/**
 * Ranges of a text by the core of their words: a hash table with linear probing, of some 24 bytes for each range where
 * a map of strings takes 200. The text itself is not kept.
 */
export class CoreTable {
  readonly #heads: Uint32Array
  readonly #starts: Uint32Array
  readonly #ends: Uint32Array
  /** Numbers of ranges, from 1, where their heads lead; 0 where there is none. */
  readonly #slots: Uint32Array
  #count = 0

  /** @param most ranges that there may be */
  constructor(most: number) {
    this.#heads = new Uint32Array(most)
    this.#starts = new Uint32Array(most)
    this.#ends = new Uint32Array(most)
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(most + 1) + 0.5))
  }

  get bytes(): number {
    return 3 * this.#heads.byteLength + this.#slots.byteLength
  }

  /** Keeps the range whose words have this digest, unless one with the same words is there already. */
  add(text: ReadingText, digest: string, { start, end }: Utf16Range): void {
    const head = Number.parseInt(digest.slice(0, 8), 16) >>> (32 - HEAD_BITS)
    const { slot, range } = this.#look(head, (other) => wordsDigest(text.exact(other)) === digest)
    if (range) return
    this.#heads[this.#count] = head
    this.#starts[this.#count] = start
    this.#ends[this.#count] = end
    this.#slots[slot] = ++this.#count
  }

  /** The first range that was added whose words have this core, or undefined. */
  find(text: ReadingText, core: string): Utf16Range | undefined {
    const head = readBase32Number(core.slice(0, HEAD))
    return this.#look(head, (range) => coreOf(text.exact(range)) === core).range
  }

  /** The range with this head that is the one; else the free slot where it would stand. */
  #look(head: number, isIt: (range: Utf16Range) => boolean): { slot: number; range?: Utf16Range } {
    const last = this.#slots.length - 1
    for (let slot = head & last; ; slot = (slot + 1) & last) {
      const index = this.#slots[slot]! - 1
      if (index < 0) return { slot }
      if (this.#heads[index] !== head) continue
      const range = { start: this.#starts[index]!, end: this.#ends[index]! }
      if (isIt(range)) return { slot, range }
    }
  }
}
