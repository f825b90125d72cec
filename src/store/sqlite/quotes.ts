import type { ListedQuote, QuotePlace, QuoteRecord, QuoteTime, RegisteredQuote } from '../quotes.ts'
import { QUOTES, quoteIdsOf } from '../sql/quotes.ts'
import type { Database } from './database.ts'

/** The registered quote with this canonical id. */
export function findRegistered(db: Database, id: string): QuoteRecord | undefined {
  return db.one(QUOTES.byId, id)
}

/** How many quotes were ever registered. */
export function countQuotes(db: Database): number {
  return db.value<number>(QUOTES.count)!
}

/** How many of a work were, at most so many. */
export function countQuotesOf(db: Database, work: string, most: number): number {
  return db.value<number>(QUOTES.countOf, ...quoteIdsOf(work), most)!
}

/** The registered quotes with greater numbers, at most `limit`. */
export function registeredAfter(db: Database, after: number, limit: number): ListedQuote[] {
  return db
    .all<RegisteredQuote & { number: number }>(QUOTES.list, after, limit)
    .map(({ number, ...quote }) => ({ number, quote }))
}

/** The place of the n-th of them (n >= 1), when there are more than n; else undefined. */
export function nthRegisteredWithMore(db: Database, after: number, n: number): QuotePlace | undefined {
  const [nth, more] = db.all<QuotePlace>(QUOTES.places, after, n - 1)
  return more && nth
}

/** Whether a quote has a number. */
export function isRegisteredAt(db: Database, { number, id }: QuotePlace): boolean {
  return db.has(QUOTES.isAt, number, id)
}

/** The number of the quote with this time and id; when there is none, one before all that were registered later. */
export function numberAt(db: Database, { registeredAt, id }: QuoteTime): number {
  return (
    db.value<number>(QUOTES.numberAt, id, registeredAt) ??
    db.value<number | null>(QUOTES.beforeLater, registeredAt, id) ??
    db.value<number>(QUOTES.count)!
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
