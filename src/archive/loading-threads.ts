/**
 * Loading in threads that can be ended, so that nobody waits for a large or hostile source but who sent it. This module
 * is the thread and its client.
 */
import { availableParallelism } from 'node:os'
import { ColophonError } from '../errors.ts'
import { type LoadedSource, loadSource } from '../formats/load.ts'
import type { LoadRequest } from '../loading/document.ts'
import { SourceTooComplex } from '../loading/errors.ts'
import { type Packed, pack } from '../threads/packed.ts'
import { remote } from '../threads/remote.ts'
import { serveThread } from '../threads/serve.ts'
import { TaskPool } from '../threads/task-pool.ts'
import type { ThreadSettings } from '../threads/task-thread.ts'

/** Loads sources somewhere. Rejects with what `loadSource` does, or with ColophonError `busy`. */
export interface Loading {
  load(request: LoadRequest): Promise<Packed<LoadedSource>>
}

/** Where sources are loaded by whoever opened it. */
export interface OpenLoading extends Loading {
  close(): Promise<void>
}

/** Others go on while one thread has a large source. */
const THREADS = Math.min(2, availableParallelism())

/** Sizes in bytes of the sources. */
const LIMITS = {
  mostWaiting: 256,
  mostWaitingSize: 256 * 1024 * 1024,
  /** Megabytes. The largest sources within the bounds of loading take 1.5 GB with their answer. */
  heap: 2048,
  /** Milliseconds: those take up to 24 s of a processor. */
  longest: 60_000,
}

/** Hands each source to the thread that has the least to do, and says how many wait. @param limits in place of those of a server */
export function loadingThreads(
  limits: Partial<Pick<ThreadSettings, keyof typeof LIMITS>> = {},
  threads = THREADS,
): OpenLoading & { waiting(): number } {
  const pool = new TaskPool(threads, {
    module: import.meta.url,
    busy: 'Too many sources are waiting to be loaded. Try again in a few seconds.',
    late: 'Loading the source takes too long. Split it into several works, or send it as text/plain.',
    lateCode: 'source_too_complex',
    resumes: true,
    ended,
    ...LIMITS,
    ...limits,
  })
  const loading = remote<Loading>(pool, { load: ({ bytes }) => bytes.length })
  return Object.assign(loading, { close: () => pool.finish(), waiting: () => pool.waiting })
}

/** Nothing is lost with a thread that loads. */
function ended(cause: NodeJS.ErrnoException): ColophonError {
  return cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new SourceTooComplex('Loading the source takes too much memory. Split it into several works.')
    : new ColophonError('busy', 'Loading was cut short. Try again in a few seconds.', {}, cause)
}

/** Loads in this thread: a thread takes longer to start than a few sources to load. */
export const loadingHere: OpenLoading = {
  load: async (request) => pack(await loadSource(request)),
  close: async () => {},
}

serveThread(import.meta.url, () => () => loadingHere)
