import type { ListedQuote, QuotePlace, QuoteRecord, QuoteTime, RegisteredQuote } from '../quotes.ts'
import type { Database } from './database.ts'

const SELECT = `
  SELECT quote.id, work.id AS work, quote.version_no AS "versionNo", quote.core, quote.occurrence,
    quote.words_sha256 AS "wordsSha256", quote.exact, quote.start_block AS "startBlock",
    quote.start_offset AS "startOffset", quote.end_block AS "endBlock", quote.end_offset AS "endOffset",
    quote.registered_at AS "registeredAt"
  FROM quote JOIN work ON work.no = quote.work_no`

/** What was withdrawn is no longer told. */
const LISTED = `
  FROM registration JOIN quote ON quote.id = registration.quote JOIN work ON work.no = quote.work_no
    JOIN present_version AS version ON version.no = quote.version_no
  WHERE registration.no > ? AND exact <> ''
  ORDER BY registration.no`

const LIST = `SELECT registration.no AS number, quote.id, work.id AS work, version.id AS version, exact,
    start_block AS "startBlock", start_offset AS "startOffset", end_block AS "endBlock", end_offset AS "endOffset",
    registered_at AS "registeredAt" ${LISTED} LIMIT ?`
const PLACES = `SELECT registration.no AS number, quote.id ${LISTED} LIMIT 2 OFFSET ?`
/** Before the first that comes after it by its time, whatever clock told it. */
const BEFORE_LATER = `SELECT min(no) - 1 FROM quote JOIN registration ON quote = quote.id
  WHERE (registered_at, quote.id) > (?, ?)`

/** The registered quote with this canonical id. */
export function findRegistered(db: Database, id: string): QuoteRecord | undefined {
  return db.one(`${SELECT} WHERE quote.id = ?`, id)
}

/** How many quotes were ever registered. */
export function countQuotes(db: Database): number {
  return db.value<number>('SELECT coalesce(max(no), 0) FROM registration')!
}

/** How many of a work were, at most so many; their ids begin with the work's. */
export function countQuotesOf(db: Database, work: string, most: number): number {
  const some = 'SELECT 1 FROM quote WHERE id > ? AND id < ? LIMIT ?'
  return db.value<number>(`SELECT count(*) FROM (${some}) AS some`, `${work}.`, `${work}/`, most)!
}

/** The registered quotes with greater numbers, at most `limit`. */
export function registeredAfter(db: Database, after: number, limit: number): ListedQuote[] {
  return db
    .all<RegisteredQuote & { number: number }>(LIST, after, limit)
    .map(({ number, ...quote }) => ({ number, quote }))
}

/** The place of the n-th of them (n >= 1), when there are more than n; else undefined. */
export function nthRegisteredWithMore(db: Database, after: number, n: number): QuotePlace | undefined {
  const [nth, more] = db.all<QuotePlace>(PLACES, after, n - 1)
  return more && nth
}

/** Whether a quote has a number. */
export function isRegisteredAt(db: Database, { number, id }: QuotePlace): boolean {
  return db.has('SELECT 1 FROM registration WHERE no = ? AND quote = ?', number, id)
}

/** The number of the quote with this time and id; when there is none, one before all that were registered later. */
export function numberAt(db: Database, { registeredAt, id }: QuoteTime): number {
  return (
    db.value<number>(
      'SELECT no FROM registration JOIN quote ON quote.id = quote WHERE quote.id = ? AND registered_at = ?',
      id,
      registeredAt,
    ) ??
    db.value<number | null>(BEFORE_LATER, registeredAt, id) ??
    db.value<number>('SELECT coalesce(max(no), 0) FROM registration')!
  )
}

/** How many quotes are registered. */
export function countRegistered(db: Database): number {
  return db.value<number>('SELECT count(*) FROM registration')!
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
