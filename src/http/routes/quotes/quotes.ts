import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { onRequestHookHandler } from 'fastify'
import { Type } from 'typebox'
import { sha256 } from '../../../identity/digest.ts'
import { parseQuoteId, printQuoteId } from '../../../identity/ids.ts'
import type { Quote } from '../../../quoting/quote.ts'
import type { WorkRecord } from '../../../store/sqlite/works/works.ts'
import { canonicalWords } from '../../../text/canonical.ts'
import { annotationBody } from '../../../wire/annotation.ts'
import { ANNOTATION_LINK } from '../../../wire/annotation-links.ts'
import { json, plain } from '../../../wire/body.ts'
import { citableQuote } from '../../../wire/cited.ts'
import {
  ANNOTATION_EXTENSION,
  ANNOTATION_TYPE,
  CITATION_EXTENSIONS,
  CITATION_TYPES,
  isCitationType,
} from '../../../wire/media-types.ts'
import { quoteView, resolvedQuoteLinks, resolvedQuoteView } from '../../../wire/quote.ts'
import { StyleQuery } from '../../../wire/schemas/citation.ts'
import { Cursor, closed, Format, Limit, WorkParams } from '../../../wire/schemas/common.ts'
import { QuoteRequestSchema } from '../../../wire/schemas/quote.ts'
import { readJson } from '../../plugins/bodies.ts'
import { refuseInMirror } from '../../plugins/mirror.ts'
import { printCursor, readCursor } from '../../protocol/cursor.ts'
import { negotiate } from '../../protocol/negotiation.ts'
import { redirectedTo, workAt } from '../../protocol/redirects.ts'
import { send } from '../../protocol/send.ts'
import { placeOf, type Services } from '../../services.ts'
import { assertNoStyle } from '../citations/citation-options.ts'
import { sendCitation } from '../citations/citation-sending.ts'
import { operation } from '../operation.ts'
import { assertQuotable, quoteId } from './quote-problems.ts'
import { requestedQuote } from './requested-quote.ts'
import { At, quoteNamed } from './resolved-quote.ts'

/** A quote of the longest kind in JSON, every character of it escaped. */
const MOST_BODY_BYTES = 320 * 1024

const FindQuery = closed({
  exact: Type.String({ description: 'The words. Typography may differ.' }),
  prefix: Type.Optional(Type.String({ maxLength: 2000, description: 'Words just before.' })),
  suffix: Type.Optional(Type.String({ maxLength: 2000, description: 'Words just after.' })),
  limit: Limit(25),
  cursor: Cursor,
  format: Format('json'),
})

const OneQuery = closed({
  at: At,
  version: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'Id of the version in which to look what became of the quote; else the newest.',
    }),
  ),
  ...StyleQuery,
  format: Format('json', 'txt', ANNOTATION_EXTENSION, ...CITATION_EXTENSIONS),
})

const TYPES = ['application/json', 'text/plain', ANNOTATION_TYPE, ...CITATION_TYPES] as const

/** Quotes: where words stand in a work, registering them, and reading them by id. */
export const quotesRoutes =
  (services: Services, ready: onRequestHookHandler): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls, quotes, writer } = services
    // An annotation is a selection as it is: what else a request may say does not go with it.
    app.addContentTypeParser(
      'application/ld+json',
      { parseAs: 'buffer' },
      async (_request: unknown, body: Buffer) => ({
        selector: readJson(body),
      }),
    )

    app.get(
      '/works/:work/quotes',
      {
        schema: operation('findQuotes', 'Find where words stand in a work', {
          params: WorkParams,
          query: FindQuery,
          answer: 'QuoteList',
          tag: 'Quotes',
          description: 'Word for word: only typography may differ. The quotes are not registered by this.',
        }),
      },
      async (request, reply) => {
        negotiate(request, ['application/json'])
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const { exact, prefix, suffix, limit, cursor } = request.query
        assertQuotable(exact)
        const after = readCursor('quotes', cursor)
        const found = await quotes(work.id).find(placeOf(work), exact, {
          context: { prefix, suffix },
          after,
          limit: limit + 1,
        })
        const items = found.quotes.slice(0, limit)
        const next =
          found.quotes.length > limit
            ? urls.path(`/works/${work.id}/quotes`, {
                exact,
                prefix,
                suffix,
                limit,
                cursor: printCursor('quotes', items.at(-1)!.occurrence),
              })
            : null
        return send(request, reply, {
          ...json({ items: items.map((quote) => quoteView(urls, work, quote)), next }),
          cache: 'newest',
          links: next ? [{ href: next, rel: 'next' }] : [],
        })
      },
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
        const { quote } = await quoteNamed(services, parseQuoteId(found.id)!, {})
        return send(request, reply, {
          ...json(resolvedQuoteView(urls, work, quote)),
          status: created ? 201 : 200,
          cache: 'newest',
          links: resolvedQuoteLinks(urls, work, quote),
          headers: { location: urls.quote(quote.id), 'cache-control': 'no-store' },
        })
      },
    )

    app.get(
      '/quotes/:id',
      {
        onRequest: ready,
        schema: operation('getQuote', 'Read a quote by its id, or its citation', {
          params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
          query: OneQuery,
          answer: 'ResolvedQuote',
          others: TYPES.slice(1),
          tag: 'Quotes',
          description:
            'The words as first recorded, and what became of them in the newest version, or in another.',
        }),
      },
      async (request, reply) => {
        const type = negotiate(request, TYPES)
        const id = quoteId(request.params.id)
        if (redirectedTo(request, reply, 'id', printQuoteId(id))) return reply
        const { work, quote } = await quoteNamed(services, id, request.query)
        const links = resolvedQuoteLinks(urls, work, quote)
        if (isCitationType(type))
          return sendCitation(services, { request, reply }, citableQuote(urls, work, quote), { links })
        assertNoStyle(request.query)
        if (type === ANNOTATION_TYPE) {
          const answer = { ...annotationBody(urls, work, quote), links: [...links, ANNOTATION_LINK] }
          return send(request, reply, { ...answer, cache: 'newest' })
        }
        const body =
          type === 'application/json' ? json(resolvedQuoteView(urls, work, quote)) : plain(quote.exact)
        return send(request, reply, { ...body, cache: 'newest', links })
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
