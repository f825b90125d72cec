import type { Utf16Range } from '../../text/folded.ts'

/** The characters whose lower case has another length, and the sigmas, whose lower case depends on their place. */
const SPECIAL = /[\u00df\u0130\u03a3\u03c2\u1e9e]/g
const FOLDS: Readonly<Record<string, string>> = {
  '\u00df': 'ss',
  '\u0130': 'i\u0307',
  '\u03a3': '\u03c3',
  '\u03c2': '\u03c3',
  '\u1e9e': 'ss',
}

/** A text without case: lower case, ß as ss, one sigma; with the way back. */
export class CaseFolded {
  readonly text: string
  /** Offsets in the folded text just behind two units that were one, increasing. */
  readonly #grown: number[] = []

  constructor(text: string) {
    const special = text.replace(SPECIAL, (character, at: number) => {
      const fold = FOLDS[character]!
      if (fold.length === 2) this.#grown.push(at + this.#grown.length + 2)
      return fold
    })
    this.text = special.toLowerCase()
  }

  /** The range of the text behind a range of the folded text; null when an end of it falls inside a character. */
  sourceRange({ start, end }: Utf16Range): Utf16Range | null {
    const from = this.#sourceOffset(start)
    const to = this.#sourceOffset(end)
    return from === null || to === null ? null : { start: from, end: to }
  }

  #sourceOffset(offset: number): number | null {
    let low = 0
    let high = this.#grown.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#grown[middle]! <= offset) low = middle + 1
      else high = middle
    }
    return this.#grown[low] === offset + 1 ? null : offset - low
  }
}
