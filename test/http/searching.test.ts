/** Verifying and searching over HTTP. */
import t from 'tap'
import { BASE, buildTestApp } from '../support/app.ts'

const SLUG = 'breaking-the-siege-of-aleppo'

t.test('a quotation is verified, with its permanent address and its citation', async (t) => {
  const { app } = await buildTestApp(t)
  const verify = (payload: object) => app.inject({ method: 'POST', url: '/verify', payload })
  const identical = (await verify({ text: 'This is where abandonment has led.' })).json()
  t.match(identical, {
    verdict: 'identical',
    matches: [
      {
        verdict: 'identical',
        exact: 'This is where abandonment has led.',
        diff: [{ op: 'equal', text: 'This is where abandonment has led.' }],
        flags: [],
        meaningRisk: false,
        quote: { id: '2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h', spans: [{ number: 4 }] },
        citation: { style: { id: 'apa' }, inText: { text: '(Al Shami, 2016, para. 4)' } },
      },
    ],
    nearest: null,
    searched: { works: 1, paragraphs: 12 },
  })
  const negated = (
    await verify({ text: 'Syrian civil society was generally impressed by the re-brand' })
  ).json()
  t.match(negated, {
    verdict: 'altered',
    matches: [{ flags: ['negation'], meaningRisk: true, exact: /was not generally impressed/ }],
  })
  const ground = (await verify({ text: 'Assad can hold ground alone' })).json()
  t.match(ground, { verdict: 'altered', matches: [{ flags: ['negation'], meaningRisk: true }] })
  const invented = (await verify({ text: 'The harbour council repainted its ferries in the spring.' })).json()
  t.match(invented, { verdict: 'not_found', matches: [] })
  const style = (await verify({ text: 'This is where abandonment has led.', style: 'mla' })).json()
  t.match(style.matches[0].citation.inText.text, '(Al Shami, par. 4)')
})

t.test('what cannot be verified is told why', async (t) => {
  const { app } = await buildTestApp(t)
  const verify = async (payload: object) => {
    const answer = await app.inject({ method: 'POST', url: '/verify', payload })
    return [answer.statusCode, answer.json().type?.split('/').at(-1)]
  }
  t.same(await verify({ text: '…' }), [422, 'empty_quote'])
  t.same(await verify({ text: 'a'.repeat(20_001) }), [422, 'quote_too_long'])
  t.same(await verify({ text: 'words', work: 'no-such-work' }), [404, 'work_not_found'])
  t.same(await verify({ text: 'This is where abandonment has led.', style: 'no-such-style' }), [
    404,
    'unknown_style',
  ])
  t.same(await verify({ text: 'a\0b' }), [400, 'invalid_text'])
  t.same(await verify({ text: `a${'\u0301\u0316'.repeat(5000)}` }), [400, 'invalid_text'], 'a pile of marks')
  t.same(await verify({ text: 'the', work: SLUG }), [200, undefined])
})

t.test('words are searched for, with where they stand marked', async (t) => {
  const { app } = await buildTestApp(t)
  const search = async (query: Record<string, string>) => app.inject({ method: 'GET', url: '/search', query })
  const found = (await search({ q: '"civil society" IMPRESSED' })).json()
  t.equal(found.items.length, 1)
  const [hit] = found.items
  t.match(hit, { number: 3, work: { slug: SLUG } })
  t.match(hit.html, /<mark>civil<\/mark> <mark>society<\/mark>/)
  t.same(
    hit.ranges.map(({ utf16 }: { utf16: { start: number; end: number } }) =>
      hit.text.slice(utf16.start, utf16.end),
    ),
    ['civil', 'society', 'impressed', 'civil', 'society'],
  )
  t.equal((await app.inject(hit.citation.replace(BASE, ''))).statusCode, 200)
  const pages: string[] = []
  for (let url: string | null = '/search?q=the&limit=5'; url; ) {
    const page: { items: { paragraph: string }[]; next: string | null } = (
      await app.inject(url.replace(BASE, ''))
    ).json()
    pages.push(...page.items.map(({ paragraph }) => paragraph))
    url = page.next
  }
  t.equal(new Set(pages).size, pages.length)
  t.equal(pages.length, (await search({ q: 'the', limit: '100' })).json().items.length)
  t.same((await search({ q: 'siege', issued: '1999' })).json().items, [])
  t.equal(
    (await search({ q: 'siege', author: 'leila al', issued: '2016', language: 'en' })).json().items.length >
      0,
    true,
  )
  for (const q of ['"', '()', '\u0000*']) t.equal((await search({ q })).statusCode, 400, JSON.stringify(q))
  t.equal((await search({ q: `${'AND '.repeat(400)}siege` })).statusCode, 200)
  t.equal((await search({ q: 'x'.repeat(3000) })).statusCode, 400)
  t.equal((await search({ q: 'siege', cursor: 'bm9uc2Vuc2U' })).statusCode, 400)
})
