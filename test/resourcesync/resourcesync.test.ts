/** ResourceSync 1.1, as a harvester meets it; and security.txt. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { JSDOM } from 'jsdom'
import t from 'tap'
import { sha256 } from '../../src/identity/digest.ts'
import { dumpPackages, worksOfPackage } from '../../src/resourcesync/dumps.ts'
import {
  changeLines,
  changePages,
  listIndex,
  resourceLines,
  resourcePages,
} from '../../src/resourcesync/lists.ts'
import { Urls } from '../../src/wire/urls.ts'
import { missing } from '../citing-exports/readers.ts'
import { BASE, buildTestApp } from '../support/app.ts'
import { directoryFor } from '../support/directory.ts'
import type { PageDocument, PageElement } from '../support/page-document.ts'
import { ROOT } from '../support/root.ts'

const SEED = '2rma5yfyxknb207f'
const XMLLINT = missing('xmllint')
const read: string[] = []

function parsed(body: string): PageDocument {
  read.push(body)
  return new JSDOM(body, { contentType: 'text/xml' }).window['document'] as PageDocument
}

async function get(app: FastifyInstance, url: string): Promise<PageDocument> {
  const { statusCode, headers, body } = await app.inject(url)
  t.match(
    { statusCode, type: headers['content-type'] },
    { statusCode: 200, type: 'application/xml; charset=utf-8' },
  )
  return parsed(body)
}

const named = (document: PageDocument, name: string) =>
  [...document.querySelectorAll('*')].filter(({ tagName }) => tagName === name)
/** The addresses that a document lists, and what it says of each. */
const listed = (document: PageDocument): [loc: string, md: Record<string, string>][] =>
  [...document.querySelectorAll('url, sitemap')].map((url) => [
    url.querySelector('loc')!.textContent,
    attributesOf([...url.children].find(({ tagName }) => tagName === 'rs:md')!),
  ])
const attributesOf = (element: PageElement) =>
  Object.fromEntries(element.getAttributeNames().map((name) => [name, element.getAttribute(name)!]))
const headOf = (document: PageDocument) => attributesOf(named(document, 'rs:md')[0]!)
const upOf = (document: PageDocument) =>
  named(document, 'rs:ln')
    .find((link) => link.getAttribute('rel') === 'up')
    ?.getAttribute('href')

t.test('from the well-known address one comes to every list, and back up', async (t) => {
  const { app } = await buildTestApp(t)
  const description = await get(app, '/.well-known/resourcesync')
  t.strictSame(headOf(description), { capability: 'description' })
  const [[capabilities]] = listed(description) as [[string, object]]
  const path = (address: string) => address.slice(BASE.length)
  const list = await get(app, path(capabilities))
  t.equal(upOf(list), `${BASE}/.well-known/resourcesync`)
  for (const [loc, { capability }] of listed(list)) {
    const document = await get(app, path(loc))
    t.equal(headOf(document)['capability'], capability)
    t.equal(upOf(document), capabilities)
  }
})

t.test('the bytes of every resource are those that its list tells', async (t) => {
  const { app } = await buildTestApp(t)
  const resources = await get(app, '/resourcelist.xml')
  t.match(headOf(resources), { capability: 'resourcelist', at: '2026-01-01T00:00:00Z' })
  t.equal(listed(resources).length, 1)
  for (const [loc, { hash, length, type }] of listed(resources)) {
    const { rawPayload, headers } = await app.inject(loc.slice(BASE.length))
    t.equal(hash, `sha-256:${sha256(rawPayload)}`)
    t.equal(length, `${rawPayload.length}`)
    t.match(headers['content-type'], type)
  }
})

t.test('the list of changes tells what came, changed and went', async (t) => {
  let second = 0
  const now = () => new Date(Date.UTC(2026, 0, 1) + 1000 * second).toISOString()
  const { app, writer } = await buildTestApp(t, { now })
  const add = async (title: string) => {
    second++
    const bytes = Buffer.from(`Words of ${title}.\n`)
    return (await writer.importSource({ bytes, mediaType: 'text/markdown', manifest: { title } })).work
  }
  const [kept, gone] = [await add('日本語 <&> \u0001'), await add('العربية')]
  second++
  await writer.correctMetadata({ work: SEED, manifest: { title: 'Again' }, revision: null })
  second++
  await writer.withdraw({ work: gone, version: null, reason: 'Asked for.', erase: true })
  const changes = await get(app, '/changelist.xml')
  t.match(headOf(changes), { capability: 'changelist', from: '2026-01-01T00:00:00Z' })
  const told = listed(changes).map(([loc, { change, datetime }]) => [loc, change, datetime])
  t.strictSame(told, [
    [`${BASE}/works/${kept}/source`, 'created', '2026-01-01T00:00:01Z'],
    [`${BASE}/works/${SEED}/source`, 'updated', '2026-01-01T00:00:03Z'],
    [`${BASE}/works/${gone}/source`, 'deleted', '2026-01-01T00:00:04Z'],
  ])
  const present = listed(await get(app, '/resourcelist.xml')).map(([loc]) => loc)
  t.strictSame(present, [`${BASE}/works/${SEED}/source`, `${BASE}/works/${kept}/source`])
})

t.test('lists of many resources are pages under an index', async (t) => {
  const { archive, urls, writer, app } = await buildTestApp(t)
  for (let at = 0; at < 6; at++) {
    const bytes = Buffer.from(`Words number ${at}.\n`)
    await writer.importSource({ bytes, mediaType: 'text/markdown', manifest: { title: `Work ${at}` } })
  }
  archive.refresh()
  await archive.changes.refresh()
  const source = { archive, urls, most: 3 }
  const pages = await resourcePages(source)
  t.equal(pages, 3)
  const index = parsed(listIndex(source, 'resourcelist', pages))
  t.strictSame(
    listed(index).map(([loc]) => loc),
    [1, 2, 3].map((page) => `${BASE}/resourcelist.xml?page=${page}`),
  )
  const all = async (lines: typeof resourceLines, count: number) => {
    const found: string[] = []
    for (let page = 1; page <= count; page++) {
      const written: string[] = []
      for await (const some of lines(source, page)) written.push(...some)
      const document = parsed(written.join('\n'))
      t.ok(listed(document).length <= 3)
      found.push(...listed(document).map(([loc]) => loc))
    }
    return found
  }
  const resources = await all(resourceLines, pages)
  t.equal(new Set(resources).size, 7)
  t.strictSame((await all(changeLines, changePages(source))).sort(), resources.sort())
  t.equal((await app.inject('/resourcelist.xml?page=2')).statusCode, 404)
  t.equal((await app.inject('/changelist.xml?page=0')).statusCode, 400)
})

t.test(
  'a dump has the bytes of every resource that is listed, and says what is where',
  { skip: missing('unzip') },
  async (t) => {
    const { app, writer } = await buildTestApp(t)
    const other = await writer.importSource({
      bytes: Buffer.from('Words of كتاب & <others>.\n'),
      mediaType: 'text/plain',
      manifest: { title: 'كتاب & <others>' },
    })
    const gone = await writer.importSource({
      bytes: Buffer.from('Gone.\n'),
      mediaType: 'text/plain',
      manifest: { title: 'Gone' },
    })
    await writer.withdraw({ work: gone.work, version: null, reason: 'By a court.', erase: true })
    const resources = new Map(listed(await get(app, '/resourcelist.xml')))
    t.strictSame(
      [...resources.keys()].sort(),
      [SEED, other.work].map((work) => `${BASE}/works/${work}/source`).sort(),
    )
    const [[address, { type }], ...more] = listed(await get(app, '/resourcedump.xml')) as [
      [string, Record<string, string>],
    ]
    t.strictSame([type, more], ['application/zip', []])
    const zip = await app.inject(address.slice(BASE.length))
    t.match(
      { status: zip.statusCode, type: zip.headers['content-type'] },
      { status: 200, type: 'application/zip' },
    )
    const file = join(directoryFor(t), 'dump.zip')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, zip.rawPayload)
    t.equal(spawnSync('unzip', ['-tq', file]).status, 0)
    const unzipped = (path: string) => spawnSync('unzip', ['-p', file, path]).stdout
    const manifest = parsed(unzipped('manifest.xml').toString())
    t.match(headOf(manifest), { capability: 'resourcedump-manifest', at: /^2026-/ })
    t.equal(upOf(manifest), `${BASE}/resourcedump.xml`)
    const lines = listed(manifest)
    t.strictSame(lines.map(([loc]) => loc).sort(), [...resources.keys()].sort())
    for (const [loc, { path, ...md }] of lines) {
      t.strictSame(md, resources.get(loc), 'as the list tells it')
      t.equal(`sha-256:${sha256(unzipped(path!.slice(1)))}`, md['hash'])
    }
    const part = await app.inject({ url: '/resourcedump.zip?page=1', headers: { range: 'bytes=10-19' } })
    t.strictSame([part.statusCode, part.rawPayload], [206, zip.rawPayload.subarray(10, 20)])
    t.equal((await app.inject('/resourcedump.zip?page=2')).statusCode, 404)
  },
)

t.test('packages have the works of as many keys, each once', async (t) => {
  const { app, archive, writer } = await buildTestApp(t)
  for (let at = 0; at < 6; at++)
    await writer.importSource({
      bytes: Buffer.from(`Words ${at}.\n`),
      mediaType: 'text/plain',
      manifest: { title: `${at}` },
    })
  archive.refresh()
  const source = { archive, urls: new Urls(BASE), most: 3 }
  const found: string[] = []
  for (let page = 1; page <= (await dumpPackages(source)); page++) {
    const works = await worksOfPackage(source, page)
    t.ok(works.length <= 3)
    found.push(...works.map(({ id }) => `${BASE}/works/${id}/source`))
  }
  t.strictSame(found.sort(), listed(await get(app, '/resourcelist.xml')).map(([loc]) => loc).sort()) // biome-ignore format: one statement
})

t.test('every document was valid', { skip: XMLLINT }, async (t) => {
  const folder = directoryFor(t)
  const files = read.map((document, at) => {
    const file = join(folder, `${at}.xml`)
    writeFileSync(file, document)
    return file
  })
  const schema = join(ROOT, 'test/fixtures/resourcesync/all.xsd')
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, ...files], {
    encoding: 'utf8',
  })
  t.equal(status, 0, stderr.replace(/^.* validates\n/gm, ''))
})

t.test('security.txt has the address that the operator set, else says how to set one', async (t) => {
  const { app } = await buildTestApp(t)
  const none = await app.inject('/.well-known/security.txt')
  t.equal(none.statusCode, 404)
  t.match(none.json().detail, /--contact/)
  for (const [contact, told] of [
    ['archive@example.org', 'mailto:archive@example.org'],
    ['https://example.org/contact', 'https://example.org/contact'],
  ] as const) {
    const { app } = await buildTestApp(t, { contact })
    const { headers, body } = await app.inject('/.well-known/security.txt')
    t.equal(headers['content-type'], 'text/plain; charset=utf-8')
    const fields = Object.fromEntries(
      body
        .trim()
        .split('\n')
        .map((line) => line.split(': ') as [string, string]),
    )
    t.equal(fields['Contact'], told)
    t.equal(fields['Canonical'], `${BASE}/.well-known/security.txt`)
    const days = (Date.parse(fields['Expires']!) - Date.now()) / 86_400_000
    t.ok(days > 150 && days < 365, 'less than a year ahead')
    const identify = (await app.inject('/oai?verb=Identify')).body
    t.match(
      identify,
      `<adminEmail>${contact.includes('@') ? contact : 'postmaster@archive.test'}</adminEmail>`,
    )
  }
})
