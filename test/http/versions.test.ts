/** Later versions over HTTP: what they change, what they leave, and that nothing that was answered is lost. */
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { BASE, buildTestApp } from '../support/app.ts'

const WORK = '2rma5yfyxknb207f'
const FIRST = '5w9k7j84a4g748q6hy57gfg6'
const SLUG = 'breaking-the-siege-of-aleppo'
const seed = readFileSync(
  new URL('../fixtures/seed/breaking-the-siege-of-aleppo.md', import.meta.url),
  'utf8',
)

const path = (url: string) => url.replace(BASE, '')
async function getJson(app: FastifyInstance, url: string) {
  const answer = await app.inject(path(url))
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}

/** The seed with a negation taken out, the last two paragraphs made one, and one left out. */
const CORRECTED = seed
  .replace('was not generally impressed', 'was generally impressed')
  .replace(
    /try to avoid conscription or flee\.\s+As Aleppo burned/,
    'try to avoid conscription or flee. As Aleppo burned',
  )
  .replace(/In retaliation for the rebel's recent success.*?rebel held Aleppo\.\s+/s, '')

async function withVersions(t: Test) {
  const built = await buildTestApp(t)
  const { app, key } = built
  const quote = (exact: string) =>
    app.inject({ method: 'POST', url: '/quotes', payload: { exact, work: SLUG } })
  const registered = {
    negated: (await quote('Syrian civil society was not generally impressed by the re-brand.')).json(),
    gone: (await quote('Last night there were reports of chlorine gas attacks on rebel held Aleppo.')).json(),
    kept: (await quote('This is where abandonment has led.')).json(),
  }
  const paragraphs = (await getJson(app, `/works/${WORK}/paragraphs`)).items
  const imported = await app.inject({
    method: 'POST',
    url: `/works/${SLUG}/versions`,
    payload: CORRECTED,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' },
  })
  return { ...built, registered, paragraphs, imported }
}

t.test('a corrected file becomes the newest version, and the older one stays', async (t) => {
  const { app, key, imported, paragraphs } = await withVersions(t)
  t.equal(imported.statusCode, 201, imported.body)
  const report = imported.json()
  t.equal(imported.headers['location'], report.version.url)
  t.not(report.version.id, FIRST)
  t.equal(report.diff, `${BASE}/works/${WORK}/versions/${FIRST}/diff/${report.version.id}`)
  const list = await getJson(app, `/works/${WORK}/versions`)
  t.same(
    list.items.map(({ id }: { id: string }) => id),
    [report.version.id, FIRST],
    'the newest first',
  )
  const before = await app.inject(`/works/${WORK}/versions/${FIRST}.txt`)
  t.same(
    before.body.split('\n\n').map((text) => text.length),
    paragraphs.map(({ text }: { text: string }) => text.length),
    'the text as it was',
  )
  t.match(before.headers['cache-control'], /immutable/)
  const links = String((await app.inject(`/works/${WORK}/versions/${FIRST}`)).headers['link'])
  t.match(links, `<${BASE}/works/${WORK}/versions/${report.version.id}>; rel="successor-version"`)
  t.match(links, `<${BASE}/works/${WORK}/versions/${report.version.id}>; rel="latest-version"`)
  t.notMatch(links, /predecessor-version/)
  t.equal((await getJson(app, `/works/${WORK}`)).version.id, report.version.id)
  const again = await app.inject({
    method: 'POST',
    url: `/works/${WORK}/versions`,
    payload: CORRECTED,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' },
  })
  t.equal(again.statusCode, 200)
  t.equal(again.json().known, true)
})

t.test('each version has its own paragraphs, provenance, source and citation', async (t) => {
  const { app } = await withVersions(t)
  const old = `/works/${WORK}/versions/${FIRST}`
  const eighth = await getJson(app, `${old}/paragraphs/8`)
  t.match(eighth, { number: 8, current: false, version: { id: FIRST } })
  t.match(eighth.text, /^In retaliation/)
  t.not((await getJson(app, `/works/${WORK}/paragraphs/8`)).text, eighth.text)
  t.equal((await getJson(app, `${old}/paragraphs`)).items.length, 12)
  t.equal((await getJson(app, `${old}/provenance`)).version.id, FIRST)
  t.equal((await app.inject(`${old}/source`)).body, seed)
  t.equal((await app.inject(`/works/${WORK}/source`)).body, CORRECTED)
  t.match((await app.inject(`${old}/paragraphs/8/citation?form=in-text&style=apa`)).body, /para\. 8/)
  const unknown = await app.inject(`/works/${WORK}/versions/000000000000000000000000`)
  t.equal(unknown.statusCode, 404)
  t.match(unknown.json().detail, `${BASE}/works/${WORK}/versions`)
})

t.test('two versions are compared paragraph by paragraph and word by word', async (t) => {
  const { app, imported } = await withVersions(t)
  const { diff: url } = imported.json()
  const diff = await getJson(app, url)
  t.equal(diff.same, 8)
  t.same(
    diff.changes.map(({ change, from, to }: Record<string, unknown>) => [change, from, to]),
    [
      ['altered', 3, 3],
      ['altered', 11, 10],
      ['gone', 8, null],
      ['merged', 12, null],
    ],
  )
  t.same(
    diff.changes[0].diff.filter(({ op }: { op: string }) => op !== 'equal'),
    [{ op: 'delete', text: ' not' }],
  )
  const text = await app.inject(`${path(url)}.txt`)
  t.match(text.headers['content-type'], /^text\/plain/)
  t.match(text.body, 'was [-not-] generally impressed')
})

t.test('a quote answers with the words first recorded and what became of them', async (t) => {
  const { app, registered, imported } = await withVersions(t)
  const newest = imported.json().version.id
  const negated = await getJson(app, registered.negated.url)
  t.equal(negated.exact, 'Syrian civil society was not generally impressed by the re-brand.')
  t.match(negated.standing, {
    status: 'altered',
    version: { id: newest },
    flags: ['negation'],
    meaningRisk: true,
    successor: { exact: 'Syrian civil society was generally impressed by the re-brand.' },
  })
  t.equal(negated.version.id, FIRST, 'its place is that in the version that has it')
  t.match((await getJson(app, negated.standing.successor.url)).standing, { status: 'identical' })
  t.match(
    String((await app.inject(path(registered.negated.url))).headers['link']),
    `<${negated.standing.successor.url}>; rel="successor-version"`,
  )
  const then = await getJson(app, `${registered.negated.url}?version=${FIRST}`)
  t.match(then.standing, { status: 'identical', version: { id: FIRST } })
  const gone = await getJson(app, registered.gone.url)
  t.match(gone, { exact: registered.gone.exact, standing: { status: 'gone', successor: null, diff: null } })
  t.match(await getJson(app, registered.kept.url), {
    exact: 'This is where abandonment has led.',
    version: { id: newest },
    standing: { status: 'identical' },
  })
})

t.test('a sentence that nobody registered and that is gone answers all the same', async (t) => {
  const { app, paragraphs } = await withVersions(t)
  const eighth = paragraphs[7]
  const { id } = await getJson(app, path(eighth.quote))
  t.match(await getJson(app, `/quotes/${id}`), { exact: eighth.text, standing: { status: 'gone' } })
})

t.test('a paragraph answers with its newest text and its history', async (t) => {
  const { app, paragraphs, imported } = await withVersions(t)
  const newest = imported.json().version.id
  const third = await getJson(app, `/paragraphs/${paragraphs[2].id}`)
  t.match(third.text, /was generally impressed/)
  t.match(third, { current: true, version: { id: newest } })
  t.same(
    third.history.map(({ version, change, number }: Record<string, { id: string }>) => [
      version!.id,
      change,
      number,
    ]),
    [
      [FIRST, 'first', 3],
      [newest, 'altered', 3],
    ],
  )
  t.match((await getJson(app, `/paragraphs/${paragraphs[2].id}?version=${FIRST}`)).text, /was not generally/)
  const gone = await getJson(app, `/paragraphs/${paragraphs[7].id}`)
  t.match(gone, { text: paragraphs[7].text, current: false, version: { id: FIRST } })
  t.equal(gone.history.at(-1).change, 'gone')
  const merged = await app.inject(`/paragraphs/${paragraphs[11].id}.txt`)
  t.equal(merged.statusCode, 301)
  t.equal(merged.headers['cache-control'], 'no-cache')
  const survivor = await app.inject(path(String(merged.headers['location'])))
  t.match(survivor.body, /avoid conscription or flee\. As Aleppo burned/)
  const cited = await app.inject(`/paragraphs/${paragraphs[11].id}/citation`)
  t.equal(cited.statusCode, 301)
})

t.test(
  'a quotation with an omission, and one with an edited letter, are registered over the words of the work',
  async (t) => {
    const { app } = await buildTestApp(t)
    const vectors = JSON.parse(
      readFileSync(new URL('../fixtures/identity/vectors.json', import.meta.url), 'utf8'),
    )
    for (const { name, text, id } of vectors.quotes.filter(({ name }: { name: string }) =>
      /ellipsis|bracket/.test(name),
    )) {
      const answer = await app.inject({
        method: 'POST',
        url: '/quotes',
        payload: { exact: text, work: SLUG },
      })
      t.equal(answer.statusCode, 201, `${name}: ${answer.body}`)
      t.equal(answer.json().id, id, name)
      t.match(await getJson(app, `/quotes/${id}`), {
        id,
        registered: true,
        standing: { status: 'identical' },
      })
    }
  },
)

t.test('versions are imported only with a key, and only into works that are there', async (t) => {
  const { app, key } = await buildTestApp(t)
  const post = (work: string, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: `/works/${work}/versions`,
      payload: CORRECTED,
      headers: { 'content-type': 'text/markdown', ...headers },
    })
  t.equal((await post(WORK)).statusCode, 401)
  t.equal((await post('no-such-work', { authorization: `Bearer ${key}` })).statusCode, 404)
})

t.test(
  'paragraphs have the places that an edition prints, are found by them, and keep them in a new version',
  async (t) => {
    const { app, key } = await buildTestApp(t)
    const put = (locators: unknown) =>
      app.inject({
        method: 'PUT',
        url: `/works/${WORK}/metadata`,
        payload: { title: 'Breaking the siege of Aleppo', locators },
        headers: { authorization: `Bearer ${key}`, 'if-match': '*' },
      })
    const given = [
      { label: 'p.', values: [null, 12, '12–13', '13', 14] },
      { label: 'Bekker', values: { '6-7': '1094a1-18', '8': '1094b2' } },
    ]
    const answer = await put(given)
    t.equal(answer.statusCode, 200, answer.body)
    const numbered = [
      { label: 'page', version: FIRST, values: { '2': '12', '3': '12–13', '4': '13', '5': '14' } },
      { label: 'bekker', version: FIRST, values: { '6-7': '1094a1-18', '8': '1094b2' } },
    ]
    t.strictSame(answer.json().metadata.locators, numbered, 'in one spelling, with the version that is meant')
    t.equal((await put(numbered)).headers['etag'], '"r2"', 'what was read is sent back and changes nothing')
    const at = async (locator: string, more = '') =>
      (
        await getJson(app, `/works/${WORK}/paragraphs?locator=${encodeURIComponent(locator)}${more}`)
      ).items.map(({ number }: { number: number }) => number)
    t.strictSame(await at('page:12'), [2, 3])
    t.strictSame(await at('S.: 13'), [3, 4])
    t.strictSame(await at('page:13f.'), [3, 4, 5])
    t.strictSame(await at('page:12-13', '&from=3&limit=1'), [3])
    t.strictSame(await at('bekker:1094a'), [6, 7])
    t.strictSame(await at('bekker:1094a17'), [6, 7])
    t.strictSame(await at('bekker:1094a19'), [])
    t.strictSame(await at('page:99'), [])
    const streamed = await app.inject(
      `/works/${WORK}/paragraphs?locator=page:12&format=ndjson&fields=number,locators`,
    )
    t.strictSame(
      streamed.body
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
      [
        { number: 2, locators: [{ label: 'page', value: '12' }] },
        { number: 3, locators: [{ label: 'page', value: '12–13' }] },
      ],
    )
    t.match((await app.inject(`/works/${WORK}/paragraphs?locator=line:4`)).json(), { detail: /page, bekker/ })
    t.match((await app.inject(`/works/${WORK}/paragraphs?locator=12`)).json(), { detail: /no place/ })
    const third = await getJson(app, `/works/${WORK}/paragraphs/3`)
    t.strictSame(third.locators, [{ label: 'page', value: '12–13' }])
    const eighth = await getJson(app, `/works/${WORK}/paragraphs/8`)
    const cited = async (number: number, query: string) =>
      (await app.inject(`/works/${WORK}/paragraphs/${number}/citation?${query}`)).body
    t.equal(await cited(2, 'form=in-text'), '(Breaking the Siege of Aleppo, n.d., p. 12)')
    t.equal(await cited(3, 'form=in-text&style=mla'), '(Breaking the Siege of Aleppo 12–13)')
    t.equal(
      await cited(3, 'form=in-text&style=mla&locatorLabel=paragraph'),
      '(Breaking the Siege of Aleppo, par. 3)',
    )
    t.equal(await cited(8, 'form=in-text&style=mla'), '(Breaking the Siege of Aleppo, 1094b2)')
    t.match(await cited(3, 'form=in-text&locatorLabel=bekker'), /no place under .*bekker.*paragraph, page/)
    t.match(await cited(3, 'form=markdown'), /, pp\. 12–13\]$/)
    t.match(await cited(3, 'format=ris'), /SP {2}- 12\r\nEP {2}- 13\r\n.*M2 {2}- pp\. 12–13\r/s)
    t.match(await cited(3, 'format=biblatex'), /pages += \{12--13\}.*note += \{pp\. 12–13\}/s)
    t.match(JSON.parse(await cited(2, 'format=csl.json'))[0], { page: '12', note: 'p. 12' })
    t.match(await cited(8, 'format=ris'), /M2 {2}- 1094b2\r/)
    t.match(await cited(2, 'style=vancouver'), /no place for the locator/)
    const claimed = async ({ text }: { text: string }, label: string, value: string) => {
      const payload = { text, claim: { work: WORK, locator: { label, value } } }
      const { attribution, attributionSentence } = (
        await app.inject({ method: 'POST', url: '/verify', payload })
      ).json()
      return `${attribution}: ${attributionSentence}`
    }
    t.equal(await claimed(third, 'p.', '13'), 'right: null')
    t.equal(await claimed(third, 'pp.', '11–12'), 'right: null')
    t.equal(await claimed(third, 'S.', '20'), 'wrong_place: not S. 20, but pp. 12–13')
    t.equal(await claimed(third, 'para.', '3'), 'right: null')
    t.equal(await claimed(eighth, '', '1094b'), 'right: null')
    t.equal(await claimed(eighth, 'Bekker', '1095a1'), 'wrong_place: not Bekker 1095a1, but 1094b2')
    t.match(await claimed(eighth, 'p.', '13'), /^right: Whether it is p\. 13 cannot be told/)
    const browsed = { headers: { accept: 'text/html' } }
    t.match((await app.inject({ url: `/paragraphs/${third.id}`, ...browsed })).body, / · pp\. 12–13 · /)
    const list = {
      style: 'apa',
      ids: [third.id],
      cites: [{ id: third.id }, { id: third.id, locator: '1094a1', label: 'bekker' }],
    }
    const listed = (await app.inject({ method: 'POST', url: '/citations', payload: list })).json()
    t.strictSame(
      listed.cites.map(({ text }: { text: string }) => text.replace(/^.*n\.d\./, '')),
      [', pp. 12–13)', ', 1094a1)'],
    )
    const quotes = await getJson(app, `/works/${WORK}/quote?from=${third.id}:0&to=5:20`)
    t.strictSame(quotes.locators, [{ label: 'page', value: '12–14' }])
    const imported = await app.inject({
      method: 'POST',
      url: `/works/${WORK}/versions`,
      payload: seed.replace(/(\n\n)(?=In retaliation)/, '\n\nA paragraph that is new.\n\n'),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' },
    })
    t.equal(imported.statusCode, 201, imported.body)
    const moved = await getJson(app, `/works/${WORK}/paragraphs?limit=1000`)
    const placed = (id: string) => moved.items.find((item: { id: string }) => item.id === id)
    t.strictSame(placed(third.id).locators, third.locators)
    t.strictSame(placed(eighth.id).locators, eighth.locators)
    t.strictSame(
      moved.items.find(({ text }: { text: string }) => text === 'A paragraph that is new.').locators,
      [],
    )
    t.strictSame(await at('bekker:1094b'), [placed(eighth.id).number])
    for (const [locators, cure] of [
      [
        [{ label: 'pagina', values: { '1': '12' } }].concat([{ label: 'page', values: { '1': '12' } }]),
        /stands twice/,
      ],
      [[{ label: 'paragraph', values: { '1': '12' } }], /counts the paragraphs itself/],
      [[{ label: 'stefanus', values: { '1': '12' } }], /did you mean "stephanus"/],
      [[{ label: 'page', values: { one: '12' } }], /key that is no number/],
      [[{ label: 'page', values: { '1-3': '12', '2': '13' } }], /two things of paragraph 2/],
      [[{ label: 'page', values: { '3-1': '12' } }], /ends before it begins/],
      [[{ label: 'page', values: { '999': '12' } }], /paragraph 999/],
      [[{ label: 'page', version: 'nowhere', values: { '1': '12' } }], /no version of the work/],
      [[{ label: 'page', value: { '1': '12' } }], /did you mean "values"/],
    ] as const) {
      const refused = await put(locators)
      t.match(refused.json(), { detail: cure })
    }
  },
)
