import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import { type Cited, citationRequest, locatorOf } from '../../citing/cited.ts'
import type { Citation } from '../../citing/citer.ts'
import { parseParagraphId, printQuoteId } from '../../identity/ids.ts'
import type { ParagraphRecord } from '../../store/paragraphs.ts'
import { redirectedTo, workAt } from '../canonical.ts'
import { negotiate } from '../negotiation.ts'
import { Problem } from '../problems.ts'
import { json, plain, send } from '../representation.ts'
import { CitationQuery, type FORMS } from '../schemas/citation.ts'
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
const TEXTS = ['text/plain', 'text/html'] as const

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
        return work ? answer(request, reply, { work }, urls.work(work.id)) : reply
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
        return answer(request, reply, { work, ...locatorOf(quote.spans) }, urls.quote(quote.id))
      },
    )

    function answerParagraph(
      request: FastifyRequest,
      reply: FastifyReply,
      work: Cited['work'],
      { id, number }: ParagraphRecord,
    ) {
      return answer(request, reply, { work, locator: { start: number } }, urls.paragraph(id))
    }

    async function answer(request: FastifyRequest, reply: FastifyReply, cited: Cited, of: string) {
      const { style, locale, form } = request.query as Static<typeof CitationQuery>
      const type = negotiate(request, form ? [...TEXTS, 'application/json'] : ['application/json', ...TEXTS])
      const citation = await citer.cite(citationRequest(cited, { style, locale }))
      const body =
        type === 'application/json'
          ? json({ of, ...citation })
          : formatted(citation, form ?? 'bibliography', type)
      return send(request, reply, { ...body, cache: 'newest', links: [{ href: of, rel: 'describes' }] })
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
    others: TEXTS,
    tag: 'Citations',
  })
}

function noParagraph(typed: string): Problem {
  return new Problem('paragraph_not_found', `There is no paragraph ${JSON.stringify(typed)} here.`)
}

const MEMBER = {
  bibliography: 'bibliography',
  'in-text': 'inText',
  narrative: 'narrative',
  note: 'note',
} as const

/** The asked form alone. */
function formatted(citation: Citation, form: (typeof FORMS)[number], type: (typeof TEXTS)[number]) {
  const pieces = citation[MEMBER[form]]
  if (!pieces) {
    throw new Problem(
      'not_acceptable',
      `The style ${citation.style.id} has no notes. Ask for the form bibliography, in-text or narrative.`,
      { available: ['bibliography', 'in-text', 'narrative'] },
    )
  }
  return type === 'text/plain' ? plain(pieces.text) : { type: 'text/html; charset=utf-8', body: pieces.html }
}
