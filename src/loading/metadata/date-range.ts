import edtf from 'edtf'

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
  const { min, max } = edtf(date)
  const range = { from: isoDay(min), until: isoDay(max) }
  if (ranges.size >= MOST_RANGES) ranges.clear()
  if (date.length <= LONGEST_KEPT) ranges.set(date, range)
  return range
}

function isoDay(milliseconds: number): string | null {
  const date = new Date(milliseconds)
  const year = date.getUTCFullYear()
  return year >= 0 && year <= 9999 ? date.toISOString().slice(0, 10) : null
}
