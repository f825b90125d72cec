/**
 * Reads manuscripts beside the thread that answers requests: two megabytes take seconds. This module is the thread
 * and its client.
 */
import type { BibliographyText } from '../collections/lists/bibliography.ts'
import { ColophonError } from '../errors.ts'
import { SourceTooComplex } from '../loading/errors.ts'
import { remote } from '../threads/remote.ts'
import { serveThread } from '../threads/serve.ts'
import { TaskThread, type ThreadSettings } from '../threads/task-thread.ts'
import { type Bibliography, bibliographyOf } from './bibliography.ts'
import type { ManuscriptQuotation } from './manuscript-quotation.ts'
import { type Manuscript, readManuscript } from './read-manuscript.ts'

/** Reads manuscripts somewhere. */
export interface ManuscriptReader {
  /**
   * As `readManuscript`, up to 5,000 quotations where nothing is said. Rejects with `busy` as well, when too many wait, and with
   * `source_too_complex` when it takes too long or too much memory.
   */
  read(manuscript: Manuscript, most?: number): Promise<ManuscriptQuotation[]>
  /** As `bibliographyOf`; rejects as `read` does. */
  bibliography(list: BibliographyText): Promise<Bibliography>
}

/** More than this waiting is refused; sizes in bytes, times in milliseconds. */
const LIMITS = { mostWaiting: 8, mostWaitingSize: 32 * 1024 * 1024, heap: 1024, longest: 30_000 }

/** A thousand pages that quote five times on each. What is found goes from thread to thread. */
const MOST_QUOTATIONS = 5000

/**
 * Hands manuscripts to a thread that reads them one after the other. To close it ends the thread; what waits fails.
 *
 * @param limits in place of those of a server
 */
export function manuscriptReaderThread(
  limits: Partial<Pick<ThreadSettings, keyof typeof LIMITS | 'late'>> = {},
): ManuscriptReader & { close(): Promise<void> } {
  const thread = new TaskThread({
    module: import.meta.url,
    busy: 'Too many documents are waiting to be read. Try again in a few seconds.',
    late: 'Reading the document takes too long. Send it in parts.',
    lateCode: 'source_too_complex',
    resumes: true,
    yields: true,
    ended,
    ...LIMITS,
    ...limits,
  })
  const reader = remote<ManuscriptReader>(thread, {
    read: ({ bytes }) => bytes.length,
    bibliography: ({ text }) => text.length,
  })
  const close = () => thread.stop(new Error('The reader of manuscripts was closed.'))
  return Object.assign(reader, { close })
}

/** Nothing is lost with a thread that reads. */
function ended(cause: NodeJS.ErrnoException): ColophonError {
  return cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new SourceTooComplex('Reading the document takes too much memory. Send it in parts.')
    : new ColophonError('busy', 'Reading was cut short. Try again in a few seconds.', {}, cause)
}

const reader: ManuscriptReader = {
  read: async (manuscript, most = MOST_QUOTATIONS) => readManuscript(manuscript, most),
  bibliography: bibliographyOf,
}
serveThread(import.meta.url, () => () => reader)
