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

/** `Jane Roe, 1 May 2001`, `Jane Roe (2001)`: a name and a date on one line. */
function bylineWithDate(search: HeadSearch, line: BlockLine): NamedLine | undefined {
  for (const { index, 0: mark } of line.text.matchAll(/\s*[,|•·–—]\s+|\s+[-(|]\s*/g)) {
    const from = index + mark.length
    const words = line.text.slice(from).replace(/\)$/, '')
    const edtf = parseDate(words)
    const authors =
      edtf === null
        ? undefined
        : authorFacts(search, line, { to: index, isSure: looksLikePerson(line.text.slice(0, index)) })
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

function authorFacts(
  search: HeadSearch,
  line: BlockLine,
  { to, isSure, besideDate = true }: { to: number; isSure: boolean; besideDate?: boolean },
): Fact[] | undefined {
  const by = BY.exec(line.text)?.[0].length ?? 0
  const text = line.text.slice(by, to)
  const marked = by > 0 && /^\p{Lu}|^\p{Lo}/u.test(text)
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
