import type { Kysely } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { readRelocations, readRepairs, readSegments, readStatements } from '../store/versions.ts'
import type { WorkRecord } from '../store/works.ts'

/** Everything that is recorded of how a work's newest version came from its source. */
export async function readProvenance(db: Kysely<Tables>, work: WorkRecord) {
  const { no } = work.version
  return {
    work,
    statements: await readStatements(db, no),
    segments: await readSegments(db, no),
    repairs: await readRepairs(db, no),
    relocations: await readRelocations(db, no),
  }
}

export type ProvenanceRecord = Awaited<ReturnType<typeof readProvenance>>
