import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { citePage } from '../../../pages/citing/cite-page.ts'
import { type Citations, gatherCitations } from '../../../pages/citing/gathered.ts'
import { citableWork } from '../../../wire/cited.ts'
import { CitingQuery } from '../../../wire/schemas/citation.ts'
import { closed } from '../../../wire/schemas/common.ts'
import type { Urls } from '../../../wire/urls.ts'
import { workAt } from '../../protocol/redirects.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { TEXT_ADDRESSES } from '../text-addresses.ts'

const CITE = representations<Resource & { urls: Urls; citations: Citations }>({
  'text/html': ({ urls, citations }) => citePage(urls, citations),
})

/** The page on which a text is cited; programs read `/citation`. */
export const citeRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const { base, params, suffix } of TEXT_ADDRESSES) {
      app.get(
        `${base}/cite`,
        {
          schema: operation(`getCitePage${suffix}`, 'Open the page with citations to copy', {
            params,
            query: closed({ ...CitingQuery, format: CITE.format }),
            representations: CITE,
            tag: 'Citations',
            description:
              'In the usual styles or in one, as Markdown and as files. Programs read `/citation`.',
          }),
        },
        async (request, reply) => {
          const chosen = choose(request, CITE)
          const work = await workAt(services, request, reply)
          if (!work) return reply
          const citations = await gatherCitations(services, citableWork(services.urls, work), request.query)
          return represent(request, reply, chosen, { urls: services.urls, citations })
        },
      )
    }
  }
