/** The dates of CSL-JSON 1.0.2 as calendar points: what every format prints dates from. */
import type { CslDate } from '../csl/item.ts'

/** A day, month, season or year. Years count as CSL-JSON does: -1 is 1 BCE. Seasons: 1 spring to 4 winter. */
export interface CalendarPoint {
  year: number
  month?: number
  day?: number
  season?: number
}

/** One point, or the first and last of a range. */
export interface CalendarDate {
  points: [CalendarPoint] | [CalendarPoint, CalendarPoint]
  circa: boolean
  /** An interval that goes on. */
  open: boolean
}

const SEASONS = ['spring', 'summer', 'autumn', 'winter']

/** Where others put seasons among the months: citeproc from 13 on, EDTF from 21 on. */
const SEASON_MONTHS = [13, 21]

/** The date's points, or null where it has none or its parts make no date. */
export function calendarDate(date: CslDate | undefined): CalendarDate | null {
  const parts = date?.['date-parts'] ?? []
  const open = parts.length === 2 && Number(parts[1]?.[0]) === 0
  const points = (open ? parts.slice(0, 1) : parts).map(pointOf)
  const [first, last, ...more] = points
  if (!date || !first || last === null || more.length > 0) return null
  const season = seasonOf(date)
  if (last) return { points: [first, last], circa: isCirca(date), open }
  return { points: [season ? { year: first.year, season } : first], circa: isCirca(date), open }
}

/** The words of a date that no calendar holds. */
export function dateWords(date: CslDate | undefined): string | null {
  return date?.literal || date?.raw || null
}

function pointOf(parts: readonly (number | string)[]): CalendarPoint | null {
  const [year = 0, month, day] = parts.map(Number)
  if (!Number.isInteger(year) || year === 0 || Math.abs(year) > 9999) return null
  const first = SEASON_MONTHS.find((start) => month !== undefined && month >= start && month < start + 4)
  if (first !== undefined) return { year, season: month! - first + 1 }
  if (!isWithin(month, 12)) return { year }
  return isWithin(day, 31) ? { year, month, day } : { year, month }
}

function isWithin(number: number | undefined, most: number): number is number {
  return number !== undefined && Number.isInteger(number) && number >= 1 && number <= most
}

function isCirca({ circa }: CslDate): boolean {
  return circa !== undefined && !['', '0', 'false'].includes(String(circa))
}

/** A season from its number, its digits or its English name. */
function seasonOf({ season }: CslDate): number | null {
  const name = String(season ?? '').toLowerCase()
  const number = SEASONS.indexOf(name === 'fall' ? 'autumn' : name) + 1 || Number(name)
  return isWithin(number, SEASONS.length) ? number : null
}
