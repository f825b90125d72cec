import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { AsyncCache } from '../../matching/async-cache.ts'
import type { Bag } from '../../packages/bag.ts'
import {
  capabilityDocument,
  descriptionDocument,
  PLACES,
  RESOURCESYNC_TYPE,
} from '../../resourcesync/documents.ts'
import {
  dumpDocument,
  dumpPackages,
  packageMoment,
  packageRevision,
  packDump,
  worksOfPackage,
} from '../../resourcesync/dumps.ts'
import {
  changeLines,
  changePages,
  listIndex,
  resourceLines,
  resourcePages,
} from '../../resourcesync/lists.ts'
import { Problem } from '../../wire/problems.ts'
import { closed } from '../../wire/schemas/common.ts'
import { sendBytes } from '../protocol/bytes.ts'
import { sendLines } from '../protocol/ndjson.ts'
import { packageStream } from '../protocol/package-stream.ts'
import { send } from '../protocol/send.ts'
import type { RouteContext } from '../route-context.ts'
import { operation } from './operation.ts'

const Page = closed({
  page: Type.Optional(
    Type.Integer({ minimum: 1, description: 'A page of the index, where the list has several.' }),
  ),
})
const ZIP = 'application/zip'
/** Files of packages of which the digests are kept: some 500 bytes each. */
const MOST_FILES = 5000
const parts = { others: ['application/xml'], tag: 'Harvesting' } as const

/** ResourceSync: what a copy of the sources has to have, and what changed. */
export const resourceSyncRoutes =
  ({ archive, urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const source = { archive, urls }
    const packages = new AsyncCache<Pick<Bag, 'files' | 'parts' | 'length'>, string>(
      MOST_FILES,
      ({ files }) => files.length,
    )

    app.get(
      PLACES.description,
      {
        schema: operation('getResourceSync', 'Find what ResourceSync offers here', {
          ...parts,
          description: 'The Source Description of ResourceSync 1.1.',
        }),
      },
      (request, reply) => document(request, reply, descriptionDocument(urls)),
    )

    app.get(
      PLACES.capabilitylist,
      {
        schema: operation('getCapabilityList', 'List what ResourceSync offers here', {
          ...parts,
          description: 'The Capability List of ResourceSync 1.1.',
        }),
      },
      (request, reply) => document(request, reply, capabilityDocument(urls)),
    )

    app.get(
      PLACES.resourcelist,
      {
        schema: operation('getResourceList', 'List the sources of all works with their digests', {
          ...parts,
          query: Page,
          untagged: true,
          description: 'ResourceSync 1.1. Beyond 50,000 works an index of pages.',
        }),
      },
      async (request, reply) => {
        await archive.changes.refresh()
        const pages = await resourcePages(source)
        const page = pageOf(request.query.page, pages)
        if (page === undefined) return document(request, reply, listIndex(source, 'resourcelist', pages))
        return sendLines(request, reply, {
          type: RESOURCESYNC_TYPE,
          pages: () => resourceLines(source, page),
        })
      },
    )

    app.get(
      PLACES.changelist,
      {
        schema: operation('getChangeList', 'List the sources of works that came, changed or went', {
          ...parts,
          query: Page,
          untagged: true,
          description:
            'ResourceSync 1.1: each work at its last change since the beginning, the oldest first. Beyond 50,000 entries of the log an index of pages.',
        }),
      },
      async (request, reply) => {
        await archive.changes.refresh()
        const pages = changePages(source)
        const page = pageOf(request.query.page, pages)
        if (page === undefined) return document(request, reply, listIndex(source, 'changelist', pages))
        return sendLines(request, reply, { type: RESOURCESYNC_TYPE, pages: () => changeLines(source, page) })
      },
    )

    app.get(
      PLACES.resourcedump,
      {
        schema: operation('getResourceDump', 'List the packages of all sources', {
          ...parts,
          description: 'The Resource Dump of ResourceSync 1.1: ZIPs with a manifest each.',
        }),
      },
      async (request, reply) => {
        await archive.changes.refresh()
        return document(request, reply, dumpDocument(source, await dumpPackages(source)))
      },
    )

    app.get(
      PLACES.package,
      {
        schema: operation('getResourcePackage', 'Download the sources of some works at once', {
          query: Page,
          others: [ZIP],
          ranges: true,
          tag: 'Harvesting',
          description:
            'A package of the Resource Dump of ResourceSync 1.1: `manifest.xml`, and the sources of the newest versions of at most 50 works. A range of bytes can be asked for.',
        }),
      },
      async (request, reply) => {
        await archive.changes.refresh()
        const { page = 1 } = request.query
        pageOf(page, await dumpPackages(source))
        const works = await worksOfPackage(source, page)
        const revision = packageRevision(source, works)
        const zip = await request.server.inTurn('composing', request, () =>
          packages.get(revision, () => packDump(source, works)),
        )
        return sendBytes(request, reply, {
          etag: `"${revision.slice(0, 32)}"`,
          modified: packageMoment(source, works),
          length: zip.length,
          type: ZIP,
          fileName: `resourcedump-${page}.zip`,
          cache: 'newest',
          links: [{ href: urls.path(PLACES.resourcedump), rel: 'collection' }],
          read: (range) => packageStream(request, reply, zip, range),
        })
      },
    )
  }

function document(request: FastifyRequest, reply: FastifyReply, body: string) {
  return send(request, reply, { type: RESOURCESYNC_TYPE, body, cache: 'newest' })
}

/** The page that is asked for, or the only one; undefined for the index. @throws Problem `not_found` */
function pageOf(asked: number | undefined, pages: number): number | undefined {
  if (asked !== undefined && asked > pages)
    throw new Problem('not_found', `There is no page ${asked} of this list: they end at ${pages}.`)
  return asked ?? (pages === 1 ? 1 : undefined)
}
