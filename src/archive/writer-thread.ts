/**
 * The server's writer: a thread that holds the only connection that writes, so that the disk never keeps readers
 * waiting. Sources are loaded in other threads, so that none keeps other writers waiting. This module is the thread
 * and its client.
 */

import { remote, type Sizes } from '../threads/remote.ts'
import { reportFailure, serveThread } from '../threads/serve.ts'
import { TaskThread } from '../threads/task-thread.ts'
import { refuseKeyOfAnother } from './key-of-another.ts'
import { loadingThreads, type OpenLoading } from './loading-threads.ts'
import { LocalWriter } from './local-writer.ts'
import { logBeside } from './preparing.ts'
import type { LogIdentity } from './signing/log-writer.ts'
import type { ArchiveChanges, ArchiveWriter, SourceRecorder } from './writer.ts'
import { openForWriting, type WritingPlace } from './writing-place.ts'

/** More work than this waiting is refused, so that memory stays bounded. */
const MOST_WAITING = 256
const MOST_WAITING_BYTES = 1024 * 1024 * 1024

/** In bytes or characters, of what can be long. */
const SIZES: Sizes<SourceRecorder> = {
  recordSource: ({ bytes }) => bytes.length,
  recordVersion: (_work, { bytes }) => bytes.length,
  withdraw: ({ reason }) => reason.length,
  registerQuote: ({ exact }) => exact.length,
  keepFormatted: (rows) => rows.reduce((sum, { pieces }) => sum + pieces.length, 0),
}

/** A writer that hands every change to a thread, which writes together what versions came while it wrote others. */
export interface WriterThread extends ArchiveWriter {
  /** Names who is told, each time, that the log could not be signed after a change; nobody is before. */
  tellFailures(failed: (error: Error) => void): void
  /** How many changes wait to be written, with the one that is. */
  waiting(): number
}

/** What a writer's thread is given beside the archive's directory. */
export interface WriterThreadOptions {
  /** Whose key signs; by default that beside the database. */
  log?: LogIdentity
  /** Where sources are loaded. Closed with the writer. */
  loading?: OpenLoading
  /** Address of the PostgreSQL database that is written; '' for the directory's own. */
  store?: string
}

/** Writes in a thread, which starts with the first change. To close it waits for what is under way. */
export function writerThread(
  directory: string,
  { log = logBeside(directory), loading = loadingThreads(), store = '' }: WriterThreadOptions = {},
): WriterThread {
  let failed: (error: Error) => void = () => {}
  const thread = new TaskThread({
    module: import.meta.url,
    data: { directory, store, log } satisfies ThreadData,
    mostWaiting: MOST_WAITING,
    mostWaitingSize: MOST_WAITING_BYTES,
    busy: 'Too many changes are waiting to be written. Try again in a few seconds.',
    failed: (error) => failed(error),
  })
  const recorder = remote<SourceRecorder>(thread, SIZES)
  const writer: Omit<WriterThread, keyof ArchiveChanges> & Pick<ArchiveChanges, 'close'> = {
    tellFailures: (told) => {
      failed = told
    },
    waiting: () => thread.waiting,
    importSource: async (request) => recorder.recordSource(await loading.load(request)),
    importVersion: async (work, request) => {
      refuseKeyOfAnother(work, request)
      return recorder.recordVersion(work, await loading.load(request))
    },
    close: async () => {
      // What was loaded is handed to the thread before this goes on.
      await loading.close()
      if (thread.isRunning) await recorder.close()
      await thread.finish()
    },
  }
  return Object.assign(remote<ArchiveChanges>(thread, SIZES), writer)
}

interface ThreadData extends WritingPlace {
  log: LogIdentity
}

serveThread(import.meta.url, ({ log, ...place }: ThreadData) => {
  const options = { log, signingFailed: reportFailure }
  let writer: Promise<LocalWriter> | undefined
  const opened = async () =>
    new LocalWriter(await openForWriting(place), () => new Date().toISOString(), options)
  return async () => {
    writer ??= opened()
    try {
      return await writer
    } catch (error) {
      // A server of a database may be there when the next change comes.
      writer = undefined
      throw error
    }
  }
})
