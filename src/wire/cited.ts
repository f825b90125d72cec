import { type CitationOptions, locatorOf, citationRequest as requestCitation } from '../citing/cited.ts'
import type { CitationRequest } from '../citing/citer.ts'
import { cslItem } from '../citing/csl/item-of-work.ts'
import type { Passage } from '../citing/exports/cited-thing.ts'
import { type ExportRecord, exportRecord } from '../citing/exports/export-record.ts'
import type { CitedLocator } from '../citing/pieces/locator.ts'
import { bestLocator, locatorsAt, type PassageLocator } from '../numbering/numbering.ts'
import type { Quote } from '../quoting/quote.ts'
import type { ParagraphRecord } from '../store/paragraphs.ts'
import type { WorkRecord } from '../store/works.ts'
import { Problem } from './problems.ts'
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
  /** Its places in second numberings. */
  locators?: readonly PassageLocator[]
}

export function citableWork(urls: Urls, work: WorkRecord): Citable {
  return { work, url: urls.permanent.work(work.id), address: urls.work(work.id) }
}

export function citableParagraph(urls: Urls, work: WorkRecord, paragraph: ParagraphRecord): Citable {
  const { id, number, text } = paragraph
  const passage = { kind: 'paragraph', id, exact: text, locator: { start: number } } as const
  const locators = locatorsAt(paragraph.in.numberings, [number])
  return { work, url: urls.permanent.paragraph(id), address: urls.paragraph(id), passage, locators }
}

export function citableQuote(urls: Urls, work: WorkRecord, quote: Quote): Citable {
  const { id, exact, spans } = quote
  const passage = { kind: 'quote', id, exact, ...locatorOf(spans) } as const
  const addresses = { url: quoteAddress(urls.permanent, quote), address: quoteAddress(urls, quote) }
  return { work, ...addresses, passage, locators: quote.locators }
}

/** What the citer is asked for, in this server's name. */
export function citationRequest(urls: Urls, citable: Citable, options: CitationOptions): CitationRequest {
  const { work } = citable
  const locator = citedLocator(citable, options.locatorLabel)
  return requestCitation({ work, ...(locator && { locator }) }, options, hereOf(urls, work))
}

/** Where what is cited stands: in the numbering of the label, else in the best that it has; undefined for a work. */
export function citedLocator(citable: Citable, label?: string): CitedLocator | undefined {
  return placeOf(citable, label) ?? citable.passage?.locator
}

/** @throws Problem `invalid_parameter` when the passage has no place under the label */
function placeOf({ passage, locators = [] }: Citable, label: string | undefined): PassageLocator | undefined {
  const place = bestLocator(locators, label)
  if (place || !passage || label === undefined || label === 'paragraph') return place
  const labels = ['paragraph', ...locators.map((one) => one.label)]
  throw new Problem(
    'invalid_parameter',
    `The passage has no place under "${label}". Ask for ${labels.join(', ')}, or leave "locatorLabel" out.`,
  )
}

/** The record that the exports are written from. `citation` is the citation in words. */
export function exportedRecord(
  urls: Urls,
  citable: Citable,
  { source = 'original', locatorLabel, citation }: Exporting,
): ExportRecord {
  const { work, passage, url } = citable
  const place = placeOf(citable, locatorLabel)
  const { title, license, issued } = work.metadata
  return exportRecord({
    item: cslItem(work.metadata, { id: work.id, source, here: hereOf(urls, work) }),
    issued: issued?.edtf,
    url,
    work: { id: work.id, title, url: urls.permanent.work(work.id), sharesKey: work.sharesKey },
    passage: passage && place ? { ...passage, place } : passage,
    license,
    citation,
  })
}

type Exporting = Pick<CitationOptions, 'source' | 'locatorLabel'> & { citation: string }

/** The archive goes by its host name: it has no other. */
function hereOf({ permanent: urls }: Urls, { id }: WorkRecord) {
  return { label: new URL(urls.base).hostname, url: urls.work(id) }
}
