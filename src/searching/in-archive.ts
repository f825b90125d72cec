import { MATCH_VERDICTS, type Match } from '../matching/verification/match.ts'
import { IN_ANY_WAY, matchesInEach, type Way, WORD_FOR_WORD } from '../matching/verification/matches.ts'
import type { Quotation } from '../matching/verification/quotation.ts'
import type { Reads } from '../store/store.ts'
import { type Candidate, candidatesOf } from './candidates.ts'
import { type Slice, sliceOf } from './slices.ts'
import { type Runs, TextsInCommon } from './texts-in-common.ts'
import { changed } from './verification.ts'

/** A match with the slice in which it was found. */
export interface Found {
  slice: Slice
  match: Match
}

/** What came of looking through an archive. */
export interface FoundInArchive {
  /** Best first, all of one verdict; a passage may be there twice. */
  found: Found[]
  /** Where most speaks for the quotation; undefined where nothing does. */
  likeliest: Candidate | undefined
}

interface Look {
  runs: Runs
  /** Of everything that was found, the share that a text has at least that is looked at. */
  share: number
  ways: readonly Way[]
}

/**
 * The looks at an archive, until something is found. Most quotations stand somewhere word for word, where they have
 * nearly all their fingerprints in common with a few texts; that is cheap to see, and nothing else is as good. What is
 * like them has a good part still. Only what is hardly like them must be told from everything else.
 */
const LOOKS: readonly Look[] = [
  { runs: 'fingerprints', share: 1 / 16, ways: WORD_FOR_WORD },
  { runs: 'likely', share: 1 / 16, ways: IN_ANY_WAY },
  { runs: 'all', share: 0, ways: IN_ANY_WAY },
]

/**
 * The passages of an archive that a quotation quotes. The time is bounded for any quotation of up to 20,000 characters.
 *
 * @param limit most matches in any one slice
 * @throws ColophonError `quotation_too_common`
 */
export async function findInArchive(
  { texts, versions }: Pick<Reads, 'texts' | 'versions'>,
  quotation: Quotation,
  limit: number,
): Promise<FoundInArchive> {
  const { text } = quotation
  const inCommon = new TextsInCommon(texts, text)
  const compared = new Set<string>()
  let likeliest: Candidate | undefined
  for (const { runs, share, ways } of LOOKS) {
    await inCommon.add(runs)
    const candidates = await candidatesOf(texts, inCommon.likeliest(share))
    likeliest = candidates[0]
    const slices: Slice[] = []
    for (const candidate of candidates) {
      if (compared.has(placeOf(candidate))) continue
      slices.push(await sliceOf(versions, candidate, text.length))
      if (ways === IN_ANY_WAY) compared.add(placeOf(candidate))
    }
    const found = foundIn(slices, quotation, { ways, limit })
    if (found.length > 0) return { found, likeliest }
  }
  return { found: [], likeliest }
}

function placeOf({ versionNo, from, to }: Candidate): string {
  return `${versionNo}:${from}-${to}`
}

/** The matches of the best verdict that any slice has, those first that differ least. */
function foundIn(
  slices: readonly Slice[],
  quotation: Quotation,
  how: { ways: readonly Way[]; limit: number },
): Found[] {
  const texts = slices.map(({ text }) => text)
  const found = matchesInEach(texts, quotation, how).flatMap((matches, at) =>
    matches.map((match) => ({ slice: slices[at]!, match })),
  )
  const best = MATCH_VERDICTS.find((verdict) => found.some(({ match }) => match.verdict === verdict))
  return found
    .filter(({ match }) => match.verdict === best)
    .sort((a, b) => changed(a.match) - changed(b.match))
}
