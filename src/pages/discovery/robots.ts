import type { Urls } from '../../wire/urls.ts'
import { here } from '../here.ts'

/** Searches, comparisons and copies: without end, and dear. Everything that is cited may be read. */
const NOT_CRAWLED = [
  '/search',
  '/verify',
  '/check',
  '/unapi',
  '/oembed',
  '/log/',
  '/blobs/',
  '/dumps',
  '/works/*/quote?',
  '/works/*/versions/*/diff/',
]

/** robots.txt (RFC 9309): what programs are to leave alone, and where the list of works is. */
export function robots(urls: Urls): string {
  const disallowed = NOT_CRAWLED.map((path) => `Disallow: ${here(urls.path(path))}\n`).join('')
  return `User-agent: *\n${disallowed}\nSitemap: ${urls.path('/sitemap.xml')}\n`
}
