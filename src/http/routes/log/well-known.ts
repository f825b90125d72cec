import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { archiveDescriptionView } from '../../../wire/archive-description.ts'
import { json } from '../../../wire/body.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

/** What a mirror has to know of the archive (RFC 8615). */
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
  }
