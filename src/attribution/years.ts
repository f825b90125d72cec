import { dateRange } from '../loading/metadata/date-range.ts'
import type { DatedText, Metadata } from '../loading/metadata/metadata.ts'

const YEARS = /(?<!\d)\d{4}(?!\d)/g
/** By which "circa" may be off. */
const ABOUT = 5

/**
 * Whether one of the years that were written is one in which an edition of the work came out: "2016a", "[1867] 1990".
 * Undefined when that cannot be told: there is no year in it, or the work has no date.
 */
export function fitsYear(written: string, metadata: Metadata): boolean | undefined {
  const years = (written.match(YEARS) ?? []).map(Number)
  const dates = [metadata.issued, metadata.originalDate, metadata.availableDate, metadata.submitted]
  const ranges = dates.flatMap((date) => yearsOf(date) ?? [])
  if (years.length === 0 || ranges.length === 0) return undefined
  return ranges.some(({ from, until }) => years.some((year) => from <= year && year <= until))
}

function yearsOf(date: DatedText | null | undefined) {
  if (!date?.edtf) return undefined
  const { from, until } = dateRange(date.edtf)
  if (from === null || until === null) return undefined
  const off = /[~%?]/.test(date.edtf) ? ABOUT : 0
  return { from: Number(from.slice(0, 4)) - off, until: Number(until.slice(0, 4)) + off }
}

/** The year in which a work came out, as a sentence names it; null when none is known. */
export function yearOf({ issued }: Metadata): string | null {
  const years = yearsOf(issued)
  if (!years || !issued?.edtf) return null
  return /\d{4}/.exec(issued.edtf)?.[0] ?? null
}
