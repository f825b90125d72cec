import type { Statement } from '../../../loading/metadata/statement.ts'
import type { Relocation } from '../../../loading/repair/repair.ts'
import type { Segment } from '../../../loading/segment.ts'
import type { PlacedRepair } from '../../provenance.ts'
import {
  PAGE,
  type PlacedRepairRow,
  placedRepair,
  RELOCATIONS,
  REPAIRS_AFTER,
  type RelocationRow,
  relocationRecord,
  SEGMENTS_AFTER,
  SEGMENTS_OF_BLOCKS,
  type SegmentRow,
  STATEMENTS,
  type StatementRow,
  segmentRecord,
  statementRecord,
  UNDECIDED_AFTER,
} from '../../sql/provenance.ts'
import type { Database } from '../database.ts'
import { pagesOf } from './pages-of.ts'

/** The segments of some blocks of a version, from one ordinal to another, in the order of its source. */
export async function readSegments(
  db: Database,
  versionNo: number,
  { from, to }: { from: number; to: number },
): Promise<Segment[]> {
  return db.all<SegmentRow>(SEGMENTS_OF_BLOCKS, versionNo, from, to).map(segmentRecord)
}

/** All segments of a version, in the order of its source, some at a time. */
export function segmentPages(db: Database, versionNo: number): AsyncGenerator<Segment[]> {
  return pagesOf(
    (after) => db.all<SegmentRow>(SEGMENTS_AFTER, versionNo, after, PAGE),
    (row) => segmentRecord(row),
    PAGE,
  )
}

/** What was said about the work in a version's source and manifest, in order. */
export function readStatements(db: Database, versionNo: number): Statement[] {
  return db.all<StatementRow>(STATEMENTS, versionNo).map(statementRecord)
}

/** The repairs of a version, in the order of its source, some at a time. */
export function repairPages(db: Database, versionNo: number): AsyncGenerator<PlacedRepair[]> {
  return placedPages(db, REPAIRS_AFTER, versionNo)
}

/** Those that are not certain, in the same order, some at a time. */
export function undecidedPages(db: Database, versionNo: number): AsyncGenerator<PlacedRepair[]> {
  return placedPages(db, UNDECIDED_AFTER, versionNo)
}

function placedPages(db: Database, query: string, versionNo: number): AsyncGenerator<PlacedRepair[]> {
  return pagesOf((after) => db.all<PlacedRepairRow>(query, versionNo, after, PAGE), placedRepair, PAGE)
}

/** What was lifted out of a version's running text, in order. */
export function readRelocations(db: Database, versionNo: number): Relocation[] {
  return db.all<RelocationRow>(RELOCATIONS, versionNo).map(relocationRecord)
}
