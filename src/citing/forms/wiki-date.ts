/** Dates as Help:Citation Style 1 takes them: days as ISO has them, months in words, years, ranges of years. */
import type { CslDate } from '../csl/item.ts'
import { type CalendarPoint, calendarDate, dateWords } from '../exports/calendar.ts'
import { edtfPoint } from '../exports/edtf.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const SEASONS = ['Spring', 'Summer', 'Autumn', 'Winter']

/** When the work was published; words that no calendar holds as they are. */
export function wikiDate(date: CslDate | undefined): string | null {
  const found = calendarDate(date)
  if (!found) return dateWords(date)
  const [first, last] = found.points
  const end = last ? ` – ${inWords(last)}` : found.open ? '–present' : ''
  const isWhole = !last && !found.open && !found.circa && first.day !== undefined && first.year > 999
  return (found.circa ? 'c. ' : '') + (isWhole ? edtfPoint(first) : inWords(first)) + end
}

/** The day on which the address was visited: a whole day, or nothing. */
export function wikiAccessDate(date: CslDate | undefined): string | null {
  const point = calendarDate(date)?.points[0]
  return point?.day === undefined ? null : edtfPoint(point)
}

function inWords({ year, month, day, season }: CalendarPoint): string {
  const name = month === undefined ? season && SEASONS[season - 1] : MONTHS[month - 1]
  return [day, name, year > 0 ? year : `${-year} BC`].filter((part) => part !== undefined).join(' ')
}
