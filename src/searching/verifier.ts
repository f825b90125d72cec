import type { Archive } from '../archive/archive.ts'
import { ColophonError } from '../errors.ts'
import { nearestPassage } from '../matching/nearest.ts'
import { type ReadingBlock, ReadingText } from '../matching/reading-text.ts'
import { MATCH_VERDICTS, type Match } from '../matching/verification/match.ts'
import { matchesIn } from '../matching/verification/matches.ts'
import { Quotation } from '../matching/verification/quotation.ts'
import type { Quote } from '../quoting/quote.ts'
import { QuoteFinder } from '../quoting/quote-finder.ts'
import { canonicalWords } from '../text/canonical.ts'
import { type WordEdit, wordDiff } from '../text/word-diff.ts'
import { type Candidate, findCandidates } from './candidates.ts'

/** A quotation to be verified: in one work, by its id, or wherever it stands in the archive. */
export interface VerifyRequest {
  text: string
  work?: string | undefined
  /** Most matches to answer. */
  limit: number
}

/** A passage that the quotation quotes. */
export interface VerifiedMatch extends Match {
  work: string
  quote: Quote
}

/** What a quotation is judged to be: as its best match is, or not to be told. */
export const VERDICTS = [...MATCH_VERDICTS, 'ambiguous', 'not_found'] as const

/** What came of a quotation. */
export interface Verification {
  /** That of the best match; `ambiguous` when several passages, all different, are as like as one another. */
  verdict: (typeof VERDICTS)[number]
  /** Best first. */
  matches: VerifiedMatch[]
  /** Where nothing is surely the passage: the likest one there is, which may be another. */
  nearest: NearestOffered | null
  searched: { works: number; paragraphs: number }
}

/** A passage that is somewhat like the quotation. */
export interface NearestOffered {
  work: string
  paragraph: string | null
  number: number | null
  text: string
  diff: WordEdit[]
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

  async #inArchive(quotation: Quotation, limit: number): Promise<Verification> {
    const { works, texts } = this.#archive.reads
    const candidates = await findCandidates(texts, quotation.text)
    if (!candidates) throw tooCommon()
    const counts = await works.counts()
    const ids = await works.idsOf(candidates.map(({ workNo }) => workNo))
    const matches: VerifiedMatch[] = []
    for (const candidate of candidates)
      matches.push(
        ...(await this.#inCandidate(quotation, { candidate, work: ids.get(candidate.workNo)!, limit })),
      )
    const best = bestOf(matches).slice(0, limit)
    const [first] = candidates
    return {
      verdict: verdictOf(best),
      matches: best,
      nearest:
        best.length > 0 || !first
          ? null
          : nearestOffered(ids.get(first.workNo)!, await this.#slice(first, quotation), quotation),
      searched: { works: counts.works, paragraphs: counts.paragraphs },
    }
  }

  async #inCandidate(
    quotation: Quotation,
    { candidate, work, limit }: { candidate: Candidate; work: string; limit: number },
  ): Promise<VerifiedMatch[]> {
    const slice = await this.#slice(candidate, quotation)
    const found = matchesIn(slice, quotation, limit)
    if (found.length === 0) return []
    const place = { work, versionNo: candidate.versionNo }
    const whole = await this.#archive.readingText(place.versionNo)
    const matches: VerifiedMatch[] = []
    for (const match of found) {
      const parts = match.parts.map((part) => {
        const spans = slice.spans(part)
        const [first, last] = [spans[0]!, spans.at(-1)!]
        return whole.range(
          { block: first.block, offset: first.start },
          { block: last.block, offset: last.end },
        )!
      })
      matches.push({ ...match, parts, work, quote: await this.#finder.describe(place, parts) })
    }
    return matches
  }

  /** The candidate's blocks with those around, as far as the quotation may reach. */
  async #slice({ versionNo, from, to }: Candidate, { text }: Quotation): Promise<ReadingText> {
    const { versions } = this.#archive.reads
    const blocks = await versions.blocksBetween(versionNo, Math.max(0, from - MARGIN), to + MARGIN)
    const longest = LEAST_SLICE + text.length * 4
    const slice: ReadingBlock[] = []
    let length = 0
    for (const block of blocks) {
      if (length > longest) break
      slice.push(block)
      length += block.text.length
    }
    return new ReadingText(slice)
  }
}

/** Blocks looked at before and after those that have something of the quotation, and characters at least. */
const MARGIN = 1
const LEAST_SLICE = 200_000

/** Matches of the best verdict that any has, each passage once. */
function bestOf(matches: readonly VerifiedMatch[]): VerifiedMatch[] {
  const best = MATCH_VERDICTS.find((verdict) => matches.some((match) => match.verdict === verdict))
  const ids = new Set<string>()
  return matches
    .filter(({ verdict, quote }) => verdict === best && !ids.has(quote.id) && ids.add(quote.id))
    .sort((a, b) => changed(a) - changed(b))
}

function verdictOf(matches: readonly VerifiedMatch[]): Verification['verdict'] {
  const [first, second] = matches
  if (!first) return 'not_found'
  const doubtful =
    first.verdict === 'altered' &&
    second &&
    changed(first) === changed(second) &&
    first.exact !== second.exact
  return doubtful ? 'ambiguous' : first.verdict
}

function changed({ diff }: Match): number {
  return diff.reduce((sum, { op, text }) => (op === 'equal' ? sum : sum + text.length), 0)
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
