/** What a loader did and found, as rows. Pure. */
import type { LoadedDocument } from '../../../loading/document.ts'
import type { Statement } from '../../../loading/metadata/statement.ts'
import type { NewRow } from '../tables.ts'

/** The rows of the pieces of the source, in its order. */
export function segmentRows({ segments }: LoadedDocument, versionNo: number): NewRow<'segment'>[] {
  return segments.map(({ start, end, kind, role, op, rule, target, text }, ordinal) => ({
    version_no: versionNo,
    ordinal,
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
  }))
}

/** The rows of what was said of the work. */
export function statementRows({ statements }: LoadedDocument, versionNo: number): NewRow<'statement'>[] {
  return statements.map((statement, ordinal) => ({
    version_no: versionNo,
    ordinal,
    ...statementColumns(statement),
  }))
}

/** A statement as it is stored, without its place. */
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

/** The rows of what was mended, or left because it is not certain how. */
export function repairRows({ repairs }: LoadedDocument, versionNo: number): NewRow<'repair'>[] {
  return repairs.map(({ start, end, ...repair }, ordinal) => ({
    version_no: versionNo,
    ordinal,
    ...repair,
    start_byte: start,
    end_byte: end,
  }))
}

/** The rows of what was lifted out of the running text. */
export function relocationRows({ relocations }: LoadedDocument, versionNo: number): NewRow<'relocation'>[] {
  return relocations.map(({ what, start, end, from, to }, ordinal) => ({
    version_no: versionNo,
    ordinal,
    what,
    start_byte: start,
    end_byte: end,
    from_place: from,
    to_place: to,
  }))
}
