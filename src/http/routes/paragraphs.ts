import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { parseParagraphId } from '../../identity/ids.ts'
import type { ParagraphRecord } from '../../store/paragraphs.ts'
import { redirectedTo, workAt } from '../canonical.ts'
import { sendCitation } from '../citation-sending.ts'
import { assertNoStyle } from '../citation-wish.ts'
import { printCursor, readCursor } from '../cursor.ts'
import { CITATION_EXTENSIONS, CITATION_TYPES, isCitationType } from '../media-types.ts'
import { negotiate } from '../negotiation.ts'
import { Problem } from '../problems.ts'
import { json, plain, type Representation, send } from '../representation.ts'
import { citableParagraph } from '../representations/cited.ts'
import { paragraphLinks, paragraphView } from '../representations/paragraph.ts'
import { StyleQuery } from '../schemas/citation.ts'
import { Cursor, closed, Format, Limit, WorkParams } from '../schemas/common.ts'
import { type Services, workNamed } from '../services.ts'
import { operation } from './operation.ts'

const ParagraphNumber = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })

const ListQuery = closed({
  from: Type.Optional({ ...ParagraphNumber, description: 'Number of the first paragraph.' }),
  to: Type.Optional({ ...ParagraphNumber, description: 'Number of the last one.' }),
  limit: Limit(100),
  cursor: Cursor,
  format: Format('json', 'txt', 'ndjson'),
})

const OneQuery = closed({ ...StyleQuery, format: Format('json', 'txt', ...CITATION_EXTENSIONS) })
const TYPES = ['application/json', 'text/plain', ...CITATION_TYPES] as const

/** Paragraphs read from the store while others are sent on, so that memory stays flat. */
const STREAMED_PAGE = 500

/** Paragraphs: those of a work, one by its number, one by its id. */
export const paragraphsRoutes =
  (services: Services): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services

    const sendOne = (
      request: FastifyRequest,
      reply: FastifyReply,
      record: ParagraphRecord,
      elsewhere = false,
    ) => {
      const type = negotiate(request, TYPES)
      const about = {
        links: paragraphLinks(urls, record),
        ...(elsewhere && { contentLocation: urls.paragraph(record.id) }),
      }
      if (isCitationType(type)) return sendCited(request, reply, record, about)
      assertNoStyle(request.query as Static<typeof OneQuery>)
      const body = type === 'application/json' ? json(paragraphView(urls, record)) : plain(record.text)
      return send(request, reply, { ...body, ...about, cache: 'newest' })
    }

    const sendCited = async (
      request: FastifyRequest,
      reply: FastifyReply,
      record: ParagraphRecord,
      about: Pick<Representation, 'links' | 'contentLocation'>,
    ) => {
      const work = await workNamed(services, record.in.work)
      return sendCitation(services, { request, reply }, citableParagraph(urls, work, record), about)
    }

    app.get(
      '/paragraphs/:id',
      {
        schema: operation('getParagraph', 'Read a paragraph by its permanent id', {
          params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
          query: OneQuery,
          answer: 'Paragraph',
          others: TYPES.slice(1),
          tag: 'Paragraphs',
        }),
      },
      (request, reply) => {
        const record = byId(request.params.id)
        if (redirectedTo(request, reply, 'id', record.id)) return reply
        return sendOne(request, reply, record)
      },
    )

    app.get(
      '/works/:work/paragraphs/:paragraph',
      {
        schema: operation('getParagraphOfWork', 'Read a paragraph by its number or id', {
          params: Type.Object({ ...WorkParams.properties, paragraph: Type.String({ maxLength: 100 }) }),
          query: OneQuery,
          answer: 'Paragraph',
          others: TYPES.slice(1),
          tag: 'Paragraphs',
        }),
      },
      async (request, reply) => {
        const { paragraph } = request.params
        const work = await workAt(services, request, reply)
        if (!work) return reply
        if (/^[1-9]\d{0,8}$/.test(paragraph)) {
          const record = archive.paragraphs.byNumber(work.version.no, +paragraph)
          if (!record) throw noNumber(paragraph, work.version.paragraphCount)
          return sendOne(request, reply, record, true)
        }
        const record = byId(paragraph)
        if (record.in.work !== work.id)
          throw new Problem(
            'paragraph_not_found',
            `The paragraph ${record.id} is one of another work: ${urls.paragraph(record.id)}.`,
          )
        if (redirectedTo(request, reply, 'paragraph', record.id)) return reply
        return sendOne(request, reply, record, true)
      },
    )

    app.get(
      '/works/:work/paragraphs',
      {
        schema: operation('listParagraphs', 'Read the paragraphs of a work', {
          params: WorkParams,
          query: ListQuery,
          answer: 'ParagraphList',
          others: ['text/plain', 'application/x-ndjson'],
          tag: 'Paragraphs',
          description:
            'As `application/x-ndjson` all that are asked for come in one stream, whatever `limit` says.',
        }),
      },
      async (request, reply) => {
        const type = negotiate(request, ['application/json', 'text/plain', 'application/x-ndjson'])
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const { from, to = work.version.paragraphCount, limit, cursor } = request.query
        const after = Math.max(readCursor('paragraphs', cursor), (from ?? 1) - 1)
        if (type === 'application/x-ndjson') {
          const ndjson = Readable.from(lines(work.version.no, after, to), { objectMode: false })
          return reply
            .headers({ vary: 'Accept, Accept-Encoding', 'cache-control': 'no-cache' })
            .type(type)
            .send(ndjson)
        }
        const records = archive.paragraphs.page(work.version.no, after, to, limit + 1)
        const items = records.slice(0, limit)
        const next =
          records.length > limit
            ? urls.path(`/works/${work.id}/paragraphs`, {
                to: request.query.to,
                limit,
                cursor: printCursor('paragraphs', items.at(-1)!.number),
                format: request.query.format,
              })
            : null
        const body =
          type === 'text/plain'
            ? plain(items.map((record) => record.text).join('\n\n'))
            : json({ items: items.map((record) => paragraphView(urls, record)), next })
        return send(request, reply, { ...body, cache: 'newest', links: listLinks(next, work.id) })
      },
    )

    function byId(typed: string): ParagraphRecord {
      const id = parseParagraphId(typed)
      if (!id)
        throw new Problem(
          'invalid_id',
          `${JSON.stringify(typed)} is not the id of a paragraph: it has 16 characters, such as m79f8w3gyar2vm2a.`,
        )
      const record = archive.paragraphs.byId(id)
      if (!record)
        throw new Problem(
          'paragraph_not_found',
          `There is no paragraph ${id} here. Check the id, or look for the words in their work.`,
        )
      return record
    }

    function* pages(versionNo: number, after: number, to: number) {
      for (let last = after; ; ) {
        const page = archive.paragraphs.page(versionNo, last, to, STREAMED_PAGE)
        yield page
        if (page.length < STREAMED_PAGE) return
        last = page.at(-1)!.number
      }
    }

    async function* lines(versionNo: number, after: number, to: number) {
      for (const page of pages(versionNo, after, to)) {
        yield page.map((record) => `${JSON.stringify(paragraphView(urls, record))}\n`).join('')
      }
    }

    function listLinks(next: string | null, work: string) {
      const links = [{ href: urls.work(work), rel: 'collection' }]
      return next ? [...links, { href: next, rel: 'next' }] : links
    }
  }

function noNumber(typed: string, count: number): Problem {
  return new Problem(
    'paragraph_not_found',
    `The work has no paragraph ${typed}; its paragraphs are numbered from 1 to ${count}.`,
  )
}
