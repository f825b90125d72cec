import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import { printQuoteId } from '../../../identity/ids.ts'
import { paragraphNamed, paragraphOfWork } from '../../../resolving/paragraph.ts'
import { quoteIdNamed } from '../../../resolving/quote.ts'
import { workNamed } from '../../../resolving/work.ts'
import type { ParagraphRecord } from '../../../store/paragraphs.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { citationLinks } from '../../../wire/alternate-links.ts'
import { type Citable, citableParagraph, citableQuote, citableWork } from '../../../wire/cited.ts'
import { CitationQuery } from '../../../wire/schemas/citation.ts'
import { closed } from '../../../wire/schemas/common.ts'
import { redirectedTo, workAt } from '../../protocol/redirects.ts'
import { choose, represent } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { type OperationParts, operation } from '../operation.ts'
import { redirectedToSurvivor } from '../paragraphs/survivor.ts'
import { quoteAt } from '../quotes/resolved-quote.ts'
import { TEXT_ADDRESSES } from '../text-addresses.ts'
import { CITATION, CITATION_FORM } from './citation-representations.ts'

const QuoteCitationQuery = closed({
  ...CitationQuery.properties,
  at: Type.Optional(
    Type.String({ maxLength: 2000, description: 'Where the words stand, as in the address of the quote.' }),
  ),
})
const IdParams = Type.Object({ id: Type.String({ maxLength: 100 }) })
/** Citations of works, paragraphs and quotes. */
export const citationsRoutes =
  (services: RouteContext, cached: onRequestHookHandler): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { urls } = services

    for (const { base, params, suffix } of TEXT_ADDRESSES) {
      app.get(
        `${base}/citation`,
        {
          onRequest: cached,
          schema: cites(`citeWork${suffix}`, 'Cite a work', { params, query: CitationQuery }),
        },
        async (request, reply) => {
          const work = await workAt(services, request, reply)
          return work ? answer(request, reply, citableWork(urls, work)) : reply
        },
      )

      app.get(
        `${base}/paragraphs/:paragraph/citation`,
        {
          onRequest: cached,
          schema: cites(`citeParagraphOfWork${suffix}`, 'Cite a paragraph by its number', {
            params: Type.Object({ ...params.properties, paragraph: Type.String({ maxLength: 100 }) }),
            query: CitationQuery,
          }),
        },
        async (request, reply) => {
          const work = await workAt(services, request, reply)
          if (!work) return reply
          const { paragraph: typed, version } = request.params
          const record = await paragraphOfWork(services, work, { typed, inVersion: version !== undefined })
          return answerParagraph(request, reply, work, record)
        },
      )
    }

    app.get(
      '/paragraphs/:id/citation',
      {
        onRequest: cached,
        schema: cites('citeParagraph', 'Cite a paragraph by its permanent id', {
          params: IdParams,
          query: CitationQuery,
          redirects: [301],
        }),
      },
      async (request, reply) => {
        const record = await paragraphNamed(services, request.params.id)
        if (redirectedTo(request, reply, 'id', record.id)) return reply
        if (await redirectedToSurvivor(services, { request, reply, parameter: 'id' }, record)) return reply
        return answerParagraph(request, reply, await workNamed(services, record.in.work), record)
      },
    )

    app.get(
      '/quotes/:id/citation',
      {
        onRequest: cached,
        schema: cites('citeQuote', 'Cite a quote', { params: IdParams, query: QuoteCitationQuery }),
      },
      async (request, reply) => {
        const id = quoteIdNamed(request.params.id)
        if (redirectedTo(request, reply, 'id', printQuoteId(id))) return reply
        const { work, quote } = await quoteAt(services.of(request), id, request.query)
        return answer(request, reply, citableQuote(urls, work, quote))
      },
    )

    function answerParagraph(
      request: FastifyRequest,
      reply: FastifyReply,
      work: WorkRecord,
      record: ParagraphRecord,
    ) {
      return answer(request, reply, citableParagraph(urls, work, record))
    }

    function answer(request: FastifyRequest, reply: FastifyReply, citable: Citable) {
      const query = request.query as Static<typeof CitationQuery>
      const links = [{ href: citable.url, rel: 'describes' }, ...citationLinks(citable.address)]
      const table = query.form === undefined ? CITATION : CITATION_FORM
      return represent(request, reply, choose(request, table), { services, citable, query, links })
    }
  }

function cites<P extends TSchema, Q extends TSchema>(
  operationId: string,
  summary: string,
  parts: Pick<OperationParts<P, Q, TSchema>, 'params' | 'query' | 'redirects'>,
) {
  return operation(operationId, summary, {
    ...parts,
    answer: 'Citation',
    representations: CITATION,
    description:
      'In all forms of a style as JSON, in one form as text or HTML, or as a record for reference managers.',
    tag: 'Citations',
  })
}
