import type { FastifyInstance } from 'fastify'
import { ALWAYS, isGiven, withLink } from '../protocol/every-answer.ts'

/**
 * Sets what is on every answer on those that Fastify sends: problems, redirects, streams, the documentation. A route
 * may have set its own in the place of one. Answers that are written straight to Node's response bring the same along.
 */
export function registerHeaders(app: FastifyInstance): void {
  app.decorateRequest('original', null)
  app.decorateRequest('answerFields', null)
  app.addHook('onSend', (request, reply, payload, done) => {
    for (const [name, value] of Object.entries(ALWAYS)) {
      if (!reply.hasHeader(name)) reply.header(name, value)
    }
    if (request.answerFields !== null) reply.headers(request.answerFields)
    const { original } = request
    if (original !== null && isGiven(reply.statusCode))
      reply.header('link', withLink(reply.getHeader('link'), original))
    done(null, payload)
  })
}
