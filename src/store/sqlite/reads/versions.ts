import type { ProvenanceReads } from '../../provenance.ts'
import type { VersionReads } from '../../versions.ts'
import type { Database } from '../database.ts'
import { blockPages, blocksBetween, readBlocks } from '../versions/blocks.ts'
import { readLineage } from '../versions/lineage.ts'
import { markupPages } from '../versions/markup.ts'
import {
  readRelocations,
  readSegments,
  readStatements,
  repairPages,
  segmentPages,
  undecidedPages,
} from '../versions/provenance.ts'
import { readSource } from '../versions/sources.ts'
import { sourceBytesOfWork, versionsOfWork } from '../works/version-list.ts'

/** Reads of the texts of works on a connection. */
export function versionReads(db: Database): VersionReads {
  return {
    ofWork: async (work) => versionsOfWork(db, work),
    sourceBytes: async (work) => sourceBytesOfWork(db, work),
    blocks: async (versionNo) => readBlocks(db, versionNo),
    blockPages: (versionNo) => blockPages(db, versionNo),
    blocksBetween: async (versionNo, from, to) => blocksBetween(db, versionNo, from, to),
    changes: async (workNo, versions) => readLineage(db, workNo, versions),
    source: async (sha256) => readSource(db, sha256),
  }
}

/** Reads of how versions came from their sources on a connection. */
export function provenanceReads(db: Database): ProvenanceReads {
  return {
    statements: async (versionNo) => readStatements(db, versionNo),
    relocations: async (versionNo) => readRelocations(db, versionNo),
    repairs: (versionNo) => repairPages(db, versionNo),
    undecided: (versionNo) => undecidedPages(db, versionNo),
    segments: (versionNo) => segmentPages(db, versionNo),
    markup: (versionNo) => markupPages(db, versionNo),
    segmentsOf: (versionNo, blocks) => readSegments(db, versionNo, blocks),
  }
}
