/** The head of a text: title, byline and date, as far as their form and the colophon confirm them. */
import { type DraftBlock, type Piece, textOf } from '../draft.ts'
import { type BlockLine, isBreak, linesOf, sourceSpan } from '../lines.ts'
import { parseDate } from './dates.ts'
import type { Fact, Known } from './facts.ts'
import { foldForComparison } from './fold.ts'

/** The blocks that are head, lifted into fields. */
export interface Head {
  blocks: ReadonlySet<DraftBlock>
  pieces: Piece[]
  facts: Fact[]
}

/** How a head is to be looked for. */
export interface HeadSearch {
  source: string
  /** The body in file order, the colophon taken out. */
  blocks: readonly DraftBlock[]
  known: Known
  /** What the colophon said: a head that it repeats is certain. */
  repeated: { title: string | undefined; author: string | undefined }
  /** Whether a first line may be the title: in formats without headings. */
  firstLine: boolean
}

interface HeadLine {
  block: DraftBlock
  line: BlockLine
}

const MAX_TITLE = 300
const MAX_LINE = 100

/** Reads the head; empty when the first block is no title. */
export function readHead(search: HeadSearch): Head {
  const { source, blocks } = search
  const titleRule = titleRuleOf(search)
  if (titleRule === undefined) return { blocks: new Set(), pieces: [], facts: [] }
  const [title, ...rest] = candidates(source, blocks, titleRule)
  const facts = [titleFact(search, title!, titleRule)]
  const fields = new Map<Piece, string>()
  for (const piece of title!.line.pieces) fields.set(piece, 'title')
  for (const { line, field, fact } of nameLines(search, rest)) {
    for (const piece of line.pieces) fields.set(piece, field)
    facts.push(fact)
  }
  return liftHead(source, blocks, fields, facts)
}

/** Why the first block is the title, or undefined when it is none. */
function titleRuleOf({ blocks, known, repeated, firstLine, source }: HeadSearch): string | undefined {
  const [first] = blocks
  if (first === undefined || first.text.length > MAX_TITLE) return undefined
  if (first.kind === 'heading') return 'heading'
  if (first.kind !== 'p' && first.kind !== 'verse') return undefined
  const line = foldForComparison(linesOf(source, first)[0]!.text)
  if (line === repeated.title) return 'colophon'
  if (known.title !== undefined && line === foldForComparison(known.title)) return 'given title'
  return firstLine && known.title === undefined && looksLikeTitle(source, blocks) ? 'first line' : undefined
}

/** A short line of its own, with more text after it, that ends as no sentence of prose does. */
function looksLikeTitle(source: string, blocks: readonly DraftBlock[]): boolean {
  const [first, second] = blocks
  const lines = linesOf(source, first!)
  const text = lines[0]!.text
  if (second === undefined || lines.length > 1 || text.length > MAX_LINE + 20) return false
  return /\p{L}/u.test(text) && !/[.,;:]$/.test(text) && !/^\p{Ll}/u.test(text)
}

/** Lines that may be head: those of the first blocks, up to the first that is too long. */
function candidates(source: string, blocks: readonly DraftBlock[], titleRule: string): HeadLine[] {
  const found: HeadLine[] = []
  for (const [index, block] of blocks.slice(0, 4).entries()) {
    const lines = index === 0 && titleRule === 'heading' ? [wholeLine(block)] : linesOf(source, block)
    const isHeadlike = index === 0 || block.kind === 'p' || block.kind === 'verse'
    if (!isHeadlike || lines.length > 4 || lines.some((line) => line.text.length > MAX_TITLE)) break
    found.push(...lines.map((line) => ({ block, line })))
  }
  return found
}

function wholeLine(block: DraftBlock): BlockLine {
  return { pieces: block.pieces, text: block.text, start: block.start, end: block.end }
}

interface NamedLine {
  line: BlockLine
  field: 'author' | 'date'
  fact: Fact
}

/** Byline and date directly after the title, in either order; a name alone is taken only when something confirms it. */
function nameLines(search: HeadSearch, lines: readonly HeadLine[]): NamedLine[] {
  const [one, two] = lines
  if (one === undefined) return []
  const firstDate = dateLine(search, one.line)
  if (firstDate !== undefined) {
    const byline = two && bylineOf(search, two.line, true)
    return byline === undefined ? [firstDate] : [firstDate, byline]
  }
  const date = two && dateLine(search, two.line)
  const byline = bylineOf(search, one.line, date !== undefined)
  if (byline === undefined) return []
  return date === undefined ? [byline] : [byline, date]
}

const DATE_LABEL = /^(?:date|dated|published|posted|written|first published)(?: on| in)?\s*:?\s+/i

function dateLine({ source }: HeadSearch, line: BlockLine): NamedLine | undefined {
  const label = DATE_LABEL.exec(line.text)?.[0].length ?? 0
  const words = line.text.slice(label)
  const edtf = parseDate(words)
  if (edtf === null && !/^\d{1,2}([-/.])\d{1,2}\1\d{4}$/.test(words)) return undefined
  const span = sourceSpan(source, line.pieces, label, line.text.length)
  const certainty = edtf === null ? ('unresolved' as const) : ('certain' as const)
  return { line, field: 'date', fact: { ...span, field: 'issued', value: edtf, certainty, rule: 'date after the title' } }
}

const BY = /^(?:by|von|par|por|di|door|av|af|przez)\s+(?=\S)/i

function bylineOf(search: HeadSearch, line: BlockLine, besideDate: boolean): NamedLine | undefined {
  const by = BY.exec(line.text)?.[0].length ?? 0
  const name = line.text.slice(by)
  if (!looksLikeName(name)) return undefined
  const folded = foldForComparison(name)
  const confirmed = folded === search.repeated.author || search.known.authors.some((author) => foldForComparison(author) === folded)
  const marked = by > 0 && /^\p{Lu}|^\p{Lo}/u.test(name)
  if (!confirmed && !marked && !besideDate) return undefined
  const span = sourceSpan(search.source, line.pieces, by, line.text.length)
  const rule = confirmed ? 'byline, repeated elsewhere' : marked ? 'byline' : 'line beside the date'
  const certainty = confirmed || marked ? ('certain' as const) : ('probable' as const)
  return { line, field: 'author', fact: { ...span, field: 'author', value: { literal: name }, certainty, rule } }
}

/** Short, without digits, and not a sentence. */
function looksLikeName(text: string): boolean {
  if (text.length > MAX_LINE || /[\d:;?!]/.test(text) || text.split(' ').length > 12) return false
  return !/\.$/.test(text) || /(?:^|[\s.])\p{L}{1,3}\.$/u.test(text)
}

function titleFact({ source, repeated }: HeadSearch, { line }: HeadLine, rule: string): Fact {
  const confirmed = foldForComparison(line.text) === repeated.title
  const certainty = rule === 'first line' && !confirmed ? ('probable' as const) : ('certain' as const)
  const span = sourceSpan(source, line.pieces, 0, line.text.length)
  return { ...span, field: 'title', value: line.text, certainty, rule }
}

/** A block all of whose lines have a field is head; one with other lines too stays in the text, whole. */
function liftHead(source: string, blocks: readonly DraftBlock[], fields: ReadonlyMap<Piece, string>, facts: Fact[]): Head {
  const lifted = blocks
    .slice(0, 4)
    .filter((block) => block.pieces.every((piece) => fields.has(piece) || isBreak(piece) || textOf(source, piece) === ''))
  const pieces = lifted.flatMap((block) => block.pieces.map((piece) => liftPiece(source, piece, fields.get(piece))))
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
