import { parseParagraphId, parseQuoteId, parseWorkId } from '../identity/ids.ts'
import { isHint } from '../quoting/hint.ts'
import { refuseWithdrawn } from '../store/sqlite/withdrawals/withdrawals.ts'
import { idOfWork } from '../store/sqlite/works/work-ids.ts'
import { findWork } from '../store/sqlite/works/works.ts'
import { type Citable, citableParagraph, citableQuote, citableWork } from '../wire/cited.ts'
import type { Urls } from '../wire/urls.ts'
import { refuseGoneParagraph, refuseGoneQuote } from './gone.ts'
import { placeOf, type Services } from './services.ts'

/**
 * The work, paragraph or quote that is named by its id, in any spelling, or by its address here; a work also by
 * its slug, a quote that is not registered by its address with the hint. Undefined when there is none.
 *
 * @throws ColophonError `withdrawn`
 */
export async function findCitable(services: Services, typed: string): Promise<Citable | undefined> {
  const { id, hint } = readName(services.urls, typed)
  return (await findWorkOrParagraph(services, id)) ?? (await findQuote(services, id, hint))
}

/** Ids are told apart by their shape alone, so that the collection in an address says nothing more. */
function readName(urls: Urls, typed: string): { id: string; hint?: string } {
  const path = urls.pathOf(typed) ?? typed
  const [, id = path, hint] = /^\/(?:works|paragraphs|quotes)\/([^/?]+)(?:\?at=(.+))?$/.exec(path) ?? []
  return hint === undefined ? { id } : { id, hint: hint.replaceAll(/%3a/gi, ':') }
}

async function findWorkOrParagraph(services: Services, id: string): Promise<Citable | undefined> {
  const { archive, urls } = services
  const { query: db, sql } = archive.connection
  const name = parseWorkId(id) ?? id.toLowerCase()
  const named = await findWork(db, name)
  if (named) return citableWork(urls, named)
  const withdrawn = idOfWork(sql, name)
  if (withdrawn) refuseWithdrawn(sql, withdrawn)
  const paragraphId = parseParagraphId(id)
  if (!paragraphId) return undefined
  const paragraph = archive.paragraphs.byId(paragraphId)
  if (!paragraph) refuseGoneParagraph(services, paragraphId)
  const work = paragraph && (await findWork(db, paragraph.in.work))
  return work && citableParagraph(urls, work, paragraph)
}

async function findQuote(
  services: Services,
  typed: string,
  hint: string | undefined,
): Promise<Citable | undefined> {
  const { archive, quotes, urls } = services
  const id = parseQuoteId(typed)
  const work = id && (await findWork(archive.connection.query, id.work))
  if (id && !work) refuseWithdrawn(archive.connection.sql, id.work)
  if (!id || !work || (hint !== undefined && !isHint(hint))) return undefined
  const quote = await quotes(work.id).resolve(placeOf(work), id, hint)
  if (!quote) refuseGoneQuote(services, work.no)
  return quote && citableQuote(urls, work, quote)
}
