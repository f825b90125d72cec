/** A line of the head that is a date, or says that there is none. */
import { type BlockLine, sourceSpan } from '../lines.ts'
import { parseDate } from './dates.ts'
import type { Fact } from './facts.ts'
import type { HeadSearch, NamedLine } from './head-search.ts'

const DATE_LABEL = /^(?:date|dated|published|posted|written|first published)(?: on| in)?\s*:?\s+/i
const NO_DATE =
  /^[([]?(?:n\. ?d\.|no date|undated|o\. ?J\.|ohne Jahr|s\. ?d\.|s\. ?f\.|sans date|sin fecha|б\. ?д\.|б\. ?г\.)[)\]]?$/iu

/** The date that a line is, with its label, in brackets, or as the item of a list that Markdown takes it for. */
export function dateLine({ source }: HeadSearch, line: BlockLine): NamedLine | undefined {
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

/** The fact that a part of a line is the date; `edtf` is null for one that is written so that it can be two. */
export function dateFact(
  source: string,
  line: BlockLine,
  { from, to, edtf }: { from: number; to: number; edtf: string | null },
): Fact {
  const span = sourceSpan(source, line.pieces, from, to)
  const certainty = edtf === null ? ('unresolved' as const) : ('certain' as const)
  return { ...span, field: 'issued', value: edtf, certainty, rule: 'date after the title' }
}
