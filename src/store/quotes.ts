import type SQLite from 'better-sqlite3'

/** A registered quote: the words as first recorded, and where they stood; offsets are code points. */
export interface QuoteRecord {
  id: string
  work: string
  versionNo: number
  core: string
  occurrence: number
  wordsSha256: string
  exact: string
  startBlock: number
  startOffset: number
  endBlock: number
  endOffset: number
  registeredAt: string
}

const SELECT = `
  SELECT quote.id, work.id AS work, quote.version_no AS versionNo, quote.core, quote.occurrence,
    quote.words_sha256 AS wordsSha256, quote.exact, quote.start_block AS startBlock,
    quote.start_offset AS startOffset, quote.end_block AS endBlock, quote.end_offset AS endOffset,
    quote.registered_at AS registeredAt
  FROM quote JOIN work ON work.no = quote.work_no`

/** Reads of registered quotes, compiled once. */
export class QuoteReads {
  readonly #byId: SQLite.Statement<[string], QuoteRecord>

  constructor(sql: SQLite.Database) {
    this.#byId = sql.prepare(`${SELECT} WHERE quote.id = ?`)
  }

  /** The registered quote with this canonical id. */
  byId(id: string): QuoteRecord | undefined {
    return this.#byId.get(id)
  }
}

/** Records a quote once; true when it was not there before. */
export function recordQuote(sql: SQLite.Database, quote: QuoteRecord): boolean {
  const { changes } = sql
    .prepare(
      `INSERT INTO quote (id, work_no, version_no, core, occurrence, words_sha256, exact,
         start_block, start_offset, end_block, end_offset, registered_at)
       SELECT @id, no, @versionNo, @core, @occurrence, @wordsSha256, @exact,
         @startBlock, @startOffset, @endBlock, @endOffset, @registeredAt FROM work WHERE id = @work
       ON CONFLICT DO NOTHING`,
    )
    .run(quote)
  return changes === 1
}
