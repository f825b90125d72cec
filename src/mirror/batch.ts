import type SQLite from 'better-sqlite3'

/** Changes that are committed together, and how long the first of them waits, in milliseconds. */
const MOST = 64
const WAIT = 20

interface Change {
  apply: () => void
  done: () => void
  failed: (error: unknown) => void
}

/**
 * Commits changes that come close after one another together, so that the disk is waited for once. Each is whole or
 * not at all, whatever becomes of the others; who asked for it is told when it lasts.
 */
export class Batch {
  readonly #sql: SQLite.Database
  #changes: Change[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(sql: SQLite.Database) {
    this.#sql = sql
  }

  /** Resolves when the change is on disk; rejects with what it threw. */
  add(apply: () => void): Promise<void> {
    return new Promise((done, failed) => {
      this.#changes.push({ apply, done, failed })
      if (this.#changes.length >= MOST) this.#commit()
      else this.#timer ??= setTimeout(() => this.#commit(), WAIT)
    })
  }

  #commit(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const changes = this.#changes
    this.#changes = []
    const outcomes: (() => void)[] = []
    const all = this.#sql.transaction(() => {
      for (const { apply, done, failed } of changes) {
        try {
          apply()
          outcomes.push(done)
        } catch (error) {
          outcomes.push(() => failed(error))
        }
      }
    })
    try {
      all.immediate()
      for (const tell of outcomes) tell()
    } catch (error) {
      for (const { failed } of changes) failed(error)
    }
  }
}
