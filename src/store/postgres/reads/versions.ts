import { nextTurn } from '../../../bounds/next-turn.ts'
import type { ReadingBlock } from '../../../matching/reading-text.ts'
import type { ProvenanceReads } from '../../provenance.ts'
import { ALL_BLOCKS, BLOCKS_AFTER, BLOCKS_AT_ONCE, SOME_BLOCKS } from '../../sql/blocks.ts'
import { CHANGES, type ChangeRow, versionChange } from '../../sql/lineage.ts'
import { LAST_SEGMENT, MARKUP, WINDOW } from '../../sql/markup.ts'
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
import { OLDEST_FIRST, SOURCE_BYTES } from '../../sql/version-list.ts'
import type { VersionBlock, VersionEntry, VersionReads } from '../../versions.ts'
import type { PostgresDatabase } from '../database.ts'

const SOURCE = 'SELECT content FROM source WHERE sha256 = ?'

/** Reads of the texts of works. */
export function versionReads(db: PostgresDatabase): VersionReads {
  return {
    ofWork: (work) => db.all<VersionEntry>(OLDEST_FIRST, work),
    sourceBytes: async (work) => (await db.value<number>(SOURCE_BYTES, work))!,
    blocks: (versionNo) => db.all<VersionBlock>(ALL_BLOCKS, versionNo),
    blockPages: (versionNo) =>
      pagesOf(
        (after) => db.all<VersionBlock>(BLOCKS_AFTER, versionNo, after, BLOCKS_AT_ONCE),
        (block) => block,
        BLOCKS_AT_ONCE,
      ),
    blocksBetween: (versionNo, from, to) => db.all<ReadingBlock>(SOME_BLOCKS, versionNo, from, to),
    changes: async (workNo, { after, to }) =>
      (await db.all<ChangeRow>(CHANGES, workNo, after, to)).map(versionChange),
    source: (sha256) => db.value<Buffer>(SOURCE, sha256),
  }
}

/** Reads of how versions came from their sources. */
export function provenanceReads(db: PostgresDatabase): ProvenanceReads {
  const repairs = (statement: string, versionNo: number) =>
    pagesOf((after) => db.all<PlacedRepairRow>(statement, versionNo, after, PAGE), placedRepair, PAGE)
  return {
    statements: async (versionNo) => (await db.all<StatementRow>(STATEMENTS, versionNo)).map(statementRecord),
    relocations: async (versionNo) =>
      (await db.all<RelocationRow>(RELOCATIONS, versionNo)).map(relocationRecord),
    repairs: (versionNo) => repairs(REPAIRS_AFTER, versionNo),
    undecided: (versionNo) => repairs(UNDECIDED_AFTER, versionNo),
    segments: (versionNo) =>
      pagesOf(
        (after) => db.all<SegmentRow>(SEGMENTS_AFTER, versionNo, after, PAGE),
        (row: SegmentRow) => segmentRecord(row),
        PAGE,
      ),
    markup: (versionNo) => markupPages(db, versionNo),
    segmentsOf: async (versionNo, { from, to }) =>
      (await db.all<SegmentRow>(SEGMENTS_OF_BLOCKS, versionNo, from, to)).map(segmentRecord),
  }
}

/** Rows in the order of their ordinals, some at a time: between two pages others have their turn. */
async function* pagesOf<Row extends { ordinal: number }, T>(
  read: (after: number) => Promise<Row[]>,
  record: (row: Row) => T,
  size: number,
): AsyncGenerator<T[]> {
  for (let after = -1; ; await nextTurn()) {
    const rows = await read(after)
    if (rows.length > 0) yield rows.map(record)
    if (rows.length < size) return
    after = rows.at(-1)!.ordinal
  }
}

async function* markupPages(db: PostgresDatabase, versionNo: number) {
  const last = (await db.value<number | null>(LAST_SEGMENT, versionNo)) ?? -1
  for (let from = 0; from <= last; from += WINDOW) {
    await nextTurn()
    const rows = await db.all<SegmentRow>(MARKUP, versionNo, from, from + WINDOW - 1)
    yield rows.map(segmentRecord)
  }
}
