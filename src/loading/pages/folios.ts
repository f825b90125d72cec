/** Which of the numbers that stand alone are those of pages. */
import { longestIncreasing } from '../../text/longest-increasing.ts'
import type { DraftBlock } from '../draft.ts'
import { fileOrders } from '../repair/imposition.ts'
import type { PageNumber } from './page-line.ts'
import type { Surroundings } from './surroundings.ts'

/** A number alone on its line, with the index of its block. */
export interface Folio {
  index: number
  page: PageNumber
}

/** What folios are recognised by. */
export interface FolioSearch {
  blocks: readonly DraftBlock[]
  numbers: readonly Folio[]
  around: Surroundings
  /** A colophon before the head shows that the pages were imposed for printing. */
  colophonFirst: boolean
  /** Whether a block stands between two items of a list that count on. */
  cutsList(index: number): boolean
}

/**
 * The page numbers: those that count up, some of them missing, if one stands where a sentence was cut, or where no
 * number of a section can: behind the whole text, at page breaks. Numbered sections stand between finished paragraphs.
 */
export function findFolios(search: FolioSearch): Folio[] {
  return (['arabic', 'roman'] as const).flatMap((numerals) => {
    const numbers = search.numbers.filter(({ page }) => page.numerals === numerals)
    const values = numbers.map(({ page }) => page.value)
    if (search.colophonFirst && isImposed(values)) return numbers
    const chain = longestIncreasing(values).map((at) => numbers[at]!)
    return arePages(chain, search)
      ? chain
      : chain.filter(({ index }) => search.around.interrupts(index) || search.cutsList(index))
  })
}

function arePages(chain: readonly Folio[], { blocks, around, cutsList }: FolioSearch): boolean {
  const [first] = chain
  if (first === undefined) return false
  const atPageBreak = ({ index }: Folio) =>
    blocks[index]!.pageBreakBefore || blocks[index + 1]?.pageBreakBefore === true
  if (chain.some(({ index }) => around.interrupts(index) || cutsList(index))) return true
  if (chain.some(({ index, page }) => page.explicit && around.mayInterrupt(index))) return true
  if (chain.filter(atPageBreak).length * 2 > chain.length) return true
  return chain.length >= 2 && first.index > 0 && around.isLast(chain.at(-1)!.index)
}

/** The numbers of the pages stand as sheets that are printed two-up have them. */
function isImposed(values: readonly number[]): boolean {
  return values.length > 4 && fileOrders(values.length).some((order) => order.join() === values.join())
}
