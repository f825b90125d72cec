import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Quote } from '../../../quoting/quote.ts'
import { placeOf } from '../../../resolving/work.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { json } from '../../../wire/body.ts'
import { quoteView } from '../../../wire/quote.ts'
import { Cursor, closed, Limit, WorkParams } from '../../../wire/schemas/common.ts'
import type { Urls } from '../../../wire/urls.ts'
import { printCursor, readCursor } from '../../protocol/cursor.ts'
import { type Page, pageOf } from '../../protocol/paging.ts'
import { workAt } from '../../protocol/redirects.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { assertQuotable } from './quote-problems.ts'

/** Places where words stand in a work. */
const QUOTES = representations<Resource & { urls: Urls; work: WorkRecord; page: Page<Quote> }>({
  'application/json': ({ urls, work, page: { items, next } }) =>
    json({ items: items.map((quote) => quoteView(urls, work, quote)), next }),
})

const FindQuery = closed({
  exact: Type.String({ description: 'The words. Typography may differ.' }),
  prefix: Type.Optional(Type.String({ maxLength: 2000, description: 'Words just before.' })),
  suffix: Type.Optional(Type.String({ maxLength: 2000, description: 'Words just after.' })),
  limit: Limit(25),
  cursor: Cursor,
  format: QUOTES.format,
})

/** Finding where words stand in a work. */
export const findingRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { urls } = services

    app.get(
      '/works/:work/quotes',
      {
        schema: operation('findQuotes', 'Find where words stand in a work', {
          params: WorkParams,
          query: FindQuery,
          answer: 'QuoteList',
          representations: QUOTES,
          tag: 'Quotes',
          description: 'Word for word: only typography may differ. The quotes are not registered by this.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, QUOTES)
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const { exact, prefix, suffix, limit, cursor } = request.query
        assertQuotable(exact)
        const found = await (await services.of(request).quotes(work.id)).find(placeOf(work), exact, {
          context: { prefix, suffix },
          after: readCursor('quotes', cursor),
          limit: limit + 1,
        })
        const words = { exact, prefix, suffix, limit }
        const page = pageOf(found.quotes, limit, ({ occurrence }) =>
          urls.path(`/works/${work.id}/quotes`, { ...words, cursor: printCursor('quotes', occurrence) }),
        )
        return represent(request, reply, chosen, { urls, work, page, links: page.links })
      },
    )
  }
