import type { Utf16Range } from '../../text/folded.ts'
import { COMPARED_BY_CHARACTER } from '../../text/scripts.ts'

/** What belongs to a word of a script that sets spaces; a longer run is not looked through. */
const IN_WORD = new RegExp(`^(?![${COMPARED_BY_CHARACTER}])[\\p{L}\\p{M}\\p{N}\\u200c\\u200d]$`, 'u')
const APOSTROPHE = /^['\u2019\u02bc]$/
const LONGEST_WORD = 200

/** The range grown to whole words; null when it begins and ends between words as it is. */
export function cutWords(text: string, range: Utf16Range): Utf16Range | null {
  const start = wordStart(text, range.start)
  const end = wordEnd(text, range.end)
  return start === range.start && end === range.end ? null : { start, end }
}

/** The beginning of the word that an offset falls inside; the offset itself between words. */
export function wordStart(text: string, offset: number): number {
  if (!insideWord(text, offset)) return offset
  let at = offset
  while (offset - at < LONGEST_WORD && insideWord(text, at)) at -= before(text, at).length
  return at
}

/** The end of the word that an offset falls inside; the offset itself between words. */
export function wordEnd(text: string, offset: number): number {
  if (!insideWord(text, offset)) return offset
  let at = offset
  while (at - offset < LONGEST_WORD && insideWord(text, at)) at += after(text, at).length
  return at
}

/** Do the characters on both sides of an offset belong to one word? An apostrophe does between letters. */
export function insideWord(text: string, offset: number): boolean {
  const [left, right] = [before(text, offset), after(text, offset)]
  if (IN_WORD.test(left)) {
    return IN_WORD.test(right) || (APOSTROPHE.test(right) && IN_WORD.test(after(text, offset + 1)))
  }
  return APOSTROPHE.test(left) && IN_WORD.test(right) && IN_WORD.test(before(text, offset - 1))
}

function after(text: string, offset: number): string {
  const point = offset < text.length ? text.codePointAt(offset) : undefined
  return point === undefined ? '' : String.fromCodePoint(point)
}

function before(text: string, offset: number): string {
  if (offset <= 0) return ''
  const unit = text.charCodeAt(offset - 1)
  return unit >= 0xdc00 && unit <= 0xdfff ? text.slice(Math.max(0, offset - 2), offset) : text[offset - 1]!
}
