import { nextTurn } from '../bounds/next-turn.ts'
import type { LogEntry } from '../log/entry.ts'
import type { LogReads } from '../store/log.ts'

/** Entries read at a time: some milliseconds. */
const AT_ONCE = 1000

/** A place in the log's order at which a work changed. */
export interface WorkChange {
  /** The index of the entry. */
  seq: number
  /** Id of the work. */
  work: string
  /** When, in whole seconds since 1970. */
  second: number
  /** Whether the work did not change before. */
  isFirst: boolean
}

/** Which changes are wanted; moments in whole seconds since 1970. */
export interface ChangeRange {
  /** Only entries after this one. */
  after?: number | undefined
  from?: number | undefined
  /** The second itself included. */
  until?: number | undefined
  /** Only among so many entries of the log: what came later is not looked at. */
  size: number
}

/**
 * When which work changed, in the order of the log: published anew, described anew, withdrawn. It is read from the entries
 * when it is asked for, and those that came since when it is asked again; in a copy as far as it follows them. A list of it stays the same however the log grows.
 */
export class WorkChanges {
  readonly #log: LogReads
  #size = 0
  #earliest: number | undefined
  #newest: number | undefined
  #reading: Promise<void> | undefined
  /** Of each change: its entry, second, work, and the next change of the same work. */
  readonly #seqs: number[] = []
  readonly #seconds: number[] = []
  readonly #works: string[] = []
  readonly #next: number[] = []
  readonly #isFirst: boolean[] = []
  readonly #lastOf = new Map<string, number>()

  constructor(log: LogReads) {
    this.#log = log
  }

  /** Reads what the log has by now. */
  refresh(): Promise<void> {
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  /** How many entries were read. */
  get size(): number {
    return this.#size
  }

  /** The second of the first entry of the log; undefined when there is none. */
  get earliest(): number | undefined {
    return this.#earliest
  }

  /** The second of the newest entry, whatever it says. No later one will be older. */
  get newest(): number | undefined {
    return this.#newest
  }

  /** The second in which a work changed last; undefined when the log does not speak of it. */
  changedAt(work: string): number | undefined {
    const last = this.#lastOf.get(work)
    return last === undefined ? undefined : this.#seconds[last]
  }

  /** Each work that changed, once, at the last of its changes among the first `size` entries, in their order. */
  *within({ after = -1, from = Number.NEGATIVE_INFINITY, until, size }: ChangeRange): Generator<WorkChange> {
    const last = until ?? Number.POSITIVE_INFINITY
    const start = Math.max(firstAbove(this.#seqs, after), firstAbove(this.#seconds, from - 1))
    for (let at = start; at < this.#seqs.length; at++) {
      const seq = this.#seqs[at]!
      if (seq >= size || this.#seconds[at]! > last) return
      if (this.#isLastOf(at, size))
        yield { seq, work: this.#works[at]!, second: this.#seconds[at]!, isFirst: this.#isFirst[at]! }
    }
  }

  /** The works that an entry from an index on speaks of, in the order of their last changes. */
  *since(seq: number): Generator<string> {
    for (const { work } of this.within({ after: seq - 1, size: this.#size })) yield work
  }

  #isLastOf(at: number, size: number): boolean {
    const next = this.#next[at]
    return next === undefined || this.#seqs[next]! >= size
  }

  async #readOn(): Promise<void> {
    const followed = await this.#log.followed()
    for (; this.#size < followed; await nextTurn()) {
      const entries = await this.#log.entries(this.#size, Math.min(AT_ONCE, followed - this.#size))
      for (const bytes of entries) this.#add(readEntry(bytes), this.#size++)
      if (entries.length === 0) return
    }
  }

  #add(entry: LogEntry | undefined, seq: number): void {
    if (!entry) return
    const second = Math.floor(Date.parse(entry.time) / 1000)
    this.#earliest ??= second
    this.#newest = second
    if (entry.op === 'key' || entry.op === 'heartbeat') return
    const { id } = entry
    const at = this.#seqs.push(seq) - 1
    this.#seconds.push(second)
    this.#works.push(id)
    const before = this.#lastOf.get(id)
    this.#isFirst.push(before === undefined)
    if (before !== undefined) this.#next[before] = at
    this.#lastOf.set(id, at)
  }
}

/** What was written here is not checked again; what is damaged is found by `verify`, and says nothing here. */
function readEntry(bytes: Buffer): LogEntry | undefined {
  try {
    return JSON.parse(bytes.toString()) as LogEntry
  } catch {
    return undefined
  }
}

/** A second since 1970 as a W3C date and time, in UTC. */
export function printSecond(second: number): string {
  return new Date(second * 1000).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** The place of the first of ascending numbers that is above one. */
function firstAbove(numbers: readonly number[], bound: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! > bound) high = middle
    else low = middle + 1
  }
  return low
}
