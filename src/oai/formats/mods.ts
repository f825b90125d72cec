/** MODS 3.8 (Library of Congress, Metadata Object Description Schema): the record of a library. */
import type { CslItem, CslName } from '../../citing/csl/item.ts'
import { dateWords } from '../../citing/exports/calendar.ts'
import { issuedEdtf, W3CDTF } from '../../citing/exports/edtf.ts'
import type { ExportRecord } from '../../citing/exports/export-record.ts'
import { type NameParts, nameParts, withParticle } from '../../citing/exports/name-parts.ts'
import { pageRange } from '../../citing/exports/page-range.ts'
import { keywordsOf } from '../../citing/exports/plain-text.ts'
import { plainText } from '../../citing/exports/rich-text.ts'
import { doiPath } from '../../loading/metadata/doi-path.ts'
import { xmlElement, xmlNode } from '../../text/xml.ts'
import type { OaiFormat } from './format.ts'

const NAMESPACE = 'http://www.loc.gov/mods/v3'
const SCHEMA = 'http://www.loc.gov/standards/mods/v3/mods-3-8.xsd'

export const MODS: OaiFormat = {
  prefix: 'mods',
  schema: SCHEMA,
  namespace: NAMESPACE,
  write: ({ cited }) => write(cited),
}

type Text = string | null | undefined
type Attributes = Record<string, string>

function write(record: ExportRecord): string {
  const { item, url, work, license } = record
  const content = [
    parent('titleInfo', element('title', plainText(item.title))),
    ...names(item.author, 'aut'),
    ...names(item.editor, 'edt'),
    ...names(item.translator, 'trl'),
    element('typeOfResource', 'text'),
    element('genre', item.genre),
    parent('originInfo', ...origin(record)),
    parent('language', element('languageTerm', item.language, { type: 'code', authority: 'rfc5646' })),
    element('abstract', item.abstract),
    ...keywordsOf(item.keyword).map((word) => parent('subject', element('topic', word))),
    ...host(item),
    ...original(item.URL === url || item.URL === work.url ? null : item.URL),
    element('identifier', url, { type: 'uri' }),
    element('identifier', item.DOI && doiPath(item.DOI), { type: 'doi' }),
    element('identifier', item.ISBN, { type: 'isbn' }),
    parent('location', element('url', url, { usage: 'primary' })),
    element('accessCondition', license, { type: 'use and reproduction' }),
    parent('recordInfo', element('recordIdentifier', work.id)),
  ]
  return xmlNode('mods', content, {
    xmlns: NAMESPACE,
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    version: '3.8',
    'xsi:schemaLocation': `${NAMESPACE} ${SCHEMA}`,
  })
}

/** An element with a text; nothing when there is none. */
function element(name: string, text: Text, attributes: Attributes = {}): string {
  return text ? xmlElement(name, text, attributes) : ''
}

/** An element around others; nothing when they are nothing. */
function parent(name: string, ...content: string[]): string {
  return content.some(Boolean) ? xmlNode(name, content) : ''
}

/** @param role a code of the MARC relators */
function names(given: readonly CslName[] | undefined, role: string): string[] {
  return nameParts(given).map((parts) => {
    const told = parent('role', element('roleTerm', role, { type: 'code', authority: 'marcrelator' }))
    return parts.literal === undefined
      ? xmlNode('name', [...personParts(parts), told], { type: 'personal' })
      : xmlNode('name', [element('namePart', parts.literal), told])
  })
}

function personParts(parts: Exclude<NameParts, { literal: string }>): string[] {
  return [
    element('namePart', withParticle(parts.particle, parts.family), { type: 'family' }),
    element('namePart', parts.given, { type: 'given' }),
    element('namePart', parts.suffix, { type: 'termsOfAddress' }),
  ]
}

function origin(record: ExportRecord): string[] {
  const { item } = record
  const edtf = issuedEdtf(record)
  const encoding = edtf && { encoding: W3CDTF.test(edtf) ? 'w3cdtf' : 'edtf' }
  return [
    parent('place', element('placeTerm', item['publisher-place'], { type: 'text' })),
    element('publisher', item.publisher),
    element('dateIssued', edtf ?? dateWords(item.issued), encoding || {}),
    element('edition', item.edition),
  ]
}

/** What the work is a part of. */
function host(item: CslItem): string[] {
  const title = plainText(item['container-title'])
  const [first, last] = pageRange(item.page)
  const pages = first
    ? xmlNode('extent', [element('start', first), element('end', last)], { unit: 'pages' })
    : ''
  const part = parent('part', detail('volume', item.volume), detail('issue', item.issue), pages)
  const issn = element('identifier', item.ISSN, { type: 'issn' })
  if (!title && !part && !issn) return []
  const titled = parent('titleInfo', element('title', title))
  return [xmlNode('relatedItem', [titled, issn, part], { type: 'host' })]
}

function detail(type: string, number: Text): string {
  return number ? xmlNode('detail', [xmlElement('number', number)], { type }) : ''
}

/** Where the work was published at first. */
function original(address: Text): string[] {
  if (!address) return []
  return [xmlNode('relatedItem', [parent('location', element('url', address))], { type: 'original' })]
}
