import type { PlacedRepair, ProvenanceReads } from '../store/provenance.ts'
import { type Choices, choicesFor } from './repair-choices.ts'

/** A repair with its number, from 1 in the order of the source, and what may be decided on it. */
export interface NumberedRepair extends PlacedRepair {
  number: number
  choices: Choices
}

/** All repairs of a version. */
export async function numberedRepairs(
  provenance: Pick<ProvenanceReads, 'repairs'>,
  versionNo: number,
): Promise<NumberedRepair[]> {
  const repairs: NumberedRepair[] = []
  for await (const page of provenance.repairs(versionNo)) {
    for (const repair of page)
      repairs.push({ ...repair, number: repairs.length + 1, choices: choicesFor(repair) })
  }
  return repairs
}
