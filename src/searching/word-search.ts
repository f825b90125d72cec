import type { Archive } from '../archive/archive.ts'
import type { Reads } from '../store/store.ts'
import type { HitFilter } from '../store/texts.ts'
import { type RankedText, type SearchHit, SearchPlan } from './words/search-plan.ts'
import { SearchWindows, TOP } from './words/search-windows.ts'
import {
  type Facet,
  type FacetCount,
  facetsOf,
  inOrder,
  type Order,
  type Survey,
  surveyed,
} from './words/survey.ts'

export type { SearchHit }

/** A search for words, from a place on. */
export interface SearchRequest {
  q: string
  filter: HitFilter
  limit: number
  /** Only paragraphs that have all the words as they are typed. */
  exact?: boolean | undefined
  order?: Order | undefined
  /** Whether to count all that there is, and by what. */
  total?: boolean | undefined
  facets?: readonly Facet[] | undefined
  /** Where the answer before ended; undefined at the beginning. */
  after?: SearchCursor | undefined
}

/** A place among the hits: the window of texts, by the key above it, and the hits of it that were given. */
export interface SearchCursor {
  below: number
  given: number
}

export interface SearchResult {
  hits: SearchHit[]
  /** Where to go on; null at the end. There may be more although fewer hits than asked for were found so far. */
  next: SearchCursor | null
  /** What was most likely meant, where a word that was typed is in no text; its words were looked for. */
  corrected: string | null
  /** When it was asked for: how many paragraphs there are, and whether these are all. */
  total?: { count: number; isComplete: boolean }
  facets?: Partial<Record<Facet, FacetCount[]>>
}

/** Windows looked through for one answer, and milliseconds, when filters or phrases leave little of each. */
const MOST_WINDOWS = 50
const LONGEST = 200
/** Texts whose paragraphs are asked for at a time. */
const AT_A_TIME = 30

/** Searches for words in the paragraphs of newest versions. */
export class WordSearch {
  readonly #reads: Reads

  constructor({ reads }: Archive) {
    this.#reads = reads
  }

  /** @throws ColophonError `empty_search`, `search_too_long` */
  async search(request: SearchRequest): Promise<SearchResult> {
    const { q, filter, exact = false, order = 'relevance', total, facets } = request
    const freedom = exact ? 'exact' : 'forms'
    const plan = await SearchPlan.of(this.#reads.texts, { q, freedom, language: filter.language })
    const windows = new SearchWindows(this.#reads.texts, plan, { q, isExact: exact })
    const isCounted = total || (facets !== undefined && facets.length > 0)
    const survey =
      isCounted || order !== 'relevance' ? await surveyed(this.#reads, windows, filter) : undefined
    const { hits, next } =
      survey && order !== 'relevance' ? page(survey, order, request) : await this.#windowed(windows, request)
    return {
      hits,
      next,
      corrected: plan.corrected(q, hits[0]?.forms),
      ...(survey && isCounted && { total: { count: survey.hits.length, isComplete: survey.isComplete } }),
      ...(survey && facets && { facets: await facetsOf(this.#reads, survey.hits, facets) }),
    }
  }

  async #windowed(
    windows: SearchWindows,
    { filter, limit, after }: SearchRequest,
  ): Promise<Pick<SearchResult, 'hits' | 'next'>> {
    const deadline = Date.now() + LONGEST
    const hits: SearchHit[] = []
    let { below, given } = after ?? { below: TOP, given: 0 }
    for (let n = 0; n < MOST_WINDOWS; n++) {
      const window = await windows.below(below)
      const more = await this.#hits(window.ranked, filter, { given, wanted: limit - hits.length + 1 })
      const fitting = more.slice(0, limit - hits.length)
      hits.push(...fitting)
      if (fitting.length < more.length) return { hits, next: { below, given: given + fitting.length } }
      if (window.below === null) return { hits, next: null }
      below = window.below
      given = 0
      if (hits.length >= limit || Date.now() > deadline) break
    }
    return { hits, next: { below, given } }
  }

  /** The paragraphs that have these texts, from a place on, as many as are wanted. */
  async #hits(
    ranked: readonly RankedText[],
    filter: HitFilter,
    { given, wanted }: { given: number; wanted: number },
  ): Promise<SearchHit[]> {
    const found: SearchHit[] = []
    let passed = 0
    for (let at = 0; at < ranked.length && found.length < wanted; at += AT_A_TIME) {
      const some = ranked.slice(at, at + AT_A_TIME)
      const hits = await this.#reads.texts.hits(
        some.map(({ no }) => no),
        filter,
      )
      for (const [n, { text, marks }] of some.entries())
        for (const hit of hits[n]!) if (passed++ >= given) found.push({ ...hit, text, ...marks() })
    }
    return found.slice(0, wanted)
  }
}

/** The hits of a survey in an order of their own, from a place on. */
function page(
  survey: Survey,
  order: Order,
  { limit, after }: SearchRequest,
): Pick<SearchResult, 'hits' | 'next'> {
  const given = after?.given ?? 0
  const hits = inOrder(survey.hits, order)
    .slice(given, given + limit)
    .map(({ hit, text: { text, marks } }) => ({ ...hit, text, ...marks() }))
  const isMore = given + limit < survey.hits.length
  return { hits, next: isMore ? { below: TOP, given: given + limit } : null }
}
