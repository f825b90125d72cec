import type { Static } from 'typebox'
import { ColophonError } from '../../../errors.ts'
import { assertFewOmissions } from '../../../matching/verification/omissions/marks.ts'
import type { Quote } from '../../../quoting/quote.ts'
import { readSelection } from '../../../quoting/selectors/read-selection.ts'
import type { Selection } from '../../../quoting/selectors/selector.ts'
import { type NamedSource, parseSourceAddress } from '../../../quoting/selectors/source-address.ts'
import { placeOf, workAtVersion, workNamed } from '../../../resolving/work.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { assertText } from '../../../wire/assert-text.ts'
import { Problem } from '../../../wire/problems.ts'
import type { QuoteRequestSchema } from '../../../wire/schemas/quote.ts'
import type { Urls } from '../../../wire/urls.ts'
import type { ClientContext } from '../../route-context.ts'
import { ambiguousQuote, assertQuotable, wordsNotFound } from './quote-problems.ts'

type QuoteRequest = Static<typeof QuoteRequestSchema>

/** Candidates listed when the words should have stood in one place only. */
const MOST_CANDIDATES = 25

/**
 * The quote that a request names by its words or by a selector, and its work, as it was in the version that the
 * selector is of.
 *
 * @throws Problem `invalid_body`, `words_not_found`, `ambiguous_quote` and what tells of works; ColophonError `invalid_selector`
 */
export async function requestedQuote(
  services: ClientContext,
  request: QuoteRequest,
): Promise<{ work: WorkRecord; quote: Quote }> {
  const { urls } = services
  const selection = selectionOf(request)
  const work = await workOf(services, request.work, selection)
  const place = placeOf(work)
  const quotes = await services.quotes(work.id)
  const { quote: selected, source, others } = selection
  // Positions in a text that is none of ours say nothing here.
  if (others.length > 0 && (source === null || sourceNamed(urls, source))) {
    const there = await quotes.select(place, selection).catch(unlessOfPage(selection))
    if (there) {
      assertQuotable(there.exact)
      return { work, quote: await quotes.describe(place, [there.range]) }
    }
  }
  if (!selected)
    throw new Problem(
      'invalid_selector',
      'The source is not an address of this archive. Send a TextQuoteSelector, which holds the words.',
    )
  const { exact, prefix, suffix } = selected
  assertQuotable(exact)
  assertFewOmissions(exact)
  const limit = request.unique ? MOST_CANDIDATES : 1
  const found = await quotes.find(place, exact, { context: { prefix, suffix }, limit })
  const [first] = found.quotes
  if (!first) throw await wordsNotFound(services, work, { exact, total: found.total })
  if (found.quotes.length > 1) throw ambiguousQuote(urls, work, found.quotes)
  return { work, quote: first }
}

/** Positions in what a browser shows are tried: where they select other words, the words decide. */
function unlessOfPage({ isOfPage, quote }: Selection): (error: unknown) => undefined {
  return (error) => {
    const isPassedOver =
      isOfPage && quote && error instanceof ColophonError && error.code === 'invalid_selector'
    if (!isPassedOver) throw error
  }
}

function selectionOf({ exact, selector, prefix, suffix }: QuoteRequest): Selection {
  if ((exact === undefined) === (selector === undefined) || (selector && (prefix ?? suffix) !== undefined))
    throw new Problem(
      'invalid_body',
      'Send either "exact", with "prefix" and "suffix" if need be, or "selector".',
    )
  if (exact === undefined) return readSelection(selector)
  for (const [name, text] of Object.entries({ exact, prefix, suffix })) if (text) assertText(text, name)
  const context = { ...(prefix !== undefined && { prefix }), ...(suffix !== undefined && { suffix }) }
  return { source: null, cached: null, quote: { type: 'TextQuoteSelector', exact, ...context }, others: [] }
}

async function workOf(services: ClientContext, typed: string | undefined, { source, cached }: Selection) {
  const { urls } = services
  const named = sourceNamed(urls, source)
  const copy = sourceNamed(urls, cached)
  const name = typed ?? named?.work
  if (name === undefined) {
    throw new Problem(
      'invalid_body',
      `The request names no work. Name it in "work", or send an annotation whose source is its address, such as ${urls.base}/works/{work}.`,
    )
  }
  assertText(name, 'work')
  const work = await workNamed(services, name)
  if (named && (await workNamed(services, named.work)).id !== work.id)
    throw new Problem(
      'invalid_selector',
      'The source is another work than "work". Leave out the one or the other.',
    )
  const version = named?.version ?? copy?.version ?? null
  return version === null ? work : workAtVersion(services, work, version)
}

/** The text that an address names, here or at the origin. */
function sourceNamed({ base, permanent }: Urls, address: string | null): NamedSource | null {
  return address === null
    ? null
    : (parseSourceAddress(base, address) ?? parseSourceAddress(permanent.base, address))
}
