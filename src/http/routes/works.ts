import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parseVersionId } from '../../identity/ids.ts'
import { dateRange } from '../../store/metadata-filters.ts'
import { readBlocks } from '../../store/versions.ts'
import { listWorks, type WorkRecord } from '../../store/works.ts'
import { redirectedTo, workAt } from '../canonical.ts'
import { sendCitation } from '../citation-sending.ts'
import { assertNoStyle } from '../citation-wish.ts'
import { printCursor, readCursor } from '../cursor.ts'
import { CITATION_EXTENSIONS, CITATION_TYPES, isCitationType } from '../media-types.ts'
import { negotiate } from '../negotiation.ts'
import { Problem } from '../problems.ts'
import { json, plain, send } from '../representation.ts'
import { citableWork } from '../representations/cited.ts'
import { readingMarkdown, readingText } from '../representations/reading.ts'
import { versionView, workLinks, workView } from '../representations/work.ts'
import { StyleQuery } from '../schemas/citation.ts'
import { Cursor, closed, Format, Limit, WorkParams } from '../schemas/common.ts'
import { type Services, workNamed } from '../services.ts'
import { operation } from './operation.ts'

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

/** Works: the list, one, and one text of one. */
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
        const body = type === 'application/json' ? json(workView(urls, work)) : await textOf(work, type)
        return send(request, reply, { ...body, ...about, cache: 'newest' })
      },
    )

    app.get(
      '/works/:work/versions/:version',
      {
        schema: operation('getVersion', 'Read about one text of a work', {
          params: Type.Object({ ...WorkParams.properties, version: Type.String({ maxLength: 100 }) }),
          query: closed({ format: Format('json') }),
          answer: 'Version',
          tag: 'Works',
        }),
      },
      async (request, reply) => {
        negotiate(request, ['application/json'])
        const work = await workNamed(services, request.params.work)
        const version = parseVersionId(request.params.version)
        if (version !== work.version.id) {
          throw new Problem(
            'version_not_found',
            `The work has no version ${JSON.stringify(request.params.version)}. Its newest is ${urls.version(work.id, work.version.id)}.`,
          )
        }
        if (redirectedTo(request, reply, 'version', version)) return reply
        return send(request, reply, {
          ...json(versionView(urls, work)),
          cache: 'newest',
          links: [{ href: urls.work(work.id), rel: 'collection' }],
        })
      },
    )

    async function textOf(work: WorkRecord, type: 'text/plain' | 'text/markdown') {
      const blocks = await readBlocks(archive.connection.query, work.version.no)
      return type === 'text/plain'
        ? plain(readingText(blocks))
        : { type: 'text/markdown; charset=utf-8', body: readingMarkdown(work, blocks) }
    }
  }

function issuedOverlap(issued: string | undefined): { issuedFrom?: string; issuedUntil?: string } {
  if (issued === undefined) return {}
  try {
    const { from, until } = dateRange(issued)
    return { ...(from && { issuedFrom: from }), ...(until && { issuedUntil: until }) }
  } catch {
    throw new Problem(
      'invalid_parameter',
      `"issued" must be a year or another EDTF date, such as 2016, 2016-08 or 2010/2019; ${JSON.stringify(issued)} is none.`,
    )
  }
}
