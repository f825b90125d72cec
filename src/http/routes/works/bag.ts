import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ColophonError } from '../../../errors.ts'
import { AsyncCache } from '../../../matching/async-cache.ts'
import { type Bag, bagRevision, lastPublished, packBag } from '../../../packages/bag.ts'
import { readPublishedWork } from '../../../packages/published-work.ts'
import { workNamed } from '../../../resolving/work.ts'
import { WorkParams } from '../../../wire/schemas/common.ts'
import { sendBytes } from '../../protocol/bytes.ts'
import { packageStream } from '../../protocol/package-stream.ts'
import { workAt } from '../../protocol/redirects.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

const ZIP = 'application/zip'
/** Bags of which the digests are kept, in files of all together: some 500 bytes each. */
const MOST_FILES = 20_000

/** A work with everything that is published of it, as a bag (BagIt 1.0, RFC 8493). */
export const bagRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services
    const bags = new AsyncCache<Bag, string>(MOST_FILES, ({ files }) => files.length)

    app.get(
      '/works/:work/bag.zip',
      {
        schema: operation('getBag', 'Download a work with all that is known of it, as a bag', {
          params: WorkParams,
          others: [ZIP],
          ranges: true,
          tag: 'Works',
          description:
            'BagIt 1.0 (RFC 8493) with an RO-Crate 1.1: every version that is not withdrawn, its source, its text, its rows and what the log says of it. Every copy of the archive gives out the same bytes while nothing more is published of the work. A range of bytes can be asked for.',
        }),
      },
      async (request, reply) => {
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const published = await readPublishedWork(archive.reads, work.id)
        // It was withdrawn meanwhile, which is told so; or the log that tells it was not begun.
        if (!published) throw await goneOr(work.id)
        const revision = bagRevision(published)
        const bag = await request.server.inTurn('composing', request, () =>
          bags.get(revision, () => packBag(archive.reads, published)),
        )
        return sendBytes(request, reply, {
          etag: `"${revision.slice(0, 32)}"`,
          modified: lastPublished(published),
          length: bag.length,
          type: ZIP,
          fileName: `${work.id}.zip`,
          cache: 'newest',
          links: [{ href: urls.work(work.id), rel: 'collection' }],
          read: (range) => packageStream(request, reply, bag, range),
        })
      },
    )

    async function goneOr(id: string): Promise<ColophonError> {
      await workNamed(services, id)
      return new ColophonError(
        'work_not_found',
        `Nothing of the work ${id} is in the log yet. Ask again soon.`,
      )
    }
  }
