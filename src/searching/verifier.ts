import type { Archive } from '../archive/archive.ts'
import { ColophonError } from '../errors.ts'
import { nearestPassage } from '../matching/nearest.ts'
import type { ReadingText } from '../matching/reading-text.ts'
import type { Match } from '../matching/verification/match.ts'
import { matchesIn } from '../matching/verification/matches.ts'
import { Quotation } from '../matching/verification/quotation.ts'
import { stitchedMatch } from '../matching/verification/stitched.ts'
import { QuoteFinder } from '../quoting/quote-finder.ts'
import { canonicalWords } from '../text/canonical.ts'
import { wordDiff } from '../text/word-diff.ts'
import type { Candidate } from './candidates.ts'
import { type Found, findInArchive } from './in-archive.ts'
import { WordsOfQuotation } from './nearest-by-words.ts'
import { type Slice, sliceOf } from './slices.ts'
import {
  type NearestOffered,
  type Verification,
  type VerifiedMatch,
  type VerifyRequest,
  verdictOf,
} from './verification.ts'
import { type InVersion, withTrueSlashes } from './verse-slashes.ts'

/** Verifies quotations against an archive. */
export class Verifier {
  readonly #archive: Archive
  readonly #finder: QuoteFinder

  constructor(archive: Archive) {
    this.#archive = archive
    this.#finder = new QuoteFinder(archive)
  }

  /**
   * Finds and compares. The time is bounded for any quotation of up to 20,000 characters.
   *
   * @throws ColophonError `quotation_too_common` when it must be told which work to look in; `work_not_found`
   */
  async verify({ text, work, limit }: VerifyRequest): Promise<Verification> {
    const quotation = new Quotation(text)
    return work === undefined ? this.#inArchive(quotation, limit) : this.#inWork(quotation, { work, limit })
  }

  async #inWork(
    quotation: Quotation,
    { work, limit }: { work: string; limit: number },
  ): Promise<Verification> {
    const record = await this.#archive.reads.works.named(work)
    if (!record) throw new ColophonError('work_not_found', `There is no work ${work}.`)
    const place = { work, versionNo: record.version.no }
    const reading = await this.#archive.readingText(place.versionNo)
    const described: InVersion[] = []
    const found = matchesIn(reading, quotation, limit)
    const stitched = found.length > 0 ? null : stitchedMatch(reading, quotation)
    for (const match of stitched ? [stitched] : found) {
      const quote = await this.#finder.describe(place, match.parts)
      described.push({ match: { ...match, work, quote }, versionNo: place.versionNo })
    }
    const matches = await withTrueSlashes(this.#archive, described)
    return {
      verdict: verdictOf(matches),
      matches,
      nearest: matches.length > 0 ? null : await this.#nearestInWork(work, reading, quotation),
      searched: { works: 1, paragraphs: record.version.paragraphCount },
    }
  }

  async #inArchive(quotation: Quotation, limit: number): Promise<Verification> {
    const { reads } = this.#archive
    const { found, likeliest } = await findInArchive(reads, quotation, limit)
    const described = await this.#described(found, limit)
    const matches = described.length > 0 ? described : await this.#stitchedIn(likeliest, quotation)
    const { works, paragraphs } = await reads.works.counts()
    return {
      verdict: verdictOf(matches),
      matches,
      nearest: matches.length > 0 ? null : await this.#nearestIn(likeliest, quotation),
      searched: { works, paragraphs },
    }
  }

  /** The first of what was found, each passage once, as quotes of their works. */
  async #described(found: readonly Found[], limit: number): Promise<VerifiedMatch[]> {
    const ids = await this.#archive.reads.works.idsOf(found.map(({ slice }) => slice.workNo))
    const matches = new Map<string, InVersion>()
    for (const { slice, match } of found) {
      if (matches.size === limit) break
      const { versionNo } = slice
      const work = ids.get(slice.workNo)!
      const parts = partsIn(await this.#archive.readingText(versionNo), slice, match)
      const quote = await this.#finder.describe({ work, versionNo }, parts)
      if (!matches.has(quote.id))
        matches.set(quote.id, { match: { ...match, parts, work, quote }, versionNo })
    }
    return withTrueSlashes(this.#archive, [...matches.values()])
  }

  /** In the whole of the likeliest text: the parts may stand far apart. */
  async #stitchedIn(candidate: Candidate | undefined, quotation: Quotation): Promise<VerifiedMatch[]> {
    if (!candidate) return []
    const { workNo, versionNo } = candidate
    const match = stitchedMatch(await this.#archive.readingText(versionNo), quotation)
    if (!match) return []
    const work = (await this.#archive.reads.works.idsOf([workNo])).get(workNo)!
    return [{ ...match, work, quote: await this.#finder.describe({ work, versionNo }, match.parts) }]
  }

  /** By words first: what somebody remembers has them in other forms, and between others. */
  async #nearestInWork(
    work: string,
    reading: ReadingText,
    quotation: Quotation,
  ): Promise<NearestOffered | null> {
    const words = new WordsOfQuotation(this.#archive.reads.texts, quotation.text)
    const found = await words.inBlocks(reading.blocks)
    if (!found) return nearestOffered(work, reading, quotation)
    const { paragraph, number } = found.place
    return offered({ work, paragraph, number }, found.passage, quotation)
  }

  async #nearestIn(candidate: Candidate | undefined, quotation: Quotation): Promise<NearestOffered | null> {
    const { versions, works, texts } = this.#archive.reads
    const found = await new WordsOfQuotation(texts, quotation.text).inArchive()
    if (found) return offered(found.place, found.passage, quotation)
    if (!candidate) return null
    const { text } = await sliceOf(versions, candidate, quotation.text.length)
    const ids = await works.idsOf([candidate.workNo])
    return nearestOffered(ids.get(candidate.workNo)!, text, quotation)
  }
}

/** The parts of a match in a slice as ranges of the whole text. */
function partsIn(whole: ReadingText, slice: Slice, { parts }: Match): Match['parts'] {
  return parts.map((part) => {
    const spans = slice.text.spans(part)
    const [first, last] = [spans[0]!, spans.at(-1)!]
    return whole.range({ block: first.block, offset: first.start }, { block: last.block, offset: last.end })!
  })
}

function nearestOffered(work: string, text: ReadingText, quotation: Quotation): NearestOffered | null {
  const found = nearestPassage(text, quotation.text)
  if (!found) return null
  const { paragraph, number } = found.block
  return offered({ work, paragraph, number }, found.passage, quotation)
}

function offered(
  { work, paragraph, number }: Pick<NearestOffered, 'work' | 'paragraph' | 'number'>,
  text: string,
  quotation: Quotation,
): NearestOffered {
  return { work, paragraph, number, text, diff: wordDiff(canonicalWords(quotation.text), text) }
}
