/** Many works cited together: what is asked for, and what is answered. */
import { ColophonError } from '../errors.ts'
import { EDITIONS, LOCATOR_LABELS } from '../numbering/labels.ts'
import type { CslItem } from './csl/item.ts'
import type { CiteMode, FormattedList, ItemList } from './formatter.ts'
import type { Formatted } from './pieces/pieces.ts'
import type { Style } from './styles/style.ts'
import { itemWarnings, printedNumbersOnly } from './warnings.ts'

/** Works of an archive, works of one's own, and cites: so many of each may be given. */
export const MOST_ITEMS = 1000
/** Both kinds of works stand in one list, and each may be cited once without being asked for. */
const MOST_IN_LIST = 2 * MOST_ITEMS

/** One cite of the document; `label` is one of LOCATOR_LABELS, `page` when it is left out. */
export interface CiteOf {
  id: string
  locator?: string
  label?: string
  mode?: CiteMode
}

/** The works of a document and, in their order, its cites. An id is the caller's own. */
export interface CiteManyRequest {
  style: string
  /** Left out: the style's own locale, else en-US. */
  locale?: string
  items: { id: string; item: CslItem }[]
  cites?: CiteOf[]
}

/** One bibliography, in the style's order, and the cites as they were asked for. */
export interface CitedMany {
  style: { id: string; title: string }
  locale: string
  bibliography: ({ id: string } & Formatted)[]
  cites: ({ id: string } & Formatted)[]
  warnings: string[]
}

/** The list that an engine formats. Throws ColophonError `invalid_item` or `unknown_item`, each with a pointer. */
export function itemList({ items, cites = [] }: CiteManyRequest): ItemList {
  refuseMore('items', items.length)
  refuseMore('cites', cites.length)
  const places = new Map<string, number>()
  for (const [n, { id }] of items.entries()) {
    if (places.has(id)) refuse(`Two items have the id ${JSON.stringify(id)}.`, `/items/${n}/id`)
    places.set(id, n)
  }
  return {
    items: items.map(({ item }) => item),
    cites: cites.map(({ id, locator, label, mode }, n) => {
      const item = places.get(id)
      if (item === undefined) throw unknownItem(id, `/cites/${n}/id`)
      if (label !== undefined && ![...LOCATOR_LABELS, ...EDITIONS].includes(label))
        refuse(`There is no locator label ${JSON.stringify(label)}.`, `/cites/${n}/label`)
      return { item, ...(locator && { locator }), ...(label && { label }), ...(mode && { mode }) }
    }),
  }
}

function refuseMore(what: string, count: number): void {
  if (count > MOST_IN_LIST) refuse(`There are ${count} ${what}, more than ${MOST_IN_LIST}.`, `/${what}`)
}

/** What an engine made of the list, under the caller's ids. */
export function citedMany(
  { items, cites = [] }: CiteManyRequest,
  { style, locale, formatted }: { style: Style; locale: string; formatted: FormattedList },
): CitedMany {
  return {
    style: { id: style.id, title: style.title },
    locale,
    bibliography: formatted.bibliography.map(({ item, ...entry }) => ({ id: items[item]!.id, ...entry })),
    cites: formatted.cites.map((cite, n) => ({ id: cites[n]!.id, ...cite })),
    warnings: [...listWarnings(items, style, formatted), ...locatorWarnings(cites, style, formatted.cites)],
  }
}

function listWarnings(items: CiteManyRequest['items'], style: Style, { bibliography }: FormattedList) {
  const listed = new Set(bibliography.map(({ item }) => item))
  return items.flatMap(({ id, item }, n) => [
    ...itemWarnings(item, style).map((warning) => `${id}: ${warning}`),
    ...(listed.has(n) ? [] : [`${id}: ${style.title} prints no entry for it.`]),
  ])
}

function locatorWarnings(
  cites: readonly CiteOf[],
  { title, independent }: Style,
  made: Formatted[],
): string[] {
  const lost = cites.filter(
    ({ locator, mode }, n) => locator && mode !== 'author-only' && !shows(made[n]!, locator),
  )
  const counted = cites.some(({ locator, label }) => locator && label === 'paragraph')
  return [
    ...[...new Set(lost.map(({ id }) => id))].map(
      (id) => `${id}: ${title} has no place for the locator in a citation: it is left out.`,
    ),
    ...(counted ? printedNumbersOnly(independent) : []),
  ]
}

/** Styles print ranges in their own ways, but the first number or word as it is. */
function shows({ text }: Formatted, locator: string): boolean {
  return text.includes(/[\p{L}\p{N}]+/u.exec(locator)?.[0] ?? '')
}

function unknownItem(id: string, pointer: string): ColophonError {
  const message = `There is no item ${JSON.stringify(id)} in the list. Add it to the items, or leave the cite out.`
  return new ColophonError('unknown_item', message, { pointer, id })
}

function refuse(message: string, pointer: string): never {
  throw new ColophonError('invalid_item', message, { pointer })
}
