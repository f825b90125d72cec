/**
 * A digest of pairs of a word and a number in any order, as often as they come: sums of two hashes of each, with
 * their count. It finds what changes by accident, not what somebody makes to fit.
 */
export class MultisetDigest {
  #count = 0
  #first = 0
  #second = 0

  /** One more pair. The number is a whole one. */
  add(word: string, number: number): void {
    this.addAll(word, [number])
  }

  /** One more pair of a word with each of some numbers. */
  addAll(word: string, numbers: readonly number[]): void {
    let first = 0x811c9dc5 ^ word.length
    let second = 0x9747b28c
    for (let at = 0; at < word.length; at++) {
      const unit = word.charCodeAt(at)
      first = Math.imul(first ^ unit, 0x01000193)
      second = mixed(second + unit)
    }
    for (const number of numbers) this.#add(first, second, number)
  }

  /** A word by its hashes. */
  #add(first: number, second: number, number: number): void {
    const high = Math.floor(number / 0x100000000)
    const one = mixed(first ^ number ^ Math.imul(high, 0x85ebca6b))
    const other = mixed(Math.imul(second, 0x01000193) ^ mixed(number + 0x9e3779b9) ^ high)
    this.#count++
    this.#first = wrapped(this.#first + (one >>> 0))
    this.#second = wrapped(this.#second + (other >>> 0))
  }

  /** How many pairs. */
  get count(): number {
    return this.#count
  }

  /** Whether two are of the same pairs. */
  equals(other: MultisetDigest): boolean {
    return this.#count === other.#count && this.#first === other.#first && this.#second === other.#second
  }
}

/** A sum below 2^53 in 52 bits: the remainder of a division would take ten times as long. */
function wrapped(sum: number): number {
  return sum < 2 ** 52 ? sum : sum - 2 ** 52
}

/** The finalizer of MurmurHash3: each bit of what goes in changes half of what comes out. */
function mixed(hash: number): number {
  let mix = hash
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b)
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35)
  return mix ^ (mix >>> 16)
}
