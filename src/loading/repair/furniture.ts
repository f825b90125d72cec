/** Page numbers, running heads and page marks: what a page carries besides its text. Only what is certain. */

import { type DraftBlock, type Piece, textOf } from '../draft.ts'
import { foldForComparison } from '../metadata/fold.ts'
import type { SegmentRole } from '../segment.ts'
import type { HeadLines } from './head-lines.ts'
import type { Relocation } from './repair.ts'
import { beginsLower, endsSentence } from './sentence-end.ts'

/** A block that is furniture, as what. */
export interface Furniture {
  block: DraftBlock
  what: Extract<Relocation['what'], 'running-head' | 'page-number' | 'page-mark'>
}

/** The furniture among the blocks. The head itself is none, however often it is repeated. */
export function findFurniture(blocks: readonly DraftBlock[], head: HeadLines): Furniture[] {
  const numbers = countingNumbers(blocks)
  const lines = repeatedLines(blocks, head.titleBlock)
  const numbered = new Set(numbers)
  const candidates = new Set([...numbers, ...lines.flatMap((line) => line.indexes)])
  const interrupts = (index: number) => isInterruption(blocks, index, candidates)
  const isNumbered = numbers.some(interrupts)
  const isBesidePageBreak = (index: number) =>
    (isNumbered && (numbered.has(index - 1) || numbered.has(index + 1))) ||
    blocks[index]!.pageBreakBefore ||
    blocks[index + 1]?.pageBreakBefore === true
  const heads = lines.filter(
    ({ key, indexes }) =>
      indexes.some(interrupts) &&
      (key === head.title ||
        head.others.has(key) ||
        indexes.filter(isBesidePageBreak).length * 2 > indexes.length),
  )
  const as = (what: Furniture['what']) => (index: number) => ({ block: blocks[index]!, what })
  return [
    ...blocks.flatMap((block, index) => (PAGE_MARK.test(block.text) ? [as('page-mark')(index)] : [])),
    ...(isNumbered ? numbers.map(as('page-number')) : []),
    ...heads.flatMap(({ indexes }) => indexes.map(as('running-head'))),
  ]
}

/** Converters that paginate write `{12}` and 48 hyphens. */
const PAGE_MARK = /^\{\d{1,5}\}-{40,60}$/
const PAGE_NUMBER =
  /^(?:[-–—•|[]\s*)?(?:(?:page|seite|p\.|стр\.)\s*)?(\d{1,4})(?:\s*(?:of|\/|von|de)\s*\d{1,4})?(?:\s*[-–—•|\]])?$/i

/**
 * Where numbers stand alone and count up one by one. They are page numbers if one of them stands in the middle of a
 * sentence: numbered sections stand between finished paragraphs.
 */
function countingNumbers(blocks: readonly DraftBlock[]): number[] {
  const alone = blocks.flatMap((block, index) => {
    const number = block.kind === 'p' ? PAGE_NUMBER.exec(block.text)?.[1] : undefined
    return number === undefined ? [] : [{ index, number: Number(number) }]
  })
  const counts = alone.every(({ number }, at) => at === 0 || number === alone[at - 1]!.number + 1)
  return alone.length >= 2 && counts ? alone.map(({ index }) => index) : []
}

/**
 * Where the same short line stands at least three times. It is a running head if it stands once in the middle of a
 * sentence and is the title or the author, or keeps to page numbers or page breaks: a refrain or a cry does not.
 */
function repeatedLines(
  blocks: readonly DraftBlock[],
  title: DraftBlock | undefined,
): { key: string; indexes: number[] }[] {
  const places = new Map<string, number[]>()
  for (const [index, block] of blocks.entries()) {
    const { text, kind } = block
    if (block === title || text.length > 80 || kind !== 'p' || endsSentence(text) || PAGE_NUMBER.test(text))
      continue
    const key = foldForComparison(text.replace(/^\d{1,4}\s+|\s+\d{1,4}$/g, ''))
    const known = places.get(key)
    if (known === undefined) places.set(key, [index])
    else known.push(index)
  }
  return [...places].flatMap(([key, indexes]) => (indexes.length >= 3 ? [{ key, indexes }] : []))
}

/** A block that stands where a sentence goes on: after an unfinished one, before a small letter. */
function isInterruption(
  blocks: readonly DraftBlock[],
  index: number,
  candidates: ReadonlySet<number>,
): boolean {
  const before = textBeside(blocks, index, -1, candidates)
  const after = textBeside(blocks, index, 1, candidates)
  return before?.kind === 'p' && after?.kind === 'p' && !endsSentence(before.text) && beginsLower(after.text)
}

/** At most two pieces of furniture stand beside each other. */
function textBeside(
  blocks: readonly DraftBlock[],
  index: number,
  step: 1 | -1,
  candidates: ReadonlySet<number>,
): DraftBlock | undefined {
  const next = [1, 2].map((distance) => index + step * distance).find((at) => !candidates.has(at))
  return next === undefined ? undefined : blocks[next]
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
