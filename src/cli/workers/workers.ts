import cluster from 'node:cluster'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Family, Labels } from '../../metrics/family.ts'
import { describedError } from '../../threads/messages.ts'
import { pauseAfter } from './pause.ts'
import type { Primary } from './sides.ts'
import { WorkerProcess } from './worker-process.ts'

/** Processes that serve together; each that ends is replaced until all are stopped. */
export class Workers {
  readonly #logger: Logger
  readonly #running = new Set<WorkerProcess>()
  readonly #stopping = new AbortController()
  #kept: Promise<void>[] = []

  constructor(logger: Logger) {
    this.#logger = logger
  }

  /**
   * Starts so many workers, which run the command that runs here, and resolves with the port when all listen.
   *
   * @throws what keeps the first one from serving
   */
  async start(count: number, primary: Omit<Primary, 'cannotServe'>): Promise<number> {
    // Each takes connections itself. Handed out by this process, some of them hung when a worker was killed, and
    // those beyond a worker's bound were handed round for ever.
    cluster.schedulingPolicy = cluster.SCHED_NONE
    cluster.setupPrimary({ serialization: 'advanced' })
    const first = this.#fork(primary, 1)
    const { port } = await Promise.race([first.listening, failed(first)])
    const all = [first, ...Array.from({ length: count - 1 }, (_, at) => this.#fork(primary, at + 2))]
    this.#kept = all.map((worker) => this.#keep(worker, primary))
    await Promise.all(all.map(({ listening, ended }) => Promise.race([listening, ended])))
    return port
  }

  /** Resolves when the next read of every worker sees all that was written until now. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#running].map((worker) => worker.refresh()))
  }

  /** What every worker tells of itself, with its place. */
  async metrics(): Promise<{ labels: Labels; families: Family[] }[]> {
    const asked = [...this.#running].map(async (worker) => ({
      labels: { process: `worker ${worker.place}` },
      families: await worker.metrics(),
    }))
    return Promise.all(asked)
  }

  /** Lets all finish what is under way, for so many milliseconds at most. */
  async stop(longest: number): Promise<void> {
    this.#stopping.abort()
    for (const worker of this.#running) worker.stop()
    const late = setTimeout(() => {
      for (const worker of this.#running) worker.kill()
    }, longest)
    await Promise.all(this.#kept)
    clearTimeout(late)
  }

  #fork(primary: Omit<Primary, 'cannotServe'>, place: number): WorkerProcess {
    const worker = new WorkerProcess(primary, place)
    this.#running.add(worker)
    void worker.ended.then(() => this.#running.delete(worker))
    void worker.listening.then(() => this.#logger.info({ worker: worker.pid }, 'a worker listens'))
    return worker
  }

  /** Resolves when a worker has ended that is not to be replaced. */
  async #keep(first: WorkerProcess, primary: Omit<Primary, 'cannotServe'>): Promise<void> {
    let pause = 0
    for (let worker = first; ; worker = this.#fork(primary, first.place)) {
      const { how, lived, why } = await worker.ended
      if (this.#stopping.signal.aborted) return
      pause = pauseAfter(lived, pause)
      this.#logger.error(
        { worker: worker.pid, how, pause, ...(why && { why: why.message }) },
        'a worker ended; another one is started',
      )
      await sleep(pause, undefined, this.#stopping).catch(() => {})
      if (this.#stopping.signal.aborted) return
    }
  }
}

async function failed({ ended }: WorkerProcess): Promise<never> {
  const { why, how } = await ended
  throw why ? describedError(why) : new Error(`The first worker ended before it listened: ${how}.`)
}
