import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { printVerifierKey } from '../../../log/note-key.ts'
import { SOFTWARE_VERSION } from '../../../software.ts'
import { readMirrorState } from '../../../store/sqlite/mirror/mirror.ts'
import { json } from '../../../wire/body.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

const WITHDRAWAL_POLICY =
  'What is withdrawn answers 410. The log keeps ids and digests for ever; a mirror stops showing what an entry withdraws and deletes the blobs that it names as erased.'

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
        const description = {
          name: keys[0]?.name ?? null,
          publicKeys: keys.map(printVerifierKey),
          log: {
            checkpoint: `${urls.base}/log/checkpoint`,
            tiles: `${urls.base}/log/tile/`,
            entries: `${urls.base}/log/entries`,
          },
          blobs: `${urls.base}/blobs/sha256/`,
          records: `${urls.base}/log/records/`,
          quotes: `${urls.base}/quotes`,
          dumps: `${urls.base}/dumps`,
          mirror: { addresses: `${urls.base}/mirror.txt`, digests: `${urls.base}/mirror.sha256` },
          policy: { withdrawal: WITHDRAWAL_POLICY },
          mirrorOf: urls.mirrorOf,
          askedAt: readMirrorState(archive.connection.sql)?.contactedAt ?? null,
          mirrors,
          software: { name: 'Colophon', version: SOFTWARE_VERSION },
        }
        return send(request, reply, { ...json(description), cache: 'newest' })
      },
    )
  }
