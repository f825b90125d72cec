import { type GivenNumbering, type Numbering, runsOf, transposed } from '../../../numbering/numbering.ts'
import type { Database } from '../database.ts'

/** The numbers of the paragraphs that a version shares with another of its work, in its own order. */
const SHARED = `SELECT here.number, there.number
  FROM version AS this
  JOIN version AS other ON other.work_no = this.work_no AND other.id = ?
  JOIN block AS here ON here.version_no = this.no AND here.paragraph IS NOT NULL
  JOIN block AS there ON there.paragraph = here.paragraph AND there.version_no = other.no
  WHERE this.no = ? ORDER BY here.number`

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
