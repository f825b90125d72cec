import type { EarlierParagraphs } from '../../../lineage/inheritance.ts'
import type { Connection } from '../../sql/connection.ts'
import { CHANGES, type ChangeRow, versionChange } from '../../sql/lineage.ts'
import type { VersionChange } from '../../versions.ts'

const OLDER = `SELECT block.kind, text.content AS text, text.exact_sha256 AS "exactSha256",
    text.words_sha256 AS "wordsSha256", block.paragraph
  FROM block JOIN text ON text.no = block.text_no WHERE block.version_no = ? ORDER BY block.ordinal`

const ABSENT = `SELECT paragraph.id AS paragraph, text.exact_sha256 AS "exactSha256", text.words_sha256 AS "wordsSha256"
  FROM paragraph
  JOIN block ON block.paragraph = paragraph.id AND block.version_no =
    (SELECT max(last.version_no) FROM block AS last WHERE last.paragraph = paragraph.id)
  JOIN text ON text.no = block.text_no
  WHERE paragraph.work_no = ? AND block.version_no < ?
  ORDER BY paragraph.no`

const TIMES_MINTED = 'SELECT count(*) FROM paragraph WHERE work_no = ? AND genesis_words_sha256 = ?'

/** What a work's paragraphs were until now; `newest` is its newest version. */
export function readAncestry(
  db: Connection,
  { no, id }: { no: number; id: string },
  newest: number,
): EarlierParagraphs {
  const older = db.all<Omit<EarlierParagraphs['older'][number], 'counted'>>(OLDER, newest)
  return {
    work: id,
    older: older.map((block) => ({ ...block, counted: block.paragraph !== null })),
    absent: db.all(ABSENT, no, newest),
    timesMinted: (wordsSha256) => db.value<number>(TIMES_MINTED, no, wordsSha256)!,
  }
}

/** What became of a work's paragraphs in its versions after one and up to another, in order. */
export function readLineage(
  db: Connection,
  workNo: number,
  { after, to }: { after: number; to: number },
): VersionChange[] {
  return db.all<ChangeRow>(CHANGES, workNo, after, to).map(versionChange)
}
