import { gatherCitations } from '../../../pages/citing/gathered.ts'
import { quotePage } from '../../../pages/quote/quote-page.ts'
import type { ResolvedQuote } from '../../../quoting/quote-resolver.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { annotationBody } from '../../../wire/annotation.ts'
import { ANNOTATION_LINK } from '../../../wire/annotation-links.ts'
import { type Body, json, plain } from '../../../wire/body.ts'
import { citableQuote } from '../../../wire/cited.ts'
import { ANNOTATION_TYPE } from '../../../wire/media-types.ts'
import { quoteLinks, resolvedQuoteView } from '../../../wire/quote.ts'
import type { Urls } from '../../../wire/urls.ts'
import { representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { type Citing, withCitations } from '../citations/citation-rows.ts'
import { lastChange } from '../works/work-representations.ts'

/** A quote that was found by its id. */
export interface QuoteResource extends Citing, FoundQuote {
  services: RouteContext
}

/** A quote: with what became of it, its words alone, an annotation, its citation. */
export const QUOTE = representations<QuoteResource>({
  ...withCitations<QuoteResource>(
    {
      'application/json': ({ services, ...found }) => quoteJson(services.urls, found),
      'text/plain': ({ quote }) => plain(quote.exact),
      [ANNOTATION_TYPE]: ({ services, work, quote, links = [] }) => ({
        ...annotationBody(services.urls, work, quote),
        links: [...links, ANNOTATION_LINK],
      }),
    },
    ({ services, work, quote }) => citableQuote(services.urls, work, quote),
  ),
  // It shows citations in whichever style, too.
  'text/html': readingPage,
})

async function readingPage({ services, work, quote, query, links }: QuoteResource) {
  const { archive, urls } = services
  const parts = quote.parts.map(({ spans }) =>
    archive.reads.versions.blocksBetween(quote.version.no, spans[0]!.block, spans.at(-1)!.block),
  )
  const blocks = new Map((await Promise.all(parts)).flat().map((block) => [block.ordinal, block]))
  const citations = await gatherCitations(services, citableQuote(urls, work, quote), query)
  return quotePage(urls, { work, quote, blocks: [...blocks.values()], citations, links })
}

/** The words alone are in all the others, so that nothing links to them. */
const LINKED = QUOTE.alternates.filter((type) => type !== 'text/plain')

interface FoundQuote {
  work: WorkRecord
  quote: ResolvedQuote
}

/** A quote as JSON. */
export function quoteJson(urls: Urls, { work, quote }: FoundQuote): Body {
  return json(resolvedQuoteView(urls, work, quote))
}

/** Typed links of a quote, also to its other representations. */
export function linksOfQuote(urls: Urls, found: FoundQuote) {
  return quoteLinks(urls, found, LINKED)
}

/** What all representations of a quote have: its links, and when it last changed. */
export function commonOfQuote(urls: Urls, found: FoundQuote) {
  return {
    links: linksOfQuote(urls, found),
    // What is not registered may be by then, and changes with it.
    modified: found.quote.registered ? lastChange(found.work) : undefined,
  }
}
