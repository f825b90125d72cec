import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parseQuoteId, printQuoteId } from '../../../identity/ids.ts'
import { isInstant } from '../../../log/member-types.ts'
import type { QuotePlace, QuoteReads } from '../../../store/quotes.ts'
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
      description:
        'From where to go on: `<number>,<id>`, as the link to the next page has it, or `<registeredAt>,<id>` of the last line that you have; from the beginning without it.',
    }),
  ),
  limit: Limit(100),
  format: REGISTERED.format,
})

/** The registered quotes, for copies of the archive. */
export const registeredQuotesRoutes =
  ({ archive, urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { quotes } = archive.reads

    app.get(
      '/quotes',
      {
        schema: operation('listRegisteredQuotes', 'List the registered quotes, as they were registered', {
          query: Query,
          representations: REGISTERED,
          untagged: true,
          tag: 'Quotes',
          description:
            'A line each, as it was registered. Whether it is right shows by itself: its id is made from its words. They come in the order in which they were recorded, whatever clocks told. Follow `Link: rel="next"`; to see later what is new, read the last page again, and begin anew when its address is refused (`invalid_cursor`): the archive is another one by then, such as one from a backup.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, REGISTERED)
        const { after, limit } = request.query
        const start = after === undefined ? 0 : await numberOf(quotes, after)
        const last = await quotes.nthWithMore(start, limit)
        return represent(request, reply, chosen, {
          pages: () => pages(start, limit),
          links: last
            ? [{ href: urls.path('/quotes', { after: printPlace(last), limit }), rel: 'next' }]
            : [],
        })
      },
    )

    async function* pages(start: number, limit: number): AsyncGenerator<string[]> {
      let after = start
      for (let left = limit; left > 0; left -= PAGE) {
        const page = await quotes.registered(after, Math.min(PAGE, left))
        yield page.map(({ quote }) => JSON.stringify(quote))
        if (page.length < PAGE) return
        after = page.at(-1)!.number
      }
    }
  }

function printPlace({ number, id }: QuotePlace): string {
  return `${number},${id}`
}

/** @throws Problem `invalid_cursor` */
async function numberOf(quotes: QuoteReads, after: string): Promise<number> {
  const [from = '', id = ''] = after.split(/,(.*)/s)
  const parsed = parseQuoteId(id)
  if (parsed && printQuoteId(parsed) === id) {
    if (isInstant(from)) return quotes.numberAt({ registeredAt: from, id })
    const number = /^[1-9]\d{0,14}$/.test(from) ? Number(from) : 0
    if (await quotes.isAt({ number, id })) return number
  }
  throw new Problem(
    'invalid_cursor',
    '"after" is as the link to the next page has it, or <registeredAt>,<id> of a line of this list, such as 2026-01-01T00:00:00.000Z,2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h. Begin anew without it.',
  )
}
