/** What programs that wander find: crawlers, readers of feeds, browsers that search, language models. */
import type { FastifyInstance } from 'fastify'
import { JSDOM } from 'jsdom'
import t from 'tap'
import { SITEMAP_KEYS, sitemapIndex, sitemapLines, sitemapPages } from '../../src/pages/discovery/sitemap.ts'
import { checkXml, missing } from '../citing-exports/readers.ts'
import { BASE, buildTestApp } from '../support/app.ts'
import { type PageDocument, pageDocument } from '../support/page-document.ts'

const WORK = '2rma5yfyxknb207f'
const XMLLINT = !missing('xmllint')

/** A document of XML, which xmllint has found well-formed where it is installed. */
async function xml(app: FastifyInstance, url: string, type: string): Promise<PageDocument> {
  const { statusCode, headers, body } = await app.inject(url)
  t.match(
    { statusCode, type: headers['content-type'] },
    { statusCode: 200, type: `${type}; charset=utf-8` },
    url,
  )
  if (XMLLINT) checkXml(body)
  return parsed(body)
}

function parsed(body: string): PageDocument {
  return new JSDOM(body, { contentType: 'text/xml' }).window['document'] as PageDocument
}

const texts = (document: PageDocument, selector: string) =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => textContent)

t.test('the feed has the newest works, the last one first, under their permanent addresses', async (t) => {
  const { app, key } = await buildTestApp(t)
  const second = await app.inject({
    method: 'POST',
    url: '/works',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' },
    payload: '# <b>A & B</b> \u0001\n\nWords.\n',
  })
  const feed = await xml(app, '/feed.atom', 'application/atom+xml')
  const self = feed.querySelector('feed > link[rel="self"]')!
  t.equal(self.getAttribute('href'), `${BASE}/feed.atom`)
  t.strictSame(texts(feed, 'feed > id'), [`${BASE}/feed.atom`])
  t.strictSame(texts(feed, 'entry > id'), [second.json().work.url, `${BASE}/works/${WORK}`])
  t.strictSame(texts(feed, 'entry > author > name'), ['Leila Al Shami'])
  t.strictSame(
    texts(feed, 'feed > author > name'),
    ['archive.test'],
    'whoever has none of his own has this one',
  )
  for (const updated of texts(feed, 'updated')) t.match(updated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  t.strictSame(
    texts(feed, 'feed > updated'),
    [texts(feed, 'entry > updated').sort().at(-1)],
    'the feed is as new as the newest in it',
  )
})

t.test('a feed and a sitemap of an archive without works are valid', async (t) => {
  const { app } = await buildTestApp(t, { seed: false })
  const feed = await xml(app, '/feed.atom', 'application/atom+xml')
  t.strictSame(texts(feed, 'feed > updated'), ['1970-01-01T00:00:00.000Z'])
  const index = await xml(app, '/sitemap.xml', 'application/xml')
  t.strictSame(texts(index, 'sitemap > loc'), [`${BASE}/sitemap.xml?page=1`])
  t.strictSame(texts(await xml(app, '/sitemap.xml?page=1', 'application/xml'), 'url > loc'), [`${BASE}/`])
})

t.test('the sitemap leads to every work, and to nothing that was withdrawn', async (t) => {
  const { app, key, writer } = await buildTestApp(t)
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' }
  const second = (
    await app.inject({ method: 'POST', url: '/works', headers, payload: '# B\n\nWords.\n' })
  ).json()
  const page = async () => xml(app, '/sitemap.xml?page=1', 'application/xml')
  t.strictSame(texts(await page(), 'url > loc'), [`${BASE}/`, `${BASE}/works/${WORK}`, second.work.url])
  t.equal(texts(await page(), 'url > lastmod').length, 2)
  for (const address of texts(await page(), 'url > loc'))
    t.equal((await app.inject(address.slice(BASE.length))).statusCode, 200, address)
  const { work, version } = second
  await writer.withdraw({
    work: work.id,
    version: version.id,
    reason: 'At the wish of the author.',
    erase: false,
  })
  t.strictSame(texts(await page(), 'url > loc'), [`${BASE}/`, `${BASE}/works/${WORK}`])
  t.match((await app.inject('/sitemap.xml?page=2')).json(), { type: `${BASE}/problems/not_found` })
})

t.test('a page of the sitemap has a bound, and all of them have all works', async (t) => {
  const { writer, archive, urls } = await buildTestApp(t, { seed: false })
  t.equal(SITEMAP_KEYS, 49_999, 'with the front page no more than sitemaps.org allows')
  for (let n = 0; n < 5; n += 1) {
    const bytes = Buffer.from(`# Work ${n}\n\nWords ${n}.\n`)
    await writer.importSource({ bytes, mediaType: 'text/markdown' })
  }
  archive.refresh()
  const { works } = archive.reads
  const pages = await sitemapPages(works, 2)
  t.strictSame(texts(parsed(sitemapIndex(urls, pages)), 'loc'), [
    `${BASE}/sitemap.xml?page=1`,
    `${BASE}/sitemap.xml?page=2`,
    `${BASE}/sitemap.xml?page=3`,
  ])
  const found: string[][] = []
  for (let page = 1; page <= pages; page += 1) {
    const lines: string[] = []
    for await (const some of sitemapLines({ urls, works, keys: 2 }, page)) lines.push(...some)
    found.push(texts(parsed(lines.join('\n')), 'loc'))
  }
  t.strictSame(
    found.map(({ length }) => length),
    [3, 2, 1],
  )
  const all = (await works.list({ after: 0, limit: 10 })).map(({ id }) => urls.work(id))
  t.strictSame(found.flat(), [`${BASE}/`, ...all])
})

t.test('robots.txt keeps crawlers from searches, and not from what is cited', async (t) => {
  const { app } = await buildTestApp(t)
  const { headers, body } = await app.inject('/robots.txt')
  t.equal(headers['content-type'], 'text/plain; charset=utf-8')
  t.match(body, /^User-agent: \*\n/)
  t.match(body, `\nSitemap: ${BASE}/sitemap.xml\n`)
  const disallowed = [...body.matchAll(/^Disallow: (.*)$/gm)].map(([, path]) => path!)
  t.ok(disallowed.includes('/search'))
  for (const path of [`/works/${WORK}`, '/quotes/x', '/paragraphs/x', '/works', '/', '/assets/x'])
    t.notOk(
      disallowed.some((prefix) => path.startsWith(prefix)),
      path,
    )
})

t.test('a browser learns from every page how to search here', async (t) => {
  const { app } = await buildTestApp(t)
  for (const path of [`/works/${WORK}`, '/problems']) {
    const page = await pageDocument(t, app, path)
    t.equal(page.querySelector('link[rel="search"]')!.getAttribute('href'), '/opensearch.xml')
    t.equal(page.querySelector('link[type="application/atom+xml"]')!.getAttribute('href'), '/feed.atom')
  }
  const description = await xml(app, '/opensearch.xml', 'application/opensearchdescription+xml')
  t.ok(texts(description, 'ShortName')[0]!.length <= 16)
  const template = description.querySelector('Url[type="text/html"]')!.getAttribute('template')!
  const found = await app.inject(template.slice(BASE.length).replace('{searchTerms}', 'abandonment'))
  t.match(found, { statusCode: 200 })
  t.match(await app.inject({ url: '/favicon.ico' }), {
    statusCode: 200,
    headers: { 'content-type': 'image/svg+xml' },
  })
})

t.test('what llms.txt says can be done', async (t) => {
  const { app } = await buildTestApp(t)
  const { headers, body } = await app.inject('/llms.txt')
  t.equal(headers['content-type'], 'text/plain; charset=utf-8')
  t.match(body, /^# Colophon\n\n> /, 'a title, then what it is in short')
  const links = [...body.matchAll(/^- \[[^\]]+\]\(([^)]+)\)/gm)].map(([, href]) => href!)
  t.ok(links.length > 10)
  for (const link of links) {
    const path = link
      .replace('{work}', WORK)
      .replace('{id}', `${WORK}.f3kmr2tzf95ae5rgk83ym12h`)
      .replace('=words', '=abandonment')
      .slice(BASE.length)
    t.equal((await app.inject(path)).statusCode, 200, path)
  }
})
