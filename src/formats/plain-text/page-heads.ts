/** Heads and numbers of pages among the lines of a plain text. */

import { groupedBy } from '../../loading/pages/grouped.ts'
import { looksLikeHead } from '../../loading/pages/head-shape.ts'
import { LONGEST_PAGE_LINE, numberAlone, readPageLine } from '../../loading/pages/page-line.ts'
import { beginsLower, endsSentence, endsWithColon } from '../../loading/repair/sentence-end.ts'
import { longestIncreasing } from '../../text/longest-increasing.ts'
import type { Line } from './lines.ts'

/** Groups at the head of a file of which the first line may be repeated as head of its pages. */
const HEAD_GROUPS = 6
/** Lines of a title that stand as a group of their own. */
const MOST_OF_TITLE = 3

/** The first lines of the file by what they say, that stand alone or are set as heads are; of five letters at least. */
export function headKeys(
  groups: readonly Line[][],
  textOf: (line: Line) => string,
): ReadonlyMap<string, Line> {
  const first = groups.slice(0, HEAD_GROUPS)
  const lines = first
    .flatMap((group) => (group.length === 1 || looksLikeHead(textOf(group[0]!)) ? group.slice(0, 1) : []))
    .map((line): [text: string, line: Line] => [textOf(line), line])
  const [title] = first
  if (title !== undefined && title.length > 1 && title.length <= MOST_OF_TITLE)
    lines.push([title.map(textOf).join(' '), title[0]!])
  const keys = lines.flatMap(([text, line]): [string, Line][] => {
    const key = text.length > LONGEST_PAGE_LINE || /[.…]$/.test(text) ? '' : (readPageLine(text)?.key ?? '')
    return key.length < 5 ? [] : [[key, line]]
  })
  return new Map(keys.reverse())
}

export function repeatedKeys(lines: Iterable<Line>, textOf: (line: Line) => string): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const line of lines) {
    const key = readPageLine(textOf(line))?.key
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([key]) => key))
}

/** Lines that begin or end in a number. */
const MAY_BE_NUMBERED = /^\d{1,4}\s|^[ivxl]{1,8}\s|\s\d{1,4}$|\s[ivxl]{1,8}$/i

/**
 * Lines of a head and a number: the head of the text, or one set as heads are, that others
 * repeat, the numbers counting up.
 */
export function numberedHeads(groups: readonly Line[][], textOf: (line: Line) => string): ReadonlySet<Line> {
  const heads = headKeys(groups, textOf)
  const lines = groups.flat().flatMap((line) => headAndNumber(line, textOf(line)))
  const byKey = groupedBy(lines, ({ key }) => key)
  const found = [...byKey].flatMap(([key, indexes]) => {
    const own = indexes.map((index) => lines[index]!)
    if (heads.has(key)) return own
    const countsUp = own.every(({ value }, at) => at === 0 || value > own[at - 1]!.value)
    return own.length > 1 && countsUp && own.every(({ words }) => looksLikeHead(words)) ? own : []
  })
  return new Set(found.map(({ line }) => line))
}

function headAndNumber(
  line: Line,
  text: string,
): { line: Line; key: string; value: number; words: string }[] {
  if (text.length > LONGEST_PAGE_LINE || !MAY_BE_NUMBERED.test(text)) return []
  const said = readPageLine(text)
  if (said?.page === undefined || said.key === '') return []
  return [{ line, key: said.key, value: said.page.value, words: text.replace(/^\d+\s+|\s+\d+$/g, '') }]
}

/** Numbers alone on their lines that count up, when one of them stands where a sentence breaks off. */
export function foliosAmong(groups: readonly Line[][], textOf: (line: Line) => string): ReadonlySet<Line> {
  const lines = groups.flat()
  const numbers = lines.flatMap((line, at) => {
    const page = line.end - line.start > 12 ? undefined : numberAlone(textOf(line))
    return page === undefined ? [] : [{ at, value: page.value }]
  })
  const chain = longestIncreasing(numbers.map(({ value }) => value)).map((index) => numbers[index]!)
  const interrupts = ({ at }: { at: number }) => {
    const [before, after] = [lines[at - 1], lines[at + 1]]
    if (before === undefined || after === undefined) return false
    const text = textOf(before)
    return !endsSentence(text) && !endsWithColon(text) && beginsLower(textOf(after))
  }
  return new Set(chain.some(interrupts) ? chain.map(({ at }) => lines[at]!) : [])
}
