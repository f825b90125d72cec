/** What a text, its metadata or an address brings along never runs, and never leaves its place. */
import t from 'tap'
import { openPage, startBrowser, startTestServer, WITHOUT_CHROMIUM } from '../support/browser.ts'
import { some } from '../support/runs.ts'

const PAYLOADS = [
  '<script>window.ran=1</script>',
  '"><img src=x onerror=window.ran=1>',
  "' onmouseover='window.ran=1' autofocus onfocus='window.ran=1",
  '</title></textarea></style><svg onload=window.ran=1>',
  '<a href="javascript:window.ran=1">link</a>',
  '--><iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
  '&lt;script&gt;window.ran=1&lt;/script&gt;&#60;img src=x&#62;',
  '<math><mtext></p><img src=x onerror=window.ran=1>',
  '{{constructor.constructor("window.ran=1")()}}',
  '\u202e<b onclick=window.ran=1>\u2066',
]

const markdown = PAYLOADS.map(
  (payload, n) => `## Heading ${payload}

Paragraph ${n} with ${payload} in it, [a link](javascript:window.ran=1), [another](http://a.example/"onclick="window.ran=1),
<javascript:window.ran=1>, a note[^n${n}] and \`${payload}\`.

| ${payload.replaceAll('|', '')} | b |
|---|---|
| c | d |

[^n${n}]: The note says ${payload}
`,
).join('\n')

t.test('in a browser', { skip: WITHOUT_CHROMIUM }, async (t) => {
  const { app, urls, key } = await startTestServer(t, { seed: false })
  const browser = await startBrowser(t)
  const all = PAYLOADS.join(' ')
  const manifest = {
    title: `Title ${all}`.slice(0, 400),
    authors: PAYLOADS.map((payload) => ({ literal: `Name ${payload}` })),
    containerTitle: `Container ${all}`.slice(0, 400),
    publisher: `Publisher ${PAYLOADS[1]}`,
    license: `Licence ${PAYLOADS[0]}`,
    url: 'http://a.example/?"onclick=window.ran=1',
    language: 'en',
  }
  const form = new FormData()
  form.set('source', new File([markdown], 'a.md', { type: 'text/markdown' }))
  form.set('manifest', JSON.stringify(manifest))
  const sent = await fetch(`${urls.base}/works`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: form,
  })
  const { work } = (await sent.json()) as { work: { id: string } }
  t.equal(sent.status, 201)
  const quote = await app.inject({
    method: 'POST',
    url: '/quotes',
    payload: { work: work.id, exact: 'The note says' },
  })
  const at = `/works/${work.id}`
  const odd = PAYLOADS.map(encodeURIComponent)
  const addresses = [
    at,
    `${at}/cite`,
    `${at}/paragraphs/1`,
    new URL(quote.json().url).pathname,
    ...some(odd).flatMap((payload) => [
      `/verify?text=${payload}&work=${work.id}`,
      `/verify?text=siege&work=${payload}`,
      `${at}/cite?style=${payload}`,
      `/works/${payload}`,
      `/problems/${payload}`,
      `/${payload}`,
    ]),
  ]
  const { page, faults } = await openPage(browser, urls.base)
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  for (const address of addresses) {
    const answer = await page.goto(urls.base + address)
    t.match(answer!.headers()['content-security-policy'], /^default-src 'none'/, address)
    const found = (await page.evaluate(`({
      ran: window.ran,
      elements: document.querySelectorAll('img, iframe, svg, object, embed, script:not([src]):not([type]), [style]').length,
      handlers: [...document.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes]).filter(({ name }) => name.startsWith('on')).length,
      schemes: [...document.links].filter(({ protocol }) => !/^(https?|mailto):$/.test(protocol)).length,
    })`)) as object
    t.strictSame(found, { ran: undefined, elements: 0, handlers: 0, schemes: 0 }, address)
  }
  t.strictSame(
    faults.filter((fault) => !/status of 4\d\d/.test(fault)),
    [],
  )
})
