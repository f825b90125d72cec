/** Statements over what a manifest sums up, as SQLite and PostgreSQL both take them. */
import type { RecordKind, RecordPage } from '../records.ts'

/**
 * The kinds of record that a version has in rows of its own: where its rows stand, by which they are in order, and what
 * is read, by name.
 */
export const RECORD_ROWS = {
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
} as const satisfies Record<Exclude<RecordKind, 'warnings'>, { rows: string; key: string; columns: string }>

const BLOCKS = `SELECT text.exact_sha256 AS "exactSha256", block.kind, block.level, block.number, block.ordinal,
    block.paragraph, text.content AS text
  FROM block JOIN text ON text.no = block.text_no WHERE block.version_no = ?`
export const SIGNED_BLOCKS = `${BLOCKS} ORDER BY block.ordinal`
export const SIGNED_BLOCKS_FROM = `${BLOCKS} AND block.ordinal >= ? ORDER BY block.ordinal LIMIT ?`

/** A page of rows that were read with a limit; the next one begins behind the place of its last. */
export function pageOf<Row>(rows: Row[], limit: number, placeOf: (row: Row) => number): RecordPage<Row> {
  return { rows, next: rows.length < limit ? null : placeOf(rows.at(-1)!) + 1 }
}
