/**
 * Reads manuscripts beside the thread that answers requests: two megabytes take seconds. This module is the thread
 * and its client.
 */
import { isMainThread, workerData } from 'node:worker_threads'
import { answerTasks, TaskThread } from '../threads/task-thread.ts'
import type { ManuscriptQuotation } from './manuscript-quotation.ts'
import { type Manuscript, readManuscript } from './read-manuscript.ts'

/** More than this waiting is refused; sizes in bytes, times in milliseconds. */
const LIMITS = { mostWaiting: 8, mostWaitingSize: 16 * 1024 * 1024, heap: 1024, longest: 30_000 }

/** A thousand pages that quote five times on each. What is found goes from thread to thread. */
const MOST_QUOTATIONS = 5000

/** Hands manuscripts to a thread that reads them one after the other. */
export class ManuscriptReaderThread {
  readonly #thread = new TaskThread<Manuscript>({
    module: new URL(import.meta.url),
    workerData: { manuscripts: true },
    busy: 'Too many documents are waiting to be read. Try again in a few seconds.',
    late: 'The document took longer than half a minute to read. Try again, or with a part of it.',
    ...LIMITS,
  })

  /** As `readManuscript`, up to 5,000 quotations. Rejects with `busy` as well, when too many wait or it takes too long. */
  read(manuscript: Manuscript): Promise<ManuscriptQuotation[]> {
    return this.#thread.hand(manuscript, manuscript.bytes.length)
  }

  /** Ends the thread; what waits fails. */
  close(): Promise<void> {
    return this.#thread.stop(new Error('The reader of manuscripts was closed.'))
  }
}

if (!isMainThread && (workerData as { manuscripts?: boolean } | null)?.manuscripts)
  answerTasks<Manuscript>(async (manuscript) => readManuscript(manuscript, MOST_QUOTATIONS))
