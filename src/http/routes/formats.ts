import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { FORMATS } from '../../formats/registry.ts'
import { formatsPage } from '../../pages/lists/formats-page.ts'
import { json } from '../../wire/body.ts'
import { formatView } from '../../wire/format.ts'
import { closed } from '../../wire/schemas/common.ts'
import type { Urls } from '../../wire/urls.ts'
import { choose, type Resource, represent, representations } from '../protocol/representations.ts'
import type { RouteContext } from '../route-context.ts'
import { operation } from './operation.ts'

/** All formats: they are few. */
const FORMAT_LIST = representations<Resource & { urls: Urls }>({
  'application/json': () => json({ items: FORMATS.map(formatView), next: null }),
  'text/html': ({ urls, links }) => formatsPage(urls, { formats: FORMATS, links }),
})

/** What files are read in. */
export const formatsRoutes =
  ({ urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/formats',
      {
        schema: operation('listFormats', 'List the formats that files are read in', {
          query: closed({ format: FORMAT_LIST.format }),
          answer: 'FormatList',
          representations: FORMAT_LIST,
          description:
            'Of each its media types, the extensions of its files, and what of a source is kept in a text. Content that can be of no other format goes before the media type that was sent, and a warning tells so.',
          tag: 'Importing',
        }),
      },
      async (request, reply) => represent(request, reply, choose(request, FORMAT_LIST), { urls }),
    )
  }
