/** Dates as RIS has them: `YYYY/MM/DD/other info`, every slash there (RIS Format Specifications, "Y1"). */
import type { CslDate } from '../csl/item.ts'
import { type CalendarPoint, calendarDate, dateWords } from './calendar.ts'
import { edtfPoint } from './edtf.ts'
import { joined } from './plain-text.ts'

const SEASONS = ['Spring', 'Summer', 'Autumn', 'Winter']

/** The year alone, for readers that look no further. A year before our era has no place in four digits. */
export function risYear(date: CslDate | undefined): string | null {
  const year = calendarDate(date)?.points[0].year ?? 0
  return year > 0 ? String(year).padStart(4, '0') : null
}

/** The whole date. What has no place in it goes into its free part: season, approximation, doubt, the end of a range. */
export function risDate(date: CslDate | undefined, uncertain = false): string | null {
  const found = calendarDate(date)
  const words = dateWords(date)
  if (!found) return words && `///${words}`
  const [first, last] = found.points
  const { month, day, season } = first
  const remark = joined(
    [
      found.circa ? (uncertain ? '?' : 'circa') : null,
      first.year < 0 ? edtfPoint(first) : null,
      season === undefined ? null : SEASONS[season - 1],
      last ? `to ${edtfPoint(last)}` : null,
      found.open ? 'to the present' : null,
    ],
    ' ',
  )
  return [risYear(date), twoDigits(month), twoDigits(day), remark].map((part) => part ?? '').join('/')
}

function twoDigits(number: CalendarPoint['month']): string {
  return number === undefined ? '' : String(number).padStart(2, '0')
}
