import type { FastifyRequest } from 'fastify'
import type { Archive } from '../archive/archive.ts'
import type { ArchiveWriter } from '../archive/writer.ts'
import { FairQueue } from '../bounds/fair-queue.ts'
import type { Limits } from '../bounds/limits.ts'
import type { Citer } from '../citing/citer.ts'
import { QuoteFinder } from '../quoting/quote-finder.ts'
import type { QuotesOf } from '../quoting/quotes.ts'
import { quotesBySize } from '../searching/quotes-by-size.ts'
import { SEARCHING_THREADS, type Searching } from '../searching/searching-thread.ts'
import type { Urls } from '../wire/urls.ts'
import type { WitnessReply } from '../witnesses/witness.ts'
import { clientOf } from './protocol/client.ts'
import { searchingInTurn } from './protocol/searching-in-turn.ts'

/** What an application is made of. */
export interface Dependencies {
  archive: Archive
  writer: ArchiveWriter
  citer: Citer
  searching: Searching
  urls: Urls
  /** Addresses of copies of the archive. */
  mirrors?: readonly string[]
  /** Where one writes to the operator: a mail address or that of a page; '' when it is not told. */
  contact?: string
  /** Answers a log that asks for a cosignature; undefined where nothing is cosigned. */
  witness?: (body: string) => Promise<WitnessReply | undefined>
}

/** What the routes work with. */
export interface RouteContext extends Omit<Dependencies, 'searching'> {
  limits: Limits
  /** The same on behalf of who sent a request. */
  of(request: FastifyRequest): ClientContext
}

/** What the routes work with on behalf of one client, who has a share of what searches, and the quotes of each work. */
export interface ClientContext extends RouteContext {
  searching: Searching
  quotes: QuotesOf
}

/** What the routes are given. */
export function routeContext(dependencies: Dependencies, limits: Limits): RouteContext {
  const { archive, searching } = dependencies
  const here = new QuoteFinder(archive)
  const { searchesWaiting } = limits
  const queue = new FairQueue({
    atOnce: SEARCHING_THREADS,
    ofOne: Math.max(1, SEARCHING_THREADS - 1),
    waiting: searchesWaiting,
    waitingOfOne: Math.ceil(searchesWaiting / 2),
    busy: 'Too many searches are waiting. Try again in a few seconds.',
  })
  const context: RouteContext = {
    ...dependencies,
    limits,
    of(request) {
      const elsewhere = searchingInTurn(searching, queue, clientOf(request))
      return { ...context, searching: elsewhere, quotes: quotesBySize(archive, { here, elsewhere }) }
    },
  }
  return context
}
