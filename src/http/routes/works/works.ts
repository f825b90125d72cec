import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { readBlocks } from '../../../store/sqlite/versions/versions.ts'
import { listWorks } from '../../../store/sqlite/works/works.ts'
import { json } from '../../../wire/body.ts'
import { citableWork } from '../../../wire/cited.ts'
import { CITATION_EXTENSIONS, CITATION_TYPES, isCitationType } from '../../../wire/media-types.ts'
import { workText } from '../../../wire/reading.ts'
import { StyleQuery } from '../../../wire/schemas/citation.ts'
import { Cursor, closed, Format, Limit, WorkParams } from '../../../wire/schemas/common.ts'
import { workLinks, workView } from '../../../wire/work.ts'
import { printCursor, readCursor } from '../../protocol/cursor.ts'
import { negotiate } from '../../protocol/negotiation.ts'
import { workAt } from '../../protocol/redirects.ts'
import { send } from '../../protocol/send.ts'
import type { Services } from '../../services.ts'
import { assertNoStyle } from '../citations/citation-options.ts'
import { sendCitation } from '../citations/citation-sending.ts'
import { issuedOverlap } from '../issued.ts'
import { operation } from '../operation.ts'

const Folded = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 200, description }))

const ListQuery = closed({
  author: Folded('Part of a name; accents and case do not matter.'),
  title: Folded('Part of the title.'),
  language: Type.Optional(Type.String({ maxLength: 35, description: 'BCP 47, such as `en`.' })),
  issued: Type.Optional(
    Type.String({ maxLength: 60, description: 'A year or any EDTF date: works whose date overlaps it.' }),
  ),
  limit: Limit(25),
  cursor: Cursor,
  format: Format('json'),
})

const TYPES = ['application/json', 'text/plain', 'text/markdown', ...CITATION_TYPES] as const

/** Works: the list, and one with its text. */
export const worksRoutes =
  (services: Services): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services

    app.get(
      '/works',
      {
        schema: operation('listWorks', 'List works', { query: ListQuery, answer: 'WorkList', tag: 'Works' }),
      },
      async (request, reply) => {
        negotiate(request, ['application/json'])
        const { author, title, language, issued, limit, cursor } = request.query
        const works = await listWorks(archive.connection.query, {
          author,
          title,
          language,
          ...issuedOverlap(issued),
          after: readCursor('works', cursor),
          limit: limit + 1,
        })
        const items = works.slice(0, limit)
        const next =
          works.length > limit
            ? urls.path('/works', {
                author,
                title,
                language,
                issued,
                limit,
                cursor: printCursor('works', items.at(-1)!.no),
              })
            : null
        return send(request, reply, {
          ...json({ items: items.map((work) => workView(urls, work)), next }),
          cache: 'newest',
          links: next ? [{ href: next, rel: 'next' }] : [],
        })
      },
    )

    app.get(
      '/works/:work',
      {
        schema: operation('getWork', 'Read a work: what is said about it, its text, or its citation', {
          params: WorkParams,
          query: closed({ ...StyleQuery, format: Format('json', 'txt', 'md', ...CITATION_EXTENSIONS) }),
          answer: 'Work',
          others: TYPES.slice(1),
          tag: 'Works',
        }),
      },
      async (request, reply) => {
        const type = negotiate(request, TYPES)
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const about = {
          links: workLinks(urls, work),
          ...(request.params.work !== work.id && { contentLocation: urls.work(work.id) }),
        }
        if (isCitationType(type))
          return sendCitation(services, { request, reply }, citableWork(urls, work), about)
        assertNoStyle(request.query)
        const body =
          type === 'application/json'
            ? json(workView(urls, work))
            : await workText(work, await readBlocks(archive.connection.query, work.version.no), type)
        return send(request, reply, { ...body, ...about, cache: 'newest' })
      },
    )
  }
