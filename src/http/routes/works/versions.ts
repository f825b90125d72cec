import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { mementoDatetime, mementoLinks } from '../../../memento/links.ts'
import { versionsPage } from '../../../pages/history/versions-page.ts'
import { workAtVersion } from '../../../resolving/work.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { json } from '../../../wire/body.ts'
import { closed, VersionParams, WorkParams } from '../../../wire/schemas/common.ts'
import type { Urls } from '../../../wire/urls.ts'
import { versionLinks, versionView } from '../../../wire/version.ts'
import { workAt } from '../../protocol/redirects.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { VERSION } from './version-representations.ts'
import { lastChange } from './work-representations.ts'

/** The versions of a work, the newest first. */
const VERSIONS = representations<Resource & { urls: Urls; versions: WorkRecord[] }>({
  'application/json': ({ urls, versions }) =>
    json({ items: versions.map((version) => versionView(urls, version)), next: null }),
  'text/html': ({ urls, versions, links }) => versionsPage(urls, { versions, links }),
})

/** The versions of a work: the list, and one. */
export const versionsRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services

    app.get(
      '/works/:work/versions',
      {
        schema: operation('listVersions', 'List the versions of a work', {
          params: WorkParams,
          query: closed({ format: VERSIONS.format }),
          answer: 'VersionList',
          representations: VERSIONS,
          tag: 'Versions',
          description: 'The newest first.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, VERSIONS)
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const versions: WorkRecord[] = []
        for (const { id } of (await archive.reads.versions.ofWork(work.id)).toReversed())
          versions.push(await workAtVersion(services, work, id))
        return represent(request, reply, chosen, {
          urls,
          versions,
          links: [
            { href: urls.work(work.id), rel: 'collection' },
            { href: urls.version(work.id, work.version.id), rel: 'latest-version' },
          ],
        })
      },
    )

    app.get(
      '/works/:work/versions/:version',
      {
        schema: operation('getVersion', 'Read one text of a work, or what is known of it', {
          params: VersionParams,
          query: closed({ format: VERSION.format }),
          answer: 'Version',
          representations: VERSION,
          description: 'When it was recorded and from which source, or its text.',
          tag: 'Versions',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, VERSION)
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const versions = await archive.reads.versions.ofWork(work.id)
        const version = versions.find(({ no }) => no === work.version.no)
        const links = [
          ...versionLinks(urls, work, { versions, alternates: VERSION.alternates }),
          ...(version ? mementoLinks(urls, work.id, { versions, version }) : []),
        ]
        return represent(request, reply, chosen, {
          services,
          work,
          modified: lastChange(work),
          links,
          headers: { 'memento-datetime': mementoDatetime(work.version) },
        })
      },
    )
  }
