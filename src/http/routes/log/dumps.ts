import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Dump } from '../../../dumps/dump-index.ts'
import { DumpFiles } from '../../../dumps/offered-dumps.ts'
import { json } from '../../../wire/body.ts'
import { dumpView } from '../../../wire/dump.ts'
import { closed } from '../../../wire/schemas/common.ts'
import type { Urls } from '../../../wire/urls.ts'
import { sendBytes } from '../../protocol/bytes.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

/** Brotli has no media type of its own; that of SQLite is registered with IANA. */
const TYPES: Record<Dump['format'], string> = {
  ndjson: 'application/octet-stream',
  sqlite: 'application/vnd.sqlite3',
}
/** Bytes read from the disk at a time. */
const CHUNK = 256 * 1024

/** The dumps that may be given out. */
const DUMPS = representations<Resource & { urls: Urls; dumps: readonly Dump[] }>({
  'application/json': ({ urls, dumps }) => json({ items: dumps.map((dump) => dumpView(urls, dump)) }),
})

/** The whole archive in files, as `colophon export` writes them. */
export const dumpsRoutes =
  ({ archive, urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const dumps = new DumpFiles(archive)

    app.get(
      '/dumps',
      {
        schema: operation('listDumps', 'List the dumps: the whole archive in files', {
          query: closed({ format: DUMPS.format }),
          answer: 'DumpList',
          representations: DUMPS,
          tag: 'Log',
          description: 'Those alone of which nothing was withdrawn since.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, DUMPS)
        return represent(request, reply, chosen, { urls, dumps: await dumps.list(), cache: 'current' })
      },
    )

    app.get(
      '/dumps/:file',
      {
        schema: operation('getDump', 'Download a dump', {
          params: Type.Object({
            file: Type.String({ maxLength: 100, description: 'The name of the file, as the list has it.' }),
          }),
          others: Object.values(TYPES),
          ranges: true,
          tag: 'Log',
          description:
            'A range of bytes can be asked for, to go on after a break; with `If-Range` only if it is still the same file. 410 when something was withdrawn since it was made.',
        }),
      },
      async (request, reply) => {
        const { dump, handle } = await dumps.open(request.params.file)
        let isRead = false
        try {
          return await sendBytes(request, reply, {
            etag: `"${dump.sha256}"`,
            modified: dump.madeAt,
            sha256: dump.sha256,
            length: dump.bytes,
            type: TYPES[dump.format],
            fileName: dump.file,
            cache: 'current',
            links: [{ href: `${urls.base}/dumps`, rel: 'collection' }],
            read: (range) => {
              isRead = true
              // The file is closed with the stream: at its end, and when the client goes away.
              return handle.createReadStream({ ...range, highWaterMark: CHUNK })
            },
          })
        } finally {
          if (!isRead) await handle.close()
        }
      },
    )
  }
