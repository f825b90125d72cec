import type { PostgresDatabase } from './database.ts'

/** How often it is looked whether something was committed, and how long a look may take, in milliseconds. */
const EVERY = 40
const LATE = 500

/** Another text after each commit, on a primary and on a standby alike. */
const SNAPSHOT = 'SELECT pg_current_snapshot()::text'

/**
 * Tells one moment of a database from another. While it does not answer, every moment is another one, so that nothing is
 * answered from memory that nobody can check.
 */
export class Moments {
  readonly #db: PostgresDatabase
  readonly #listeners: (() => void)[] = []
  #number = 0
  #snapshot = ''
  #lookedAt = performance.now()
  #looking = false
  readonly #timer: NodeJS.Timeout

  constructor(db: PostgresDatabase) {
    this.#db = db
    this.#timer = setInterval(() => void this.look(), EVERY).unref()
  }

  now(): number {
    if (performance.now() - this.#lookedAt > LATE) this.next()
    return this.#number
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** Begins another moment. */
  next(): void {
    this.#number++
    for (const listener of this.#listeners) listener()
  }

  /** Looks whether something was committed. Never rejects: what reads next finds what is wrong. */
  async look(): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    const began = performance.now()
    try {
      const snapshot = await this.#db.value<string>(SNAPSHOT)
      this.#lookedAt = began
      if (snapshot !== this.#snapshot) this.next()
      this.#snapshot = snapshot ?? ''
    } catch {
      // `now` finds that it is late.
    } finally {
      this.#looking = false
    }
  }

  end(): void {
    clearInterval(this.#timer)
  }
}
