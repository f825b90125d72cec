import type { TextReads } from '../../store/texts.ts'
import { looseCandidates } from './loose-candidates.ts'
import { type RankedText, type SearchPlan, sorted } from './search-plan.ts'

/** Texts that are ranked together, and the key below which the others lie; null when there are none. */
export interface SearchWindow {
  ranked: RankedText[]
  below: number | null
}

/** Where the first window begins: above all texts. */
export const TOP = Number.MAX_SAFE_INTEGER

/**
 * Texts that are ranked together: the best of these come first. A common word so costs no more than a rare one,
 * however many texts have it. Of several words it matters more which stand together.
 */
const SIZES = { ofOne: 100, ofSeveral: 200 }
/** The share of a search that a text has which has all of it, as far as numbers are exact. */
const WHOLE = 0.9999
/** What a text must have of a search at the least, the rare words weighing more. */
const LEAST_SHARE = 0.5
/** Where fewer texts have all of a search, so many are shown with those that lack some of it. */
const MOST_LACKING = 25

/** The texts that answer a search, in windows: the same ones whenever they are asked for. */
export class SearchWindows {
  readonly #texts: TextReads
  readonly #plan: SearchPlan
  readonly #typed: string
  readonly #size: number
  readonly #isExact: boolean
  /** Those that were asked for: what is counted is answered too. */
  readonly #read = new Map<number, Promise<SearchWindow>>()

  constructor(texts: TextReads, plan: SearchPlan, { q, isExact }: { q: string; isExact: boolean }) {
    this.#texts = texts
    this.#plan = plan
    this.#typed = q
    this.#isExact = isExact
    this.#size = plan.groups.length > 1 ? SIZES.ofSeveral : SIZES.ofOne
  }

  /**
   * The texts below a key that have all of it. With the first of them come those that have it as it was typed, however old
   * they are; and where all are few, those that lack some of it.
   */
  below(below: number): Promise<SearchWindow> {
    const known = this.#read.get(below) ?? this.#below(below)
    this.#read.set(below, known)
    return known
  }

  async #below(below: number): Promise<SearchWindow> {
    const { wanted } = this.#plan
    if (this.#plan.isVain) return { ranked: [], below: null }
    const texts = wanted ? await this.#texts.withWords(wanted, below, this.#size) : []
    if (texts.length === this.#size) return this.#amongMany(texts, below)
    const { ranked, read } = await this.#plan.ranked(texts, WHOLE)
    if (read < texts.length) return { ranked, below: texts[read - 1]! }
    const isAll = below === TOP && !this.#isExact && this.#plan.groups.length > 1
    return {
      ranked: isAll ? sorted([...ranked, ...(await this.#lacking(texts, ranked.length))]) : ranked,
      below: null,
    }
  }

  async #amongMany(texts: readonly number[], below: number): Promise<SearchWindow> {
    const { wantedAsTyped } = this.#plan
    const asTyped = wantedAsTyped ? await this.#texts.withWords(wantedAsTyped, TOP, this.#size) : []
    const first = below === TOP ? (await this.#plan.ranked(asTyped, WHOLE)).ranked : []
    const others = texts.filter((text) => !asTyped.includes(text))
    const { ranked, read } = await this.#plan.ranked(others, WHOLE)
    const last = read < others.length ? others[read - 1]! : texts.at(-1)!
    return { ranked: first.length > 0 ? sorted([...first, ...ranked]) : ranked, below: last }
  }

  async #lacking(whole: readonly number[], found: number): Promise<RankedText[]> {
    const most = MOST_LACKING - found
    if (most <= 0) return []
    const { groups, rarity, none } = this.#plan
    const candidates = await looseCandidates(this.#texts, { typed: this.#typed, groups, rarity, none })
    const { ranked } = await this.#plan.ranked(
      candidates.filter((text) => !whole.includes(text)),
      LEAST_SHARE,
    )
    return ranked.slice(0, most)
  }
}
