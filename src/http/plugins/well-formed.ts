import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../../wire/problems.ts'
import { addAnswerFields } from '../protocol/every-answer.ts'

/** Refuses what Node lets through, or would answer without a problem (RFC 9112 §3.2, RFC 9110 §10.1.1). */
export function registerWellFormed(app: FastifyInstance): void {
  for (const event of ['checkExpectation', 'checkContinue'])
    app.server.on(event, (request, response) => app.server.emit('request', request, response))
  app.addHook('onRequest', (request, _reply, done) => {
    // No protocol is changed to here: what follows on the connection is none that this server reads.
    if (request.headers.upgrade !== undefined) addAnswerFields(request, { connection: 'close' })
    done(refusal(request.raw))
  })
}

function refusal({ httpVersion, rawHeaders, url = '/', headers }: IncomingMessage): Problem | undefined {
  if (httpVersion === '1.1' && !hasOneHost(rawHeaders)) {
    return new Problem('malformed_request', 'The request must have one Host header.')
  }
  if (!url.startsWith('/') && !/^https?:/i.test(url)) {
    return new Problem('malformed_request', 'The address must begin with a slash.')
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
    return new Problem('expectation_failed', 'Leave the Expect header out, or send "100-continue".')
  }
  return undefined
}

/** Has a request one `Host`, as RFC 9112 §3.2 demands? Node joins several. */
export function hasOneHost(rawHeaders: readonly string[]): boolean {
  let hosts = 0
  for (let name = 0; name < rawHeaders.length; name += 2) {
    if (rawHeaders[name]!.length === 4 && rawHeaders[name]!.toLowerCase() === 'host') hosts++
  }
  return hosts === 1
}
