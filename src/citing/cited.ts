import type { Span } from '../matching/reading-text.ts'
import type { WorkRecord } from '../store/works.ts'
import type { CitationRequest } from './citer.ts'
import { type CitedCopy, type CslItemOptions, cslItem } from './csl/item-of-work.ts'
import type { CitedLocator, Locator } from './pieces/locator.ts'

/** What is cited: a work, or with a locator a part of it. */
export interface Cited {
  work: WorkRecord
  locator?: CitedLocator
}

/** How it is to be cited; the locale is the style's own, the copy the original, where they are left out. */
export interface CitationOptions {
  style: string
  locale?: string | undefined
  source?: CitedCopy | undefined
  suppressAuthor?: boolean | undefined
  /** What is to be counted, of what the passage has. */
  locatorLabel?: string | undefined
}

/** The paragraphs over which a quote runs, as a locator; none when it stands outside all that are counted. */
export function locatorOf(spans: readonly Span[]): { locator?: Locator } {
  const numbers = spans.map((span) => span.number).filter((number) => number !== null)
  const [start] = numbers
  const end = numbers.at(-1)
  if (start === undefined || end === undefined) return {}
  return { locator: end > start ? { start, end } : { start } }
}

/**
 * What the citer is asked for. Each copy of each revision of a work has pieces of its own, so that nothing
 * stale is printed.
 *
 * @param here the archive that cites, for `source` `this`
 */
export function citationRequest(
  { work, locator }: Cited,
  { style, locale, source = 'original', suppressAuthor }: CitationOptions,
  here?: NonNullable<CslItemOptions['here']>,
): CitationRequest {
  const item = cslItem(work.metadata, { id: work.id, source, ...(here && { here }) })
  const revision = `${work.id}@${work.revision}`
  const copy = source === 'this' ? ` ${item.URL}` : ` ${source}`
  return {
    item,
    revision: source === 'original' ? revision : revision + copy,
    style,
    ...(locale !== undefined && { locale }),
    ...(suppressAuthor && { suppressAuthor }),
    ...(locator && { locator }),
  }
}
