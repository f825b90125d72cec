import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ICON } from '../../../pages/assets.ts'
import { FEED_TYPE, FEED_WORKS, feed } from '../../../pages/discovery/feed.ts'
import { llms } from '../../../pages/discovery/llms.ts'
import { OPEN_SEARCH_TYPE, openSearch } from '../../../pages/discovery/open-search.ts'
import { robots } from '../../../pages/discovery/robots.ts'
import { SECURITY_PLACE, securityText } from '../../../pages/discovery/security.ts'
import { sitemapIndex, sitemapLines, sitemapPages } from '../../../pages/discovery/sitemap.ts'
import { plain } from '../../../wire/body.ts'
import { Problem } from '../../../wire/problems.ts'
import { closed } from '../../../wire/schemas/common.ts'
import { sendLines } from '../../protocol/ndjson.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

const XML = 'application/xml; charset=utf-8'

/** What programs that wander ask for: crawlers, readers of feeds, browsers that search, language models. */
export const discoveryRoutes =
  ({ archive, urls, contact = '' }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { works } = archive.reads

    app.get(
      '/robots.txt',
      {
        schema: operation('getRobots', 'Read what crawlers are to leave alone', {
          others: ['text/plain'],
          tag: 'Server',
          description: 'RFC 9309. Texts, paragraphs and quotes may be crawled; searches may not.',
        }),
      },
      (request, reply) => send(request, reply, { ...plain(robots(urls)), cache: 'newest' }),
    )

    app.get(
      '/sitemap.xml',
      {
        schema: operation('getSitemap', 'List the addresses of all works for crawlers', {
          query: closed({
            page: Type.Optional(
              Type.Integer({ minimum: 1, description: 'A page of the index; without it the index.' }),
            ),
          }),
          others: ['application/xml'],
          tag: 'Works',
          description: 'sitemaps.org: an index, whose pages have up to 50,000 addresses each.',
        }),
      },
      async (request, reply) => {
        const { page } = request.query
        const pages = await sitemapPages(works)
        if (page === undefined)
          return send(request, reply, { type: XML, body: sitemapIndex(urls, pages), cache: 'newest' })
        if (page > pages) throw noPage(page, pages)
        return sendLines(request, reply, { type: XML, pages: () => sitemapLines({ urls, works }, page) })
      },
    )

    app.get(
      '/feed.atom',
      {
        schema: operation('getFeed', 'Follow the newest works', {
          others: [FEED_TYPE],
          tag: 'Works',
          description: `Atom (RFC 4287): the ${FEED_WORKS} works that came last, under their permanent addresses.`,
        }),
      },
      async (request, reply) => {
        const body = feed(urls, await works.newest(FEED_WORKS))
        return send(request, reply, { type: `${FEED_TYPE}; charset=utf-8`, body, cache: 'newest' })
      },
    )

    app.get(
      '/opensearch.xml',
      {
        schema: operation('getOpenSearch', 'Tell a browser how to search here', {
          others: [OPEN_SEARCH_TYPE],
          tag: 'Searching',
          description: 'An OpenSearch 1.1 description, to which every page links.',
        }),
      },
      (request, reply) =>
        send(request, reply, {
          type: `${OPEN_SEARCH_TYPE}; charset=utf-8`,
          body: openSearch(urls),
          cache: 'newest',
        }),
    )

    app.get(
      SECURITY_PLACE,
      {
        schema: operation('getSecurity', 'Read to whom to tell a hole in the server', {
          others: ['text/plain'],
          tag: 'Server',
          description: 'RFC 9116. It is there where the operator has set `--contact`.',
        }),
      },
      (request, reply) => {
        if (contact === '') throw noContact()
        return send(request, reply, { ...plain(securityText(urls, contact, new Date())), cache: 'newest' })
      },
    )

    app.get(
      '/llms.txt',
      {
        schema: operation('getLlms', 'Tell a language model how to search, quote and cite here', {
          others: ['text/plain'],
          tag: 'Server',
          description: 'Markdown, as llmstxt.org has it.',
        }),
      },
      (request, reply) => send(request, reply, { ...plain(llms(urls)), cache: 'newest' }),
    )

    // Browsers ask for it by this name where a page names none.
    app.get('/favicon.ico', { schema: { hide: true } }, (request, reply) =>
      send(request, reply, { type: ICON.type, body: ICON.body, cache: 'newest' }),
    )
  }

function noContact(): Problem {
  return new Problem(
    'not_found',
    'The operator of this server tells no address. Whoever runs it sets --contact (or COLOPHON_CONTACT) to a mail address or the address of a page.',
  )
}

function noPage(page: number, pages: number): Problem {
  return new Problem('not_found', `There is no page ${page} of the sitemap: they end at ${pages}.`)
}
