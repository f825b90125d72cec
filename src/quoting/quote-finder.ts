import type { Archive } from '../archive/archive.ts'
import { coreOf, coreOfDigest, sha256 } from '../identity/digest.ts'
import { printQuoteId, type QuoteId } from '../identity/ids.ts'
import { type ByteRange, segmentsByBlock, sourceRanges } from '../loading/source-ranges.ts'
import { readSegments } from '../store/versions.ts'
import { canonicalWords } from '../text/canonical.ts'
import { codePointLength, toUtf16 } from '../text/offsets.ts'
import { readHint } from './hint.ts'
import { type Context, findOccurrences, type Occurrence, standsIn } from './occurrences.ts'
import type { ReadingText, Span } from './reading-text.ts'

/** A quote as it stands in a version of a work. Offsets are code points. */
export interface Quote {
  id: string
  exact: string
  core: string
  sha256: string
  spans: Span[]
  prefix: string
  suffix: string
  /** Which of the places where the words stand, from 1, and how many there are. */
  occurrence: number
  occurrences: number
  sourceRanges: ByteRange[]
  /** Where the words stand in the work's reading text as it is served. */
  position: { start: number; end: number }
  registered: boolean
}

/** A work's id and the version in which to look. */
export interface Place {
  work: string
  versionNo: number
}

/** How much of the text around a quote goes along with it, in code points. */
const CONTEXT = 32

/** Finds quotes in the works of an archive. */
export class QuoteFinder {
  readonly #archive: Archive

  constructor(archive: Archive) {
    this.#archive = archive
  }

  /**
   * The places where these words stand, in reading order: those after the `after`-th, at most `limit`.
   * `total` counts all of them.
   */
  async find(
    place: Place,
    words: string,
    options: { context?: Context; after?: number; limit?: number },
  ): Promise<{ quotes: Quote[]; total: number }> {
    const { context = {}, after = 0, limit = 1 } = options
    const text = await this.#archive.readingText(place.versionNo)
    const all = findOccurrences(text, canonicalWords(words))
    const fitting = all.filter((occurrence) => occurrence.n > after && standsIn(text, occurrence, context))
    const quotes = fitting
      .slice(0, limit)
      .map((occurrence) => this.#describe(place, text, occurrence, all.length))
    return { quotes: await Promise.all(quotes), total: all.length }
  }

  /** The quote with this id, whether or not it is registered; the hint helps to find what is not. */
  async resolve(place: Place, id: QuoteId, hint?: string): Promise<Quote | undefined> {
    const text = await this.#archive.readingText(place.versionNo)
    const words = await this.#wordsOf(place, text, id, hint)
    if (words === undefined) return undefined
    const all = findOccurrences(text, canonicalWords(words))
    const occurrence = all[id.occurrence - 1]
    return occurrence && this.#describe(place, text, occurrence, all.length)
  }

  /** Registered words; else those that the hint shows; else the sentences of the work are tried (DESIGN §2). */
  async #wordsOf(place: Place, text: ReadingText, id: QuoteId, hint?: string): Promise<string | undefined> {
    const registered = this.#archive.quotes.byId(printQuoteId(id))
    if (registered) return registered.exact
    const range = hint === undefined ? null : readHint(text, hint)
    if (range && coreOf(text.exact(range)) === id.core) return text.exact(range)
    return this.#archive.sentenceRuns.find(place.versionNo, text, id.core)
  }

  async #describe(
    place: Place,
    text: ReadingText,
    { n, range }: Occurrence,
    occurrences: number,
  ): Promise<Quote> {
    const exact = text.exact(range)
    const core = coreOfDigest(sha256(canonicalWords(exact)))
    const id = printQuoteId({ work: place.work, core, occurrence: n })
    const spans = text.spans(range)
    const start = text.servedOffset(spans[0]!)
    const last = spans.at(-1)!
    return {
      id,
      exact,
      core,
      sha256: sha256(exact),
      spans,
      prefix: lastCodePoints(text.text.slice(0, range.start), CONTEXT),
      suffix: firstCodePoints(text.text.slice(range.end), CONTEXT),
      occurrence: n,
      occurrences,
      sourceRanges: await this.#sourceRanges(place, text, spans),
      position: { start, end: text.servedOffset({ block: last.block, start: last.end }) },
      registered: this.#archive.quotes.byId(id) !== undefined,
    }
  }

  async #sourceRanges(place: Place, text: ReadingText, spans: Span[]): Promise<ByteRange[]> {
    const blocks = { from: spans[0]!.block, to: spans.at(-1)!.block }
    const segments = await readSegments(this.#archive.connection.query, place.versionNo, blocks)
    const byBlock = segmentsByBlock(segments)
    return spans.flatMap(({ block, start, end }) =>
      sourceRanges(byBlock.get(block) ?? [], text.block(block).text, start, end),
    )
  }
}

function firstCodePoints(text: string, count: number): string {
  return text.slice(0, toUtf16(text, count))
}

function lastCodePoints(text: string, count: number): string {
  const window = text.slice(-2 * count).replace(/^[\udc00-\udfff]/, '')
  return window.slice(toUtf16(window, Math.max(0, codePointLength(window) - count)))
}
