import { UNSPACED } from '../text/scripts.ts'
import { searchFold } from '../text/search-fold.ts'
import type { LineageBlock } from './alignment.ts'

/** Words; in scripts that set no space between words, characters. */
const TOKEN = new RegExp(`[${UNSPACED}]|[^ ${UNSPACED}]+`, 'gu')

/** What makes a text comparable: 32-bit hashes of its pairs of neighbouring words, ascending, each once. */
export type Features = Int32Array

/** The features of a version's blocks, computed for those that are asked for. */
export class BlockFeatures {
  readonly #blocks: readonly LineageBlock[]
  readonly #known: Features[] = []

  constructor(blocks: readonly LineageBlock[]) {
    this.#blocks = blocks
  }

  of(ordinal: number): Features {
    this.#known[ordinal] ??= eachOnce(pairsOf(this.#blocks[ordinal]!.text))
    return this.#known[ordinal]
  }

  /** The same, each as often as it stands in the block; not kept. */
  all(ordinal: number): Int32Array {
    return pairsOf(this.#blocks[ordinal]!.text)
  }
}

function pairsOf(text: string): Int32Array {
  const hashes = (searchFold(text).match(TOKEN) ?? [text]).map(hashOf)
  if (hashes.length === 1) return Int32Array.from(hashes)
  const pairs = new Int32Array(hashes.length - 1)
  for (let index = 0; index < pairs.length; index++) {
    pairs[index] = (Math.imul(hashes[index]!, 0x9e3779b1) ^ hashes[index + 1]!) | 0
  }
  return pairs
}

function eachOnce(pairs: Int32Array): Features {
  pairs.sort()
  return pairs.filter((pair, index) => index === 0 || pair !== pairs[index - 1])
}

/** FNV-1a over UTF-16 units: equal on every machine, and nobody's identity. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < word.length; index++) {
    hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193)
  }
  return hash
}

/** The features that both have. */
export function common(a: Features, b: Features): Features {
  return walk(a, b, true)
}

/** The features of the first that the second has not. */
export function without(a: Features, b: Features): Features {
  return walk(a, b, false)
}

function walk(a: Features, b: Features, inBoth: boolean): Features {
  let other = 0
  return a.filter((feature) => {
    while (other < b.length && b[other]! < feature) other++
    return (b[other] === feature) === inBoth
  })
}

/** Dice's coefficient from 0 to 1: how much of the texts is in both, from the sizes and what they share. */
export function dice(shared: number, a: number, b: number): number {
  return (2 * shared) / (a + b)
}
