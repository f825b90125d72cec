import type { ListedQuote, QuotePlace, QuoteRecord, QuoteTime, RegisteredQuote } from '../quotes.ts'
import type { Connection } from '../sql/connection.ts'
import { QUOTES, quoteIdsOf } from '../sql/quotes.ts'

/** The registered quote with this canonical id. */
export function findRegistered(db: Connection, id: string): QuoteRecord | undefined {
  return db.one(QUOTES.byId, id)
}

/** How many quotes were ever registered. */
export function countQuotes(db: Connection): number {
  return db.value<number>(QUOTES.count)!
}

/** How many of a work were, at most so many. */
export function countQuotesOf(db: Connection, work: string, most: number): number {
  return db.value<number>(QUOTES.countOf, ...quoteIdsOf(work), most)!
}

/** The registered quotes with greater numbers, at most `limit`. */
export function registeredAfter(db: Connection, after: number, limit: number): ListedQuote[] {
  return db
    .all<RegisteredQuote & { number: number }>(QUOTES.list, after, limit)
    .map(({ number, ...quote }) => ({ number, quote }))
}

/** The place of the n-th of them (n >= 1), when there are more than n; else undefined. */
export function nthRegisteredWithMore(db: Connection, after: number, n: number): QuotePlace | undefined {
  const [nth, more] = db.all<QuotePlace>(QUOTES.places, after, n - 1)
  return more && nth
}

/** Whether a quote has a number. */
export function isRegisteredAt(db: Connection, { number, id }: QuotePlace): boolean {
  return db.has(QUOTES.isAt, number, id)
}

/** The number of the quote with this time and id; when there is none, one before all that were registered later. */
export function numberAt(db: Connection, { registeredAt, id }: QuoteTime): number {
  return (
    db.value<number>(QUOTES.numberAt, id, registeredAt) ??
    db.value<number | null>(QUOTES.beforeLater, registeredAt, id) ??
    db.value<number>(QUOTES.count)!
  )
}

/** How many quotes are registered. */
export function countRegistered(db: Connection): number {
  return db.value<number>('SELECT count(*) FROM registration')!
}

const RECORD = `INSERT INTO quote (id, work_no, version_no, core, occurrence, words_sha256, exact,
    start_block, start_offset, end_block, end_offset, registered_at)
  SELECT @id, no, @versionNo, @core, @occurrence, @wordsSha256, @exact,
    @startBlock, @startOffset, @endBlock, @endOffset, @registeredAt FROM work WHERE id = @work
  ON CONFLICT (id) DO NOTHING`

/** Records a quote once; true when it was not there before. */
export function recordQuote(db: Connection, quote: QuoteRecord): boolean {
  if (db.engine.numbersQuotes) return db.run(RECORD, quote) === 1
  return db.transaction(() => {
    const isNew = db.run(RECORD, quote) === 1
    if (isNew) db.insert('registration', { quote: quote.id })
    return isNew
  })
}
