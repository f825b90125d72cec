import { InvalidDecision } from '../errors.ts'
import type { Decision, DecisionKind } from './decision.ts'

interface Placed {
  at: number
  /** Its place among those that were decided. */
  order: number
  decision: Decision
}

/** Decisions with their places in UTF-16 units of the source: each is taken by the place that it is about. */
export class PlacedDecisions {
  /** In the order of the source. */
  readonly #placed: Placed[]
  readonly #left: Set<Decision>
  readonly #inForce: Decision[] = []

  constructor(bytes: Uint8Array, decisions: readonly Decision[]) {
    const units = unitsOf(
      bytes,
      decisions.map(({ start }) => start),
    )
    this.#placed = decisions
      .map((decision, order) => ({ at: units.get(decision.start)!, order, decision }))
      .sort((a, b) => a.at - b.at)
    this.#left = new Set(decisions)
  }

  /**
   * The last decision on a place between two units, both included, when it is one of those that are possible there. It is
   * in force from now on in place of the others.
   */
  take(from: number, to: number, possible: readonly DecisionKind[]): DecisionKind | undefined {
    const found = this.#between(from, to)
    const last = found.at(-1)
    if (last === undefined || !possible.includes(last.decision)) return undefined
    for (const decision of found) this.#left.delete(decision)
    this.#inForce.push(last)
    return last.decision
  }

  /** Whether any is about a place between two units, both included. */
  has(from: number, to: number): boolean {
    const first = this.#placed[this.#firstFrom(from)]
    return first !== undefined && first.at <= to
  }

  /** Those that were taken. @throws InvalidDecision for one that no place has taken */
  inForce(): readonly Decision[] {
    const [left] = this.#left
    if (left !== undefined) throw new InvalidDecision(left.start, left.decision)
    return this.#inForce
  }

  #between(from: number, to: number): Decision[] {
    const found: Placed[] = []
    for (let index = this.#firstFrom(from); index < this.#placed.length; index++) {
      if (this.#placed[index]!.at > to) break
      found.push(this.#placed[index]!)
    }
    return found.sort((a, b) => a.order - b.order).map(({ decision }) => decision)
  }

  /** By halves: a mirror may be told of as many decisions as a text has blocks. */
  #firstFrom(unit: number): number {
    let [low, high] = [0, this.#placed.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#placed[middle]!.at < unit) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Byte offsets of a source in UTF-8 → units. */
function unitsOf(bytes: Uint8Array, offsets: readonly number[]): Map<number, number> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const units = new Map<number, number>()
  let [byte, unit] = [0, 0]
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    unit += view.toString('utf8', byte, offset).length
    byte = offset
    units.set(offset, unit)
  }
  return units
}
