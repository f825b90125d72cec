import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { printQuoteId } from '../../../identity/ids.ts'
import { type EmbeddedStanding, embedPage } from '../../../pages/embed/embed-page.ts'
import { quoteStanding } from '../../../pages/quote/standing.ts'
import { WORDS } from '../../../pages/words/words.ts'
import { paragraphNamed } from '../../../resolving/paragraph.ts'
import { quoteIdNamed } from '../../../resolving/quote.ts'
import { workNamed } from '../../../resolving/work.ts'
import { citableParagraph, citableQuote } from '../../../wire/cited.ts'
import { closed } from '../../../wire/schemas/common.ts'
import type { Urls } from '../../../wire/urls.ts'
import { redirectedTo } from '../../protocol/redirects.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { redirectedToSurvivor } from '../paragraphs/survivor.ts'
import { At, quoteAt } from '../quotes/resolved-quote.ts'
import { citedInWords } from './cited-in-words.ts'

const EMBED = representations<Resource & { urls: Urls; embedded: EmbeddedStanding }>({
  'text/html': ({ urls, embedded }) => embedPage(urls, embedded),
})

const Params = Type.Object({ id: Type.String({ maxLength: 100 }) })
const WHAT = 'Without a script: the words, their source, the permanent address, and whether they still stand.'

/** The pages that others show in frames. */
export const embedRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { urls } = services

    app.get(
      '/quotes/:id/embed',
      {
        schema: operation('getQuoteEmbed', 'Show a quote in a frame of another page', {
          params: Params,
          query: closed({ at: At, format: EMBED.format }),
          representations: EMBED,
          tag: 'Quotes',
          description: WHAT,
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, EMBED)
        const id = quoteIdNamed(request.params.id)
        if (redirectedTo(request, reply, 'id', printQuoteId(id))) return reply
        const { work, quote } = await quoteAt(services.of(request), id, request.query)
        const citable = citableQuote(urls, work, quote)
        const embedded = { ...(await citedInWords(services, citable)), ...quoteStanding(work, quote) }
        return represent(request, reply, chosen, { urls, embedded })
      },
    )

    app.get(
      '/paragraphs/:id/embed',
      {
        schema: operation('getParagraphEmbed', 'Show a paragraph in a frame of another page', {
          params: Params,
          query: closed({ format: EMBED.format }),
          representations: EMBED,
          redirects: [301],
          tag: 'Paragraphs',
          description: WHAT,
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, EMBED)
        const record = await paragraphNamed(services, request.params.id)
        if (redirectedTo(request, reply, 'id', record.id)) return reply
        if (await redirectedToSurvivor(services, { request, reply, parameter: 'id' }, record)) return reply
        const work = await workNamed(services, record.in.work)
        const embedded = {
          ...(await citedInWords(services, citableParagraph(urls, work, record))),
          stands: record.in.newest !== 0,
          standing: record.in.newest ? WORDS.quote.standing.identical(WORDS.quote.newest) : WORDS.embed.older,
        }
        return represent(request, reply, chosen, { urls, embedded })
      },
    )
  }
