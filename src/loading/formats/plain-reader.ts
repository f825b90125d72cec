/** Plain text to a draft: blocks between blank lines, their lines joined. */
import { UNSPACED } from '../../text/scripts.ts'
import type { BlockKind } from '../block.ts'
import type { Draft } from '../draft.ts'
import { BlockBuilder } from './block-builder.ts'
import { readColumns } from './plain-columns.ts'
import { isWrapped, type Line, lineGroups, plainLines, wrapWidth } from './plain-lines.ts'
import { splitPageLines } from './plain-page-lines.ts'
import { splitAtShortLines, splitParagraphs } from './plain-paragraphs.ts'

/** Reads a plain-text source: byte order mark, LF, CRLF, CR and form feeds as they come. */
export function readPlain(source: string): Draft {
  const builder = new BlockBuilder(source)
  const bom = source.startsWith('\ufeff') ? 1 : 0
  builder.drop(0, bom, 'byte-order-mark')
  const { lines, found } = readColumns(source, plainLines(source, bom))
  if (found > 0) builder.draft.warnings.push(IN_COLUMNS)
  const grouped = lineGroups(lines)
  const groups = isLinePerParagraph(grouped)
    ? splitLines(grouped, builder.draft)
    : splitWrapped(source, grouped, builder.draft)
  const width = wrapWidth(source, groups)
  for (const group of groups) addGroup(builder, group, kindOf(source, group, width))
  return builder.draft
}

const IN_COLUMNS =
  'The text stands in two columns: the left one of each page was read before the right one. Look at the order.'

/** One long line after another, with no blank line between: each is a paragraph. */
function isLinePerParagraph(groups: readonly Line[][]): boolean {
  const [lines] = groups
  if (groups.length !== 1 || lines === undefined || lines.length < 3) return false
  const long = lines.filter((line) => line.end - line.start > LONG_LINE).length
  return long * 2 >= lines.length
}

/** Where a short last line alone parts paragraphs, those whose last line is full cannot be told from the next. */
function splitWrapped(source: string, grouped: readonly Line[][], draft: Draft): Line[][] {
  const groups = splitParagraphs(source, splitPageLines(source, grouped))
  const parted = splitAtShortLines(source, groups)
  if (parted.length > groups.length) draft.warnings.push(AT_SHORT_LINES)
  return parted
}

const AT_SHORT_LINES =
  'Some paragraphs are told apart by their short last lines alone. Where a last line is full, two may stand as one. Look at the long ones.'

/** Longer than any hard-wrapped line. */
const LONG_LINE = 132

function splitLines(groups: readonly Line[][], draft: Draft): Line[][] {
  draft.warnings.push('No blank lines stand between the paragraphs: every line was read as one.')
  return groups.flatMap((group) => group.map((line) => [line]))
}

function addGroup(builder: BlockBuilder, lines: readonly Line[], kind: BlockKind): void {
  const first = lines[0]!
  if (first.pageBreakBefore) builder.pageBreak()
  builder.open(kind, first.start, kind === 'heading' ? 2 : undefined)
  if (lines.some(({ breakTo }) => breakTo !== undefined)) builder.scatter()
  for (const [index, line] of lines.entries()) {
    builder.copy(line.start, line.end)
    const next = lines[index + 1]
    if (next !== undefined) {
      builder.softBreak(line.end, line.breakTo ?? next.start, 'line-break')
    }
  }
  addLinks(builder, first.start, lines.at(-1)!.end)
  builder.close(lines.at(-1)!.end)
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

function kindOf(source: string, lines: readonly Line[], width: number): BlockKind {
  const text = source.slice(lines[0]!.start, lines[0]!.end)
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
