import type { Searching } from '../searching/searching-thread.ts'
import type { Verification, VerifiedMatch } from '../searching/verification.ts'
import type { WorkRecord } from '../store/works.ts'
import { type Attribution, type Claim, claimsWork, NOT_CLAIMED } from './claim.ts'
import { type ClaimedIn, type ClaimedWorks, claimedWorks } from './claimed-works.ts'
import { foundElsewhere, foundNowhere, foundThere } from './judge-claim.ts'

/** What verifying a claimed quotation works with. */
export interface ClaimServices extends ClaimedIn {
  searching: Pick<Searching, 'verify'>
}

/** A quotation, what is claimed of it, and how many matches are wanted. */
export interface ClaimedQuotation {
  text: string
  claim: Claim
  limit: number
}

/** The words and whose they are: two facts. */
export interface VerifiedClaim {
  verification: Verification
  attribution: Attribution
}

/** Claimed works in which the words are looked for. */
const MOST_WORKS = 12
/** Places of the words in a claimed work, and elsewhere, that are compared with what is claimed. */
const MOST_PLACES = 25

/**
 * Looks for a quotation in the works that are claimed, then everywhere, and judges the claim. The words' verdict is that
 * of the claimed work where they stand there.
 *
 * @throws ColophonError as `Searching.verify`
 */
export async function verifyClaim(
  services: ClaimServices,
  { text, claim, limit }: ClaimedQuotation,
): Promise<VerifiedClaim> {
  const { searching } = services
  if (!claimsWork(claim) && !claim.locator)
    return { verification: await searching.verify({ text, limit }), attribution: NOT_CLAIMED }
  const claimed = await claimedWorks(services, claim)
  const inClaimed = await inWorks(services, { text, claim, claimed })
  if (inClaimed && isFaithful(inClaimed.verification)) return limited(inClaimed, limit)
  const verification = await searching.verify({ text, limit: Math.max(limit, MOST_PLACES) })
  if (inClaimed && !isFaithful(verification)) return limited(inClaimed, limit)
  const works = await services.archive.reads.works.byIds(verification.matches.map(({ work }) => work))
  const found = verification.matches.map((match) => ({ match, work: works.get(match.work)! }))
  const attribution =
    found.length === 0 ? foundNowhere(claim, claimed) : foundElsewhere(claim, { found, claimed })
  return limited({ verification, attribution }, limit)
}

/** The best of what the claimed works have: the words, then their place. */
async function inWorks(
  { searching }: ClaimServices,
  { text, claim, claimed }: { text: string; claim: Claim; claimed: ClaimedWorks },
): Promise<VerifiedClaim | undefined> {
  let best: VerifiedClaim | undefined
  for (const work of worksOf(claimed)) {
    const verification = await searching.verify({ text, work: work.id, limit: MOST_PLACES })
    if (verification.matches.length === 0) continue
    const { attribution, match } = foundThere(claim, { work, matches: verification.matches, claimed })
    const found = { verification: withFirst(verification, match), attribution }
    if (!best || isBetter(found, best)) best = found
  }
  return best
}

function worksOf({ named, fitting }: ClaimedWorks): WorkRecord[] {
  return named ? [named] : fitting.slice(0, MOST_WORKS)
}

function isBetter(a: VerifiedClaim, b: VerifiedClaim): boolean {
  const [first, second] = [isFaithful(a.verification), isFaithful(b.verification)]
  return first === second
    ? a.attribution.attribution === 'right' && b.attribution.attribution !== 'right'
    : first
}

/** Whether the words stand so. */
function isFaithful({ verdict, matches }: Verification): boolean {
  return (
    matches.length > 0 &&
    verdict !== 'altered' &&
    verdict !== 'stitched' &&
    verdict !== 'ambiguous' &&
    !matches[0]!.meaningRisk
  )
}

/** The match at the claimed place comes first. */
function withFirst(verification: Verification, first: VerifiedMatch): Verification {
  return { ...verification, matches: [first, ...verification.matches.filter((match) => match !== first)] }
}

function limited({ verification, attribution }: VerifiedClaim, limit: number): VerifiedClaim {
  return { verification: { ...verification, matches: verification.matches.slice(0, limit) }, attribution }
}
