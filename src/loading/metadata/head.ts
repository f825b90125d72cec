/** The head of a text: title, byline and date, as far as their form and the colophon confirm them. */
import { type DraftBlock, type Piece, textOf } from '../draft.ts'
import { type BlockLine, isBreak, linesOf, sourceSpan } from '../lines.ts'
import { beginsLower } from '../repair/sentence-end.ts'
import { BY, nameLines } from './byline.ts'
import { parseDate } from './dates.ts'
import type { Fact } from './facts.ts'
import { foldForComparison } from './fold.ts'
import type { HeadLine, HeadSearch } from './head-search.ts'
import { looksLikePerson } from './person-shape.ts'
import { splitTitleLine } from './title-line.ts'

/** The blocks that are head, lifted into fields. */
export interface Head {
  blocks: ReadonlySet<DraftBlock>
  pieces: Piece[]
  facts: Fact[]
}

/** Of a text that has none, or whose head stands in marks of its own. */
export const NO_HEAD: Head = { blocks: new Set(), pieces: [], facts: [] }

const LONGEST_TITLE = 300
/** Longest first line that is taken for a title. */
const LONGEST_TITLE_LINE = 120

/** Blocks that a head has at most. */
const MOST_BLOCKS = 5
/** A date may be taken for a list, a name for a heading of its own. */
const HEAD_KINDS: ReadonlySet<DraftBlock['kind']> = new Set(['p', 'verse', 'heading', 'li'])

/** Reads the head; empty when the first block is no title. */
export function readHead(search: HeadSearch): Head {
  const { source, blocks } = search
  const titleRule = titleRuleOf(search)
  if (titleRule === undefined) return NO_HEAD
  const titleAt = titleRule === 'heading' ? blocks.findIndex(({ kind }) => kind === 'heading') : 0
  const lines = candidates(source, blocks, { titleRule, titleAt })
  const title = lines.find(({ block }) => block === blocks[titleAt])
  if (title === undefined) return NO_HEAD
  const rest = lines.filter((line) => line !== title)
  const named = nameLines(search, rest)
  const has = (field: string) => named.some(({ facts: said }) => said.some((fact) => fact.field === field))
  const isKnown =
    search.known.title !== undefined || foldForComparison(title.line.text) === search.repeated.title
  const parts = isKnown
    ? undefined
    : splitTitleLine(search, title.line, { author: has('author'), date: has('issued') })
  const facts = [titleFact(search, title, { rule: titleRule, ...parts }), ...(parts?.facts ?? [])]
  const fields = new Map<Piece, string>()
  for (const piece of title.line.pieces) fields.set(piece, 'title')
  for (const { line, field, facts: said } of named) {
    for (const piece of line.pieces) fields.set(piece, field)
    facts.push(...said)
  }
  return liftHead(source, blocks, fields, facts)
}

/** Why the first block is the title, or undefined when it is none. */
function titleRuleOf({ blocks, known, repeated, firstLine, source }: HeadSearch): string | undefined {
  const [first] = blocks
  if (first === undefined || first.text.length > LONGEST_TITLE) return undefined
  if (first.kind === 'heading') return isOther(first.text, known.title) ? undefined : 'heading'
  if (isHeadedLater(blocks)) return 'heading'
  if (first.kind !== 'p' && first.kind !== 'verse') return undefined
  const line = foldForComparison(linesOf(source, first)[0]!.text)
  if (line === repeated.title) return 'colophon'
  if (known.title !== undefined && line === foldForComparison(known.title)) return 'given title'
  return firstLine && known.title === undefined && looksLikeTitle(source, blocks) ? 'first line' : undefined
}

/** Whether a heading is no title, since the work is known to have one that has nothing of it. */
function isOther(heading: string, title: string | undefined): boolean {
  if (title === undefined) return false
  const [one, other] = [foldForComparison(heading), foldForComparison(title)]
  return !one.includes(other) && !other.includes(one)
}

/** Name or date may stand before the title. */
function isHeadedLater([first, second, third]: readonly DraftBlock[]): boolean {
  const isNamed = ({ kind, text }: DraftBlock) =>
    kind === 'p' && (parseDate(text) !== null || looksLikePerson(text))
  if (first === undefined || second === undefined || !isNamed(first)) return false
  if (second.kind === 'heading') return second.level === 1
  return isNamed(second) && third?.kind === 'heading' && third.level === 1
}

/** A short line of its own, with more text after it, that ends as no sentence of prose does. */
function looksLikeTitle(source: string, blocks: readonly DraftBlock[]): boolean {
  const [first, second] = blocks
  const lines = linesOf(source, first!)
  const text = lines[0]!.text
  if (second === undefined || goesOn(second) || text.length > LONGEST_TITLE_LINE) return false
  if (lines.length > 1 && !isByline(lines.slice(1)) && !isTitleInLines(source, blocks, 0)) return false
  return /\p{L}/u.test(text) && !/[.,;:]$/.test(text) && !/^\p{Ll}/u.test(text)
}

/** A title of two or three short lines, none of which says more, above a name or a date. */
function isTitleInLines(source: string, blocks: readonly DraftBlock[], at: number): boolean {
  const [title, next] = [blocks[at]!, blocks[at + 1]]
  const lines = linesOf(source, title)
  const isNamed = next !== undefined && isByline(linesOf(source, next))
  return lines.length > 1 && lines.length <= 3 && isNamed && !isByline(lines.slice(1)) && title.kind === 'p'
}

/** Name and date may stand right below the title. */
function isByline(lines: readonly BlockLine[]): boolean {
  const says = ({ text }: BlockLine) => parseDate(text) !== null || BY.test(text) || looksLikePerson(text)
  return lines.length <= 3 && lines.some(says) && lines.every(({ text }) => text.length <= LONGEST_TITLE_LINE)
}

/** A sentence that goes on shows that the line before was none of a title. */
function goesOn({ text }: DraftBlock): boolean {
  return beginsLower(text) && !BY.test(text)
}

/** Lines that may be head: those of the first blocks, up to the first that is too long. */
function candidates(
  source: string,
  blocks: readonly DraftBlock[],
  { titleRule, titleAt }: { titleRule: string; titleAt: number },
): HeadLine[] {
  const found: HeadLine[] = []
  for (const [index, block] of blocks.slice(0, MOST_BLOCKS).entries()) {
    const isWhole =
      block.kind === 'heading' ||
      (index === titleAt && (titleRule === 'heading' || isTitleInLines(source, blocks, index)))
    const lines = isWhole ? [wholeLine(block)] : linesOf(source, block)
    const isHeadlike = index === titleAt || HEAD_KINDS.has(block.kind)
    if (!isHeadlike || lines.length > 4 || lines.some((line) => line.text.length > LONGEST_TITLE)) break
    found.push(...lines.map((line) => ({ block, line })))
  }
  return found
}

function wholeLine(block: DraftBlock): BlockLine {
  return { pieces: block.pieces, text: block.text, start: block.start, end: block.end }
}

function titleFact(
  { source, repeated }: HeadSearch,
  { line }: HeadLine,
  { rule, from = 0, to = line.text.length }: { rule: string; from?: number; to?: number },
): Fact {
  const value = line.text.slice(from, to)
  const confirmed = foldForComparison(value) === repeated.title
  const isPart = value !== line.text
  const certainty =
    (rule === 'first line' || isPart) && !confirmed ? ('probable' as const) : ('certain' as const)
  const span = sourceSpan(source, line.pieces, from, to)
  return { ...span, field: 'title', value, certainty, rule }
}

/** A block all of whose lines have a field is head; one with other lines too stays in the text, whole. */
function liftHead(
  source: string,
  blocks: readonly DraftBlock[],
  fields: ReadonlyMap<Piece, string>,
  facts: Fact[],
): Head {
  const lifted = blocks
    .slice(0, MOST_BLOCKS)
    .filter((block) =>
      block.pieces.every((piece) => fields.has(piece) || isBreak(piece) || textOf(source, piece) === ''),
    )
  const pieces = lifted.flatMap((block) =>
    block.pieces.map((piece) => liftPiece(source, piece, fields.get(piece))),
  )
  return { blocks: new Set(lifted), pieces, facts }
}

function liftPiece(source: string, piece: Piece, field: string | undefined): Piece {
  if (isBreak(piece)) {
    const { text: _, ...rest } = piece
    return { ...rest, op: 'drop' }
  }
  if (field === undefined || textOf(source, piece) === '') return piece
  return { ...piece, kind: field, role: field as 'title' | 'author' | 'date', field }
}
