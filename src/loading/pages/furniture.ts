/**
 * What pages carry besides their text: numbers, heads and feet, marks, notes. It is told before anything is joined, by
 * what it says and by where it stands: where it cuts a sentence, it can be nothing else.
 */
import { type DraftBlock, type Piece, textOf } from '../draft.ts'
import type { HeadLines } from '../head-lines.ts'
import type { Relocation } from '../repair/repair.ts'
import type { SegmentRole } from '../segment.ts'
import { type Folio, findFolios } from './folios.ts'
import { betweenItems } from './list-halves.ts'
import { isPageMark } from './page-mark.ts'
import { type PageReading, readPages } from './page-reading.ts'
import { findRunningHeads } from './running-heads.ts'
import { isSignature } from './signature.ts'
import { findSites } from './sites.ts'

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
  { source, head, colophonFirst }: { source: string; head: HeadLines; colophonFirst: boolean },
): PageParts {
  const pages = readPages(blocks, head)
  const folios = findFolios({
    ...{ ...pages, numbers: numbersAlone(pages), colophonFirst },
    cutsList: betweenItems(source, blocks),
  })
  const marks = blocks.flatMap((block, index) => (isPageMark(block) ? [index] : []))
  const isAtPageBreak = pageBreaks(blocks, [...folios.map(({ index }) => index), ...marks])
  const heads = [
    ...findRunningHeads({ ...pages, isAtPageBreak }),
    ...findSites(pages),
    ...findSignatures(pages),
  ]
  const found = new Map<number, Omit<Furniture, 'block'>>()
  for (const index of heads) found.set(index, { what: 'running-head' })
  for (const { index, page } of folios) found.set(index, { what: 'page-number', page: page.value })
  for (const index of marks) found.set(index, { what: 'page-mark' })
  return {
    furniture: blocks.flatMap((block, index) => {
      const furniture = found.get(index)
      return furniture === undefined ? [] : [{ block, ...furniture }]
    }),
    footnotes: findFootnotes(pages, (index) => found.has(index)),
  }
}

function numbersAlone({ lines }: PageReading): Folio[] {
  return lines.flatMap((line, index) => (line?.key === '' && line.page ? [{ index, page: line.page }] : []))
}

/** Tells of an index whether a page number, a page mark or the end of a page stands right beside the block. */
function pageBreaks(blocks: readonly DraftBlock[], places: readonly number[]): (index: number) => boolean {
  const numbered = new Set(places)
  return (index) =>
    numbered.has(index - 1) ||
    numbered.has(index + 1) ||
    blocks[index]!.pageBreakBefore ||
    blocks[index + 1]?.pageBreakBefore === true
}

/** The indexes of signatures that stand within a sentence. */
function findSignatures({ blocks, around }: PageReading): number[] {
  return blocks.flatMap((block, index) => (isSignature(block) && around.interrupts(index) ? [index] : []))
}

/** Notes that stand within a sentence, and where their words begin; `isOther`: blocks that are known to be furniture. */
function findFootnotes(
  { blocks, leads, around }: PageReading,
  isOther: (index: number) => boolean,
): Map<DraftBlock, number> {
  const notes = blocks.flatMap((block, index): [DraftBlock, number][] => {
    const lead = leads[index]!
    return lead > 0 && !isOther(index) && around.interrupts(index) ? [[block, lead]] : []
  })
  return new Map(notes)
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
