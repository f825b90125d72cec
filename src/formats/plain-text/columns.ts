/** Pages set in two columns, which a conversion that keeps the layout prints side by side. */
import { numberAlone } from '../../loading/pages/page-line.ts'
import { edgeOf, type Line } from './lines.ts'

/** Blanks that part two columns at least. */
const GUTTER = 3
/** Lines that show the columns at least. */
const FEWEST = 3

/** Lines in reading order, and how many pages or parts of pages had columns. */
interface InColumns {
  lines: Line[]
  found: number
}

/**
 * The lines with those of two columns one column after the other. A gutter is where the blanks of nearly all lines of a
 * page, or of a part of it between lines that cross it, stand above one another, with words on both sides.
 */
export function readColumns(source: string, lines: readonly Line[]): InColumns {
  let found = 0
  const read = [...regionsOf(source, lines)].flatMap((region) => {
    const gutter = gutterOf(source, region)
    if (gutter === undefined) return region
    found++
    return splitAt(source, region, gutter)
  })
  return { lines: read, found }
}

/** The lines of each page: one ends at a form feed, and behind a number alone. */
function* regionsOf(source: string, lines: readonly Line[]): Generator<Line[]> {
  let region: Line[] = []
  for (const line of lines) {
    if (line.pageBreakBefore && region.length > 0) {
      yield region
      region = []
    }
    region.push(line)
    if (numberAlone(source.slice(line.start, line.end)) === undefined) continue
    yield region
    region = []
  }
  if (region.length > 0) yield region
}

/** Where the words of a line stand, in columns of characters. */
interface Run {
  from: number
  to: number
}

function runsOf(source: string, line: Line): Run[] {
  const runs: Run[] = []
  for (const { index, 0: words } of source.slice(line.start, line.end).matchAll(/\S+(?: {1,2}\S+)*/g))
    runs.push({ from: line.indent + index, to: line.indent + index + words.length })
  return runs
}

/** The column that the second half begins at in nearly all lines that reach it. */
function gutterOf(source: string, lines: readonly Line[]): number | undefined {
  const starts = new Map<number, number>()
  const all = lines.map((line) => runsOf(source, line)).filter((runs) => runs.length > 0)
  for (const runs of all) {
    if (runs.length !== 2 || !isHalf(runs[0]!) || !isHalf(runs[1]!)) continue
    const { from } = runs[1]!
    starts.set(from, (starts.get(from) ?? 0) + 1)
  }
  const [best] = [...starts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  if (best === undefined) return undefined
  const gutter = Math.min(...[...starts.keys()].filter((from) => Math.abs(from - best[0]) <= 4))
  const beside = all.filter((runs) => runs.length === 2 && Math.abs(runs[1]!.from - gutter) <= 8).length
  const across = all.filter((runs) =>
    runs.some(({ from, to }) => from < gutter - GUTTER && to > gutter),
  ).length
  return beside >= FEWEST && beside >= across * 2 ? gutter : undefined
}

/** Long enough for a line of a column, not for a cell of most tables. */
function isHalf({ from, to }: Run): boolean {
  return to - from >= 12
}

/** Lines that cross the gutter part the page. */
function splitAt(source: string, lines: readonly Line[], gutter: number): Line[] {
  const parts: Line[][] = []
  let left: Line[] = []
  let right: Line[] = []
  const flush = () => {
    parts.push(fromItsEdge(left))
    parts.push(fromItsEdge(right).map((line, at) => ({ ...line, pageBreakBefore: at === 0 })))
    left = []
    right = []
  }
  for (const line of lines) {
    const halves = halvesOf(source, line, gutter)
    if (halves !== undefined) {
      left.push(halves[0])
      right.push(halves[1])
    } else {
      flush()
      parts.push([line])
    }
  }
  flush()
  return parts.flat()
}

/** Indents are counted from the edge of the column. */
function fromItsEdge(lines: readonly Line[]): Line[] {
  const edge = edgeOf(lines.filter(({ start, end }) => end > start))
  return lines.map((line) => ({ ...line, indent: Math.max(0, line.indent - edge) }))
}

/** The halves of a line, an empty one where nothing stands; undefined for a line that crosses the gutter. */
function halvesOf(source: string, line: Line, gutter: number): [Line, Line] | undefined {
  const runs = runsOf(source, line)
  const split = runs.findIndex(({ from }) => from >= gutter - 1)
  const before = split < 0 ? runs : runs.slice(0, split)
  const after = split < 0 ? [] : runs.slice(split)
  if (before.some(({ to }) => to > gutter)) return undefined
  const place = (column: number) => line.start + column - line.indent
  const half = (part: readonly Run[], breakTo: number): Line => {
    if (part.length === 0) return { ...line, start: line.end, end: line.end, indent: 0, breakTo }
    const [{ from }, { to }] = [part[0]!, part.at(-1)!]
    return { ...line, start: place(from), end: place(to), indent: from, breakTo }
  }
  return [half(before, after.length > 0 ? place(after[0]!.from) : line.next), half(after, line.next)]
}
