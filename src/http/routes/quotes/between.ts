import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { here } from '../../../pages/here.ts'
import { isHint } from '../../../quoting/hint.ts'
import { placeOf } from '../../../resolving/work.ts'
import { json } from '../../../wire/body.ts'
import { Problem } from '../../../wire/problems.ts'
import { quoteAddress, quoteView } from '../../../wire/quote.ts'
import { closed } from '../../../wire/schemas/common.ts'
import { prefersPage } from '../../protocol/negotiation.ts'
import { workAt } from '../../protocol/redirects.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { TEXT_ADDRESSES } from '../text-addresses.ts'
import { assertQuotable } from './quote-problems.ts'

const Place = (description: string) => Type.String({ maxLength: 50, description })

const BetweenQuery = closed({
  from: Place('Where the words begin: `<paragraph>:<code points before them>`.'),
  to: Place('Where they end, likewise. The paragraph may be the same.'),
})

/** The quote between two places of a text: what somebody selected with a pointer. */
export const betweenRoutes =
  (context: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { urls } = context
    for (const { base, params, suffix } of TEXT_ADDRESSES) {
      app.get(
        `${base}/quote`,
        {
          schema: operation(`getQuoteBetween${suffix}`, 'Find the quote between two places of a text', {
            params,
            query: BetweenQuery,
            answer: 'Quote',
            redirects: [303],
            tag: 'Quotes',
            description:
              'A place is a paragraph’s id or number and a number of code points. The quote is not registered by this. A browser is led to its page.',
          }),
        },
        async (request, reply) => {
          const work = await workAt(context, request, reply)
          if (!work) return reply
          const hint = hintOf(request.query)
          const quotes = await context.of(request).quotes(work.id)
          const selected = await quotes.hinted(placeOf(work), hint)
          if (selected === undefined) throw nowhere()
          assertQuotable(selected.exact, 'from')
          const quote = await quotes.describe(placeOf(work), selected.parts)
          const address = quoteAddress(urls, quote)
          if (prefersPage(request))
            return reply.header('cache-control', 'no-cache').redirect(here(address), 303)
          return send(request, reply, {
            ...json(quoteView(urls, work, quote)),
            cache: 'newest',
            contentLocation: address,
          })
        },
      )
    }
  }

/** @throws Problem `invalid_parameter` */
function hintOf({ from, to }: { from: string; to: string }): string {
  const [place, start] = from.split(':')
  const hint = from.startsWith(`${to.split(':')[0]}:`)
    ? `${place}:${start}-${to.split(':')[1]}`
    : `${place}:${start}-${to}`
  if (isHint(hint)) return hint
  throw nowhere()
}

function nowhere(): Problem {
  return new Problem(
    'invalid_parameter',
    'There are no words between "from" and "to". Send places of this text such as m79f8w3gyar2vm2a:12, the first one first.',
  )
}
