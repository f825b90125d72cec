import type { Static } from 'typebox'
import type { Quote } from '../quoting/quote.ts'
import type { ResolvedQuote } from '../quoting/quote-resolver.ts'
import { selectorsOf } from '../quoting/selectors/selectors-of.ts'
import { textFragment } from '../quoting/selectors/text-directive.ts'
import type { WorkRecord } from '../store/works.ts'
import { alternateLinks } from './alternate-links.ts'
import type { Link } from './links.ts'
import type { QuoteSchema, ResolvedQuoteSchema } from './schemas/quote.ts'
import type { Urls } from './urls.ts'
import { workReference } from './work-reference.ts'

/** The wire shape of a quote. Its address carries the hint unless it is registered. */
export function quoteView(urls: Urls, work: WorkRecord, quote: Quote): Static<typeof QuoteSchema> {
  const { exact, prefix, suffix } = quote
  return {
    id: quote.id,
    url: quoteAddress(urls, quote),
    exact,
    core: quote.core,
    sha256: quote.sha256,
    work: workReference(urls, work),
    version: { id: quote.version.id, url: urls.version(work.id, quote.version.id) },
    spans: quote.spans,
    locators: quote.locators,
    prefix,
    suffix,
    occurrence: quote.occurrence,
    occurrences: quote.occurrences,
    sourceRanges: quote.sourceRanges,
    swhids: quote.swhids,
    selectors: quote.parts.flatMap(selectorsOf),
    textFragment: textFragment(work.metadata.url, quote.textDirective),
    registered: quote.registered,
    citation: quoteCitation(urls, quote),
  }
}

/** The wire shape of a quote that was found by its id: with what became of it in a version. */
export function resolvedQuoteView(
  urls: Urls,
  work: WorkRecord,
  quote: ResolvedQuote,
): Static<typeof ResolvedQuoteSchema> {
  const { status, version, instead } = quote.standing
  return {
    ...quoteView(urls, work, quote),
    standing: {
      status,
      version: { id: version.id, url: urls.version(work.id, version.id) },
      diff: instead?.diff ?? null,
      flags: instead?.flags ?? [],
      meaningRisk: instead?.meaningRisk ?? false,
      successor: quote.successor && {
        id: quote.successor.id,
        url: quoteAddress(urls, quote.successor),
        exact: quote.successor.exact,
      },
    },
  }
}

/** The address of a quote, with the hint unless it is registered. */
export function quoteAddress(urls: Urls, { id, hint, registered }: Quote): string {
  return urls.quote(id, registered ? undefined : hint)
}

/**
 * Typed links of a quote that was found by its id, also to the words that stand there instead (RFC 5829).
 *
 * @param alternates the other media types in which its address answers
 */
export function quoteLinks(
  urls: Urls,
  { work, quote }: { work: WorkRecord; quote: ResolvedQuote },
  alternates: readonly string[],
): Link[] {
  const links = [
    { href: urls.permanent.quote(quote.id), rel: 'cite-as' },
    { href: quoteCitation(urls, quote), rel: 'describedby', type: 'application/json' },
    ...alternateLinks(quoteAddress(urls, quote), alternates),
    { href: urls.work(work.id), rel: 'collection' },
    { href: `${urls.work(work.id)}/versions`, rel: 'version-history', type: 'application/json' },
  ]
  return quote.successor
    ? [...links, { href: quoteAddress(urls, quote.successor), rel: 'successor-version' }]
    : links
}

function quoteCitation(urls: Urls, quote: Quote): string {
  const path = `/quotes/${quote.id}/citation`
  return quote.registered ? `${urls.base}${path}` : `${urls.base}${path}?at=${quote.hint}`
}
