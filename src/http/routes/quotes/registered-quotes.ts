import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parseQuoteId, printQuoteId } from '../../../identity/ids.ts'
import { isInstant } from '../../../log/member-types.ts'
import type { QuoteCursor } from '../../../store/quotes.ts'
import { Problem } from '../../../wire/problems.ts'
import { closed, Limit } from '../../../wire/schemas/common.ts'
import { type Lines, NDJSON } from '../../protocol/ndjson.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

/** Quotes read at a time: each has up to 20,000 characters. */
const PAGE = 20

/** Registered quotes, a line each, as they were registered. */
const REGISTERED = representations<Resource & Lines>({ [NDJSON]: (lines) => lines })

const Query = closed({
  after: Type.Optional(
    Type.String({
      maxLength: 100,
      description: '`<registeredAt>,<id>` of the last line that you have; from the beginning without it.',
    }),
  ),
  limit: Limit(100),
  format: REGISTERED.format,
})

const BEGINNING: QuoteCursor = { registeredAt: '', id: '' }

/** The registered quotes, for copies of the archive. */
export const registeredQuotesRoutes =
  ({ archive, urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { quotes } = archive.reads

    app.get(
      '/quotes',
      {
        schema: operation('listRegisteredQuotes', 'List the registered quotes, the oldest first', {
          query: Query,
          representations: REGISTERED,
          tag: 'Quotes',
          description:
            'A line each, as it was registered. Whether it is right shows by itself: its id is made from its words. Follow `Link: rel="next"`; to see later what is new, go on after the last line.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, REGISTERED)
        const { after, limit } = request.query
        const start = after === undefined ? BEGINNING : placeOf(after)
        const last = await quotes.nthWithMore(start, limit)
        return represent(request, reply, chosen, {
          pages: () => pages(start, limit),
          links: last
            ? [{ href: urls.path('/quotes', { after: printPlace(last), limit }), rel: 'next' }]
            : [],
        })
      },
    )

    async function* pages(start: QuoteCursor, limit: number): AsyncGenerator<string[]> {
      let after = start
      for (let left = limit; left > 0; left -= PAGE) {
        const page = await quotes.registered(after, Math.min(PAGE, left))
        yield page.map((quote) => JSON.stringify(quote))
        if (page.length < PAGE) return
        after = page.at(-1)!
      }
    }
  }

function printPlace({ registeredAt, id }: QuoteCursor): string {
  return `${registeredAt},${id}`
}

/** @throws Problem `invalid_cursor` */
function placeOf(after: string): QuoteCursor {
  const [registeredAt = '', id = ''] = after.split(/,(.*)/s)
  const parsed = parseQuoteId(id)
  if (isInstant(registeredAt) && parsed && printQuoteId(parsed) === id) return { registeredAt, id }
  throw new Problem(
    'invalid_cursor',
    '"after" is <registeredAt>,<id> of a line of this list, such as 2026-01-01T00:00:00.000Z,2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h.',
  )
}
