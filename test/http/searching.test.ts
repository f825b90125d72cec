/** Verifying and searching over HTTP. */
import t from 'tap'
import { BASE, buildTestApp } from '../support/app.ts'
import { buildAttributedApp } from '../support/attributed-archive.ts'

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

const DOWN = 'The lanterns were carried down to the weir before dusk'
const CANDLES = 'Every household had promised two candles; most of them brought only one.'
const MORTGAGED = 'An orchard that is mortgaged in spring is seldom harvested by its owner.'
const NO_FERRY = 'No ferry crossed between Epiphany and the first of March that year.'
const CLOSED = 'Eleven crossings were closed for repair'
const ABANDONED = 'This is where abandonment has led.'
const INVENTED = 'The harbour council repainted its ferries in the spring.'
const at = (value: string, label = 'para.') => ({ locator: { label, value } })

/** What is quoted, what is claimed of it, and what that is. */
const CLAIMS: [text: string, claim: object, attribution: string, sentence?: RegExp][] = [
  [DOWN, {}, 'not_claimed'],
  [DOWN, { author: 'Müller' }, 'right'],
  [DOWN, { author: 'Mueller', year: '1999' }, 'right'],
  [DOWN, { author: 'MULLER, J. A.', year: '1999a' }, 'right'],
  [DOWN, { author: 'J.A. Müller' }, 'right'],
  [DOWN, { author: 'Jörg Müller', title: 'Lanterns over the Weir' }, 'right'],
  [DOWN, { author: 'Müller', title: 'Lanterns' }, 'right'],
  [DOWN, { author: 'Müller, Karl' }, 'wrong_author', /^not Müller, Karl, but Müller 1999, “Lanterns/],
  [DOWN, { author: 'Smith', year: '1999' }, 'wrong_author', /^not Smith 1999, but Müller 1999/],
  [DOWN, { author: 'Müller & Smith' }, 'wrong_author'],
  [DOWN, { author: 'Müller', year: '2004' }, 'wrong_work', /^not Müller 2004, but Müller 1999/],
  [DOWN, { author: 'Müller', year: '2001' }, 'wrong_year', /^not Müller 2001, but Müller 1999$/],
  [DOWN, { author: 'Müller', title: 'Ferries in Winter' }, 'wrong_work'],
  [DOWN, { author: 'Müller', title: 'Bridges of the North' }, 'wrong_work'],
  [DOWN, { author: 'Müller', ...at('1') }, 'right'],
  [DOWN, { author: 'Müller', ...at('9') }, 'wrong_place', /^not par\. 9, but par\. 1$/],
  [DOWN, { author: 'Müller', ...at('2–4', 'paras.') }, 'wrong_place', /^not pars\. 2–4, but par\. 1$/],
  [DOWN, { author: 'Müller', ...at('1-2', 'Abs.') }, 'right'],
  [DOWN, { author: 'Müller', ...at('12', 'p.') }, 'right', /p\. 12 cannot be told/],
  [DOWN, { work: 'lanterns-over-the-weir-a-chronicle' }, 'right'],
  [DOWN, { work: '10.5555/WEIR.1999.7' }, 'right'],
  [DOWN, { work: 'https://doi.org/10.5555/weir.1999.7' }, 'right'],
  [DOWN, { work: 'http://weir.example/lanterns' }, 'right'],
  [DOWN, { work: 'ferries-in-winter' }, 'wrong_work', /^not Müller 2004, but Müller 1999/],
  [DOWN, { work: 'orchards-and-debt' }, 'wrong_author'],
  [DOWN, { work: 'https://elsewhere.example/x' }, 'wrong_work'],
  [DOWN, { work: 'lanterns-over-the-weir-a-chronicle', author: 'Smith' }, 'wrong_author'],
  [DOWN, { work: 'lanterns-over-the-weir-a-chronicle', year: '1998' }, 'wrong_year'],
  [CANDLES, { author: 'Müller', ...at('2') }, 'right'],
  [CANDLES, { author: 'van der Berg et al.', ...at('3') }, 'right'],
  [CANDLES, { author: 'Berg', ...at('2') }, 'wrong_place', /^not par\. 2, but par\. 3$/],
  [CANDLES, { author: 'Smith' }, 'wrong_author'],
  [MORTGAGED, { author: 'Berg, A. van der, O’Brien, S., & García Márquez, L.', year: '2011' }, 'right'],
  [MORTGAGED, { author: 'Van der Berg, Obrien and Garcia Marquez' }, 'right'],
  [MORTGAGED, { author: "Seán O'Brien" }, 'right'],
  [MORTGAGED, { author: 'O’Brien et al.' }, 'wrong_author'],
  [MORTGAGED, { author: 'García' }, 'right'],
  [NO_FERRY, { author: 'Müller', title: 'Lanterns over the Weir: A Chronicle' }, 'wrong_work'],
  [CLOSED, { author: 'WCO', year: '2016' }, 'right'],
  [CLOSED, { author: 'World Crossings Organization' }, 'right'],
  [ABANDONED, { author: 'Al Shami', year: '2016', ...at('9') }, 'wrong_place', /^not par\. 9, but par\. 4$/],
  [ABANDONED, { author: 'Al-Shami, Leila' }, 'right'],
  [ABANDONED, { author: 'Shami, L. Al' }, 'right'],
  [ABANDONED, { author: 'Smith', year: '1999' }, 'wrong_author', /^not Smith 1999, but Al Shami 2016/],
  [INVENTED, { author: 'Smith', year: '1999' }, 'unknown_source', /Smith 1999 is not here either/],
  [INVENTED, { work: 'ferries-in-winter' }, 'wrong_work', /do not stand in Müller 2004/],
]

t.test('what is claimed of a quotation is judged apart from its words', async (t) => {
  const { app } = await buildAttributedApp(t)
  for (const [text, claim, attribution, sentence] of CLAIMS) {
    const answer = await app.inject({ method: 'POST', url: '/verify', payload: { text, claim } })
    const { verdict, ...found } = answer.json()
    const what = `${text} ${JSON.stringify(claim)}: ${found.attributionSentence}`
    t.equal(found.attribution, attribution, what)
    if (sentence) t.match(found.attributionSentence, sentence)
    t.equal(verdict, text === INVENTED ? 'not_found' : 'identical', 'the words are what they are')
  }
  for (const [key, attribution] of [
    ['mueller1999lanterns', 'right'],
    ['mueller1999lanterns-p1-abc123', 'right'],
    ['mueller2004ferries', 'wrong_work'],
    ['vanderberg2011orchards', 'wrong_author'],
  ]) {
    const answer = await app.inject({
      method: 'POST',
      url: '/verify',
      payload: { text: DOWN, claim: { key } },
    })
    t.equal(answer.json().attribution, attribution, String(key))
  }
  const altered = { text: DOWN.replace('before', 'after'), claim: { author: 'Müller', ...at('1') } }
  const answer = await app.inject({ method: 'POST', url: '/verify', payload: altered })
  t.match(answer.json(), { verdict: 'altered', attribution: 'right' })
})

t.test('parts that do not stand together are told, each with its place', async (t) => {
  const { app } = await buildAttributedApp(t)
  const verify = async (text: string, claim = {}) =>
    (await app.inject({ method: 'POST', url: '/verify', payload: { text, claim } })).json()
  const down = 'The lanterns were carried down to the weir'
  const stitched = await verify(`${down} A clerk wrote the names of the absent`)
  t.match(stitched, { verdict: 'stitched', matches: [{ quote: { spans: [{ number: 1 }, { number: 3 }] } }] })
  const turned = await verify(`A clerk wrote the names of the absent ${down}`)
  t.match(turned, { verdict: 'stitched', matches: [{ quote: { spans: [{ number: 1 }, { number: 3 }] } }] })
  const claimed = await verify(`${down} A clerk wrote the names of the absent`, {
    author: 'Müller',
    ...at('1'),
  })
  t.match(claimed, { verdict: 'stitched', attribution: 'right' })
  const marked = await verify(`${down} … A clerk wrote the names of the absent`)
  t.equal(marked.verdict, 'elided')
  const little = await verify(`${down} and every sailor of the harbour was glad about it`)
  t.not(little.verdict, 'stitched', 'a part that stands nowhere')
})

t.test('an address and a form claim, too', async (t) => {
  const { app } = await buildAttributedApp(t)
  const query = { text: CANDLES, author: 'Berg', year: '2011', locator: 'para. 2' }
  const found = (await app.inject({ url: '/verify', query })).json()
  t.match(found, { attribution: 'wrong_place', attributionSentence: 'not par. 2, but par. 3' })
  t.match(
    found.matches,
    [{ quote: { work: { slug: 'orchards-and-debt' } } }],
    'the claimed work is looked in',
  )
  const elsewhere = { text: DOWN, work: 'ferries-in-winter' }
  t.match((await app.inject({ url: '/verify', query: elsewhere })).json(), {
    verdict: 'identical',
    attribution: 'wrong_work',
  })
  const page = await app.inject({ url: '/verify', query, headers: { accept: 'text/html' } })
  t.match(page.body, /The place is wrong:<\/strong> <span dir="auto">not par\. 2, but par\. 3/)
  t.match(page.body, /name="author" value="Berg"/)
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

t.test('what people type without accents, articles and possessives is found', async (t) => {
  const { app, writer } = await buildTestApp(t, { seed: false })
  await writer.importSource({
    bytes: Buffer.from(
      'L’ombre qu’elle fuyait, l’été ; dell’acqua. Harrow’s barn and O’Neill’s dog. Wrocław, Åsgård, cœur, Pælle, Tønder, đặc.\n',
    ),
    mediaType: 'text/markdown',
    manifest: { title: 'Æsir og Łąka', authors: [{ family: 'Sørby', given: 'Đorđe' }] },
  })
  const found = async (q: string, author?: string) =>
    (await app.inject({ url: '/search', query: { q, ...(author && { author }) } })).json().items
  const FOUND = [
    'ombre',
    "l'ombre",
    'elle',
    'ete',
    'acqua',
    'harrow',
    "Harrow's barn",
    "o'neill",
    'oneill',
    'wroclaw',
  ]
  for (const q of [...FOUND, 'asgard', 'coeur', 'paelle', 'tonder', 'dac', '"qu’elle fuyait"'])
    t.equal((await found(q)).length, 1, q)
  for (const q of ['"ombr"', '"neill"', '"fuyait elle"']) t.same(await found(q), [], q)
  t.match((await found('ombre'))[0].html, /^<mark>L’ombre<\/mark>|^L’<mark>ombre<\/mark>/)
  for (const author of ['sorby', 'dorde', 'Sørby']) t.equal((await found('harrow', author)).length, 1, author)
  for (const query of [{ author: 'sorby' }, { title: 'aesir og laka' }])
    t.equal((await app.inject({ url: '/works', query })).json().items.length, 1)
})
