/** The head of a plain text, where no blank line parts its lines from one another or from the text. */
import { BY } from '../../loading/metadata/byline.ts'
import { parseDate } from '../../loading/metadata/dates.ts'
import { looksLikePerson } from '../../loading/metadata/person-shape.ts'
import { endsSentence } from '../../loading/repair/sentence-end.ts'
import type { Line } from './lines.ts'

/** Lines of a title at most. */
const MOST_OF_TITLE = 3
/** Lines of a head at most, and characters of each. */
const MOST_LINES = 6
const LONGEST = 90
/** A line of a head is so much shorter than a full line of the text, where nothing but its place tells that it is one. */
const SHORT = 0.75

/** The groups, with title, names and date of the first as groups of their own, when a date or a byline shows them. */
export function splitHead(source: string, groups: readonly Line[][]): Line[][] {
  const [first, ...rest] = groups
  if (first === undefined || first.length < 2) return [...groups]
  const ends = headEnds(source, first)
  if (ends === undefined) return [...groups]
  const parts = [0, ...ends].map((from, at) => first.slice(from, ends[at]))
  return [...parts.filter((part) => part.length > 0), ...rest]
}

/** The indexes of the lines behind the title and behind each further line of the head; undefined when it has none. */
function headEnds(source: string, group: readonly Line[]): number[] | undefined {
  const texts = group.slice(0, MOST_LINES + 1).map(({ start, end }) => source.slice(start, end))
  const full = Math.max(...group.slice(0, MOST_LINES * 4).map(({ start, end }) => end - start))
  const says = texts.map((text) => text.length <= LONGEST && (parseDate(text) !== null || BY.test(text)))
  const shown = says.indexOf(true, 1)
  const at = shown < 0 ? personAt(texts, full) : shown
  if (at < 1 || at >= MOST_LINES) return undefined
  const isName = (index: number) => index > 0 && looksLikePerson(texts[index] ?? '')
  const title = isName(at - 1) && at > 1 ? at - 1 : at
  let end = at + 1
  while (end < MOST_LINES && (says[end] || (end === at + 1 && title === at && isName(end)))) end++
  const lines = texts.slice(0, title)
  if (
    title > MOST_OF_TITLE ||
    lines.some((text) => text.length > LONGEST || endsSentence(text.replace(/[?!]$/, '')))
  )
    return undefined
  if (texts[end] !== undefined && !/^["'“‘«¿¡—–-]*\s?[\p{Lu}\p{Lo}\p{N}]/u.test(texts[end]!)) return undefined
  return Array.from({ length: end - title + 1 }, (_, index) => title + index)
}

/** A person's name alone on its line, below a title and above full lines. */
function personAt(texts: readonly string[], full: number): number {
  const isShort = (text: string | undefined) => text !== undefined && text.length <= full * SHORT
  const at = texts.findIndex((text, index) => index > 0 && isShort(text) && looksLikePerson(text))
  const isAlone = at > 0 && texts.slice(0, at).every(isShort) && !isShort(texts[at + 1])
  return isAlone && texts[at + 1] !== undefined ? at : -1
}
