/**
 * Verifying and searching in threads of their own, so that nobody who reads waits for them. This module is the
 * thread and its client.
 */
import { availableParallelism } from 'node:os'
import type { Archive } from '../archive/archive.ts'
import { type ArchivePlace, openArchive } from '../archive/open-archive.ts'
import { QuoteFinder } from '../quoting/quote-finder.ts'
import type { Quotes } from '../quoting/quotes.ts'
import { remote } from '../threads/remote.ts'
import { serveThread } from '../threads/serve.ts'
import { TaskPool } from '../threads/task-pool.ts'
import type { Verification, VerifyRequest } from './verification.ts'
import { Verifier } from './verifier.ts'
import { type SearchRequest, type SearchResult, WordSearch } from './word-search.ts'

/** What finds: in this thread, or in others. */
export interface Searching extends Quotes {
  verify(request: VerifyRequest): Promise<Verification>
  search(request: SearchRequest): Promise<SearchResult>
  close(): Promise<void>
}

/** More than four gain nothing on the machines that we know. */
export const SEARCHING_THREADS = Math.min(4, availableParallelism())
/** Milliseconds that one request may take at the very most. */
const LONGEST = 20_000

type Finding = Omit<Searching, 'close'>

/**
 * Hands each request to the thread that has the least to do. The threads start with the first ones. Whoever asks for many
 * clients bounds how much of it waits (FairQueue).
 */
export function searchingThreads(
  { data, store, limits: { storeWaiting } }: ArchivePlace,
  threads = SEARCHING_THREADS,
): Searching {
  const place: ArchivePlace = { data, store, limits: { storeConnections: 1, storeWaiting } }
  const pool = new TaskPool(threads, {
    module: import.meta.url,
    data: place,
    longest: LONGEST,
    yields: true,
    late: 'The search took too long and was ended. Try again later, or name the work to look in.',
  })
  return Object.assign(remote<Finding>(pool), { close: () => pool.finish() })
}

/** Finds in this thread: for the command, which has nobody else to answer. */
export class LocalSearching extends QuoteFinder implements Searching {
  readonly #verifier: Verifier
  readonly #search: WordSearch

  constructor(archive: Archive) {
    super(archive)
    this.#verifier = new Verifier(archive)
    this.#search = new WordSearch(archive)
  }

  verify(request: VerifyRequest): Promise<Verification> {
    return this.#verifier.verify(request)
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    return this.#search.search(request)
  }

  async close(): Promise<void> {}
}

serveThread(import.meta.url, (place: ArchivePlace) => {
  let opening: ReturnType<typeof open> | undefined
  return async () => {
    opening ??= open(place)
    const { archive, searching } = await opening.catch((error: unknown) => {
      opening = undefined
      throw error
    })
    // What was acknowledged before the request came is to be found, and all of it read of one moment.
    archive.refresh()
    archive.store.moment()
    return searching
  }
})

async function open(place: ArchivePlace) {
  const archive = await openArchive(place)
  return { archive, searching: new LocalSearching(archive) }
}
