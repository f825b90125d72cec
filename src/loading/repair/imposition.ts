/**
 * Pages imposed two-up for a booklet come in the order of the printed sheets: of a signature of S pages, side k
 * holds the pages S-k and k+1, the larger number first when k is even. The order is recovered only where the text
 * itself proves it: every cut sentence must go on, and all pages must be of one size.
 */
import type { DraftBlock } from '../draft.ts'
import type { WordEvidence } from './hyphen.ts'
import { findPageCuts, type PageCut } from './page-cuts.ts'
import { junctionOf } from './page-junctions.ts'

/** Sheets are folded: signatures are multiples of four; larger ones are not bound by hand. */
const SIGNATURES = [8, 12, 16, 20, 24, 28, 32, 36, 40]

/**
 * Every order of the blocks that fits all the evidence, the one with the most even pages first. `blocks` is the text in
 * file order, without head and colophon. None where there may be orders that were not tried.
 */
export function imposedOrders(blocks: readonly DraftBlock[], evidence: WordEvidence): DraftBlock[][] {
  const place = new Map(blocks.map((block, index) => [block, index]))
  const found = new Map<string, ImposedOrder>()
  for (const signature of SIGNATURES) {
    for (let pages = signature / 2 + 2; pages < signature; pages++) {
      const allCuts = findPageCuts(blocks, fileOrder(pages, signature))
      if (allCuts === undefined) return []
      for (const cuts of allCuts) {
        const order = inOrder(blocks, cuts, evidence)
        if (order === undefined) continue
        const key = order.blocks.map((block) => place.get(block)).join()
        if (order.unevenness < (found.get(key)?.unevenness ?? Number.POSITIVE_INFINITY)) found.set(key, order)
      }
    }
  }
  return [...found.values()].sort((a, b) => a.unevenness - b.unevenness).map((order) => order.blocks)
}

interface ImposedOrder {
  blocks: DraftBlock[]
  /** How many times as long as the shortest full page the longest is. */
  unevenness: number
}

/** The orders in which sheets may hold so many numbered pages. */
export function fileOrders(pages: number): number[][] {
  return SIGNATURES.filter((signature) => signature > pages).map((signature) => fileOrder(pages, signature))
}

/** Page numbers in the order of the file, blank pages and the colophon (page S) left out. */
function fileOrder(pages: number, signature: number): number[] {
  const order: number[] = []
  for (let side = 0; side < signature / 2; side++) {
    const low = side + 1
    const high = signature - side
    order.push(...(side % 2 === 0 ? [high, low] : [low, high]))
  }
  return order.filter((page) => page <= pages)
}

/** The blocks page by page; undefined when one page does not go on in the next. */
function inOrder(
  blocks: readonly DraftBlock[],
  cuts: readonly PageCut[],
  evidence: WordEvidence,
): ImposedOrder | undefined {
  const pages = cuts.map(({ start, end }) => blocks.slice(start, end))
  for (let page = 0; page <= pages.length; page++) {
    if (junctionOf(pages[page - 1]?.at(-1), pages[page]?.[0], evidence) === 'misfit') return undefined
  }
  const sizes = pages.slice(1, -1).map((page) => page.reduce((sum, { text }) => sum + text.length, 0))
  return { blocks: pages.flat(), unevenness: Math.max(...sizes) / Math.min(...sizes) }
}
