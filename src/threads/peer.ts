import { ColophonError } from '../errors.ts'
import { type Answer, type Call, describedError, type Request } from './messages.ts'
import type { Threads } from './remote.ts'
import { answerTo } from './serve.ts'

type Message = { request: Request } | { answer: Answer }

/** An end of the channel between two processes: `process` in the one that was started, a `cluster.Worker` in the other. */
export interface Channel {
  send?(message: Message, sent: (error: Error | null) => void): unknown
  on(event: 'message', listener: (message: Message) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
}

/** How much may be under way, in the unit of the sizes, and the sentence that refuses more. */
export interface PeerBounds {
  mostSize: number
  busy: string
}

interface Waiting {
  size: number
  resolve: (value: never) => void
  reject: (error: Error) => void
}

/**
 * The process at the other end of a channel: hands it calls, as to a thread, and answers those that it hands over. Calls are
 * not bounded in number, since each belongs to a request.
 */
export class Peer implements Threads {
  readonly #channel: Channel
  readonly #bounds: PeerBounds
  readonly #waiting = new Map<number, Waiting>()
  #size = 0
  #last = 0

  /** @param methods what the other process may call */
  constructor(channel: Channel, methods: object, bounds: PeerBounds = { mostSize: Infinity, busy: '' }) {
    this.#channel = channel
    this.#bounds = bounds
    channel.on('message', async (message) => {
      if ('answer' in message) this.#settle(message.answer)
      // Whoever is gone by then needs no answer.
      else channel.send?.({ answer: await answerTo(() => methods, message.request) }, () => {})
    })
    channel.on('disconnect', () => this.#fail(new Error('The process at the other end is gone.')))
  }

  /** The other's answer. Rejects with what it threw, with `busy`, or when the other is gone. */
  hand<T>(call: Call, size: number): Promise<T> {
    const { mostSize, busy } = this.#bounds
    if (size > 0 && this.#size + size > mostSize) return Promise.reject(new ColophonError('busy', busy))
    return new Promise((resolve, reject) => {
      const id = ++this.#last
      this.#size += size
      this.#waiting.set(id, { size, resolve, reject })
      this.#channel.send?.({ request: { id, call } }, (error) => error && this.#take(id)?.reject(error))
    })
  }

  #settle({ id, value, error }: Answer): void {
    const waiting = this.#take(id)
    if (error) waiting?.reject(describedError(error))
    else waiting?.resolve(value as never)
  }

  #fail(reason: Error): void {
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(reason)
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    this.#size -= waiting?.size ?? 0
    return waiting
  }
}
