import type { QuotePlace, QuoteReads, QuoteRecord, RegisteredQuote } from '../../quotes.ts'
import { QUOTES, quoteIdsOf } from '../../sql/quotes.ts'
import type { PostgresDatabase } from '../database.ts'

/** Reads of registered quotes. */
export function quoteReads(db: PostgresDatabase): QuoteReads {
  const count = async () => (await db.value<number>(QUOTES.count))!
  return {
    count,
    byId: (id) => db.one<QuoteRecord>(QUOTES.byId, id),
    countOf: async (work, most) => (await db.value<number>(QUOTES.countOf, ...quoteIdsOf(work), most))!,
    registered: async (after, limit) =>
      (await db.all<RegisteredQuote & { number: number }>(QUOTES.list, after, limit)).map(
        ({ number, ...quote }) => ({ number, quote }),
      ),
    nthWithMore: async (after, n) => {
      const [nth, more] = await db.all<QuotePlace>(QUOTES.places, after, n - 1)
      return more && nth
    },
    isAt: async ({ number, id }) => (await db.one(QUOTES.isAt, number, id)) !== undefined,
    numberAt: async ({ registeredAt, id }) =>
      (await db.value<number>(QUOTES.numberAt, id, registeredAt)) ??
      (await db.value<number | null>(QUOTES.beforeLater, registeredAt, id)) ??
      (await count()),
  }
}
