import type { Kysely } from 'kysely'
import type { Tables } from '../store/sqlite/tables.ts'
import {
  readRelocations,
  readStatements,
  repairPages,
  segmentPages,
} from '../store/sqlite/versions/versions.ts'
import type { WorkRecord } from '../store/works.ts'

/**
 * Everything that is recorded of how a version of a work came from its source. Repairs and segments, of which a long
 * text has many, are read when they are asked for.
 */
export async function readProvenance(db: Kysely<Tables>, work: WorkRecord) {
  const { no } = work.version
  return {
    work,
    statements: await readStatements(db, no),
    relocations: await readRelocations(db, no),
    repairs: repairPages(db, no),
    segments: segmentPages(db, no),
  }
}

export type ProvenanceRecord = Awaited<ReturnType<typeof readProvenance>>
