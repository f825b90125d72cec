import type { Selectable } from 'kysely'
import type { Statement } from '../../../loading/metadata/statement.ts'
import type { Relocation, Repair } from '../../../loading/repair/repair.ts'
import type { Segment } from '../../../loading/segment.ts'
import type { PlacedRepair } from '../../provenance.ts'
import type { Database } from '../database.ts'
import type { RelocationTable, RepairTable, SegmentTable, StatementTable } from '../tables/provenance.ts'
import { pagesOf } from './pages-of.ts'

/** Rows read at a time, of which a version may have tens of thousands: some milliseconds. */
const PAGE = 500

const SEGMENTS_AFTER = 'SELECT * FROM segment WHERE version_no = ? AND ordinal > ? ORDER BY ordinal LIMIT ?'
const SEGMENTS_OF_BLOCKS = `SELECT * FROM segment WHERE version_no = ? AND block BETWEEN ? AND ?
  ORDER BY ordinal`

/** The segments of some blocks of a version, from one ordinal to another, in the order of its source. */
export async function readSegments(
  db: Database,
  versionNo: number,
  { from, to }: { from: number; to: number },
): Promise<Segment[]> {
  return db.all<Selectable<SegmentTable>>(SEGMENTS_OF_BLOCKS, versionNo, from, to).map(segmentRecord)
}

/** All segments of a version, in the order of its source, some at a time. */
export function segmentPages(db: Database, versionNo: number): AsyncGenerator<Segment[]> {
  return pagesOf(
    (after) => db.all<Selectable<SegmentTable>>(SEGMENTS_AFTER, versionNo, after, PAGE),
    (row) => segmentRecord(row),
    PAGE,
  )
}

/** A segment from its row. */
export function segmentRecord(row: Omit<Selectable<SegmentTable>, 'version_no' | 'ordinal'>): Segment {
  const segment: Segment = {
    start: row.start_byte,
    end: row.end_byte,
    kind: row.kind,
    role: row.role as Segment['role'],
    op: row.op as Segment['op'],
  }
  if (row.rule !== null) segment.rule = row.rule
  if (row.put !== null) segment.text = row.put
  const range = { start: row.target_start ?? 0, end: row.target_end ?? 0 }
  if (row.block !== null) segment.target = { block: row.block, ...range }
  else if (row.field !== null) segment.target = { field: row.field, ...range }
  return segment
}

/** What was said about the work in a version's source and manifest, in order. */
export function readStatements(db: Database, versionNo: number): Statement[] {
  return db.all<Selectable<StatementTable>>(STATEMENTS, versionNo).map(statementRecord)
}

const STATEMENTS = 'SELECT * FROM statement WHERE version_no = ? ORDER BY ordinal'

/** A statement from its row. */
export function statementRecord(row: Omit<Selectable<StatementTable>, 'version_no' | 'ordinal'>): Statement {
  return {
    field: row.field,
    value: JSON.parse(row.value) as unknown,
    ...(row.raw !== null && { raw: row.raw }),
    ...(row.start_byte !== null && { start: row.start_byte }),
    ...(row.end_byte !== null && { end: row.end_byte }),
    certainty: row.certainty as Statement['certainty'],
    origin: row.origin as Statement['origin'],
    ...(row.rule !== null && { rule: row.rule }),
  }
}

/** A repair, and the paragraph in which it was made. */
type PlacedRepairRow = Selectable<RepairTable> & { id: string | null; number: number | null }

const PLACED = `SELECT repair.*, block.paragraph AS id, block.number
  FROM repair JOIN block ON block.version_no = repair.version_no AND block.ordinal = repair.block
  WHERE repair.version_no = ? AND repair.ordinal > ?`
const REPAIRS_AFTER = `${PLACED} ORDER BY repair.ordinal LIMIT ?`
const UNDECIDED_AFTER = `${PLACED} AND certainty <> 'certain' ORDER BY repair.ordinal LIMIT ?`

/** The repairs of a version, in the order of its source, some at a time. */
export function repairPages(db: Database, versionNo: number): AsyncGenerator<PlacedRepair[]> {
  return placedPages(db, REPAIRS_AFTER, versionNo)
}

/** Those that are not certain, in the same order, some at a time. */
export function undecidedPages(db: Database, versionNo: number): AsyncGenerator<PlacedRepair[]> {
  return placedPages(db, UNDECIDED_AFTER, versionNo)
}

function placedPages(db: Database, query: string, versionNo: number): AsyncGenerator<PlacedRepair[]> {
  return pagesOf(
    (after) => db.all<PlacedRepairRow>(query, versionNo, after, PAGE),
    ({ id, number, ...row }) => ({
      ...repairRecord(row),
      paragraph: id !== null && number !== null ? { id, number } : null,
    }),
    PAGE,
  )
}

/** A repair from its row. */
export function repairRecord(row: Omit<Selectable<RepairTable>, 'version_no' | 'ordinal'>): Repair {
  return {
    segment: row.segment,
    rule: row.rule,
    op: row.op as Repair['op'],
    start: row.start_byte,
    end: row.end_byte,
    block: row.block,
    at: row.at,
    before: row.before,
    after: row.after,
    certainty: row.certainty as Repair['certainty'],
  }
}

/** What was lifted out of a version's running text, in order. */
export function readRelocations(db: Database, versionNo: number): Relocation[] {
  return db.all<Selectable<RelocationTable>>(RELOCATIONS, versionNo).map(relocationRecord)
}

const RELOCATIONS = 'SELECT * FROM relocation WHERE version_no = ? ORDER BY ordinal'

/** A relocation from its row. */
export function relocationRecord(
  row: Omit<Selectable<RelocationTable>, 'version_no' | 'ordinal'>,
): Relocation {
  return {
    what: row.what as Relocation['what'],
    start: row.start_byte,
    end: row.end_byte,
    from: row.from_place,
    to: row.to_place as Relocation['to'],
  }
}
