import type { Utf16Range } from '../../text/folded.ts'

/** Characters (UTF-16) of a text that are shown whole, and on each side of the words where it is cut. */
const SHORT = 600
const AROUND = 200

/** The part of a text that shows a passage of it and those ranges that are near, cut between words. */
export function excerpt(text: string, ranges: readonly Utf16Range[], passage: Utf16Range): Utf16Range {
  if (text.length <= SHORT) return { start: 0, end: text.length }
  const first = passage.start
  const from = Math.max(0, first - AROUND)
  const last = ranges.findLast(({ end }) => end <= from + SHORT)?.end ?? first
  const to = Math.min(text.length, Math.max(last + AROUND, from + 2 * AROUND))
  return { start: from === 0 ? 0 : spaceAfter(text, from, first), end: spaceBefore(text, to, last) }
}

function spaceAfter(text: string, from: number, most: number): number {
  const space = text.indexOf(' ', from)
  return space === -1 || space >= most ? whole(text, from) : space + 1
}

function spaceBefore(text: string, to: number, least: number): number {
  if (to === text.length) return to
  const space = text.lastIndexOf(' ', to)
  return space <= least ? whole(text, to) : space
}

/** Not between the halves of a character. */
function whole(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at
}
