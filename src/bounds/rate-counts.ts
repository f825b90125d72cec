import { LRUCache } from 'lru-cache'

/** Clients remembered. Of more within a minute, those that were seen longest ago begin anew. */
const MOST_KEYS = 5000

/** How often something was done in a window that is under way, and the milliseconds until it ends. */
export interface RateCount {
  current: number
  ttl: number
}

/** Counts what is done under a key, in windows of so many milliseconds that begin with the first of it. */
export interface Counting {
  count(key: string, window: number): Promise<RateCount>
}

/** Counts in this process. */
export class RateCounts implements Counting {
  readonly #windows = new LRUCache<string, { current: number; end: number }>({ max: MOST_KEYS })
  readonly #now: () => number

  /** @param now the clock, in milliseconds */
  constructor(now = Date.now) {
    this.#now = now
  }

  async count(key: string, window: number): Promise<RateCount> {
    const now = this.#now()
    const known = this.#windows.get(key)
    const begun = known && known.end > now ? known : { current: 0, end: now + window }
    begun.current++
    this.#windows.set(key, begun)
    return { current: begun.current, ttl: begun.end - now }
  }
}
