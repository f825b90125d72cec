/** Byline and date, the lines after a title, in any order. */
import { type BlockLine, sourceSpan } from '../lines.ts'
import { dateFact, dateLine } from './dateline.ts'
import { parseDate } from './dates.ts'
import type { Fact } from './facts.ts'
import { foldForComparison } from './fold.ts'
import type { HeadLine, HeadSearch, NamedLine } from './head-search.ts'
import { readNames } from './names.ts'
import { looksLikeName, looksLikePerson } from './person-shape.ts'

/** Lines after the title that are looked at: subtitle, authors, date, and one for luck. */
const MOST_LINES = 4

/**
 * Bylines and date among the lines after the title. A line that says neither may stand before one that does: a subtitle,
 * which stays in the text. A name alone is taken only when something confirms it.
 */
export function nameLines(search: HeadSearch, lines: readonly HeadLine[]): NamedLine[] {
  const first = lines.slice(0, MOST_LINES)
  const dates = first.map(({ line }) => dateLine(search, line))
  const found: NamedLine[] = []
  let passed = 0
  for (const [at, { line }] of first.entries()) {
    const isNew = (field: string) => found.every((named) => named.field !== field)
    const date = isNew('date') ? dates[at] : undefined
    const byline =
      isNew('author') && date === undefined ? bylineOf(search, { lines: first, at, dates }) : undefined
    const named = date ?? byline ?? (found.length === 0 ? bylineWithDate(search, line) : undefined)
    if (named !== undefined) found.push(named)
    else if (found.length > 0 || ++passed > 1) break
  }
  return found
}

const POSTED =
  '(?:(?:first )?(?:published|posted|written)|veröffentlicht|publiée?|publicad[oa]|pubblicat[oa]|gepubliceerd|geplaatst|опубликован[оа]?)'
const ON = '(?:on|am|le|el|il|em|op)'
const FROM = '(?:by|von|par|por|da|di|door)'
/** `Published on 4 May 1980 by Jane Roe`, `4. Mai 1980 von Jane Roe`, `Posted by Jane Roe on 4 May 1980`. */
const DATED = [
  new RegExp(`^(?:${POSTED}\\s+)?(?:${ON}\\s+)?(?<date>\\S.{3,40}?),?\\s+${FROM}\\s+(?<names>\\S.*)$`, 'iu'),
  new RegExp(`^(?:${POSTED}\\s+)?${FROM}\\s+(?<names>\\S.*?),?\\s+${ON}\\s+(?<date>.{4,40})$`, 'iu'),
]

/** A line that says who wrote the text and when, in words. */
function bylineInWords(search: HeadSearch, line: BlockLine): NamedLine | undefined {
  for (const pattern of DATED) {
    const groups = line.text.length > LONGEST_BYLINE ? undefined : pattern.exec(line.text)?.groups
    const edtf = groups && parseDate(groups['date']!)
    if (!groups || edtf === null || edtf === undefined) continue
    const from = line.text.lastIndexOf(groups['names']!)
    const to = from + groups['names']!.length
    const authors = authorFacts(search, line, { from, to, isSure: looksLikePerson(groups['names']!) })
    const at = line.text.indexOf(groups['date']!)
    if (authors === undefined) continue
    const date = dateFact(search.source, line, { from: at, to: at + groups['date']!.length, edtf })
    return { line, field: 'author', facts: [...authors, date] }
  }
  return undefined
}

/** Longest one in words, in characters. */
const LONGEST_BYLINE = 160

/** `Jane Roe, 1 May 2001`, `Jane Roe (2001)`: a name and a date on one line. */
function bylineWithDate(search: HeadSearch, line: BlockLine): NamedLine | undefined {
  const inWords = bylineInWords(search, line)
  if (inWords !== undefined) return inWords
  for (const { index, 0: mark } of line.text.matchAll(/\s*[,|•·–—]\s+|\s+[-(|]\s*/g)) {
    const from = index + mark.length
    const words = line.text.slice(from).replace(/\)$/, '')
    const edtf = parseDate(words)
    const authors =
      edtf === null
        ? undefined
        : authorFacts(search, line, {
            from: 0,
            to: index,
            isSure: looksLikePerson(line.text.slice(0, index)),
          })
    if (authors === undefined) continue
    const date = dateFact(search.source, line, { from, to: from + words.length, edtf })
    return { line, field: 'author', facts: [...authors, date] }
  }
  return undefined
}

/** Words that a byline begins with. */
export const BY = /^(?:(?:written|text)\s+)?(?:by|von|par|por|di|door|av|af|przez)\s*:?\s+(?=\S)/i

interface Beside {
  lines: readonly HeadLine[]
  at: number
  dates: readonly (NamedLine | undefined)[]
}

/** Right beside a date, or a person's name on a line of its own before the text. */
function bylineOf(search: HeadSearch, { lines, at, dates }: Beside): NamedLine | undefined {
  const { line, block } = lines[at]!
  const besideDate = dates[at - 1] !== undefined || dates[at + 1] !== undefined
  const standsAlone = block.text === line.text && looksLikePerson(line.text) && search.isBeforeText(block)
  const facts = authorFacts(search, line, {
    from: 0,
    to: line.text.length,
    isSure: besideDate || standsAlone,
    besideDate,
  })
  return facts && { line, field: 'author', facts }
}

/** A run of a line, in UTF-16 units. */
interface Place {
  from: number
  to: number
}

/** The names in a part of a line, with or without the word of a byline; undefined when it is none. */
export function authorFacts(
  search: HeadSearch,
  line: BlockLine,
  { from: start, to, isSure, besideDate = true }: Place & { isSure: boolean; besideDate?: boolean },
): Fact[] | undefined {
  const by = start + (BY.exec(line.text.slice(start, to))?.[0].length ?? 0)
  const text = line.text.slice(by, to)
  const marked = by > start && /^\p{Lu}|^\p{Lo}/u.test(text)
  const places = isConfirmed(search, text) ? [{ from: 0, to: text.length }] : readNames(text)
  const isName = ({ from, to: end }: Place) => {
    const name = text.slice(from, end)
    return isConfirmed(search, name) || looksLikeName(name, { loosely: marked })
  }
  if (places.length === 0 || !places.every(isName)) return undefined
  if (!marked && !isSure && !isConfirmed(search, text)) return undefined
  const rule = marked ? 'byline' : besideDate ? 'line beside the date' : 'name after the title'
  return places.map(({ from, to: end }) =>
    authorFact(search, line, { from: by + from, to: by + end, rule, marked }),
  )
}

function authorFact(
  search: HeadSearch,
  line: BlockLine,
  { from, to, rule, marked }: Place & { rule: string; marked: boolean },
): Fact {
  const literal = line.text.slice(from, to)
  const confirmed = isConfirmed(search, literal)
  return {
    ...sourceSpan(search.source, line.pieces, from, to),
    field: 'author',
    value: { literal },
    certainty: confirmed || marked ? 'certain' : 'probable',
    rule: confirmed ? 'byline, repeated elsewhere' : rule,
  }
}

/** Whether the colophon, or what is known before, has the name. */
function isConfirmed({ repeated, known }: HeadSearch, name: string): boolean {
  const folded = foldForComparison(name)
  return folded === repeated.author || known.authors.some((author) => foldForComparison(author) === folded)
}
