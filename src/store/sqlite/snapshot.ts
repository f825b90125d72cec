import type { Database } from './database.ts'

/** How old what is read may be, in milliseconds. */
const LONGEST_HOLD = 50

/**
 * Holds one read transaction open over many reads. Each statement outside of one locks and unlocks the log
 * on disk, which costs as much as the read itself. The hold is short, so that what others write shows soon
 * and the log can be checkpointed.
 */
export class Snapshot {
  readonly #db: Database
  readonly #listeners: (() => void)[] = []
  #seen = 0
  #timer: NodeJS.Timeout | undefined

  constructor(db: Database) {
    this.#db = db
  }

  /** Calls the listener when another connection has written since the last hold. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /**
   * To be called before a read: it is of a moment at most 50 ms ago.
   *
   * @returns a number that is another one after each commit of another connection
   */
  hold(): number {
    if (this.#timer) return this.#seen
    this.#end()
    this.#db.run('BEGIN')
    try {
      this.#look()
    } catch (error) {
      this.#end()
      throw error
    }
    this.#timer = setTimeout(() => this.#expire(), LONGEST_HOLD).unref()
    return this.#seen
  }

  /** The same number for what is remembered of earlier reads, without holding anything from now on. */
  look(): number {
    if (!this.#timer) this.#look()
    return this.#seen
  }

  #look(): void {
    const seen = this.#db.value<number>('PRAGMA data_version')!
    if (seen === this.#seen) return
    this.#seen = seen
    for (const listener of this.#listeners) listener()
  }

  /** Reads several times of one moment, within a hold that ends with it unless there is one already. */
  during<T>(read: () => T): T {
    if (this.#timer) return read()
    this.hold()
    try {
      return read()
    } finally {
      this.release()
    }
  }

  /** Ends the hold: the next read sees all that was written until now. */
  release(): void {
    if (!this.#timer) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#end()
  }

  /** Nobody waits for it, so nobody can be told: the next read finds what is wrong. */
  #expire(): void {
    try {
      this.release()
    } catch {
      // Thrown in a timer, it would end the process.
    }
  }

  /** Some errors of the storage end a transaction themselves. */
  #end(): void {
    if (this.#db.inTransaction) this.#db.run('COMMIT')
  }
}
