import { DENSE } from '../../../text/scripts.ts'

/** A half-open stretch of a skeleton's letters where the pattern may stand. */
export interface Window {
  start: number
  end: number
  /** Grams of the pattern in it. */
  hits: number
}

/** As many stretches are looked at closely. */
const MOST_WINDOWS = 8
/** A stretch with less than this share of the best one's grams is not looked at. */
const LEAST_OF_BEST = 0.5
/** A stretch with fewer of the pattern's grams than this share is no likeness. */
const LEAST_SHARE = 0.15
/** Parts of the pattern's length in which grams are counted. */
const PARTS = 4
const SHORTEST_PART = 8
const IS_DENSE = new RegExp(`[${DENSE}]`, 'gu')
const TABLE_BITS = 18
/** Odd numbers that spread the hash over its bits. */
const FACTOR = 0x01000193
const MIX = 0x9e3779b1

/** The short runs of letters that a pattern is made of. */
export class Grams {
  readonly #size: number
  readonly #length: number
  readonly #table = new Uint8Array(1 << TABLE_BITS)

  constructor(pattern: string) {
    this.#size = gramSize(pattern)
    this.#length = pattern.length
    eachGram(pattern, this.#size, (hash) => {
      this.#table[hash] = 1
    })
  }

  /** The stretches of `letters` that hold most of the grams, best first. Linear in the letters. */
  windows(letters: string): Window[] {
    const part = Math.max(SHORTEST_PART, Math.ceil(this.#length / PARTS))
    const counts = this.#counts(letters, part)
    const reach = Math.ceil(this.#length / part) + 1
    const least = Math.max(1, (this.#length - this.#size + 1) * LEAST_SHARE)
    const windows: Window[] = []
    let hits = 0
    for (let at = 0; at < counts.length; at++) {
      hits += counts[at]! - (at >= reach ? counts[at - reach]! : 0)
      if (hits >= least)
        windows.push({ start: Math.max(0, at - reach + 1) * part, end: (at + 1) * part, hits })
    }
    return apart(windows, part)
  }

  #counts(letters: string, part: number): Uint32Array {
    const counts = new Uint32Array(Math.ceil(letters.length / part) + 1)
    eachGram(letters, this.#size, (hash, at) => {
      counts[Math.floor(at / part)]! += this.#table[hash]!
    })
    return counts
  }
}

/** The best windows that begin well apart from each other. */
function apart(windows: readonly Window[], part: number): Window[] {
  const most = windows.reduce((hits, window) => Math.max(hits, window.hits), 0)
  const chosen: Window[] = []
  const good = windows.filter(({ hits }) => hits >= most * LEAST_OF_BEST).sort((a, b) => b.hits - a.hits)
  for (const window of good) {
    if (chosen.some(({ start }) => Math.abs(start - window.start) <= 2 * part)) continue
    chosen.push(window)
    if (chosen.length === MOST_WINDOWS) break
  }
  return chosen
}

/** The longer the pattern, the longer the grams that tell its passage from any other prose. */
function gramSize(pattern: string): number {
  const dense = pattern.match(IS_DENSE)?.length ?? 0
  if (dense * 2 > pattern.length) return pattern.length < 400 ? 2 : 3
  if (pattern.length < 40) return 3
  return pattern.length < 400 ? 4 : 8
}

/** Every gram's hash, of 18 bits, with its place. */
function eachGram(text: string, size: number, visit: (hash: number, at: number) => void): void {
  let leaving = 1
  for (let n = 0; n < size; n++) leaving = Math.imul(leaving, FACTOR)
  let hash = 0
  for (let at = 0; at < text.length; at++) {
    hash = (Math.imul(hash, FACTOR) + text.charCodeAt(at)) | 0
    if (at >= size) hash = (hash - Math.imul(leaving, text.charCodeAt(at - size))) | 0
    if (at >= size - 1) visit(Math.imul(hash, MIX) >>> (32 - TABLE_BITS), at - size + 1)
  }
}
