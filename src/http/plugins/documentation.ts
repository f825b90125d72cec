import crypto from 'node:crypto'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, onSendHookHandler } from 'fastify'
import { isUnchanged } from '../protocol/conditions.ts'

/** Shows the description of the API as a page at /docs. To be called after `registerOpenApi`. */
export async function registerDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(async (docs) => {
    docs.addHook('onSend', tagPage)
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      // Nothing from elsewhere; and no upgrade to HTTPS, which a reading room's plain network may not have.
      staticCSP:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'",
      // The standalone layout has a bar with a picture that brings a style of its own, which the policy forbids.
      uiConfig: { validatorUrl: null, deepLinking: true, layout: 'BaseLayout' },
      theme: { title: 'Colophon' },
    })
  })
}

/** Gives a page that is made here an entity tag, as the files beside it have one, and sends it to nobody who has it. */
const tagPage: onSendHookHandler = async (request, reply, payload) => {
  if (reply.statusCode !== 200 || typeof payload !== 'string' || reply.hasHeader('etag')) return payload
  const etag = `"${crypto.hash('sha256', payload, 'base64url').slice(0, 22)}"`
  reply.header('etag', etag)
  if (!isUnchanged(request, { etag })) return payload
  reply.code(304).removeHeader('content-length')
  return null
}
