/** Cuts blocks into pages of one size. A paragraph that breaks off ends its page; one that goes on begins one. */
import type { DraftBlock } from '../draft.ts'
import { beginsLower } from './sentence-end.ts'
import { isCut } from './page-junctions.ts'

/** The blocks `[start, end)` of one page. */
export interface PageCut {
  start: number
  end: number
}

/** Characters on a line, roughly: only the ratio of pages matters. */
const LINE = 60
/** The largest full page may be so many times the smallest: short lines and widows make them uneven. */
const MAX_RATIO = 1.35
/** Attempts after which the search is given up: the evidence is not clear then. */
const MAX_ATTEMPTS = 200_000

/**
 * Every way to cut the blocks into as many pages as `order` has, each in the order of the page numbers; `order` holds
 * the numbers as the file has them.
 */
export function findPageCuts(blocks: readonly DraftBlock[], order: readonly number[]): PageCut[][] {
  const lines = blocks.map((block) => Math.ceil(block.text.length / LINE) + 1)
  const forced = blocks.map((block, index) => index > 0 && isForced(blocks[index - 1]!, block))
  if (forced.filter(Boolean).length >= order.length) return []
  const found: PageCut[][] = []
  const sizes: number[] = []
  const starts: number[] = []
  let attempts = 0
  const last = order.length

  const isSized = (page: number, size: number): boolean => {
    const full = sizes.filter((_, index) => isFull(order[index]!, last))
    const [least, most] = [Math.min(...full), Math.max(...full)]
    if (full.length === 0) return true
    if (!isFull(page, last)) return size <= most * MAX_RATIO
    return Math.max(most, size) <= Math.min(least, size) * MAX_RATIO
  }
  const cutFrom = (start: number): void => {
    const page = order[starts.length]!
    starts.push(start)
    let size = 0
    const final = starts.length === order.length
    for (let end = start + 1; end <= blocks.length && attempts < MAX_ATTEMPTS; end++) {
      if (end > start + 1 && forced[end - 1]) break
      size += lines[end - 1]!
      if (final && end < blocks.length) continue
      attempts++
      if (!isSized(page, size) || (!final && end === blocks.length)) continue
      sizes.push(size)
      if (final) found.push(cutsOf(starts, order, blocks.length))
      else cutFrom(end)
      sizes.pop()
    }
    starts.pop()
  }
  cutFrom(0)
  return attempts >= MAX_ATTEMPTS ? [] : found
}

/** The first page shares its room with the head, the last one ends where the text does. */
function isFull(page: number, last: number): boolean {
  return page !== 1 && page !== last
}

function isForced(before: DraftBlock, after: DraftBlock): boolean {
  const breaksOff = isCut(before) && before.text.split(' ', 9).length > 8
  return breaksOff || (after.kind === 'p' && beginsLower(after.text))
}

function cutsOf(starts: readonly number[], order: readonly number[], end: number): PageCut[] {
  const pages: PageCut[] = []
  for (const [index, page] of order.entries()) {
    pages[page - 1] = { start: starts[index]!, end: starts[index + 1] ?? end }
  }
  return pages
}
