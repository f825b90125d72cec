/**
 * What pages carry besides their text: numbers, heads and feet, marks, notes. It is told before anything is joined, by
 * what it says and by where it stands: where it cuts a sentence, it can be nothing else.
 */
import { type DraftBlock, type Piece, textOf } from '../draft.ts'
import { isDomain } from '../metadata/retrieved.ts'
import { isWholeSentence } from '../repair/continuation.ts'
import type { HeadLines } from '../repair/head-lines.ts'
import type { Relocation } from '../repair/repair.ts'
import { endsSentence } from '../repair/sentence-end.ts'
import { isSite } from '../repair/site.ts'
import type { SegmentRole } from '../segment.ts'
import { type Folio, findFolios } from './folios.ts'
import { groupedBy } from './grouped.ts'
import { looksLikeHead } from './head-shape.ts'
import { type PageLine, readPageLine } from './page-line.ts'
import { findRunningHeads } from './running-heads.ts'
import { Surroundings } from './surroundings.ts'

/** A block that is furniture, as what. */
export interface Furniture {
  block: DraftBlock
  what: Extract<Relocation['what'], 'running-head' | 'page-number' | 'page-mark'>
  /** The page that it numbers. */
  page?: number
}

/** What belongs to the pages. */
export interface PageParts {
  furniture: Furniture[]
  /** Notes at the foot of a page that nothing refers to, and where their words begin. */
  footnotes: Map<DraftBlock, number>
}

/** The furniture among the blocks, in file order. `colophonFirst`: the pages were imposed for printing. */
export function findFurniture(
  blocks: readonly DraftBlock[],
  { head, colophonFirst }: { head: HeadLines; colophonFirst: boolean },
): PageParts {
  const lines = blocks.map((block) => lineOf(block, head))
  const repeated = repeatedKeys(lines)
  const leads = blocks.map(footnoteLead)
  const around = new Surroundings(
    blocks,
    (index) => isCandidate(blocks[index]!, lines[index], repeated) || leads[index]! > 0,
  )
  const numbers = lines.flatMap((line, index): Folio[] =>
    line?.key === '' && line.page ? [{ index, page: line.page }] : [],
  )
  const folios = findFolios({ blocks, numbers, around, colophonFirst })
  const marks = blocks.flatMap(({ text }, index) => (PAGE_MARK.test(text) ? [index] : []))
  const numbered = new Set([...folios.map(({ index }) => index), ...marks])
  const isAtPageBreak = (index: number) =>
    numbered.has(index - 1) ||
    numbered.has(index + 1) ||
    blocks[index]!.pageBreakBefore ||
    blocks[index + 1]?.pageBreakBefore === true
  const heads = findRunningHeads({ blocks, lines, head, around, isAtPageBreak })
  const sites = findSites(blocks, around)
  const found = new Map<number, Omit<Furniture, 'block'>>()
  for (const index of [...heads, ...sites]) found.set(index, { what: 'running-head' })
  for (const { index, page } of folios) found.set(index, { what: 'page-number', page: page.value })
  for (const index of marks) found.set(index, { what: 'page-mark' })
  const notes = blocks.flatMap((block, index): [DraftBlock, number][] =>
    leads[index]! > 0 && !found.has(index) && around.interrupts(index) ? [[block, leads[index]!]] : [],
  )
  return {
    furniture: blocks.flatMap((block, index) => {
      const furniture = found.get(index)
      return furniture === undefined ? [] : [{ block, ...furniture }]
    }),
    footnotes: new Map(notes),
  }
}

/** Sites that stand within a sentence, and where the same stand besides; or that a page each has at its foot. */
function findSites(blocks: readonly DraftBlock[], around: Surroundings): number[] {
  const places = groupedBy(blocks, ({ kind, text }) => (kind === 'p' && isDomain(text) ? text : undefined))
  return [...places]
    .filter(([, indexes]) => indexes.length > 2 || indexes.some((index) => around.interrupts(index)))
    .flatMap(([, indexes]) => indexes)
}

/** Converters that paginate write `{12}` and 48 hyphens. */
const PAGE_MARK = /^\{\d{1,5}\}-{40,60}$/
/** Kinds that a line of furniture is taken for by those who convert: `- 7 -` is a list in markdown. */
const LINE_KINDS: ReadonlySet<DraftBlock['kind']> = new Set(['p', 'heading', 'li'])

function lineOf(block: DraftBlock, head: HeadLines): PageLine | undefined {
  if (!LINE_KINDS.has(block.kind) || head.blocks.has(block) || PAGE_MARK.test(block.text)) return undefined
  if (isWholeSentence(block)) return undefined
  const line = readPageLine(block.text)
  return block.kind === 'li' && !line?.page?.explicit ? undefined : line
}

function repeatedKeys(lines: readonly (PageLine | undefined)[]): Set<string> {
  const once = new Set<string>()
  const twice = new Set<string>()
  for (const line of lines) {
    if (line === undefined) continue
    if (once.has(line.key)) twice.add(line.key)
    once.add(line.key)
  }
  return twice
}

/** What may be furniture is passed over when the ends of a sentence are looked for. */
function isCandidate(block: DraftBlock, line: PageLine | undefined, repeated: ReadonlySet<string>): boolean {
  if (block.kind === 'note' || PAGE_MARK.test(block.text) || isSite(block)) return true
  if (line === undefined) return false
  return (
    line.key === '' || line.page?.explicit === true || repeated.has(line.key) || looksLikeHead(block.text)
  )
}

/** Where the words of a note at the foot of a page begin, behind its number; 0 for what is none. */
function footnoteLead({ kind, text }: DraftBlock): number {
  if (kind !== 'p' || !endsSentence(text)) return 0
  return /^(?:\d{1,3}|\*{1,3}|[†‡])[.)]?\s+(?=\S*\p{L})/u.exec(text)?.[0].length ?? 0
}

/** The pieces of a block with the role that it has; none of them reaches the text. */
export function liftFurniture(source: string, { block, what }: Furniture): Piece[] {
  const role: SegmentRole = what === 'page-mark' ? 'page-mark' : 'furniture'
  return block.pieces.map((piece) => {
    if (textOf(source, piece) === '') return piece
    const { text: _, ...rest } = piece
    return { ...rest, kind: what, role, op: 'drop', rule: what }
  })
}
