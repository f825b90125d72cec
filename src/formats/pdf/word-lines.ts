/** The lines of extracted words as those of a plain text: their indents in letters, blank ones where the page has a gap. */
import type { Line } from '../plain-text/lines.ts'
import type { FileLine, FilePage } from './words-file.ts'

/** Letters are half as wide as they are high. */
const LETTER = 0.5
/** Lines that are farther apart than so many times the usual are parted. */
const GAP = 1.2
/** Lines of one paragraph are no farther apart than so many times their letters, double-spaced ones neither. */
const WIDEST = 2.5
/** Sizes that differ by less are one. */
const SIZE_PLAY = 0.08
/** Letters of a heading are so much larger than those of the text. */
const LARGER = 1.12

/** The lines of all pages in their order. */
export function asPlainLines(pages: readonly FilePage[]): Line[] {
  const all = pages.flatMap(({ columns }) => columns).filter((column) => column.length > 0)
  const size = usual(all.flat().map((line) => [line.size, line.end - line.start]))
  const leadings = leadingsOf(all)
  return all.flatMap((column) => {
    const edge = edgeOf(column, size)
    return column.flatMap((line, at) => {
      const before = column[at - 1]
      const indent = Math.max(0, Math.round((line.left - edge) / (line.size * LETTER)))
      const own: Line = {
        ...{ start: line.start, end: line.end, next: line.next, indent, pageBreakBefore: at === 0 },
        ...(line.size > size * LARGER && { larger: true }),
      }
      return before !== undefined && isParted(before, line, leadings) ? [blankAt(line.start), own] : [own]
    })
  })
}

/** The value that has the most weight; 0 of none. */
function usual(values: readonly (readonly [value: number, weight: number])[]): number {
  const weights = new Map<number, number>()
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight)
  return [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0
}

/** How far apart lines are that follow one another, by the size of their letters. */
function leadingsOf(columns: readonly FileLine[][]): Map<number, number> {
  const distances = new Map<number, [distance: number, weight: number][]>()
  for (const column of columns)
    for (const [at, line] of column.slice(1).entries()) {
      const before = column[at]!
      if (before.size !== line.size || line.base <= before.base) continue
      const own = distances.get(line.size) ?? []
      distances.set(line.size, own)
      own.push([Math.round((line.base - before.base) / 2) * 2, 1])
    }
  return new Map([...distances].map(([size, own]) => [size, usual(own)]))
}

/** Where the lines of a column begin: the leftmost edge that several have. */
function edgeOf(column: readonly FileLine[], size: number): number {
  const lefts = column.map(({ left }) => left).sort((a, b) => a - b)
  return (
    lefts.find((left, at) => (lefts[at + 1] ?? Number.POSITIVE_INFINITY) - left < size * 0.2) ?? lefts[0]!
  )
}

function isParted(before: FileLine, line: FileLine, leadings: ReadonlyMap<number, number>): boolean {
  const leading = Math.min(leadings.get(line.size) ?? 0, line.size * WIDEST)
  const most = Math.max(leading, line.size) * GAP
  const isOtherSize = Math.abs(before.size - line.size) > Math.max(before.size, line.size) * SIZE_PLAY
  return isOtherSize || line.base - before.base > most || line.base < before.base
}

function blankAt(at: number): Line {
  return { start: at, end: at, next: at, indent: 0, pageBreakBefore: false }
}
