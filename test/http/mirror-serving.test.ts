/** A mirror answers as its origin does, names the original of everything, and takes in nothing. */
import { existsSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import { KeptPieces } from '../../src/archive/kept-pieces.ts'
import { logBeside, openPrepared } from '../../src/archive/preparing.ts'
import { Citer } from '../../src/citing/citer.ts'
import { accessKeyFrom, printAccessKey } from '../../src/identity/access-key.ts'
import { MirrorWriter } from '../../src/mirror/read-only-writer.ts'
import { CITATION_TYPES, extensionOf } from '../../src/wire/media-types.ts'
import { FORMS } from '../../src/wire/schemas/citation.ts'
import { directoryFor } from '../support/directory.ts'
import { appOver, testMirror, testOrigin } from '../support/mirror.ts'

const CITATION_EXTENSIONS = CITATION_TYPES.map(extensionOf)

const ORIGIN = 'http://archive.test'
const MIRROR = 'http://mirror.test/copy'
const WORK = '2rma5yfyxknb207f'
const VERSION = '5w9k7j84a4g748q6hy57gfg6'
const PARAGRAPH = 'm79f8w3gyar2vm2a'
const EXACT = 'This is where abandonment has led.'
const QUOTE = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`

/** Of the server, and no copies. */
const OWN = /^\/(?:dumps|health|\.well-known\/security\.txt)\b/

const original = (address: string) => `<${ORIGIN}${address}>; rel="original"`

interface Operation {
  path: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  operationId: string
  security?: unknown
  parameters?: { name: string; in: string; required?: boolean; schema: { default?: unknown } }[]
}

/** All that the application can be asked, as it describes itself. */
function operations(app: FastifyInstance): Operation[] {
  const { paths = {} } = app.swagger()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Omit<Operation, 'path' | 'method'>>).map(
      ([method, operation]) => ({
        ...operation,
        path,
        method: method.toUpperCase() as Operation['method'],
      }),
    ),
  )
}

/** An address of an operation, at which there is something. */
function addressOf({ path, parameters = [] }: Operation, manifest: string): string {
  const values: Record<string, string> = {
    work: WORK,
    version: VERSION,
    other: VERSION,
    paragraph: '3',
    id: path.startsWith('/quotes/') ? QUOTE : PARAGRAPH,
    kind: 'read_only_mirror',
    resource: encodeURIComponent(`${ORIGIN}/works/${WORK}/versions/${VERSION}`),
    down: '1',
    style: 'modern-language-association',
    sha256: manifest,
    path: '0/000.p/2',
    exact: encodeURIComponent(EXACT),
    q: 'Aleppo',
    url: QUOTE,
    text: encodeURIComponent(EXACT),
    reason: 'No',
    from: '3:0',
    to: '3:20',
  }
  // Without words the page has a form, and JSON nothing to say.
  const needed = new Set({ '/verify': ['text'], '/dts/navigation': ['down'] }[path] ?? [])
  const query = parameters.filter(
    ({ name, required, schema, ...parameter }) =>
      parameter.in === 'query' && ((required && schema.default === undefined) || needed.has(name)),
  )
  const search = query.map(({ name }) => `${name}=${values[name]}`).join('&')
  return path.replace(/\{(.+?)\}/g, (_, name) => values[name]!) + (search && `?${search}`)
}

/** What is asked as it is written here: not by way of a parser of addresses. */
async function asked(app: FastifyInstance, path: string): Promise<IncomingMessage> {
  const { port } = app.server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, agent: false }, (answer) => resolve(answer.resume()))
      .on('error', reject)
      .end()
  })
}

t.test('a mirror', async (t) => {
  const origin = await testOrigin(t)
  await origin.app.inject({ method: 'POST', url: '/quotes', payload: { work: WORK, exact: EXACT } })
  const manifest = JSON.parse((await origin.app.inject('/log/entries')).body.split('\n')[1]!).manifest
  const copy = await testMirror(t, origin)
  t.match(await copy.sync(), { complete: true })
  const app = await appOver(t, copy.directory, { base: MIRROR, origin: ORIGIN, documentation: true })

  const addresses = [
    '/',
    '/works?limit=5',
    `/works/${WORK}`,
    `/works/${WORK}.txt`,
    `/works/${WORK}.bib`,
    `/works/${WORK}?format=ris`,
    '/works/breaking-the-siege-of-aleppo/paragraphs/3.json',
    `/works/${WORK}/paragraphs?limit=3`,
    `/works/${WORK}/provenance`,
    `/works/${WORK}/source`,
    `/works/${WORK}/versions`,
    `/works/${WORK}/quotes?exact=Aleppo`,
    `/works/${WORK}/citation?style=mla`,
    `/quotes/${QUOTE}`,
    `/quotes/${QUOTE}/citation`,
    `/quotes/${QUOTE}/proof`,
    '/quotes?limit=10',
    '/search?q=Aleppo',
    '/log/checkpoint',
    '/log/tile/0/000.p/2',
    '/log/entries',
    `/blobs/sha256/${manifest}`,
    `/log/records/${manifest}?record=segments`,
    '/.well-known/colophon',
    '/styles',
  ]

  await t.test('names the original of everything that it shows, however it is asked', async (t) => {
    for (const address of addresses) {
      // The third time it may be answered from memory.
      for (let time = 0; time < 3; time++) {
        const answer = await app.inject(address)
        t.equal(answer.statusCode, 200, address)
        const links = String(answer.headers['link'])
        t.ok(links.includes(original(address)), `${address}: ${links}`)
        t.equal(links.split('rel="original"').length, 2, 'once')
      }
      const head = await app.inject({ method: 'HEAD', url: address })
      t.ok(String(head.headers['link']).includes(original(address)), `HEAD ${address}`)
      const { etag } = (await app.inject(address)).headers
      if (!etag) continue
      const unchanged = await app.inject({ url: address, headers: { 'if-none-match': String(etag) } })
      t.equal(unchanged.statusCode, 304)
      t.ok(String(unchanged.headers['link']).includes(original(address)), `304 ${address}`)
    }
    const part = await app.inject({ url: `/works/${WORK}/source`, headers: { range: 'bytes=0-9' } })
    t.equal(part.statusCode, 206)
    t.ok(String(part.headers['link']).includes(original(`/works/${WORK}/source`)))
  })

  await t.test('names the original at every address of an archive', async (t) => {
    const reading = operations(app).filter(
      // A TimeGate redirects; the others answer.
      ({ method, path }) => method === 'GET' && !OWN.test(path) && !path.endsWith('/timegate'),
    )
    t.ok(reading.length > 40, `${reading.length} operations`)
    for (const operation of reading) {
      const address = addressOf(operation, manifest)
      for (const method of ['GET', 'GET', 'GET', 'HEAD'] as const) {
        const answer = await app.inject({ method, url: address })
        t.equal(answer.statusCode, 200, `${method} ${address}: ${answer.body.slice(0, 200)}`)
        const links = String(answer.headers['link'])
        t.ok(links.includes(original(address)), `${address}: ${links}`)
      }
      const there = await origin.app.inject(address)
      t.equal(there.statusCode, 200, `the archive has ${address}`)
      const [ours, theirs] = [linksOf(await app.inject(address)), linksOf(there)]
      // A version is one of the states of its work (RFC 7089), also where it is no copy.
      t.equal(theirs.has('original'), operation.operationId === 'getVersion', address)
      theirs.delete('original')
      t.strictSame([...ours.keys()], [...theirs.keys(), 'original'], `beside the others of ${address}`)
    }
    t.match(await app.inject(`/unapi?id=${WORK}`), {
      statusCode: 300,
      headers: { link: original(`/unapi?id=${WORK}`) },
    })
  })

  await t.test('names the original as it was asked for, also out of memory', async (t) => {
    const same = [`/works/${WORK}/citation.bib`, `/works/${WORK}/citation?format=bib`]
    const paragraph = [`/paragraphs/${PARAGRAPH}.txt`, `/paragraphs/${PARAGRAPH}?format=txt`]
    for (let time = 0; time < 3; time++)
      for (const address of [...same, ...paragraph]) {
        const links = String((await app.inject(address)).headers['link'])
        t.ok(links.includes(original(address)), links)
        t.equal(links.split('rel="original"').length, 2, 'once')
      }
    await app.listen({ host: '127.0.0.1', port: 0 })
    const plain = `/paragraphs/${PARAGRAPH}`
    for (let time = 0; time < 3; time++)
      t.match(
        await asked(app, plain),
        { statusCode: 200, headers: { link: original(plain) } },
        'to a plain read',
      )
    const written = {
      '/works?title=a>;rel="x': '/works?title=a%3E;rel=%22x',
      'http://elsewhere.test/works': '/works',
      'http://[nowhere/works': '/works',
    }
    for (const [path, address] of Object.entries(written))
      t.match(await asked(app, path), { statusCode: 200, headers: { link: original(address) } }, path)
    const docs = await asked(app, 'http://elsewhere.test/openapi.yaml')
    t.equal(docs.statusCode, 200)
    t.equal(docs.headers['link'], undefined)
  })

  await t.test('keeps its own links, and those of what it does not copy', async (t) => {
    const paragraphs = await app.inject(`/works/${WORK}/paragraphs?limit=3`)
    t.ok(paragraphs.json().next.startsWith(`${MIRROR}/works/`), 'the next page is here')
    t.match(paragraphs.headers['link'], new RegExp(`<${MIRROR}[^>]*>; rel="?next`))
    const described = operations(app).filter(({ path }) => OWN.test(path) && !path.includes('{'))
    const own = described.map(({ path }) => path)
    t.ok(own.includes('/health/live'))
    for (const address of [...own, '/openapi.yaml', '/openapi.json', '/docs', '/docs/static/index.html'])
      t.notMatch(String((await app.inject(address)).headers['link']), /original/, address)
    t.equal((await app.inject('/docs')).statusCode, 200, 'the documentation is there')
    t.notMatch(
      String((await app.inject('/works/0000000000000000')).headers['link']),
      /original/,
      'nor of what is not there',
    )
    t.notMatch(
      String((await origin.app.inject(`/works/${WORK}`)).headers['link']),
      /original/,
      'nor does an archive',
    )
  })

  await t.test('gives the citations of the archive', async (t) => {
    const citing = operations(app).filter(({ operationId }) => operationId.startsWith('cite'))
    const [unregistered] = (await app.inject(`/works/${WORK}/quotes?exact=open-air%20prison`)).json().items
    const cited = [
      `/works/${WORK}`,
      `/paragraphs/${PARAGRAPH}`,
      `/works/${WORK}/paragraphs/3`,
      `/quotes/${QUOTE}`,
    ]
    const sources = ['original', 'archive', 'this']
    const forms = FORMS.filter((form) => form !== 'note').map((form) => `form=${form}&format=html`)
    const addresses = citing
      .filter(({ method }) => method === 'GET')
      .map((operation) => addressOf(operation, manifest))
      .concat(unregistered.citation.slice(MIRROR.length))
      .flatMap((address) => ['style=mla', ...forms].map((wish) => withQuery(address, wish)))
      .flatMap((address) => sources.map((source) => `${address}&source=${source}`))
      .concat(cited.flatMap((address) => CITATION_EXTENSIONS.map((extension) => `${address}.${extension}`)))
      .concat(
        CITATION_EXTENSIONS.map((extension) => `/unapi?id=${WORK}&format=${extension}`).filter(isExport),
      )
    t.ok(addresses.length > 100, `${addresses.length} citations`)
    for (const address of addresses) {
      const [ours, theirs] = [await app.inject(address), await origin.app.inject(address)]
      t.equal(theirs.statusCode, 200, `${address}: ${theirs.body.slice(0, 200)}`)
      t.equal(ours.body, theirs.body, address)
      t.equal(ours.headers['etag'], theirs.headers['etag'], address)
    }
    const list = { method: 'POST', url: '/citations', payload: { style: 'apa', ids: [WORK, QUOTE] } } as const
    t.equal((await app.inject(list)).body, (await origin.app.inject(list)).body)
  })

  await t.test('leads to the permanent addresses for citing, and to its own for reading', async (t) => {
    const permanents = {
      [`/works/${WORK}`]: `/works/${WORK}`,
      [`/works/${WORK}/paragraphs/4`]: `/paragraphs/${PARAGRAPH}`,
      [`/quotes/${QUOTE}`]: `/quotes/${QUOTE}`,
    }
    for (const [address, permanent] of Object.entries(permanents)) {
      const links = linksOf(await app.inject(address))
      t.strictSame(links.get('cite-as'), [`${ORIGIN}${permanent}`], address)
      t.strictSame(links.get('canonical') ?? [`${ORIGIN}${permanent}`], [`${ORIGIN}${permanent}`], address)
      const citation = linksOf(await app.inject(`${address}/citation`))
      t.strictSame(citation.get('describes'), [`${ORIGIN}${permanent}`])
      const reading = ['alternate', 'alternate describedby', 'describedby', 'collection', 'version-history']
      for (const href of reading.flatMap((rel) => [...(links.get(rel) ?? []), ...(citation.get(rel) ?? [])]))
        t.ok(href.startsWith(`${MIRROR}/`), href)
      t.ok(citation.has('alternate'), 'there are some')
    }
    const annotation = (await app.inject(`/quotes/${QUOTE}?format=anno.jsonld`)).json()
    t.match(annotation, { id: `${MIRROR}/quotes/${QUOTE}`, canonical: `${ORIGIN}/quotes/${QUOTE}` })
  })

  await t.test('knows what it has by the address of either', async (t) => {
    for (const base of [MIRROR, ORIGIN]) {
      for (const path of [`/works/${WORK}`, `/paragraphs/${PARAGRAPH}`, `/quotes/${QUOTE}`]) {
        const ris = await app.inject(`/unapi?id=${encodeURIComponent(base + path)}&format=ris`)
        t.equal(ris.statusCode, 200, `${base}${path}`)
        const list = { style: 'mla', ids: [base + path] }
        t.equal((await app.inject({ method: 'POST', url: '/citations', payload: list })).statusCode, 200)
      }
      const source = base === MIRROR ? app : origin.app
      const payload = (await source.inject(`/quotes/${QUOTE}?format=anno.jsonld`)).json()
      const headers = { 'content-type': 'application/ld+json' }
      const posted = await app.inject({ method: 'POST', url: '/quotes', payload, headers })
      t.match(posted, { statusCode: 200, headers: { location: `${MIRROR}/quotes/${QUOTE}` } }, posted.body)
    }
  })

  await t.test('shows the checkpoint of the archive, and says of what it is a mirror', async (t) => {
    t.equal((await app.inject('/log/checkpoint')).body, (await origin.archive.log.checkpoint())!.note)
    t.match((await app.inject('/.well-known/colophon')).json(), {
      mirrorOf: ORIGIN,
      askedAt: /^20/,
      publicKeys: origin.keys,
      log: { checkpoint: `${MIRROR}/log/checkpoint` },
    })
    t.match((await origin.app.inject('/.well-known/colophon')).json(), { mirrorOf: null, askedAt: null })
    const never = directoryFor(t)
    ;(await openPrepared(never)).close()
    const empty = await appOver(t, never, { base: MIRROR, origin: ORIGIN })
    t.match((await empty.inject('/health/ready')).json(), { status: 503, detail: /mirror sync/ })
    t.match((await empty.inject('/log/checkpoint')).json(), { status: 404, detail: /mirror sync/ })
  })

  await t.test('takes in nothing, and says where to send it', async (t) => {
    const refusal = (address: string) => ({
      statusCode: 403,
      headers: { 'content-type': /^application\/problem\+json/, link: original(address) },
    })
    const problem = (address: string) => ({
      type: `${MIRROR}/problems/read_only_mirror`,
      status: 403,
      detail: new RegExp(`${ORIGIN}${address.replace('?', '\\?')}`),
      original: `${ORIGIN}${address}`,
    })
    const writing = operations(app).filter(({ security }) => security)
    t.strictSame(writing.map(({ operationId }) => operationId).sort(), [
      'correctMetadata',
      'importVersion',
      'importWork',
      'withdrawVersion',
      'withdrawWork',
    ])
    const headers = { authorization: `Bearer ${printAccessKey(accessKeyFrom(new Uint8Array(25)))}` }
    for (const operation of writing) {
      const url = addressOf(operation, manifest)
      for (const credentials of [{}, headers]) {
        const answer = await app.inject({ method: operation.method, url, headers: credentials, payload: {} })
        t.match(answer, refusal(url), `${operation.method} ${url}`)
        t.match(answer.json(), problem(url))
      }
    }
    const register = (exact: string) =>
      app.inject({ method: 'POST', url: '/quotes', payload: { work: WORK, exact } })
    const known = await register(EXACT)
    t.match(known, { statusCode: 200, headers: { location: `${MIRROR}/quotes/${QUOTE}` } })
    t.match(known.json(), { id: QUOTE, registered: true })
    const refused = await register('Syrian civil society')
    t.match(refused, refusal('/quotes'))
    t.match(refused.json(), problem('/quotes'))
    t.equal((await register('These words stand nowhere here.')).statusCode, 404)
  })

  await t.test('formats citations without keeping them, and needs no key', async (t) => {
    const archive = new Archive(copy.directory)
    t.teardown(() => archive.close())
    const store = new KeptPieces(archive, new MirrorWriter(archive, ORIGIN))
    const citer = new Citer({ store })
    const item = { id: 'a', type: 'book', title: 'A book' } as const
    await citer.cite({ item, revision: '1', style: 'apa' })
    await citer.close()
    const kept = copy.connection.value('SELECT count(*) FROM formatted_citation')
    t.equal(kept, 0)
    t.notOk(existsSync(logBeside(copy.directory).keyFile))
  })

  await t.test('checks quotations', async (t) => {
    const answer = await app.inject({ method: 'POST', url: '/verify', payload: { text: EXACT } })
    t.equal(answer.statusCode, 200)
    t.match(answer.json(), { verdict: 'identical' })
  })

  await t.test('writes no address of a client into a header as it came', async (t) => {
    const answer = await app.inject('/works?title=%3E%22%0d%0aX-Evil:1')
    t.equal(answer.statusCode, 200)
    t.equal(answer.headers['x-evil'], undefined)
    t.ok(String(answer.headers['link']).includes(original('/works?title=%3E%22%0d%0aX-Evil:1')))
  })
})

/** The targets of an answer's links, by their relation. */
function linksOf({ headers }: { headers: Record<string, unknown> }): Map<string, string[]> {
  const links = new Map<string, string[]>()
  for (const [, href = '', rel = ''] of String(headers['link']).matchAll(/<([^>]*)>; rel="([^"]*)"/g))
    links.set(rel, [...(links.get(rel) ?? []), href])
  return links
}

function withQuery(address: string, query: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}${query}`
}

/** unAPI has the exports alone. */
function isExport(address: string): boolean {
  return !address.endsWith('=bibliography')
}
