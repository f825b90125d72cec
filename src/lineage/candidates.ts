import type { BlockFeatures, Features } from './features.ts'

/** Above this many blocks, positions do not fit beside a feature in a double: they have no candidates. */
const MOST_BLOCKS = 2 ** 21

/** A feature that more blocks have than this tells none of them from another. */
const MOST_COMMON = 64

const MOST_CANDIDATES = 6

/** Blocks of one version by their features: which of them a block of the other may be. */
export class CandidateIndex {
  readonly #ordinals: readonly number[]
  /** Feature and position in the ordinals, as one number, ascending. */
  readonly #entries: Float64Array
  readonly #shared: Int32Array

  constructor(ordinals: readonly number[], features: BlockFeatures) {
    this.#ordinals = ordinals.slice(0, MOST_BLOCKS)
    const sizes = this.#ordinals.reduce((sum, ordinal) => sum + features.of(ordinal).length, 0)
    this.#entries = new Float64Array(sizes)
    this.#shared = new Int32Array(this.#ordinals.length)
    let next = 0
    for (const [position, ordinal] of this.#ordinals.entries()) {
      for (const feature of features.of(ordinal)) this.#entries[next++] = entry(feature, position)
    }
    this.#entries.sort()
  }

  /** The few blocks that share most of the rarer features, best first, then in reading order. */
  of(features: Features): number[] {
    const positions: number[] = []
    for (const feature of features) {
      const start = this.#lowerBound(entry(feature, 0))
      const end = this.#lowerBound(entry(feature, MOST_BLOCKS))
      if (end - start > MOST_COMMON) continue
      for (let index = start; index < end; index++) {
        const position = this.#entries[index]! % MOST_BLOCKS
        if (this.#shared[position]!++ === 0) positions.push(position)
      }
    }
    positions.sort((a, b) => this.#shared[b]! - this.#shared[a]! || a - b)
    const best = positions.slice(0, MOST_CANDIDATES).map((position) => this.#ordinals[position]!)
    for (const position of positions) this.#shared[position] = 0
    return best
  }

  #lowerBound(wanted: number): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#entries[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

function entry(feature: number, position: number): number {
  return (feature >>> 0) * MOST_BLOCKS + position
}
