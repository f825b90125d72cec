/** Heads and feet of pages that stand against the lines of a text, with no blank line between. */
import { readPageLine } from '../pages/page-line.ts'
import type { Line } from './plain-lines.ts'

/** The groups with such lines as groups of their own: whether they are furniture is told later, by where they stand. */
export function splitPageLines(source: string, groups: readonly Line[][]): Line[][] {
  const edges = edgeLines(groups)
  const keys = repeatedKeys(source, edges)
  const isPageLine = (line: Line) => {
    const said = readPageLine(source.slice(line.start, line.end))
    if (said === undefined) return false
    if (edges.has(line)) return said.page !== undefined || keys.has(said.key)
    return said.key === '' && said.page?.explicit === true
  }
  return groups.flatMap((group) => (group.length > 1 ? parted(group, isPageLine) : [group]))
}

/** The first and the last line of each page, where form feeds part them. */
function edgeLines(groups: readonly Line[][]): ReadonlySet<Line> {
  const edges = new Set<Line>()
  for (const [at, group] of groups.entries()) {
    if (!group[0]!.pageBreakBefore || at === 0) continue
    edges.add(group[0]!)
    edges.add(groups[at - 1]!.at(-1)!)
  }
  return edges
}

function repeatedKeys(source: string, lines: Iterable<Line>): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const line of lines) {
    const key = readPageLine(source.slice(line.start, line.end))?.key
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([key]) => key))
}

/** A line that is parted from a page's first stands before the text, which still begins the page. */
function parted(group: readonly Line[], isOwn: (line: Line) => boolean): Line[][] {
  const out: Line[][] = []
  let open = false
  for (const line of group) {
    const own = isOwn(line)
    if (own || !open) out.push([line])
    else out.at(-1)!.push(line)
    open = !own
  }
  return out
}
