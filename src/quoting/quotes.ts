import type { QuoteId } from '../identity/ids.ts'
import type { NearestPassage } from '../matching/nearest.ts'
import type { Context } from '../matching/occurrences.ts'
import type { Utf16Range } from '../text/folded.ts'
import type { Quote } from './quote.ts'
import type { ResolvedQuote } from './quote-resolver.ts'
import type { Selection } from './selectors/selector.ts'
import type { TextOfWork } from './text-of-work.ts'

/** Which of the places where words stand are wanted. */
export interface FindOptions {
  context?: Context
  /** The number of the last place that is known already. */
  after?: number
  limit?: number
}

/** Finds quotes in the works of an archive: in this thread, or in others. */
export interface Quotes {
  /**
   * The places where these words stand, by number: those after the `after`-th, at most `limit`. `total` counts
   * all of them. Omissions and edits in brackets are understood where the words do not stand so literally.
   */
  find(place: TextOfWork, words: string, options: FindOptions): Promise<{ quotes: Quote[]; total: number }>

  /** The quote that stands at these ranges of a version's text: one, or several with omissions between them. */
  describe(place: TextOfWork, parts: readonly Utf16Range[]): Promise<Quote>

  /**
   * The quote with this id, whether or not it is registered, and what became of it in the version; the hint
   * helps to find what is not. Words that no longer stand there are answered as they last stood.
   */
  resolve(place: TextOfWork, id: QuoteId, hint?: string): Promise<ResolvedQuote | undefined>

  /**
   * What selectors that say a place select, and its words.
   *
   * @throws ColophonError `invalid_selector`
   */
  select(place: TextOfWork, selection: Selection): Promise<{ range: Utf16Range; exact: string }>

  /** What a hint points at in the version, and its words; undefined when there are none. */
  hinted(
    place: TextOfWork,
    hint: string,
  ): Promise<{ parts: readonly Utf16Range[]; exact: string } | undefined>

  /** The passage most like words that do not stand in the version. */
  nearest(place: TextOfWork, words: string): Promise<NearestPassage | null>
}

/** What finds the quotes of the work with this id. */
export type QuotesOf = (work: string) => Promise<Quotes>
