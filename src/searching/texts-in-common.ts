import { ColophonError } from '../errors.ts'
import { coreOf } from '../identity/digest.ts'
import type { TextReads } from '../store/texts.ts'
import { inOtherScripts } from '../text/han-script.ts'
import { fingerprints, gramHashes, isLikelyFingerprint, LEAST_SHARED, lettersOf } from '../text/winnowing.ts'
import { wordsOf } from '../text/words.ts'

/** Runs of a quotation that are looked up, and texts that are taken for each: what is in more says little. */
const MOST_RUNS = 400
const MOST_TEXTS = 300
/** The larger part of a shorter quotation, where it stands over the end of a block, may have no fingerprint or one. */
const LEAST_DIVIDED = 3 * LEAST_SHARED
/** Texts that are followed to the places where they stand. */
const MOST_FOLLOWED = 200
/** Words by which a short quotation is looked for: the rarest ones. */
const MOST_WORDS = 4
/** A short quotation whose words stand together in more texts than this cannot be told from them. */
const MOST_WITH_WORDS = 300

/** Which runs of a quotation's letters are looked up, the fewest first. */
export type Runs = 'fingerprints' | 'likely' | 'all'

/**
 * The texts of an archive that have something in common with a quotation, and how much speaks for each. What was looked
 * up once is not looked up again.
 */
export class TextsInCommon {
  /** How much speaks for a text, by its key, and for one that has everything that was found. */
  readonly #weights = new Map<number, number>()
  #everything = 0
  readonly #reads: TextReads
  readonly #quotation: string
  readonly #letters: string
  /** The letters of the quotation in its script and, once they are needed, in others. */
  #scripts: readonly string[] | undefined
  readonly #looked = new Set<number>()

  constructor(reads: TextReads, quotation: string) {
    this.#reads = reads
    this.#quotation = quotation
    this.#letters = lettersOf(quotation)
  }

  /**
   * Adds the texts that have some runs of the quotation: its fingerprints, by which every text is found that has 19
   * letters in a row of it; those that may well be fingerprints of a text that has less; or all, and where no text has
   * any, those that have its rarest words.
   *
   * @throws ColophonError `quotation_too_common` when too many texts have the words
   */
  async add(runs: Runs): Promise<void> {
    if (runs === 'fingerprints') await this.#addWhole()
    await this.#addRuns(runs === 'fingerprints' ? this.#fingerprints() : await this.#runsInScripts(runs))
    if (runs === 'all' && this.#weights.size === 0) await this.#addByWords()
  }

  /** Those that have at least this share of everything that was found, the likeliest first, with their weights. */
  likeliest(share: number): [text: number, weight: number][] {
    const least = this.#everything * share
    return [...this.#weights]
      .filter(([, weight]) => weight >= least)
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_FOLLOWED)
  }

  /** Those that have these words and no more. */
  async #addWhole(): Promise<void> {
    for (const text of await this.#reads.withCore(coreOf(this.#quotation))) this.#weights.set(text, MOST_RUNS)
  }

  #fingerprints(): Iterable<number> {
    const chosen = fingerprints(this.#letters)
    if (this.#letters.length >= LEAST_DIVIDED) return chosen
    return [...chosen, ...gramHashes(this.#letters).filter(isLikelyFingerprint)]
  }

  /** A text that is set in the other script of Chinese has other letters. */
  async #runsInScripts(runs: Runs): Promise<number[]> {
    this.#scripts ??= [this.#letters, ...(await inOtherScripts(this.#quotation)).map(lettersOf)]
    const all = this.#scripts.flatMap((letters) => [...gramHashes(letters)])
    return runs === 'all' ? all : all.filter(isLikelyFingerprint)
  }

  async #addRuns(hashes: Iterable<number>): Promise<void> {
    const asked = this.#sampled([...new Set(hashes)].filter((hash) => !this.#looked.has(hash)))
    for (const hash of asked) this.#looked.add(hash)
    for (const found of await this.#reads.withFingerprints(asked, MOST_TEXTS)) {
      const weight = 1 / (1 + Math.log2(1 + found.length))
      if (found.length > 0) this.#everything += weight
      for (const text of found) this.#weights.set(text, (this.#weights.get(text) ?? 0) + weight)
    }
  }

  /** As many of the runs as may be looked up still, from all over the quotation. */
  #sampled(hashes: readonly number[]): number[] {
    const left = Math.min(hashes.length, MOST_RUNS - this.#looked.size)
    return Array.from({ length: left }, (_, at) => hashes[Math.floor((at * hashes.length) / left)]!)
  }

  /** By the rarest words of the quotation together. */
  async #addByWords(): Promise<void> {
    const words = await this.#rarestWords()
    if (words.length === 0) return
    const found = await this.#reads.withWords(
      { all: words.map((word) => [[word]]), none: [] },
      Number.MAX_SAFE_INTEGER,
      MOST_WITH_WORDS + 1,
    )
    if (found.length > MOST_WITH_WORDS) throw tooCommon()
    for (const text of found) this.#weights.set(text, 1)
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

function tooCommon(): ColophonError {
  return new ColophonError(
    'quotation_too_common',
    'The quotation is too short, or its words are too common, to look for it in the whole archive. Name the work that it is from in "work", or send more of the passage.',
  )
}
