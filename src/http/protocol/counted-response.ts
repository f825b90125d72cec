import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** Counts requests by the templates of their routes. */
export interface Counter {
  begin(): void
  end(method: string, route: string, answer: { status: string; milliseconds: number }): void
}

const ROUTE = Symbol('route')

type Counted = ServerResponse & { [ROUTE]?: string }

/** Notes which route answers: what is counted by it sees the request and the response of Node alone. */
export function noteRoute(response: ServerResponse, route: string): void {
  ;(response as Counted)[ROUTE] = route
}

/** Notes it of every request that the framework routes. */
export function noteRoutes(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    noteRoute(reply.raw, request.routeOptions.url ?? '')
    done()
  })
}

/** Begins to count a request; to be ended when its response is closed. */
export function countRequest(
  counter: Counter,
  { method = '' }: IncomingMessage,
  response: Counted,
): () => void {
  const begun = performance.now()
  counter.begin()
  return () => {
    const status = response.writableFinished ? String(response.statusCode) : 'aborted'
    counter.end(method, response[ROUTE] ?? '', { status, milliseconds: performance.now() - begun })
  }
}
