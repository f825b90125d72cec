import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import { parseParagraphId, printQuoteId } from '../../identity/ids.ts'
import type { ParagraphRecord } from '../../store/paragraphs.ts'
import type { WorkRecord } from '../../store/works.ts'
import { redirectedTo, workAt } from '../canonical.ts'
import { sendCitation } from '../citation-sending.ts'
import { citationWish } from '../citation-wish.ts'
import { CITATION_TYPES, isCitationType } from '../media-types.ts'
import { choose } from '../negotiation.ts'
import { Problem } from '../problems.ts'
import { json, send } from '../representation.ts'
import { citationView, type FormType, formBody } from '../representations/citation.ts'
import { citationLinks } from '../representations/citation-formats.ts'
import {
  type Citable,
  citableParagraph,
  citableQuote,
  citableWork,
  citationRequest,
} from '../representations/cited.ts'
import { CitationQuery } from '../schemas/citation.ts'
import { closed, WorkParams } from '../schemas/common.ts'
import { type Services, workNamed } from '../services.ts'
import { operation } from './operation.ts'
import { quoteId } from './quote-problems.ts'
import { resolveQuote } from './quotes.ts'

const QuoteCitationQuery = closed({
  ...CitationQuery.properties,
  at: Type.Optional(
    Type.String({ maxLength: 100, description: 'Where the words stand, as in the address of the quote.' }),
  ),
})
const IdParams = Type.Object({ id: Type.String({ maxLength: 100 }) })
const ParagraphOfWorkParams = Type.Object({
  ...WorkParams.properties,
  paragraph: Type.String({ maxLength: 100 }),
})
const TYPES = ['application/json', 'text/plain', 'text/html', ...CITATION_TYPES] as const
/** A form is one text alone. */
const TYPES_OF_FORM = ['text/plain', 'text/html', 'text/x-bibliography', 'application/json'] as const

/** Citations of works, paragraphs and quotes. */
export const citationsRoutes =
  (services: Services): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, citer, urls } = services

    app.get(
      '/works/:work/citation',
      {
        schema: cites('citeWork', 'Cite a work', WorkParams, CitationQuery),
      },
      async (request, reply) => {
        const work = await workAt(services, request, reply)
        return work ? answer(request, reply, citableWork(urls, work)) : reply
      },
    )

    app.get(
      '/paragraphs/:id/citation',
      {
        schema: cites('citeParagraph', 'Cite a paragraph by its permanent id', IdParams, CitationQuery),
      },
      async (request, reply) => {
        const record = archive.paragraphs.byId(parseParagraphId(request.params.id) ?? '')
        if (!record) throw noParagraph(request.params.id)
        if (redirectedTo(request, reply, 'id', record.id)) return reply
        return answerParagraph(request, reply, await workNamed(services, record.in.work), record)
      },
    )

    app.get(
      '/works/:work/paragraphs/:paragraph/citation',
      {
        schema: cites(
          'citeParagraphOfWork',
          'Cite a paragraph by its number',
          ParagraphOfWorkParams,
          CitationQuery,
        ),
      },
      async (request, reply) => {
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const { paragraph: typed } = request.params
        const record = /^[1-9]\d{0,8}$/.test(typed)
          ? archive.paragraphs.byNumber(work.version.no, +typed)
          : archive.paragraphs.byId(parseParagraphId(typed) ?? '')
        if (record?.in.work !== work.id) throw noParagraph(typed)
        return answerParagraph(request, reply, work, record)
      },
    )

    app.get(
      '/quotes/:id/citation',
      {
        schema: cites('citeQuote', 'Cite a quote', IdParams, QuoteCitationQuery),
      },
      async (request, reply) => {
        const id = quoteId(request.params.id)
        if (redirectedTo(request, reply, 'id', printQuoteId(id))) return reply
        const { work, quote } = await resolveQuote(services, id, request.query.at)
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

    async function answer(request: FastifyRequest, reply: FastifyReply, citable: Citable) {
      const query = request.query as Static<typeof CitationQuery>
      const links = [{ href: citable.url, rel: 'describes' }, ...citationLinks(citable.url)]
      const { offer, parameters } = choose(request, query.form ? TYPES_OF_FORM : TYPES)
      if (isCitationType(offer) && query.form === undefined)
        return sendCitation(services, { request, reply }, citable, { links })
      const wish = citationWish(query, parameters)
      const citation = await citer.cite(citationRequest(urls, citable, wish))
      const body =
        offer === 'application/json'
          ? json(citationView(citable, citation, wish))
          : formBody(services, citable, { citation, wish, form: query.form, type: offer as FormType })
      return send(request, reply, { ...body, cache: 'newest', links })
    }
  }

function cites<P extends TSchema, Q extends TSchema>(
  operationId: string,
  summary: string,
  params: P,
  query: Q,
) {
  return operation(operationId, summary, {
    params,
    query,
    answer: 'Citation',
    others: TYPES.slice(1),
    tag: 'Citations',
  })
}

function noParagraph(typed: string): Problem {
  return new Problem('paragraph_not_found', `There is no paragraph ${JSON.stringify(typed)} here.`)
}
