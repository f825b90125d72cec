import { TaskThread, type ThreadSettings } from './task-thread.ts'

/** Several threads for tasks that do not depend on one another. Each starts with its first task. */
export class TaskPool<Task> {
  readonly #threads: TaskThread<Task>[]

  /** @param settings of each thread; what may wait is for each of them */
  constructor(count: number, settings: ThreadSettings) {
    this.#threads = Array.from({ length: count }, () => new TaskThread<Task>(settings))
  }

  /** The answer of the thread that has the least to do. Rejects with what it threw, or with `busy`. */
  hand<T>(task: Task, size: number): Promise<T> {
    const [freest] = [...this.#threads].sort((a, b) => a.waiting - b.waiting)
    return freest!.hand(task, size)
  }

  /** Waits for what is under way, then ends the threads. */
  async finish(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.finish()))
  }
}
