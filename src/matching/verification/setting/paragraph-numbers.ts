import type { Utf16Range } from '../../../text/folded.ts'
import type { ReadingText } from '../../reading-text.ts'

/** A number at the beginning of a sentence, as a page shows it beside a paragraph. */
const NUMBER = /(^|[.!?:;"'\u2019\u201d\u00bb] )[[(\u00a7\u00b6]{0,2} ?(\d{1,4})[\])]?\.? (?=\S)/g

/** An exact text (C1) without the numbers that may be those of paragraphs. */
export function withoutNumbers(text: string): string {
  return text.replace(NUMBER, '$1')
}

/** The same with those numbers bare, as `numbered` sets them. */
export function withBareNumbers(text: string): string {
  return text.replace(NUMBER, '$1$2 ')
}

/** Does it begin with such a number? */
export function beginsWithNumber(text: string): boolean {
  return text.search(NUMBER) === 0
}

/** The words of a range with the number of each paragraph that begins in it; that of the first where `withFirst` says so. */
export function numbered(text: ReadingText, range: Utf16Range, withFirst: boolean): string {
  return text
    .spans(range)
    .map(({ block, number, utf16 }, at) => {
      const words = text.block(block).text.slice(utf16.start, utf16.end)
      const isNumbered = at === 0 ? withFirst : utf16.start === 0
      return isNumbered && number !== null ? `${number} ${words}` : words
    })
    .join(' ')
}
