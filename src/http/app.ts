import type { Socket } from 'node:net'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { rewriteExtension } from './negotiation.ts'
import { registerBodies } from './plugins/bodies.ts'
import { registerHeaders } from './plugins/headers.ts'
import { collectMethods, registerOtherMethods } from './plugins/methods.ts'
import { registerOpenApi } from './plugins/openapi.ts'
import { registerProblems } from './plugins/problems.ts'
import { registerValidation } from './plugins/validation.ts'
import { type HttpProblem, Problem, problemBody } from './problems.ts'
import { citationsRoutes } from './routes/citations.ts'
import { ingestRoutes } from './routes/ingest.ts'
import { paragraphsRoutes } from './routes/paragraphs.ts'
import { provenanceRoutes } from './routes/provenance.ts'
import { quotesRoutes } from './routes/quotes.ts'
import { serviceRoutes } from './routes/service.ts'
import { worksRoutes } from './routes/works.ts'
import type { Services } from './services.ts'

/** How long a client may take, in milliseconds. Slower ones are cut off, so that they cannot pile up. */
const TIMEOUTS = { headers: 5_000, request: 60_000, keepAlive: 20_000, check: 1_000 }
const LONGEST_PARAMETER = 300

export interface AppOptions {
  services: Services
  logger?: FastifyBaseLogger
}

/**
 * The HTTP application, ready to listen or to inject requests into. Plugins and routes are registered in
 * an order that matters: hooks before what they watch, the other methods of each address last.
 */
export async function buildApp({ services, logger }: AppOptions): Promise<FastifyInstance> {
  const { urls } = services
  const app = Fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    routerOptions: { maxParamLength: LONGEST_PARAMETER, ignoreTrailingSlash: true },
    rewriteUrl: (request) => rewriteExtension(request.url ?? '/'),
    requestTimeout: TIMEOUTS.request,
    keepAliveTimeout: TIMEOUTS.keepAlive,
    http: { headersTimeout: TIMEOUTS.headers, connectionsCheckingInterval: TIMEOUTS.check },
    clientErrorHandler: (error, socket) => refuseConnection(urls.base, error, socket),
  }).withTypeProvider<TypeBoxTypeProvider>()

  registerProblems(app, urls)
  registerHeaders(app)
  registerValidation(app)
  registerBodies(app)
  const methods = collectMethods(app)
  await registerOpenApi(app, urls)
  await app.register(serviceRoutes(services))
  await app.register(worksRoutes(services))
  await app.register(paragraphsRoutes(services))
  await app.register(quotesRoutes(services))
  await app.register(citationsRoutes(services))
  await app.register(provenanceRoutes(services))
  await app.register(ingestRoutes(services))
  registerOtherMethods(app, methods)
  return app
}

const CONNECTION_ERRORS: Record<string, [HttpProblem, string]> = {
  HPE_HEADER_OVERFLOW: ['headers_too_large', 'Send fewer or shorter headers.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request_timeout', 'Send the request faster.'],
}

/** Answers what is not HTTP, or too slow, before Fastify sees it. */
function refuseConnection(base: string, error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const [kind, detail] = CONNECTION_ERRORS[error.code ?? ''] ?? [
    'malformed_request',
    'This is not a request that HTTP/1.1 knows.',
  ]
  const problem = new Problem(kind, detail)
  const body = JSON.stringify(problemBody(base, problem))
  socket.end(
    `HTTP/1.1 ${problem.status} ${kind}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
