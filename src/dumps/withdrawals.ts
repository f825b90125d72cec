import { nextTurn } from '../bounds/next-turn.ts'
import type { LogReads } from '../store/log.ts'

/** Entries looked through at a time: a few milliseconds. */
const SCANNED = 5000
/** Most sizes that are remembered: an archive has a few dumps. */
const MOST_SIZES = 1000

/** Tells whether something was withdrawn since the log had a size. What was looked through once is remembered. */
export class Withdrawals {
  readonly #log: LogReads
  /** By the size that was asked for: up to which entry there is none, and whether there is one there. */
  readonly #seen = new Map<number, { upTo: number; found: boolean }>()

  constructor(log: LogReads) {
    this.#log = log
  }

  /** Whether an entry of the log from this index on, signed or not yet, withdraws something. */
  async areSince(size: number): Promise<boolean> {
    if (this.#seen.size > MOST_SIZES) this.#seen.clear()
    const seen = this.#seen.get(size) ?? { upTo: size, found: false }
    this.#seen.set(size, seen)
    for (const end = await this.#log.size(); !seen.found && seen.upTo < end; ) {
      const to = Math.min(end, seen.upTo + SCANNED)
      // Somebody else who asks the same may have found it meanwhile.
      if ((await this.#log.withdrawals(seen.upTo, to, 1)).length > 0) seen.found = true
      seen.upTo = Math.max(seen.upTo, to)
      if (to < end) await nextTurn()
    }
    return seen.found
  }
}
