import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'

/** An answer on its way to a mirror. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** What stands between an origin and a mirror: it sees every request, and may change every answer. */
export interface OriginServer {
  url: string
  /** Paths with their queries, in the order in which they were asked for. */
  asked: string[]
  /** Done before a request is answered. */
  before: (path: string) => Promise<void>
  /** Changes an answer; by default it stays as it is. */
  meddle: (path: string, answer: Answer) => Answer
  /** Puts another application in the place of the one that answers. */
  app: FastifyInstance
}

/** Serves an application on a port of its own, with somebody between; ends with the test. */
export async function serveOrigin(t: Test, app: FastifyInstance): Promise<OriginServer> {
  const origin: OriginServer = {
    url: '',
    asked: [],
    before: async () => {},
    meddle: (_, answer) => answer,
    app,
  }
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    origin.asked.push(path)
    await origin.before(path)
    const found = await inject(origin.app, request)
    const { status, headers, body } = origin.meddle(path, found)
    const link = headers['link']
    response.writeHead(status, {
      ...headers,
      ...(link !== undefined && { link: link.replaceAll('http://archive.test', origin.url) }),
      'content-length': body.length,
    })
    response.end(body)
  })
  await listen(server)
  origin.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  t.teardown(() => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  })
  return origin
}

async function inject(app: FastifyInstance, request: IncomingMessage): Promise<Answer> {
  const { accept = '*/*' } = request.headers
  const answer = await app.inject({ method: 'GET', url: request.url!, headers: { accept } })
  const kept = ['content-type', 'link', 'retry-after']
  const headers = kept.flatMap((name) => {
    const value = answer.headers[name]
    return value === undefined ? [] : [[name, String(value)] as const]
  })
  return { status: answer.statusCode, headers: Object.fromEntries(headers), body: answer.rawPayload }
}

function listen(server: Server): Promise<void> {
  return new Promise((done) => server.listen(0, '127.0.0.1', done))
}
