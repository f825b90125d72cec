import type { Static } from 'typebox'
import type { Archive } from '../archive/archive.ts'
import type { VerifiedClaim } from '../attribution/verify-claim.ts'
import type { CitationOptions } from '../citing/cited.ts'
import type { Citer } from '../citing/citer.ts'
import type { VerifiedMatch } from '../searching/verification.ts'
import type { WorkRecord } from '../store/works.ts'
import { citationView } from './citation.ts'
import { citableQuote, citationRequest } from './cited.ts'
import { nearestView } from './nearest.ts'
import { quoteView } from './quote.ts'
import type { VerificationSchema, VerifiedMatchSchema } from './schemas/verification.ts'
import type { Urls } from './urls.ts'

/** What is asked for the works and citations of matches. */
interface VerificationContext {
  archive: Archive
  citer: Citer
  urls: Urls
}

/** The wire shape of what came of a quotation, with each match's citation, and of what was claimed of it. */
export async function verificationView(
  services: VerificationContext,
  {
    verification: { verdict, matches, nearest, searched },
    attribution: { attribution, sentence },
  }: VerifiedClaim,
  options: CitationOptions,
): Promise<Static<typeof VerificationSchema>> {
  const { archive } = services
  const works = await archive.reads.works.byIds(matches.map(({ work }) => work))
  const views: Static<typeof VerifiedMatchSchema>[] = []
  for (const match of matches)
    views.push(await matchView(services, { match, work: works.get(match.work)! }, options))
  return {
    verdict,
    matches: views,
    nearest: nearest && (await nearestView(services, nearest)),
    attribution,
    attributionSentence: sentence,
    searched,
  }
}

async function matchView(
  { urls, citer }: VerificationContext,
  { match, work }: { match: VerifiedMatch; work: WorkRecord },
  options: CitationOptions,
): Promise<Static<typeof VerifiedMatchSchema>> {
  const { verdict, quote, asQuoted, exact, diff, edits, flags, meaningRisk } = match
  const citable = citableQuote(urls, work, quote)
  const citation = await citer.cite(citationRequest(urls, citable, options))
  return {
    verdict,
    quote: quoteView(urls, work, quote),
    asQuoted,
    exact,
    diff,
    edits,
    flags,
    meaningRisk,
    citation: citationView(citable, citation, options),
  }
}
