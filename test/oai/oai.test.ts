/** OAI-PMH 2.0, as a harvester meets it. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Sqlite from 'better-sqlite3'
import { JSDOM } from 'jsdom'
import t, { type Test } from 'tap'
import { databaseFile } from '../../src/files/archive-files.ts'
import type { GivenMetadata } from '../../src/loading/metadata/given-metadata-schema.ts'
import { missing } from '../citing-exports/readers.ts'
import { BASE, buildTestApp, type TestAppOptions } from '../support/app.ts'
import { directoryFor } from '../support/directory.ts'
import type { PageDocument } from '../support/page-document.ts'
import { runs } from '../support/runs.ts'
import { schemaFaults } from './schema.ts'

const SEED = '2rma5yfyxknb207f'
const PAGE = 100
const XMLLINT = missing('xmllint')
const PERL =
  spawnSync('perl', ['-MHTTP::OAI', '-e', '1']).status === 0 ? false : 'not installed: libhttp-oai-perl'

/** All that were given, to be validated at the end. */
const answers: string[] = []

/** A repository whose clock goes on by a second with every change. */
async function repository(t: Test, options: TestAppOptions = {}) {
  let second = 0
  const now = () => new Date(Date.UTC(2026, 0, 1) + 1000 * second).toISOString()
  const test = await buildTestApp(t, { now, ...options })
  const read = (body: string) => {
    answers.push(body)
    return new Answer(body)
  }
  return {
    ...test,
    tick: () => second++,
    ask: async (query: Record<string, string> | string) => {
      const text = typeof query === 'string' ? query : new URLSearchParams(query).toString()
      const answer = await test.app.inject(`/oai?${text}`)
      t.equal(answer.statusCode, 200, `${text.slice(0, 100)}: ${answer.body.slice(0, 200)}`)
      t.equal(answer.headers['content-type'], 'text/xml; charset=utf-8')
      return read(answer.body)
    },
    add: async (title: string, metadata: GivenMetadata = {}) => {
      second++
      const bytes = Buffer.from(`Words of ${title.toWellFormed()} alone.\n`)
      const manifest = { title, ...metadata }
      const { work } = await test.writer.importSource({
        bytes,
        mediaType: 'text/markdown',
        manifest,
      })
      return work
    },
    correct: async (work: string, title: string) => {
      second++
      await test.writer.correctMetadata({ work, manifest: { title }, revision: null })
    },
    withdraw: async (work: string, { erase = false } = {}) => {
      second++
      await test.writer.withdraw({ work, version: null, reason: 'The author asked for it.', erase })
    },
  }
}

type Repository = Awaited<ReturnType<typeof repository>>

class Answer {
  readonly body: string
  readonly #document: PageDocument

  constructor(body: string) {
    this.body = body
    this.#document = new JSDOM(body, { contentType: 'text/xml' }).window['document'] as PageDocument
  }

  texts(selector: string): string[] {
    return [...this.#document.querySelectorAll(selector)].map(({ textContent }) => textContent ?? '')
  }

  /** The texts of elements of the metadata by their names with prefixes. */
  metadata(name: string): string[] {
    const elements = [...this.#document.querySelectorAll('metadata *')]
    return elements.filter(({ tagName }) => tagName === name).map(({ textContent }) => textContent)
  }

  get errors(): string[] {
    return [...this.#document.querySelectorAll('error')].map((error) => error.getAttribute('code') ?? '')
  }

  get request(): Record<string, string> {
    const element = this.#document.querySelector('request')!
    const names = element.getAttributeNames()
    return Object.fromEntries(names.map((name) => [name, element.getAttribute(name)!]))
  }

  get token(): string | undefined {
    return this.texts('resumptionToken')[0] || undefined
  }

  /** Identifiers, and whether they are of something deleted. */
  get headers(): [id: string, deleted: boolean][] {
    return [...this.#document.querySelectorAll('header')].map((header) => [
      header.querySelector('identifier')!.textContent!.replace(/^.*:/, ''),
      header.getAttribute('status') === 'deleted',
    ])
  }
}

/** A whole list, with what is done between its pages. */
async function harvest(
  { ask }: Pick<Repository, 'ask'>,
  query: Record<string, string>,
  between: (page: number) => Promise<unknown> = async () => {},
): Promise<[string, boolean][]> {
  const found: [string, boolean][] = []
  let answer = await ask(query)
  for (let page = 1; ; page++) {
    t.strictSame(answer.errors, [])
    found.push(...answer.headers)
    if (answer.token === undefined) return found
    await between(page)
    answer = await ask({ verb: query['verb']!, resumptionToken: answer.token })
  }
}

t.test('Identify tells what is promised', async (t) => {
  const { ask } = await repository(t)
  const answer = await ask('verb=Identify')
  const told = (name: string) => answer.texts(`Identify > ${name}`)
  t.strictSame(told('baseURL'), [`${BASE}/oai`])
  t.strictSame(told('protocolVersion'), ['2.0'])
  t.strictSame(told('deletedRecord'), ['persistent'])
  t.strictSame(told('granularity'), ['YYYY-MM-DDThh:mm:ssZ'])
  t.strictSame(told('earliestDatestamp'), ['2026-01-01T00:00:00Z'])
  t.strictSame(told('adminEmail'), ['postmaster@archive.test'])
  t.strictSame(answer.request, { verb: 'Identify' })
  t.match(answer.texts('responseDate')[0], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
})

t.test('an item has its record in each format that is listed', async (t) => {
  const { ask } = await repository(t)
  const identifier = `oai:archive.test:${SEED}`
  const formats = (await ask({ verb: 'ListMetadataFormats', identifier })).texts('metadataPrefix')
  t.strictSame(formats, ['oai_dc', 'mods', 'tei'])
  const dc = await ask({ verb: 'GetRecord', identifier, metadataPrefix: 'oai_dc' })
  t.strictSame(dc.metadata('dc:title'), ['Breaking the siege of Aleppo'])
  t.strictSame(dc.metadata('dc:creator'), ['Al Shami, Leila'])
  t.strictSame(dc.metadata('dc:identifier'), [`${BASE}/works/${SEED}`])
  t.strictSame(dc.texts('setSpec'), ['author:leila-al-shami', 'language:en'])
  t.strictSame(dc.texts('datestamp'), ['2026-01-01T00:00:00Z'])
  const mods = await ask({ verb: 'GetRecord', identifier, metadataPrefix: 'mods' })
  t.strictSame(mods.texts('mods > titleInfo > title'), ['Breaking the siege of Aleppo'])
  t.strictSame(mods.texts('mods > name > namePart[type="family"]'), ['Al Shami'])
  const tei = await ask({ verb: 'GetRecord', identifier, metadataPrefix: 'tei' })
  t.equal(tei.texts('metadata > TEI body p').length, 12)
  t.strictSame((await ask('verb=ListRecords&metadataPrefix=tei')).texts('TEI > text').length, 1)
})

t.test('what is wrong is told by the conditions of the specification', async (t) => {
  const { ask, app } = await repository(t)
  const list = 'verb=ListRecords&metadataPrefix=oai_dc'
  const get = 'verb=GetRecord&metadataPrefix=oai_dc'
  const id = `oai:archive.test:${SEED}`
  const cases: [query: string, codes: string[]][] = [
    ['', ['badVerb']],
    ['verb=', ['badVerb']],
    ['verb=identify', ['badVerb']],
    ['verb=toString', ['badVerb']],
    ['verb=Identify&verb=Identify', ['badVerb']],
    ['verb=Identify&x=1', ['badArgument']],
    ['verb=Identify&x=1&y=2', ['badArgument', 'badArgument']],
    ['verb=Identify&resumptionToken=x', ['badArgument']],
    ['verb=Identify&__proto__=x', ['badArgument']],
    ['verb=ListRecords', ['badArgument']],
    [`${list}&metadataPrefix=oai_dc`, ['badArgument']],
    [`${list}&from=2026-01-01&from=2026-01-01`, ['badArgument']],
    [`${list}&identifier=${id}`, ['badArgument']],
    [`${list}&resumptionToken=x`, ['badArgument']],
    ['verb=ListRecords&resumptionToken=x&resumptionToken=x', ['badArgument']],
    ['verb=ListRecords&resumptionToken=', ['badArgument']],
    ['verb=ListRecords&metadataPrefix=', ['badArgument']],
    ['verb=ListRecords&metadataPrefix=%3Ca%3E', ['badArgument']],
    [`${list}&from=`, ['badArgument']],
    [`${list}&from=junk`, ['badArgument']],
    [`${list}&from=2026`, ['badArgument']],
    [`${list}&from=2026-02-30`, ['badArgument']],
    [`${list}&from=2026-13-01`, ['badArgument']],
    [`${list}&from=0000-01-01`, ['badArgument']],
    [`${list}&from=2026-01-01T24:00:00Z`, ['badArgument']],
    [`${list}&from=2026-01-01T00:00:60Z`, ['badArgument']],
    [`${list}&from=2026-01-01T00:00:00`, ['badArgument']],
    [`${list}&from=2026-01-01T00:00:00.000Z`, ['badArgument']],
    [`${list}&from=2026-01-01T00:00:00%2B00:00`, ['badArgument']],
    [`${list}&from=2026-01-01&until=2026-01-01T00:00:00Z`, ['badArgument']],
    [`${list}&from=2026-01-02&until=2026-01-01`, ['badArgument']],
    [`${list}&until=2025-12-31`, ['noRecordsMatch']],
    [`${list}&from=2999-01-01`, ['noRecordsMatch']],
    [`${list}&set=author:nobody`, ['noRecordsMatch']],
    [`${list}&set=language::en`, ['badArgument']],
    [`${list}&set=%22`, ['badArgument']],
    ['verb=ListRecords&metadataPrefix=marc21', ['cannotDisseminateFormat']],
    ['verb=ListIdentifiers&metadataPrefix=marc21', ['cannotDisseminateFormat']],
    [`verb=GetRecord&metadataPrefix=marc21&identifier=${id}`, ['cannotDisseminateFormat']],
    [`verb=GetRecord&identifier=${id}`, ['badArgument']],
    ['verb=GetRecord', ['badArgument', 'badArgument']],
    [`${get}&identifier=oai:archive.test:0000000000000000`, ['idDoesNotExist']],
    [`${get}&identifier=oai:elsewhere.test:${SEED}`, ['idDoesNotExist']],
    [`${get}&identifier=http://[`, ['badArgument']],
    [`${get}&identifier=no+uri`, ['badArgument']],
    ['verb=ListMetadataFormats&identifier=oai:archive.test:x', ['idDoesNotExist']],
    ['verb=ListRecords&resumptionToken=x', ['badResumptionToken']],
    ['verb=ListIdentifiers&resumptionToken=%00%01'.replace('%00', ''), ['badResumptionToken']],
    ['verb=ListSets&resumptionToken=x', ['badResumptionToken']],
    ['verb=ListSets&set=x', ['badArgument']],
  ]
  for (const [query, codes] of cases) {
    const answer = await ask(query)
    t.strictSame(answer.errors, codes, query)
    const faulty = codes.some((code) => code === 'badVerb' || code === 'badArgument')
    const sent = Object.fromEntries(new URLSearchParams(query))
    t.strictSame(Object.keys(answer.request), faulty ? [] : Object.keys(sent), query)
  }
  const posted = await app.inject({
    method: 'POST',
    url: '/oai',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'verb=Identify&verb=Identify',
  })
  t.match(posted.body, 'code="badVerb"')
})

t.test('POST answers what GET answers, and takes no more than a form', async (t) => {
  const { app, ask } = await repository(t)
  const post = (payload: string, type = 'application/x-www-form-urlencoded') =>
    app.inject({ method: 'POST', url: '/oai', headers: { 'content-type': type }, payload })
  const query = 'verb=ListRecords&metadataPrefix=oai_dc'
  const undated = (body: string) => body.replace(/<responseDate>[^<]+/, '')
  t.equal(undated((await post(query)).body), undated((await ask(query)).body))
  t.match((await post('')).body, 'code="badVerb"')
  t.equal((await post(query, 'application/json')).statusCode, 415)
  t.equal((await post(`verb=${'x'.repeat(20_000)}`)).statusCode, 413)
})

t.test('an answer is sent again only when it says something else', async (t) => {
  const { app, add } = await repository(t)
  const url = '/oai?verb=ListRecords&metadataPrefix=oai_dc'
  const { headers } = await app.inject(url)
  t.match(headers['etag'], /^W\/"/, 'the time of an answer is another each second')
  const again = () => app.inject({ url, headers: { 'if-none-match': String(headers['etag']) } })
  t.equal((await again()).statusCode, 304)
  await add('Something else')
  t.equal((await again()).statusCode, 200)
})

t.test('a list over several pages loses and doubles nothing while works change', async (t) => {
  const repo = await repository(t)
  const works = [SEED]
  for (let at = 1; at < 2 * PAGE + 50; at++) works.push(await repo.add(`Work ${at}`))
  for (const verb of ['ListRecords', 'ListIdentifiers']) {
    const plain = await harvest(repo, { verb, metadataPrefix: 'oai_dc' })
    t.strictSame(
      plain,
      works.map((id) => [id, false]),
      'in the order of the log',
    )
  }
  // Given already, still to come, and new: each corrected or withdrawn between two pages.
  const [given, coming] = [works[10]!, works[2 * PAGE + 10]!]
  const [gone, going] = [works[11]!, works[2 * PAGE + 11]!]
  const added: string[] = []
  const found = await harvest(repo, { verb: 'ListRecords', metadataPrefix: 'oai_dc' }, async (page) => {
    if (page > 1) return
    for (const work of [given, coming]) await repo.correct(work, `Corrected ${work}`)
    for (const work of [gone, going]) await repo.withdraw(work)
    added.push(await repo.add('Added meanwhile'))
  })
  t.strictSame(
    found.map(([id]) => id),
    works,
    'each once',
  )
  t.ok(found.find(([id]) => id === going)![1], 'what was withdrawn meanwhile is told as deleted')
  // What happened meanwhile is of the next harvest.
  const from = '2026-01-01T00:04:10Z'
  const next = await harvest(repo, { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', from })
  t.strictSame(next, [
    [given, false],
    [coming, false],
    [gone, true],
    [going, true],
    [added[0], false],
  ])
})

t.test('a token of a year ago goes on where it was', async (t) => {
  const repo = await repository(t)
  for (let at = 0; at < PAGE + 5; at++) await repo.add(`Work ${at}`)
  const first = await repo.ask('verb=ListRecords&metadataPrefix=oai_dc')
  const rest = await repo.ask({ verb: 'ListRecords', resumptionToken: first.token! })
  for (let second = 0; second < 366 * 86_400; second += 86_400) repo.tick()
  await repo.add('A year later')
  t.strictSame((await repo.ask({ verb: 'ListRecords', resumptionToken: first.token! })).headers, rest.headers)
  t.match(first.body, /<resumptionToken completeListSize="106" cursor="0">/)
  t.match(rest.body, /<resumptionToken completeListSize="106" cursor="100"><\/resumptionToken>/)
  const cut = first.token!.slice(0, -2)
  for (const [verb, token] of [
    ['ListRecords', cut],
    ['ListRecords', `${first.token}=`],
    ['ListIdentifiers', first.token!],
    ['ListSets', first.token!],
  ] as const)
    t.strictSame((await repo.ask({ verb, resumptionToken: token })).errors, ['badResumptionToken'], token)
})

t.test('seconds and days select, their ends included', async (t) => {
  const repo = await repository(t)
  const first = await repo.add('First')
  const second = await repo.add('Second')
  const list = async (range: Record<string, string>) => {
    const answer = await repo.ask({ verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', ...range })
    return answer.headers.map(([id]) => id)
  }
  t.strictSame(await list({ from: '2026-01-01T00:00:01Z', until: '2026-01-01T00:00:01Z' }), [first])
  t.strictSame(await list({ from: '2026-01-01T00:00:02Z' }), [second])
  t.strictSame(await list({ until: '2026-01-01T00:00:01Z' }), [SEED, first])
  t.strictSame(await list({ from: '2026-01-01', until: '2026-01-01' }), [SEED, first, second])
})

t.test('sets are authors and languages, and their harvesters are told of what is gone', async (t) => {
  const repo = await repository(t)
  const author = (given: string, family: string) => ({ authors: [{ given, family }] })
  const one = await repo.add('One', { ...author('Emma', 'Goldman'), language: 'en' })
  const two = await repo.add('Two', { ...author('Émma', 'GOLDMAN'), language: 'de' })
  const arabic = await repo.add('ثلاثة', { ...author('ليلى', 'الشامي'), language: 'ar' })
  const sets = await repo.ask('verb=ListSets')
  const specs = sets.texts('setSpec')
  t.ok(specs.includes('author:emma-goldman'), 'names that differ in case and accents alone are one')
  const spec = specs[sets.texts('setName').indexOf('ليلى الشامي')]!
  t.match(spec, /^author:x-[0-9a-z]{16}$/)
  const members = async (set: string) =>
    (await repo.ask({ verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', set })).headers
  t.strictSame(await members(spec), [[arabic, false]])
  t.strictSame(await members('author:emma-goldman'), [
    [one, false],
    [two, false],
  ])
  t.equal((await members('author')).length, 4)
  await repo.withdraw(one)
  t.strictSame(await members('author:emma-goldman'), [
    [two, false],
    [one, true],
  ])
  t.strictSame(await members(spec), [[arabic, false]])
  await repo.withdraw(arabic, { erase: true })
  t.notMatch((await repo.ask('verb=ListSets')).texts('setName').join(), 'ليلى', 'nothing is left of a name')
  t.strictSame(await members(spec), [[arabic, true]])
  t.strictSame(
    await members('author:whoever'),
    [[arabic, true]],
    'what set an erased work was in nobody knows, so all are told',
  )
  t.ok((await members('author:emma-goldman')).some(([id, deleted]) => id === arabic && deleted))
  const deleted = await repo.ask({
    verb: 'GetRecord',
    identifier: `oai:archive.test:${arabic}`,
    metadataPrefix: 'oai_dc',
  })
  t.strictSame(deleted.headers, [[arabic, true]])
  t.notMatch(deleted.body, '<metadata>')
  t.strictSame(deleted.texts('setSpec'), [])
})

t.test('sets take several pages, too', async (t) => {
  const repo = await repository(t, { seed: false })
  const empty = await repo.ask('verb=ListSets')
  t.strictSame(empty.texts('setSpec'), ['author', 'language'])
  t.strictSame((await repo.ask('verb=ListRecords&metadataPrefix=oai_dc')).errors, ['noRecordsMatch'])
  t.equal((await repo.ask('verb=Identify')).texts('earliestDatestamp').length, 1)
  const authors = Array.from({ length: PAGE + 20 }, (_, at) => ({ literal: `Group ${at}` }))
  await repo.add('By many', { authors })
  const first = await repo.ask('verb=ListSets')
  const second = await repo.ask({ verb: 'ListSets', resumptionToken: first.token! })
  const specs = [...first.texts('setSpec'), ...second.texts('setSpec')]
  t.equal(second.token, undefined)
  t.equal(new Set(specs).size, specs.length)
  t.equal(specs.filter((spec) => spec.startsWith('author:')).length, authors.length)
})

t.test('no title and no damaged record breaks a list', async (t) => {
  const repo = await repository(t)
  const titles = [
    '<b>]]></b> & "quotes" \u0001\u0008',
    '﷽ العربية \u202eabc\u202c',
    '吾輩は猫である 🐈 \ufffe',
    '<!ENTITY x SYSTEM "file:///etc/passwd">&x;',
    '\u{1F468}\u200d\u{1F469}',
  ]
  const works: string[] = []
  for (const title of titles)
    works.push(
      await repo.add(title, {
        authors: [{ literal: title }],
        publisher: title,
        keywords: [title],
      }),
    )
  const answer = await repo.ask('verb=ListRecords&metadataPrefix=oai_dc')
  const shown = answer.metadata('dc:title')
  t.equal(shown.length, titles.length + 1)
  t.match(shown[2], 'العربية')
  t.match(shown[3], '吾輩は猫である 🐈')
  t.strictSame((await repo.ask('verb=ListRecords&metadataPrefix=mods')).headers.length, titles.length + 1)
  await repo.ask('verb=ListSets')
})

t.test('a record that is damaged is left out, and the others are given', async (t) => {
  const repo = await repository(t)
  const [broken, empty, whole] = [await repo.add('Broken'), await repo.add('Empty'), await repo.add('Whole')]
  const db = new Sqlite(databaseFile(repo.directory))
  const triggers = db.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'metadata'",
  )
  for (const { name } of triggers.all() as { name: string }[]) db.exec(`DROP TRIGGER ${name}`)
  const damage = db.prepare('UPDATE metadata SET body = ? WHERE work_no = (SELECT no FROM work WHERE id = ?)')
  damage.run('{"title": 7, "authors": null}', broken)
  damage.run('{', empty)
  db.close()
  for (const metadataPrefix of ['oai_dc', 'mods', 'tei']) {
    const answer = await repo.ask({ verb: 'ListRecords', metadataPrefix })
    t.strictSame(answer.headers, [
      [SEED, false],
      [whole, false],
    ])
  }
})

t.test('any arguments are answered by a valid document', async (t) => {
  const repo = await repository(t)
  const words = [
    ...['verb', 'identifier', 'metadataPrefix', 'from', 'until', 'set', 'resumptionToken', 'x', ''],
    ...[
      'ListRecords',
      'GetRecord',
      'ListSets',
      'Identify',
      'oai_dc',
      '2026-01-01',
      '9999-12-31',
      '<&>"',
      "'",
      '\u0007',
    ],
    ...[
      'oai:a:b',
      'http://a:b',
      'x://',
      'a:%zz',
      'a:#b#',
      'a:[',
      'urn:x',
      '\ud83d\ude00',
      `oai:archive.test:${SEED}`,
    ],
  ]
  let state = 7
  const pick = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return words[state % words.length]!
  }
  for (let run = 0; run < runs(300); run++) {
    const query = new URLSearchParams()
    if (run % 2) query.append('verb', ['ListRecords', 'GetRecord', 'ListIdentifiers'][run % 3]!)
    for (let at = 0; at < 1 + (run % 4); at++) query.append(pick(), pick())
    await repo.ask(query.toString())
  }
})

const HARVESTER = `
use HTTP::OAI; binmode STDOUT, ':utf8';
my $h = HTTP::OAI::Harvester->new(baseURL => $ARGV[0]);
my $i = $h->Identify; die $i->message if $i->is_error;
my $r = $h->ListRecords(metadataPrefix => 'oai_dc', onRecord => sub {
  my $rec = shift; print $rec->identifier, ' ', ($rec->is_deleted ? 'deleted' : 'present'), "\\n"
});
die $r->message if $r->is_error;
`

t.test('HTTP::OAI harvests all while works change', { skip: PERL }, async (t) => {
  const repo = await repository(t)
  const works = [SEED]
  for (let at = 1; at < 2 * PAGE + 20; at++) works.push(await repo.add(`Work ${at}`))
  await repo.withdraw(works[5]!)
  works.push(works.splice(5, 1)[0]!)
  let pages = 0
  const { urls, app } = repo
  await app.listen({ host: '127.0.0.1', port: 0 })
  urls.base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  app.server.prependListener('request', ({ url = '' }) => {
    if (url.includes('ListRecords')) pages++
  })
  const busy = (async () => {
    await once(app.server, 'request')
    for (let at = 0; at < 20; at++) {
      await repo.add(`Meanwhile ${at}`)
      await repo.correct(works[at * 10]!, `Corrected ${at}`)
    }
    await repo.withdraw(works[150]!)
  })()
  const perl = spawn('perl', ['-e', HARVESTER, `${urls.base}/oai`])
  let [out, err] = ['', '']
  perl.stdout.on('data', (text) => (out += text))
  perl.stderr.on('data', (text) => (err += text))
  const [status] = await once(perl, 'close')
  await busy
  t.equal(status, 0, err)
  t.ok(pages >= 3, `${pages} pages`)
  const lines = out.trim().split('\n')
  const ids = lines.map((line) => line.replace(/^.*:(\w+) .*$/, '$1'))
  t.equal(new Set(ids).size, ids.length, 'none is doubled')
  t.strictSame(
    works.filter((id) => !ids.includes(id)),
    [],
    'none is lost',
  )
  t.ok(lines.some((line) => line.endsWith(`${works[works.length - 1]} deleted`)))
})

t.test('every answer was valid by the schema of OAI-PMH', { skip: XMLLINT }, async (t) => {
  t.equal(schemaFaults(answers, directoryFor(t)), '')
})
