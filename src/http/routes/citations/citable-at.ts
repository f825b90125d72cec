import { findCitable } from '../../../resolving/citable.ts'
import { type Citable, citableParagraph, citableQuote, citableWork } from '../../../wire/cited.ts'
import type { Urls } from '../../../wire/urls.ts'
import type { ClientContext } from '../../route-context.ts'

/**
 * The work, paragraph or quote that is named by its id, in any spelling, or by its address here; a work also by
 * its slug, a quote that is not registered by its address with the hint. Undefined when there is none.
 *
 * @throws ColophonError `withdrawn`
 */
export async function citableAt(services: ClientContext, typed: string): Promise<Citable | undefined> {
  const { urls } = services
  const { id, hint } = readName(urls, typed)
  const found = await findCitable(services, id, hint)
  if (!found) return undefined
  const { work, paragraph, quote } = found
  if (paragraph) return citableParagraph(urls, work, paragraph)
  return quote ? citableQuote(urls, work, quote) : citableWork(urls, work)
}

/** Ids are told apart by their shape alone, so that the collection in an address says nothing more. */
function readName(urls: Urls, typed: string): { id: string; hint?: string } {
  const path = urls.pathOf(typed) ?? typed
  const [, id = path, hint] = /^\/(?:works|paragraphs|quotes)\/([^/?]+)(?:\?at=(.+))?$/.exec(path) ?? []
  return hint === undefined ? { id } : { id, hint: hint.replaceAll(/%3a/gi, ':') }
}
