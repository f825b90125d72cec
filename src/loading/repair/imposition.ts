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
 * The blocks in reading order, or undefined when no order, or more than one, fits all the evidence. `blocks` is the
 * text in file order, without head and colophon.
 */
export function unimpose(blocks: readonly DraftBlock[], evidence: WordEvidence): DraftBlock[] | undefined {
  const place = new Map(blocks.map((block, index) => [block, index]))
  const solutions = new Map<string, DraftBlock[]>()
  for (const signature of SIGNATURES) {
    for (let pages = signature / 2 + 2; pages < signature; pages++) {
      for (const cuts of findPageCuts(blocks, fileOrder(pages, signature))) {
        const order = inOrder(blocks, cuts, evidence)
        if (order !== undefined) solutions.set(order.map((block) => place.get(block)).join(), order)
      }
    }
  }
  return solutions.size === 1 ? [...solutions.values()][0] : undefined
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
): DraftBlock[] | undefined {
  const pages = cuts.map(({ start, end }) => blocks.slice(start, end))
  for (let page = 0; page <= pages.length; page++) {
    if (junctionOf(pages[page - 1]?.at(-1), pages[page]?.[0], evidence) === 'misfit') return undefined
  }
  return pages.flat()
}
