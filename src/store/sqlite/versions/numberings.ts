import { type GivenNumbering, type Numbering, runsOf, transposed } from '../../../numbering/numbering.ts'
import { SHARED } from '../../sql/numberings.ts'
import type { Database } from '../database.ts'

/**
 * Second numberings, whichever versions they were given for, of the paragraphs of one version. A paragraph keeps its
 * places as it keeps its id; one that only this version has gets none.
 */
export function numberingsOf(
  db: Database,
  version: { no: number; id: string },
  given: readonly GivenNumbering[],
): Numbering[] {
  return given.map(({ label, version: numbered, values }) => {
    const runs = runsOf(values)
    if (numbered === undefined || numbered === version.id) return { label, runs }
    return { label, runs: transposed(runs, db.tuples<[number, number]>(SHARED, numbered, version.no)) }
  })
}
