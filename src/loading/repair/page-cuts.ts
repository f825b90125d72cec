/** Cuts blocks into pages of one size. A paragraph that breaks off ends its page; one that goes on begins one. */
import type { DraftBlock } from '../draft.ts'
import { goesOn } from './continuation.ts'
import { isCut } from './page-junctions.ts'

/** The blocks `[start, end)` of one page. */
export interface PageCut {
  start: number
  end: number
}

/** Characters on a line, roughly: only the ratio of pages matters. */
const LINE = 60
/** The largest full page may be so many times the smallest: short lines and widows make them uneven. */
const LARGEST_RATIO = 1.35
/** Attempts after which the search is given up: the evidence is not clear then. */
const MOST_ATTEMPTS = 60_000

/**
 * Every way to cut the blocks into as many pages as `order` has, each in the order of the page numbers; `order` holds
 * the numbers as the file has them. Undefined when they are too many to be tried.
 */
export function findPageCuts(
  blocks: readonly DraftBlock[],
  order: readonly number[],
): PageCut[][] | undefined {
  const forced = blocks.map((block, index) => index > 0 && isForced(blocks[index - 1]!, block))
  if (forced.filter(Boolean).length >= order.length) return []
  return new PageSearch(blocks, order, forced).run()
}

/** Where a page begins, and how many lines the smallest and the largest full page up to it have. */
interface Page {
  start: number
  least: number
  most: number
}

const NO_PAGE = { least: Number.POSITIVE_INFINITY, most: 0 }

/** Tries every end of every page, page after page, and goes back where a page is of another size than the others. */
class PageSearch {
  readonly #lines: readonly number[]
  readonly #order: readonly number[]
  readonly #forced: readonly boolean[]
  readonly #found: PageCut[][] = []
  readonly #pages: Page[] = []
  #attempts = 0

  constructor(blocks: readonly DraftBlock[], order: readonly number[], forced: readonly boolean[]) {
    this.#lines = blocks.map((block) => Math.ceil(block.text.length / LINE) + 1)
    this.#order = order
    this.#forced = forced
  }

  run(): PageCut[][] | undefined {
    this.#cutFrom(0)
    return this.#attempts >= MOST_ATTEMPTS ? undefined : this.#found
  }

  #cutFrom(start: number): void {
    const at = this.#pages.length
    const isLastInFile = at === this.#order.length - 1
    const isFull = this.#isFull(this.#order[at]!)
    const { least, most } = this.#pages[at - 1] ?? NO_PAGE
    const longest = isFull
      ? least * LARGEST_RATIO
      : most > 0
        ? most * LARGEST_RATIO
        : Number.POSITIVE_INFINITY
    let lines = 0
    for (let end = start + 1; end <= this.#lines.length && this.#attempts < MOST_ATTEMPTS; end++) {
      if (end > start + 1 && this.#forced[end - 1]) return
      lines += this.#lines[end - 1]!
      if (lines > longest) return
      if (isLastInFile !== (end === this.#lines.length)) continue
      this.#attempts++
      if (!isFull) this.#go(end, { start, least, most })
      else if (most <= lines * LARGEST_RATIO)
        this.#go(end, { start, least: Math.min(least, lines), most: Math.max(most, lines) })
    }
  }

  #go(end: number, page: Page): void {
    this.#pages.push(page)
    if (end === this.#lines.length) this.#found.push(this.#byNumber(end))
    else this.#cutFrom(end)
    this.#pages.pop()
  }

  /** The first page shares its room with the head, the last one ends where the text does. */
  #isFull(page: number): boolean {
    return page !== 1 && page !== this.#order.length
  }

  #byNumber(end: number): PageCut[] {
    const pages: PageCut[] = []
    for (const [index, page] of this.#order.entries()) {
      pages[page - 1] = { start: this.#pages[index]!.start, end: this.#pages[index + 1]?.start ?? end }
    }
    return pages
  }
}

function isForced(before: DraftBlock, after: DraftBlock): boolean {
  const breaksOff = isCut(before) && before.text.split(' ', 9).length > 8
  return breaksOff || (after.kind === 'p' && goesOn(after.text))
}
