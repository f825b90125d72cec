import type { Archive } from '../archive/archive.ts'
import type { HitFilter, ParagraphHit, TextReads } from '../store/texts.ts'
import type { Utf16Range } from '../text/folded.ts'
import { highlight } from './highlight.ts'
import { parseQuery, type SearchQuery } from './query.ts'

/** A search for words, from a place on. */
export interface SearchRequest {
  q: string
  filter: HitFilter
  limit: number
  /** Where the answer before ended; undefined at the beginning. */
  after?: SearchCursor | undefined
}

/** A place among the hits: the window of texts, by the key above it, and the hits of it that were given. */
export interface SearchCursor {
  below: number
  given: number
}

/** A paragraph with the words. `ranges` are UTF-16. */
export interface SearchHit extends ParagraphHit {
  text: string
  ranges: Utf16Range[]
}

export interface SearchResult {
  hits: SearchHit[]
  /** Where to go on; null at the end. There may be more although fewer hits than asked for were found so far. */
  next: SearchCursor | null
}

/**
 * Texts that are ranked together: the best of these come first. A common word so costs no more than a rare one,
 * however many texts have it.
 */
const WINDOW = 100
/** Windows looked through for one answer, and milliseconds, when filters or phrases leave little of each. */
const MOST_WINDOWS = 50
const LONGEST = 200
/** Words that the index is asked for: the rarest. The others are looked for in the texts. */
const MOST_INDEXED = 4

/** Searches for words in the paragraphs of newest versions, the last that came first. */
export class WordSearch {
  readonly #texts: TextReads

  constructor({ reads }: Archive) {
    this.#texts = reads.texts
  }

  /** @throws ColophonError `empty_search`, `search_too_long` */
  async search({ q, filter, limit, after }: SearchRequest): Promise<SearchResult> {
    const query = parseQuery(q)
    const deadline = Date.now() + LONGEST
    const frequencies = await this.#texts.textsWith(query.words)
    const rarest = rarestWords(frequencies)
    const hits: SearchHit[] = []
    let { below, given } = after ?? { below: Number.MAX_SAFE_INTEGER, given: 0 }
    for (let window = 0; window < MOST_WINDOWS; window++) {
      const texts = await this.#texts.withWords(rarest, below, WINDOW)
      const ranked = await this.#ranked(texts, { query, frequencies, filter })
      const fitting = ranked.slice(given, given + limit - hits.length)
      hits.push(...fitting)
      if (given + fitting.length < ranked.length)
        return { hits, next: { below, given: given + fitting.length } }
      if (texts.length < WINDOW) return { hits, next: null }
      below = texts.at(-1)!
      given = 0
      if (hits.length >= limit || Date.now() > deadline) break
    }
    return { hits, next: { below, given } }
  }

  async #ranked(
    texts: readonly number[],
    {
      query,
      frequencies,
      filter,
    }: { query: SearchQuery; frequencies: ReadonlyMap<string, number>; filter: HitFilter },
  ): Promise<SearchHit[]> {
    const count = await this.#texts.count()
    const rarity = (word: string) => Math.log(1 + count / (1 + frequencies.get(word)!))
    const contents = await this.#texts.contents(texts)
    const found = texts.flatMap((no, at) => {
      const text = contents[at]!
      const highlights = highlight(text, query, rarity)
      return highlights ? [{ no, text, ...highlights }] : []
    })
    const hits = await this.#texts.hits(
      found.map(({ no }) => no),
      filter,
    )
    return found
      .flatMap(({ text, ranges, score }, at) =>
        hits[at]!.map((hit) => ({ score, hit: { ...hit, text, ranges } })),
      )
      .sort((a, b) => b.score - a.score)
      .map(({ hit }) => hit)
  }
}

function rarestWords(frequencies: ReadonlyMap<string, number>): string[] {
  return [...frequencies]
    .sort(([, a], [, b]) => a - b)
    .slice(0, MOST_INDEXED)
    .map(([word]) => word)
}
