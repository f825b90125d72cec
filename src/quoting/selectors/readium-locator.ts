import { readSelector } from './read-selector.ts'
import { isIri, isObject, type Members } from './refusal.ts'
import type { Selection, TextQuote } from './selector.ts'

/** Whether it is a locator (Readium, "Locators"): a resource, and of its text what is highlighted with what stands around. */
export function isLocator(value: Members): boolean {
  return typeof value['href'] === 'string' && isObject(value['text'])
}

/** The words of a locator. Its `locations` are places in a publication, and say nothing here. @throws ColophonError `invalid_selector` */
export function fromLocator({ href, text }: Members): Selection {
  const { highlight: exact, before: prefix, after: suffix } = text as Members
  const quote = readSelector({ type: 'TextQuoteSelector', exact, prefix, suffix }, '/text') as TextQuote
  return { source: isIri(href) ? href : null, cached: null, quote, others: [] }
}
