/** Byline and date, the lines after a title, in any order. */
import { type BlockLine, sourceSpan } from '../lines.ts'
import { parseDate } from './dates.ts'
import type { Fact } from './facts.ts'
import { foldForComparison } from './fold.ts'
import type { HeadLine, HeadSearch } from './head-search.ts'
import { looksLikeName, looksLikePerson, namesIn } from './person-shape.ts'

/** A line of the head and what it says. */
export interface NamedLine {
  line: BlockLine
  field: 'author' | 'date'
  facts: Fact[]
}

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

const DATE_LABEL = /^(?:date|dated|published|posted|written|first published)(?: on| in)?\s*:?\s+/i
const NO_DATE =
  /^[([]?(?:n\. ?d\.|no date|undated|o\. ?J\.|ohne Jahr|s\. ?d\.|s\. ?f\.|sans date|sin fecha|б\. ?д\.|б\. ?г\.)[)\]]?$/iu

function dateLine({ source }: HeadSearch, line: BlockLine): NamedLine | undefined {
  if (NO_DATE.test(line.text)) return { line, field: 'date', facts: [] }
  const label = DATE_LABEL.exec(line.text)?.[0].length ?? 0
  const listed = label === 0 ? listedDate(source, line) : undefined
  if (listed !== undefined) return listed
  const words = line.text.slice(label).replace(/^[([](.*)[)\]]$/, '$1')
  const edtf = parseDate(words)
  if (edtf === null && !/^\d{1,2}([-/.])\d{1,2}\1\d{4}$/.test(words)) return undefined
  const from = label + line.text.slice(label).indexOf(words)
  return { line, field: 'date', facts: [dateFact(source, line, { from, to: from + words.length, edtf })] }
}

/** Markdown takes `12. März 1998` for the twelfth item of a list. */
function listedDate(source: string, line: BlockLine): NamedLine | undefined {
  const start = line.pieces.find((piece) => piece.op === 'copy')?.start ?? line.start
  const day = /(?:^|[\n\r])[ \t>]*(\d{1,2}\.[ \t]+)$/.exec(source.slice(Math.max(0, start - 20), start))?.[1]
  if (day === undefined) return undefined
  const edtf = parseDate(day + line.text)
  if (edtf === null) return undefined
  const { end } = sourceSpan(source, line.pieces, 0, line.text.length)
  const fact = { start: start - day.length, end, field: 'issued', value: edtf, rule: 'date after the title' }
  return { line, field: 'date', facts: [{ ...fact, certainty: 'certain' }] }
}

function dateFact(
  source: string,
  line: BlockLine,
  { from, to, edtf }: { from: number; to: number; edtf: string | null },
): Fact {
  const span = sourceSpan(source, line.pieces, from, to)
  const certainty = edtf === null ? ('unresolved' as const) : ('certain' as const)
  return { ...span, field: 'issued', value: edtf, certainty, rule: 'date after the title' }
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

interface Place {
  lines: readonly HeadLine[]
  at: number
  dates: readonly (NamedLine | undefined)[]
}

/** Right beside a date, or a person's name on a line of its own before the text. */
function bylineOf(search: HeadSearch, { lines, at, dates }: Place): NamedLine | undefined {
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

function authorFacts(
  search: HeadSearch,
  line: BlockLine,
  { to, isSure, besideDate = true }: { to: number; isSure: boolean; besideDate?: boolean },
): Fact[] | undefined {
  const by = BY.exec(line.text)?.[0].length ?? 0
  const text = line.text.slice(by, to)
  const marked = by > 0 && /^\p{Lu}|^\p{Lo}/u.test(text)
  const isConfirmed = (name: string) => {
    const folded = foldForComparison(name)
    return (
      folded === search.repeated.author ||
      search.known.authors.some((author) => foldForComparison(author) === folded)
    )
  }
  const names = isConfirmed(text) ? [{ text, at: 0 }] : namesIn(text)
  const isName = names.every(
    (name) => isConfirmed(name.text) || looksLikeName(name.text, { loosely: marked }),
  )
  if (!isName || (!marked && !isSure && !isConfirmed(text))) return undefined
  return names.map((name) => {
    const span = sourceSpan(search.source, line.pieces, by + name.at, by + name.at + name.text.length)
    const confirmed = isConfirmed(name.text)
    const rule = confirmed
      ? 'byline, repeated elsewhere'
      : marked
        ? 'byline'
        : besideDate
          ? 'line beside the date'
          : 'name after the title'
    const certainty = confirmed || marked ? ('certain' as const) : ('probable' as const)
    return { ...span, field: 'author', value: { literal: name.text }, certainty, rule }
  })
}
