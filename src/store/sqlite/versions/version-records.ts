import type { RecordLines } from '../../../log/records-digest.ts'
import type { RecordKind, RecordPage, TextRecord } from '../../records.ts'
import type { Database } from '../database.ts'

/** A row as it is stored, without the store's own keys. */
export type RecordRow = Record<string, string | number | null>

/**
 * The kinds of record that a version has beside its blocks: where its rows stand, by which they are in order, and what
 * is read, by name.
 */
const RECORDS = {
  statements: {
    rows: 'FROM statement WHERE version_no = ?',
    key: 'ordinal',
    columns: 'certainty, end_byte, field, ordinal, origin, raw, rule, start_byte, value',
  },
  segments: {
    rows: 'FROM segment WHERE version_no = ?',
    key: 'ordinal',
    columns:
      'block, end_byte, field, kind, op, ordinal, put, role, rule, start_byte, target_end, target_start',
  },
  repairs: {
    rows: 'FROM repair WHERE version_no = ?',
    key: 'ordinal',
    columns: 'after, at, before, block, certainty, end_byte, op, ordinal, rule, segment, start_byte',
  },
  relocations: {
    rows: 'FROM relocation WHERE version_no = ?',
    key: 'ordinal',
    columns: 'end_byte, from_place, ordinal, start_byte, to_place, what',
  },
  lineage: {
    rows: 'FROM lineage WHERE version_no = ?',
    key: 'ordinal',
    columns: 'from_number, ordinal, other, paragraph, relation, to_number',
  },
  paragraphs: {
    rows: 'FROM block JOIN paragraph ON paragraph.id = block.paragraph WHERE block.version_no = ?',
    key: 'block.ordinal',
    columns: 'paragraph.derived_from, paragraph.genesis_words_sha256, paragraph.id, paragraph.k',
  },
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
  const next = found.length < limit ? null : found.at(-1)!.place + 1
  return { rows: found.map(({ line }) => line), next }
}

const BLOCKS = `SELECT text.exact_sha256 AS "exactSha256", block.kind, block.level, block.number, block.ordinal,
    block.paragraph, text.content AS text
  FROM block JOIN text ON text.no = block.text_no WHERE block.version_no = ?`

/** The blocks of a version in reading order, one at a time. */
export function blockRecords(db: Database, versionNo: number): IterableIterator<TextRecord> {
  return db.each(`${BLOCKS} ORDER BY block.ordinal`, versionNo)
}

/** At most `limit` blocks of a version in reading order, from an ordinal on. */
export function blockPage(
  db: Database,
  versionNo: number,
  { from, limit }: { from: number; limit: number },
): RecordPage<TextRecord> {
  const rows = db.all<TextRecord>(
    `${BLOCKS} AND block.ordinal >= ? ORDER BY block.ordinal LIMIT ?`,
    versionNo,
    from,
    limit,
  )
  return { rows, next: rows.length < limit ? null : rows.at(-1)!.ordinal + 1 }
}
