import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { WorkRecord } from '../../../store/sqlite/works/works.ts'
import { json, plain } from '../../../wire/body.ts'
import { paragraphView } from '../../../wire/paragraph.ts'
import { Cursor, closed, Format, Limit } from '../../../wire/schemas/common.ts'
import { printCursor, readCursor } from '../../protocol/cursor.ts'
import { NDJSON, sendLines } from '../../protocol/ndjson.ts'
import { negotiate } from '../../protocol/negotiation.ts'
import { Problem } from '../../protocol/problems.ts'
import { workAt } from '../../protocol/redirects.ts'
import { send } from '../../protocol/send.ts'
import type { Services } from '../../services.ts'
import { operation } from '../operation.ts'
import { type TextAddress, textPath } from '../text-addresses.ts'

const ParagraphNumber = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })

const ListQuery = closed({
  from: Type.Optional({ ...ParagraphNumber, description: 'Number of the first paragraph.' }),
  to: Type.Optional({ ...ParagraphNumber, description: 'Number of the last one.' }),
  limit: Limit(100),
  cursor: Cursor,
  format: Format('json', 'txt', 'ndjson'),
})

/** Paragraphs read from the store while others are sent on, so that memory stays flat. */
const STREAMED_PAGE = 500

/** The paragraphs of a text. */
export const paragraphsRoutes =
  (services: Services, { base, params, suffix }: TextAddress): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services

    app.get(
      `${base}/paragraphs`,
      {
        schema: operation(`listParagraphs${suffix}`, 'Read the paragraphs of a text', {
          params,
          query: ListQuery,
          answer: 'ParagraphList',
          others: ['text/plain', NDJSON],
          tag: 'Paragraphs',
          description:
            'As `application/x-ndjson` all that are asked for come in one stream, whatever `limit` says.',
        }),
      },
      async (request, reply) => {
        const type = negotiate(request, ['application/json', 'text/plain', NDJSON])
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const { from, to = work.version.paragraphCount, limit, cursor } = request.query
        const after = Math.max(readCursor('paragraphs', cursor), (from ?? 1) - 1)
        if (type === NDJSON) {
          return sendLines(request, reply, { pages: () => lines(work, after, to) })
        }
        const records = archive.paragraphs.page(work.version.no, after, to, limit + 1)
        const items = records.slice(0, limit)
        const next =
          records.length > limit
            ? urls.path(`${textPath(work, request.params)}/paragraphs`, {
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
        return send(request, reply, {
          ...body,
          cache: 'newest',
          links: listLinks(next, urls.path(textPath(work, request.params))),
        })
      },
    )

    function* lines({ version }: WorkRecord, after: number, to: number): Generator<string[]> {
      const end = Math.min(to, version.paragraphCount)
      for (let last = after; last < end; ) {
        const page = archive.paragraphs.page(version.no, last, end, STREAMED_PAGE)
        if (page.length === 0) throw new Problem('withdrawn', 'This text was erased while it was sent.')
        yield page.map((record) => JSON.stringify(paragraphView(urls, record)))
        last = page.at(-1)!.number
      }
    }

    function listLinks(next: string | null, text: string) {
      const links = [{ href: text, rel: 'collection' }]
      return next ? [...links, { href: next, rel: 'next' }] : links
    }
  }
