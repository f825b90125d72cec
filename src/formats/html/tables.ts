import { attribute, elementsIn, lineIn } from './nodes.ts'
import type { Element } from './tree.ts'

const BLOCKS = new Set(
  'p div h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre table article section form hr center'.split(' '),
)
/** Characters of a cell that is prose. */
const PROSE = 500

/** The tables whose cells hold blocks, to set a page with: those of data have heads, a caption, or words alone in their cells. */
export function layoutTables(elements: readonly Element[]): Set<Element> {
  return new Set(elements.filter((element) => element.tagName === 'table' && isLayout(element)))
}

function isLayout(table: Element): boolean {
  const within = elementsIn(table, ({ tagName }) => tagName !== 'table')
  const nested = within.some(({ tagName }) => tagName === 'table')
  if (nested || attribute(table, 'role') === 'presentation') return true
  if (within.some(({ tagName }) => tagName === 'th' || tagName === 'caption' || tagName === 'thead'))
    return false
  const rows = within.filter(({ tagName }) => tagName === 'tr')
  const cells = within.filter(({ tagName }) => tagName === 'td')
  if (cells.length <= 1 || rows.every((row) => cellsOf(row) <= 1)) return true
  const withBlocks = cells.filter(
    (cell) => elementsIn(cell).filter(({ tagName }) => BLOCKS.has(tagName)).length > 1,
  )
  if (withBlocks.length > 0) return true
  return rows.length <= 2 && cells.some((cell) => lineIn(cell).length > PROSE)
}

function cellsOf(row: Element): number {
  return row.childNodes.filter(({ nodeName }) => nodeName === 'td').length
}
