import type { Archive } from '../archive/archive.ts'
import type { QuoteId } from '../identity/ids.ts'
import { canonicalWords } from '../text/canonical.ts'
import type { Utf16Range } from '../text/folded.ts'
import { type Context, standingBetween } from './occurrences.ts'
import { describeQuote, exactOf, type Quote } from './quote.ts'
import { type ResolvedQuote, resolveQuote } from './quote-resolver.ts'
import { matchesIn } from './verification/matches.ts'
import { Quotation } from './verification/quotation.ts'
import { type SearchedVersion, searchVersions } from './work-texts.ts'

/** A work's id and the version in which to look. */
export interface Place {
  work: string
  versionNo: number
}

/** Finds quotes in the works of an archive. */
export class QuoteFinder {
  readonly #archive: Archive

  constructor(archive: Archive) {
    this.#archive = archive
  }

  /**
   * The places where these words stand, by number: those after the `after`-th, at most `limit`. `total` counts
   * all of them. Omissions and edits in brackets are understood where the words do not stand so literally.
   */
  async find(
    place: Place,
    words: string,
    options: { context?: Context; after?: number; limit?: number },
  ): Promise<{ quotes: Quote[]; total: number }> {
    const { context = {}, after = 0, limit = 1 } = options
    const searched = await this.#search(place, words)
    if (searched.occurrences.length === 0) return this.#findElided(place, { searched, words, after })
    const fitting = standingBetween(searched.text, searched.occurrences, context)
      .filter(({ n }) => n > after)
      .sort((a, b) => a.n - b.n)
      .slice(0, limit)
    const quotes = fitting.map(({ n, range }) =>
      describeQuote(this.#archive, searched, { work: place.work, parts: [range], n }),
    )
    return { quotes: await Promise.all(quotes), total: searched.occurrences.length }
  }

  /** The quote that stands at these ranges of a version's text: one, or several with omissions between them. */
  async describe(place: Place, parts: readonly Utf16Range[]): Promise<Quote> {
    const text = await this.#archive.readingText(place.versionNo)
    const searched = await this.#search(place, exactOf(text, parts))
    const n = searched.occurrences.find(({ range }) => range.start === parts[0]!.start)?.n ?? 1
    return describeQuote(this.#archive, searched, { work: place.work, parts, n })
  }

  /**
   * The quote with this id, whether or not it is registered, and what became of it in the version; the hint
   * helps to find what is not. Words that no longer stand there are answered as they last stood.
   */
  async resolve(place: Place, id: QuoteId, hint?: string): Promise<ResolvedQuote | undefined> {
    const quote = await resolveQuote(this.#archive, place, { id, hint })
    const instead = quote?.standing.instead
    return quote && { ...quote, successor: instead ? await this.describe(place, instead.parts) : null }
  }

  /** The version of a place and where the words stand in it, numbered over the versions before it too. */
  async #search(place: Place, words: string): Promise<SearchedVersion> {
    const versions = this.#archive.versions.ofWork(place.work).filter(({ no }) => no <= place.versionNo)
    return (await searchVersions(this.#archive, versions, canonicalWords(words))).at(-1)!
  }

  async #findElided(
    place: Place,
    { searched, words, after }: { searched: SearchedVersion; words: string; after: number },
  ): Promise<{ quotes: Quote[]; total: number }> {
    const [match] = after > 0 ? [] : matchesIn(searched.text, new Quotation(words), 1)
    if (match?.verdict !== 'elided') return { quotes: [], total: 0 }
    return { quotes: [await this.describe(place, match.parts)], total: 1 }
  }
}
