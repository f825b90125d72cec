import { LRUCache } from 'lru-cache'
import type { Database } from '../store/sqlite/database.ts'
import { type TaskEntry, tasksOf } from '../store/sqlite/mirror/tasks.ts'

type Published = Extract<TaskEntry, { op: 'put' | 'metadata' }>

/** Works whose entries are kept in memory. */
const MOST_WORKS = 100

/** What is to be followed still, by work. */
export class WorkTasks {
  readonly #db: Database
  readonly #entries = new LRUCache<string, TaskEntry[]>({ max: MOST_WORKS })

  constructor(db: Database) {
    this.#db = db
  }

  /** The entries about the same work that are to be followed after this one, in their order. */
  after({ id, seq }: TaskEntry): TaskEntry[] {
    const entries = this.#of(id)
    const first = entries.findIndex((entry) => entry.seq > seq)
    return first < 0 ? [] : entries.slice(first)
  }

  /**
   * The entries of a work, from this one on, that are to be followed as one: a version that is withdrawn before it came
   * here goes with its withdrawal and with all between, so that it is never shown empty.
   */
  together(entry: TaskEntry): TaskEntry[] {
    const entries = [entry, ...this.after(entry)]
    let last = 0
    for (let at = 0; at <= last; at++) {
      const each = entries[at]!
      if (each.op === 'withdraw') continue
      last = Math.max(
        last,
        entries.findIndex((other, place) => place > at && withdraws(other, each)),
      )
    }
    return entries.slice(0, last + 1)
  }

  #of(work: string): TaskEntry[] {
    const entries = this.#entries.get(work) ?? tasksOf(this.#db, work)
    this.#entries.set(work, entries)
    return entries
  }
}

/** Whether an entry withdraws the version that another one of the same work published. */
export function withdraws(entry: TaskEntry, { version }: Published): boolean {
  return entry.op === 'withdraw' && (entry.version === undefined || entry.version === version)
}
