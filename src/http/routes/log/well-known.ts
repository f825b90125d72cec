import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { apiCatalog, CATALOG_PATH, CATALOG_PROFILE } from '../../../signposting/api-catalog.ts'
import { LINKSET_JSON, linksetJson } from '../../../signposting/linkset.ts'
import { archiveDescriptionView } from '../../../wire/archive-description.ts'
import { json } from '../../../wire/body.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

/** What a program finds without being told where to look (RFC 8615). */
export const wellKnownRoutes =
  ({ archive, urls, mirrors = [] }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/.well-known/colophon',
      {
        schema: operation('describeArchive', 'Read what a mirror has to know: keys and addresses', {
          answer: 'ArchiveDescription',
          tag: 'Log',
          description:
            'The keys are those that signed the newest checkpoint. Whoever takes them from here trusts this connection; better are keys from elsewhere.',
        }),
      },
      async (request, reply) => {
        const keys = await archive.log.keys()
        const askedAt = (await archive.reads.log.originAskedAt()) ?? null
        const description = archiveDescriptionView(urls, { keys, mirrors, askedAt })
        return send(request, reply, { ...json(description), cache: 'newest' })
      },
    )

    app.get(
      CATALOG_PATH,
      {
        schema: operation('getApiCatalog', 'Find what programs can talk to here', {
          others: [LINKSET_JSON],
          tag: 'Server',
          description: 'RFC 9727: the interfaces, each with its descriptions, as a link set.',
        }),
      },
      (request, reply) =>
        send(request, reply, {
          ...linksetJson(apiCatalog(urls), `; profile="${CATALOG_PROFILE}"`),
          cache: 'newest',
          links: [{ href: urls.path(CATALOG_PATH), rel: 'api-catalog', type: LINKSET_JSON }],
        }),
    )
  }
