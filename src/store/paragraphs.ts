import type SQLite from 'better-sqlite3'

/** A paragraph as it stands in the newest version of its work. */
export interface ParagraphRecord {
  id: string
  number: number
  kind: string
  text: string
  core: string
  sha256: string
  codePoints: number
  /** JSON array of [start, end] byte ranges. */
  sourceRanges: string
  versionNo: number
  version: string
  work: string
  slug: string
  title: string
  previous: string | null
  next: string | null
}

const SELECT = `
  SELECT paragraph.id, block.number, block.kind, text.content AS text, text.core,
    text.exact_sha256 AS sha256, text.code_points AS codePoints, block.source_ranges AS sourceRanges,
    version.no AS versionNo, version.id AS version, work.id AS work, work.slug, metadata.title,
    (SELECT p.id FROM block b JOIN paragraph p ON p.no = b.paragraph_no
      WHERE b.version_no = block.version_no AND b.number = block.number - 1) AS previous,
    (SELECT p.id FROM block b JOIN paragraph p ON p.no = b.paragraph_no
      WHERE b.version_no = block.version_no AND b.number = block.number + 1) AS next
  FROM paragraph
  JOIN block ON block.paragraph_no = paragraph.no
  JOIN text ON text.no = block.text_no
  JOIN version ON version.no = block.version_no
  JOIN work ON work.no = version.work_no
  JOIN metadata ON metadata.work_no = work.no
    AND metadata.revision = (SELECT max(revision) FROM metadata WHERE work_no = work.no)`

/** The paragraph reads: statements compiled once, because these are the hottest of the house. */
export class ParagraphReads {
  readonly #byId: SQLite.Statement<[string], ParagraphRecord>
  readonly #byNumber: SQLite.Statement<[number, number], ParagraphRecord>
  readonly #page: SQLite.Statement<[number, number, number, number], ParagraphRecord>

  constructor(sql: SQLite.Database) {
    this.#byId = sql.prepare(`${SELECT} WHERE paragraph.id = ? ORDER BY block.version_no DESC LIMIT 1`)
    this.#byNumber = sql.prepare(`${SELECT} WHERE block.version_no = ? AND block.number = ?`)
    this.#page = sql.prepare(
      `${SELECT} WHERE block.version_no = ? AND block.number > ? AND block.number <= ? ORDER BY block.number LIMIT ?`,
    )
  }

  /** The paragraph with this id. */
  byId(id: string): ParagraphRecord | undefined {
    return this.#byId.get(id)
  }

  /** The paragraph with this number (from 1) in a version. */
  byNumber(versionNo: number, number: number): ParagraphRecord | undefined {
    return this.#byNumber.get(versionNo, number)
  }

  /** Paragraphs numbered above `after` up to `to`, at most `limit`, in order. */
  page(versionNo: number, after: number, to: number, limit: number): ParagraphRecord[] {
    return this.#page.all(versionNo, after, to, limit)
  }
}
