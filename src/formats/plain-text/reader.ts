/** Plain text to a draft: blocks between blank lines, their lines joined. */

import type { BlockKind } from '../../loading/block.ts'
import type { Draft, Span } from '../../loading/draft.ts'
import { beginsLower } from '../../loading/repair/sentence-end.ts'
import { UNSPACED } from '../../text/scripts.ts'
import { BlockBuilder } from '../block-builder.ts'
import { aroundMarks, type PageSpan, pageSpans } from '../page-marks/spans.ts'
import { readColumns } from './columns.ts'
import { splitHead } from './head.ts'
import { itemsOf } from './items.ts'
import { isWrapped, type Line, lineGroups, plainLines, wrapWidth } from './lines.ts'
import { splitPageLines } from './page-lines.ts'
import { isFinished, splitParagraphs } from './paragraphs.ts'
import { splitAtShortLines } from './short-lines.ts'

/**
 * Reads a plain-text source: byte order mark, LF, CRLF, CR and form feeds as they come.
 *
 * @param text where in the source the text stands, which is all of it when it is not told
 */
export function readPlain(source: string, text?: Span): Draft {
  const builder = new BlockBuilder(source, { marksPages: true })
  const bom = source.startsWith('\ufeff') && text === undefined ? 1 : 0
  builder.drop(0, bom, 'byte-order-mark')
  const all = plainLines(source, text?.start ?? bom)
  const own = text ? all.filter(({ end }) => end <= text.end) : all
  const { lines, found } = readColumns(source, own)
  if (found > 0) builder.draft.warnings.push(IN_COLUMNS)
  return readPlainLines(builder, lines)
}

/** Reads the lines of a text, in reading order. What stands between them is none of it. */
export function readPlainLines(builder: BlockBuilder, lines: readonly Line[]): Draft {
  const { source } = builder.draft
  const grouped = splitHead(source, lineGroups(lines))
  const groups = splitWrapped(builder, splitLongLines(source, grouped, builder.draft))
  const width = wrapWidth(source, groups)
  const marks = builder.marksPages ? pageSpans(source) : []
  for (const group of groups) addGroup(builder, group, { kind: kindOf(source, group, width), marks })
  return builder.finish()
}

const IN_COLUMNS =
  'The text stands in two columns: the left one of each page was read before the right one. Look at the order.'

/** The groups, with each line of those that are not wrapped as a paragraph of its own. */
function splitLongLines(source: string, groups: readonly Line[][], draft: Draft): Line[][] {
  const isWhole = groups.length <= MOST_OF_HEAD
  if (!isWhole && wrapWidth(source, groups) > LONG_LINE) return [...groups]
  const isSplit = groups.map((group) => isLinePerParagraph(source, group, isWhole))
  if (isSplit.includes(true))
    draft.warnings.push('No blank lines stand between some paragraphs: every line was read as one.')
  return groups.flatMap((group, at) => (isSplit[at] ? splitLines(source, group) : [group]))
}

/**
 * One long line after another, with no blank line between: each is a paragraph. In a text that has blank lines, or among
 * many short ones, each long line must end a sentence, and none may go on in the next.
 */
function isLinePerParagraph(source: string, lines: readonly Line[], isWhole: boolean): boolean {
  const long = lines.filter((line) => line.end - line.start > LONG_LINE)
  if (lines.length < 3 || long.length === 0) return false
  if (isWhole && long.length * 2 >= lines.length) return true
  const textOf = ({ start, end }: Line) => source.slice(start, end)
  return (
    long.length > 1 &&
    !lines.some((line) => beginsLower(textOf(line))) &&
    long.every((line) => isFinished(textOf(line)))
  )
}

/** Each line by itself; short ones in a row that are verse stay together. */
function splitLines(source: string, lines: readonly Line[]): Line[][] {
  const runs: Line[][] = []
  for (const line of lines) {
    const last = runs.at(-1)
    const isShort = (each: Line) => each.end - each.start <= LONGEST_VERSE
    if (last !== undefined && isShort(line) && isShort(last[0]!)) last.push(line)
    else runs.push([line])
  }
  return runs.flatMap((run) =>
    kindOf(source, run, 0) === 'verse' && itemsOf(source, [run]).size === 0
      ? [run]
      : run.map((line) => [line]),
  )
}

/** Where a short last line alone parts paragraphs, those whose last line is full cannot be told from the next. */
function splitWrapped({ draft, marksPages }: BlockBuilder, grouped: readonly Line[][]): Line[][] {
  const { source } = draft
  const groups = splitParagraphs(source, splitPageLines(source, grouped, marksPages))
  const parted = splitAtShortLines(source, groups)
  if (parted.length > groups.length) draft.warnings.push(AT_SHORT_LINES)
  return parted
}

const AT_SHORT_LINES =
  'Some paragraphs are told apart by their short last lines alone. Where a last line is full, two may stand as one. Look at the long ones.'

/** Groups that a head and one text without blank lines make. */
const MOST_OF_HEAD = 6

/** Longer than any hard-wrapped line. */
const LONG_LINE = 132

function addGroup(
  builder: BlockBuilder,
  lines: readonly Line[],
  { kind, marks }: { kind: BlockKind; marks: readonly PageSpan[] },
): void {
  const first = lines[0]!
  if (first.pageBreakBefore) builder.pageBreak()
  const start = first.start + (first.sign ?? 0)
  builder.drop(first.start, start, 'list-item')
  builder.open(kind, start, kind === 'heading' ? 2 : undefined)
  if (lines.some(({ breakTo }) => breakTo !== undefined)) builder.scatter()
  for (const [index, line] of lines.entries()) {
    copyLine(builder, marks, { start: index === 0 ? start : line.start, end: line.end })
    const next = lines[index + 1]
    if (next !== undefined) {
      builder.softBreak(line.end, line.breakTo ?? next.start, 'line-break')
    }
  }
  addLinks(builder, start, lines.at(-1)!.end)
  builder.close(lines.at(-1)!.end)
}

function copyLine(builder: BlockBuilder, marks: readonly PageSpan[], line: Span): void {
  for (const run of aroundMarks(marks, line))
    if ('mark' in run) builder.pageMark(run, run.mark)
    else if (run.end > run.start) builder.copy(run.start, run.end)
}

/** Addresses in the text, and the links of the muse format that retrieval notes are copied in. */
const ADDRESS = /\[\[(https?:\/\/[^\s\]]{1,2000})\]\[([^\]\n]{1,500})\]\]|https?:\/\/[^\s<>"'\])]{1,2000}/g

function addLinks(builder: BlockBuilder, start: number, end: number): void {
  for (const { index, 0: whole, 1: address, 2: label } of builder.draft.source
    .slice(start, end)
    .matchAll(ADDRESS)) {
    const at = start + index
    const url = address ?? whole.replace(/(?<![.,;:!?])[.,;:!?]+$/, '')
    const from = address === undefined ? at : at + 2
    const span = { start: from, end: from + url.length }
    const labelFrom = span.end + 2
    const labelSpan = label === undefined ? span : { start: labelFrom, end: labelFrom + label.length }
    builder.link({ label: labelSpan, address: span, url })
  }
}

/** Words that begin a heading that stands alone on its line. */
const HEADING_WORD =
  /^(?:chapter|part|section|book|appendix|chapitre|partie|kapitel|teil|capítulo|capitolo|parte|глава|часть)\s+[\divxlc]+\b/i

/** Lines of a heading that is told by its larger letters. */
const MOST_OF_HEADING = 4

function kindOf(source: string, lines: readonly Line[], width: number): BlockKind {
  if (lines[0]!.sign !== undefined) return 'li'
  const text = source.slice(lines[0]!.start, lines[0]!.end)
  if (lines.every(({ larger }) => larger) && lines.length <= MOST_OF_HEADING) return 'heading'
  if (lines.length === 1) return isHeading(text) ? 'heading' : 'p'
  const isLong = lines.some((line) => line.end - line.start > LONGEST_VERSE)
  const isProse = (width > 0 && isWrapped(source, lines, width)) || isLong
  return lines.length > 2 && !isProse && beginLikeVerse(source, lines) ? 'verse' : 'p'
}

/** Characters of the longest line that verse may have. */
const LONGEST_VERSE = 64

function isHeading(text: string): boolean {
  if (text.length > 72 || /[.!?,;:]$/.test(text)) return false
  return HEADING_WORD.test(text) || (/\p{Lu}{3}/u.test(text) && text === text.toUpperCase())
}

const UNSPACED_LETTER = new RegExp(`[${UNSPACED}]`, 'u')

/**
 * Nearly every line of verse begins with a capital; wrapped prose seldom does. Where there are none, as in Chinese, nearly
 * every line ends with a mark.
 */
function beginLikeVerse(source: string, lines: readonly Line[]): boolean {
  const isCaseless = ({ start }: Line) => UNSPACED_LETTER.test(source.slice(start, start + 1))
  if (lines.every(isCaseless))
    return lines.filter(({ end }) => /\p{P}/u.test(source.slice(end - 1, end))).length >= lines.length * 0.8
  const capitals = lines.filter((line) =>
    /^[\p{P}\s]*[\p{Lu}\p{Lo}]/u.test(source.slice(line.start, line.start + 8)),
  ).length
  return capitals >= lines.length * 0.8
}
