import type { Reads } from '../store/store.ts'
import type { WorkRecord } from '../store/works.ts'
import { fingerprints, lettersOf } from '../text/winnowing.ts'
import { type Finding, findingOf } from './finding.ts'

type ReadsOfTexts = Pick<Reads, 'works' | 'versions' | 'texts'>

/** Fingerprints of a work that are looked up, and how many it must have: fewer say nothing. */
const SAMPLE = 32
const LEAST_SAMPLE = 8
/** Texts that are taken for each: what is in more is a phrase of many. */
const MOST_TEXTS = 20
/** The share of a work's sample that another work must have. */
const LEAST_SHARE = 0.5

/** Finds the works that have most of another one's passages, each pair of works once. */
export class NearDuplicates {
  readonly #reads: ReadsOfTexts
  readonly #told = new Set<string>()

  constructor(reads: ReadsOfTexts) {
    this.#reads = reads
  }

  /** The others that have about half of this work's passages or more, but are not the same text. */
  async *of(work: WorkRecord): AsyncGenerator<Finding> {
    const sample = await this.#sample(work.version.no)
    if (sample.length < LEAST_SAMPLE) return
    const near = [...(await this.#worksWith(sample, work.no))].filter(
      ([, shared]) => shared >= sample.length * LEAST_SHARE,
    )
    const ids = await this.#reads.works.idsOf(near.map(([no]) => no))
    const works = await this.#reads.works.byIds([...ids.values()])
    for (const [no, shared] of near.sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
      const other = works.get(ids.get(no) ?? '')
      if (!other || other.version.id === work.version.id || this.#isTold(work.no, no)) continue
      const percent = Math.round((shared / sample.length) * 100)
      const what = `About ${percent} % of its passages stand in “${other.metadata.title}” too.`
      yield findingOf('near-duplicate', work, { what, others: [other.id] })
    }
  }

  /**
   * The least fingerprints of a text: texts that have much in common have most of these in common (Broder: On the
   * resemblance and containment of documents, 1997).
   */
  async #sample(versionNo: number): Promise<number[]> {
    const blocks = await this.#reads.versions.blocks(versionNo)
    const all = new Set(blocks.flatMap(({ text }) => [...fingerprints(lettersOf(text))]))
    return [...all].sort((a, b) => a - b).slice(0, SAMPLE)
  }

  /** How many of the fingerprints each other work has, by its number. */
  async #worksWith(sample: readonly number[], own: number): Promise<Map<number, number>> {
    const found = await this.#reads.texts.withFingerprints(sample, MOST_TEXTS)
    const texts = [...new Set(found.flat())]
    const places = await this.#reads.texts.placesOf(texts)
    const worksOf = new Map(texts.map((text, at) => [text, places[at]!.map(({ workNo }) => workNo)]))
    const shared = new Map<number, number>()
    for (const each of found)
      for (const no of new Set(each.flatMap((text) => worksOf.get(text)!)))
        if (no !== own) shared.set(no, (shared.get(no) ?? 0) + 1)
    return shared
  }

  #isTold(one: number, other: number): boolean {
    const pair = `${Math.min(one, other)} ${Math.max(one, other)}`
    if (this.#told.has(pair)) return true
    this.#told.add(pair)
    return false
  }
}
