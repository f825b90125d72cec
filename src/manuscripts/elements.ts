import type { Utf16Range } from '../text/folded.ts'

const TAG = /<(\/?)(q|cite|footer)(?=[\s/>])/gi

/** Words of a block in an element of HTML. */
export interface TextElement {
  name: string
  range: Utf16Range
}

/** Gathers the elements of a block that say of their words that they are quoted, or whose they are. */
export class Elements {
  /** In the order of their ends; those that are not closed are none. */
  readonly found: TextElement[] = []
  readonly #open: { name: string; start: number }[] = []

  /** Takes a run of markup that stands at an offset of the text. */
  read(markup: string, at: number): void {
    for (const [, slash, tag] of markup.matchAll(TAG)) {
      const name = tag!.toLowerCase()
      if (slash === '') this.#open.push({ name, start: at })
      else if (this.#open.at(-1)?.name === name)
        this.found.push({ name, range: { start: this.#open.pop()!.start, end: at } })
    }
  }
}
