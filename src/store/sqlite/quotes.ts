import type { QuoteCursor, QuoteRecord, RegisteredQuote } from '../quotes.ts'
import type { Database } from './database.ts'

const SELECT = `
  SELECT quote.id, work.id AS work, quote.version_no AS "versionNo", quote.core, quote.occurrence,
    quote.words_sha256 AS "wordsSha256", quote.exact, quote.start_block AS "startBlock",
    quote.start_offset AS "startOffset", quote.end_block AS "endBlock", quote.end_offset AS "endOffset",
    quote.registered_at AS "registeredAt"
  FROM quote JOIN work ON work.no = quote.work_no`

/** What was withdrawn is no longer told. */
const LISTED = `
  FROM quote JOIN work ON work.no = quote.work_no JOIN present_version AS version ON version.no = quote.version_no
  WHERE (registered_at, quote.id) > (?, ?) AND exact <> ''
  ORDER BY registered_at, quote.id`

const LIST = `SELECT quote.id, work.id AS work, version.id AS version, exact, start_block AS "startBlock",
    start_offset AS "startOffset", end_block AS "endBlock", end_offset AS "endOffset",
    registered_at AS "registeredAt" ${LISTED} LIMIT ?`
const PLACES = `SELECT registered_at AS "registeredAt", quote.id ${LISTED} LIMIT 2 OFFSET ?`

/** The registered quote with this canonical id. */
export function findRegistered(db: Database, id: string): QuoteRecord | undefined {
  return db.one(`${SELECT} WHERE quote.id = ?`, id)
}

/** The registered quotes after a place, at most `limit`. */
export function registeredAfter(
  db: Database,
  { registeredAt, id }: QuoteCursor,
  limit: number,
): RegisteredQuote[] {
  return db.all(LIST, registeredAt, id, limit)
}

/** The place of the n-th registered quote after a place (n >= 1), when there are more than n; else undefined. */
export function nthRegisteredWithMore(
  db: Database,
  { registeredAt, id }: QuoteCursor,
  n: number,
): QuoteCursor | undefined {
  const [nth, more] = db.all<QuoteCursor>(PLACES, registeredAt, id, n - 1)
  return more && nth
}

/** Records a quote once; true when it was not there before. */
export function recordQuote(db: Database, quote: QuoteRecord): boolean {
  const added = db.run(
    `INSERT INTO quote (id, work_no, version_no, core, occurrence, words_sha256, exact,
         start_block, start_offset, end_block, end_offset, registered_at)
       SELECT @id, no, @versionNo, @core, @occurrence, @wordsSha256, @exact,
         @startBlock, @startOffset, @endBlock, @endOffset, @registeredAt FROM work WHERE id = @work
       ON CONFLICT (id) DO NOTHING`,
    quote,
  )
  return added === 1
}
