import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { RECORD_NAMES, type RecordName, recordLines } from '../../../archive/record-lines.ts'
import { MEDIA_TYPES } from '../../../formats/registry.ts'
import { Problem } from '../../../wire/problems.ts'
import { closed } from '../../../wire/schemas/common.ts'
import { type Lines, NDJSON } from '../../protocol/ndjson.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

const DigestParams = Type.Object({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, hexadecimal, in lower case.' }),
})

const Record = Type.Optional(
  Type.Enum(RECORD_NAMES, { description: 'Rows of this kind alone; all when it is left out.' }),
)

/** The rows that a manifest sums up, a line each, as they are digested. */
const RECORDS = representations<Resource & Lines>({ [NDJSON]: (lines) => lines })

/** What the log speaks of by digest: manifests, notices and sources, and the rows that a manifest sums up. */
export const blobsRoutes =
  ({ archive, urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { reads } = archive

    app.get(
      '/blobs/sha256/:sha256',
      {
        config: { queue: 'composing' },
        schema: operation('getBlob', 'Read the bytes with this digest', {
          params: DigestParams,
          others: ['application/json', ...MEDIA_TYPES],
          tag: 'Log',
          description:
            'A manifest or withdrawal notice of the log, or a source. 410 once it is withdrawn, 404 when it was never here.',
        }),
      },
      async (request, reply) => {
        const { sha256 } = request.params
        const blob = await reads.log.blob(sha256)
        if (!blob) throw unknown('There are no bytes', sha256)
        if (blob.withdrawn) throw withdrawn('These bytes were')
        return send(request, reply, {
          type: blob.mediaType,
          body: blob.content,
          digest: Buffer.from(sha256, 'hex').toString('base64'),
          cache: 'blob',
          verbatim: true,
        })
      },
    )

    app.get(
      '/log/records/:sha256',
      {
        schema: operation('getRecords', 'Read all rows of the version that a manifest describes', {
          params: DigestParams,
          query: closed({ record: Record, format: RECORDS.format }),
          representations: RECORDS,
          untagged: true,
          tag: 'Log',
          description:
            'By the digest of the manifest. First the blocks (`"record": "block"`), then each kind of record that the manifest has a digest of (`"record": "statements"` and so on), in the order in which they are digested. Without the member `record`, and the last one of a block, `text`, the bytes of a line are those that are digested: canonical JSON (RFC 8785).',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, RECORDS)
        const { sha256 } = request.params
        const publication = await reads.log.publicationBy(sha256)
        if (!publication) throw unknown('The log names no manifest', sha256)
        if (publication.withdrawn) throw withdrawn('This version was')
        return represent(request, reply, chosen, {
          pages: () => records(publication.versionNo, sha256, request.query.record),
          links: [{ href: urls.blob(sha256), rel: 'describedby', type: 'application/json' }],
        })
      },
    )

    async function* records(
      versionNo: number,
      manifest: string,
      only?: RecordName,
    ): AsyncGenerator<string[]> {
      yield* recordLines(reads.records, versionNo, only)
      // Withdrawn while it was sent: some rows may have been gone already.
      if ((await reads.log.publicationBy(manifest))!.withdrawn) throw withdrawn('This version was')
    }
  }

function unknown(what: string, digest: string): Problem {
  return new Problem(
    'not_found',
    `${what} with the SHA-256 ${digest}. The manifests are named by /log/entries, the sources by the manifests.`,
  )
}

function withdrawn(what: string): Problem {
  return new Problem('withdrawn', `${what} withdrawn. The log says when: it names them by this digest.`)
}
