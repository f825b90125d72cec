/** EDTF (ISO 8601-2) → the dates of CSL-JSON 1.0.2. */
import type { CslDate } from './item.ts'

/** A date, a month, a year or a season (21 to 24), with its qualifier. */
const POINT = /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)$/
const FIRST_SEASON = 21
const LAST_SEASON = 24

/**
 * A CSL date from an EDTF one: calendar dates, seasons, approximate and uncertain dates, closed intervals.
 * What CSL has no field for (decades, open intervals, sets) is printed in the words it was read from: `literal`.
 */
export function cslDate({ edtf, raw }: { edtf: string | null; raw: string }): CslDate | undefined {
  return fromEdtf(edtf ?? '') ?? literal(raw.trim() || (edtf ?? ''))
}

function fromEdtf(edtf: string): CslDate | undefined {
  const [first, last, ...rest] = edtf.split('/').map(point)
  if (!first || rest.length > 0) return undefined
  if (!edtf.includes('/')) return first
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

function literal(words: string): CslDate | undefined {
  return words === '' ? undefined : { literal: words }
}
