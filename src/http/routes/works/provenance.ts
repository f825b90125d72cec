import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type ProvenanceRecord, readProvenance } from '../../../archive/provenance.ts'
import { MEDIA_TYPES } from '../../../formats/registry.ts'
import { mendedPlaces } from '../../../pages/provenance/mended-places.ts'
import { MOST_SHOWN, provenancePage } from '../../../pages/provenance/provenance-page.ts'
import { workAtVersion } from '../../../resolving/work.ts'
import { printedJson } from '../../../wire/body.ts'
import { PROV_TYPE } from '../../../wire/media-types.ts'
import { provBody } from '../../../wire/prov.ts'
import { provenanceBody } from '../../../wire/provenance.ts'
import { closed } from '../../../wire/schemas/common.ts'
import { sendBytes } from '../../protocol/bytes.ts'
import { workAt } from '../../protocol/redirects.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import { sharedBody } from '../../protocol/shared-bodies.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { type TextAddress, textPath } from '../text-addresses.ts'

/** Where a text comes from, and what was repaired. */
const PROVENANCE = representations<ProvenanceResource>({
  'application/json': async (resource) =>
    unlessWithdrawn(resource, printedJson(await provenanceBody(resource.services.urls, resource.record))),
  'text/html': async (resource) => {
    const { services, record, address, links } = resource
    const places = await mendedPlaces(services.archive.reads, record, MOST_SHOWN + 1)
    return unlessWithdrawn(resource, provenancePage(services.urls, { record, ...places, address, links }))
  },
  [PROV_TYPE]: (resource) => unlessWithdrawn(resource, provBody(resource.services.urls, resource.record)),
})

interface ProvenanceResource extends Resource {
  services: RouteContext
  record: ProvenanceRecord
  /** The address of the text, under which its provenance is. */
  address: string
}

/** What was withdrawn while it was read is answered as that, and never in part. */
async function unlessWithdrawn<T>(
  { services, record: { work } }: ProvenanceResource,
  written: T,
): Promise<T> {
  await workAtVersion(services, work, work.version.id)
  return written
}

/** Where a text comes from: the record of it, and the bytes themselves. */
export const provenanceRoutes =
  (services: RouteContext, { base, params, suffix }: TextAddress): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services

    app.get(
      `${base}/provenance`,
      {
        config: { queue: 'composing' },
        schema: operation(`getProvenance${suffix}`, 'Read where the text comes from and what was repaired', {
          params,
          query: closed({ format: PROVENANCE.format }),
          answer: 'Provenance',
          representations: PROVENANCE,
          description:
            'Every byte of the source with its role, what was repaired on which evidence, and what the source says of itself.',
          tag: 'Provenance',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, PROVENANCE)
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const record = await readProvenance(archive.reads.provenance, work)
        const address = urls.path(textPath(work, request.params))
        return represent(request, reply, chosen, {
          services,
          record,
          address,
          links: [
            { href: address, rel: 'describes' },
            { href: `${address}/source`, rel: 'via', type: work.source.mediaType },
          ],
        })
      },
    )

    app.get(
      `${base}/source`,
      {
        schema: operation(`getSource${suffix}`, 'Download the source: the bytes as received', {
          params,
          others: MEDIA_TYPES,
          ranges: true,
          tag: 'Provenance',
          description: 'The media type is that of the source. Ranges of bytes can be asked for.',
        }),
      },
      async (request, reply) => {
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const { sha256, mediaType, fileName, byteLength } = work.source
        const digest = Buffer.from(sha256, 'hex').toString('base64')
        return sendBytes(request, reply, {
          etag: `"${digest.slice(0, 22)}"`,
          modified: work.version.createdAt,
          sha256,
          length: byteLength,
          type: mediaType,
          fileName: fileName ?? work.slug,
          cache: 'newest',
          links: [{ href: urls.work(work.id), rel: 'collection' }],
          read: async ({ start, end }) => {
            const bytes = (await archive.reads.versions.source(sha256))!
            return sharedBody(bytes, () => digest).subarray(start, end + 1)
          },
        })
      },
    )
  }
