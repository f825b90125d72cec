import { parseParagraphId } from '../identity/ids.ts'
import type { ReadingText, Span } from '../matching/reading-text.ts'
import type { Utf16Range } from '../text/folded.ts'

/**
 * The hint in a quote's address, `at=<place>:<start>-<end>` or `at=<place>:<start>-<place>:<end>`: where the
 * words stand, so that an address we hand out resolves without registration. A place is a paragraph's id or
 * number, or `b` and a block's 0-based ordinal for blocks that are not counted; offsets are code points. A
 * quotation with omissions has a hint for each of its parts, with commas between them.
 */
const HINT = /^([0-9a-z-]{1,32}):(\d{1,9})-(?:([0-9a-z-]{1,32}):)?(\d{1,9})$/

/** As many parts as a quotation may have. */
const MOST_PARTS = 20

/** Prints the hint of a quote by its parts in a text. */
export function printHint(text: ReadingText, parts: readonly Utf16Range[]): string {
  return parts.map((part) => printPart(text.spans(part))).join(',')
}

function printPart(spans: readonly Span[]): string {
  const first = spans[0]!
  const last = spans.at(-1)!
  const end = last === first ? `${last.end}` : `${printPlace(last)}:${last.end}`
  return `${printPlace(first)}:${first.start}-${end}`
}

/** The parts that a hint points at in a text; null when it is none, or points at nothing there. */
export function readHint(text: ReadingText, hint: string): Utf16Range[] | null {
  if (!isHint(hint)) return null
  const parts = hint.split(',').map((part) => readPart(text, part))
  return parts.includes(null) ? null : (parts as Utf16Range[])
}

function readPart(text: ReadingText, part: string): Utf16Range | null {
  const [, from, start, to = from, end] = HINT.exec(part)!
  const first = blockAt(text, from!)
  const last = blockAt(text, to!)
  if (first === undefined || last === undefined) return null
  return text.range({ block: first, offset: Number(start) }, { block: last, offset: Number(end) })
}

/** Is it a hint at all? */
export function isHint(hint: string): boolean {
  const parts = hint.split(',', MOST_PARTS + 1)
  return parts.length <= MOST_PARTS && parts.every((part) => HINT.test(part))
}

/** Has the text the shape of a place? */
export function isPlace(text: string): boolean {
  return /^b?\d{1,9}$/.test(text) || parseParagraphId(text) !== null
}

/** The place that a span begins in: its paragraph, or its block where that is not counted. */
export function printPlace(span: Pick<Span, 'paragraph' | 'block'>): string {
  return span.paragraph ?? `b${span.block}`
}

/** The ordinal of the block at a place. */
export function blockAt(text: ReadingText, place: string): number | undefined {
  const ordinal = /^b(\d{1,9})$/.exec(place)
  if (ordinal) return Number(ordinal[1])
  const id = parseParagraphId(place)
  return text.blocks.find((block) => block.paragraph === id || String(block.number) === place)?.ordinal
}
