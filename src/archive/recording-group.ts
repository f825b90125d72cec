import type { Connection } from '../store/sql/connection.ts'
import { inOneTransaction } from '../store/sqlite/batch.ts'
import type { Recorded } from '../store/works.ts'

/** A version to be recorded, in a transaction of its own, and who is told what came of it. */
interface Waiting {
  record: () => Recorded
  /** Bytes of what is recorded, as it came. */
  size: number
  resolve: (recorded: Recorded) => void
  reject: (error: Error) => void
}

/** What is written in one transaction: its commit waits for the disk once for all, and others wait to write meanwhile. */
const MOST = { versions: 256, size: 8 * 1024 * 1024 }

/**
 * Records what comes together in one transaction: all that was handed over before this thread has its next turn. One
 * that fails is told so and loses none of the others.
 */
export class RecordingGroup {
  readonly #db: Connection
  #waiting: Waiting[] = []

  constructor(db: Connection) {
    this.#db = db
  }

  /** Resolves when it is on disk. */
  add(record: () => Recorded, size: number): Promise<Recorded> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.write())
      this.#waiting.push({ record, size, resolve, reject })
    })
  }

  /** Writes all that waits, at once. */
  write(): void {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.#fitting())
      const outcomes = inOneTransaction(
        this.#db,
        group.map(({ record }) => record),
      )
      for (const [at, outcome] of outcomes.entries()) {
        if (outcome.status === 'fulfilled') group[at]!.resolve(outcome.value)
        else group[at]!.reject(outcome.reason as Error)
      }
    }
  }

  /** How many of those that wait are written together: the first, and as many more as are not too much. */
  #fitting(): number {
    let size = 0
    const end = this.#waiting.findIndex((each, at) => {
      size += each.size
      return at > 0 && (at === MOST.versions || size > MOST.size)
    })
    return end < 0 ? this.#waiting.length : end
  }
}
