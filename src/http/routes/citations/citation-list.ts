import type { Static } from 'typebox'
import { nextTurn } from '../../../bounds/next-turn.ts'
import type { CslItem } from '../../../citing/csl/item.ts'
import { readCslItems } from '../../../citing/csl/json.ts'
import type { CiteManyRequest, CiteOf } from '../../../citing/many.ts'
import { cslLocator } from '../../../citing/pieces/locator.ts'
import { ColophonError } from '../../../errors.ts'
import { type Citable, citationRequest, citedLocator } from '../../../wire/cited.ts'
import { Problem } from '../../../wire/problems.ts'
import type { CitationListSchema } from '../../../wire/schemas/citation-list.ts'
import type { ClientContext } from '../../route-context.ts'
import { citableAt } from './citable-at.ts'

/** What a document cites, as it was asked. */
export interface CitationListRequest {
  style: string
  locale?: string
  ids?: string[]
  items?: unknown[]
  cites?: CiteOf[]
}

/** Ids that are looked up before other requests get their turn. */
const IDS_AT_ONCE = 20

/**
 * Cites works and passages of the archive beside other literature. A passage is an entry for its work, and a
 * locator in the text.
 *
 * @throws Problem `unknown_item`, which names the ids that are not here
 * @throws ColophonError `invalid_item`, `unknown_item`, `unknown_style`, `unknown_locale`
 */
export async function citeList(
  services: ClientContext,
  request: CitationListRequest,
): Promise<Static<typeof CitationListSchema>> {
  const { style, locale, ids = [] } = request
  const items = ownItems(request.items ?? [])
  const citables = await findAll(services, ids)
  const cites = request.cites ?? [...ids, ...items.map(({ id }) => id)].map((id) => ({ id }))
  const many: CiteManyRequest = {
    style,
    ...(locale !== undefined && { locale }),
    items: [...items.map((item) => ({ id: item.id, item })), ...worksOf(services, citables, style)],
    cites: cites.map((cite) => located(cite, citables.get(cite.id))),
  }
  const cited = await services.citer.citeMany(many)
  return { ...cited, cites: cited.cites.map((cite, n) => ({ ...cite, id: cites[n]!.id })) }
}

/** Pointers are those of the body. */
function ownItems(items: unknown[]): CslItem[] {
  try {
    return readCslItems(items)
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error
    const pointer = `/items${error.details['pointer'] ?? ''}`
    throw new ColophonError(error.code, `In "items": ${error.message}`, { ...error.details, pointer })
  }
}

async function findAll(services: ClientContext, ids: readonly string[]): Promise<Map<string, Citable>> {
  const found = new Map<string, Citable>()
  const unknown: string[] = []
  for (const [n, id] of ids.entries()) {
    if (n % IDS_AT_ONCE === 0) await nextTurn()
    const citable = await citableAt(services, id)
    if (citable) found.set(id, citable)
    else unknown.push(id)
  }
  if (unknown.length === 0) return found
  throw new Problem(
    'unknown_item',
    `There is no work, paragraph or quote ${unknown
      .slice(0, 5)
      .map((id) => JSON.stringify(id.slice(0, 80)))
      .join(', ')} here. "ids" has ids or addresses of this archive; other literature goes into "items".`,
    { ids: unknown.map((id) => id.slice(0, 200)) },
  )
}

/** Each work once, however many of its passages are cited. */
function worksOf({ urls }: ClientContext, citables: ReadonlyMap<string, Citable>, style: string) {
  const works = new Map([...citables.values()].map((citable) => [citable.work.id, citable]))
  return [...works].map(([id, citable]) => ({ id, item: citationRequest(urls, citable, { style }).item }))
}

/** The cite of the passage's work, with the passage's locator unless another was given. */
function located(cite: CiteOf, citable: Citable | undefined): CiteOf {
  if (!citable) return cite
  const locator = citedLocator(citable)
  const prefilled = locator && cite.locator === undefined ? cslLocator(locator) : {}
  return { ...cite, ...prefilled, id: citable.work.id }
}
