import { Worker } from 'node:worker_threads'
import { ColophonError, type ErrorCode } from '../errors.ts'
import { type Answer, type Call, describedError, endingError, NOBODY, type Request } from './messages.ts'

interface Waiting {
  call: Call
  size: number
  resolve: (value: never) => void
  reject: (error: Error) => void
}

/** What a thread is started with, and how much may wait for it. */
export interface ThreadSettings {
  /** `import.meta.url` of the module that calls `serveThread`. */
  module: string
  /** What the thread makes its implementation of. */
  data?: unknown
  /**
   * Calls, and their sizes together, beyond which more is refused, so that memory stays bounded. No bounds where whoever
   * hands the calls over sees to it.
   */
  mostWaiting?: number
  mostWaitingSize?: number
  /** The sentence that refuses them. */
  busy?: string
  /** Megabytes of heap, beyond which the thread is ended and what waits fails. */
  heap?: number
  /** Milliseconds that one call may take, after which the thread is ended and the call is refused with `late`. */
  longest?: number
  late?: string
  /** What the refusal is; `busy` when nothing is said. */
  lateCode?: ErrorCode
  /** Calls change nothing: those that wait behind the one that ended a thread go to the next one. Else they fail too. */
  resumes?: boolean
  /**
   * What is said to those who wait when the thread ends by itself, out of memory or by a fault; else the fault is. The
   * first of them is under way: what ended the thread is most likely its doing.
   */
  ended?: (cause: Error, isUnderWay: boolean) => Error
  /** The thread gives way to those that answer at once, where they want the same processor. */
  yields?: boolean
  /** Is told what failed in the thread when nobody waits for it. */
  failed?: (error: Error) => void
}

/**
 * A thread's client: hands it calls, which it answers in order. The thread starts with the first call and keeps the
 * process alive only while one waits.
 */
export class TaskThread {
  readonly #settings: ThreadSettings
  readonly #waiting = new Map<number, Waiting>()
  #thread: Worker | undefined
  #size = 0
  #last = 0
  #clock: NodeJS.Timeout | undefined

  constructor(settings: ThreadSettings) {
    this.#settings = settings
  }

  /** Whether there was a call since the thread last ended. */
  get isRunning(): boolean {
    return this.#thread !== undefined
  }

  /** How many calls wait for the thread, with the one that it answers. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** The thread's answer. Rejects with what it threw, or with `busy`. */
  hand<T>(call: Call, size: number): Promise<T> {
    const { mostWaiting = Infinity, mostWaitingSize = Infinity, busy = '' } = this.#settings
    if (this.#waiting.size >= mostWaiting || this.#size + size > mostWaitingSize)
      return Promise.reject(new ColophonError('busy', busy))
    const thread = this.#start()
    return new Promise((resolve, reject) => {
      const id = ++this.#last
      this.#size += size
      this.#waiting.set(id, { call, size, resolve, reject })
      if (this.#waiting.size === 1) this.#watch()
      thread.ref()
      thread.postMessage({ id, call } satisfies Request)
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
    this.#thread = undefined
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(reason)
    await thread?.terminate()
  }

  #start(): Worker {
    if (!this.#thread) {
      const { module, data, heap, yields = false, ended = (cause) => cause } = this.#settings
      const resourceLimits = heap === undefined ? {} : { maxOldGenerationSizeMb: heap }
      const thread = new Worker(new URL(module), { workerData: { module, data, yields }, resourceLimits })
      thread.on('message', (answer: Answer) => this.#settle(answer))
      const fail = (cause: Error) =>
        this.#thread === thread && this.#fail((isUnderWay) => ended(cause, isUnderWay))
      thread.on('error', (cause) => fail(endingError(cause)))
      thread.on('exit', (code) => fail(new Error(`The thread ended with code ${code}.`)))
      this.#thread = thread
    }
    return this.#thread
  }

  #settle({ id, value, error }: Answer): void {
    if (id === NOBODY) this.#settings.failed?.(describedError(error!))
    const waiting = this.#take(id)
    if (!waiting) return
    if (error) waiting.reject(describedError(error))
    else waiting.resolve(value as never)
  }

  /** The thread is gone. What waits was not acknowledged; the next thread has it, or the next call starts one. */
  #fail(reason: (isUnderWay: boolean) => Error): void {
    this.#thread = undefined
    const failed = [...this.#waiting.keys()].slice(0, this.#settings.resumes ? 1 : undefined)
    for (const [place, id] of failed.entries()) this.#take(id)?.reject(reason(place === 0))
    for (const [id, { call }] of this.#waiting) this.#start().postMessage({ id, call } satisfies Request)
  }

  /** Times the call that the thread has come to, the first of those that wait. */
  #watch(): void {
    clearTimeout(this.#clock)
    const { longest, late = '', lateCode = 'busy' } = this.#settings
    if (longest === undefined || this.#waiting.size === 0) return
    this.#clock = setTimeout(() => {
      void this.#thread?.terminate()
      this.#fail(() => new ColophonError(lateCode, late))
    }, longest)
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
