import { ColophonError } from '../errors.ts'

/** How much a queue takes. */
export interface QueueBounds {
  /** Works under way at once, and those of them that one client may have. */
  atOnce: number
  ofOne: number
  /** Works that wait, and those of them that one client may have. */
  waiting: number
  waitingOfOne: number
  /** The sentence that refuses more. */
  busy: string
}

type Start = () => void

/**
 * Lets works begin in turn: the clients one after the other, whatever each of them has waiting, so that one who asks
 * for much is served last and keeps nobody waiting.
 */
export class FairQueue {
  readonly #bounds: QueueBounds
  /** Works under way, by client. */
  readonly #underWay = new Map<string, number>()
  /** What waits, by client: the client whose turn is next stands first. */
  readonly #waiting = new Map<string, Start[]>()
  #started = 0
  #waits = 0

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds
  }

  /** Does the work when it is the client's turn. Rejects with what it throws, or at once with ColophonError `busy`. */
  async run<T>(client: string, work: () => Promise<T>): Promise<T> {
    if (this.#mayStart(client)) this.#start(client)
    else await this.#turnOf(client)
    try {
      return await work()
    } finally {
      this.#end(client)
    }
  }

  /** Throws ColophonError `busy` when the client could not even wait. */
  assertRoom(client: string): void {
    const { waiting, waitingOfOne, busy } = this.#bounds
    const isFull = this.#waits >= waiting || (this.#waiting.get(client)?.length ?? 0) >= waitingOfOne
    if (isFull && !this.#mayStart(client)) throw new ColophonError('busy', busy)
  }

  #mayStart(client: string): boolean {
    const { atOnce, ofOne } = this.#bounds
    return this.#started < atOnce && (this.#underWay.get(client) ?? 0) < ofOne
  }

  async #turnOf(client: string): Promise<void> {
    this.assertRoom(client)
    this.#waits++
    await new Promise<void>((resolve) => {
      const waiting = this.#waiting.get(client)
      if (waiting) waiting.push(resolve)
      else this.#waiting.set(client, [resolve])
    })
  }

  #start(client: string): void {
    this.#started++
    this.#underWay.set(client, (this.#underWay.get(client) ?? 0) + 1)
  }

  #end(client: string): void {
    this.#started--
    const left = this.#underWay.get(client)! - 1
    if (left > 0) this.#underWay.set(client, left)
    else this.#underWay.delete(client)
    this.#next()
  }

  /** Starts what waits of the first client that may start something; that client then stands last. */
  #next(): void {
    for (const [client, [start, ...more]] of this.#waiting) {
      if (!this.#mayStart(client)) continue
      this.#waiting.delete(client)
      if (more.length > 0) this.#waiting.set(client, more)
      this.#waits--
      this.#start(client)
      start!()
      return
    }
  }
}
