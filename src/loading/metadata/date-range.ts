import edtf from 'edtf'
import { PLAIN_DATE } from './edtf.ts'

/** Ranges that were read before: the same dates come again and again, and each takes up to a millisecond to read. */
const ranges = new Map<string, { from: string | null; until: string | null }>()
const MOST_RANGES = 10_000
/** Whoever asks may send a longer one. */
const LONGEST_KEPT = 50

/**
 * First and last day of an EDTF date as ISO days; null for years that four digits cannot hold.
 *
 * @throws Error when it is no EDTF date
 */
export function dateRange(date: string): { from: string | null; until: string | null } {
  const known = ranges.get(date)
  if (known) return known
  const range = plainRange(date) ?? fullRange(date)
  if (ranges.size >= MOST_RANGES) ranges.clear()
  if (date.length <= LONGEST_KEPT) ranges.set(date, range)
  return range
}

/** Null for what is no time, too. */
function isoDay(milliseconds: number): string | null {
  const date = new Date(milliseconds)
  const year = date.getUTCFullYear()
  return year >= 0 && year <= 9999 ? date.toISOString().slice(0, 10) : null
}

function fullRange(date: string) {
  const { min, max } = edtf(date)
  return { from: isoDay(min), until: isoDay(max) }
}

/** Undefined for what is none, or a day that no calendar has. */
function plainRange(date: string) {
  // What the parser says of the first years is left to it.
  if (!PLAIN_DATE.test(date) || date.startsWith('0')) return undefined
  const first = new Date(`${date}${'-01-01'.slice(date.length - 4)}T00:00:00Z`)
  const from = isoDay(first.getTime())
  if (!from?.startsWith(date)) return undefined
  const last = new Date(first)
  if (date.length === 4) last.setUTCFullYear(first.getUTCFullYear() + 1)
  else if (date.length === 7) last.setUTCMonth(first.getUTCMonth() + 1)
  else return { from, until: from }
  return { from, until: isoDay(last.getTime() - 1) }
}
