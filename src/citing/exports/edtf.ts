/** The dates of CSL-JSON → EDTF (ISO 8601-2:2019, annex A), the other direction of `csl/date.ts`. */
import type { CslDate } from '../csl/item.ts'
import { type CalendarPoint, calendarDate } from './calendar.ts'
import type { CitedThing } from './cited-thing.ts'

/** EDTF numbers the seasons from 21 (spring) on. */
const BEFORE_SPRING = 20

/** The date as EDTF, or null when there is none or no calendar holds it. */
export function edtfDate(date: CslDate | undefined): string | null {
  const found = calendarDate(date)
  if (found === null) return null
  const ends = found.points.map((point) => edtfPoint(point) + (found.circa ? '~' : ''))
  return [...ends, ...(found.open ? ['..'] : [])].join('/')
}

/** EDTF of level 1 that biblatex and Dublin Core take too: unspecified digits, "?" beside "~" (ISO 8601-2, annex A). */
const LEVEL_1 = /^-?\d{2}[\dX]{2}(?:-[\dX]{2}){0,2}[?~%]?$/

/** When what is cited was published, as exactly as is known: CSL-JSON joins "uncertain" and "approximate". */
export function issuedEdtf({ item, issued }: Pick<CitedThing, 'item' | 'issued'>): string | null {
  return issued != null && LEVEL_1.test(issued) ? issued : edtfDate(item.issued)
}

/** A year, a month or a day: what the W3C's profile of ISO 8601 has of EDTF. */
export const W3CDTF = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?$/

/** The date as the W3C's profile of ISO 8601 has it, or null when it is no year, month or day. */
export function w3cDate(date: CslDate | undefined): string | null {
  const edtf = edtfDate(date)
  return edtf !== null && W3CDTF.test(edtf) ? edtf : null
}

/** A day, month, season or year as EDTF. */
export function edtfPoint({ year, month, day, season }: CalendarPoint): string {
  const parts = [season === undefined ? month : BEFORE_SPRING + season, day].filter(
    (part) => part !== undefined,
  )
  return [edtfYear(year), ...parts.map((part) => String(part).padStart(2, '0'))].join('-')
}

/** EDTF counts 1 BCE as year 0, CSL-JSON as -1. */
function edtfYear(year: number): string {
  const astronomical = year > 0 ? year : year + 1
  return (astronomical < 0 ? '-' : '') + String(Math.abs(astronomical)).padStart(4, '0')
}
