/**
 * Dublin Core in HTML (DCMI 2008), and two things that only Zotero reads by these names: the container's title, by
 * PRISM, and its own type. What Zotero finds as a type of Dublin Core it would print as the kind of website, and what it
 * finds as a source as the website's title: neither is said.
 */
import type { CslDate, CslName } from '../../citing/csl/item.ts'
import { dateWords } from '../../citing/exports/calendar.ts'
import { edtfDate } from '../../citing/exports/edtf.ts'
import type { ExportRecord } from '../../citing/exports/export-record.ts'
import { locatorWords } from '../../citing/exports/locator-words.ts'
import { nameParts, sortedName } from '../../citing/exports/name-parts.ts'
import { plainText } from '../../citing/exports/rich-text.ts'
import { type Html, html } from '../html.ts'
import type { Meta } from './meta.ts'
import { zoteroType } from './zotero-type.ts'

/** What the names begin with. */
export const SCHEMAS: Html = html`<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">
<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">
`

/** The elements of what is cited. Zotero puts the description, which is where a passage stands, into "Extra". */
export function dublinCoreMeta({ item, passage, url, license }: ExportRecord): Meta[] {
  return [
    ['DC.title', plainText(item.title)],
    ...agents('DC.creator', item.author),
    ...agents('DC.contributor', [...(item.editor ?? []), ...(item.translator ?? [])]),
    ['DC.publisher', item.publisher],
    ['DC.date', date(item.issued)],
    ['DC.language', item.language],
    ['DC.identifier', url],
    ['DC.description', locatorWords(passage)],
    ['DC.rights', license],
    ['DCTERMS.license', license],
    ['prism.publicationName', plainText(item['container-title'])],
    ['z.itemType', zoteroType(item.type)],
  ]
}

function agents(element: string, names: readonly CslName[] | undefined): Meta[] {
  return nameParts(names).map((parts) => [element, sortedName(parts)])
}

function date(issued: CslDate | undefined): string | null | undefined {
  return edtfDate(issued) ?? dateWords(issued)
}
