import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ColophonError } from '../../../errors.ts'
import { givenStatements } from '../../../loading/metadata/given.ts'
import { checkGivenMetadata } from '../../../loading/metadata/given-metadata.ts'
import { warningsFor } from '../../../loading/warnings.ts'
import { workNamed } from '../../../resolving/work.ts'
import type { MetadataRevision, WorkRecord } from '../../../store/works.ts'
import { json } from '../../../wire/body.ts'
import { metadataRevisionView } from '../../../wire/metadata-revision.ts'
import { Problem } from '../../../wire/problems.ts'
import { closed, WorkParams } from '../../../wire/schemas/common.ts'
import type { Urls } from '../../../wire/urls.ts'
import { authorize } from '../../plugins/authorization.ts'
import { workAt } from '../../protocol/redirects.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

interface MetadataResource extends Resource {
  urls: Urls
  work: WorkRecord
}

/** What is said of a work. Its entity tag names the revision. */
const METADATA = representations<MetadataResource & { revision: MetadataRevision; warnings?: string[] }>({
  'application/json': ({ urls, work, revision, warnings }) => ({
    ...json({ ...metadataRevisionView(urls, work, revision), ...(warnings && { warnings }) }),
    cache: 'current',
    revision: `r${revision.revision}`,
    links: [{ href: urls.work(work.id), rel: 'describes' }],
  }),
})

/** All that was ever said of a work, the newest first. */
const REVISIONS = representations<MetadataResource & { revisions: MetadataRevision[] }>({
  'application/json': ({ urls, work, revisions }) =>
    json({ items: revisions.map((revision) => metadataRevisionView(urls, work, revision)), next: null }),
})

const MOST_BODY_BYTES = 256 * 1024

/** What is said of a work: now, before, and corrected. */
export const metadataRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls, writer } = services
    const { works } = archive.reads

    app.get(
      '/works/:work/metadata',
      {
        schema: operation('getMetadata', 'Read what is said of a work', {
          params: WorkParams,
          query: closed({ format: METADATA.format }),
          answer: 'MetadataRevision',
          representations: METADATA,
          tag: 'Works',
          description: 'Its entity tag is what a correction must send in `If-Match`.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, METADATA)
        const work = await workAt(services, request, reply)
        if (!work) return reply
        return represent(request, reply, chosen, { urls, work, revision: await works.metadata(work.no) })
      },
    )

    app.get(
      '/works/:work/metadata/revisions',
      {
        schema: operation('listMetadataRevisions', 'Read all that was ever said of a work', {
          params: WorkParams,
          query: closed({ format: REVISIONS.format }),
          answer: 'MetadataRevisionList',
          representations: REVISIONS,
          tag: 'Works',
          description: 'The newest first.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, REVISIONS)
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const revisions = (await works.metadataHistory(work.no)).toReversed()
        return represent(request, reply, chosen, { urls, work, revisions })
      },
    )

    app.put(
      '/works/:work/metadata',
      {
        bodyLimit: MOST_BODY_BYTES,
        onRequest: async (request) => authorize(archive, request, 'ingest'),
        schema: operation('correctMetadata', 'Correct what is said of a work', {
          params: WorkParams,
          body: Type.Object({}, { additionalProperties: true }),
          sent: { 'application/json': Type.Ref('Manifest') },
          answer: 'MetadataRevision',
          tag: 'Works',
          secured: true,
          description:
            'The body is a manifest without `key` and `slug`; it replaces the metadata as a whole, and what they were before is kept. `If-Match` must name the entity tag that was read, or be `*`. Citations follow at once.',
        }),
      },
      async (request, reply) => {
        const { id } = await workNamed(services, request.params.work)
        const revision = expectedRevision(request.headers['if-match'])
        const manifest = checkGivenMetadata(request.body)
        const corrected = await writer.correctMetadata({ work: id, manifest, revision }).catch(withCurrentTag)
        archive.refresh()
        const work = await workNamed(services, id)
        const warnings = warningsFor(givenStatements(manifest), corrected.metadata, [])
        return represent(request, reply, METADATA.first, { urls, work, revision: corrected, warnings })
      },
    )
  }

/**
 * The revision that `If-Match` names (RFC 9110 §13.1.1); null for `*`, and 0, which none is, for any other tag:
 * it does not match.
 *
 * @throws Problem `precondition_required` when there is none
 */
function expectedRevision(field: string | undefined): number | null {
  if (field === undefined) {
    throw new Problem(
      'precondition_required',
      'Send "If-Match" with the entity tag that GET of this address answers, so that nobody else’s correction is lost.',
    )
  }
  if (field.trim() === '*') return null
  const [, revision] = /^"r([1-9]\d{0,8})(?:-br|-gzip)?"$/.exec(field.trim()) ?? []
  return Number(revision ?? 0)
}

/** Whoever comes too late is told the tag that there is now. */
function withCurrentTag(error: Error): never {
  if (error instanceof ColophonError && error.code === 'revision_changed')
    throw new Problem(error.code, error.message, error.details, { etag: `"r${error.details['revision']}"` })
  throw error
}
