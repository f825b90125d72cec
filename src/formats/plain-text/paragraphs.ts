/** Paragraphs that no blank line parts: by their indents, by the signs of lists, or by the names of those who speak. */
import { beginsLower, endsSentence, endsWithColon } from '../../loading/repair/sentence-end.ts'
import { itemsOf } from './items.ts'
import { edgeOf, type Line } from './lines.ts'

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
  const isSpeaker = speakerLines(source, groups)
  return groups.flatMap((group) => {
    const indented = new Set(isIndented ? indentsOf(group, items).map(([, line]) => line) : [])
    const begins = (line: Line, before: Line) =>
      indented.has(line) ||
      items.has(line) ||
      isSpeaker(line) ||
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

/** The lines of a group in runs, each from a line that begins one. */
export function splitBefore(group: readonly Line[], begins: (line: Line, before: Line) => boolean): Line[][] {
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
export function opensParagraph(source: string, before: Line, line: Line): boolean {
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

/** A name in capitals alone on its line, as plays have it above a speech. */
const SPEAKER = /^\p{Lu}[\p{Lu}\p{M}.'’ -]{1,30}[.:]?$/u
/** Speeches that show a play. */
const FEWEST_SPEECHES = 3

/** Tells the lines that name who speaks: with lines below, again and again, and more than one name. */
function speakerLines(source: string, groups: readonly Line[][]): (line: Line) => boolean {
  const nameOf = ({ start, end }: Line) => {
    const text = source.slice(start, Math.min(end, start + 40))
    return SPEAKER.test(text) ? text : undefined
  }
  const names = groups.flatMap((group) => group.slice(0, -1).flatMap((line) => nameOf(line) ?? []))
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const isPlay = names.length >= FEWEST_SPEECHES && counts.size > 1 && counts.size < names.length
  return (line) => isPlay && counts.has(nameOf(line) ?? '')
}
