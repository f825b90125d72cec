import { ColophonError } from '../errors.ts'
import { parseQuoteId, type QuoteId } from '../identity/ids.ts'
import type { ResolvedQuote } from '../quoting/quote-resolver.ts'
import type { QuotesOf } from '../quoting/quotes.ts'
import type { Reads } from '../store/store.ts'
import type { WorkRecord } from '../store/works.ts'
import { refuseGoneQuote } from './gone.ts'
import { NotFound } from './not-found.ts'
import { placeOf, workAtVersion, workNamed } from './work.ts'

/** What quotes are looked up in. */
export interface QuotesOfArchive {
  archive: { reads: Pick<Reads, 'works' | 'withdrawals'> }
  quotes: QuotesOf
}

/** What was typed → the id of a quote. @throws ColophonError `invalid_id` */
export function quoteIdNamed(typed: string): QuoteId {
  const id = parseQuoteId(typed)
  if (id) return id
  throw new ColophonError(
    'invalid_id',
    `${JSON.stringify(typed)} is not the id of a quote: it is a work's id, a full stop and 24 characters, such as 2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h.`,
  )
}

/**
 * The quote with this id and its work, in the newest version or in the one named. The hint tells where the words of
 * an unregistered quote stand.
 *
 * @throws ColophonError `quote_not_found`, `work_not_found`, `version_not_found`, `withdrawn`
 */
export async function quoteNamed(
  services: QuotesOfArchive,
  id: QuoteId,
  { hint, version }: { hint?: string | undefined; version?: string | undefined } = {},
): Promise<{ work: WorkRecord; quote: ResolvedQuote }> {
  const newest = await workNamed(services, id.work)
  const work = version === undefined ? newest : await workAtVersion(services, newest, version)
  const quote = await findQuote(services, work, { id, hint })
  if (quote) return { work, quote }
  throw new NotFound(
    'quote_not_found',
    'No words of the work with this id are known. Unregistered quotes resolve when they are sentences or paragraphs, or with the "at" of the address that was handed out.',
    'quotes',
  )
}

/** The quote of a work with this id. @throws ColophonError `withdrawn` */
export async function findQuote(
  services: QuotesOfArchive,
  work: WorkRecord,
  { id, hint }: { id: QuoteId; hint: string | undefined },
): Promise<ResolvedQuote | undefined> {
  const quote = await (await services.quotes(work.id)).resolve(placeOf(work), id, hint)
  if (!quote) await refuseGoneQuote(services, work.no)
  return quote
}
