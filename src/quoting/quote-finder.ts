import type { Archive } from '../archive/archive.ts'
import type { QuoteId } from '../identity/ids.ts'
import type { NearestPassage } from '../matching/nearest.ts'
import { standingBetween } from '../matching/occurrences.ts'
import { canonicalWords } from '../text/canonical.ts'
import type { Utf16Range } from '../text/folded.ts'
import { readHint } from './hint.ts'
import { describeQuote, exactOf, type Quote } from './quote.ts'
import { type ResolvedQuote, resolveQuote } from './quote-resolver.ts'
import type { FindOptions, Quotes } from './quotes.ts'
import { selectedRange } from './selectors/selected-range.ts'
import type { Selection } from './selectors/selector.ts'
import type { TextOfWork } from './text-of-work.ts'
import { type SearchedVersion, searchVersions } from './work-texts.ts'

/** Finds quotes in this thread. What looks for words that stand nowhere as they are is loaded for the first of them. */
export class QuoteFinder implements Quotes {
  readonly #archive: Archive

  constructor(archive: Archive) {
    this.#archive = archive
  }

  async find(
    place: TextOfWork,
    words: string,
    { context = {}, after = 0, limit = 1 }: FindOptions,
  ): Promise<{ quotes: Quote[]; total: number }> {
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

  async describe(place: TextOfWork, parts: readonly Utf16Range[]): Promise<Quote> {
    const text = await this.#archive.readingText(place.versionNo)
    const searched = await this.#search(place, exactOf(text, parts))
    const n = searched.occurrences.find(({ range }) => range.start === parts[0]!.start)?.n ?? 1
    return describeQuote(this.#archive, searched, { work: place.work, parts, n })
  }

  async resolve(place: TextOfWork, id: QuoteId, hint?: string): Promise<ResolvedQuote | undefined> {
    const quote = await resolveQuote(this.#archive, place, { id, hint })
    const instead = quote?.standing.instead
    return quote && { ...quote, successor: instead ? await this.describe(place, instead.parts) : null }
  }

  async select(place: TextOfWork, selection: Selection): Promise<{ range: Utf16Range; exact: string }> {
    const text = await this.#archive.readingText(place.versionNo)
    const range = selectedRange(text, selection)
    return { range, exact: text.exact(range) }
  }

  async hinted(place: TextOfWork, hint: string) {
    const text = await this.#archive.readingText(place.versionNo)
    const parts = readHint(text, hint)
    return parts === null ? undefined : { parts, exact: exactOf(text, parts) }
  }

  async nearest(place: TextOfWork, words: string): Promise<NearestPassage | null> {
    const { nearestPassage } = await import('../matching/nearest.ts')
    return nearestPassage(await this.#archive.readingText(place.versionNo), words)
  }

  /** The version of a place and where the words stand in it, numbered over the versions before it too. */
  async #search(place: TextOfWork, words: string): Promise<SearchedVersion> {
    const versions = await this.#archive.reads.versions.ofWork(place.work)
    const until = versions.filter(({ no }) => no <= place.versionNo)
    return (await searchVersions(this.#archive, until, canonicalWords(words))).at(-1)!
  }

  async #findElided(
    place: TextOfWork,
    { searched, words, after }: { searched: SearchedVersion; words: string; after: number },
  ): Promise<{ quotes: Quote[]; total: number }> {
    if (after > 0) return { quotes: [], total: 0 }
    const { elidedWords } = await import('./elided-words.ts')
    const match = elidedWords(searched.text, words)
    if (!match) return { quotes: [], total: 0 }
    return { quotes: [await this.describe(place, match.parts)], total: 1 }
  }
}
