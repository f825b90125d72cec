import type { PlacedRepair, ProvenanceReads } from '../store/provenance.ts'
import type { WorkRecord } from '../store/works.ts'

/**
 * Everything that is recorded of how a version of a work came from its source. Repairs and segments, of which a long
 * text has many, are read when they are asked for.
 */
export async function readProvenance(reads: ProvenanceReads, work: WorkRecord) {
  const { no } = work.version
  return {
    work,
    statements: await reads.statements(no),
    relocations: await reads.relocations(no),
    repairs: reads.repairs(no),
    segments: reads.segments(no),
  }
}

export type ProvenanceRecord = Awaited<ReturnType<typeof readProvenance>>

/** All repairs of a version. */
export async function readRepairs(reads: ProvenanceReads, versionNo: number): Promise<PlacedRepair[]> {
  const repairs: PlacedRepair[] = []
  for await (const page of reads.repairs(versionNo)) repairs.push(...page)
  return repairs
}
