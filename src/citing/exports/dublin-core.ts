/**
 * Dublin Core as XML ("Guidelines for implementing Dublin Core in XML", DCMI 2003): the fifteen elements, and
 * terms where none of them says enough. The root has no namespace, as the guidelines leave it to applications:
 * `oai_dc:dc` would forbid the terms.
 */

import { doiPath } from '../../loading/metadata/doi-path.ts'
import { xmlElement } from '../../text/xml.ts'
import type { CslItem, CslName } from '../csl/item.ts'
import { dateWords } from './calendar.ts'
import { issuedEdtf, W3CDTF } from './edtf.ts'
import type { ExportRecord } from './export-record.ts'
import { locatorWords } from './locator-words.ts'
import { nameParts, sortedName } from './name-parts.ts'
import { joined, keywordsOf } from './plain-text.ts'
import { plainText } from './rich-text.ts'

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
`
const URI = { 'xsi:type': 'dcterms:URI' }

/** An element or term with its text, if it has one, and what tells how the text is written. */
export type DublinCoreElement = [
  name: string,
  text: string | null | undefined,
  attributes?: Record<string, string>,
]

/** The record of what is cited. */
export function dublinCore(record: ExportRecord): string {
  const written = dublinCoreElements(record).flatMap(([name, text, attributes]) =>
    text ? [`  ${xmlElement(name, text, attributes)}\n`] : [],
  )
  return `${HEAD}${written.join('')}</metadata>\n`
}

/** The elements and terms, in the order in which they are written. */
export function dublinCoreElements(record: ExportRecord): DublinCoreElement[] {
  const { item, passage, work, url, citation, license } = record
  return [
    ['dc:identifier', url, URI],
    ['dc:identifier', item.DOI && `https://doi.org/${doiPath(item.DOI)}`, URI],
    ['dc:identifier', item.ISBN && `urn:isbn:${item.ISBN}`],
    ['dc:identifier', item.ISSN && `urn:issn:${item.ISSN}`],
    ['dc:title', joined([plainText(item.title), locatorWords(passage)], ', ')],
    ...agents('dc:creator', item.author),
    ...agents('dc:contributor', [...(item.editor ?? []), ...(item.translator ?? [])]),
    ['dc:publisher', item.publisher],
    date(record),
    ['dc:type', 'Text', { 'xsi:type': 'dcterms:DCMIType' }],
    ['dc:language', item.language, { 'xsi:type': 'dcterms:RFC4646' }],
    ['dc:source', item.URL === url || item.URL === work.url ? null : item.URL, URI],
    ['dcterms:isPartOf', passage && work.url, URI],
    ['dcterms:isPartOf', plainText(item['container-title'])],
    ...subjects(item),
    ['dcterms:abstract', item.abstract],
    ['dc:description', passage?.exact],
    ['dcterms:bibliographicCitation', citation],
    ['dcterms:license', license, license && URL.canParse(license) ? URI : {}],
  ]
}

function subjects({ keyword }: CslItem): DublinCoreElement[] {
  return keywordsOf(keyword).map((word) => ['dc:subject', word])
}

function agents(element: string, names: readonly CslName[] | undefined): DublinCoreElement[] {
  return nameParts(names).map((parts) => [element, sortedName(parts)])
}

function date(record: ExportRecord): DublinCoreElement {
  const text = issuedEdtf(record) ?? dateWords(record.item.issued)
  return ['dc:date', text, text && W3CDTF.test(text) ? { 'xsi:type': 'dcterms:W3CDTF' } : {}]
}
