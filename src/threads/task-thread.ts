/** Work handed to a thread of its own, and answered in order: the client, and the loop that the thread runs. */
import { parentPort, Worker } from 'node:worker_threads'
import { ColophonError, type ErrorCode } from '../errors.ts'

interface Answer {
  id: number
  value?: unknown
  error?: Described
}
interface Described {
  code?: ErrorCode
  message: string
  details?: Record<string, unknown>
}
interface Waiting {
  size: number
  resolve: (value: never) => void
  reject: (error: Error) => void
}

/** What a thread is started with, and how much may wait for it. */
export interface ThreadSettings {
  /** The module that calls `answerTasks` when it finds this `workerData`. */
  module: URL
  workerData: Record<string, unknown>
  /** Tasks, and their sizes together, beyond which more is refused, so that memory stays bounded. */
  mostWaiting: number
  mostWaitingSize: number
  /** The sentence that refuses them. */
  busy: string
  /** Megabytes of heap, beyond which the thread is ended and what waits fails. */
  heap?: number
  /** Milliseconds that one task may take, after which the thread is ended and what waits is refused with `late`. */
  longest?: number
  late?: string
  /** What is said to those who wait when the thread ends by itself, out of memory or by a fault; else the fault is. */
  ended?: (cause: Error) => Error
  /** Is told what failed in the thread when nobody waits for it. */
  failed?: (error: Error) => void
}

/** A thread's client. The thread starts with the first task and keeps the process alive only while one waits. */
export class TaskThread<Task> {
  readonly #settings: ThreadSettings
  readonly #waiting = new Map<number, Waiting>()
  #thread: Worker | undefined
  #size = 0
  #last = 0
  #clock: NodeJS.Timeout | undefined

  constructor(settings: ThreadSettings) {
    this.#settings = settings
  }

  /** Whether there was a task since the thread last ended. */
  get isRunning(): boolean {
    return this.#thread !== undefined
  }

  /** How many tasks wait for the thread, with the one that it does. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** The thread's answer. Rejects with what it threw, or with `busy`. */
  hand<T>(task: Task, size: number): Promise<T> {
    const { mostWaiting, mostWaitingSize, busy } = this.#settings
    if (this.#waiting.size >= mostWaiting || this.#size + size > mostWaitingSize)
      return Promise.reject(new ColophonError('busy', busy))
    const thread = this.#start()
    return new Promise((resolve, reject) => {
      const id = ++this.#last
      this.#size += size
      this.#waiting.set(id, { size, resolve, reject })
      if (this.#waiting.size === 1) this.#watch()
      thread.ref()
      thread.postMessage({ id, task })
    })
  }

  /** Waits for what is under way, then ends the thread. */
  async finish(): Promise<void> {
    while (this.#waiting.size > 0) await new Promise((resolve) => setTimeout(resolve, 10))
    await this.#thread?.terminate()
  }

  /** Ends the thread at once; what waits fails with `reason`. */
  async stop(reason: Error): Promise<void> {
    const thread = this.#thread
    this.#fail(reason)
    await thread?.terminate()
  }

  #start(): Worker {
    if (!this.#thread) {
      const { module, workerData, heap, ended = (cause) => cause } = this.#settings
      const resourceLimits = heap === undefined ? {} : { maxOldGenerationSizeMb: heap }
      const thread = new Worker(module, { workerData, resourceLimits })
      thread.on('message', (answer: Answer) => this.#settle(answer))
      const fail = (cause: Error) => this.#thread === thread && this.#fail(ended(cause))
      thread.on('error', fail)
      thread.on('exit', (code) => fail(new Error(`The thread ended with code ${code}.`)))
      this.#thread = thread
    }
    return this.#thread
  }

  #settle({ id, value, error }: Answer): void {
    if (id === NOBODY) this.#settings.failed?.(made(error!))
    const waiting = this.#take(id)
    if (!waiting) return
    if (error) waiting.reject(made(error))
    else waiting.resolve(value as never)
  }

  /** The thread is gone: nothing that waits was acknowledged, and the next task starts a new thread. */
  #fail(error: Error): void {
    this.#thread = undefined
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(error)
  }

  /** Times the task that the thread has come to, the first of those that wait. */
  #watch(): void {
    clearTimeout(this.#clock)
    const { longest, late = '' } = this.#settings
    if (longest === undefined || this.#waiting.size === 0) return
    this.#clock = setTimeout(() => void this.stop(new ColophonError('busy', late)), longest)
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    this.#size -= waiting?.size ?? 0
    this.#watch()
    if (this.#waiting.size === 0) this.#thread?.unref()
    return waiting
  }
}

/** Runs in the thread: answers each task with what `work` makes of it. */
export function answerTasks<Task>(work: (task: Task) => Promise<unknown>): void {
  const port = parentPort!
  port.on('message', async ({ id, task }: { id: number; task: Task }) => {
    try {
      port.postMessage({ id, value: await work(task) } satisfies Answer)
    } catch (cause) {
      port.postMessage({ id, error: describe(cause as Error) } satisfies Answer)
    }
  })
}

/** The number of no task: tasks are counted from 1. */
const NOBODY = 0

/** Runs in the thread: tells the client what failed when nobody waits for it. */
export function reportFailure(error: Error): void {
  parentPort!.postMessage({ id: NOBODY, error: describe(error) } satisfies Answer)
}

/** Errors lose their class between threads; ours are made again from their parts. */
function made({ code, message, details }: Described): Error {
  return code ? new ColophonError(code, message, details) : new Error(message)
}

function describe(error: Error): Described {
  return error instanceof ColophonError
    ? { code: error.code, message: error.message, details: error.details }
    : { message: error.stack ?? error.message }
}
