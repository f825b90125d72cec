import type { ReadingText } from '../../matching/reading-text.ts'
import type { Utf16Range } from '../../text/folded.ts'
import { codePointLength, toUtf16 } from '../../text/offsets.ts'

/** What stands between two blocks in the text as it is served, and in the reading text. */
const SERVED_BREAK = 2
const BREAK = 1

/**
 * Code points of the reading text as it is served, half-open → the range of the reading text: the way back of
 * `ReadingText.servedOffset`. White space between blocks that it begins or ends with is left out, so the range
 * may be empty. Null when it reaches beyond the text.
 */
export function servedRange(text: ReadingText, range: { start: number; end: number }): Utf16Range | null {
  const start = placeServed(text, range.start, 'start')
  const end = placeServed(text, range.end, 'end')
  return start === null || end === null ? null : { start, end: Math.max(start, end) }
}

/** Between two blocks the start of a range goes on to the next one, its end back to the one before. */
function placeServed(text: ReadingText, offset: number, side: 'start' | 'end'): number | null {
  let served = 0
  let head = 0
  let before = 0
  for (const block of text.blocks) {
    const length = codePointLength(block.text)
    const within = offset - served
    if (side === 'end' && within <= 0 && served > 0) return before
    if (within < length || (within === length && (side === 'end' || block === text.blocks.at(-1))))
      return head + toUtf16(block.text, Math.max(0, within))
    before = head + block.text.length
    served += length + SERVED_BREAK
    head = before + BREAK
  }
  return null
}
