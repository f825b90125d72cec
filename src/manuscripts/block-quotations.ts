import { markedWords } from './inline-quotations.ts'
import type { ManuscriptBlock } from './manuscript-block.ts'
import { type Segment, trimmed } from './segments.ts'

/** A quotation that is set off as a block. */
export interface BlockQuotation {
  segments: Segment[]
  attribution: string | null
  /** The citation at its end, as it stands. */
  citation: string
}

const ATTRIBUTION = /^(?:[\u2013-\u2015]|\u2e3a|-{1,3}(?=[\s\p{L}]))\s*/u
const LONGEST_ATTRIBUTION = 200

/** `[@key, para. 3]`, `[12]`, `(Al Shami 2016, para. 3)` and ¹² at the end of a block quotation: the writer's. */
const CITATION =
  /\s*(?:\[(?:[^[\]]{0,200}@[^[\]]{0,200}|\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3}){0,8})\]|\((?=[^()]*(?:\b(?:1[5-9]|20)\d\d\b|\bpp?\.|\bparas?\.|[\u00a7\u00b6]))[^()]{1,300}\)|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,4})\.?$/u
const LONGEST_CITATION = 320

/** What the blocks of one block quotation quote; null when nothing. Code in it is left out. */
export function blockQuotation(blocks: readonly ManuscriptBlock[]): BlockQuotation | null {
  const quoted = blocks.filter(({ kind }) => kind !== 'pre')
  const whole = quoted.map((block): Segment => ({ block, range: { start: 0, end: block.text.length } }))
  const attribution = takeAttribution(whole)
  const citation = takeCitation(whole)
  const segments = trimmed(withoutMarks(trimmed(whole)))
  return segments.length > 0 ? { segments, attribution, citation: `${citation} ${attribution ?? ''}` } : null
}

/** The last line, when it alone begins with a dash; lines of dialogue all do. */
function takeAttribution(whole: Segment[]): string | null {
  const last = whole.at(-1)
  if (!last) return null
  const { lines, text } = last.block
  const start = lines.at(-1)!
  const line = text.slice(start)
  const dash = ATTRIBUTION.exec(line)
  if (!dash || line.length > LONGEST_ATTRIBUTION || (start === 0 && whole.length === 1)) return null
  const others = whole.flatMap(({ block }) => block.lines.map((at) => block.text.slice(at, at + 4)))
  if (others.slice(0, -1).some((head) => ATTRIBUTION.test(head))) return null
  last.range.end = start
  if (start === 0) whole.pop()
  return line.slice(dash[0].length)
}

function takeCitation(whole: Segment[]): string {
  const last = whole.at(-1)
  if (!last) return ''
  const { start, end } = last.range
  const from = Math.max(start, end - LONGEST_CITATION)
  const tail = last.block.text.slice(from, end).trimEnd()
  const citation = CITATION.exec(tail)
  if (!citation || from + citation.index === start) return ''
  last.range.end = from + citation.index
  return citation[0]
}

/** Quotation marks around all of it are the writer's; those that begin each paragraph belong to them. */
function withoutMarks(segments: Segment[]): Segment[] {
  const blocks = segments.map(({ block }) => block)
  const [words, ...more] = markedWords(blocks, () => true)
  const last = segments.at(-1)
  if (!words || !last || more.length > 0) return segments
  const { from, to } = words
  const isAll =
    from.block === 0 && from.offset === segments[0]!.range.start + 1 && to.block === segments.length - 1
  const closing = last.range.end - 1
  if (
    !isAll ||
    (to.offset !== closing && !/^[.,]$/.test(last.block.text.slice(to.offset + 1, last.range.end)))
  )
    return segments
  return segments.map(({ block, range }, at) => ({
    block,
    range: { start: range.start + 1, end: at === segments.length - 1 ? to.offset : range.end },
  }))
}
