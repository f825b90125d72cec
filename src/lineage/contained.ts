import { CandidateIndex } from './candidates.ts'
import { type Groups, OTHER, type Side } from './groups.ts'
import type { Likeness } from './likeness.ts'

/** Of a block's pairs of words, so many must be in the block that it is said to be part of. */
const LEAST_CONTAINED = 0.6

/** Fewer pairs of words may be in a long text by chance. */
const FEWEST_SHARED = 4

/**
 * Finds for every block that is left the changed block of the other version that contains it, in words that
 * none of that block's other parts have: its merges and splits of more than two parts, and of parts that
 * something else separates.
 */
export function absorbContained(groups: Groups, likeness: Likeness): void {
  for (const side of ['from', 'to'] as const) absorb(groups, likeness, side)
}

function absorb(groups: Groups, likeness: Likeness, side: Side): void {
  const free = groups.free(side)
  const other = OTHER[side]
  const changed = [...groups.blocks[other].keys()].filter((whole) => canGrow(groups, other, whole))
  if (free.length === 0 || changed.length === 0) return
  const index = new CandidateIndex(changed, likeness.features[other])
  const left = new WordsLeft(groups, likeness, side)
  for (const part of free) {
    const words = likeness.features[side].all(part)
    const least = Math.max(FEWEST_SHARED, words.length * LEAST_CONTAINED)
    let best = { whole: -1, shared: 0 }
    for (const whole of index.of(likeness.features[side].of(part))) {
      const shared = canGrow(groups, other, whole) ? left.shared(whole, words) : 0
      if (shared > best.shared) best = { whole, shared }
    }
    if (best.shared < least) continue
    left.take(best.whole, words)
    if (side === 'from') groups.join([part], [best.whole])
    else groups.join([best.whole], [part])
  }
}

/** The pairs of words of blocks that none of their parts has, with how often they stand there. */
class WordsLeft {
  readonly #groups: Groups
  readonly #likeness: Likeness
  readonly #side: Side
  readonly #left = new Map<number, Map<number, number>>()

  /** @param side that of the parts */
  constructor(groups: Groups, likeness: Likeness, side: Side) {
    this.#groups = groups
    this.#likeness = likeness
    this.#side = side
  }

  /** How many of a part's pairs of words are left in a whole. */
  shared(whole: number, words: Int32Array): number {
    const left = this.#of(whole)
    let shared = 0
    for (const [pair, times] of count(words)) shared += Math.min(times, left.get(pair) ?? 0)
    return shared
  }

  /** Takes a part's pairs of words out of a whole. */
  take(whole: number, words: Int32Array): void {
    const left = this.#of(whole)
    for (const pair of words) left.set(pair, (left.get(pair) ?? 0) - 1)
  }

  #of(whole: number): Map<number, number> {
    const known = this.#left.get(whole)
    if (known) return known
    const other = OTHER[this.#side]
    this.#left.set(whole, count(this.#likeness.features[other].all(whole)))
    for (const part of this.#groups.partners(other, whole)) {
      this.take(whole, this.#likeness.features[this.#side].all(part))
    }
    return this.#left.get(whole)!
  }
}

function count(words: Int32Array): Map<number, number> {
  const times = new Map<number, number>()
  for (const pair of words) times.set(pair, (times.get(pair) ?? 0) + 1)
  return times
}

/** Whether more parts may belong to a block: its text is not just that of one, nor is it itself a part. */
function canGrow(groups: Groups, side: Side, whole: number): boolean {
  const other = OTHER[side]
  const parts = groups.partners(side, whole)
  if (parts.length !== 1) return true
  const { wordsSha256 } = groups.blocks[side][whole]!
  return (
    groups.partners(other, parts[0]!).length === 1 &&
    groups.blocks[other][parts[0]!]!.wordsSha256 !== wordsSha256
  )
}
