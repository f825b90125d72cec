/** How long changes are gathered for one signature, in milliseconds. */
const GATHERED = 20
/** After how long what failed is tried again: at first, and at last, in milliseconds. */
const RETRIED = { first: 1000, last: 60_000 }

/** Signs a while after a change, once for all changes of that while; what fails is tried again, less and less often. */
export class DelayedSigning {
  readonly #sign: () => void
  readonly #failed: (error: Error) => void
  #timer: NodeJS.Timeout | undefined
  /** After how long the next failure is followed by another try; undefined when the last one succeeded. */
  #patience: number | undefined

  /** @param failed is told each time that it failed and nobody waited for it */
  constructor(sign: () => void, failed: (error: Error) => void = () => {}) {
    this.#sign = sign
    this.#failed = failed
  }

  /** Is something to be signed? */
  get isDue(): boolean {
    return this.#timer !== undefined
  }

  /** Lets it be signed soon: something was changed. After a failure too, whatever made it fail may be over. */
  soon(): void {
    if (this.#timer && this.#patience === undefined) return
    this.#patience = undefined
    this.#after(GATHERED)
  }

  /** Signs at once. @throws what the signing throws; it is tried again all the same */
  now(): void {
    this.end()
    try {
      this.#sign()
      this.#patience = undefined
    } catch (error) {
      const patience = this.#patience ?? RETRIED.first
      this.#after(patience)
      this.#patience = Math.min(2 * patience, RETRIED.last)
      throw error
    }
  }

  /** Signs no more by itself. */
  end(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #after(delay: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      try {
        this.now()
      } catch (error) {
        this.#failed(error as Error)
      }
    }, delay).unref()
  }
}
