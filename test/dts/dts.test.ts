/** Distributed Text Services 1.0: each row of the specification's tables, and hostile texts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { JSDOM } from 'jsdom'
import t from 'tap'
import { selectedBlocks } from '../../src/dts/fragment.ts'
import { BASE, buildTestApp } from '../support/app.ts'
import { ROOT } from '../support/root.ts'
import { linked, typedLinks } from '../support/typed-links.ts'

const TITLE = '吾輩は猫である & كسر <حصار> "حلب"'
const TEXT = '# T\n\nOne.\n\n## Head\n\nTwo & <b>bold</b>.\n\nThree \u0007.\n\nFour.\n\nFive.\n'

async function withText(t: Parameters<typeof buildTestApp>[0]) {
  const built = await buildTestApp(t)
  const manifest = {
    title: TITLE,
    language: 'ja',
    authors: [{ literal: TITLE }],
    locators: [{ label: 'page', values: { '1-2': '12', '3': 'xii–13', '5': '12' } }],
  }
  const { work, version } = await built.writer.importSource({
    bytes: Buffer.from(TEXT),
    mediaType: 'text/markdown',
    manifest,
  })
  built.archive.refresh()
  const resource = `${BASE}/works/${work}/versions/${version}`
  const ask = (endpoint: string, query: Record<string, string | number>) => {
    const pairs = Object.entries(query).map(([name, value]) => [name, `${value}`] as [string, string])
    return built.app.inject(`/dts/${endpoint}?${new URLSearchParams(pairs)}`)
  }
  const navigate = (query: Record<string, string | number>) => ask('navigation', { resource, ...query })
  const read = (query: Record<string, string | number>) => ask('document', { resource, ...query })
  return { ...built, work, resource, ask, navigate, read }
}

const PAGES = { tree: 'page' }
const P = ['1', '2', '3', '4', '5']
const PAGE_12 = ['12', '12¶1', '12¶2', '12¶5']
const PAGE_13 = ['xii–13', 'xii–13¶3']

/** "Usage of `down`, `ref`, `start` and `end`": what is asked, the status, and the members; null for no member. */
const TABLE: [
  row: string,
  query: Record<string, string | number>,
  status: number,
  members?: string[] | null,
][] = [
  ['absent, absent, absent', {}, 400],
  ['absent, ref', { ref: '2' }, 200, null],
  ['absent, range', { start: '2', end: '4' }, 200, null],
  ['0, absent, absent', { down: 0 }, 400],
  ['0, ref', { down: 0, ref: '2' }, 200, P],
  ['0, ref in a place', { ...PAGES, down: 0, ref: '12¶2' }, 200, PAGE_12.slice(1)],
  ['0, ref at the top of two levels', { ...PAGES, down: 0, ref: '12' }, 200, ['12', 'xii–13']],
  ['0, range', { down: 0, start: '2', end: '4' }, 400],
  ['> 0, absent, absent', { down: 1 }, 200, P],
  ['> 0 of two levels', { ...PAGES, down: 1 }, 200, ['12', 'xii–13']],
  ['> 0, all levels', { ...PAGES, down: 2 }, 200, [...PAGE_12, ...PAGE_13]],
  ['> 0, more levels than there are', { ...PAGES, down: 9 }, 200, [...PAGE_12, ...PAGE_13]],
  ['> 0, ref', { ...PAGES, down: 1, ref: '12' }, 200, PAGE_12],
  ['> 0, ref with nothing below', { down: 1, ref: '2' }, 200, ['2']],
  ['> 0, range', { down: 1, start: '2', end: '4' }, 200, ['2', '3', '4']],
  [
    '> 0, range at the top of two levels',
    { ...PAGES, down: 1, start: '12', end: 'xii–13' },
    200,
    [...PAGE_12, ...PAGE_13],
  ],
  [
    '> 0, range of unlike levels',
    { ...PAGES, down: 1, start: '12¶2', end: 'xii–13' },
    200,
    ['12¶2', '12¶5', ...PAGE_13],
  ],
  ['-1, absent, absent', { ...PAGES, down: -1 }, 200, [...PAGE_12, ...PAGE_13]],
  ['-1, ref', { ...PAGES, down: -1, ref: 'xii–13' }, 200, PAGE_13],
  ['-1, range', { ...PAGES, down: -1, start: '12', end: '12' }, 200, PAGE_12],
  ['-1 of one unit', { down: -1, start: '3', end: '3' }, 200, ['3']],
  ['ref and start', { ref: '2', start: '2' }, 400],
  ['ref and end', { ref: '2', end: '2' }, 400],
  ['start without end', { start: '2', down: 1 }, 400],
  ['end without start', { end: '2', down: 1 }, 400],
  ['start after end', { start: '4', end: '2', down: 1 }, 400],
  ['unknown ref', { ref: '6', down: 1 }, 404],
  ['unknown start', { start: '0', end: '2', down: 1 }, 404],
  ['unknown end', { start: '1', end: 'x', down: 1 }, 404],
  ['unknown tree', { tree: 'chapter', down: 1 }, 404],
  ['a unit of another tree', { ref: '12', down: 1 }, 404],
  ['down below -1', { down: -2 }, 400],
  ['down that is no number', { down: 'x' }, 400],
  ['a page after the last', { down: 1, page: 2 }, 404],
]

t.test('navigation: each row of the table of down, ref, start and end', async (t) => {
  const { navigate } = await withText(t)
  for (const [row, query, status, members] of TABLE) {
    const answer = await navigate(query)
    t.equal(answer.statusCode, status, `${row}: ${answer.body.slice(0, 200)}`)
    if (status !== 200) continue
    t.equal(answer.headers['content-type'], 'application/ld+json')
    const { member, ref, start, end, ...rest } = answer.json()
    t.match(rest, {
      '@context': 'https://dtsapi.org/context/v1.0.json',
      dtsVersion: '1.0',
      '@type': 'Navigation',
    })
    t.strictSame(member?.map(({ identifier }: { identifier: string }) => identifier) ?? null, members, row)
    t.strictSame(
      [ref?.identifier, start?.identifier, end?.identifier],
      [query['ref'], query['start'], query['end']],
      row,
    )
    for (const unit of member ?? [])
      t.strictSame(
        [unit['@type'], unit.level, unit.parent],
        [
          'CitableUnit',
          unit.identifier.includes('¶') ? 2 : 1,
          unit.identifier.includes('¶') ? unit.identifier.split('¶')[0] : null,
        ],
      )
  }
})

t.test('what names no text is refused at each endpoint', async (t) => {
  const { ask, work } = await withText(t)
  for (const endpoint of ['navigation', 'document']) {
    t.equal((await ask(endpoint, { down: 1 })).statusCode, 400, `${endpoint} without a resource`)
    for (const resource of [
      'x',
      BASE,
      `${BASE}/works/${work}`,
      `${BASE}/works/${work}/versions/0`,
      'http://elsewhere.test/works/x/versions/y',
      `${BASE}/works/%00/versions/%ff`,
    ])
      t.equal(
        (await ask(endpoint, endpoint === 'document' ? { resource } : { resource, down: 1 })).statusCode,
        404,
        `${endpoint} ${resource}`,
      )
  }
  t.equal((await ask('collection', { id: 'nothing' })).statusCode, 404)
  t.equal((await ask('collection', { nav: 'sideways' })).statusCode, 400)
  t.equal((await ask('collection', { page: 2 })).statusCode, 404)
})

t.test('document: a whole text, a unit, a range, a place; as TEI and plain text', async (t) => {
  const { app, read, resource, work } = await withText(t)
  const words = (tei: string) => {
    const document = new JSDOM(tei, { contentType: 'application/xml' }).window['document'] as {
      getElementsByTagNameNS(n: string, l: string): ArrayLike<{ textContent: string }>
    }
    const wrapper = document.getElementsByTagNameNS('https://w3id.org/api/dts#', 'wrapper')
    return wrapper.length === 0 ? null : wrapper[0]!.textContent.split('\n').filter(Boolean)
  }
  const whole = await read({})
  t.equal(whole.headers['content-type'], 'application/tei+xml')
  t.equal(whole.body, (await app.inject(`${resource.slice(BASE.length)}.tei.xml`)).body)
  t.equal(words(whole.body), null, 'nothing is wrapped')
  t.strictSame(linked(typedLinks(whole.headers['link']), 'collection'), [
    `${BASE}/dts/collection?id=${encodeURIComponent(resource)}`,
  ])
  t.equal((await read({ tree: 'page' })).body, whole.body, 'a tree alone has no effect')
  const parts: [Record<string, string>, string[]][] = [
    [{ ref: '1' }, ['One.']],
    [{ ref: '2' }, ['Two & bold.']],
    [{ start: '1', end: '3' }, ['One.', 'Head', 'Two & bold.', 'Three \ufffd.']],
    [{ tree: 'page', ref: '12' }, ['One.', 'Head', 'Two & bold.', 'Five.']],
    [{ tree: 'page', ref: '12¶5' }, ['Five.']],
    [{ tree: 'page', start: 'xii–13', end: 'xii–13' }, ['Three \ufffd.']],
  ]
  for (const [query, wanted] of parts) {
    const tei = await read(query)
    t.equal(tei.statusCode, 200)
    t.strictSame(words(tei.body), wanted, JSON.stringify(query))
    const plain = await read({ ...query, mediaType: 'text/plain' })
    t.equal(plain.headers['content-type'], 'text/plain; charset=utf-8')
    t.equal(plain.body.replaceAll('\u0007', '\ufffd'), wanted.join('\n\n'))
  }
  t.equal((await read({ mediaType: 'text/html' })).statusCode, 404)
  t.equal((await read({ ref: '1', start: '1', end: '2' })).statusCode, 400)
  t.equal((await read({ start: '1' })).statusCode, 400)
  t.equal((await read({ ref: '9' })).statusCode, 404)
  t.equal((await read({ tree: 'x', ref: '1' })).statusCode, 404)
  t.equal((await app.inject(`/works/${work}.tei.xml`)).statusCode, 200)
})

t.test('collections lead from all works to each text and back, and titles survive', async (t) => {
  const { app, ask, work, resource, archive, writer } = await withText(t)
  const entry = (await app.inject('/dts')).json()
  t.match(entry, {
    '@type': 'EntryPoint',
    dtsVersion: '1.0',
    collection: `${BASE}/dts/collection{?id,page,nav}`,
  })
  const root = (await ask('collection', {})).json()
  t.match(root, { '@type': 'Collection', totalChildren: 2, totalParents: 0 })
  const id = `${BASE}/works/${work}`
  const listed = root.member.find((member: Record<string, string>) => member['@id'] === id)
  t.match(listed, {
    '@type': 'Collection',
    title: TITLE,
    totalChildren: 1,
    dublinCore: { title: [{ lang: 'ja', value: TITLE }] },
  })
  const collection = (await ask('collection', { id })).json()
  t.equal(collection.member[0]['@id'], resource)
  const text = (await ask('collection', { id: resource })).json()
  t.match(text, {
    '@type': 'Resource',
    title: TITLE,
    citationTrees: [{ '@type': 'CitationTree' }, { identifier: 'page' }],
  })
  t.notOk('identifier' in text.citationTrees[0], 'the first has no name')
  for (const address of text.download) t.equal((await app.inject(address.slice(BASE.length))).statusCode, 200)
  t.equal((await ask('collection', { id: resource, nav: 'parents' })).json().member[0]['@id'], id)
  t.equal((await ask('collection', { id, nav: 'parents' })).json().member[0]['@id'], root['@id'])
  await writer.withdraw({ work, version: null, reason: 'No', erase: true })
  archive.refresh()
  t.equal((await ask('collection', {})).json().totalChildren, 1)
  t.equal((await ask('collection', { id })).statusCode, 410)
  t.equal((await ask('document', { resource })).statusCode, 410)
})

t.test('a place that comes back ten thousand times is found by reading each block once', (t) => {
  const count = 20_000
  let reads = 0
  const blocks = Array.from({ length: count }, (_, at) => ({
    ...{ ordinal: at, kind: 'p', level: null, paragraph: null, text: '' },
    get number() {
      reads++
      return at + 1
    },
  }))
  const numbers = Array.from({ length: count / 2 }, (_, at) => ({ from: 2 * at + 1, to: 2 * at + 1 }))
  const ref = { identifier: 'a', level: 1, parent: null, citeType: 'page', numbers }
  const selected = selectedBlocks(blocks, { units: [ref], ref })
  t.equal(selected.length, count / 2)
  t.ok(selected.every(({ ordinal }) => ordinal % 2 === 0))
  t.ok(reads <= 3 * count, `${reads} reads`)
  t.end()
})

/** Schemas of the specification's own validator, which are no part of this project. */
const SCHEMAS = join(ROOT, '../shared/data/schemas/dts/validator-schemas')

t.test(
  'answers are valid by the schemas of the official validator',
  { skip: existsSync(SCHEMAS) ? false : `no ${SCHEMAS}` },
  async (t) => {
    const { app, ask, navigate, work, resource } = await withText(t)
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    for (const file of readdirSync(SCHEMAS))
      ajv.addSchema(JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')), file)
    const answers = {
      'entry_response.schema.json': [await app.inject('/dts')],
      'collection_response.schema.json': [
        await ask('collection', {}),
        await ask('collection', { id: `${BASE}/works/${work}` }),
        await ask('collection', { id: resource }),
      ],
      'navigation_response.schema.json': [
        await navigate({ down: 1 }),
        await navigate({ ref: '1' }),
        await navigate({ tree: 'page', start: '12', end: '12', down: -1 }),
      ],
    }
    for (const [schema, all] of Object.entries(answers))
      for (const answer of all) {
        const isValid = ajv.getSchema(schema)!
        t.ok(isValid(answer.json()), `${schema}: ${JSON.stringify(isValid.errors)}`)
      }
    t.notOk(ajv.getSchema('navigation_response.schema.json')!({}), 'the schema finds what is wrong')
  },
)
