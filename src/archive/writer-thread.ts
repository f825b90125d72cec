/**
 * The server's writer: a thread that holds the only connection that writes, so that neither a large source
 * nor the disk ever keeps readers waiting. This module is the thread and its client.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { ColophonError, type ErrorCode } from '../errors.ts'
import type { LoadRequest } from '../loading/document.ts'
import { openWriter } from '../store/connection.ts'
import type { QuoteRecord } from '../store/quotes.ts'
import type { Recorded } from '../store/record-edition.ts'
import { databaseFile } from './archive.ts'
import { type ArchiveWriter, LocalWriter } from './writer.ts'

/** More work than this waiting is refused, so that memory stays bounded. */
const MOST_WAITING = 256
const MOST_WAITING_BYTES = 256 * 1024 * 1024

type Task =
  | { method: 'importSource'; argument: LoadRequest }
  | { method: 'registerQuote'; argument: Omit<QuoteRecord, 'registeredAt'> }
type Request = Task & { id: number }
interface Answer {
  id: number
  value?: unknown
  error?: { code?: ErrorCode; message: string; details?: Record<string, unknown> }
}
interface Waiting {
  bytes: number
  resolve: (value: never) => void
  reject: (error: Error) => void
}

/** Hands every change to the thread, in order. The thread starts with the first one. */
export class WriterThread implements ArchiveWriter {
  readonly #directory: string
  readonly #waiting = new Map<number, Waiting>()
  #thread: Worker | undefined
  #bytes = 0
  #last = 0

  constructor(directory: string) {
    this.#directory = directory
  }

  importSource(argument: LoadRequest): Promise<Recorded> {
    return this.#hand({ method: 'importSource', argument }, argument.bytes.length)
  }

  registerQuote(argument: Omit<QuoteRecord, 'registeredAt'>): Promise<boolean> {
    return this.#hand({ method: 'registerQuote', argument }, argument.exact.length)
  }

  /** Waits for what is under way, then ends the thread. */
  async close(): Promise<void> {
    while (this.#waiting.size > 0) await new Promise((resolve) => setTimeout(resolve, 10))
    await this.#thread?.terminate()
  }

  #hand<T>(task: Task, bytes: number): Promise<T> {
    if (this.#waiting.size >= MOST_WAITING || this.#bytes + bytes > MOST_WAITING_BYTES) {
      return Promise.reject(
        new ColophonError('busy', 'Too many changes are waiting to be written. Try again in a few seconds.'),
      )
    }
    const thread = this.#start()
    return new Promise((resolve, reject) => {
      const id = ++this.#last
      this.#bytes += bytes
      this.#waiting.set(id, { bytes, resolve, reject })
      thread.ref()
      thread.postMessage({ ...task, id } satisfies Request)
    })
  }

  #start(): Worker {
    if (!this.#thread) {
      const thread = new Worker(new URL(import.meta.url), { workerData: { writer: this.#directory } })
      thread.on('message', (answer: Answer) => this.#settle(answer))
      thread.on('error', (error) => this.#fail(error))
      this.#thread = thread
    }
    return this.#thread
  }

  #settle({ id, value, error }: Answer): void {
    const waiting = this.#take(id)
    if (!waiting) return
    if (!error) waiting.resolve(value as never)
    else if (error.code) waiting.reject(new ColophonError(error.code, error.message, error.details))
    else waiting.reject(new Error(error.message))
  }

  /** The thread died: nothing that waits was acknowledged, and the next change starts a new thread. */
  #fail(error: Error): void {
    this.#thread = undefined
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(error)
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    this.#bytes -= waiting?.bytes ?? 0
    if (this.#waiting.size === 0) this.#thread?.unref()
    return waiting
  }
}

function serve(directory: string): void {
  const port = parentPort!
  const writer = new LocalWriter(openWriter(databaseFile(directory)), () => new Date().toISOString())
  port.on('message', async ({ id, method, argument }: Request) => {
    try {
      const value = await (method === 'importSource'
        ? writer.importSource(argument)
        : writer.registerQuote(argument))
      port.postMessage({ id, value } satisfies Answer)
    } catch (cause) {
      port.postMessage({ id, error: describe(cause as Error) } satisfies Answer)
    }
  })
}

/** Errors lose their class between threads; ours are made again from their parts. */
function describe(error: Error): NonNullable<Answer['error']> {
  return error instanceof ColophonError
    ? { code: error.code, message: error.message, details: error.details }
    : { message: error.stack ?? error.message }
}

if (!isMainThread && (workerData as { writer?: string } | null)?.writer) {
  serve((workerData as { writer: string }).writer)
}
