import { canonicalExact, canonicalWords } from '../../text/canonical.ts'
import { type Token, tokens } from '../../text/tokens.ts'
import { type Skeleton, skeletonOf } from './likeness/skeleton.ts'
import { lettersOf } from './likeness/threshold.ts'
import { Grams } from './likeness/windows.ts'
import { insideMarks } from './setting/quotation-signs.ts'

/** A quotation as somebody gives it, prepared once to be looked for in many texts. */
export class Quotation {
  /** The exact text, C1. */
  readonly text: string
  /** The words, C2. */
  readonly words: string
  #skeleton: Skeleton | undefined
  #weight: number | undefined
  #grams: Grams | undefined
  #unmarked: Quotation | null | undefined

  constructor(text: string) {
    this.text = canonicalExact(text)
    this.words = canonicalWords(this.text)
  }

  /** The same without the quotation marks that it was copied with; null when all of it is not set in any. */
  get unmarked(): Quotation | null {
    if (this.#unmarked === undefined) {
      const inside = insideMarks(this.text)
      this.#unmarked = inside ? new Quotation(inside) : null
    }
    return this.#unmarked
  }

  /** Its letters and digits alone. */
  get letters(): string {
    this.#skeleton ??= skeletonOf(this.text)
    return this.#skeleton.letters
  }

  /** How much it says, in letters of an alphabet. */
  get weight(): number {
    this.#weight ??= lettersOf(this.text)
    return this.#weight
  }

  /** The letters of its first and its last word. */
  get outerWords(): { first: string; last: string } {
    const words = tokens(this.text).filter(({ kind }) => kind !== 'sign')
    const lettersOfWord = (word: Token | undefined) => skeletonOf(word?.text ?? '').letters
    return { first: lettersOfWord(words[0]), last: lettersOfWord(words.at(-1)) }
  }

  /** The runs of letters that it is made of. */
  get grams(): Grams {
    this.#grams ??= new Grams(this.letters)
    return this.#grams
  }
}
