/** The lines of a plain text, and what their lengths tell. Offsets in UTF-16 units. */

/** A line: `[start, end)` without the white space around it, `next` where the following line begins. */
export interface Line {
  start: number
  end: number
  next: number
  /** Characters of white space before it. */
  indent: number
  /** In a column: where the white space behind it ends. It does not go on at the start of the next line. */
  breakTo?: number
  /** Whether a form feed stands before it: a page begins with it. */
  pageBreakBefore: boolean
  /** Its letters are larger than those of the text. */
  larger?: true
  /** Characters of the sign of an item of a list, and of the white space behind it, that it begins with. */
  sign?: number
}

const TERMINATED = /([^\n\r\f]*)(\r\n|\n|\r|\f|$)/g

/** Lines of the source from `from` on, blank ones too (`start` = `end`). */
export function plainLines(source: string, from: number): Line[] {
  const lines: Line[] = []
  let pageBreakBefore = false
  for (const { index, 1: text, 2: terminator } of source.slice(from).matchAll(TERMINATED)) {
    if (text === '' && terminator === '') break
    const start = from + index
    const words = text!.trim()
    const first = start + (words === '' ? text!.length : text!.indexOf(words))
    lines.push({
      start: first,
      end: first + words.length,
      indent: first - start,
      next: start + text!.length + terminator!.length,
      pageBreakBefore,
    })
    pageBreakBefore = terminator === '\f'
  }
  return lines
}

/** The least indent of some lines. */
export function edgeOf(lines: readonly Line[]): number {
  return lines.reduce((least, { indent }) => Math.min(least, indent), Number.POSITIVE_INFINITY)
}

/** Groups of lines with no blank line or page break between them. */
export function lineGroups(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = []
  let group: Line[] = []
  let broken = false
  for (const line of lines) {
    broken ||= line.pageBreakBefore
    if (line.start === line.end || line.pageBreakBefore) {
      if (group.length > 0) groups.push(group)
      group = []
    }
    if (line.start === line.end) continue
    group.push({ ...line, pageBreakBefore: broken })
    broken = false
  }
  if (group.length > 0) groups.push(group)
  return groups
}

/**
 * The width that the text was wrapped at, in characters, or 0 when its lines are not wrapped: in a wrapped text
 * nearly every line is too long for the first word of the next to have stood on it.
 */
export function wrapWidth(source: string, groups: readonly Line[][]): number {
  const broken = groups.flatMap((group) => group.slice(0, -1)).map(lengthOf)
  if (broken.length === 0) return 0
  broken.sort((a, b) => a - b)
  const width = broken[Math.floor((broken.length - 1) * 0.98)]!
  const prose = groups.filter((group) => group.length > 2)
  const wrapped = prose.filter((group) => isWrapped(source, group, width)).length
  return width >= 40 && wrapped * 2 >= prose.length ? width : 0
}

/** Whether the lines of a group break where a text wrapped at `width` would; a few may be shorter. */
export function isWrapped(source: string, group: readonly Line[], width: number): boolean {
  const breaks = group.length - 1
  let forced = 0
  for (const [index, line] of group.slice(0, -1).entries()) {
    const next = group[index + 1]!
    const word = /^\S+/.exec(source.slice(next.start, next.end))![0]
    if (lengthOf(line) + 1 + word.length > width - SLACK) forced++
  }
  return forced >= breaks * 0.75
}

/** Characters by which writers and converters break earlier than they must. */
const SLACK = 4

function lengthOf(line: Line): number {
  return line.end - line.start
}
