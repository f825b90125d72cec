/** Parts of a page in the order in which they are read: what crosses the columns, then one after the other. */
import type { Run } from './words.ts'

/** Lines of a column at least. */
const FEWEST = 3
/** Edges that differ by less are one, in points. */
const PLAY = 3
/** Columns beside one another at most. */
const MOST_COLUMNS = 6

/** The runs of a page, part by part. */
export function columnsOf(runs: readonly Run[], most = MOST_COLUMNS): Run[][] {
  const gutter = most > 1 ? gutterOf(runs) : undefined
  if (gutter === undefined) return runs.length > 0 ? [[...runs]] : []
  return bandsOf(runs, gutter).flatMap(({ across, left, right }) => [
    ...(across.length > 0 ? [across] : []),
    ...columnsOf(left, most - 1),
    ...columnsOf(right, most - 1),
  ])
}

/** Where a column begins: a left edge of many lines, with others on their left that end before it, and few across. */
function gutterOf(runs: readonly Run[]): number | undefined {
  const rows = rowsOf(runs)
  const outer = runs.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY)
  const width = runs.reduce((most, { right }) => Math.max(most, right), Number.NEGATIVE_INFINITY) - outer
  const edges = rows.flatMap((row) => row.filter(({ left }) => left > outer + width * 0.15))
  const counts = new Map<number, number>()
  for (const { left } of edges) counts.set(Math.round(left), (counts.get(Math.round(left)) ?? 0) + 1)
  const candidates = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 12)
  for (const [edge] of candidates) {
    const right = rows.flat().filter(({ left }) => left >= edge - PLAY)
    const left = rows.flat().filter((run) => run.right <= edge - PLAY)
    const across = rows.flat().filter((run) => run.left < edge - PLAY && run.right > edge - PLAY)
    const isHalf = (run: Run) => run.right - run.left >= width * 0.12
    const [halves, others] = [right.filter(isHalf).length, left.filter(isHalf).length]
    if (halves >= FEWEST && others >= FEWEST && Math.min(halves, others) >= across.length * 1.5)
      return edge - PLAY
  }
  return undefined
}

/** The runs of each level, those that stand close together as one. */
function rowsOf(runs: readonly Run[]): Run[][] {
  const rows: Run[][] = []
  for (const run of [...runs].sort((a, b) => a.base - b.base || a.left - b.left)) {
    const row = rows.at(-1)
    if (row === undefined || Math.abs(row[0]!.base - run.base) > run.size * 0.25) rows.push([run])
    else row.push(run)
  }
  return rows.map((row) => {
    const joined: Run[] = []
    for (const run of row.sort((a, b) => a.left - b.left)) {
      const last = joined.at(-1)
      if (last !== undefined && run.left - last.right < run.size * 0.9)
        joined[joined.length - 1] = {
          ...last,
          text: last.text + run.text,
          right: Math.max(last.right, run.right),
        }
      else joined.push(run)
    }
    return joined
  })
}

interface Band {
  across: Run[]
  left: Run[]
  right: Run[]
}

/** What crosses the gutter parts the page. */
function bandsOf(runs: readonly Run[], gutter: number): Band[] {
  const bands: Band[] = [{ across: [], left: [], right: [] }]
  for (const run of [...runs].sort((a, b) => a.base - b.base || a.left - b.left)) {
    const band = bands.at(-1)!
    const isAcross = run.left < gutter && run.right > gutter
    if (!isAcross) (run.left < gutter ? band.left : band.right).push(run)
    else if (band.left.length + band.right.length > 0) bands.push({ across: [run], left: [], right: [] })
    else band.across.push(run)
  }
  return bands
}
