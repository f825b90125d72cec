import type { FastifyPluginAsync } from 'fastify'
import { ASSETS } from '../../../pages/assets.ts'
import { Problem } from '../../../wire/problems.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'

/** The files that pages load. Nobody else needs them, so that the description of the API leaves them out. */
export const assetsRoutes =
  ({ urls }: RouteContext): FastifyPluginAsync =>
  async (app) => {
    app.get('/assets/:name', { schema: { hide: true } }, (request, reply) => {
      const asset = ASSETS.get((request.params as { name: string }).name)
      if (!asset) {
        throw new Problem('not_found', `There is no such file. Load the page at ${urls.base}/ again.`)
      }
      return send(request, reply, { type: asset.type, body: asset.body, cache: 'version' })
    })
  }
