import { edtfWords, fromEdtf } from '../csl/date.ts'
import type { CslDate, CslItem } from '../csl/item.ts'
import { DATE_VARIABLES } from '../csl/variables.ts'

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
  return read.literal === words ? date : read
}
