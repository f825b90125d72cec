/** Bags of works: what is in them, that they prove themselves, and that every copy makes the same bytes. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import { checkBag } from '../../src/collections/bag.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { sha256 } from '../../src/identity/digest.ts'
import { writeBags } from '../../src/packages/write-bags.ts'
import { zipParts } from '../../src/packages/zip.ts'
import { directoryFor } from '../support/directory.ts'
import { appOver, testMirror, testOrigin } from '../support/mirror.ts'
import { ROOT } from '../support/root.ts'

const WORK = '2rma5yfyxknb207f'
const FIRST = '5w9k7j84a4g748q6hy57gfg6'
const BAG = `/works/${WORK}/bag.zip`
const seed = readFileSync(join(ROOT, 'test/fixtures/seed/breaking-the-siege-of-aleppo.md'))
const markdown = (bytes: Buffer | string) => ({
  bytes: Buffer.from(bytes),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})

const noUnzip = spawnSync('unzip', ['-v']).status !== 0 && 'unzip is not installed'

/** The seed article in two versions, with corrected metadata. */
async function archiveOfTwo(t: Test) {
  const origin = await testOrigin(t)
  await origin.writer.importVersion(WORK, markdown(`${seed}\n\nOne paragraph more.\n`))
  await origin.writer.correctMetadata({
    work: WORK,
    manifest: {
      title: 'Breaking the “siege”\u2028of <Aleppo> & حلب',
      authors: [{ family: 'Al-Shami', given: 'Leila' }, { literal: 'كاتب' }],
      translators: [{ family: '訳者', given: '花子' }],
      license: 'https://creativecommons.org/licenses/by/4.0/',
    },
    revision: null,
  })
  await origin.sign()
  return origin
}

/** Unpacks a bag as a person would. */
function unpack(t: Test, zip: Buffer): string {
  const directory = directoryFor(t)
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'bag.zip'), zip)
  const { status, stderr, stdout } = spawnSync('unzip', ['-q', 'bag.zip'], {
    cwd: directory,
    encoding: 'utf8',
  })
  t.equal(status, 0, stderr + stdout)
  t.strictSame(readdirSync(directory).sort(), [WORK, 'bag.zip'], 'one directory is in it')
  return join(directory, WORK)
}

const filesIn = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()

t.test('an unpacked bag proves itself with sha256sum and sha512sum', { skip: noUnzip }, async (t) => {
  const { app } = await archiveOfTwo(t)
  const answer = await app.inject(BAG)
  t.equal(answer.headers['content-type'], 'application/zip')
  t.equal(Number(answer.headers['content-length']), answer.rawPayload.length)
  const bag = unpack(t, answer.rawPayload)
  const listed: string[] = []
  for (const algorithm of ['sha256', 'sha512'])
    for (const manifest of [`manifest-${algorithm}.txt`, `tagmanifest-${algorithm}.txt`]) {
      const { status, stdout } = spawnSync(`${algorithm}sum`, ['-c', manifest], {
        cwd: bag,
        encoding: 'utf8',
      })
      t.equal(status, 0, stdout)
      listed.push(...readFileSync(join(bag, manifest), 'utf8').trim().split('\n').map((line) => line.split('  ')[1]!)) // biome-ignore format: one statement
    }
  const all = [...new Set(listed), 'tagmanifest-sha256.txt', 'tagmanifest-sha512.txt'].sort()
  t.strictSame(all, filesIn(bag), 'each file is listed')
  t.doesNotThrow(() => checkBag(bag), 'it can be imported')

  t.equal(
    readFileSync(join(bag, 'bagit.txt'), 'utf8'),
    'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
  )
  const info = readFileSync(join(bag, 'bag-info.txt'), 'utf8').trimEnd().split('\n')
  for (const line of info) t.match(line, /^[A-Za-z-]+: \S/, 'an element a line (RFC 8493 §2.2.2)')
  t.ok(info.includes('External-Description: Breaking the “siege” of <Aleppo> & حلب'))
  const data = filesIn(join(bag, 'data')).map((file) => readFileSync(join(bag, 'data', file)))
  const octets = data.reduce((sum, { length }) => sum + length, 0)
  t.ok(info.includes(`Payload-Oxum: ${octets}.${data.length}`))
})

t.test(
  'a bag has the sources, texts and rows of each version, and what the log says',
  { skip: noUnzip },
  async (t) => {
    const { app } = await archiveOfTwo(t)
    const bag = unpack(t, (await app.inject(BAG)).rawPayload)
    const data = (path: string) => readFileSync(join(bag, 'data', path))
    t.strictSame(data(`sources/${sha256(seed)}.md`), seed)
    t.equal(
      data(`versions/${FIRST}/text.txt`).toString(),
      (await app.inject(`/works/${WORK}/versions/${FIRST}.txt`)).body,
    )
    const { items } = (await app.inject(`/works/${WORK}/versions`)).json()
    t.equal(items.length, 2)
    for (const { id } of items) {
      const manifest = data(`versions/${id}/manifest.json`)
      const { manifest: digest, version } = JSON.parse(data(`versions/${id}/entry.json`).toString())
      t.strictSame([sha256(manifest), id], [digest, version], 'the entry names the manifest')
      t.equal(
        data(`versions/${id}/records.ndjson`).toString(),
        (await app.inject(`/log/records/${digest}`)).body,
      )
    }
  },
)

t.test(
  'its crate tells of every file, person and version, and names nothing that it does not tell of',
  { skip: noUnzip },
  async (t) => {
    const { app } = await archiveOfTwo(t)
    const bag = unpack(t, (await app.inject(BAG)).rawPayload)
    const crate = JSON.parse(readFileSync(join(bag, 'data/ro-crate-metadata.json'), 'utf8'))
    const entities = new Map<string, Record<string, unknown>>(
      crate['@graph'].map((entity: { '@id': string }) => [entity['@id'], entity]),
    )
    t.equal(entities.size, crate['@graph'].length, 'each once')
    // RO-Crate 1.1, "Root Data Entity": what the descriptor and the root must have.
    t.match(entities.get('ro-crate-metadata.json'), {
      '@type': 'CreativeWork',
      about: { '@id': './' },
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
    })
    const root = entities.get('./')!
    t.match(root, {
      '@type': 'Dataset',
      name: String,
      description: String,
      datePublished: /^\d{4}-\d\d-\d\dT/,
    })
    t.strictSame(root['license'], { '@id': 'https://creativecommons.org/licenses/by/4.0/' })
    const parts = (root['hasPart'] as { '@id': string }[]).map((part) => part['@id'])
    for (const file of filesIn(join(bag, 'data'))) {
      if (file === 'ro-crate-metadata.json') continue
      const bytes = readFileSync(join(bag, 'data', file))
      t.match(
        entities.get(file),
        { '@type': 'File', sha256: sha256(bytes), contentSize: `${bytes.length}` },
        file,
      )
      t.ok(parts.includes(file))
    }
    const named = [...JSON.stringify(crate['@graph']).matchAll(/\{"@id":"([^"]*)"\}/g)].map(([, id]) => id!)
    for (const id of named) t.ok(entities.has(id) || id === 'https://w3id.org/ro/crate/1.1', id)
    const people = (role: string) =>
      (entities.get('#work')![role] as { '@id': string }[]).map((each) => entities.get(each['@id'])!['name'])
    t.strictSame([people('author'), people('translator')], [['Leila Al-Shami', 'كاتب'], ['花子 訳者']])
  },
)

t.test('an archive, its mirror and the command make the same bytes', async (t) => {
  const origin = await archiveOfTwo(t)
  const mirror = await testMirror(t, origin)
  await mirror.sync()
  const here = await origin.app.inject(BAG)
  const there = await appOver(t, mirror.directory, {
    base: 'https://mirror.example',
    origin: origin.server.url,
  })
  const copied = await there.inject(BAG)
  t.ok(here.rawPayload.equals(copied.rawPayload))
  t.equal(here.headers['etag'], copied.headers['etag'])
  const archive = new Archive(origin.directory)
  t.teardown(() => archive.close())
  const out = directoryFor(t)
  const written = []
  for await (const bag of writeBags(archive, { out })) written.push(bag)
  t.strictSame(written, [{ work: WORK, file: join(out, `${WORK}.zip`), bytes: here.rawPayload.length }])
  t.ok(readFileSync(join(out, `${WORK}.zip`)).equals(here.rawPayload))
})

t.test('a bag can be fetched in parts, and is not sent again to whoever has it', async (t) => {
  const { app, writer, sign } = await archiveOfTwo(t)
  const { rawPayload: whole, headers } = await app.inject(BAG)
  const etag = String(headers['etag'])
  const step = Math.ceil(whole.length / 17)
  for (let from = 0; from < whole.length; from += step) {
    const to = Math.min(whole.length, from + step) - 1
    const part = await app.inject({ url: BAG, headers: { range: `bytes=${from}-${to}`, 'if-range': etag } })
    t.equal(part.statusCode, 206)
    t.ok(part.rawPayload.equals(whole.subarray(from, to + 1)), `${from} to ${to}`)
  }
  t.equal((await app.inject({ url: BAG, headers: { range: `bytes=${whole.length}-` } })).statusCode, 416)
  t.equal((await app.inject({ url: BAG, headers: { 'if-none-match': `"x", ${etag}` } })).statusCode, 304)
  const head = await app.inject({ method: 'HEAD', url: BAG })
  t.strictSame([head.headers['content-length'], head.body], [`${whole.length}`, ''])
  await writer.importVersion(WORK, markdown(`${seed}\n\nAnd another.\n`))
  await sign()
  const later = await app.inject({ url: BAG, headers: { range: 'bytes=10-', 'if-range': etag } })
  t.equal(later.statusCode, 200, 'of another state all is sent')
  t.not(later.headers['etag'], etag)
})

t.test('other works change no bag', async (t) => {
  const { app, writer, sign } = await archiveOfTwo(t)
  const before = await app.inject(BAG)
  await writer.importSource(markdown('# Another work\n\nOf something else altogether.\n'))
  await sign()
  t.ok((await app.inject(BAG)).rawPayload.equals(before.rawPayload))
})

t.test('what was withdrawn is in no bag', { skip: noUnzip }, async (t) => {
  const { app, archive, writer, sign } = await archiveOfTwo(t)
  const out = directoryFor(t)
  const write = async () => {
    const bags = []
    for await (const { work, bytes } of writeBags(archive, { out })) bags.push([work, bytes !== undefined])
    return bags
  }
  t.strictSame(await write(), [[WORK, true]])
  await writer.withdraw({ work: WORK, version: FIRST, reason: 'A private letter.', erase: true })
  await sign()
  const bag = unpack(t, (await app.inject(BAG)).rawPayload)
  t.notOk(filesIn(bag).some((file) => file.includes(FIRST) || file.includes(sha256(seed))))
  await writer.withdraw({ work: WORK, version: null, reason: 'By a court.', erase: false })
  await sign()
  const gone = await app.inject(BAG)
  t.equal(gone.statusCode, 410)
  t.match(gone.json().detail, /By a court/)
  t.strictSame(await write(), [[WORK, false]])
  t.strictSame(readdirSync(out), [])
})

t.test('other spellings lead to the bag, and what is no work has none', async (t) => {
  const { app } = await archiveOfTwo(t)
  const spelt = await app.inject(`/works/${WORK.toUpperCase()}/bag.zip`)
  t.strictSame([spelt.statusCode, spelt.headers['location']], [308, BAG])
  t.equal((await app.inject('/works/breaking-the-siege-of-aleppo/bag.zip')).statusCode, 200)
  t.equal((await app.inject('/works/nothing-of-the-kind/bag.zip')).statusCode, 404)
  t.equal((await app.inject(`${BAG}?x=1`)).statusCode, 400)
})

t.test('an archive of more than 4 GiB is told in 64 bits', async (t) => {
  // APPNOTE.TXT §4.5.3: in the place of what does not fit stands 0xffffffff, and the extra field has it.
  const large = 2 ** 32 + 5
  const { parts, length } = zipParts([
    { path: 'a', size: large, crc32: 1 },
    { path: 'b', size: 1, crc32: 2 },
  ])
  t.strictSame(
    parts.map(({ file }) => file),
    [undefined, 0, undefined, 1, undefined, undefined],
  )
  t.equal(parts.at(-1)!.start + parts.at(-1)!.length, length)
  const local = parts[0]!.bytes!
  t.strictSame([local.readUInt32LE(18), local.readUInt16LE(28)], [0xffffffff, 20])
  t.equal(local.readBigUInt64LE(30 + 1 + 4), BigInt(large))
  const directory = parts.at(-2)!.bytes!
  const second = directory.subarray(directory.lastIndexOf('PK\x01\x02'))
  t.strictSame([second.readUInt32LE(42), second.readUInt32LE(20)], [0xffffffff, 1])
  t.equal(second.readBigUInt64LE(46 + 1 + 4), BigInt(parts[2]!.start))
  t.equal(parts.at(-1)!.bytes!.readUInt32LE(0), 0x06064b50)
})

t.test('a source that rotted is not handed out under another digest', async (t) => {
  const { app, directory } = await archiveOfTwo(t)
  const db = new SQLite(databaseFile(directory))
  t.teardown(() => db.close())
  const triggers = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'source'")
  for (const name of triggers.pluck().all()) db.exec(`DROP TRIGGER ${name}`)
  const { length } = seed
  db.prepare('UPDATE source SET content = ? WHERE sha256 = ?').run(Buffer.alloc(length, 0x20), sha256(seed))
  t.equal((await app.inject(BAG)).statusCode, 503)
})
