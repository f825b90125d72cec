import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { ListedStyle, Style } from '../../../citing/styles/style.ts'
import { type Sample, stylePage } from '../../../pages/lists/style-page.ts'
import { stylesPage } from '../../../pages/lists/styles-page.ts'
import { json } from '../../../wire/body.ts'
import { citableWork, citationRequest } from '../../../wire/cited.ts'
import { LONGEST_STYLE } from '../../../wire/schemas/citation.ts'
import { Cursor, closed, Limit } from '../../../wire/schemas/common.ts'
import { listedStyleView, styleView } from '../../../wire/style.ts'
import type { Urls } from '../../../wire/urls.ts'
import { printNameCursor, readNameCursor } from '../../protocol/cursor.ts'
import { type Page, pageOf } from '../../protocol/paging.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

/** A page of the list of styles. */
const STYLES = representations<StylesResource>({
  'application/json': ({ urls, page: { items, next } }) =>
    json({ items: items.map((style) => listedStyleView(urls, style)), next }),
  'text/html': ({ urls, first, links, page: { items, next } }) =>
    stylesPage(urls, { styles: items, next, first, links }),
})

interface StylesResource extends Resource {
  urls: Urls
  page: Page<ListedStyle>
  /** The address of the first page, on the others. */
  first: string | undefined
}

/** One style, as it is today. */
const STYLE = representations<Resource & { services: RouteContext; style: Style }>({
  'application/json': ({ services, style }) => json(styleView(services.urls, style)),
  'text/html': async ({ services, style, links }) =>
    stylePage(services.urls, { style, sample: await sampleIn(services, style), links }),
})

/** The newest work, cited in a style. */
async function sampleIn({ archive, citer, urls }: RouteContext, { id }: Style): Promise<Sample | undefined> {
  const [newest] = await archive.reads.works.newest(1)
  const work = newest && (await archive.reads.works.named(newest.id))
  if (!work) return undefined
  return { work, citation: await citer.cite(citationRequest(urls, citableWork(urls, work), { style: id })) }
}

/** The citation styles: the list, and one. */
export const stylesRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { citer, urls } = services

    app.get(
      '/styles',
      {
        schema: operation('listStyles', 'List the citation styles', {
          query: closed({ limit: Limit(100), cursor: Cursor, format: STYLES.format }),
          answer: 'StyleList',
          representations: STYLES,
          description:
            'Those that come with the server and those of the directory that the operator named, page by page.',
          tag: 'Citations',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, STYLES)
        const { limit, cursor } = request.query
        const after = readNameCursor('styles', cursor)
        const rest = (await citer.styles.list()).filter(({ id }) => id > after)
        const page = pageOf(rest, limit, ({ id }) =>
          urls.path('/styles', { limit, cursor: printNameCursor('styles', id) }),
        )
        const first = cursor === undefined ? undefined : urls.path('/styles', { limit })
        return represent(request, reply, chosen, { urls, page, first, links: page.links })
      },
    )

    app.get(
      '/styles/:style',
      {
        schema: operation('getStyle', 'Read about a citation style', {
          params: Type.Object({ style: Type.String({ maxLength: LONGEST_STYLE }) }),
          query: closed({ format: STYLE.format }),
          redirects: [307],
          answer: 'Style',
          representations: STYLE,
          tag: 'Citations',
          description: 'Aliases and old names redirect to the style that they mean today.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, STYLE)
        const style = citer.styles.find(request.params.style)
        // Not for ever: "mla" will mean another edition one day.
        if (style.id !== request.params.style) return reply.redirect(`${urls.base}/styles/${style.id}`, 307)
        const links = [{ href: `${urls.base}/styles`, rel: 'collection' }]
        return represent(request, reply, chosen, { services, style, links })
      },
    )
  }
