/** Passages in others' pages: oEmbed, and what stands in the frame. */
import { JSDOM } from 'jsdom'
import t from 'tap'
import { BASE, buildTestApp } from '../support/app.ts'
import { openPage, startBrowser, startTestServer, WITHOUT_CHROMIUM } from '../support/browser.ts'
import { type PageDocument, pageDocument } from '../support/page-document.ts'

const WORK = '2rma5yfyxknb207f'
const PARAGRAPH = 'm79f8w3gyar2vm2a'
const QUOTE = `/quotes/${WORK}.f3kmr2tzf95ae5rgk83ym12h`
const HINTED = `${QUOTE}?at=${PARAGRAPH}:764-798`
const WORDS = 'This is where abandonment has led.'

const oembed = (parameters: Record<string, string>) => `/oembed?${new URLSearchParams(parameters)}`

t.test('a quote and a paragraph are found by the links of their pages', async (t) => {
  const { app } = await buildTestApp(t)
  for (const [path, address, embed] of [
    [QUOTE, HINTED, `${BASE}${QUOTE}/embed?at=${PARAGRAPH}:764-798`],
    [`/paragraphs/${PARAGRAPH}`, `/paragraphs/${PARAGRAPH}`, `${BASE}/paragraphs/${PARAGRAPH}/embed`],
  ] as const) {
    const page = await pageDocument(t, app, path)
    const link = page.querySelector('link[type="application/json+oembed"]')!.getAttribute('href')!
    t.equal(link, BASE + oembed({ url: BASE + address, format: 'json' }))
    const answer = await app.inject(link.slice(BASE.length))
    t.match(answer, { statusCode: 200, headers: { 'content-type': 'application/json; charset=utf-8' } })
    const { html, width, height, ...rest } = answer.json()
    t.strictSame(rest, {
      version: '1.0',
      type: 'rich',
      title: 'Quotation from Breaking the siege of Aleppo',
      author_name: 'Leila Al Shami',
      provider_name: 'archive.test',
      provider_url: `${BASE}/`,
      cache_age: 86400,
    })
    t.ok(Number.isInteger(width) && Number.isInteger(height))
    const frame = (new JSDOM(html).window['document'] as PageDocument).querySelector('iframe')!
    t.equal(frame.getAttribute('src'), embed)
    t.equal(frame.getAttribute('width'), '100%')
    t.equal(frame.getAttribute('height'), `${height}`)
    const inFrame = await pageDocument(t, app, embed.slice(BASE.length))
    t.ok(inFrame.querySelector('blockquote')!.textContent.includes(WORDS))
  }
})

t.test('oEmbed in XML says the same', async (t) => {
  const { app } = await buildTestApp(t)
  const url = BASE + HINTED
  const { headers, body } = await app.inject(oembed({ url, format: 'xml' }))
  t.equal(headers['content-type'], 'text/xml; charset=utf-8')
  const root = (
    new JSDOM(body, { contentType: 'text/xml' }).window['document'] as PageDocument
  ).querySelector('oembed')!
  t.strictSame(
    Object.fromEntries([...root.children].map(({ tagName, textContent }) => [tagName, textContent])),
    Object.fromEntries(
      Object.entries((await app.inject(oembed({ url }))).json()).map(([name, value]) => [
        name,
        String(value),
      ]),
    ),
  )
})

t.test('a frame is as large as it may be, and no larger', async (t) => {
  const { app } = await buildTestApp(t)
  const size = async (parameters: Record<string, string>) => {
    const { width, height } = (await app.inject(oembed({ url: BASE + HINTED, ...parameters }))).json()
    return { width, height }
  }
  const usual = await size({})
  t.equal(usual.width, 600)
  const narrow = await size({ maxwidth: '200' })
  t.equal(narrow.width, 200)
  t.ok(narrow.height > usual.height, 'the same words need more lines')
  t.strictSame(await size({ maxheight: '90' }), { width: 600, height: 90 })
  t.strictSame(await size({ dnt: '1' }), usual, 'what a consumer sends beside is let be')
})

t.test('what is not ours, no passage, or in no such format is refused as oEmbed says', async (t) => {
  const { app } = await buildTestApp(t)
  for (const [parameters, status, code] of [
    [{ url: `http://evil.example${QUOTE}` }, 404, 'not_found'],
    [{ url: `${BASE}/works/${WORK}` }, 404, 'not_found'],
    [{ url: `${BASE}/nowhere` }, 404, 'not_found'],
    [{ url: BASE + HINTED, format: 'yaml' }, 501, 'format_not_implemented'],
    [{ url: BASE + HINTED, format: 'constructor' }, 501, 'format_not_implemented'],
    [{ url: BASE + HINTED, maxwidth: '0' }, 400, 'invalid_parameter'],
    [{ format: 'json' }, 400, 'invalid_parameter'],
  ] as const) {
    const answer = await app.inject(oembed(parameters as Record<string, string>))
    t.equal(answer.statusCode, status, JSON.stringify(parameters))
    t.equal(answer.json().type, `${BASE}/problems/${code}`)
  }
})

t.test(
  'the page in the frame has no script, may be shown everywhere, and tells what became of the words',
  async (t) => {
    const { app, key } = await buildTestApp(t)
    const answer = await app.inject(`${QUOTE}/embed`)
    t.match(answer.headers['content-security-policy'], /^default-src 'none';.*frame-ancestors \*$/)
    const page = await pageDocument(t, app, `${QUOTE}/embed`)
    t.equal(page.querySelector('script'), null)
    t.equal(page.querySelector('blockquote')!.textContent, WORDS)
    t.match(
      page.querySelector('.good')!.textContent,
      'These words stand in the newest version, to the letter.',
    )
    t.match(page.querySelector('main')!.textContent, /Al Shami, L\. \(2016, August 11\)\. Breaking the siege/)
    t.equal(page.querySelector('main a[target]')!.textContent, BASE + HINTED)
    const source = (await app.inject(`/works/${WORK}.md`)).body
    const changed = await app.inject({
      method: 'POST',
      url: `/works/${WORK}/versions`,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' },
      payload: source.replace(WORDS, 'This is where abandonment has finally led.'),
    })
    t.equal(changed.statusCode, 201, changed.body)
    const later = await pageDocument(t, app, `${HINTED.replace('?', '/embed?')}`)
    t.equal(later.querySelector('.good'), null)
    t.match(later.querySelector('.bad')!.textContent, 'In the newest version other words stand here.')
  },
)

t.test('the page of a quote has what to copy, as text', async (t) => {
  const { app } = await buildTestApp(t)
  const page = await pageDocument(t, app, QUOTE)
  const code = (id: string) =>
    new JSDOM(page.querySelector(`#${id}`)!.textContent).window['document'] as PageDocument
  t.equal(code('embed-quotation').querySelector('blockquote')!.getAttribute('cite'), BASE + HINTED)
  t.equal(code('embed-quotation').querySelector('blockquote > p')!.textContent, WORDS)
  t.equal(code('embed-quotation').querySelector('a')!.getAttribute('href'), BASE + HINTED)
  t.ok(code('embed-frame').querySelector('iframe'))
})

t.test('a frame as high as it says shows the words whole', { skip: WITHOUT_CHROMIUM }, async (t) => {
  const { app, urls } = await startTestServer(t)
  const browser = await startBrowser(t)
  for (const path of [HINTED, `/paragraphs/${PARAGRAPH}`]) {
    for (const maxwidth of ['600', '320']) {
      const { width, height, html } = (await app.inject(oembed({ url: urls.base + path, maxwidth }))).json()
      const { page, faults } = await openPage(browser, urls.base, { viewport: { width, height } })
      await page.goto(/src="([^"]+)"/.exec(html)![1]!.replaceAll('&#61;', '='))
      const inner = Number(await page.evaluate('document.documentElement.scrollHeight'))
      t.ok(inner <= height || height === 800, `${inner} of ${height} at ${width}`)
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), width)
      t.strictSame(faults, [])
    }
  }
})
