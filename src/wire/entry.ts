import type { Static } from 'typebox'
import { SOFTWARE_VERSION } from '../software.ts'
import type { Counts } from '../store/works.ts'
import type { Link } from './links.ts'
import type { EntrySchema } from './schemas/entry.ts'
import type { Urls } from './urls.ts'

const CITING = 'style,locale,source,form,suppressAuthor,locatorLabel,format'

/** Addresses with all their parameters, from the root on, as URI templates (RFC 6570). */
const TEMPLATES = {
  works: '/works{?author,title,language,issued,url,limit,cursor,fields,format}',
  work: '/works/{work}{?style,locale,source,format}',
  authors: '/authors{?limit,cursor,format}',
  paragraphs: '/works/{work}/paragraphs{?from,to,locator,limit,cursor,fields,format}',
  paragraph: '/paragraphs/{id}{?style,locale,source,format,version}',
  search: '/search{?q,exact,author,language,issued,work,sort,total,facets,limit,cursor,format}',
  verify: '/verify{?text,author,year,locator,work,style,locale,format}',
  verifyDocument: '/verify/document{?work,style,locale,format}',
  citations: '/citations',
  workCitation: `/works/{work}/citation{?${CITING}}`,
  paragraphCitation: `/paragraphs/{id}/citation{?${CITING}}`,
  citation: `/quotes/{id}/citation{?${CITING},at}`,
  findQuotes: '/works/{work}/quotes{?exact,prefix,suffix,limit,cursor,format}',
  quote: '/quotes/{id}{?at,version,style,locale,source,format}',
  proof: '/quotes/{id}/proof{?at}',
  oembed: '/oembed{?url,format,maxwidth,maxheight}',
  styles: '/styles{?limit,cursor,format}',
  style: '/styles/{style}{?format}',
  problem: '/problems/{kind}{?format}',
  unapi: '/unapi{?id,format}',
}

/** The wire shape of the entry: what there is, and how its addresses are made. */
export function entryView(urls: Urls, counts: Counts): Static<typeof EntrySchema> {
  return {
    name: 'Colophon',
    description:
      'A citation and archival server: paragraphs and exact quotations with identifiers that never break.',
    version: SOFTWARE_VERSION,
    counts,
    links: {
      works: `${urls.base}/works`,
      authors: `${urls.base}/authors`,
      quotes: `${urls.base}/quotes`,
      styles: `${urls.base}/styles`,
      formats: `${urls.base}/formats`,
      unapi: `${urls.base}/unapi`,
      log: `${urls.base}/log/checkpoint`,
      copies: `${urls.base}/.well-known/colophon`,
      dumps: `${urls.base}/dumps`,
      feed: `${urls.base}/feed.atom`,
      sitemap: `${urls.base}/sitemap.xml`,
      mirror: `${urls.base}/mirror.txt`,
      problems: `${urls.base}/problems`,
      documentation: `${urls.base}/docs`,
      openapi: `${urls.base}/openapi.yaml`,
      health: `${urls.base}/health/ready`,
    },
    templates: {
      ...Object.fromEntries(
        Object.entries(TEMPLATES).map(([name, template]) => [name, urls.base + template]),
      ),
    },
  }
}

/** Typed links of the entry. */
export function entryLinks(urls: Urls): Link[] {
  return [
    { href: `${urls.base}/openapi.yaml`, rel: 'service-desc', type: 'application/yaml' },
    { href: `${urls.base}/docs`, rel: 'service-doc', type: 'text/html' },
    { href: `${urls.base}/.well-known/api-catalog`, rel: 'api-catalog', type: 'application/linkset+json' },
    { href: `${urls.base}/works`, rel: 'item' },
  ]
}
