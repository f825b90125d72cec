import cluster from 'node:cluster'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Family } from '../../metrics/family.ts'
import type { DescribedError } from '../../threads/messages.ts'
import { Peer } from '../../threads/peer.ts'
import { remote } from '../../threads/remote.ts'
import type { Primary, Worker } from './sides.ts'

/** How long a worker that does not answer is waited for, in milliseconds: it looks for what was written by itself too. */
const LONGEST_WAIT = 1000

/** How a worker ended, after how many milliseconds, and why when it could not serve. */
export interface Ending {
  how: string
  lived: number
  why?: DescribedError | undefined
}

/** A worker as the process that started it sees it. */
export class WorkerProcess {
  readonly pid: number
  /** Its place among the workers, from 1: one that is started in place of another has the same. */
  readonly place: number
  /** Where it listens; never resolves when it ends before. */
  readonly listening: Promise<Pick<AddressInfo, 'port'>>
  readonly ended: Promise<Ending>
  readonly #process = cluster.fork()
  readonly #worker: Worker
  #listens = false
  #why: DescribedError | undefined

  /** @param primary what it may ask for */
  constructor(primary: Omit<Primary, 'cannotServe'>, place: number) {
    this.place = place
    const cannotServe = async (why: DescribedError) => {
      this.#why = why
    }
    this.pid = this.#process.process.pid!
    this.#worker = remote<Worker>(new Peer(this.#process, { ...primary, cannotServe }))
    this.listening = once(this.#process, 'listening').then(([address]) => {
      this.#listens = true
      return address
    })
    const begun = performance.now()
    this.ended = once(this.#process, 'exit').then(([code, signal]) => ({
      how: signal ?? `exit code ${code}`,
      lived: performance.now() - begun,
      why: this.#why,
    }))
  }

  /** Resolves when its next read sees all that was written until now. */
  async refresh(): Promise<void> {
    if (this.#listens) await soon(this.#worker.refresh())
  }

  /** What it tells of itself; nothing when it is too busy to. */
  async metrics(): Promise<Family[]> {
    return (this.#listens && (await soon(this.#worker.metrics()))) || []
  }

  /** Lets it finish what is under way; one that does not listen yet has nothing. */
  stop(): void {
    // Whoever is gone by now need not be stopped.
    if (this.#listens) this.#worker.stop().catch(() => {})
    else this.kill()
  }

  kill(): void {
    this.#process.process.kill('SIGKILL')
  }
}

/** The answer of a worker; undefined when it fails or is late. */
function soon<T>(answer: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, LONGEST_WAIT, undefined)
    const done = (value?: T) => {
      clearTimeout(late)
      resolve(value)
    }
    answer.then(done, () => done())
  })
}
