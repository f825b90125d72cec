/** Dates as BibTeX has them: a year, a month by its macro, a day (btxdoc, 3.2 and "Entries"). */
import type { CslDate } from '../csl/item.ts'
import { type CalendarPoint, calendarDate, dateWords } from './calendar.ts'
import { issuedEdtf } from './edtf.ts'
import type { ExportRecord } from './export-record.ts'
import type { TexFields } from './tex-entry.ts'
import { texField } from './tex-text.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const SEASONS = ['Spring', 'Summer', 'Autumn', 'Winter']

/** The fields of a date. The year is one number, because readers drop a date of which it is not. */
export function bibtexDate(date: CslDate | undefined): TexFields {
  const found = calendarDate(date)
  if (!found) return { year: texField(dateWords(date)) }
  const [first, last] = found.points
  return { year: texField(yearWords(first)), ...(last ? rangeFields(first, last) : pointFields(first)) }
}

/** What the fields of a date cannot hold, in words: that it is approximate, a range over months or years. */
export function bibtexDateRemark(record: ExportRecord): string | null {
  const found = calendarDate(record.item.issued)
  if (!found) return null
  const [first, last] = found.points
  if (found.open) return `${words(first)} to the present`
  if (issuedEdtf(record)?.endsWith('?')) return `${words(first)}?`
  const circa = found.circa ? 'circa ' : ''
  if (last && !isSameMonth(first, last)) return `${circa}${words(first)} to ${words(last)}`
  return circa === '' ? null : `circa ${yearWords(first)}`
}

function pointFields({ month, day, season }: CalendarPoint): TexFields {
  return {
    month:
      month === undefined ? texField(season === undefined ? null : SEASONS[season - 1]) : MONTHS[month - 1],
    day: day === undefined ? null : `{${day}}`,
  }
}

function rangeFields(first: CalendarPoint, last: CalendarPoint): TexFields {
  if (!isSameMonth(first, last)) return pointFields(first)
  const days = first.day !== undefined && last.day !== undefined ? `{${first.day}--${last.day}}` : null
  return { ...pointFields(first), day: days }
}

function isSameMonth(first: CalendarPoint, last: CalendarPoint): boolean {
  return first.year === last.year && first.month !== undefined && first.month === last.month
}

function words({ year, month, day }: CalendarPoint): string {
  const name = month === undefined ? undefined : MONTHS[month - 1]!
  const monthName = name && name[0]!.toUpperCase() + name.slice(1)
  return [day, monthName, yearWords({ year })].filter((part) => part !== undefined).join(' ')
}

function yearWords({ year }: CalendarPoint): string {
  return year > 0 ? String(year) : `${-year} BCE`
}
