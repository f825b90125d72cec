/**
 * Verifying and searching in threads of their own, so that nobody who reads waits for them. This module is the
 * thread and its client.
 */
import { availableParallelism } from 'node:os'
import { isMainThread, workerData } from 'node:worker_threads'
import { Archive } from '../archive/archive.ts'
import type { QuoteId } from '../identity/ids.ts'
import { QuoteFinder } from '../quoting/quote-finder.ts'
import type { FindOptions, Quotes } from '../quoting/quotes.ts'
import type { Selection } from '../quoting/selectors/selector.ts'
import type { TextOfWork } from '../quoting/text-of-work.ts'
import type { Utf16Range } from '../text/folded.ts'
import { TaskPool } from '../threads/task-pool.ts'
import { answerTasks } from '../threads/task-thread.ts'
import { type Verification, Verifier, type VerifyRequest } from './verifier.ts'
import { type SearchRequest, type SearchResult, WordSearch } from './word-search.ts'

/** What finds: in this thread, or in others. */
export interface Searching extends Quotes {
  verify(request: VerifyRequest): Promise<Verification>
  search(request: SearchRequest): Promise<SearchResult>
  close(): Promise<void>
}

type Method = Exclude<keyof Searching, 'close'>

interface Task {
  method: Method
  parameters: unknown[]
}

/** More threads than these gain nothing on the machines that we know. */
const MOST_THREADS = 4
/** More requests than these waiting for a thread are refused, so that nobody waits for ever. Most take a millisecond. */
const MOST_WAITING = 256
/** Characters that they may have together. */
const MOST_WAITING_SIZE = 8 * 1024 * 1024
/** What looks through the whole archive takes longer, and counts for so many characters more: some 30 of them may wait. */
const WHOLE_ARCHIVE = MOST_WAITING_SIZE / 32
/** Milliseconds that one request may take at the very most. */
const LONGEST = 20_000

/** Hands each request to the thread that has the least to do. The threads start with the first ones. */
export class SearchingThreads implements Searching {
  readonly #pool: TaskPool<Task>

  constructor(directory: string, threads = Math.min(MOST_THREADS, availableParallelism())) {
    this.#pool = new TaskPool(threads, {
      module: new URL(import.meta.url),
      workerData: { searching: directory },
      mostWaiting: MOST_WAITING,
      mostWaitingSize: MOST_WAITING_SIZE,
      busy: 'Too many searches are waiting. Try again in a few seconds.',
      longest: LONGEST,
      late: 'The search took too long and was ended. Try again later, or name the work to look in.',
    })
  }

  verify(request: VerifyRequest): Promise<Verification> {
    return this.#hand('verify', [request], WHOLE_ARCHIVE + request.text.length)
  }

  search(request: SearchRequest): Promise<SearchResult> {
    return this.#hand('search', [request], WHOLE_ARCHIVE + request.q.length)
  }

  find(place: TextOfWork, words: string, options: FindOptions): ReturnType<Quotes['find']> {
    return this.#hand('find', [place, words, options], words.length)
  }

  describe(place: TextOfWork, parts: readonly Utf16Range[]): ReturnType<Quotes['describe']> {
    return this.#hand('describe', [place, parts])
  }

  resolve(place: TextOfWork, id: QuoteId, hint?: string): ReturnType<Quotes['resolve']> {
    return this.#hand('resolve', [place, id, hint])
  }

  select(place: TextOfWork, selection: Selection): ReturnType<Quotes['select']> {
    return this.#hand('select', [place, selection], selection.quote?.exact.length)
  }

  nearest(place: TextOfWork, words: string): ReturnType<Quotes['nearest']> {
    return this.#hand('nearest', [place, words], words.length)
  }

  close(): Promise<void> {
    return this.#pool.finish()
  }

  #hand<M extends Method>(
    method: M,
    parameters: Parameters<Searching[M]>,
    size = 0,
  ): ReturnType<Searching[M]> {
    return this.#pool.hand({ method, parameters }, size) as ReturnType<Searching[M]>
  }
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

function serve(directory: string): void {
  const archive = new Archive(directory)
  const searching: Searching = new LocalSearching(archive)
  answerTasks<Task>(({ method, parameters }) => {
    // What was acknowledged before the request came is to be found.
    archive.refresh()
    const find = searching[method] as (...parameters: unknown[]) => Promise<unknown>
    return find.apply(searching, parameters)
  })
}

if (!isMainThread && (workerData as { searching?: string } | null)?.searching) {
  serve((workerData as { searching: string }).searching)
}
