import { coins } from '../../citing/exports/coins.ts'
import { schemaOrg } from '../../citing/exports/schema-org.ts'
import { type Citable, exportedRecord } from '../../wire/cited.ts'
import type { Urls } from '../../wire/urls.ts'
import { oembedLinks } from '../embed/oembed.ts'
import { type Html, html, trusted } from '../html.ts'
import { dublinCoreMeta, SCHEMAS } from './dublin-core.ts'
import { highwire } from './highwire.ts'
import { metaHtml } from './meta.ts'
import { openGraph } from './open-graph.ts'

/** Characters of a description: more of it nobody shows. */
const MOST_DESCRIBED = 200

/** What a page is called, and words of what it shows. */
export interface Described {
  title: string
  words: string
}

/** Metadata for the head of the page of what can be cited: for search engines, Zotero, and those who share the link. */
export function machineHead(urls: Urls, citable: Citable, { title, words }: Described): Html {
  const record = exportedRecord(urls, citable, { citation: '' })
  const description = beginning(words)
  const site = new URL(urls.permanent.base).hostname
  return html`${citable.passage && passageLinks(urls, citable)}<link rel="unapi-server" type="application/xml" title="unAPI" href="${urls.path('/unapi')}">
${SCHEMAS}${metaHtml([['description', description], ...highwire(record), ...dublinCoreMeta(record)])}${metaHtml(
  openGraph(record, { title, description, site }),
  'property',
)}<script type="application/ld+json">${trusted(schemaOrg(record))}</script>
`
}

/** What the body of such a page has for Zotero: COinS, and the name by which unAPI gives out the rest. */
export function machineBody(urls: Urls, citable: Citable): Html {
  const record = exportedRecord(urls, citable, { citation: '' })
  return html`<span class="Z3988" title="${coins(record)}" hidden></span><abbr class="unapi-id" title="${citable.url}" hidden></abbr>`
}

/** A work has these links among its own; a passage is under the licence of its work, and can be embedded. */
function passageLinks(urls: Urls, { url, work }: Citable): Html {
  const { license } = work.metadata
  return html`<link rel="canonical" href="${url}">
${oembedLinks(urls, url)}${
  license &&
  /^https?:/i.test(license) &&
  URL.canParse(license) &&
  html`<link rel="license" href="${license}">
`
}`
}

/** The first words, as one line. */
function beginning(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  const points = [...line]
  if (points.length <= MOST_DESCRIBED) return line
  const first = points.slice(0, MOST_DESCRIBED).join('')
  const space = first.lastIndexOf(' ')
  return `${space > 0 ? first.slice(0, space) : first} …`
}
