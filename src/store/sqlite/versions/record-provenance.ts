import type SQLite from 'better-sqlite3'
import type { LoadedDocument } from '../../../loading/document.ts'
import type { Statement } from '../../../loading/metadata/statement.ts'
import type { Segment } from '../../../loading/segment.ts'
import { inserter } from '../inserter.ts'

/** Writes what a version's loader did and found, inside the caller's transaction. */
export function recordProvenance(sql: SQLite.Database, version_no: number, document: LoadedDocument): void {
  const rows = (table: string, of: readonly Record<string, unknown>[]) => {
    const insert = inserter(sql, table)
    for (const [ordinal, row] of of.entries()) insert({ version_no, ordinal, ...row })
  }
  rows('segment', document.segments.map(segmentColumns))
  rows('statement', document.statements.map(statementColumns))
  rows(
    'repair',
    document.repairs.map(({ start, end, ...repair }) => ({ ...repair, start_byte: start, end_byte: end })),
  )
  rows(
    'relocation',
    document.relocations.map(({ what, start, end, from, to }) => ({
      what,
      start_byte: start,
      end_byte: end,
      from_place: from,
      to_place: to,
    })),
  )
}

/** A statement as it is stored. */
export function statementColumns({ field, value, raw, start, end, certainty, origin, rule }: Statement) {
  return {
    field,
    value: JSON.stringify(value ?? null),
    raw: raw ?? null,
    start_byte: start ?? null,
    end_byte: end ?? null,
    certainty,
    origin,
    rule: rule ?? null,
  }
}

function segmentColumns({ start, end, kind, role, op, rule, target, text }: Segment) {
  return {
    start_byte: start,
    end_byte: end,
    kind,
    role,
    op,
    rule: rule ?? null,
    block: target && 'block' in target ? target.block : null,
    field: target && 'field' in target ? target.field : null,
    target_start: target?.start ?? null,
    target_end: target?.end ?? null,
    put: text ?? null,
  }
}
