/** What pages carry, where it stands against the lines of a text with no blank line between. */
import { isDomain } from '../metadata/retrieved.ts'
import { LONGEST_PAGE_LINE, numberAlone, readPageLine } from '../pages/page-line.ts'
import { edgeOf, type Line } from './plain-lines.ts'

/** Columns from the edge of a text at which the centred or the outer foot of a page stands, and no paragraph begins. */
const FAR_IN = 16

/** Lines at the head of a file that may be repeated as heads of its pages. */
const HEAD_LINES = 4

/**
 * The groups with heads, feet and notes of pages as groups of their own: whether they are, is told later by where they
 * stand. A head is sought where a page ends, by a form feed or a number alone; a note by a mark that stands before it.
 */
export function splitPageLines(source: string, groups: readonly Line[][]): Line[][] {
  const textOf = (line: Line) => source.slice(line.start, line.end)
  const edges = edgeLines(groups, (line) => numberAlone(textOf(line)) !== undefined)
  const heads = headKeys(groups, textOf)
  const keys = repeatedKeys(edges, textOf)
  const isPageLine = (line: Line) => {
    const text = textOf(line)
    if (text.length > LONGEST_PAGE_LINE) return false
    if (!edges.has(line)) return numberAlone(text)?.explicit === true || isDomain(text)
    const said = readPageLine(text)!
    return said.page !== undefined || keys.has(said.key) || repeats(heads.get(said.key), line)
  }
  const marks = new Set<string>()
  return groups.flatMap((group) => {
    const edge = edgeOf(group)
    const isSetApart = (line: Line) =>
      line.indent - edge >= FAR_IN && readPageLine(textOf(line))?.page !== undefined
    return parted(withoutNotes(group, textOf, marks), (line) => isPageLine(line) || isSetApart(line))
  })
}

/** The first and the last line of each page, where form feeds or numbers part them. */
function edgeLines(groups: readonly Line[][], isNumber: (line: Line) => boolean): ReadonlySet<Line> {
  const edges = new Set<Line>()
  const isFolio = (group: readonly Line[] | undefined) => group?.length === 1 && isNumber(group[0]!)
  for (const [at, group] of groups.entries()) {
    const before = groups[at - 1]
    if (before === undefined) continue
    if (group[0]!.pageBreakBefore || isFolio(before) || isFolio(group)) {
      edges.add(group[0]!)
      edges.add(before.at(-1)!)
    }
  }
  return edges
}

/** The first lines of the file by what they say, short as they are. */
function headKeys(groups: readonly Line[][], textOf: (line: Line) => string): ReadonlyMap<string, Line> {
  const lines = groups.slice(0, HEAD_LINES).flat().slice(0, HEAD_LINES)
  return new Map(lines.map((line) => [readPageLine(textOf(line))?.key ?? '', line]))
}

function repeats(first: Line | undefined, line: Line): boolean {
  return first !== undefined && first.start !== line.start
}

function repeatedKeys(lines: Iterable<Line>, textOf: (line: Line) => string): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const line of lines) {
    const key = readPageLine(textOf(line))?.key
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([key]) => key))
}

const MARK = /(?:\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡]{1,3})/gu
const NOTE = /^(\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡]{1,3}) ?(?=[^\s*])/u

/** A group, and behind it each note that begins with a mark of the text before. `marks`: those of the text so far. */
function withoutNotes(group: readonly Line[], textOf: (line: Line) => string, marks: Set<string>): Line[][] {
  const out: Line[][] = []
  for (const [at, line] of group.entries()) {
    const text = textOf(line)
    const mark = NOTE.exec(text)?.[1]
    const begins = at === 0 || (mark !== undefined && marks.has(mark))
    if (begins) out.push([line])
    else out.at(-1)!.push(line)
    for (const { 0: referring, index } of text.matchAll(MARK)) if (index > 0) marks.add(referring)
  }
  return out
}

/** The first line that is parted from a page's text stands before it. */
function parted(groups: readonly Line[][], isOwn: (line: Line) => boolean): Line[][] {
  return groups.flatMap((group) => {
    const out: Line[][] = []
    let open = false
    for (const line of group) {
      const own = isOwn(line)
      if (own || !open) out.push([line])
      else out.at(-1)!.push(line)
      open = !own
    }
    return out
  })
}
