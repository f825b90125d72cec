/** The order in which the blocks are to be read, where it is not that of the file. */
import type { DraftBlock } from '../draft.ts'
import type { Furniture } from '../pages/furniture.ts'
import type { Recognised } from '../recognise.ts'
import type { WordEvidence } from './hyphen.ts'
import { unimpose } from './imposition.ts'
import type { JoinEvidence } from './joins.ts'
import { pageBreaks } from './page-breaks.ts'
import { junctionOf } from './page-junctions.ts'

/** Blocks in reading order and what their joins are decided by. */
export interface Order {
  blocks: DraftBlock[]
  evidence: JoinEvidence
  warnings: string[]
}

/**
 * The order of the page numbers where they tell one. Else that of the file, unless a colophon before the head shows that
 * the pages were imposed and the text breaks: then the order that mends every break, or, when there is not just one, the
 * file's, with only those halves joined that go together in each of them.
 */
export function findOrder(
  blocks: DraftBlock[],
  recognised: Recognised,
  words: WordEvidence & { source: string },
): Order {
  const evidence = { ...words, ...pageBreaks(blocks, recognised), wordsOnly: false }
  const order = { blocks, evidence, warnings: [] }
  const numbered = byPageNumbers(blocks, recognised.furniture, words)
  if (numbered !== undefined) return reordered(order, numbered, BY_NUMBERS)
  if (!recognised.colophonFirst || misfits(blocks, words) === 0) return order
  const found = unimpose(blocks, words)
  if (found !== undefined) return reordered(order, found, REORDERED)
  return { ...order, evidence: { ...evidence, wordsOnly: true }, warnings: [DISORDERED] }
}

const BY_NUMBERS =
  'The pages stood in the order of printed sheets. They were put in the order of the numbers that they have.'
const REORDERED =
  'The pages stood in the order of printed sheets. They were put in the one order in which every cut sentence goes on.'
const DISORDERED =
  'The pages stand in the order of printed sheets and could not be put in order: the order of the file was kept, and no cut paragraph was joined. Look at the order.'

/** Blocks that do not follow one another in the file stand on different pages. */
function reordered(order: Order, blocks: DraftBlock[], warning: string): Order {
  const place = new Map(order.blocks.map((block, index) => [block, index]))
  const { isPageBreak } = order.evidence
  const evidence = {
    ...order.evidence,
    paginated: true,
    isPageBreak: (before: DraftBlock, after: DraftBlock) =>
      place.get(after) !== place.get(before)! + 1 || isPageBreak(before, after),
  }
  return { blocks, evidence, warnings: [warning] }
}

/** The pages by their numbers, at the foot or the head of each; undefined where these count up already or cannot be. */
function byPageNumbers(
  blocks: readonly DraftBlock[],
  furniture: readonly Furniture[],
  words: WordEvidence,
): DraftBlock[] | undefined {
  const folios = furniture.filter(({ page }) => page !== undefined)
  const numbers = folios.map(({ page }) => page!)
  if (folios.length < 3 || new Set(numbers).size < numbers.length || isAscending(numbers)) return undefined
  const ends = folios.map(({ block }) => block.start)
  const atFoot = ends.at(-1)! > blocks.at(-1)!.start
  if (!atFoot && ends[0]! > blocks[0]!.start) return undefined
  const pages = folios.map(({ page, block }, at) => ({
    page: page!,
    blocks: blocks.filter(({ start }) =>
      atFoot
        ? start < block.start && start > (ends[at - 1] ?? -1)
        : start > block.start && start < (ends[at + 1] ?? Number.POSITIVE_INFINITY),
    ),
  }))
  const sorted = pages.sort((a, b) => a.page - b.page).flatMap((page) => page.blocks)
  return misfits(sorted, words) <= misfits(blocks, words) ? sorted : undefined
}

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => at === 0 || number > numbers[at - 1]!)
}

/** How often a block cannot go on in the next one. */
function misfits(blocks: readonly DraftBlock[], words: WordEvidence): number {
  const ends = [undefined, ...blocks]
  return ends.filter((before, index) => junctionOf(before, blocks[index], words) === 'misfit').length
}
