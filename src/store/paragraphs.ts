import type SQLite from 'better-sqlite3'
import { LRUCache } from 'lru-cache'
import { Snapshot } from './snapshot.ts'

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
  previous: string | null
  next: string | null
  versionNo: number
  in: VersionCard
}

/** What every paragraph of a version says of it. */
export interface VersionCard {
  version: string
  work: string
  slug: string
  title: string
}

type Row = Omit<ParagraphRecord, 'in'>

const SELECT = `
  SELECT block.paragraph AS id, block.number, block.kind, text.content AS text, text.core,
    text.exact_sha256 AS sha256, text.code_points AS codePoints, block.source_ranges AS sourceRanges,
    (SELECT paragraph FROM block b
      WHERE b.version_no = block.version_no AND b.number = block.number - 1) AS previous,
    (SELECT paragraph FROM block b
      WHERE b.version_no = block.version_no AND b.number = block.number + 1) AS next,
    block.version_no AS versionNo
  FROM block
  JOIN text ON text.no = block.text_no`

const SELECT_CARD = `
  SELECT version.id AS version, work.id AS work, work.slug, metadata.title
  FROM version
  JOIN work ON work.no = version.work_no
  JOIN metadata ON metadata.work_no = work.no
  WHERE version.no = ? ORDER BY metadata.revision DESC LIMIT 1`

/** Cards kept, some 200 bytes each. */
const MOST_CARDS = 20_000

/** The paragraph reads: statements compiled once, because these are the hottest of the house. */
export class ParagraphReads {
  readonly #byId: SQLite.Statement<[string], Row>
  readonly #byNumber: SQLite.Statement<[number, number], Row>
  readonly #page: SQLite.Statement<[number, number, number, number], Row>
  readonly #card: SQLite.Statement<[number], VersionCard>
  readonly #cards = new LRUCache<number, VersionCard>({ max: MOST_CARDS })
  readonly #snapshot: Snapshot

  constructor(sql: SQLite.Database) {
    this.#byId = sql.prepare(`${SELECT} WHERE block.paragraph = ? ORDER BY block.version_no DESC LIMIT 1`)
    this.#byNumber = sql.prepare(`${SELECT} WHERE block.version_no = ? AND block.number = ?`)
    this.#page = sql.prepare(
      `${SELECT} WHERE block.version_no = ? AND block.number > ? AND block.number <= ? ORDER BY block.number LIMIT ?`,
    )
    this.#card = sql.prepare(SELECT_CARD)
    this.#snapshot = new Snapshot(sql, () => this.#cards.clear())
  }

  /** The paragraph with this id. */
  byId(id: string): ParagraphRecord | undefined {
    this.#snapshot.hold()
    return this.#complete(this.#byId.get(id))
  }

  /** The paragraph with this number (from 1) in a version. */
  byNumber(versionNo: number, number: number): ParagraphRecord | undefined {
    this.#snapshot.hold()
    return this.#complete(this.#byNumber.get(versionNo, number))
  }

  /** Paragraphs numbered above `after` up to `to`, at most `limit`, in order. */
  page(versionNo: number, after: number, to: number, limit: number): ParagraphRecord[] {
    this.#snapshot.hold()
    return this.#page.all(versionNo, after, to, limit).map((row) => this.#complete(row)!)
  }

  /** Lets the next read see what was written until now. */
  refresh(): void {
    this.#snapshot.release()
  }

  #complete(row: Row | undefined): ParagraphRecord | undefined {
    return row && { ...row, in: this.#cardOf(row.versionNo) }
  }

  #cardOf(versionNo: number): VersionCard {
    let card = this.#cards.get(versionNo)
    if (!card) {
      card = this.#card.get(versionNo)!
      this.#cards.set(versionNo, card)
    }
    return card
  }
}
