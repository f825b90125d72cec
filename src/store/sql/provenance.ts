/** Statements over how versions came from their sources, as SQLite and PostgreSQL both take them, and their rows. */
import type { Selectable } from 'kysely'
import type { Statement } from '../../loading/metadata/statement.ts'
import type { Relocation, Repair } from '../../loading/repair/repair.ts'
import type { Segment } from '../../loading/segment.ts'
import type { PlacedRepair } from '../provenance.ts'
import type { RelocationTable, RepairTable, SegmentTable, StatementTable } from '../tables/provenance.ts'

export type SegmentRow = Selectable<SegmentTable>
export type StatementRow = Selectable<StatementTable>
type RepairRow = Selectable<RepairTable>
export type RelocationRow = Selectable<RelocationTable>

/** Rows read at a time, of which a version may have tens of thousands: some milliseconds. */
export const PAGE = 500

export const SEGMENTS_AFTER =
  'SELECT * FROM segment WHERE version_no = ? AND ordinal > ? ORDER BY ordinal LIMIT ?'
export const SEGMENTS_OF_BLOCKS = `SELECT * FROM segment WHERE version_no = ? AND block BETWEEN ? AND ?
  ORDER BY ordinal`

/** A segment from its row. */
export function segmentRecord(row: Omit<SegmentRow, 'version_no' | 'ordinal'>): Segment {
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

export const STATEMENTS = 'SELECT * FROM statement WHERE version_no = ? ORDER BY ordinal'

/** A statement from its row. */
export function statementRecord(row: Omit<StatementRow, 'version_no' | 'ordinal'>): Statement {
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
export type PlacedRepairRow = RepairRow & { id: string | null; number: number | null }

const PLACED = `SELECT repair.*, block.paragraph AS id, block.number
  FROM repair JOIN block ON block.version_no = repair.version_no AND block.ordinal = repair.block
  WHERE repair.version_no = ? AND repair.ordinal > ?`
export const REPAIRS_AFTER = `${PLACED} ORDER BY repair.ordinal LIMIT ?`
export const UNDECIDED_AFTER = `${PLACED} AND certainty <> 'certain' ORDER BY repair.ordinal LIMIT ?`

/** A repair from its row. */
export function repairRecord(row: Omit<RepairRow, 'version_no' | 'ordinal'>): Repair {
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

export const RELOCATIONS = 'SELECT * FROM relocation WHERE version_no = ? ORDER BY ordinal'

/** A relocation from its row. */
export function relocationRecord(row: Omit<RelocationRow, 'version_no' | 'ordinal'>): Relocation {
  return {
    what: row.what as Relocation['what'],
    start: row.start_byte,
    end: row.end_byte,
    from: row.from_place,
    to: row.to_place as Relocation['to'],
  }
}

/** A repair with its paragraph, from its row. */
export function placedRepair({ id, number, ...row }: PlacedRepairRow): PlacedRepair {
  return { ...repairRecord(row), paragraph: id !== null && number !== null ? { id, number } : null }
}
