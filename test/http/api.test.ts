import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import t from 'tap'
import { ColophonError } from '../../src/errors.ts'
import { isUnchanged } from '../../src/http/protocol/conditions.ts'
import { buildTestApp } from '../support/app.ts'

const BASE = 'http://archive.test'
const SLUG = 'breaking-the-siege-of-aleppo'
const WORK = '2rma5yfyxknb207f'
const ABANDONMENT = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))
const seed = fixture('seed/breaking-the-siege-of-aleppo.md')
const expected = JSON.parse(fixture('seed/seed.expected.json').toString())
const vectors = JSON.parse(fixture('identity/vectors.json').toString())

async function get(app: FastifyInstance, url: string, headers: Record<string, string> = {}) {
  return app.inject({ url: url.replace(BASE, ''), headers })
}

async function getJson(app: FastifyInstance, url: string) {
  const answer = await get(app, url)
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}

const register = (payload: object): InjectOptions => ({ method: 'POST', url: '/quotes', payload })

t.test('the entry leads to everything', async (t) => {
  const { app } = await buildTestApp(t, { documentation: true })
  const entry = await getJson(app, '/')
  t.same(entry.counts, { works: 1, versions: 1, paragraphs: 12, quotes: 0 })
  for (const [name, url] of Object.entries(entry.links as Record<string, string>)) {
    if (name === 'quotes') continue
    const { statusCode } = await get(app, url)
    t.ok(statusCode < 400, `${name} answers`)
  }
  t.equal(
    (await get(app, '/', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })).statusCode,
    200,
    'browsers too',
  )
})

t.test('the entry names addresses with all the parameters that they take', async (t) => {
  const { app } = await buildTestApp(t)
  const { templates } = await getJson(app, '/')
  const { paths } = await getJson(app, '/openapi.json')
  for (const [name, template] of Object.entries(templates as Record<string, string>)) {
    const [path = '', named = ''] = template.replace(BASE, '').split('{?')
    const { get, post } = paths[path] ?? {}
    t.ok(get ?? post, name)
    const taken = ((get ?? post)?.parameters ?? []).filter((each: { in: string }) => each.in === 'query')
    t.strictSame(
      named.replace('}', '').split(',').filter(Boolean).sort(),
      taken.map((parameter: { name: string }) => parameter.name).sort(),
      name,
    )
  }
  for (const name of ['search', 'verify', 'verifyDocument', 'citation', 'citations'])
    t.ok(templates[name], name)
})

t.test('JSON ends its line', async (t) => {
  const { app } = await buildTestApp(t)
  const quote = (await app.inject(register({ work: SLUG, exact: 'This is where abandonment has led.' }))).body
  t.match(quote, /\}\n$/)
  const { url } = JSON.parse(quote)
  const addresses = [
    '/',
    '/works',
    `/works/${SLUG}`,
    `/works/${WORK}/paragraphs`,
    `/works/${WORK}/paragraphs/4`,
  ]
  for (const each of [
    ...addresses,
    url,
    `/works/${WORK}/provenance`,
    '/nothing',
    '/health/live',
    '/styles',
    '/problems',
  ])
    t.match((await get(app, each)).body, /[}\]]\n$/, each)
})

t.test('a kind of problem tells when it is met and what to do', async (t) => {
  const { app } = await buildTestApp(t)
  const { items } = await getJson(app, '/problems')
  for (const { type } of items) {
    const { when, cure } = await getJson(app, type)
    t.ok(when.length > 20 && cure.length > 10, type)
    const page = await get(app, type, { accept: 'text/html' })
    t.match(page.body.replaceAll('&#39;', "'"), cure.slice(0, 20))
  }
})

t.test('a word that a parameter cannot be is answered with the words that it can', async (t) => {
  const { app } = await buildTestApp(t)
  const answer = await get(app, `/works/${SLUG}/citation?form=intext`)
  t.equal(answer.statusCode, 400)
  t.match(answer.json(), {
    detail: /one of: bibliography, in-text.* Did you mean "in-text"\?$/,
    allowed: /^/,
  })
})

t.test('the seed work is described as its manifest and its source say', async (t) => {
  const { app } = await buildTestApp(t)
  const work = await getJson(app, `/works/${SLUG}`)
  t.match(work, {
    id: WORK,
    slug: SLUG,
    url: `${BASE}/works/${WORK}`,
    title: 'Breaking the siege of Aleppo',
    authors: [{ family: 'Al Shami', given: 'Leila' }],
    issued: { edtf: '2016-08-11', raw: '11 August 2016' },
    language: 'en',
    type: 'post-weblog',
    containerTitle: 'leilashami.wordpress.com',
    version: { id: '5w9k7j84a4g748q6hy57gfg6' },
    paragraphCount: 12,
    wordCount: 1076,
    provenance: {
      source: { sha256: expected.source.sha256, bytes: 7054, mediaType: 'text/markdown' },
      retrieved: { edtf: '2025-03-13', from: expected.provenance.source },
      archive: expected.provenance.archive,
      repairs: 3,
      unresolved: 0,
    },
  })
  const [{ id: _, ...csl }] = await getJson(app, `/works/${SLUG}.csl.json`)
  t.match(work, csl, 'what reads CSL-JSON reads a work')
  t.strictSame(work.issued['date-parts'], [[2016, 8, 11]])
  for (const url of [
    work.url,
    work.version.url,
    work.provenance.url,
    work.provenance.source.url,
    work.citation,
    ...Object.values(work.links as Record<string, string>),
  ]) {
    const { statusCode } = await get(app, url === work.links.quotes ? `${url}?exact=Aleppo` : url)
    t.equal(statusCode, 200, `${url} answers`)
  }
})

t.test('the reading text is the body, to the byte', async (t) => {
  const { app } = await buildTestApp(t)
  for (const url of [`/works/${SLUG}.txt`, `/works/${WORK}?format=text`]) {
    const text = await get(app, url)
    t.equal(createHash('sha256').update(text.rawPayload).digest('hex'), expected.bodySha256, url)
    t.match(text.headers['content-type'], /^text\/plain/)
  }
  const markdown = (await get(app, `/works/${SLUG}`, { accept: 'text/markdown' })).body
  t.match(markdown, /^# Breaking the siege of Aleppo\n\nLeila Al Shami\n\n11 August 2016\n\nThe people/)
})

t.test('the paragraphs are the twelve of the expected reading', async (t) => {
  const { app } = await buildTestApp(t)
  const { items, next } = await getJson(app, `/works/${SLUG}/paragraphs`)
  t.equal(next, null)
  t.same(
    items.map((p: Record<string, unknown>) => ({
      n: p['number'],
      text: p['text'],
      sha256: p['sha256'],
      ranges: p['sourceRanges'],
      codepoints: p['codePoints'],
    })),
    expected.paragraphs.map((p: Record<string, unknown>) => ({
      n: p['n'],
      text: p['text'],
      sha256: p['sha256'],
      ranges: (p['pieces'] as unknown[]).filter((piece) => Array.isArray(piece)),
      codepoints: p['codepoints'],
    })),
  )
  t.same(
    items.map((p: { id: string }) => p.id),
    vectors.seed.paragraphs.map((p: { paragraphId: string }) => p.paragraphId),
  )
  t.notMatch(JSON.stringify(items), /Retrieved on/)
  const [first, second, last] = await Promise.all([0, 1, 11].map((n) => getJson(app, items[n].url)))
  t.equal(first.previous, null)
  t.equal(first.next, second.url)
  t.equal(last.next, null)
})

t.test('paragraph 3 was mended over the colophon', async (t) => {
  const { app } = await buildTestApp(t)
  const answer = await get(app, `/works/${SLUG}/paragraphs/3`)
  const paragraph = answer.json()
  t.match(paragraph.text, /Indeed, revolutionaries in Idlib/)
  t.same(paragraph.sourceRanges, [
    [777, 1271],
    [1507, 1979],
  ])
  t.equal(answer.headers['content-location'], paragraph.url, 'the number leads to the id')
  const canonical = await get(app, paragraph.url)
  t.equal(canonical.headers['content-location'], undefined)
  t.same(canonical.json(), paragraph)
  t.same((await get(app, `/works/${WORK}/paragraphs/${paragraph.id}`)).json(), paragraph)
  const text = await get(app, paragraph.url, { accept: 'text/plain' })
  t.equal(
    createHash('sha256').update(text.rawPayload).digest('hex'),
    paragraph.sha256,
    'its text has its digest',
  )
  t.equal((await getJson(app, paragraph.quote)).exact, paragraph.text, 'the whole paragraph is a quote')
})

t.test('paragraphs page by key and stream as NDJSON', async (t) => {
  const { app } = await buildTestApp(t)
  const seen: number[] = []
  for (let url: string | null = `/works/${SLUG}/paragraphs?limit=5&to=11`; url; ) {
    const page = await getJson(app, url)
    seen.push(...page.items.map((p: { number: number }) => p.number))
    url = page.next
  }
  t.same(seen, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  const stream = await get(app, `/works/${SLUG}/paragraphs.ndjson?from=3&to=5`)
  t.match(stream.headers['content-type'], /^application\/x-ndjson/)
  const lines = stream.body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.same(
    lines.map((p) => p.number),
    [3, 4, 5],
  )
  const { history, ...paragraph } = await getJson(app, `/works/${SLUG}/paragraphs/3`)
  t.match(paragraph, lines[0], 'a line says the same as the paragraph')
  const { work, version, current, items } = await getJson(app, `/works/${SLUG}/paragraphs?from=3&limit=1`)
  t.match(
    paragraph,
    { ...items[0], work, version, current },
    'and so does a list, with what is common to all',
  )
  t.same(
    history.map(({ change, number }: Record<string, unknown>) => [change, number]),
    [['first', 3]],
  )
})

t.test('a list has the members that are asked for', async (t) => {
  const { app } = await buildTestApp(t)
  const address = `/works/${SLUG}/paragraphs?limit=2`
  const { items, next } = await getJson(app, `${address}&fields=text,%20number`)
  const all = await getJson(app, address)
  t.strictSame(
    items,
    all.items.map(({ number, text }: Record<string, unknown>) => ({ number, text })),
  )
  t.strictSame(Object.keys((await getJson(app, next)).items[0]), ['number', 'text'], 'on the next page, too')
  const lines = (await get(app, `/works/${SLUG}/paragraphs.ndjson?to=1&fields=id`)).body
  t.strictSame(JSON.parse(lines), { id: all.items[0].id })
  for (const path of [
    `${address}&fields=words`,
    `${address}&fields=`,
    `/works/${SLUG}/paragraphs.ndjson?fields=x`,
  ]) {
    const refused = await app.inject(path)
    t.match(refused.json(), { status: 400, detail: /Use some of: id, number/ }, path)
  }
})

t.test('the list of works has what they are found by', async (t) => {
  const { app } = await buildTestApp(t)
  const work = await getJson(app, `/works/${SLUG}`)
  const { items } = await getJson(app, '/works')
  const { id, slug, url, title, authors, issued, language, type, containerTitle, ...more } = work
  const { version, paragraphCount, wordCount } = more
  const dated = { edtf: issued.edtf, raw: issued.raw }
  const named = { id, slug, url, title, authors, issued: dated, language, type, containerTitle }
  t.strictSame(items, [{ ...named, version, paragraphCount, wordCount }])
  t.strictSame((await getJson(app, '/works?fields=title,id')).items, [{ id: work.id, title: work.title }])
  t.match((await app.inject('/works?fields=titel')).json(), { status: 400, detail: /Use some of: id, slug/ })
})

t.test('provenance accounts for every byte', async (t) => {
  const { app } = await buildTestApp(t)
  const provenance = await getJson(app, `/works/${SLUG}/provenance`)
  let end = 0
  for (const segment of provenance.segments) {
    t.equal(segment.start, end)
    end = segment.end
  }
  t.equal(end, seed.length)
  t.same(
    provenance.repairs.map((r: Record<string, unknown>) => [
      r['rule'],
      r['start'],
      r['end'],
      (r['paragraph'] as { number: number }).number,
      r['before'],
      r['after'],
    ]),
    expected.repairs.map((r: Record<string, unknown>) => [
      r['rule'],
      r['start'],
      r['end'],
      r['paragraph'],
      r['before'],
      r['after'],
    ]),
  )
  t.match(provenance.relocations, [
    { what: 'colophon', start: 1274, end: 1505, from: 'inside paragraph 3', to: 'provenance' },
  ])
  const archive = provenance.statements.find((s: { field: string }) => s.field === 'archive.url')
  t.equal(seed.subarray(archive.start, archive.end).toString(), 'http://theanarchistlibrary.org')
})

t.test('provenance is linked data too, and every node that is named is described', async (t) => {
  const { app, archive, writer } = await buildTestApp(t, { seed: false })
  const { rule, start, end } = expected.repairs[0]
  const by = { by: 'Jane Doe', decidedAt: '2026-01-02T03:04:05.000Z' }
  const decisions = [{ rule, start, end, decision: 'part' as const, ...by }]
  await writer.importSource({ bytes: seed, mediaType: 'text/markdown', decisions })
  archive.refresh()
  const accept = { accept: 'application/ld+json; profile="http://www.w3.org/ns/prov#"' }
  const answer = await get(app, `/works/${WORK}/provenance`, accept)
  t.match(
    answer.headers['content-type'],
    /^application\/ld\+json; profile="http:\/\/www\.w3\.org\/ns\/prov#"/,
  )
  t.equal((await get(app, `/works/${WORK}/provenance.prov.jsonld`)).body, answer.body)
  const { '@context': context, '@graph': graph } = answer.json()
  const [text, source, loading, loader, decision, person] = graph
  const at = `${BASE}/works/${WORK}/versions/${text.id.split('/').at(-1)}`
  t.match(text, { id: at, type: 'prov:Entity', wasDerivedFrom: source.id, wasGeneratedBy: loading.id })
  t.match(source, { identifier: `sha256:${createHash('sha256').update(seed).digest('hex')}` })
  t.match(loading, { type: 'prov:Activity', used: source.id, wasAssociatedWith: loader.id })
  t.strictSame(loading.wasInformedBy, [decision.id])
  t.match(loader, { type: 'prov:SoftwareAgent', label: /^Colophon, markdown \d/ })
  t.match(decision, { type: 'prov:Activity', endedAtTime: by.decidedAt, wasAssociatedWith: person.id })
  t.match(person, { type: 'prov:Person', label: 'Jane Doe' })
  for (const member of new Set(graph.flatMap(Object.keys)))
    t.ok(context[member as string] !== undefined, `${member} has a meaning`)
})

t.test('code in Markdown is set in as its source is, wherever the block stands', async (t) => {
  const { app, archive, writer } = await buildTestApp(t, { seed: false })
  const code = ['if a:', '    b = 1', '', 'else:', '\tb = 2'].join('\n')
  const inList = code.split('\n').map((line) => (line === '' ? '' : `  ${line}`))
  const source = `# Code\n\n\`\`\`python\n${code}\n\`\`\`\n\n- item\n\n  \`\`\`\n${inList.join('\n')}\n  \`\`\`\n`
  const { work } = await writer.importSource({ bytes: Buffer.from(source), mediaType: 'text/markdown' })
  archive.refresh()
  const { body } = await get(app, `/works/${work}.md`)
  const blocks = [...body.matchAll(/^```\n(.*?)\n```$/gms)].map(([, words]) => words)
  t.strictSame(blocks, [code, code])
})

t.test('the source comes back as it was received', async (t) => {
  const { app } = await buildTestApp(t)
  const answer = await get(app, `/works/${SLUG}/source`)
  t.ok(answer.rawPayload.equals(seed))
  t.equal(answer.headers['repr-digest'], `sha-256=:${createHash('sha256').update(seed).digest('base64')}:`)
  t.match(answer.headers['content-disposition'], /filename="breaking-the-siege-of-aleppo\.md"/)
  const part = await get(app, `/works/${SLUG}/source`, { range: 'bytes=6-33' })
  t.equal(part.statusCode, 206)
  t.equal(part.body, 'Breaking the siege of Aleppo')
  t.equal(part.headers['content-range'], 'bytes 6-33/7054')
})

t.test('registering a quote is idempotent, and its id is the same in every archive', async (t) => {
  const first = await buildTestApp(t)
  const second = await buildTestApp(t)
  for (const { app } of [first, second]) {
    const words = { exact: 'This is where abandonment has led.', work: SLUG }
    const created = await app.inject(register(words))
    t.equal(created.statusCode, 201)
    t.equal(created.json().id, ABANDONMENT)
    t.equal(created.headers['location'], `${BASE}/quotes/${ABANDONMENT}`)
    t.match(created.json(), {
      registered: true,
      occurrences: 1,
      spans: [{ number: 4, start: 764, end: 798 }],
      sourceRanges: [[2749, 2783]],
    })
    t.equal((await app.inject(register(words))).statusCode, 200)
    const again = await getJson(app, `/quotes/${ABANDONMENT}`)
    t.same(again, created.json())
    t.equal((await get(app, `/quotes/${ABANDONMENT}.txt`)).body, words.exact)
  }
})

t.test('typography does not change the quote, and the words come back as they stand', async (t) => {
  const { app } = await buildTestApp(t)
  const straight = (await app.inject(register({ exact: "Al Qaeda's affiliate in Syria", work: WORK }))).json()
  const curly = (
    await app.inject(register({ exact: 'Al Qaeda\u2019s\u00a0affiliate in\nSyria', work: WORK }))
  ).json()
  t.equal(straight.id, `${WORK}.wf80zze6k9h6q82g1470n200`)
  t.same(curly, straight)
  t.equal(straight.exact, "Al Qaeda's affiliate in Syria")
})

t.test('quotes stand over page breaks and over paragraphs', async (t) => {
  const { app } = await buildTestApp(t)
  const over =
    'One of the largest concentrations of active civil society groups anywhere in the country came into existence'
  const page = (await app.inject(register({ exact: over, work: SLUG }))).json()
  t.equal(page.core, '13b4kdza08qk7q6cshexcrbv')
  t.match(page.spans, [{ number: 6 }])
  t.equal(page.sourceRanges.length, 2, 'two ranges of the source, with the blank line between them')
  t.equal(page.sourceRanges[0][1], 3519)
  t.equal(page.sourceRanges[1][0], 3521)

  const two = (
    await app.inject(
      register({ exact: 'This is where abandonment has led.\n\nThe fall of Aleppo', work: SLUG }),
    )
  ).json()
  t.match(two.spans, [
    { number: 4, start: 764, end: 798 },
    { number: 5, start: 0, end: 18 },
  ])
  const text = (await get(app, `/works/${SLUG}.txt`)).body
  const position = two.selectors.find((s: { type: string }) => s.type === 'TextPositionSelector')
  t.equal(
    [...text].slice(position.start, position.end).join(''),
    'This is where abandonment has led.\n\nThe fall of Aleppo',
  )
  const citation = await getJson(app, two.citation)
  t.equal(citation.inText.text, '(Al Shami, 2016, paras. 4–5)')
})

t.test('every sentence of the seed resolves without registration', async (t) => {
  const { app } = await buildTestApp(t)
  for (const paragraph of vectors.seed.paragraphs) {
    for (const sentence of paragraph.sentences) {
      const quote = await getJson(app, `/quotes/${sentence.quoteId}`)
      t.equal(quote.exact, sentence.text)
      t.match(quote.spans, [
        { number: paragraph.n, start: sentence.codepoint.start, end: sentence.codepoint.end },
      ])
      t.equal(quote.registered, false)
    }
  }
})

t.test(
  'other words resolve through the hint of the address handed out, and not through another',
  async (t) => {
    const { app } = await buildTestApp(t)
    const { items } = await getJson(
      app,
      `/works/${SLUG}/quotes?exact=${encodeURIComponent('open-air prison')}`,
    )
    const [quote] = items
    t.equal(quote.registered, false)
    t.match(quote.url, /\?at=s2zf89y0s9q32yke:\d+-\d+$/)
    t.equal((await getJson(app, quote.url)).exact, 'open-air prison')
    t.equal((await get(app, `/quotes/${quote.id}`)).statusCode, 404, 'the id alone is not known')
    t.equal(
      (await get(app, `/quotes/${quote.id}?at=1:0-15`)).statusCode,
      404,
      'nor with other words at the hint',
    )
    await app.inject(register({ exact: 'open-air prison', work: SLUG }))
    t.equal((await getJson(app, `/quotes/${quote.id}`)).exact, 'open-air prison', 'registered, it is')
  },
)

t.test('words that stand several times are told apart', async (t) => {
  const { app } = await buildTestApp(t)
  const all = await getJson(app, `/works/${SLUG}/quotes?exact=Syrian`)
  t.ok(all.items.length > 2)
  t.same(
    all.items.map((q: { occurrence: number }) => q.occurrence),
    all.items.map((_: unknown, i: number) => i + 1),
  )
  t.same(
    all.items.map((q: { id: string }) => q.id.split('.')[2]),
    all.items.map((_: unknown, i: number) => (i ? String(i + 1) : undefined)),
  )
  const second = all.items[1]
  t.equal((await getJson(app, second.url)).id, second.id)
  const unique = await app.inject(register({ exact: 'Syrian', work: SLUG, unique: true }))
  t.equal(unique.statusCode, 409)
  t.equal(unique.json().candidates.length, all.items.length)
  const told = await app.inject(
    register({ exact: 'Syrian', work: SLUG, unique: true, suffix: ' civil society was not' }),
  )
  t.equal(told.statusCode, 201)
  t.match(told.json().spans, [{ number: 3, start: 0 }])
})

t.test('words that are not there are answered with the passage most like them', async (t) => {
  const { app } = await buildTestApp(t)
  const answer = await app.inject(
    register({ exact: 'Syrian civil society was generally impressed by the re-brand.', work: SLUG }),
  )
  t.equal(answer.statusCode, 404)
  t.match(answer.json(), { type: `${BASE}/problems/words_not_found`, nearest: { number: 3 } })
  t.match(answer.json().nearest.text, /Syrian civil society was not generally impressed by the re-brand/)
  const nothing = await app.inject(
    register({ exact: 'Bananas ripen slowly in the cold cellar.', work: SLUG }),
  )
  t.equal(nothing.json().nearest, null)
})

t.test('citations are those of the handbooks', async (t) => {
  const { app } = await buildTestApp(t)
  const apa = await getJson(app, `/works/${SLUG}/citation`)
  t.equal(
    apa.bibliography.text,
    'Al Shami, L. (2016, August 11). Breaking the siege of Aleppo. leilashami.wordpress.com. http://leilashami.wordpress.com',
  )
  t.equal(
    apa.bibliography.html,
    'Al Shami, L. (2016, August 11). Breaking the siege of Aleppo. <i>leilashami.wordpress.com</i>. http://leilashami.wordpress.com',
  )
  await app.inject(register({ exact: 'This is where abandonment has led.', work: SLUG }))
  const inApa = await getJson(app, `/quotes/${ABANDONMENT}/citation`)
  t.equal(inApa.inText.text, '(Al Shami, 2016, para. 4)')
  t.equal(inApa.narrative.text, 'Al Shami (2016, para. 4)')
  const mla = await getJson(app, `/quotes/${ABANDONMENT}/citation?style=mla`)
  t.equal(
    mla.bibliography.text,
    'Al Shami, Leila. “Breaking the Siege of Aleppo.” leilashami.wordpress.com, 11 Aug. 2016, http://leilashami.wordpress.com.',
  )
  t.equal(mla.inText.text, '(Al Shami, par. 4)')
  t.equal(
    (await get(app, `/paragraphs/m79f8w3gyar2vm2a/citation?style=mla&form=in-text`)).body,
    '(Al Shami, par. 4)',
  )
  const html = await get(app, `/works/${SLUG}/citation?style=mla&format=html`)
  t.match(html.headers['content-type'], /^text\/html/)
  t.match(html.body, /<i>leilashami\.wordpress\.com<\/i>/)
  const unknown = await get(app, `/works/${SLUG}/citation?style=aap`)
  t.equal(unknown.statusCode, 404)
  t.ok(unknown.json().nearest.includes('apa'))
})

t.test('works are listed by author, title, language, date and the address of the original', async (t) => {
  const { app, key } = await buildTestApp(t)
  for (const [name, year] of [
    ['Émile Zola', '1898'],
    ['Rosa Luxemburg', '1906'],
  ] as const) {
    const payload = `# On ${name}\n\n${name}\n\n13 January ${year}\n\nA text of ${year}.\n`
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' }
    t.equal((await app.inject({ method: 'POST', url: '/works', headers, payload })).statusCode, 201)
  }
  const titles = async (query: string) =>
    (await getJson(app, `/works?${query}`)).items.map((w: { title: string }) => w.title)
  t.same(await titles('author=emile'), ['On Émile Zola'])
  t.same(await titles('author=Al%20Shami'), ['Breaking the siege of Aleppo'])
  t.same(await titles('title=ALEPPO'), ['Breaking the siege of Aleppo'])
  t.same(await titles('issued=1898'), ['On Émile Zola'])
  t.same(await titles('issued=1890/1910'), ['On Émile Zola', 'On Rosa Luxemburg'])
  t.same(await titles('issued=190X'), ['On Rosa Luxemburg'])
  for (const original of ['http://leilashami.wordpress.com', 'https://www.leilashami.wordpress.com/'])
    t.same(await titles(`url=${encodeURIComponent(original)}`), ['Breaking the siege of Aleppo'])
  t.same(await titles(`url=${encodeURIComponent('http://leilashami.wordpress.com/2016')}`), [])
  t.same(await titles('language=en&title=siege'), ['Breaking the siege of Aleppo'])
  const first = await getJson(app, '/works?limit=2')
  t.equal(first.items.length, 2)
  const rest = await getJson(app, first.next)
  t.same(rest.items.length, 1)
  t.equal(rest.next, null)
})

t.test('a file is imported with its report, and the same bytes again are the same work', async (t) => {
  const { app, key } = await buildTestApp(t, { seed: false })
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'text/markdown',
    'content-disposition': 'attachment; filename="aleppo.md"',
  }
  const created = await app.inject({ method: 'POST', url: '/works', headers, payload: seed })
  t.equal(created.statusCode, 201)
  t.equal(created.headers['location'], `${BASE}/works/${WORK}`)
  t.match(created.json(), {
    known: false,
    title: 'Breaking the siege of Aleppo',
    paragraphs: 12,
    unresolved: [],
  })
  t.equal(created.json().repairs.length, 3)
  const again = await app.inject({ method: 'POST', url: '/works', headers, payload: seed })
  t.equal(again.statusCode, 200)
  t.equal(again.json().known, true)
  t.equal((await getJson(app, '/')).counts.works, 1)
})

t.test('a manifest goes beside the file as a part of its own, and wins over what was parsed', async (t) => {
  const { app, key } = await buildTestApp(t, { seed: false })
  const manifest = readFileSync(
    new URL('../../seeds/breaking-the-siege-of-aleppo.manifest.json', import.meta.url),
    'utf8',
  )
  const form = new FormData()
  form.append('source', new Blob([new Uint8Array(seed)], { type: 'text/markdown' }), 'aleppo.md')
  form.append('manifest', manifest)
  const request = new Request('http://x/', { method: 'POST', body: form })
  const headers = { authorization: `Bearer ${key}`, 'content-type': request.headers.get('content-type')! }
  const created = await app.inject({
    method: 'POST',
    url: '/works',
    headers,
    payload: Buffer.from(await request.arrayBuffer()),
  })
  t.equal(created.statusCode, 201, created.body)
  t.same(created.json().work.authors, [{ family: 'Al Shami', given: 'Leila' }])
  const { statements } = await getJson(app, `/works/${WORK}/provenance`)
  const authors = statements.filter((s: { field: string }) => s.field.startsWith('author'))
  const origins = authors.map((s: { origin: string }) => s.origin)
  t.ok(origins.includes('given') && origins.includes('parsed'), 'both are kept')
})

t.test('an answer that the client has is not sent again', async (t) => {
  const { app } = await buildTestApp(t)
  for (const url of [
    `/works/${SLUG}`,
    '/paragraphs/m79f8w3gyar2vm2a',
    `/quotes/${ABANDONMENT}`,
    `/works/${SLUG}/source`,
    `/works/${SLUG}/citation`,
  ]) {
    const first = await get(app, url)
    const etag = first.headers['etag'] as string
    t.match(etag, /^"[^"]+"$/, 'strong')
    for (const field of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const again = await get(app, url, { 'if-none-match': field })
      t.equal(again.statusCode, 304, `${url} ${field}`)
      t.equal(again.body, '')
      t.equal(again.headers['etag'], etag)
    }
    t.equal((await get(app, url, { 'if-none-match': '"other"' })).statusCode, 200)
  }
})

t.test('a tag that has W/ within it is known again, in its weak form too', async (t) => {
  const etag = '"aW/b"'
  for (const field of [etag, `W/${etag}`, `"other", W/${etag}`])
    t.ok(isUnchanged({ method: 'GET', headers: { 'if-none-match': field } }, { etag }), field)
  t.notOk(isUnchanged({ method: 'GET', headers: { 'if-none-match': '"ab"' } }, { etag }))
})

t.test('identifiers in other spellings are redirected to the canonical one', async (t) => {
  const { app } = await buildTestApp(t)
  const moved = async (url: string, to: string) => {
    const answer = await get(app, url)
    t.equal(answer.statusCode, 308, url)
    t.equal(answer.headers['location'], to)
  }
  await moved('/paragraphs/M79F-8W3G-YAR2-VM2A', '/paragraphs/m79f8w3gyar2vm2a')
  await moved(
    '/works/2RMA5YFYXKNB2O7F/paragraphs/3?format=json',
    '/works/2rma5yfyxknb207f/paragraphs/3?format=json',
  )
  await moved('/quotes/2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ymI2h.1', `/quotes/${ABANDONMENT}`)
  await moved('/paragraphs/M79F8W3GYAR2VM2A.txt', '/paragraphs/m79f8w3gyar2vm2a.txt')
  await moved(
    '/paragraphs/M79F8W3GYAR2VM2A/citation?style=mla',
    '/paragraphs/m79f8w3gyar2vm2a/citation?style=mla',
  )
})

t.test('the description of the API says what is sent, wherever something is', async (t) => {
  const { app } = await buildTestApp(t)
  const { paths } = await getJson(app, '/openapi.json')
  const sent = Object.entries(paths as Record<string, Record<string, { requestBody?: { content: object } }>>)
    .flatMap(([path, { post, put }]) => [post, put].map((operation) => ({ path, operation })))
    .filter(({ operation }) => operation !== undefined)
    .map(({ path, operation }) => [path, Object.keys(operation?.requestBody?.content ?? {}).sort()])
  const json = ['application/json']
  const text = ['text/html', 'text/markdown', 'text/plain']
  const packed = [
    'application/epub+zip',
    'application/vnd.oasis.opendocument.text',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ]
  const xml = ['tei+xml', 'jats+xml', 'docbook+xml', 'osis+xml'].map((type) => `application/${type}`)
  const sources = [...packed, ...xml, 'application/pdf', 'application/rss+xml', 'application/warc'].sort()
  t.strictSame(Object.fromEntries(sent), {
    '/works': [...sources, 'multipart/form-data', ...text, 'text/x-muse'],
    '/works/{work}/versions': [...sources, 'multipart/form-data', ...text, 'text/x-muse'],
    '/works/{work}/metadata': json,
    '/quotes': json,
    '/citations': json,
    '/verify': json,
    '/verify/document': [...packed, 'application/x-tex', 'multipart/form-data', ...text],
    '/mcp': json,
    '/oai': ['application/x-www-form-urlencoded'],
    '/check': ['multipart/form-data'],
    '/witness/add-checkpoint': ['text/plain'],
  })
})

t.test('the operations are listed under tags that are described, and every tag lists some', async (t) => {
  const { app } = await buildTestApp(t, { seed: false })
  const { paths, tags } = await getJson(app, '/openapi.json')
  const operations = Object.values(paths as Record<string, Record<string, { tags: string[] }>>)
  const used = operations.flatMap((path) => Object.values(path)).flatMap((operation) => operation.tags)
  t.strictSame([...new Set(used)].sort(), tags.map(({ name }: { name: string }) => name).sort())
})

t.test('the kinds of problems are those that the API answers with, each with its page', async (t) => {
  const { app } = await buildTestApp(t, { seed: false })
  const { items } = await getJson(app, '/problems')
  t.ok(items.length > 50)
  for (const item of items) t.match(await getJson(app, item.type), item)
  for (const kind of ['archive_exists', 'cannot_listen', 'fork', 'malformed_tile', 'toString']) {
    const answer = await get(app, `/problems/${kind}`)
    t.match([answer.statusCode, answer.json().type], [404, `${BASE}/problems/problem_not_found`], kind)
  }
})

t.test('an error that only the command knows is logged, and a client is told nothing of it', async (t) => {
  const logged: unknown[] = []
  const logger = pino({ level: 'error' }, { write: (line: string) => void logged.push(JSON.parse(line)) })
  const { app } = await buildTestApp(t, { seed: false, logger })
  app.get('/fails', async () => {
    throw new ColophonError('backup_refused', 'The backup cannot be written to /srv/secret.')
  })
  const answer = await get(app, '/fails')
  t.match(answer.json(), { type: `${BASE}/problems/internal`, status: 500 })
  t.notMatch(answer.body, /secret/)
  t.match(logged, [{ err: { message: /secret/ } }])
})

t.test('every recorded answer is what the description of the API says of it, and no more', async (t) => {
  const { app } = await buildTestApp(t, { seed: false })
  const { paths, components } = await getJson(app, '/openapi.json')
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ $id: 'api', components })
  type Answer = { content?: Record<string, { schema?: { $ref?: string }; example?: unknown }> }
  const operations = Object.values(
    paths as Record<string, Record<string, { operationId: string; responses: Record<string, Answer> }>>,
  ).flatMap((path) => Object.values(path))
  let checked = 0
  for (const { operationId, responses } of operations) {
    const { schema, example } = (responses['201'] ?? responses['200'])?.content?.['application/json'] ?? {}
    if (!schema?.$ref || example === undefined) continue
    checked++
    const conforms = ajv.validate({ $ref: `api${schema.$ref}` }, example)
    t.ok(conforms, operationId, { faults: ajv.errors })
  }
  t.ok(checked > 30, `${checked} answers`)
})
