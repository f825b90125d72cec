/** What pages carry, where it stands against the lines of a text with no blank line between. */
import { foldForComparison } from '../../loading/metadata/fold.ts'
import { isDomain } from '../../loading/metadata/retrieved.ts'
import { LONGEST_PAGE_LINE, numberAlone, readPageLine } from '../../loading/pages/page-line.ts'
import { markOfLine } from '../page-marks/marks.ts'
import { withoutNotes } from './foot-notes.ts'
import { edgeOf, type Line } from './lines.ts'
import { foliosAmong, headKeys, numberedHeads, repeatedKeys } from './page-heads.ts'

/** Columns from the edge of a text at which the centred or the outer foot of a page stands, and no paragraph begins. */
const FAR_IN = 16

/**
 * The groups with heads, feet and notes of pages as groups of their own: whether they are, is told later by where they
 * stand. A head is sought where a page ends, by a form feed or a number alone, and wherever a line repeats the head of the
 * text or has a number beside what other lines repeat; a note by a mark that stands before it.
 *
 * @param marksPages whether a line may be the mark of a page
 */
export function splitPageLines(source: string, groups: readonly Line[][], marksPages: boolean): Line[][] {
  const textOf = (line: Line) => source.slice(line.start, line.end)
  const isMark = (line: Line) => marksPages && markOfLine(textOf(line)) !== undefined
  const edges = edgeLines(groups, (line) => numberAlone(textOf(line)) !== undefined || isMark(line))
  const heads = headKeys(groups, textOf)
  const keys = repeatedKeys(edges, textOf)
  const numbered = numberedHeads(groups, textOf)
  const folios = foliosAmong(groups, textOf)
  const repeatsHead = (key: string, line: Line) => {
    const first = heads.get(key)
    return first !== undefined && first.start !== line.start
  }
  const isPageLine = (line: Line) => {
    const text = textOf(line)
    if (isMark(line)) return true
    if (text.length > LONGEST_PAGE_LINE) return false
    if (folios.has(line) || numbered.has(line)) return true
    if (!edges.has(line))
      return (
        numberAlone(text)?.explicit === true || isDomain(text) || repeatsHead(foldForComparison(text), line)
      )
    const said = readPageLine(text)!
    return said.page !== undefined || keys.has(said.key) || repeatsHead(said.key, line)
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
