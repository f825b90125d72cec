import type { Archive } from '../archive/archive.ts'
import { ColophonError } from '../errors.ts'
import { nearestPassage } from '../matching/nearest.ts'
import type { ReadingText } from '../matching/reading-text.ts'
import { MATCH_VERDICTS, type Match } from '../matching/verification/match.ts'
import {
  type Finder,
  IN_ANY_WAY,
  matchesIn,
  matchesInEach,
  WORD_FOR_WORD,
} from '../matching/verification/matches.ts'
import { Quotation } from '../matching/verification/quotation.ts'
import { QuoteFinder } from '../quoting/quote-finder.ts'
import { canonicalWords } from '../text/canonical.ts'
import { wordDiff } from '../text/word-diff.ts'
import { candidatesOf } from './candidates.ts'
import { type Slice, sliceOf } from './slices.ts'
import { TextsInCommon } from './texts-in-common.ts'
import {
  changed,
  type NearestOffered,
  type Verification,
  type VerifiedMatch,
  type VerifyRequest,
  verdictOf,
} from './verification.ts'

/** A match with the slice in which it was found. */
interface Found {
  slice: Slice
  match: Match
}

/** How a quotation is looked for among the texts that have something in common with it. */
interface Look {
  quotation: Quotation
  limit: number
  ways: readonly Finder[]
}

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
    const matches: VerifiedMatch[] = []
    for (const match of matchesIn(reading, quotation, limit))
      matches.push({ ...match, work, quote: await this.#finder.describe(place, match.parts) })
    return {
      verdict: verdictOf(matches),
      matches,
      nearest: matches.length > 0 ? null : nearestOffered(work, reading, quotation),
      searched: { works: 1, paragraphs: record.version.paragraphCount },
    }
  }

  /** Word for word first, which is cheap and the most frequent; only then among all that have anything of it. */
  async #inArchive(quotation: Quotation, limit: number): Promise<Verification> {
    const inCommon = new TextsInCommon(this.#archive.reads.texts, quotation.text)
    await inCommon.addLargeParts()
    let { slices, found } = await this.#look(inCommon, { quotation, limit, ways: WORD_FOR_WORD })
    if (found.length === 0) {
      const { isTooCommon } = await inCommon.addAll()
      if (isTooCommon) throw tooCommon()
      ;({ slices, found } = await this.#look(inCommon, { quotation, limit, ways: IN_ANY_WAY }))
    }
    const matches = await this.#described(found, limit)
    const { works, paragraphs } = await this.#archive.reads.works.counts()
    return {
      verdict: verdictOf(matches),
      matches,
      nearest: matches.length > 0 ? null : await this.#nearestIn(slices[0], quotation),
      searched: { works, paragraphs },
    }
  }

  /** The slices that were looked at, the likeliest first, and what the quotation quotes in any of them. */
  async #look(
    { weights }: TextsInCommon,
    { quotation, limit, ways }: Look,
  ): Promise<{ slices: Slice[]; found: Found[] }> {
    const { texts, versions } = this.#archive.reads
    const slices: Slice[] = []
    for (const candidate of await candidatesOf(texts, weights))
      slices.push(await sliceOf(versions, candidate, quotation.text.length))
    const matches = matchesInEach(
      slices.map(({ text }) => text),
      quotation,
      { limit, ways },
    )
    return { slices, found: slices.flatMap((slice, at) => matches[at]!.map((match) => ({ slice, match }))) }
  }

  /** The best of what was found, each passage once, as quotes of their works. */
  async #described(found: readonly Found[], limit: number): Promise<VerifiedMatch[]> {
    const ids = await this.#archive.reads.works.idsOf(found.map(({ slice }) => slice.workNo))
    const matches = new Map<string, VerifiedMatch>()
    for (const { slice, match } of bestOf(found)) {
      if (matches.size === limit) break
      const { versionNo } = slice
      const work = ids.get(slice.workNo)!
      const parts = partsIn(await this.#archive.readingText(versionNo), slice, match)
      const quote = await this.#finder.describe({ work, versionNo }, parts)
      if (!matches.has(quote.id)) matches.set(quote.id, { ...match, parts, work, quote })
    }
    return [...matches.values()]
  }

  async #nearestIn(slice: Slice | undefined, quotation: Quotation): Promise<NearestOffered | null> {
    if (!slice) return null
    const ids = await this.#archive.reads.works.idsOf([slice.workNo])
    return nearestOffered(ids.get(slice.workNo)!, slice.text, quotation)
  }
}

/** Matches of the best verdict that any has, those first that differ least. */
function bestOf(found: readonly Found[]): Found[] {
  const best = MATCH_VERDICTS.find((verdict) => found.some(({ match }) => match.verdict === verdict))
  return found
    .filter(({ match }) => match.verdict === best)
    .sort((a, b) => changed(a.match) - changed(b.match))
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
  const diff = wordDiff(canonicalWords(quotation.text), found.passage)
  return { work, paragraph: found.block.paragraph, number: found.block.number, text: found.passage, diff }
}

function tooCommon(): ColophonError {
  return new ColophonError(
    'quotation_too_common',
    'The quotation is too short, or its words are too common, to look for it in the whole archive. Name the work that it is from in "work", or send more of the passage.',
  )
}
