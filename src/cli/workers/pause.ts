/** In milliseconds. */
const SHORTEST = 100
const LONGEST = 30_000
/** Whoever lived so long did not end of how it was started. */
const LONG_LIFE = 60_000

/** The milliseconds before a worker is started in the place of one that ended: twice the last when it lived shortly. */
export function pauseAfter(lived: number, last: number): number {
  return lived < LONG_LIFE ? Math.min(LONGEST, Math.max(SHORTEST, last * 2)) : SHORTEST
}
