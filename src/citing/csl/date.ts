/** EDTF (ISO 8601-2) → the dates of CSL-JSON 1.0.2. */
import type { CslDate } from './item.ts'

/** A date, a month, a year or a season (21 to 24), with its qualifier. */
const POINT = /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)$/
/** How citeproc and pandoc know an interval that goes on. */
const OPEN = [0]
const FIRST_SEASON = 21
const LAST_SEASON = 24

/**
 * A CSL date from an EDTF one: calendar dates, seasons, approximate and uncertain dates, closed intervals.
 * intervals without an end. What CSL has no field for (decades, sets) is printed in the words it was read from, `literal`.
 */
export function cslDate({ edtf, raw }: { edtf: string | null; raw: string }): CslDate | undefined {
  const words = raw.trim()
  return fromEdtf(edtf ?? '') ?? literal((words !== edtf && words) || edtfWords(edtf ?? ''))
}

/** What EDTF writes of a date that is not whole: `2001-XX`, `19XX`. */
const UNSPECIFIED_PART = /(?:-XX){1,2}$/

/** The date of an EDTF form that CSL has fields for, else undefined. */
export function fromEdtf(edtf: string): CslDate | undefined {
  const century = /^(\d\d)XX$/.exec(edtf)?.[1]
  if (century !== undefined) return { 'date-parts': [[Number(`${century}00`)], [Number(`${century}99`)]] }
  const ends = edtf.split('/').map((end) => end.replace(UNSPECIFIED_PART, ''))
  const [first, last, ...rest] = ends.map(point)
  if (!first || rest.length > 0) return undefined
  if (ends.length === 1) return first
  if (/^(?:\.\.)?$/.test(ends[1]!) && !('season' in first))
    return { ...first, 'date-parts': [...(first['date-parts'] ?? []), OPEN] }
  if (!last || 'season' in first || 'season' in last) return undefined
  return {
    'date-parts': [...(first['date-parts'] ?? []), ...(last['date-parts'] ?? [])],
    ...(first.circa || last.circa ? { circa: true } : {}),
  }
}

function point(edtf: string): CslDate | undefined {
  const [, year, month, day, qualifier] = POINT.exec(edtf) ?? []
  if (year === undefined) return undefined
  const circa = qualifier ? { circa: true } : {}
  const season = Number(month) - FIRST_SEASON + 1
  if (Number(month) > LAST_SEASON) return undefined
  if (season > 0) return { 'date-parts': [[cslYear(year)]], season, ...circa }
  const rest = [month, day].filter((part) => part !== undefined).map(Number)
  return { 'date-parts': [[cslYear(year), ...rest]], ...circa }
}

/** EDTF counts 1 BCE as year 0, CSL-JSON as -1. */
function cslYear(year: string): number {
  const astronomical = Number(year)
  return astronomical > 0 ? astronomical : astronomical - 1
}

/** A decade and an interval without beginning in words, and any other form as it stands. */
export function edtfWords(edtf: string): string {
  return edtf
    .replace(/^(\d{3})X[?~%]?$/, '$10s')
    .replace(/^(?:\.\.)?\/(?=\d)/, '–')
    .replace(/(\d)X[?~%]?\/(\d{3})X[?~%]?$/, '$10s–$20s')
}

function literal(words: string): CslDate | undefined {
  return words === '' ? undefined : { literal: words }
}
