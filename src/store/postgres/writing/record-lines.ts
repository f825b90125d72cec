import type { RecordKind } from '../../records.ts'
import { RECORD_ROWS } from '../../sql/records.ts'

/** Where the rows of each kind of record stand. */
const RECORDS: Record<RecordKind, { rows: string; key: string; columns: string }> = {
  ...RECORD_ROWS,
  warnings: {
    rows: `FROM version, json_array_elements_text(version.warnings::json) WITH ORDINALITY AS said (warning, at)
      WHERE version.no = ?`,
    key: 'at - 1',
    columns: 'at - 1 AS ordinal, said.warning',
  },
}

/** `to_json` prints text and whole numbers as RFC 8785 does; the columns are in the order of their names. */
function lineOf(columns: string): string {
  const members = columns.split(', ').map((column, at) => {
    const [value, name = column.replace(/^.*\./, '')] = column.split(' AS ')
    return `'${at === 0 ? '{' : ','}"${name}":', coalesce(to_json(${value})::text, 'null')`
  })
  return `concat(${members.join(', ')}, '}')`
}

/** Rows as lines of canonical JSON, joined in their order. */
export const JOINED_LINES = Object.fromEntries(
  Object.entries(RECORDS).map(([kind, { rows, key, columns }]) => [
    kind,
    `SELECT count(*), max(place), string_agg(line || chr(10), '' ORDER BY place) FROM
       (SELECT ${key} AS place, ${lineOf(columns)} AS line ${rows} AND ${key} > ?
        ORDER BY 1 LIMIT ?) AS each`,
  ]),
) as Record<RecordKind, string>
