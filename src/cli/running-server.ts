import type { Logger } from 'pino'
import type { Archive } from '../archive/archive.ts'
import { KeptPieces } from '../archive/kept-pieces.ts'
import type { ArchiveWriter } from '../archive/writer.ts'
import type { Counting } from '../bounds/rate-counts.ts'
import { Citer } from '../citing/citer.ts'
import { formatterThreads } from '../citing/formatter-thread.ts'
import type { StyleRegistry } from '../citing/styles/style-registry.ts'
import type { Config } from '../config.ts'
import { type AppOptions, buildApp } from '../http/app.ts'
import type { Dependencies } from '../http/route-context.ts'
import { searchingThreads } from '../searching/searching-thread.ts'
import type { Urls } from '../wire/urls.ts'
import { cannotListen } from './cannot-listen.ts'
import { endWithGrace } from './end-with-grace.ts'
import { endWithNpm } from './end-with-npm.ts'
import { publicUrl } from './public-url.ts'
import { serverLogger } from './server-logger.ts'
import { steadyEngine } from './steady-engine.ts'

/** How long requests under way may take when the server stops, in milliseconds. */
const GRACE = 20_000

/** What is served, and what is to be done beside it. */
export interface Served {
  archive: Archive
  writer: ArchiveWriter
  urls: Urls
  styles: StyleRegistry
  /** What counts the requests of each client; by default this process does, for itself. */
  rates?: Counting
  /** Is told of each request, where they are counted. */
  counter?: AppOptions['counter']
  /** Begins what goes on beside the serving; answers with what ends it. */
  background?: (logger: Logger) => () => void
  /** Answers a log that asks for a cosignature. */
  witness?: Dependencies['witness']
  /** Whether another process decides when what is under way has had time enough. */
  patient?: boolean
}

/**
 * Serves until a signal ends the process. The addresses are known when this returns.
 *
 * @returns what ends the process as a signal does
 * @throws ColophonError `cannot_listen`
 */
export async function runServer(
  config: Config,
  { archive, writer, urls, styles, rates, counter, background = () => () => {}, ...rest }: Served,
): Promise<() => void> {
  const { witness, patient = false } = rest
  await steadyEngine()
  const logger = serverLogger(config)
  const formatter = formatterThreads(config.styles || undefined)
  const citer = new Citer({ styles, formatter, store: new KeptPieces(archive, writer) })
  const searching = searchingThreads(config)
  const mirrors = config.mirrors.split(/, ?/).filter(Boolean)
  const services = {
    ...{ archive, writer, urls, citer, searching, mirrors },
    contact: config.contact,
    ...(witness && { witness }),
  }
  const { limits, trustProxy } = config
  const app = await buildApp({
    services,
    logger,
    limits,
    trustProxy: trustProxy || false,
    ...(rates && { rates }),
    counter,
  })
  const close = async () => {
    await app.close()
    await searching.close()
    await citer.close()
    await writer.close()
    await archive.close()
  }
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await close()
    throw cannotListen(config, error as NodeJS.ErrnoException)
  }
  const endBackground = background(logger)
  const end = endWithGrace({ delay: GRACE, logger, patient }, async () => {
    endBackground()
    await close()
  })
  if (!patient) endWithNpm(end)
  const address = app.server.address()
  if (config.port === 0 && address && typeof address === 'object')
    urls.base = publicUrl({ ...config, port: address.port })
  return end
}
