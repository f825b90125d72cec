import { dateRange } from '../../loading/metadata/date-range.ts'
import { Problem } from '../../wire/problems.ts'

/**
 * The days between which the date of a work must lie, by `?issued=`.
 *
 * @throws Problem `invalid_parameter` for what is no EDTF date
 */
export function issuedOverlap(issued: string | undefined): { issuedFrom?: string; issuedUntil?: string } {
  if (issued === undefined) return {}
  try {
    const { from, until } = dateRange(issued)
    return { ...(from && { issuedFrom: from }), ...(until && { issuedUntil: until }) }
  } catch {
    throw new Problem(
      'invalid_parameter',
      `"issued" must be a year or another EDTF date, such as 2016, 2016-08 or 2010/2019. ${JSON.stringify(issued)} is not one.`,
    )
  }
}
