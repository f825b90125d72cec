import { UNSPACED_LETTER } from '../text/scripts.ts'

const CHARACTER = new RegExp(`[${UNSPACED_LETTER}]`, 'gu')
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'\u2019-]*/gu

/** The words of a text; two characters of a script that sets no space between words count as one. */
export function wordCount(text: string): number {
  const characters = text.match(CHARACTER)?.length ?? 0
  const words = text.replace(CHARACTER, ' ').match(WORD)?.length ?? 0
  return words + characters / 2
}
