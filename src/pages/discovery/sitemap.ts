/** Sitemaps (https://www.sitemaps.org/protocol.html): an index, and pages with the addresses of works. */

import type { WorkReads } from '../../store/works.ts'
import { xmlElement } from '../../text/xml.ts'
import type { Urls } from '../../wire/urls.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
/** The most that a page may have. Each has the works of as many keys, so that what is on it does not move. */
const A_PAGE = 50_000
/** The front page takes a place on the first. */
export const SITEMAP_KEYS = A_PAGE - 1
/** Works read at a time. */
const AT_A_TIME = 200

/** How many pages there are: one at least. */
export async function sitemapPages(works: WorkReads, keys = SITEMAP_KEYS): Promise<number> {
  const [last] = await works.newest(1)
  return Math.max(1, Math.ceil((last?.no ?? 0) / keys))
}

/** The index. A page has the address of the index with its number, because a sitemap speaks only of what is below it. */
export function sitemapIndex(urls: Urls, pages: number): string {
  const items = Array.from({ length: pages }, (_, page) => {
    const address = urls.path('/sitemap.xml', { page: page + 1 })
    return `<sitemap>${xmlElement('loc', address)}</sitemap>\n`
  })
  return `${HEAD}\n<sitemapindex ${NAMESPACE}>\n${items.join('')}</sitemapindex>\n`
}

/** The lines of a page; pages count from 1, and have the works of so many keys. */
export async function* sitemapLines(
  { urls, works, keys = SITEMAP_KEYS }: { urls: Urls; works: WorkReads; keys?: number },
  page: number,
): AsyncGenerator<string[]> {
  yield [HEAD, `<urlset ${NAMESPACE}>`, ...(page === 1 ? [urlLine(urls.path('/'))] : [])]
  const last = page * keys
  let after = last - keys
  while (after < last) {
    const listed = await works.list({ after, limit: AT_A_TIME })
    const here = listed.filter(({ no }) => no <= last)
    yield here.map(({ id, version }) => urlLine(urls.work(id), version.createdAt))
    if (here.length < AT_A_TIME) break
    after = here.at(-1)!.no
  }
  yield ['</urlset>']
}

function urlLine(address: string, changed?: string): string {
  return `<url>${xmlElement('loc', address)}${changed === undefined ? '' : xmlElement('lastmod', changed)}</url>`
}
