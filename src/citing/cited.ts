import type { Span } from '../quoting/reading-text.ts'
import type { WorkRecord } from '../store/works.ts'
import type { CitationRequest } from './citer.ts'
import { cslItem } from './item.ts'
import type { Locator } from './locator.ts'

/** What is cited: a work, or with a locator a part of it. */
export interface Cited {
  work: WorkRecord
  locator?: Locator
}

/** The style, and the locale where it is not to be the style's own. */
export interface CitationWish {
  style: string
  locale?: string | undefined
}

/** The paragraphs over which a quote runs, as a locator; none when it stands outside all that are counted. */
export function locatorOf(spans: readonly Span[]): Pick<Cited, 'locator'> {
  const numbers = spans.map((span) => span.number).filter((number) => number !== null)
  const [start] = numbers
  const end = numbers.at(-1)
  if (start === undefined || end === undefined) return {}
  return { locator: end > start ? { start, end } : { start } }
}

/** What the citer is asked for. A corrected work has another revision, so that nothing stale is printed. */
export function citationRequest({ work, locator }: Cited, { style, locale }: CitationWish): CitationRequest {
  return {
    item: cslItem(work.metadata, { id: work.id }),
    revision: `${work.id}@${work.revision}`,
    style,
    ...(locale !== undefined && { locale }),
    ...(locator && { locator }),
  }
}
