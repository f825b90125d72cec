/** Paragraphs that nothing parts but the lengths of their lines. */
import { endsSentence, endsWithHyphen } from '../../loading/repair/sentence-end.ts'
import type { Line } from './lines.ts'
import { isFinished, opensParagraph, splitBefore } from './paragraphs.ts'

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
    const apart = linesApart(source, group, setting)
    const ends = group.slice(0, -1).flatMap((line, at) => {
      const next = group[at + 1]!
      return isShort(source, [line, next], setting) && opensParagraph(source, line, next) ? [next] : []
    })
    const begins = new Set([...ends.filter((line) => !apart.within.has(line)), ...apart.begins])
    return splitBefore(group, (line) => begins.has(line))
  })
}

/** Lines within prose that are no part of it: which begin and end such a run, and which stand within. */
interface Apart {
  begins: Set<Line>
  within: Set<Line>
}

/** A line alone, such as a heading, is so much shorter than the others. */
const ALONE = 0.6

/**
 * Lines behind a finished paragraph that break off though there was room for the next word, which begins with a capital: one
 * alone is a heading or the like, several are verse.
 */
function linesApart(source: string, group: readonly Line[], setting: Setting): Apart {
  const found: Apart = { begins: new Set(), within: new Set() }
  const texts = group.map(({ start, end }) => source.slice(start, end))
  const search = { group, texts, setting, hasRoom: roomBehind(source, group, setting) }
  for (let at = 0; at < group.length; at++) {
    const end = runFrom(at, search)
    if (end === undefined) continue
    for (const line of [group[at]!, ...group.slice(end, end + 1)]) found.begins.add(line)
    for (const line of group.slice(at + 1, end)) found.within.add(line)
    at = end - 1
  }
  return found
}

/** A group of lines in which lines apart are sought. */
interface Search {
  group: readonly Line[]
  texts: readonly string[]
  setting: Setting
  hasRoom: (at: number) => boolean
}

/** Tells of an index whether the first word of the next line would have stood on this one. */
function roomBehind(source: string, group: readonly Line[], setting: Setting): (at: number) => boolean {
  return (at) => isShort(source, [group[at]!, group[at + 1]!], setting)
}

/** Where the lines apart that begin at an index end; undefined when none begin there. */
function runFrom(at: number, { group, texts, setting, hasRoom }: Search): number | undefined {
  const isLine = (index: number) =>
    index < group.length && BEGINS.test(texts[index]!) && lengthOf(group[index]!) <= setting.width * SPREAD
  const isBehindEnd = at === 0 || (isFinished(texts[at - 1]!) && hasRoom(at - 1))
  const breaksOff = !isFinished(texts[at]!.replace(/;$/, ''))
  if (at + 1 === group.length || !isBehindEnd || !breaksOff || !isLine(at) || !hasRoom(at)) return undefined
  let end = at + 1
  while (isLine(end)) end++
  if (end < group.length && !BEGINS.test(texts[end]!)) return undefined
  if (end === at + 1)
    return end < group.length && isHeading([group[at]!, group[end]!], setting) ? end : undefined
  const open = texts.slice(at, end).filter((text) => !endsSentence(text)).length
  return open * 2 >= end - at ? end : undefined
}

/** A line far shorter than a full one, above a full one. */
function isHeading([line, next]: [Line, Line], { width }: Setting): boolean {
  return lengthOf(line) <= width * ALONE && lengthOf(next) > width * SPREAD
}

const BEGINS = /^[\p{P}\s]*[\p{Lu}\p{N}]/u

/** None of the lines is full, all begin with capitals, and half of them end no sentence. */
function isVerse(source: string, group: readonly Line[], width: number): boolean {
  const texts = group.map(({ start, end }) => source.slice(start, end))
  return (
    (group.length > 2 || group.every((line) => lengthOf(line) <= width * SPREAD)) &&
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
