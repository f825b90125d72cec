/** The order in which the blocks are to be read, where it is not that of the file. */
import type { DraftBlock } from '../draft.ts'
import type { Furniture } from '../pages/furniture.ts'
import type { Recognised } from '../recognise.ts'
import type { WordEvidence } from './hyphen.ts'
import { imposedOrders } from './imposition.ts'
import type { JoinEvidence } from './joins.ts'
import { agreement } from './order-agreement.ts'
import { BY_NUMBERS, DISORDERED, REORDERED, severalFit } from './order-warnings.ts'
import { pageBreaks } from './page-breaks.ts'
import { junctionsOf } from './page-junctions.ts'

/** Blocks in reading order and what their joins are decided by. */
export interface Order {
  blocks: DraftBlock[]
  evidence: JoinEvidence
  warnings: string[]
}

/**
 * The order of the page numbers where they tell one. Else that of the file, unless a colophon before the head shows that
 * the pages were imposed and the text breaks: then an order that mends every break. Where several do, only those halves
 * are joined that go together in each of them; where none does, only words that are sure to.
 */
export function findOrder(
  blocks: DraftBlock[],
  recognised: Recognised,
  words: WordEvidence & { source: string },
): Order {
  const everywhere = { wordsOnly: false, areNeighbours: () => true }
  const evidence = { ...words, ...pageBreaks(blocks, recognised), ...everywhere }
  const order = { blocks, evidence, warnings: [] }
  const numbered = byPageNumbers(blocks, recognised.furniture, words)
  if (numbered !== undefined) return reordered(order, numbered, BY_NUMBERS)
  if (!recognised.colophonFirst) return order
  const orders = fittingOrders(blocks, words)
  if (orders === undefined)
    return { ...order, evidence: { ...evidence, wordsOnly: true }, warnings: [DISORDERED] }
  const [best, ...others] = orders
  if (others.length === 0) return best === blocks ? order : reordered(order, best, REORDERED)
  const { areNeighbours, doubtful } = agreement(orders)
  const inBest = reordered(order, best, severalFit(orders.length, doubtful))
  return { ...inBest, evidence: { ...inBest.evidence, areNeighbours } }
}

/**
 * The orders in which every cut sentence goes on, the surest first: that of the file alone where nothing in it is in
 * doubt. Undefined when there is none.
 */
function fittingOrders(
  blocks: DraftBlock[],
  words: WordEvidence,
): [DraftBlock[], ...DraftBlock[][]] | undefined {
  const inFile = junctionsOf(blocks, words)
  if (inFile.misfit + inFile.weak === 0) return [blocks]
  const isFile = (order: DraftBlock[]) => order.every((block, at) => block === blocks[at])
  const imposed = imposedOrders(blocks, words)
  const orders = inFile.misfit > 0 || imposed.some(isFile) ? imposed : [...imposed, blocks]
  const weak = new Map(orders.map((order) => [order, junctionsOf(order, words).weak]))
  const [best, ...others] = orders.sort((a, b) => weak.get(a)! - weak.get(b)!)
  return best === undefined ? undefined : [best, ...others]
}

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
  return junctionsOf(sorted, words).misfit <= junctionsOf(blocks, words).misfit ? sorted : undefined
}

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => at === 0 || number > numbers[at - 1]!)
}
