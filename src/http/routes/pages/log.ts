import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type LogState, logState } from '../../../archive/signing/log-state.ts'
import { logPage } from '../../../pages/log/log-page.ts'
import { closed } from '../../../wire/schemas/common.ts'
import type { Urls } from '../../../wire/urls.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

/** Entries that the page shows. */
const RECENT = 20

/** The log as people read it; machines read its checkpoint and tiles. */
const LOG = representations<Resource & { urls: Urls; state: LogState | undefined }>({
  'text/html': ({ urls, state }) => logPage(urls, state),
})

/** The page of the log. */
export const logPageRoutes =
  ({ archive, urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/log',
      {
        schema: operation('openLog', 'Open the page of the log', {
          query: closed({ format: LOG.format }),
          representations: LOG,
          tag: 'Log',
          description: 'Its newest checkpoint in words, how to check it, and its last entries.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, LOG)
        const state = await logState(archive.log, RECENT)
        return represent(request, reply, chosen, { urls, state, cache: 'current' })
      },
    )
  }
