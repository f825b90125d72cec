import { type CitationOptions, locatorOf, citationRequest as requestCitation } from '../citing/cited.ts'
import type { CitationRequest } from '../citing/citer.ts'
import { type CitedCopy, cslItem } from '../citing/csl/item-of-work.ts'
import type { Passage } from '../citing/exports/cited-thing.ts'
import { type ExportRecord, exportRecord } from '../citing/exports/export-record.ts'
import type { Quote } from '../quoting/quote.ts'
import type { ParagraphRecord } from '../store/paragraphs.ts'
import type { WorkRecord } from '../store/works.ts'
import { quoteAddress } from './quote.ts'
import type { Urls } from './urls.ts'

/** What can be cited: a work, or a passage of one. */
export interface Citable {
  work: WorkRecord
  /** The permanent address; that of a quote which is not registered has its hint. */
  url: string
  /** Where this server has it. */
  address: string
  passage?: Passage
}

export function citableWork(urls: Urls, work: WorkRecord): Citable {
  return { work, url: urls.permanent.work(work.id), address: urls.work(work.id) }
}

export function citableParagraph(urls: Urls, work: WorkRecord, paragraph: ParagraphRecord): Citable {
  const { id, number, text } = paragraph
  const passage = { kind: 'paragraph', id, exact: text, locator: { start: number } } as const
  return { work, url: urls.permanent.paragraph(id), address: urls.paragraph(id), passage }
}

export function citableQuote(urls: Urls, work: WorkRecord, quote: Quote): Citable {
  const { id, exact, spans } = quote
  const passage = { kind: 'quote', id, exact, ...locatorOf(spans) } as const
  return { work, url: quoteAddress(urls.permanent, quote), address: quoteAddress(urls, quote), passage }
}

/** What the citer is asked for, in this server's name. */
export function citationRequest(
  urls: Urls,
  { work, passage }: Citable,
  options: CitationOptions,
): CitationRequest {
  const { locator } = passage ?? {}
  return requestCitation({ work, ...(locator && { locator }) }, options, hereOf(urls, work))
}

/** The record that the exports are written from. `citation` is the citation in words. */
export function exportedRecord(
  urls: Urls,
  { work, passage, url }: Citable,
  { source = 'original', citation }: { source?: CitedCopy | undefined; citation: string },
): ExportRecord {
  const { title, license, issued } = work.metadata
  return exportRecord({
    item: cslItem(work.metadata, { id: work.id, source, here: hereOf(urls, work) }),
    issued: issued?.edtf,
    url,
    work: { id: work.id, title, url: urls.permanent.work(work.id), sharesKey: work.sharesKey },
    passage,
    license,
    citation,
  })
}

/** The archive goes by its host name: it has no other. */
function hereOf({ permanent: urls }: Urls, { id }: WorkRecord) {
  return { label: new URL(urls.base).hostname, url: urls.work(id) }
}
