import { parseParagraphId, parseQuoteId } from '../identity/ids.ts'
import { isHint } from '../quoting/hint.ts'
import type { ResolvedQuote } from '../quoting/quote-resolver.ts'
import type { ParagraphRecord } from '../store/paragraphs.ts'
import type { WorkRecord } from '../store/works.ts'
import { refuseGoneWork } from './gone.ts'
import { findParagraph, type Paragraphs } from './paragraph.ts'
import { findQuote, type QuotesOfArchive } from './quote.ts'
import { findWorkNamed } from './work.ts'

/** A work, or a paragraph or a quote of it. */
export interface CitableThing {
  work: WorkRecord
  paragraph?: ParagraphRecord
  quote?: ResolvedQuote
}

/** What citable things are looked up in. */
type Citables = Paragraphs & QuotesOfArchive

/**
 * The work, paragraph or quote that is named by its id, in any spelling, or a work by its slug or citation key; undefined when there
 * is none, so that who has several names can tell of all that name nothing. The hint tells where the words of an
 * unregistered quote stand.
 *
 * @throws ColophonError `withdrawn`
 */
export async function findCitable(
  citables: Citables,
  typed: string,
  hint?: string,
): Promise<CitableThing | undefined> {
  const work = await findWorkNamed(citables, typed)
  if (work) return { work }
  await refuseGoneWork(citables, typed)
  return (await findCitableParagraph(citables, typed)) ?? findCitableQuote(citables, typed, hint)
}

async function findCitableParagraph(citables: Citables, typed: string): Promise<CitableThing | undefined> {
  const id = parseParagraphId(typed)
  const paragraph = id === null ? undefined : await findParagraph(citables, id)
  const work = paragraph && (await findWorkNamed(citables, paragraph.in.work))
  return work && { work, paragraph }
}

async function findCitableQuote(
  citables: Citables,
  typed: string,
  hint: string | undefined,
): Promise<CitableThing | undefined> {
  const id = parseQuoteId(typed)
  if (!id) return undefined
  const work = await findWorkNamed(citables, id.work)
  if (!work) await refuseGoneWork(citables, id.work)
  if (!work || (hint !== undefined && !isHint(hint))) return undefined
  const quote = await findQuote(citables, work, { id, hint })
  return quote && { work, quote }
}
