import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { onRequestHookHandler } from 'fastify'
import { Type } from 'typebox'
import { printQuoteId } from '../../../identity/ids.ts'
import { quoteIdNamed } from '../../../resolving/quote.ts'
import { CitingQuery } from '../../../wire/schemas/citation.ts'
import { closed } from '../../../wire/schemas/common.ts'
import { redirectedTo } from '../../protocol/redirects.ts'
import { choose, represent } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { commonOfQuote, QUOTE } from './quote-representations.ts'
import { At, quoteAt } from './resolved-quote.ts'

const OneQuery = closed({
  at: At,
  version: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'Id of the version in which to look what became of the quote; else the newest.',
    }),
  ),
  ...CitingQuery,
  format: QUOTE.format,
})

/** One quote, by its id. */
export const quoteRoutes =
  (services: RouteContext, cached: onRequestHookHandler): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/quotes/:id',
      {
        onRequest: cached,
        schema: operation('getQuote', 'Read a quote by its id, or its citation', {
          params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
          query: OneQuery,
          answer: 'ResolvedQuote',
          representations: QUOTE,
          tag: 'Quotes',
          description:
            'The words as first recorded, and what became of them in the newest version, or in another.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, QUOTE)
        const id = quoteIdNamed(request.params.id)
        if (redirectedTo(request, reply, 'id', printQuoteId(id))) return reply
        const found = await quoteAt(services.of(request), id, request.query)
        return represent(request, reply, chosen, {
          services,
          ...found,
          query: request.query,
          ...commonOfQuote(services.urls, found),
        })
      },
    )
  }
