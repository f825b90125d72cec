import type { Static } from 'typebox'
import { SOFTWARE_VERSION } from '../software.ts'
import type { Counts } from '../store/works.ts'
import type { Link } from './links.ts'
import type { EntrySchema } from './schemas/entry.ts'
import type { Urls } from './urls.ts'

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
      works: `${urls.base}/works{?author,title,language,issued,limit,cursor}`,
      work: `${urls.base}/works/{work}`,
      paragraphs: `${urls.base}/works/{work}/paragraphs{?from,to,limit,cursor}`,
      paragraph: `${urls.base}/paragraphs/{id}`,
      search: `${urls.base}/search{?q,limit,cursor}`,
      verify: `${urls.base}/verify{?text,work}`,
      oembed: `${urls.base}/oembed{?url,format,maxwidth,maxheight}`,
      findQuotes: `${urls.base}/works/{work}/quotes{?exact,prefix,suffix,limit,cursor}`,
      quote: `${urls.base}/quotes/{id}{?at}`,
      proof: `${urls.base}/quotes/{id}/proof{?at}`,
      citation: `${urls.base}/quotes/{id}/citation{?style,form,format,locale,source,suppressAuthor,at}`,
      styles: `${urls.base}/styles{?limit,cursor}`,
      style: `${urls.base}/styles/{style}`,
      unapi: `${urls.base}/unapi{?id,format}`,
    },
  }
}

/** Typed links of the entry. */
export function entryLinks(urls: Urls): Link[] {
  return [
    { href: `${urls.base}/openapi.yaml`, rel: 'service-desc', type: 'application/yaml' },
    { href: `${urls.base}/docs`, rel: 'service-doc', type: 'text/html' },
    { href: `${urls.base}/works`, rel: 'item' },
  ]
}
