import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { fixedFiles, mirroredPaths, wgetDirectory } from '../../../wire/plain-copy.ts'
import { sendLines } from '../../protocol/ndjson.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

const TEXT = 'text/plain; charset=utf-8'

/** What a plain copy of the archive, made by wget, is to have, and what its files must be. */
export const mirrorListsRoutes =
  ({ archive, urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/mirror.txt',
      {
        schema: operation('listMirrored', 'List the addresses of a plain copy, one a line', {
          others: ['text/plain'],
          untagged: true,
          tag: 'Log',
          description:
            'For `wget -x -i -`: the checkpoint, the tiles, manifests, notices and sources, the rows of every version, the works and the registered quotes. What is withdrawn is not listed.',
        }),
      },
      (request, reply) => sendLines(request, reply, { type: TEXT, pages: addresses }),
    )

    app.get(
      '/mirror.sha256',
      {
        schema: operation('listMirroredDigests', 'List the digests of a plain copy, for sha256sum -c', {
          others: ['text/plain'],
          untagged: true,
          tag: 'Log',
          description:
            'Of the files whose bytes never change: manifests, notices, sources and full tiles, under the names that `wget -x` gives them.',
        }),
      },
      (request, reply) => sendLines(request, reply, { type: TEXT, pages: digests }),
    )

    async function* addresses(): AsyncGenerator<string[]> {
      for await (const paths of mirroredPaths(archive)) yield paths.map((path) => `${urls.base}${path}`)
    }

    async function* digests(): AsyncGenerator<string[]> {
      const directory = wgetDirectory(urls.base)
      for await (const files of fixedFiles(archive))
        yield files.map(({ path, sha256 }) => `${sha256}  ${directory}${path}`)
    }
  }
