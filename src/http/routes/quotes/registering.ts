import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { sha256 } from '../../../identity/digest.ts'
import { parseQuoteId } from '../../../identity/ids.ts'
import type { Quote } from '../../../quoting/quote.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { canonicalWords } from '../../../text/canonical.ts'
import { json } from '../../../wire/body.ts'
import { resolvedQuoteView } from '../../../wire/quote.ts'
import { QuoteRequestSchema } from '../../../wire/schemas/quote.ts'
import { readJson } from '../../plugins/bodies.ts'
import { refuseInMirror } from '../../plugins/mirror.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { linksOfQuote } from './quote-representations.ts'
import { requestedQuote } from './requested-quote.ts'
import { quoteAt } from './resolved-quote.ts'

/** A quote of the longest kind in JSON, every character of it escaped. */
const MOST_BODY_BYTES = 320 * 1024

/** Registering quotes. */
export const registeringRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls, writer } = services
    // An annotation is a selection as it is: what else a request may say does not go with it.
    app.addContentTypeParser(
      'application/ld+json',
      { parseAs: 'buffer' },
      async (_request: unknown, body: Buffer) => ({
        selector: readJson(body),
      }),
    )

    app.post(
      '/quotes',
      {
        bodyLimit: MOST_BODY_BYTES,
        schema: operation('registerQuote', 'Register a quote', {
          body: QuoteRequestSchema,
          answer: 'ResolvedQuote',
          status: 201,
          tag: 'Quotes',
          description:
            'Idempotent: the same words of the same work have the same id everywhere. Registering needs no key.',
        }),
      },
      async (request, reply) => {
        const { work, quote: found } = await requestedQuote(services, request.body)
        if (!found.registered) refuseInMirror(urls, request)
        const created = await register(work, found)
        archive.refresh()
        const { quote } = await quoteAt(services, parseQuoteId(found.id)!, {})
        return send(request, reply, {
          ...json(resolvedQuoteView(urls, work, quote)),
          status: created ? 201 : 200,
          cache: 'newest',
          links: linksOfQuote(urls, { work, quote }),
          headers: { location: urls.quote(quote.id), 'cache-control': 'no-store' },
        })
      },
    )

    function register(work: WorkRecord, quote: Quote): Promise<boolean> {
      const first = quote.spans[0]!
      const last = quote.spans.at(-1)!
      return writer.registerQuote({
        id: quote.id,
        work: work.id,
        versionNo: quote.version.no,
        core: quote.core,
        occurrence: quote.occurrence,
        wordsSha256: sha256(canonicalWords(quote.exact)),
        exact: quote.exact,
        startBlock: first.block,
        startOffset: first.start,
        endBlock: last.block,
        endOffset: last.end,
      })
    }
  }
