/** Page numbers, running heads and page marks: what a page carries besides its text. Only what is certain. */
import type { Relocation, SegmentRole } from '../document.ts'
import { type DraftBlock, type Piece, textOf } from '../draft.ts'
import { foldForComparison } from '../metadata/fold.ts'
import { beginsLower, endsSentence } from './sentence-end.ts'

/** A block that is furniture, as what. */
export interface Furniture {
  block: DraftBlock
  what: Extract<Relocation['what'], 'running-head' | 'page-number' | 'page-mark'>
}

/** The furniture among the blocks; `headLines` are title and author, folded for comparison. */
export function findFurniture(blocks: readonly DraftBlock[], headLines: ReadonlySet<string>): Furniture[] {
  const marks = blocks.filter((block) => PAGE_MARK.test(block.text)).map((block) => ({ block, what: 'page-mark' as const }))
  const numbers = findPageNumbers(blocks)
  return [...marks, ...numbers, ...findRunningHeads(blocks, new Set(numbers.map(({ block }) => block)), headLines)]
}

/** Converters that paginate write `{12}` and 48 hyphens. */
const PAGE_MARK = /^\{\d{1,5}\}-{40,60}$/
const PAGE_NUMBER = /^(?:[-–—•|[]\s*)?(?:(?:page|seite|p\.|стр\.)\s*)?(\d{1,4})(?:\s*(?:of|\/|von|de)\s*\d{1,4})?(?:\s*[-–—•|\]])?$/i

/**
 * Numbers that stand alone and count up one by one, at least one of them in the middle of a sentence or at a page
 * break: numbered sections stand between finished paragraphs.
 */
function findPageNumbers(blocks: readonly DraftBlock[]): Furniture[] {
  const alone = blocks.flatMap((block, index) => {
    const number = block.kind === 'p' ? PAGE_NUMBER.exec(block.text)?.[1] : undefined
    return number === undefined ? [] : [{ block, index, number: Number(number) }]
  })
  const counts = alone.every(({ number }, at) => at === 0 || number === alone[at - 1]!.number + 1)
  const interrupts = alone.some(({ index }) => isInterruption(blocks, index))
  return alone.length >= 2 && counts && interrupts ? alone.map(({ block }) => ({ block, what: 'page-number' })) : []
}

/**
 * The same short line at least three times, once in the middle of a sentence, that is the title or the author, or
 * stands beside page numbers or page breaks: a refrain or a cry does not.
 */
function findRunningHeads(
  blocks: readonly DraftBlock[],
  numbers: ReadonlySet<DraftBlock>,
  headLines: ReadonlySet<string>,
): Furniture[] {
  const places = new Map<string, number[]>()
  for (const [index, block] of blocks.entries()) {
    if (block.text.length > 80 || numbers.has(block) || block.kind !== 'p' || endsSentence(block.text)) continue
    const key = foldForComparison(block.text.replace(/^\d{1,4}\s+|\s+\d{1,4}$/g, ''))
    const known = places.get(key)
    if (known === undefined) places.set(key, [index])
    else known.push(index)
  }
  const isPageTop = (index: number) =>
    [index - 1, index + 1].some((at) => blocks[at] !== undefined && numbers.has(blocks[at])) ||
    blocks[index]!.pageBreakBefore ||
    blocks[index + 1]?.pageBreakBefore === true
  return [...places]
    .filter(([key, at]) => at.length >= 3 && (headLines.has(key) || at.filter(isPageTop).length * 2 > at.length))
    .filter(([, indexes]) => indexes.some((index) => isInterruption(blocks, index, numbers)))
    .flatMap(([, indexes]) => indexes.map((index) => ({ block: blocks[index]!, what: 'running-head' as const })))
}

/** A block that stands where a sentence goes on: after an unfinished one, before a small letter. */
function isInterruption(
  blocks: readonly DraftBlock[],
  index: number,
  others: ReadonlySet<DraftBlock> = new Set(),
): boolean {
  const before = neighbour(blocks, index, -1, others)
  const after = neighbour(blocks, index, 1, others)
  return before?.kind === 'p' && after?.kind === 'p' && !endsSentence(before.text) && beginsLower(after.text)
}

/** At most two pieces of furniture stand beside each other. */
function neighbour(
  blocks: readonly DraftBlock[],
  index: number,
  step: 1 | -1,
  others: ReadonlySet<DraftBlock>,
): DraftBlock | undefined {
  const next = blocks[index + step]
  return next !== undefined && others.has(next) ? blocks[index + 2 * step] : next
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
