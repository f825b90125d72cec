import type { RecordLines } from '../../../log/records-digest.ts'
import type { RecordKind, RecordPage, TextRecord } from '../../records.ts'
import { pageOf, RECORD_ROWS, SIGNED_BLOCKS, SIGNED_BLOCKS_FROM } from '../../sql/records.ts'
import type { Database } from '../database.ts'

/** A row as it is stored, without the store's own keys. */
export type RecordRow = Record<string, string | number | null>

/** Where the rows of each kind of record stand. */
const RECORDS = {
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
const LINES = Object.fromEntries(
  Object.entries(RECORDS).map(([kind, { columns }]) => {
    const members = columns.split(', ').map((column) => {
      const [value, name = column.replace(/^.*\./, '')] = column.split(' AS ')
      return `'${name}', ${value}`
    })
    return [kind, `json_object(${members.join(', ')})`]
  }),
) as Record<RecordKind, string>

/** Records that SQLite joins to one text: each row that is handed over costs as much as printing it. */
const JOINED = 256

/** The records of one kind of a version, in order, some at a time, as lines of canonical JSON. */
export function* recordLinesOf(db: Database, versionNo: number, kind: RecordKind): Generator<RecordLines> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const [count, last, lines] = db.tuple<[number, number, string]>(JOINS[kind], versionNo, after, JOINED)!
    if (count > 0) yield { count, lines }
    if (count < JOINED) return
    after = last
  }
}

/** The rows of a subquery with a limit stay in their order, and are joined in it. */
const JOINS = Object.fromEntries(
  Object.entries(RECORDS).map(([kind, { rows, key }]) => [
    kind,
    `SELECT count(*), max(place), group_concat(line || char(10), '') FROM
       (SELECT ${key} AS place, ${LINES[kind as RecordKind]} AS line ${rows} AND ${key} > ?
        ORDER BY ${key} LIMIT ?)`,
  ]),
) as Record<RecordKind, string>

/** At most `limit` records of one kind of a version, from a place on (0, or `next` of the page before), each as canonical JSON. */
export function recordPage(
  db: Database,
  { versionNo, kind }: { versionNo: number; kind: RecordKind },
  { from, limit }: { from: number; limit: number },
): RecordPage<string> {
  const { rows, key } = RECORDS[kind]
  const found = db.all<{ place: number; line: string }>(
    `SELECT ${key} AS place, ${LINES[kind]} AS line ${rows} AND ${key} >= ? ORDER BY ${key} LIMIT ?`,
    versionNo,
    from,
    limit,
  )
  const { rows: lines, next } = pageOf(found, limit, ({ place }) => place)
  return { rows: lines.map(({ line }) => line), next }
}

/** The blocks of a version in reading order, one at a time. */
export function blockRecords(db: Database, versionNo: number): IterableIterator<TextRecord> {
  return db.each(SIGNED_BLOCKS, versionNo)
}

/** At most `limit` blocks of a version in reading order, from an ordinal on. */
export function blockPage(
  db: Database,
  versionNo: number,
  { from, limit }: { from: number; limit: number },
): RecordPage<TextRecord> {
  const rows = db.all<TextRecord>(SIGNED_BLOCKS_FROM, versionNo, from, limit)
  return pageOf(rows, limit, ({ ordinal }) => ordinal)
}
