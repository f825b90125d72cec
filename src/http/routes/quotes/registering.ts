import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { sha256 } from '../../../identity/digest.ts'
import { parseQuoteId } from '../../../identity/ids.ts'
import type { Quote } from '../../../quoting/quote.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { canonicalWords } from '../../../text/canonical.ts'
import { json } from '../../../wire/body.ts'
import { Problem } from '../../../wire/problems.ts'
import { resolvedQuoteView } from '../../../wire/quote.ts'
import { QuoteRequestSchema } from '../../../wire/schemas/quote.ts'
import { authorize } from '../../plugins/authorization.ts'
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
    const { archive, urls, writer, limits } = services
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
            'Idempotent: the same words of the same work have the same id everywhere. Registering needs no key, up to some quotes in a minute; with a key of scope `quote` there is no bound.',
        }),
      },
      async (request, reply) => {
        const client = services.of(request)
        const { work, quote: found } = await requestedQuote(client, request.body)
        if (!found.registered) {
          refuseInMirror(urls, request)
          await mayRegister(work, request)
        }
        const created = await register(work, found)
        archive.refresh()
        const { quote } = await quoteAt(client, parseQuoteId(found.id)!, {})
        return send(request, reply, {
          ...json(resolvedQuoteView(urls, work, quote)),
          status: created ? 201 : 200,
          cache: 'never',
          links: linksOfQuote(urls, { work, quote }),
          headers: { location: urls.quote(quote.id) },
        })
      },
    )

    /**
     * A quote is registered without a key only as a person could; with one of the scope `quote` there is no bound.
     *
     * @throws Problem `too_many_requests`, `quotes_full`, `unauthorized`, `forbidden`
     */
    async function mayRegister(work: WorkRecord, request: FastifyRequest): Promise<void> {
      if (request.headers.authorization !== undefined) return authorize(archive, request, 'quote', 'ingest')
      await app.countQuote(request)
      const { quotesPerWork, quotesInAll } = limits
      const { quotes } = archive.reads
      if ((await quotes.count()) >= quotesInAll) throw quotesFull('The archive')
      if ((await quotes.countOf(work.id, quotesPerWork)) >= quotesPerWork) throw quotesFull('The work')
    }

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

function quotesFull(what: string): Problem {
  return new Problem(
    'quotes_full',
    `${what} has as many quotes as are registered without a key. Send a key of scope "quote", which the operator makes with \`colophon key create NAME --scope quote\`.`,
  )
}
