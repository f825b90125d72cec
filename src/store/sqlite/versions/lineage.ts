import type SQLite from 'better-sqlite3'
import type { EarlierParagraphs, Inheritance } from '../../../lineage/inheritance.ts'
import { inserter } from '../inserter.ts'

/** One thing that became of a paragraph in a version, as it was recorded. */
export type LineageChange = Inheritance['changes'][number]

/** What a work's paragraphs were until now; `newest` is its newest version. */
export function readAncestry(
  sql: SQLite.Database,
  { no, id }: { no: number; id: string },
  newest: number,
): EarlierParagraphs {
  const older = sql
    .prepare<[number], Omit<EarlierParagraphs['older'][number], 'counted'>>(
      `SELECT block.kind, text.content AS text, text.exact_sha256 AS exactSha256,
         text.words_sha256 AS wordsSha256, block.paragraph
       FROM block JOIN text ON text.no = block.text_no WHERE block.version_no = ? ORDER BY block.ordinal`,
    )
    .all(newest)
  const absent = sql
    .prepare<[number, number], EarlierParagraphs['absent'][number]>(
      `SELECT paragraph.id AS paragraph, text.exact_sha256 AS exactSha256, text.words_sha256 AS wordsSha256
       FROM paragraph
       JOIN block ON block.paragraph = paragraph.id AND block.version_no =
         (SELECT max(last.version_no) FROM block AS last WHERE last.paragraph = paragraph.id)
       JOIN text ON text.no = block.text_no
       WHERE paragraph.work_no = ? AND block.version_no < ?
       ORDER BY paragraph.no`,
    )
    .all(no, newest)
  const timesMinted = sql
    .prepare<[number, string], number>(
      'SELECT count(*) FROM paragraph WHERE work_no = ? AND genesis_words_sha256 = ?',
    )
    .pluck()
  return {
    work: id,
    older: older.map((block) => ({ ...block, counted: block.paragraph !== null })),
    absent,
    timesMinted: (wordsSha256) => timesMinted.get(no, wordsSha256)!,
  }
}

/** Writes what became of the paragraphs in a version, inside the caller's transaction. */
export function recordLineage(
  sql: SQLite.Database,
  version_no: number,
  changes: readonly LineageChange[],
): void {
  const insert = inserter(sql, 'lineage')
  for (const [ordinal, { paragraph, relation, into, from, fromNumber, toNumber }] of changes.entries()) {
    insert({
      version_no,
      ordinal,
      paragraph,
      relation,
      other: into ?? from,
      from_number: fromNumber,
      to_number: toNumber,
    })
  }
}

interface Row {
  paragraph: string
  relation: LineageChange['relation']
  other: string | null
  fromNumber: number | null
  toNumber: number | null
}

const COLUMNS = 'paragraph, relation, other, from_number AS fromNumber, to_number AS toNumber'

/** What became of a work's paragraphs in its versions after one and up to another, in order. */
export function readLineage(
  sql: SQLite.Database,
  workNo: number,
  { after, to }: { after: number; to: number },
): LineageChange[] {
  return sql
    .prepare<[number, number, number], Row>(
      `SELECT ${COLUMNS} FROM version JOIN lineage ON lineage.version_no = version.no
       WHERE version.work_no = ? AND version.no > ? AND version.no <= ? ORDER BY version.no, ordinal`,
    )
    .all(workNo, after, to)
    .map(lineageChange)
}

/** What became of a paragraph, from its row. */
export function lineageChange({ paragraph, relation, other, fromNumber, toNumber }: Row): LineageChange {
  return {
    paragraph,
    relation,
    into: relation === 'merged' ? other : null,
    from: relation === 'merged' ? null : other,
    fromNumber,
    toNumber,
  }
}
