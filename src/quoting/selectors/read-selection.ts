import { OMISSION } from '../../text/omission.ts'
import { checkAnnotation } from './check-annotation.ts'
import { isRangeOfPage, readSelector } from './read-selector.ts'
import { fromLocator, isLocator } from './readium-locator.ts'
import { asArray, isIri, isObject, type Members, refuse } from './refusal.ts'
import type { Selection, Selector, TextQuote } from './selector.ts'

/** Nobody says in more ways where words stand, nor leaves out more between them. */
const MOST_SELECTORS = 5
/** Words are looked for in the whole text, each time. */
const MOST_QUOTES = 3
const MOST_TARGETS = 20
const IN_PACKAGE = /^[\w./%~-]{1,1000}\.x?html?$/

/**
 * What a selector, several of the same words, a specific resource or a whole annotation selects, or a locator of
 * Readium. The targets of an annotation are the parts of one quotation with omissions between them.
 *
 * @throws ColophonError `invalid_selector`
 */
export function readSelection(value: unknown): Selection {
  if (!isObject(value)) return fromSelectors(value, '')
  if (isLocator(value)) return fromLocator(value)
  if (isOfHypothesis(value)) return fromTargets(value['target'])
  if ('target' in value || '@context' in value || asArray(value['type']).includes('Annotation')) {
    checkAnnotation(value)
    return fromTargets(value['target'])
  }
  return 'source' in value || value['type'] === 'SpecificResource'
    ? fromResource(value, '')
    : fromSelectors(value, '')
}

/** An annotation as the API of Hypothesis has it: no JSON-LD, but with the targets of the model. */
function isOfHypothesis(value: Members): boolean {
  const isModel = '@context' in value || 'type' in value
  return !isModel && typeof value['uri'] === 'string' && value['target'] !== undefined
}

function fromTargets(target: unknown): Selection {
  if (!Array.isArray(target)) return fromTarget(target, '/target')
  if (target.length > MOST_TARGETS)
    refuse('/target', `must be at most ${MOST_TARGETS} parts of one quotation.`)
  const parts = target.map((part, index) => fromTarget(part, `/target/${index}`))
  const [first] = parts
  if (!first) refuse('/target', 'must be what is selected.')
  return parts.length === 1 ? first : joined(parts, first)
}

function fromTarget(target: unknown, pointer: string): Selection {
  if (isObject(target)) return fromResource(target, pointer)
  return refuse(pointer, 'names no words: it must be a specific resource with "source" and "selector".')
}

/** Parts of one text, with what is left out between them written as our quotes have it. */
function joined(parts: readonly Selection[], { source, cached }: Selection): Selection {
  const quotes: TextQuote[] = parts.map(({ quote, source: own }, index) => {
    if (own !== source) refuse(`/target/${index}/source`, 'must be the same for all parts of a quotation.')
    return (
      quote ?? refuse(`/target/${index}/selector`, 'needs a TextQuoteSelector: it is one of several parts.')
    )
  })
  const exact = quotes.map((quote) => quote.exact).join(OMISSION)
  return { source, cached, quote: { type: 'TextQuoteSelector', exact }, others: [] }
}

function fromResource(resource: Members, pointer: string): Selection {
  const { source, selector, state } = resource
  const address = isObject(source) ? source['id'] : source
  if (!isIri(address) && !isInPackage(address))
    refuse(`${pointer}/source`, 'must be the address of the text that is selected from.')
  if (selector === undefined) refuse(`${pointer}/selector`, 'is missing: which words are selected?')
  return { ...fromSelectors(selector, `${pointer}/selector`), source: address, cached: cachedCopy(state) }
}

/** Annotations of an EPUB name a file in its package. */
function isInPackage(address: unknown): address is string {
  return typeof address === 'string' && IN_PACKAGE.test(address)
}

/** The model allows for several states; one that names a copy says which text the selectors are of. */
function cachedCopy(state: unknown): string | null {
  const copies = asArray(state).flatMap((one) => (isObject(one) ? asArray(one['cached']) : []))
  return copies.find(isIri) ?? null
}

function fromSelectors(value: unknown, pointer: string): Selection {
  const given = asArray(value)
  if (given.length === 0 || given.length > MOST_SELECTORS)
    refuse(pointer, `must be one selector, or up to ${MOST_SELECTORS} of the same words.`)
  const read = given.map((one, index) =>
    readSelector(one, Array.isArray(value) ? `${pointer}/${index}` : pointer),
  )
  const known = read.filter((selector): selector is Selector => selector !== null)
  if (known.length === 0) {
    refuse(
      pointer,
      'is of no kind that is understood here: TextQuoteSelector, TextPositionSelector, or a RangeSelector or FragmentSelector of paragraphs.',
    )
  }
  if (known.reduce((count, selector) => count + quotesIn(selector), 0) > MOST_QUOTES)
    refuse(pointer, `must have at most ${MOST_QUOTES} TextQuoteSelectors in all.`)
  const quote = known.find((selector): selector is TextQuote => selector.type === 'TextQuoteSelector') ?? null
  const others = known.filter((selector) => selector !== quote)
  return { source: null, cached: null, quote, others, ...(given.some(isRangeOfPage) && { isOfPage: true }) }
}

function quotesIn(selector: Selector | undefined): number {
  switch (selector?.type) {
    case 'TextQuoteSelector':
      return 1
    case 'FragmentSelector':
      return quotesIn(selector.refinedBy)
    case 'RangeSelector':
      return quotesIn(selector.startSelector) + quotesIn(selector.endSelector)
    default:
      return 0
  }
}
