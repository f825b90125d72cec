import { common, dice, type Features, without } from './features.ts'
import { OTHER, type Side } from './groups.ts'
import { LEAST_ALIKE, type Likeness } from './likeness.ts'

/** What makes a merge or a split better than one block kept and the other lost. */
const WHOLE_BONUS = 0.25

/** Of each half of a merged or split block, so much must be in the whole. */
const LEAST_CONTAINED = 0.5

/** The ways on from a cell: how many blocks of each version are taken. In the order of preference. */
export const STEPS = [
  [1, 1],
  [1, 2],
  [2, 1],
  [1, 0],
  [0, 1],
] as const

/** Blocks of both versions that are compared in order. */
export interface Stretch {
  from: readonly number[]
  to: readonly number[]
}

/** What each step is worth: null for one that joins what is not alike, 0 for one that joins nothing. */
export class StepValue {
  readonly #stretch: Stretch
  readonly #likeness: Likeness
  readonly #shared: Uint32Array

  constructor(stretch: Stretch, likeness: Likeness) {
    this.#stretch = stretch
    this.#likeness = likeness
    this.#shared = countShared(stretch, likeness)
  }

  of(i: number, j: number, which: number): number | null {
    const [a, b] = STEPS[which]!
    if (i + a > this.#stretch.from.length || j + b > this.#stretch.to.length) return null
    if (which === 0) return this.#pair(i, j)
    if (which === 1) return this.#whole('from', i, j)
    return which === 2 ? this.#whole('to', j, i) : 0
  }

  #pair(i: number, j: number): number | null {
    return this.#likeness.of(this.#stretch.from[i]!, this.#stretch.to[j]!, this.#at(i, j)) || null
  }

  /** One block of a side and the two of the other that it may have become, or have been made from. */
  #whole(side: Side, place: number, half: number): number | null {
    const [first, second] = [half, half + 1].map((half) => {
      const shared = side === 'from' ? this.#at(place, half) : this.#at(half, place)
      return { shared, features: this.#features(OTHER[side], half) }
    }) as [Half, Half]
    if (![first, second].every(({ shared, features }) => shared >= features.length * LEAST_CONTAINED))
      return null
    const whole = this.#features(side, place)
    const alike = dice(
      Math.min(first.shared + second.shared, whole.length),
      whole.length,
      first.features.length + second.features.length,
    )
    return alike >= LEAST_ALIKE && bothNeeded(whole, first, second) ? alike + WHOLE_BONUS : null
  }

  #features(side: Side, place: number): Features {
    return this.#likeness.features[side].of(this.#stretch[side][place]!)
  }

  #at(i: number, j: number): number {
    return this.#shared[i * this.#stretch.to.length + j]!
  }
}

interface Half {
  shared: number
  features: Features
}

/** Whether each half tells of words of the whole that the other half has not. */
function bothNeeded(whole: Features, first: Half, second: Half): boolean {
  return (
    [
      [first, second],
      [second, first],
    ] as [Half, Half][]
  ).every(
    ([half, other]) =>
      common(without(half.features, other.features), whole).length >= half.features.length * LEAST_CONTAINED,
  )
}

/** For each pair of blocks, how many features both have: rows of the older. */
function countShared({ from, to }: Stretch, { features }: Likeness): Uint32Array {
  const places = new Map<number, number[]>()
  for (const [j, ordinal] of to.entries()) {
    for (const feature of features.to.of(ordinal)) {
      const known = places.get(feature)
      if (known) known.push(j)
      else places.set(feature, [j])
    }
  }
  const shared = new Uint32Array(from.length * to.length)
  for (const [i, ordinal] of from.entries()) {
    for (const feature of features.from.of(ordinal)) {
      for (const j of places.get(feature) ?? []) shared[i * to.length + j]!++
    }
  }
  return shared
}
