import { edtfWords, fromEdtf } from '../csl/date.ts'
import type { CslDate, CslItem } from '../csl/item.ts'
import { DATE_VARIABLES } from '../csl/variables.ts'
import { calendarDate } from '../exports/calendar.ts'
import type { Eras } from './preparation.ts'

/** The item with dates that were given as EDTF in place of words: that notation is never printed. */
export function withReadDates(item: CslItem): CslItem {
  const dates = DATE_VARIABLES.flatMap((field) => {
    const date = item[field]
    return date === undefined ? [] : [[field, readDate(date)]]
  })
  return dates.length === 0 ? item : { ...item, ...Object.fromEntries(dates) }
}

function readDate(date: CslDate): CslDate {
  const { 'date-parts': parts, literal, raw } = date
  const words = literal ?? raw
  if (parts !== undefined || words === undefined) return date
  const read = fromEdtf(words) ?? { literal: edtfWords(words) }
  return literal !== undefined && read.literal === words ? date : read
}

/**
 * The item with ranges whose ends are told alike: citeproc refuses "June to 3 July 2004". What is known of one end
 * alone, the day, is not printed.
 */
export function withEvenRanges(item: CslItem): CslItem {
  const dates = DATE_VARIABLES.flatMap((field) => {
    const parts = item[field]?.['date-parts']
    return parts?.length === 2 ? [[field, { ...item[field], 'date-parts': even(parts) }]] : []
  })
  return dates.length === 0 ? item : { ...item, ...Object.fromEntries(dates) }
}

/** A range that goes on has `[0]` for its end, which is a year. */
function even(parts: number[][]): number[][] {
  const [first = [], last = []] = parts
  const known = Math.min(first.length, last.length)
  return parts.map((point) => point.slice(0, known))
}

/**
 * The item with the era of both ends of a range that begins before our era and ends in it, "43 BC–14 AD": citeproc prints
 * that of the beginning alone, behind the end.
 */
export function withBothEras(item: CslItem, { bc, ad }: Eras): CslItem {
  const [first, last] = calendarDate(item.issued)?.points ?? []
  if (!first || !last || first.year > 0 || last.year < 0) return item
  const { circa } = item.issued!
  const literal = `${-first.year}${bc}–${last.year}${ad}`
  return { ...item, issued: { literal, ...(circa !== undefined && { circa }) } }
}
