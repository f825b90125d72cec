/**
 * The server's writer: a thread that holds the only connection that writes, so that neither a large source
 * nor the disk ever keeps readers waiting. This module is the thread and its client.
 */

import { isMainThread, workerData } from 'node:worker_threads'
import { databaseFile } from '../files/archive-files.ts'
import type { LoadRequest } from '../loading/document.ts'
import type { FormattedCitation } from '../store/formatted-citations.ts'
import type { QuoteRecord } from '../store/quotes.ts'
import { openWriter } from '../store/sqlite/open.ts'
import type { WithdrawalOrder } from '../store/withdrawals.ts'
import type { MetadataRevision, Recorded } from '../store/works.ts'
import { answerTasks, reportFailure, TaskThread } from '../threads/task-thread.ts'
import { logBeside } from './archive.ts'
import type { MetadataCorrection } from './correct-metadata.ts'
import type { LogIdentity } from './signing/log-writer.ts'
import type { Tombstone } from './withdraw.ts'
import { type ArchiveWriter, LocalWriter } from './writer.ts'

/** More work than this waiting is refused, so that memory stays bounded. */
const MOST_WAITING = 256
const MOST_WAITING_BYTES = 256 * 1024 * 1024

type Task =
  | { method: 'importSource'; argument: LoadRequest }
  | { method: 'importVersion'; argument: { work: string; request: LoadRequest } }
  | { method: 'withdraw'; argument: WithdrawalOrder }
  | { method: 'correctMetadata'; argument: MetadataCorrection }
  | { method: 'registerQuote'; argument: Omit<QuoteRecord, 'registeredAt'> }
  | { method: 'beat'; argument: number }
  | { method: 'keepFormatted'; argument: readonly FormattedCitation[] }
  | { method: 'close' }

/** Hands every change to the thread, in order. The thread starts with the first one. */
export class WriterThread implements ArchiveWriter {
  readonly #thread: TaskThread<Task>
  #failed: (error: Error) => void = () => {}

  /** @param log whose key signs; by default that beside the database */
  constructor(directory: string, log = logBeside(directory)) {
    this.#thread = new TaskThread({
      module: new URL(import.meta.url),
      workerData: { writer: directory, log },
      mostWaiting: MOST_WAITING,
      mostWaitingSize: MOST_WAITING_BYTES,
      busy: 'Too many changes are waiting to be written. Try again in a few seconds.',
      failed: (error) => this.#failed(error),
    })
  }

  /** Names who is told, each time, that the log could not be signed after a change; nobody is before. */
  tellFailures(failed: (error: Error) => void): void {
    this.#failed = failed
  }

  importSource(argument: LoadRequest): Promise<Recorded> {
    return this.#thread.hand({ method: 'importSource', argument }, argument.bytes.length)
  }

  importVersion(work: string, request: LoadRequest): Promise<Recorded> {
    return this.#thread.hand({ method: 'importVersion', argument: { work, request } }, request.bytes.length)
  }

  withdraw(argument: WithdrawalOrder): Promise<Tombstone> {
    return this.#thread.hand({ method: 'withdraw', argument }, argument.reason.length)
  }

  correctMetadata(argument: MetadataCorrection): Promise<MetadataRevision> {
    return this.#thread.hand({ method: 'correctMetadata', argument }, 0)
  }

  registerQuote(argument: Omit<QuoteRecord, 'registeredAt'>): Promise<boolean> {
    return this.#thread.hand({ method: 'registerQuote', argument }, argument.exact.length)
  }

  beat(argument: number): Promise<boolean> {
    return this.#thread.hand({ method: 'beat', argument }, 0)
  }

  keepFormatted(argument: readonly FormattedCitation[]): Promise<void> {
    const size = argument.reduce((sum, { pieces }) => sum + pieces.length, 0)
    return this.#thread.hand({ method: 'keepFormatted', argument }, size)
  }

  /** Waits for what is under way, lets the log be signed, then ends the thread. */
  async close(): Promise<void> {
    if (this.#thread.isRunning) await this.#thread.hand({ method: 'close' }, 0)
    await this.#thread.finish()
  }
}

function serve(directory: string, log: LogIdentity): void {
  const connection = openWriter(databaseFile(directory))
  const options = { log, signingFailed: reportFailure }
  const writer = new LocalWriter(connection, () => new Date().toISOString(), options)
  answerTasks<Task>(async (task) => {
    switch (task.method) {
      case 'importSource':
        return writer.importSource(task.argument)
      case 'importVersion':
        return writer.importVersion(task.argument.work, task.argument.request)
      case 'withdraw':
        return writer.withdraw(task.argument)
      case 'correctMetadata':
        return writer.correctMetadata(task.argument)
      case 'registerQuote':
        return writer.registerQuote(task.argument)
      case 'beat':
        return writer.beat(task.argument)
      case 'keepFormatted':
        return writer.keepFormatted(task.argument)
      case 'close':
        return writer.close()
    }
  })
}

const settings = workerData as { writer?: string; log: LogIdentity } | null
if (!isMainThread && settings?.writer) serve(settings.writer, settings.log)
