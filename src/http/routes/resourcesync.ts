import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import {
  capabilityDocument,
  descriptionDocument,
  PLACES,
  RESOURCESYNC_TYPE,
} from '../../resourcesync/documents.ts'
import {
  changeLines,
  changePages,
  listIndex,
  resourceLines,
  resourcePages,
} from '../../resourcesync/lists.ts'
import { Problem } from '../../wire/problems.ts'
import { closed } from '../../wire/schemas/common.ts'
import { sendLines } from '../protocol/ndjson.ts'
import { send } from '../protocol/send.ts'
import type { RouteContext } from '../route-context.ts'
import { operation } from './operation.ts'

const Page = closed({
  page: Type.Optional(
    Type.Integer({ minimum: 1, description: 'A page of the index, where the list has several.' }),
  ),
})
const parts = { others: ['application/xml'], tag: 'Harvesting' } as const

/** ResourceSync: what a copy of the sources has to have, and what changed. */
export const resourceSyncRoutes =
  ({ archive, urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const source = { archive, urls }

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
