import type { Server } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Logger } from 'pino'
import { type Limits, readLimits } from '../bounds/limits.ts'
import { type Counting, RateCounts } from '../bounds/rate-counts.ts'
import { manuscriptReaderThread } from '../manuscripts/reader-thread.ts'
import { loggedRequest } from './logged-request.ts'
import { plainReads } from './plain-reads.ts'
import { registerBodies } from './plugins/bodies.ts'
import { registerDocumentation } from './plugins/documentation.ts'
import { registerHeaders } from './plugins/headers.ts'
import { collectMethods, registerOtherMethods } from './plugins/methods.ts'
import { registerMirror } from './plugins/mirror.ts'
import { registerOpenApi } from './plugins/openapi.ts'
import { answerFrameworkError, registerProblems, registerUnknownAddresses } from './plugins/problems.ts'
import { registerRates } from './plugins/rates.ts'
import { registerTurns } from './plugins/turns.ts'
import { registerValidation } from './plugins/validation.ts'
import { registerWellFormed } from './plugins/well-formed.ts'
import { registerAnswerMemory } from './protocol/answer-memory.ts'
import { type Counter, noteRoutes } from './protocol/counted-response.ts'
import { keepAnswers } from './protocol/keeping.ts'
import { rewriteExtension } from './protocol/negotiation.ts'
import { ReadyAnswers } from './protocol/ready-answers.ts'
import { refuseConnection } from './protocol/refuse-connection.ts'
import { requestPath } from './protocol/request-path.ts'
import { quickReads } from './quick-reads.ts'
import { RequestLog } from './request-log.ts'
import { type Dependencies, routeContext } from './route-context.ts'
import { checkRoutes } from './routes/checking/check.ts'
import { searchRoutes } from './routes/checking/search.ts'
import { verifyRoutes } from './routes/checking/verify.ts'
import { verifyDocumentRoutes } from './routes/checking/verify-document.ts'
import { citationListsRoutes } from './routes/citations/citation-lists.ts'
import { citationsRoutes } from './routes/citations/citations.ts'
import { stylesRoutes } from './routes/citations/styles.ts'
import { unapiRoutes } from './routes/citations/unapi.ts'
import { dtsRoutes } from './routes/dts.ts'
import { formatsRoutes } from './routes/formats.ts'
import { blobsRoutes } from './routes/log/blobs.ts'
import { dumpsRoutes } from './routes/log/dumps.ts'
import { logRoutes } from './routes/log/log.ts'
import { mirrorListsRoutes } from './routes/log/mirror-lists.ts'
import { wellKnownRoutes } from './routes/log/well-known.ts'
import { witnessRoutes } from './routes/log/witness.ts'
import { mcpRoutes } from './routes/mcp.ts'
import { oaiRoutes } from './routes/oai.ts'
import { assetsRoutes } from './routes/pages/assets.ts'
import { citeRoutes } from './routes/pages/cite.ts'
import { discoveryRoutes } from './routes/pages/discovery.ts'
import { embedRoutes } from './routes/pages/embed.ts'
import { logPageRoutes } from './routes/pages/log.ts'
import { oembedRoutes } from './routes/pages/oembed.ts'
import { paragraphRoutes } from './routes/paragraphs/paragraph.ts'
import { paragraphsRoutes } from './routes/paragraphs/paragraphs.ts'
import { quickParagraph } from './routes/paragraphs/quick-paragraph.ts'
import { betweenRoutes } from './routes/quotes/between.ts'
import { findingRoutes } from './routes/quotes/finding.ts'
import { proofsRoutes } from './routes/quotes/proofs.ts'
import { quickQuote } from './routes/quotes/quick-quote.ts'
import { quoteRoutes } from './routes/quotes/quote.ts'
import { registeredQuotesRoutes } from './routes/quotes/registered-quotes.ts'
import { registeringRoutes } from './routes/quotes/registering.ts'
import { resourceSyncRoutes } from './routes/resourcesync.ts'
import { serviceRoutes } from './routes/service.ts'
import { TEXT_ADDRESSES } from './routes/text-addresses.ts'
import { authorsRoutes } from './routes/works/authors.ts'
import { bagRoutes } from './routes/works/bag.ts'
import { ingestRoutes } from './routes/works/ingest.ts'
import { mementoRoutes } from './routes/works/memento.ts'
import { metadataRoutes } from './routes/works/metadata.ts'
import { provenanceRoutes } from './routes/works/provenance.ts'
import { versionDiffRoutes } from './routes/works/version-diff.ts'
import { versionsRoutes } from './routes/works/versions.ts'
import { withdrawalsRoutes } from './routes/works/withdrawals.ts'
import { worksRoutes } from './routes/works/works.ts'
import { boundedServer } from './server.ts'

const LONGEST_PARAMETER = 300

export interface AppOptions {
  services: Dependencies
  logger?: FastifyBaseLogger
  /** By default the standard ones. */
  limits?: Limits
  /** What counts the requests of each client; by default this process does, for itself. */
  rates?: Counting
  /** Is told of each request that comes over the network; by default none is counted. */
  counter?: Counter | undefined
  /** Addresses or networks of proxies whose word is taken for where a request comes from; none by default. */
  trustProxy?: string | false
  /** Whether the page at /docs is there, which takes half of the time to build the application; by default it is. */
  documentation?: boolean
}

/**
 * The HTTP application, ready to listen or to inject requests into. Plugins and routes are registered in
 * an order that matters: hooks before what they watch, the other methods of each address last.
 */
export async function buildApp({
  services: dependencies,
  logger,
  limits = readLimits(),
  rates = new RateCounts(),
  counter,
  trustProxy = false,
  documentation = true,
}: AppOptions): Promise<FastifyInstance> {
  const { archive, urls } = dependencies
  const services = routeContext(dependencies, limits)
  const ready = new ReadyAnswers(archive.store)
  const quick = quickReads(urls, [...quickParagraph(services), quickQuote(services)])
  const app = Fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    childLoggerFactory: requestLogger,
    logController: new RequestLog(),
    routerOptions: { maxParamLength: LONGEST_PARAMETER, ignoreTrailingSlash: true },
    rewriteUrl: (request) => rewriteExtension(requestPath(request.url ?? '/')),
    // A connection that is kept open gets its answer while the server stops, not Fastify's own error.
    return503OnClosing: false,
    trustProxy,
    serverFactory: (handler): Server => {
      const plain = () => plainReads({ ready, quick, counts: counter !== undefined }, handler)
      return boundedServer(mustSeeAll(logger, limits) ? handler : plain(), limits, counter)
    },
    frameworkErrors: answerFrameworkError(urls),
    clientErrorHandler: (error, socket) => refuseConnection(urls.base, error, socket),
  }).withTypeProvider<TypeBoxTypeProvider>()

  if (counter) noteRoutes(app)
  registerProblems(app, urls)
  registerWellFormed(app)
  closeIdleConnections(app)
  registerHeaders(app)
  registerValidation(app)
  registerBodies(app)
  registerAnswerMemory(app, limits.answerMegabytes * 1e6)
  registerTurns(app, limits)
  await registerRates(app, limits, rates)
  registerMirror(app, urls)
  registerUnknownAddresses(app, urls)
  const cached = keepAnswers(app, ready)
  const methods = collectMethods(app)
  await registerOpenApi(app, urls)
  if (documentation) await registerDocumentation(app)
  await app.register(serviceRoutes(services))
  await app.register(worksRoutes(services))
  await app.register(bagRoutes(services))
  await app.register(authorsRoutes(services))
  await app.register(metadataRoutes(services))
  await app.register(withdrawalsRoutes(services))
  await app.register(versionsRoutes(services))
  await app.register(mementoRoutes(services))
  await app.register(dtsRoutes(services))
  await app.register(versionDiffRoutes(services))
  for (const text of TEXT_ADDRESSES) await app.register(paragraphsRoutes(services, text))
  await app.register(paragraphRoutes(services, cached))
  await app.register(betweenRoutes(services))
  await app.register(findingRoutes(services))
  await app.register(registeringRoutes(services))
  await app.register(quoteRoutes(services, cached))
  await app.register(verifyRoutes(services))
  const reader = manuscriptReaderThread()
  app.addHook('onClose', () => reader.close())
  await app.register(verifyDocumentRoutes(services, reader))
  await app.register(checkRoutes(services, reader))
  await app.register(searchRoutes(services))
  await app.register(citationsRoutes(services, cached))
  await app.register(citationListsRoutes(services))
  await app.register(stylesRoutes(services))
  await app.register(formatsRoutes(services))
  await app.register(unapiRoutes(services))
  for (const text of TEXT_ADDRESSES) await app.register(provenanceRoutes(services, text))
  await app.register(logRoutes(services))
  await app.register(logPageRoutes(services))
  await app.register(blobsRoutes(services))
  await app.register(registeredQuotesRoutes(services))
  await app.register(mirrorListsRoutes(services))
  await app.register(dumpsRoutes(services))
  await app.register(proofsRoutes(services))
  await app.register(witnessRoutes(services))
  await app.register(wellKnownRoutes(services))
  await app.register(ingestRoutes(services))
  await app.register(citeRoutes(services))
  await app.register(embedRoutes(services))
  await app.register(oembedRoutes(services))
  await app.register(discoveryRoutes(services))
  await app.register(assetsRoutes(services))
  await app.register(mcpRoutes(services))
  await app.register(oaiRoutes(services))
  await app.register(resourceSyncRoutes(services))
  registerOtherMethods(app, methods)
  return app
}

/** While the server stops, connections are closed as they fall idle: their keep-alive must not hold it up. */
function closeIdleConnections(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    const timer = setInterval(() => app.server.closeIdleConnections(), 100).unref()
    app.server.once('close', () => clearInterval(timer))
  })
}

/** Is every request logged or counted? */
function mustSeeAll(logger: FastifyBaseLogger | undefined, { requestsPerMinute }: Limits): boolean {
  return logsRequests(logger) || requestsPerMinute > 0
}

function logsRequests(logger: FastifyBaseLogger | undefined): boolean {
  return (logger as Partial<Logger> | undefined)?.isLevelEnabled?.('info') ?? false
}

/** A logger of its own for every request costs as much as an answer, so there is one only where it is used. */
const requestLogger: NonNullable<FastifyServerOptions['childLoggerFactory']> = (parent, bindings, options) =>
  logsRequests(parent)
    ? parent.child(bindings, { ...options, serializers: { ...options.serializers, req: loggedRequest } })
    : parent
