import type { LineageChange, VersionChange } from '../versions.ts'

/** What became of a paragraph in a version, as it is stored. */
export interface ChangeRow {
  versionNo: number
  paragraph: string
  relation: LineageChange['relation']
  other: string | null
  fromNumber: number | null
  toNumber: number | null
}

const COLUMNS = 'paragraph, relation, other, from_number AS "fromNumber", to_number AS "toNumber"'

export const CHANGES = `SELECT version.no AS "versionNo", ${COLUMNS} FROM version JOIN lineage ON lineage.version_no = version.no
  WHERE version.work_no = ? AND version.no > ? AND version.no <= ? ORDER BY version.no, ordinal`

/** What became of a paragraph, from its row. */
export function lineageChange({
  paragraph,
  relation,
  other,
  fromNumber,
  toNumber,
}: Omit<ChangeRow, 'versionNo'>): LineageChange {
  return {
    paragraph,
    relation,
    into: relation === 'merged' ? other : null,
    from: relation === 'merged' ? null : other,
    fromNumber,
    toNumber,
  }
}

/** The same with the version that brought it. */
export function versionChange(row: ChangeRow): VersionChange {
  return { ...lineageChange(row), versionNo: row.versionNo }
}
