/** Which of the short lines are heads and feet of pages. */
import type { HeadLines } from '../head-lines.ts'
import { groupedBy } from './grouped.ts'
import { looksLikeHead } from './head-shape.ts'
import type { PageReading } from './page-reading.ts'

/** What running heads are recognised by. */
export interface HeadSearch extends PageReading {
  /** Whether a page number, a page mark or the end of a page stands right beside a block. */
  isAtPageBreak(index: number): boolean
}

/** The indexes of the blocks that are heads or feet. The head of the text itself is none, however often it is repeated. */
export function findRunningHeads(search: HeadSearch): number[] {
  const { blocks, lines, head } = search
  const places = groupedBy(lines, (line, index) =>
    line?.key && !head.blocks.has(blocks[index]!) ? line.key : undefined,
  )
  return [...places].flatMap(([key, indexes]) => headsAt(key, indexes, search))
}

function headsAt(key: string, indexes: readonly number[], search: HeadSearch): readonly number[] {
  const { around, isAtPageBreak } = search
  const interrupting = indexes.filter((index) => around.interrupts(index))
  const placed = indexes.filter((index) => around.interrupts(index) || isAtPageBreak(index))
  const isPlaced = (index: number) => placed.includes(index) || search.lines[index]!.page !== undefined
  if (repeatsHead(key, search.head))
    return placed.length * 2 > indexes.length || areInCapitals(indexes, search)
      ? indexes
      : indexes.filter(isPlaced)
  if (indexes.length === 1) return isHeadByPlace(indexes[0]!, search) ? indexes : []
  const isNumbered = countsUp(indexes, search)
  if (isNumbered && indexes.every((index) => search.lines[index]!.page!.explicit)) return indexes
  if (placed.length * 2 <= indexes.length) return []
  return interrupting.length > 0 || (indexes.length >= 3 && isNumbered) ? indexes : []
}

/** Title, author, or both with a site beside them, whole or shortened to two words and more. */
function repeatsHead(key: string, { title = '', others }: HeadLines): boolean {
  const parts = key.split(/\s*[|•·–—]\s*/).filter((part) => part !== '')
  const isPart = (part: string) =>
    part === title || others.has(part) || (title.startsWith(`${part} `) && part.includes(' '))
  return parts.some(isPart)
}

/** The head once more, which the text itself does not have in capitals. */
function areInCapitals(indexes: readonly number[], { blocks, head }: HeadSearch): boolean {
  const isCapital = (text: string) => text === text.toUpperCase() && text !== text.toLowerCase()
  return (
    [...head.blocks].every(({ text }) => !isCapital(text)) &&
    indexes.every((index) => isCapital(blocks[index]!.text))
  )
}

/** Nothing repeats it; only a page that ends here explains that it stands within a sentence. */
function isHeadByPlace(index: number, { blocks, lines, around, isAtPageBreak }: HeadSearch): boolean {
  const { kind, text } = blocks[index]!
  if (kind === 'heading' || !looksLikeHead(text) || !around.interrupts(index)) return false
  return lines[index]!.page !== undefined || isAtPageBreak(index)
}

/** Its lines have numbers of pages, each larger than the one before. */
function countsUp(indexes: readonly number[], { lines }: HeadSearch): boolean {
  const values = indexes.map((index) => lines[index]!.page?.value)
  return values.every((value, at) => value !== undefined && (at === 0 || value > values[at - 1]!))
}
