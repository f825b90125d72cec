/** What stands on both sides of a block that may be furniture. */
import type { DraftBlock } from '../draft.ts'
import { beginsWithSign, breaksOff, goesOn } from '../repair/continuation.ts'
import { beginsCaseless } from '../repair/sentence-end.ts'

/** Most blocks of furniture that one end of a page and the beginning of the next have together. */
const MOST_BETWEEN = 6

/** Characters from which on a line of a script without case is prose, not verse or a name: only its missing end tells. */
const CASELESS_LINE = 18

/** Whether blocks stand where a sentence was cut, other candidates beside them left aside. */
export class Surroundings {
  readonly #blocks: readonly DraftBlock[]
  readonly #isCandidate: (index: number) => boolean

  constructor(blocks: readonly DraftBlock[], isCandidate: (index: number) => boolean) {
    this.#blocks = blocks
    this.#isCandidate = isCandidate
  }

  /** The text before the block breaks off and the one after it goes on: no sentence of its own could stand here. */
  interrupts(index: number): boolean {
    const [before, after] = this.#around(index)
    if (before === undefined || after?.kind !== 'p' || !breaksOff(before)) return false
    return goesOn(after.text) || (before.text.length >= CASELESS_LINE && beginsCaseless(after.text))
  }

  /** The text before the block breaks off, and text with no sign of a beginning of its own follows. */
  mayInterrupt(index: number): boolean {
    const [before, after] = this.#around(index)
    if (before === undefined || after?.kind !== 'p' || !breaksOff(before)) return false
    return (
      before.text.length > 40 && (goesOn(after.text) || beginsWithSign(after.text) || after.text.length > 40)
    )
  }

  /** Text stands before it and none after it. */
  isLast(index: number): boolean {
    const [before, after] = this.#around(index, this.#blocks.length)
    return before !== undefined && after === undefined
  }

  #around(index: number, most = MOST_BETWEEN): [DraftBlock | undefined, DraftBlock | undefined] {
    return [this.#beside(index, -1, most), this.#beside(index, 1, most)]
  }

  #beside(index: number, step: 1 | -1, most: number): DraftBlock | undefined {
    for (let at = index + step, passed = 0; passed <= most; at += step, passed++)
      if (this.#blocks[at] === undefined || !this.#isCandidate(at)) return this.#blocks[at]
    return undefined
  }
}
