import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { type TypedFilter, worksPage } from '../../../pages/lists/works-page.ts'
import { linksBack, workLinks } from '../../../signposting/work-links.ts'
import type { ListedWork, WorkRecord } from '../../../store/works.ts'
import { printedJson } from '../../../wire/body.ts'
import { CitingQuery } from '../../../wire/schemas/citation.ts'
import { Cursor, closed, Limit, WorkParams } from '../../../wire/schemas/common.ts'
import type { Urls } from '../../../wire/urls.ts'
import { WORK_FIELDS, type WorkField, workItemPrinter } from '../../../wire/work-list.ts'
import { printCursor, readCursor } from '../../protocol/cursor.ts'
import { Fields, readFields } from '../../protocol/fields.ts'
import { withoutEmptyFields } from '../../protocol/form-fields.ts'
import { type Page, pageOf } from '../../protocol/paging.ts'
import { workAt } from '../../protocol/redirects.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { issuedOverlap } from '../issued.ts'
import { operation } from '../operation.ts'
import { lastChange, WORK } from './work-representations.ts'

const Folded = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 200, description }))

/** A page of the list of works. */
const WORKS = representations<WorksResource>({
  'application/json': ({ urls, fields, page: { items, next } }) => {
    const printed = items.map(workItemPrinter(urls, fields))
    return printedJson(`{"items":[${printed.join(',')}],"next":${JSON.stringify(next)}}\n`)
  },
  'text/html': ({ urls, filter, first, links, page: { items, next } }) =>
    worksPage(urls, { works: items, filter, next, first, links }),
})

interface WorksResource extends Resource {
  urls: Urls
  page: Page<ListedWork>
  fields: readonly WorkField[] | undefined
  filter: TypedFilter
  /** The address of the first page, on the others. */
  first: string | undefined
}

const ListQuery = closed({
  author: Folded('Part of a name; accents and case do not matter.'),
  title: Folded('Part of the title.'),
  language: Type.Optional(Type.String({ maxLength: 35, description: 'BCP 47, such as `en`.' })),
  issued: Type.Optional(
    Type.String({ maxLength: 60, description: 'A year or any EDTF date: works whose date overlaps it.' }),
  ),
  url: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      description: 'Address or DOI of the original, with or without `www.` and a slash at the end.',
    }),
  ),
  limit: Limit(25),
  cursor: Cursor,
  fields: Fields(WORK_FIELDS),
  format: WORKS.format,
})

/** Works: the list, and one with its text. */
export const worksRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services

    app.get(
      '/works',
      {
        preValidation: withoutEmptyFields,
        schema: operation('listWorks', 'List works', {
          query: ListQuery,
          answer: 'WorkList',
          representations: WORKS,
          description:
            'In the order in which they were taken in, page by page; by author, title, language, date or the address of the original.',
          tag: 'Works',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, WORKS)
        const { author, title, language, issued, url, limit, cursor } = request.query
        const fields = readFields(request.query.fields, WORK_FIELDS)
        const works = await archive.reads.works.list({
          author,
          title,
          language,
          ...issuedOverlap(issued),
          url,
          after: readCursor('works', cursor),
          limit: limit + 1,
        })
        const filter = { author, title, language, issued, url, limit, fields: request.query.fields }
        const page = pageOf(works, limit, ({ no }) =>
          urls.path('/works', { ...filter, cursor: printCursor('works', no) }),
        )
        const first = cursor === undefined ? undefined : urls.path('/works', filter)
        return represent(request, reply, chosen, { urls, fields, page, filter, first, links: page.links })
      },
    )

    /** A representation at an address of its own is a part of the work, which is at another. */
    const backFromPart = ({ query }: { query: { format?: string } }, type: string, work: WorkRecord) =>
      query.format === undefined ? [] : linksBack(urls, work, type)

    app.get(
      '/works/:work',
      {
        schema: operation('getWork', 'Read a work: what is said about it, its text, or its citation', {
          params: WorkParams,
          query: closed({ ...CitingQuery, format: WORK.format }),
          answer: 'Work',
          representations: WORK,
          description: 'Its newest text. Links lead to its versions, paragraphs and citations.',
          tag: 'Works',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, WORK)
        const work = await workAt(services, request, reply)
        if (!work) return reply
        return represent(request, reply, chosen, {
          services,
          work,
          query: request.query,
          modified: lastChange(work),
          links: [
            ...workLinks(urls, work, WORK.alternates),
            ...backFromPart(request, chosen.asked.type, work),
          ],
          contentLocation: request.params.work === work.id ? undefined : urls.work(work.id),
        })
      },
    )
  }
