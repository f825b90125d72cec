import type SQLite from 'better-sqlite3'

/** A row as it is stored, without the store's own keys. */
export type RecordRow = Record<string, string | number | null>

/** The kinds of record that a version has beside its blocks, and how each is read in its order. */
const RECORDS = {
  statements: `SELECT ordinal, field, value, raw, start_byte, end_byte, certainty, origin, rule
    FROM statement WHERE version_no = ? ORDER BY ordinal`,
  segments: `SELECT ordinal, start_byte, end_byte, kind, role, op, rule, block, field, target_start, target_end, put
    FROM segment WHERE version_no = ? ORDER BY ordinal`,
  repairs: `SELECT ordinal, segment, rule, op, start_byte, end_byte, block, at, before, after, certainty
    FROM repair WHERE version_no = ? ORDER BY ordinal`,
  relocations: `SELECT ordinal, what, start_byte, end_byte, from_place, to_place
    FROM relocation WHERE version_no = ? ORDER BY ordinal`,
  lineage: `SELECT ordinal, paragraph, relation, other, from_number, to_number
    FROM lineage WHERE version_no = ? ORDER BY ordinal`,
  paragraphs: `SELECT paragraph.id, paragraph.genesis_words_sha256, paragraph.k, paragraph.derived_from
    FROM block JOIN paragraph ON paragraph.id = block.paragraph WHERE block.version_no = ? ORDER BY block.ordinal`,
  warnings: `SELECT key AS ordinal, json_each.value AS warning
    FROM version, json_each(version.warnings) WHERE version.no = ? ORDER BY key`,
} as const

export type RecordKind = keyof typeof RECORDS
export const RECORD_KINDS = Object.keys(RECORDS) as RecordKind[]

/** The records of one kind of a version, in order, one at a time. */
export function versionRecords(
  sql: SQLite.Database,
  versionNo: number,
  kind: RecordKind,
): IterableIterator<RecordRow> {
  return sql.prepare<[number], RecordRow>(RECORDS[kind]).iterate(versionNo)
}

/** A block as it is signed, with its text. */
export interface TextRecord {
  ordinal: number
  kind: string
  level: number | null
  number: number | null
  paragraph: string | null
  exactSha256: string
  text: string
}

/** The blocks of a version in reading order, one at a time. */
export function blockRecords(sql: SQLite.Database, versionNo: number): IterableIterator<TextRecord> {
  return sql
    .prepare<[number], TextRecord>(
      `SELECT block.ordinal, block.kind, block.level, block.number, block.paragraph,
         text.exact_sha256 AS exactSha256, text.content AS text
       FROM block JOIN text ON text.no = block.text_no WHERE block.version_no = ? ORDER BY block.ordinal`,
    )
    .iterate(versionNo)
}
