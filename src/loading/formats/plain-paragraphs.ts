/** Paragraphs that no blank line parts: by their indents, by the signs of lists, or by the names of those who speak. */
import { beginsLower, endsSentence, endsWithColon, endsWithHyphen } from '../repair/sentence-end.ts'
import { itemsOf } from './plain-items.ts'
import { edgeOf, type Line } from './plain-lines.ts'

/** Columns that a first line stands in at least, and at most: what is deeper is centred. */
const LEAST_INDENT = 2
const MOST_INDENT = 12

/** The groups, cut where a line begins a paragraph. */
export function splitParagraphs(source: string, groups: readonly Line[][]): Line[][] {
  const items = itemsOf(source, groups)
  const byIndent = groups.flatMap((group) => indentsOf(group, items))
  const opening = byIndent.filter(([before, line]) => opensParagraph(source, before, line))
  const isIndented = byIndent.length > 0 && opening.length >= byIndent.length * 0.9
  const speakers = speakersOf(source, groups)
  return groups.flatMap((group) => {
    const indented = new Set(isIndented ? indentsOf(group, items).map(([, line]) => line) : [])
    const begins = (line: Line, before: Line) =>
      indented.has(line) ||
      items.has(line) ||
      speakers.has(labelOf(source, line) ?? '') ||
      endsList(source, group, { line, before, items })
    return splitBefore(group, begins).map(([first, ...rest]) => {
      const sign = items.get(first!) ?? 0
      return [sign > 0 ? { ...first!, sign } : first!, ...rest]
    })
  })
}

/** Behind the last item, a line that stands no further in than the signs do, while what items go on with stands further in. */
function endsList(
  source: string,
  group: readonly Line[],
  { line, before, items }: { line: Line; before: Line; items: ReadonlyMap<Line, number> },
): boolean {
  const at = group.indexOf(line)
  const own = group.slice(0, at).filter((each) => items.has(each))
  const last = own.at(-1)
  if (
    last === undefined ||
    line.indent > last.indent ||
    !endsSentence(withoutMark(source.slice(before.start, before.end)))
  )
    return false
  const further = group.slice(group.indexOf(own[0]!), at).filter((each) => !items.has(each))
  return further.length > 0
    ? further.every(({ indent }) => indent > last.indent)
    : !beginsLower(source.slice(line.start, line.end))
}

function splitBefore(group: readonly Line[], begins: (line: Line, before: Line) => boolean): Line[][] {
  const out: Line[][] = []
  for (const [at, line] of group.entries()) {
    if (at === 0 || begins(line, group[at - 1]!)) out.push([line])
    else out.at(-1)!.push(line)
  }
  return out
}

/** The indented lines of a group behind its first one, each with the line before it; items and what they go on with are none. */
function indentsOf(group: readonly Line[], items: ReadonlyMap<Line, number>): [before: Line, line: Line][] {
  const edge = edgeOf(group)
  let item: Line | undefined
  return group.flatMap((line, at): [Line, Line][] => {
    if (items.has(line)) item = line
    if (item !== undefined && line.indent > item.indent) return []
    const depth = line.indent - edge
    const isIndented = depth >= LEAST_INDENT && depth <= MOST_INDENT
    return at > 0 && isIndented && !items.has(line) ? [[group[at - 1]!, line]] : []
  })
}

/** The words of a line without the mark of a note behind them. */
function withoutMark(text: string): string {
  return text.replace(/(?<=[\p{P}])(?:[⁰¹²³⁴-⁹]{1,3}|\[\d{1,3}\]|\d{1,2})$/u, '')
}

/** Verse that is set in, and the hanging lines of a bibliography, do not begin behind a finished sentence. */
function opensParagraph(source: string, before: Line, line: Line): boolean {
  return (
    isFinished(source.slice(before.start, before.end)) && !beginsLower(source.slice(line.start, line.end))
  )
}

/** Whether a text ends a sentence or introduces something, the mark of a note behind it left aside. */
export function isFinished(words: string): boolean {
  const text = withoutMark(words)
  return endsSentence(text) || endsWithColon(text) || /;$/.test(text)
}

/** `Q. Who owns the mill?`, `ANNA WARD: Everybody.` */
function labelOf(source: string, line: Line): string | undefined {
  return /^(\p{Lu}[.:]|\p{Lu}[\p{L}.'’ -]{0,28}:)\s+\S/u.exec(source.slice(line.start, line.start + 40))?.[1]
}

/** The labels of a conversation: two at least, each at the start of several lines. */
function speakersOf(source: string, groups: readonly Line[][]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const line of groups.flat()) {
    const label = labelOf(source, line)
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  const speakers = [...counts].filter(([, count]) => count > 1).map(([label]) => label)
  return new Set(speakers.length > 1 ? speakers : [])
}

/** Lines of a group at least, for their lengths to tell. */
const FEWEST_LINES = 4
/** Where lines are set to one width, letters of different widths make their lengths differ by so much. */
const SPREAD = 0.85
/** Full lines are so much longer or shorter than the usual one, as far as counts. */
const PLAY = 0.07

/**
 * Groups whose lines are set to one width, cut where a line ends a sentence and is shorter than it had to be: the first
 * word of the next one would have stood on it.
 */
export function splitAtShortLines(source: string, groups: readonly Line[][]): Line[][] {
  const width = settingWidth(source, groups)
  const setting = { width, glued: areGlued(source, groups, width) }
  return groups.flatMap((group) => {
    if (width === 0 || group.length < 3 || isVerse(source, group, width)) return [group]
    const ends = new Set(
      group.slice(0, -1).flatMap((line, at) => {
        const next = group[at + 1]!
        return isShort(source, [line, next], setting) && opensParagraph(source, line, next) ? [next] : []
      }),
    )
    return splitBefore(group, (line) => ends.has(line))
  })
}

/** None of the lines is full, all begin with capitals, and half of them end no sentence. */
function isVerse(source: string, group: readonly Line[], width: number): boolean {
  const texts = group.map(({ start, end }) => source.slice(start, end))
  return (
    group.every((line) => lengthOf(line) <= width * SPREAD) &&
    texts.every((text) => /^[\p{P}\s]*\p{Lu}/u.test(text)) &&
    texts.filter((text) => !endsSentence(text)).length * 2 >= texts.length
  )
}

/**
 * The usual length of the lines that another one follows; 0 where they are not set to one. Those that end a sentence may
 * be the last of a paragraph, and are as long as they are.
 */
function settingWidth(source: string, groups: readonly Line[][]): number {
  const followed = groups
    .filter((group) => group.length >= FEWEST_LINES)
    .flatMap((group) => group.slice(0, -1))
  const lengths = followed.map(lengthOf).sort((a, b) => a - b)
  const usual = lengths[lengths.length >> 1] ?? 0
  const within = followed.filter(({ start, end }) => !endsSentence(source.slice(start, end)))
  const full = within.filter((line) => lengthOf(line) >= usual * SPREAD).length
  return usual >= 30 && within.length > 0 && full >= within.length * 0.75 ? usual : 0
}

/** How the lines of a text are set: to what width, and whether a converter put the halves of cut words together. */
interface Setting {
  width: number
  glued: boolean
}

/**
 * No line that another follows ends in a hyphen, and some hold far more than the page could. Where blank lines part most
 * paragraphs it does not matter.
 */
function areGlued(source: string, groups: readonly Line[][], width: number): boolean {
  const lines = groups.flatMap((group) => group.slice(0, -1))
  const long = groups.filter((group) => group.length > 1)
  const apart = groups.filter(
    (group, at) => group.length > 1 && (groups[at - 1]?.length ?? 0) > 1 && !group[0]!.pageBreakBefore,
  )
  return (
    apart.length * 2 < long.length &&
    lines.some((line) => lengthOf(line) > width * 1.5) &&
    !lines.some(({ start, end }) => endsWithHyphen(source.slice(start, end)))
  )
}

function isShort(source: string, [line, next]: [Line, Line], setting: Setting): boolean {
  const length = setting.glued ? lastLength(line, setting.width) : lengthOf(line)
  const word = /^\S+/.exec(source.slice(next.start, next.end))![0]
  return length <= setting.width * SPREAD && length + 1 + word.length <= setting.width * 0.95
}

/**
 * The length of the last of the lines that one holds, at most: what the others, each as long as lines are, leave of it.
 */
function lastLength(line: Line, width: number): number {
  const whole = lengthOf(line)
  const others = Math.floor(whole / width)
  const left = whole - others * width
  const play = others * width * PLAY
  return left <= play ? whole : left + play
}

function lengthOf({ indent, start, end }: Line): number {
  return indent + end - start
}
