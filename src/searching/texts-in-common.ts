import { coreOf } from '../identity/digest.ts'
import type { TextReads } from '../store/texts.ts'
import { fingerprints, gramHashes, LEAST_SHARED, lettersOf } from '../text/winnowing.ts'
import { wordsOf } from '../text/words.ts'

/** Runs of a quotation that are looked up, and texts that are taken for each: what is in more says little. */
const MOST_GRAMS = 400
const MOST_TEXTS = 300
/** A shorter quotation that stands over the end of a block may share no fingerprint with either side, but still a run. */
const LEAST_DIVIDED = 2 * LEAST_SHARED
/** Words by which a short quotation is looked for: the rarest ones. */
const MOST_WORDS = 4
/** A short quotation whose words stand together in more texts than this cannot be told from them. */
const MOST_WITH_WORDS = 300

/**
 * The texts of an archive that have something in common with a quotation, and how much speaks for each. What was looked
 * up once is not looked up again.
 */
export class TextsInCommon {
  /** How much speaks for a text, by its key. */
  readonly weights = new Map<number, number>()
  readonly #reads: TextReads
  readonly #quotation: string
  readonly #letters: string
  readonly #looked = new Set<number>()

  constructor(reads: TextReads, quotation: string) {
    this.#reads = reads
    this.#quotation = quotation
    this.#letters = lettersOf(quotation)
  }

  /** Adds those that have so much of it that its words may stand there as they are quoted. */
  async addLargeParts(): Promise<void> {
    for (const text of await this.#reads.withCore(coreOf(this.#quotation))) this.weights.set(text, MOST_GRAMS)
    const isLong = this.#letters.length >= LEAST_DIVIDED
    await this.#add(isLong ? fingerprints(this.#letters) : gramHashes(this.#letters))
  }

  /** Adds those that have any run of its letters; where there are none, those that have its rarest words. */
  async addAll(): Promise<{ isTooCommon: boolean }> {
    await this.#add(gramHashes(this.#letters))
    return { isTooCommon: this.weights.size === 0 && !(await this.#addByWords()) }
  }

  async #add(hashes: Iterable<number>): Promise<void> {
    const distinct = [...new Set(hashes)]
    const step = Math.max(1, distinct.length / MOST_GRAMS)
    const chosen: number[] = []
    for (let at = 0; at < distinct.length; at += step) chosen.push(distinct[Math.floor(at)]!)
    const asked = chosen.filter((hash) => !this.#looked.has(hash))
    for (const hash of asked) this.#looked.add(hash)
    for (const found of await this.#reads.withFingerprints(asked, MOST_TEXTS)) {
      const weight = 1 / (1 + Math.log2(1 + found.length))
      for (const text of found) this.weights.set(text, (this.weights.get(text) ?? 0) + weight)
    }
  }

  /** By the rarest words of the quotation together. False when too many texts have them. */
  async #addByWords(): Promise<boolean> {
    const words = await this.#rarestWords()
    if (words.length === 0) return true
    const found = await this.#reads.withWords(words, Number.MAX_SAFE_INTEGER, MOST_WITH_WORDS + 1)
    for (const text of found) this.weights.set(text, 1)
    return found.length <= MOST_WITH_WORDS
  }

  async #rarestWords(): Promise<string[]> {
    const distinct = new Set<string>()
    for (const { word } of wordsOf(this.#quotation)) distinct.add(word)
    return [...(await this.#reads.textsWith([...distinct]))]
      .map(([word, texts]) => ({ word, texts }))
      .filter(({ texts }) => texts > 0)
      .sort((a, b) => a.texts - b.texts)
      .slice(0, MOST_WORDS)
      .map(({ word }) => word)
  }
}
