import type { Archive } from '../archive/archive.ts'
import { type Cited, locatorOf } from '../citing/cited.ts'
import { refuseGoneParagraph, refuseGoneQuote } from '../http/gone.ts'
import { parseParagraphId, parseQuoteId, parseWorkId } from '../identity/ids.ts'
import { QuoteFinder } from '../quoting/quote-finder.ts'
import { refuseWithdrawn } from '../store/sqlite/withdrawals/withdrawals.ts'
import { idOfWork } from '../store/sqlite/works/work-ids.ts'
import { findWork } from '../store/sqlite/works/works.ts'

/**
 * What an id names: a work, also by its slug, a paragraph or a quote. `hint` tells where an unregistered quote stands.
 *
 * @throws ColophonError `withdrawn`
 */
export async function findCited(archive: Archive, id: string, hint?: string): Promise<Cited | undefined> {
  const { query: db, sql } = archive.connection
  const name = parseWorkId(id) ?? id
  const work = await findWork(db, name)
  if (work) return { work }
  const withdrawn = idOfWork(sql, name)
  if (withdrawn) refuseWithdrawn(sql, withdrawn)
  const paragraphId = parseParagraphId(id)
  const paragraph = paragraphId && archive.paragraphs.byId(paragraphId)
  if (paragraph)
    return { work: (await findWork(db, paragraph.in.work))!, locator: { start: paragraph.number } }
  if (paragraphId) refuseGoneParagraph({ archive }, paragraphId)
  const quote = parseQuoteId(id)
  const quoted = quote && (await findWork(db, quote.work))
  if (quote && !quoted) refuseWithdrawn(sql, quote.work)
  if (!quote || !quoted) return undefined
  const found = await new QuoteFinder(archive).resolve(
    { work: quoted.id, versionNo: quoted.version.no },
    quote,
    hint,
  )
  if (!found) refuseGoneQuote({ archive }, quoted.no)
  return found && { work: quoted, ...locatorOf(found.spans) }
}
