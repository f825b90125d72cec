import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import { type RawResponse, replyWith } from './raw-response.ts'
import type { ReadyAnswers } from './ready-answers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The moment from which on the archive was read for an answer that may be kept; null for those that are not. */
    readFrom: number | null
    /** Keeps the answer for whoever asks the same, where answers are kept. */
    keep(answer: RawResponse): void
  }
}

/**
 * A hook for routes whose answers may be kept, which sends one that is ready. Those that nothing else needs to see
 * are sent before they come here (`readyFirst`).
 */
export function keepAnswers(app: FastifyInstance, ready: ReadyAnswers): onRequestHookHandler {
  app.decorateRequest('readFrom', null)
  app.decorateRequest('keep', function keep(this: FastifyRequest, answer: RawResponse) {
    if (this.readFrom !== null) ready.offer(askedOf(this), this.readFrom, answer)
  })
  return (request, reply, done) => {
    // One with a digest is for whoever wants it.
    if (request.headers['want-repr-digest'] !== undefined) return done()
    const answer = ready.find(askedOf(request))
    if (answer) {
      replyWith(request, reply, answer)
      return
    }
    request.readFrom = ready.moment()
    done()
  }
}

/** The address as it was sent: its extension has become a parameter by now. */
function askedOf({ originalUrl: url, headers }: FastifyRequest) {
  return { url, headers }
}
