import type { FastifyInstance } from 'fastify'

/**
 * On every answer: what a browser may do with it. Reading is free for every origin; nothing here runs
 * scripts. HSTS and the like are left to whoever terminates TLS.
 */
export const ALWAYS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Allow, Content-Disposition, Content-Location, ETag, Link, Location, Repr-Digest, Retry-After',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors *",
}

/** Sets the headers of every answer that Fastify sends; a route may have set its own in their place. */
export function registerHeaders(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    for (const [name, value] of Object.entries(ALWAYS)) {
      if (!reply.hasHeader(name)) reply.header(name, value)
    }
    done(null, payload)
  })
}
