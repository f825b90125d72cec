import type { Static } from 'typebox'
import type { Archive } from '../archive/archive.ts'
import type { CitationOptions } from '../citing/cited.ts'
import type { Citer } from '../citing/citer.ts'
import type { CheckedQuotation } from '../manuscripts/check-quotations.ts'
import type { VerifiedMatch } from '../searching/verification.ts'
import { citableQuote, citationRequest } from './cited.ts'
import { nearestView } from './nearest.ts'
import type { CheckedQuotationSchema } from './schemas/checked-document.ts'
import type { Urls } from './urls.ts'
import { workReference } from './work-reference.ts'

/** What describing a checked quotation works with. */
export interface CheckedQuotationServices {
  archive: Archive
  citer: Citer
  urls: Urls
}

/** The wire shape of a quotation of a manuscript with what came of checking it. */
export async function checkedQuotationView(
  services: CheckedQuotationServices,
  checked: CheckedQuotation,
  options: CitationOptions,
): Promise<Static<typeof CheckedQuotationSchema>> {
  const { quotation, outcome, verdict, notes, reason, match, nearest } = checked
  const { attribution, sentence } = checked.attribution
  const { kind, text, short, attribution: attributionLine, citation, start, end } = quotation
  return {
    where: { start, end },
    kind,
    asQuoted: text,
    short,
    attributionLine,
    citation,
    attribution,
    attributionSentence: sentence,
    outcome,
    verdict,
    notes,
    reason,
    found: match && (await foundView(services, match, options)),
    nearest: nearest && (await nearestView(services, nearest)),
  }
}

async function foundView(
  services: CheckedQuotationServices,
  { work: id, quote, ...match }: VerifiedMatch,
  options: CitationOptions,
) {
  const { archive, citer, urls } = services
  const work = (await archive.reads.works.named(id))!
  const citable = citableQuote(urls, work, quote)
  const citation = await citer.cite(citationRequest(urls, citable, options))
  return {
    id: quote.id,
    url: citable.address,
    work: workReference(urls, work),
    exact: match.exact,
    diff: match.diff,
    edits: match.edits,
    flags: match.flags,
    meaningRisk: match.meaningRisk,
    citation: {
      style: citation.style.id,
      inText: (citation.note ?? citation.inText).text,
      bibliography: citation.bibliography.text,
    },
  }
}
