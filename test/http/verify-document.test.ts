/** Checking a whole manuscript over HTTP. */
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Ajv } from 'ajv'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import type { Bibliography } from '../../src/manuscripts/bibliography.ts'
import { type CheckedQuotation, checkQuotations } from '../../src/manuscripts/check-quotations.ts'
import { MANUSCRIPT_FORMATS } from '../../src/manuscripts/formats/registry.ts'
import { readManuscript } from '../../src/manuscripts/read-manuscript.ts'
import { LocalSearching } from '../../src/searching/searching-thread.ts'
import { COMPONENTS } from '../../src/wire/schemas/components.ts'
import { buildTestApp } from '../support/app.ts'
import { buildAttributedApp } from '../support/attributed-archive.ts'
import { CITATION_FORMS, SOURCES, wronglyCited } from '../support/cited-quotations.ts'

const ESSAY = readFileSync(new URL('../fixtures/essays/on-the-siege.md', import.meta.url), 'utf8')
const ALTERED = ESSAY.replace('was not generally\n', 'was generally\n')
const MARKDOWN = { 'content-type': 'text/markdown; charset=utf-8' }

const post = (app: FastifyInstance, payload: string | Buffer, headers = {}, query = '') =>
  app.inject({
    method: 'POST',
    url: `/verify/document${query}`,
    headers: { ...MARKDOWN, ...headers },
    payload,
  })

t.test('every quotation of a manuscript is answered, with a summary', async (t) => {
  const { app } = await buildTestApp(t)
  const answer = await post(app, ALTERED)
  t.equal(answer.statusCode, 200)
  t.match(answer.headers, { 'content-type': /^application\/json/, 'cache-control': 'no-store' })
  const { summary, items } = answer.json()
  t.strictSame(summary, {
    quotations: 13,
    wordForWord: 9,
    altered: 1,
    doubtful: 0,
    notFound: 1,
    notChecked: 2,
    misattributed: 0,
  })
  const [altered] = items.filter(({ outcome }: { outcome: string }) => outcome === 'altered')
  t.match(altered, {
    where: { start: { line: 8, column: 69 }, end: { line: 9, column: 27 } },
    kind: 'inline',
    asQuoted: 'Syrian civil society was generally impressed by the re-brand,',
    verdict: 'altered',
    notes: ['final_punctuation'],
    found: {
      exact: 'Syrian civil society was not generally impressed by the re-brand',
      flags: ['negation'],
      meaningRisk: true,
      url: /^http:\/\/archive\.test\/quotes\/2rma5yfyxknb207f\.[0-9a-z]{24}\?at=/,
      work: { slug: 'breaking-the-siege-of-aleppo' },
      citation: { style: 'apa', inText: '(Al Shami, 2016, para. 3)' },
    },
  })
  const hinted = await app.inject(altered.found.url.slice('http://archive.test'.length))
  t.equal(hinted.json().exact, altered.found.exact, 'the address resolves')
  const ajv = new Ajv({ strict: false, validateFormats: false })
  for (const component of COMPONENTS) ajv.addSchema(component)
  const validate = ajv.getSchema('CheckedDocument')!
  t.ok(validate(answer.json()), JSON.stringify(validate.errors))
})

/** A manuscript that holds something, and what its first quotation's citation is worth. */
const CITED: [manuscript: string, attribution: string, sentence?: RegExp][] = [
  ['“This is where abandonment has led” is what she wrote.', 'not_claimed'],
  ['“This is where abandonment has led” (2016).', 'not_claimed'],
  ['“This is where abandonment has led” (Aleppo, 2016).', 'not_claimed'],
  ['“This is where abandonment has led” (London, 2016).', 'not_claimed'],
  ['“This is where abandonment has led” (Aleppo, August 2016).', 'not_claimed'],
  ['“This is where abandonment has led” (août 2016).', 'not_claimed'],
  ['“This is where abandonment has led” (Breakwater, 2016).', 'wrong_author'],
  ['“This is where abandonment has led” (qtd. in Smith 12).', 'not_claimed'],
  ['“This is where abandonment has led” [@nobody99, para. 9].', 'not_claimed'],
  ['“This is where abandonment has led” [@nobody99; @ferries-in-winter].', 'not_claimed'],
  ['“This is where abandonment has led” (emphasis added).', 'not_claimed'],
  ['“This is where abandonment has led.” Smith (1999) is of another mind.', 'not_claimed'],
  ['“The group” (Smith 1999) is named, and “this is where abandonment has led”.', 'not_claimed'],
  ['Historian Al Shami (2016) says that “this is where abandonment has led”.', 'not_claimed'],
  ['In her eyes (see Smith 1999; Al Shami 2016), “this is where abandonment has led”.', 'right'],
  ['“This is where abandonment has led” (Smith 1999, 3; Al Shami 2016, par. 4).', 'right'],
  ['“This is where abandonment has led” (Al Shami 2016, 12).', 'right', /p\. 12 cannot be told/],
  ['“This is where abandonment has led” (Smith 1999).', 'wrong_author', /^not Smith 1999, but Al Shami 2016/],
  ['“Nobody in the town believed in the ferries any more” (Smith 1999).', 'unknown_source'],
  ['“Nobody in the town believed in the ferries any more” (Al Shami 2016).', 'wrong_work'],
]

t.test('the citation beside a quotation is read, and judged apart from the words', async (t) => {
  const { archive } = await buildAttributedApp(t)
  const searching = new LocalSearching(archive)
  const check = async (text: string, bibliography: Bibliography = new Map()) => {
    const quotations = readManuscript({ bytes: Buffer.from(text), mediaType: 'text/markdown' })
    const found: CheckedQuotation[] = []
    for await (const each of checkQuotations({ archive, searching }, quotations, { bibliography }))
      found.push(each)
    return found
  }
  for (const [at, form] of CITATION_FORMS.entries()) {
    const source = SOURCES[at % SOURCES.length]!
    for (const [kind, cited] of wronglyCited(source, form)) {
      const text = `# An essay\n\nIt begins here, with a sentence or two.\n\n${form.write(cited)}\n`
      const found = (await check(text)).find(({ quotation }) => quotation.text.startsWith(source.quoted))
      t.equal(found?.attribution.attribution, kind, `${form.name}: ${found?.attribution.sentence}`)
      t.equal(found?.outcome, 'word_for_word')
    }
  }
  for (const [text, attribution, sentence = /^/] of CITED) {
    const found = (await check(text)).at(-1)!
    t.equal(found.attribution.attribution, attribution, text)
    t.match(found.attribution.sentence ?? '', sentence)
  }
  const listed = new Map([
    ['led', { author: 'Smith, Jane', year: '1999', work: 'https://elsewhere.example/' }],
  ])
  const [accused] = await check('“This is where abandonment has led” [@led].', listed)
  t.equal(accused?.attribution.attribution, 'wrong_author', 'a bibliography ties keys to what they are of')
})

t.test('columns of Bekker and Stephanus are places, which need no label', async (t) => {
  const { archive, writer } = await buildTestApp(t, { seed: false })
  const paragraphs = [
    'Every art and every inquiry is thought to aim at some good.',
    'If there is some end of the things we do, it is the good.',
  ]
  await writer.importSource({
    bytes: Buffer.from(paragraphs.join('\n\n')),
    mediaType: 'text/plain',
    manifest: {
      title: 'Nicomachean Ethics',
      authors: [{ literal: 'Aristotle' }],
      issued: '1925',
      locators: [{ label: 'bekker', values: { '1': '1094a1–18', '2': '1094a18–22' } }],
    },
  })
  const services = { archive, searching: new LocalSearching(archive) }
  const cases: [citation: string, attribution: string][] = [
    ['(Aristotle, 1094a18)', 'right'],
    ['(Aristotle 1094a20)', 'right'],
    ['(Aristotle, 1094a18–22)', 'right'],
    ['(Aristotle, 1094a)', 'right'],
    ['(Aristotle 1925, 1094a19)', 'right'],
    ['(Aristotle, 1098b3)', 'wrong_place'],
    ['(Aristotle 1094b)', 'wrong_place'],
    ['(Plato, 514a)', 'wrong_author'],
    ['(Nicomachean Ethics, 1094a18)', 'not_claimed'],
    ['(NE 1094a18)', 'not_claimed'],
    ['(Rep. 514a)', 'not_claimed'],
    ['as Aristotle (1925a) has it', 'right'],
  ] // biome-ignore format: one case a line
  for (const [citation, attribution] of cases) {
    const text = `He says that “If there is some end of the things we do” ${citation}.`
    const quotations = readManuscript({ bytes: Buffer.from(text), mediaType: 'text/markdown' })
    for await (const found of checkQuotations(services, quotations))
      t.equal(found.attribution.attribution, attribution, `${citation}: ${found.attribution.sentence}`)
  }
})

t.test('as NDJSON each quotation is a line and the summary the last', async (t) => {
  const { app } = await buildTestApp(t)
  const whole = (await post(app, ALTERED, {}, '?style=mla')).json()
  for (const [headers, query] of [
    [{ accept: 'application/x-ndjson' }, '?style=mla'],
    [{}, '?style=mla&format=ndjson'],
  ] as const) {
    const answer = await post(app, ALTERED, headers, query)
    t.match(answer.headers['content-type'], /^application\/x-ndjson/)
    const lines = answer.body.trimEnd().split('\n').map((line) => JSON.parse(line)) // biome-ignore format: one step
    t.strictSame(lines, [...whole.items, { summary: whole.summary }])
  }
})

t.test('a bibliography that comes with a manuscript says what its keys are of', async (t) => {
  const { app } = await buildAttributedApp(t)
  const send = async (
    parts: Record<string, Blob>,
    names: Record<string, string> = {},
    url = '/verify/document',
  ) => {
    const form = new FormData()
    for (const [name, part] of Object.entries(parts)) form.append(name, part, names[name] ?? name)
    const encoded = new Response(form)
    const headers = { 'content-type': encoded.headers.get('content-type')! }
    return app.inject({ method: 'POST', url, headers, payload: Buffer.from(await encoded.arrayBuffer()) })
  }
  const manuscript = new Blob(['“This is where abandonment has led” [@led, para. 4].'])
  const bibtex = (author: string) =>
    new Blob([`@online{led, author = {${author}}, year = 2016, title = {Breaking}}`])
  const items = new Blob([
    JSON.stringify([{ id: 'led', author: [{ family: 'Smith' }], issued: { 'date-parts': [[1999]] } }]),
  ])
  const cases: [list: Blob, name: string, attribution: string][] = [
    [bibtex('Al Shami, Leila'), 'refs.bib', 'right'],
    [bibtex('Smith, Jane'), 'refs.bib', 'wrong_author'],
    [bibtex('Smith, Jane'), 'refs', 'wrong_author'],
    [items, 'refs.json', 'wrong_author'],
    [new Blob([]), 'refs.bib', 'not_claimed'],
  ] // biome-ignore format: one case a line
  for (const [bibliography, name, attribution] of cases) {
    const answer = await send({ manuscript, bibliography }, { manuscript: 'paper.md', bibliography: name })
    t.match(answer.json(), { items: [{ outcome: 'word_for_word', attribution }] }, name)
  }
  const alone = await send({ manuscript: new Blob(['“This is where abandonment has led”']) }, {})
  t.equal(alone.json().summary.wordForWord, 1)
  const page = await send(
    { manuscript, bibliography: bibtex('Smith, Jane') },
    { manuscript: 'a.md', bibliography: 'b.bib' },
    '/check',
  )
  t.match([page.statusCode, page.body], [200, /not Smith 2016|not Jane Smith/])

  const refused: [parts: Record<string, Blob>, status: number, detail: RegExp, name?: string][] = [
    [{ manuscript, bibliography: new Blob(['@article{a, title = {']) }, 400, /bibliography cannot be read: .*BibTeX/],
    [{ manuscript, bibliography: new Blob(['[1, null]']) }, 400, /bibliography cannot be read/, 'refs.json'],
    [{ manuscript, bibliography: new Blob(['TY  - BOOK']) }, 400, /no bibliography/, 'refs.ris'],
    [{ manuscript, bibliography: new Blob([Buffer.from([0x40, 0xff])]) }, 400, /not UTF-8/],
    [{ manuscript, bibliography: new Blob(['a'.repeat(1024 * 1024 + 1)]) }, 413, /1048576 bytes/],
    [{ bibliography: bibtex('Smith, Jane') }, 400, /no manuscript/],
    [{ manuscript, bibliografy: bibtex('Smith, Jane') }, 400, /no part "bibliografy"/],
  ] // biome-ignore format: one case a line
  for (const [parts, status, detail, bibliography = 'refs.bib'] of refused) {
    const answer = await send(parts, { manuscript: 'paper.md', bibliography })
    t.match([answer.statusCode, answer.json().detail], [status, detail])
  }
})

t.test('plain text, one work only, and nothing quoted', async (t) => {
  const { app } = await buildTestApp(t)
  const plain = { 'content-type': 'text/plain' }
  const quoted = (
    await post(app, 'Quoted:\n\n    This is where abandonment\n    has led.\n\nEnd.', plain)
  ).json()
  t.match(quoted.items, [{ kind: 'block', outcome: 'word_for_word', verdict: 'identical' }])
  const named = (await post(app, '“abandonment”', plain, '?work=breaking-the-siege-of-aleppo')).json()
  t.match(named.items, [{ short: true, outcome: 'word_for_word' }])
  t.strictSame((await post(app, 'Nothing.')).json().items, [])
})

t.test('what cannot be checked is refused with the cure', async (t) => {
  const { app } = await buildTestApp(t)
  const refused = async (
    expected: [number, string],
    ...args: Parameters<typeof post> extends [unknown, ...infer R] ? R : never
  ) => {
    const answer = await post(app, ...args)
    t.match(answer.headers['content-type'], /problem\+json/)
    t.strictSame([answer.statusCode, answer.json().type.split('/').at(-1)], expected)
  }
  await refused([400, 'invalid_body'], '')
  await refused([413, 'source_too_large'], 'a'.repeat(2 * 1024 * 1024 + 1))
  await refused([413, 'body_too_large'], 'a'.repeat(17 * 1024 * 1024 + 1))
  await refused([415, 'unsupported_media_type'], '{}', { 'content-type': 'application/json' })
  await refused([422, 'invalid_encoding'], Buffer.from([0x22, 0xff]))
  await refused([422, 'invalid_encoding'], 'a\0b')
  await refused([422, 'source_too_complex'], '['.repeat(100_000))
  await refused([422, 'source_too_complex'], 'a'.repeat(2 * 1024 * 1024))
  await refused([422, 'too_many_quotations'], '“a b c” '.repeat(5001))
  await refused([404, 'work_not_found'], '“a b c”', {}, '?work=nothing')
  await refused([404, 'unknown_style'], '“a b c”', {}, '?style=nothing')
  await refused([400, 'unknown_parameter'], '“a b c”', {}, '?works=x')
  await refused([406, 'not_acceptable'], '“a b c”', { accept: 'image/png' })
  const largest = `${'a'.repeat(1022)}\n\n`.repeat(2048)
  t.equal((await post(app, largest)).statusCode, 200)
})

t.test(
  'a manuscript of any format is read by its media type, and a bad one is refused with the cure',
  async (t) => {
    const { app } = await buildTestApp(t)
    const folder = new URL('../fixtures/essays/formats/', import.meta.url)
    for (const { extensions, mediaTypes } of MANUSCRIPT_FORMATS) {
      const extension = extensions.find((each) => existsSync(new URL(`twelve.${each}`, folder)))!
      const manuscript = readFileSync(new URL(`twelve.${extension}`, folder))
      const answer = await post(app, manuscript, { 'content-type': mediaTypes[0]! })
      t.match(answer.json().summary, { quotations: 12, wordForWord: 8, altered: 4 }, extension)
      if (!['docx', 'odt', 'epub'].includes(extension)) continue
      const cut = await post(app, manuscript.subarray(0, 3000), { 'content-type': mediaTypes[0]! })
      t.match(
        [cut.statusCode, cut.json()],
        [422, { type: /unreadable_document$/, detail: /save a copy without a password/ }],
      )
    }
  },
)

const LONG =
  '“Syrian civil society was generally impressed” and “The harbour council repainted its ferries.” '.repeat(
    2000,
  )

t.test('only so many documents are checked at a time, and one whose client left is given up', async (t) => {
  // Searched for in this thread, all of a document would be checked before anybody is answered.
  const { app } = await buildTestApp(t, { searching: 'thread' })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const headers = { ...MARKDOWN, accept: 'application/x-ndjson' }
  const start = async () => {
    const outgoing = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/verify/document',
      headers,
    })
    outgoing.end(LONG)
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
    incoming.on('error', () => {})
    return incoming
  }
  const answers = await Promise.all(Array.from({ length: 6 }, start))
  const statuses = answers.map(({ statusCode }) => statusCode).sort()
  t.strictSame(statuses, [200, 200, 200, 200, 503, 503])
  t.equal(answers.find(({ statusCode }) => statusCode === 503)!.headers['retry-after'], '2')
  for (const answer of answers) answer.destroy()
  for (let attempt = 0; attempt < 40; attempt++) {
    const { statusCode } = await post(app, '“This is where abandonment has led.”')
    if (statusCode === 200) {
      t.pass('there is room again')
      return
    }
    await wait(100)
  }
  t.fail('the documents that nobody waits for are still checked')
})
