/**
 * Reads manuscripts beside the thread that answers requests: two megabytes take seconds. This module is the thread
 * and its client.
 */
import { remote } from '../threads/remote.ts'
import { serveThread } from '../threads/serve.ts'
import { TaskThread } from '../threads/task-thread.ts'
import type { ManuscriptQuotation } from './manuscript-quotation.ts'
import { type Manuscript, readManuscript } from './read-manuscript.ts'

/** Reads manuscripts somewhere. */
interface ManuscriptReader {
  /** As `readManuscript`, up to 5,000 quotations. Rejects with `busy` as well, when too many wait or it takes too long. */
  read(manuscript: Manuscript): Promise<ManuscriptQuotation[]>
}

/** More than this waiting is refused; sizes in bytes, times in milliseconds. */
const LIMITS = { mostWaiting: 8, mostWaitingSize: 16 * 1024 * 1024, heap: 1024, longest: 30_000 }

/** A thousand pages that quote five times on each. What is found goes from thread to thread. */
const MOST_QUOTATIONS = 5000

/** Hands manuscripts to a thread that reads them one after the other. To close it ends the thread; what waits fails. */
export function manuscriptReaderThread(): ManuscriptReader & { close(): Promise<void> } {
  const thread = new TaskThread({
    module: import.meta.url,
    busy: 'Too many documents are waiting to be read. Try again in a few seconds.',
    late: 'The document took longer than half a minute to read. Try again, or with a part of it.',
    ...LIMITS,
  })
  const reader = remote<ManuscriptReader>(thread, { read: ({ bytes }) => bytes.length })
  const close = () => thread.stop(new Error('The reader of manuscripts was closed.'))
  return Object.assign(reader, { close })
}

const reader: ManuscriptReader = {
  read: async (manuscript) => readManuscript(manuscript, MOST_QUOTATIONS),
}
serveThread(import.meta.url, () => () => reader)
