/** Byline and date, the lines after a title. */
import { type BlockLine, sourceSpan } from '../lines.ts'
import { parseDate } from './dates.ts'
import type { Fact } from './facts.ts'
import { foldForComparison } from './fold.ts'
import type { HeadLine, HeadSearch } from './head-search.ts'

const LONGEST_LINE = 100

/** A line of the head and what it says. */
export interface NamedLine {
  line: BlockLine
  field: 'author' | 'date'
  fact: Fact
}

/** Byline and date directly after the title, in either order; a name alone is taken only when something confirms it. */
export function nameLines(search: HeadSearch, lines: readonly HeadLine[]): NamedLine[] {
  const [one, two] = lines
  if (one === undefined) return []
  const firstDate = dateLine(search, one.line)
  if (firstDate !== undefined) {
    const byline = two && bylineOf(search, two.line, true)
    return byline === undefined ? [firstDate] : [firstDate, byline]
  }
  const date = two && dateLine(search, two.line)
  const byline = bylineOf(search, one.line, date !== undefined)
  if (byline === undefined) return []
  return date === undefined ? [byline] : [byline, date]
}

const DATE_LABEL = /^(?:date|dated|published|posted|written|first published)(?: on| in)?\s*:?\s+/i

function dateLine({ source }: HeadSearch, line: BlockLine): NamedLine | undefined {
  const label = DATE_LABEL.exec(line.text)?.[0].length ?? 0
  const words = line.text.slice(label)
  const edtf = parseDate(words)
  if (edtf === null && !/^\d{1,2}([-/.])\d{1,2}\1\d{4}$/.test(words)) return undefined
  const span = sourceSpan(source, line.pieces, label, line.text.length)
  const certainty = edtf === null ? ('unresolved' as const) : ('certain' as const)
  return {
    line,
    field: 'date',
    fact: { ...span, field: 'issued', value: edtf, certainty, rule: 'date after the title' },
  }
}

/** Words that a byline begins with. */
export const BY = /^(?:by|von|par|por|di|door|av|af|przez)\s+(?=\S)/i

function bylineOf(search: HeadSearch, line: BlockLine, besideDate: boolean): NamedLine | undefined {
  const by = BY.exec(line.text)?.[0].length ?? 0
  const name = line.text.slice(by)
  if (!looksLikeName(name)) return undefined
  const folded = foldForComparison(name)
  const confirmed =
    folded === search.repeated.author ||
    search.known.authors.some((author) => foldForComparison(author) === folded)
  const marked = by > 0 && /^\p{Lu}|^\p{Lo}/u.test(name)
  if (!confirmed && !marked && !besideDate) return undefined
  const span = sourceSpan(search.source, line.pieces, by, line.text.length)
  const rule = confirmed ? 'byline, repeated elsewhere' : marked ? 'byline' : 'line beside the date'
  const certainty = confirmed || marked ? ('certain' as const) : ('probable' as const)
  return {
    line,
    field: 'author',
    fact: { ...span, field: 'author', value: { literal: name }, certainty, rule },
  }
}

/** Short, without digits, and not a sentence. */
function looksLikeName(text: string): boolean {
  if (text.length > LONGEST_LINE || /[\d:;?!]/.test(text) || text.split(' ').length > 12) return false
  return !/\.$/.test(text) || /(?:^|[\s.])\p{L}{1,3}\.$/u.test(text)
}
