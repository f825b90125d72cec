import type { RecordKind } from '../../records.ts'
import { RECORD_ROWS } from '../../sql/records.ts'

/** A row as it is stored, without the store's own keys. */
export type RecordRow = Record<string, string | number | null>

/** Where the rows of each kind of record stand. */
export const RECORDS = {
  ...RECORD_ROWS,
  warnings: {
    rows: 'FROM version, json_each(version.warnings) WHERE version.no = ?',
    key: 'json_each.key',
    columns: 'json_each.key AS ordinal, json_each.value AS warning',
  },
} as const satisfies Record<RecordKind, { rows: string; key: string; columns: string }>

/**
 * A row as canonical JSON (RFC 8785), which SQLite prints in a quarter of the time that reading the row and printing it
 * takes: it spells text, whole numbers and null as RFC 8785 does, and the columns are in the order of their names.
 */
export const LINES = Object.fromEntries(
  Object.entries(RECORDS).map(([kind, { columns }]) => {
    const members = columns.split(', ').map((column) => {
      const [value, name = column.replace(/^.*\./, '')] = column.split(' AS ')
      return `'${name}', ${value}`
    })
    return [kind, `json_object(${members.join(', ')})`]
  }),
) as Record<RecordKind, string>

/** The rows of a subquery with a limit stay in their order, and are joined in it. */
export const JOINED_LINES = Object.fromEntries(
  Object.entries(RECORDS).map(([kind, { rows, key }]) => [
    kind,
    `SELECT count(*), max(place), group_concat(line || char(10), '') FROM
       (SELECT ${key} AS place, ${LINES[kind as RecordKind]} AS line ${rows} AND ${key} > ?
        ORDER BY ${key} LIMIT ?)`,
  ]),
) as Record<RecordKind, string>
