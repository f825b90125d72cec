import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** Shows the description of the API as a page at /docs. To be called after `registerOpenApi`. */
export async function registerDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // Nothing from elsewhere; and no upgrade to HTTPS, which a reading room's plain network may not have.
    staticCSP:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'",
    uiConfig: { validatorUrl: null, deepLinking: true },
    theme: { title: 'Colophon', css: [{ filename: 'colophon.css', content: '.topbar { display: none }' }] },
  })
}
