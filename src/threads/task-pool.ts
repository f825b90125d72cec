import type { Call } from './messages.ts'
import { TaskThread, type ThreadSettings } from './task-thread.ts'

/** Several threads for calls that do not depend on one another. Each starts with its first call. */
export class TaskPool {
  readonly #threads: TaskThread[]

  /** @param settings of each thread; what may wait is for each of them */
  constructor(count: number, settings: ThreadSettings) {
    this.#threads = Array.from({ length: count }, () => new TaskThread(settings))
  }

  /** How many calls wait for them, with those that they answer. */
  get waiting(): number {
    return this.#threads.reduce((sum, { waiting }) => sum + waiting, 0)
  }

  /** The answer of the thread that has the least to do. Rejects with what it threw, or with `busy`. */
  hand<T>(call: Call, size: number): Promise<T> {
    const [freest] = [...this.#threads].sort((a, b) => a.waiting - b.waiting)
    return freest!.hand(call, size)
  }

  /** Waits for what is under way, then ends the threads. */
  async finish(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.finish()))
  }
}
