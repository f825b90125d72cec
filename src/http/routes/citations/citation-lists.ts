import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { json } from '../../../wire/body.ts'
import { CitationListRequestSchema } from '../../../wire/schemas/citation-list.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { citeList } from './citation-list.ts'

/** A thousand items, some with abstracts. */
const MOST_BODY_BYTES = 2 * 1024 * 1024

/** Many citations at once, beside other literature. */
export const citationListsRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/citations',
      {
        bodyLimit: MOST_BODY_BYTES,
        config: { queue: 'lists' },
        schema: operation('citeList', 'Cite many at once: one bibliography, and each cite in the text', {
          body: CitationListRequestSchema,
          answer: 'CitationList',
          tag: 'Citations',
          description:
            'Works, paragraphs and quotes of this archive beside other literature, up to 1,000 of each. Nothing is stored; no key is needed.',
        }),
      },
      async (request, reply) =>
        send(request, reply, {
          ...json(await citeList(services.of(request), request.body)),
          cache: 'never',
        }),
    )
  }
