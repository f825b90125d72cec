import { parseQuoteId, printQuoteId, type QuoteId } from '../../../identity/ids.ts'
import { QuoteFinder } from '../../../quoting/quote-finder.ts'
import { quoteNamed } from '../../../resolving/quote.ts'
import { isLargeWork } from '../../../searching/quotes-by-size.ts'
import type { Representation } from '../../protocol/representation.ts'
import type { QuickJson } from '../../quick-reads.ts'
import type { RouteContext } from '../../route-context.ts'
import { commonOfQuote, quoteJson } from './quote-representations.ts'

const QUOTE_ADDRESS = /^\/quotes\/([0-9a-hjkmnp-tv-z.]{41,48})$/

/** Reads a quote of a work that is not large, as it is in the newest version. */
export function quickQuote({ urls, archive }: RouteContext): QuickJson {
  const here = new QuoteFinder(archive)
  const services = { archive, quotes: async () => here }

  return {
    route: '/quotes/:id',
    read(url) {
      const named = QUOTE_ADDRESS.exec(url)?.[1]
      const id = named === undefined ? null : parseQuoteId(named)
      return id && printQuoteId(id) === named ? represented(id) : undefined
    },
  }

  async function represented(id: QuoteId): Promise<Representation | undefined> {
    if (await isLargeWork(archive, id.work)) return undefined
    const found = await quoteNamed(services, id)
    return { ...quoteJson(urls, found), cache: 'newest', ...commonOfQuote(urls, found) }
  }
}
