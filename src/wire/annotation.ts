import type { Quote } from '../quoting/quote.ts'
import { ANNOTATION_CONTEXT } from '../quoting/selectors/check-annotation.ts'
import type { QuotedPart } from '../quoting/selectors/quoted-part.ts'
import { selectorsOf } from '../quoting/selectors/selectors-of.ts'
import type { WorkRecord } from '../store/works.ts'
import { type Body, jsonLine } from './body.ts'
import { ANNOTATION_TYPE } from './media-types.ts'
import { quoteAddress } from './quote.ts'
import type { Urls } from './urls.ts'

/**
 * A quote as a W3C Web Annotation: it has no body, because all that it says is what these words are known by.
 * Words with omissions between them are several targets, in order.
 */
export function annotationOf(urls: Urls, work: WorkRecord, quote: Quote) {
  const targets = quote.parts.map((part) => target(urls, work, { quote, part }))
  return {
    '@context': ANNOTATION_CONTEXT,
    id: quoteAddress(urls, quote),
    type: 'Annotation',
    canonical: urls.permanent.quote(quote.id),
    motivation: 'identifying',
    generator: { id: `${urls.base}/`, type: 'Software', name: 'Colophon' },
    target: targets.length === 1 ? targets[0]! : targets,
  }
}

/** The text may change: the state tells the copy of it, which does not, that the selectors are right for. */
function target(urls: Urls, work: WorkRecord, { quote, part }: { quote: Quote; part: QuotedPart }) {
  const { license } = work.metadata
  return {
    type: 'SpecificResource',
    source: `${urls.work(work.id)}.txt`,
    ...(license !== null && URL.canParse(license) && { rights: new URL(license).href }),
    state: {
      type: 'TimeState',
      sourceDate: quote.version.createdAt,
      cached: `${urls.version(work.id, quote.version.id)}.txt`,
    },
    selector: selectorsOf(part),
  }
}

/** What the Web Annotation Protocol (§3.1) asks of the answer, beside what every answer has. */
export function annotationBody(
  urls: Urls,
  work: WorkRecord,
  quote: Quote,
): Body & { headers: Record<string, string> } {
  return {
    type: ANNOTATION_TYPE,
    body: jsonLine(annotationOf(urls, work, quote)),
    headers: { allow: 'GET, HEAD, OPTIONS' },
  }
}
