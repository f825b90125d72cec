import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { signNote } from '../../src/log/note.ts'
import { noteSigner, privateKeyPem } from '../../src/log/note-key.ts'
import { newestEvidence } from '../../src/mirror/evidence.ts'
import { initMirror, syncMirror, usingMirror } from '../../src/mirror/mirror.ts'
import { settingsOfMirror, writeMirrorFile } from '../../src/mirror/mirror-file.ts'
import { repairMirror } from '../../src/mirror/repair.ts'
import { statusOf } from '../../src/mirror/status.ts'
import { verifyMirror } from '../../src/mirror/verify.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { directoryFor } from '../support/directory.ts'
import { appOver, type TestOrigin, testMirror, testOrigin } from '../support/mirror.ts'

const NOW = '2026-01-01T00:00:00.000Z'
const PATIENCE = { attempts: 3, wait: 1, silence: 60_000 }
const markdown = (text: string) => ({
  bytes: Buffer.from(text),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})

async function filled(t: Test, works = 5): Promise<{ origin: TestOrigin; ids: string[] }> {
  const origin = await testOrigin(t)
  const ids: string[] = []
  for (let n = 0; n < works; n++)
    ids.push((await origin.writer.importSource(markdown(`# Work ${n}\n\nOn ferry ${n}, and on.\n`))).work)
  await origin.sign()
  return { origin, ids }
}

/** A copy in a directory, as the command makes it. */
async function copyOf(t: Test, origin: TestOrigin): Promise<string> {
  const copy = join(directoryFor(t), 'copy')
  await initMirror(copy, { origin: origin.server.url, keys: origin.keys })
  t.match(await syncMirror(copy, {}), { complete: true })
  return copy
}

function hurt(copy: string): void {
  const sql = new SQLite(databaseFile(copy))
  sql.exec('DROP TRIGGER text_no_update')
  sql.exec("UPDATE text SET content = content || 'x' WHERE no = 3")
  sql.close()
}

/** The same archive once more, with its key: from here on it goes another way. */
async function twinOf(
  t: Test,
  { directory }: TestOrigin,
): Promise<{ directory: string; writer: LocalWriter }> {
  const connection = openWriter(databaseFile(directory))
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
  const twin = directoryFor(t)
  for (const file of ['archive.sqlite', 'log.key', 'checkpoint'])
    cpSync(join(directory, file), join(twin, file))
  const writer = new LocalWriter(openWriter(databaseFile(twin)), () => '2026-06-01T00:00:00.000Z')
  t.teardown(() => writer.close())
  return { directory: twin, writer }
}

t.test(
  'a repair takes no other history than the one that was seen, and keeps the notes that prove it',
  async (t) => {
    const { origin } = await filled(t)
    const twin = await twinOf(t, origin)
    await origin.writer.importSource(markdown('# Later\n\nWhat came later.\n'))
    await origin.sign()
    const copy = await copyOf(t, origin)
    const note = readFileSync(join(copy, 'checkpoint'), 'utf8')
    hurt(copy)
    await twin.writer.importSource(markdown('# Other\n\nWhat came instead.\n'))
    await twin.writer.signLog()
    origin.server.app = await appOver(t, twin.directory)
    await t.rejects(repairMirror(copy, { patience: PATIENCE }), { code: 'fork' }, 'of the same length')
    await twin.writer.importSource(markdown('# Longer\n\nAnd more.\n'))
    await twin.writer.signLog()
    origin.server.app = await appOver(t, twin.directory)
    await t.rejects(repairMirror(copy, { patience: PATIENCE }), { code: 'fork' }, 'of a greater one')
    t.equal(readFileSync(join(copy, 'checkpoint'), 'utf8'), note)
    const told = () =>
      usingMirror(copy, async (sql, settings) =>
        statusOf(sql, settings, { now: NOW, evidence: newestEvidence(copy) }),
      )
    t.match(await told(), { evidence: { code: 'fork' }, pending: 0 }, 'and its status tells')
    const kept = readdirSync(join(copy, 'evidence')).map((name) => readdirSync(join(copy, 'evidence', name)))
    t.strictSame(kept, [
      ['ours.note', 'theirs.note'],
      ['ours.note', 'theirs.note'],
    ])
    origin.server.app = origin.app
    t.match(await repairMirror(copy, { patience: PATIENCE }), { sync: { complete: true } })
    t.match(await told(), { evidence: null }, 'until the origin goes on as before')
  },
)

t.test('what proves a roll-back and cannot be kept does not hide it', async (t) => {
  const { origin } = await filled(t)
  const twin = await twinOf(t, origin)
  await origin.writer.importSource(markdown('# Later\n\nWhat came later.\n'))
  await origin.sign()
  const copy = await copyOf(t, origin)
  writeFileSync(join(copy, 'evidence'), 'in the way')
  origin.server.app = await appOver(t, twin.directory)
  await t.rejects(syncMirror(copy, {}), {
    code: 'origin_rolled_back',
    message: /Nothing was taken over.*could not be written/,
  })
})

t.test(
  'after a change of the key a copy is repaired by the new one, and not rolled back by the old',
  async (t) => {
    const { origin } = await filled(t)
    const copy = await copyOf(t, origin)
    const rotated = await origin.writer.rotateLogKey()
    await origin.sign()
    await syncMirror(copy, {})
    t.strictSame(settingsOfMirror(copy).keys, [...origin.keys, rotated])
    const before = await twinOf(t, origin)
    rmSync(join(origin.directory, 'log.key.old'))
    await origin.writer.importSource(markdown('# By the new key\n\nAlone.\n'))
    await origin.sign()
    t.match(await syncMirror(copy, {}), { complete: true })
    hurt(copy)
    const { app } = origin.server
    origin.server.app = await appOver(t, before.directory)
    await t.rejects(repairMirror(copy, { patience: PATIENCE }), { code: 'origin_rolled_back' })
    origin.server.app = app
    t.match(await repairMirror(copy, { patience: PATIENCE }), { sync: { complete: true } })
    t.match(await verifyMirror(copy), { damages: { count: 0 } })
  },
)

t.test('a repair waits for a word when much of what is shown was withdrawn', async (t) => {
  const { origin, ids } = await filled(t, 20)
  const copy = await copyOf(t, origin)
  for (const work of ids.slice(0, 15))
    await origin.writer.withdraw({ work, version: null, reason: 'Emptied.', erase: true })
  await origin.sign()
  t.match(await syncMirror(copy, {}), { complete: false, heldBack: { works: 15, of: 21 } })
  hurt(copy)
  const held = await repairMirror(copy, { patience: PATIENCE })
  t.match(held.sync, { complete: false, heldBack: { works: 15, of: 21 } })
  const app = await appOver(t, copy)
  t.equal((await app.inject(`/works/${ids[0]}`)).statusCode, 200, 'they are shown still')
  t.match(await repairMirror(copy, { obeyAll: true, patience: PATIENCE }), { sync: { complete: true } })
  t.match(await verifyMirror(copy), { damages: { count: 0 } })
})

t.test('a repair is not done before all of the new copy is in its file', async (t) => {
  const { origin } = await filled(t)
  const copy = await copyOf(t, origin)
  hurt(copy)
  let reader: SQLite.Database | undefined
  const making = () => {
    if (reader) return
    reader = new SQLite(join(copy, 'repair', 'archive.sqlite'), { readonly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM work').get()
  }
  await t.rejects(repairMirror(copy, { patience: PATIENCE, making }), { code: 'mirror_busy' })
  reader!.close()
  t.match(await repairMirror(copy, { patience: PATIENCE }), { sync: { complete: true } })
  t.match(await verifyMirror(copy), { damages: { count: 0 } })
})

t.test('rows that nobody can read are of one work, and keep no other from coming', async (t) => {
  const { origin } = await filled(t, 0)
  for (let n = 0; n < 5; n++)
    await origin.writer.importSource({
      ...markdown(`# Work ${n}\n\nOn ferry ${n}, and on.\n`),
      manifest: { title: `Given ${n}` },
    })
  await origin.sign()
  const changes: [from: RegExp, to: string][] = [
    [/"value":"/, '"value":"\\ud800'],
    [/"ordinal":0/, '"ordinal":1e999'],
    [/"rule":null/, `"rule":${'['.repeat(40)}${']'.repeat(40)}`],
    [/"value":"[^"]*"/, '"value":{"toString":1,"valueOf":1}'],
    [/"record":"statements"/, '"record":"statements","__proto__":{"a":1}'],
  ]
  for (const [from, to] of changes) {
    let victim = ''
    let changed = false
    origin.server.meddle = (path, answer) => {
      if (path.startsWith('/log/records/')) victim ||= path
      if (path !== victim) return answer
      const body = answer.body.toString()
      changed ||= from.test(body)
      return { ...answer, body: Buffer.from(body.replace(from, to)) }
    }
    const mirror = await testMirror(t, origin)
    const report = await mirror.sync()
    t.ok(changed, to)
    t.match(report.failures, [{ code: 'origin_altered' }], to)
    t.equal(report.failures.length, 1)
    t.equal(report.pending, 1, 'the others came')
    origin.server.meddle = (_, answer) => answer
    t.match(await mirror.sync(), { complete: true, pending: 0 })
  }
})

t.test('metadata that nobody can read are not taken over, whoever signed them', async (t) => {
  const { origin, ids } = await filled(t, 7)
  const copy = await testMirror(t, origin)
  t.match(await copy.sync(), { complete: true })
  const sql = new SQLite(databaseFile(origin.directory))
  // The manifest has what nobody can read; the origin itself goes on with what was meant.
  sql.exec(`DROP TRIGGER metadata_no_update;
    CREATE TABLE meant (work_no, revision, body);
    CREATE TRIGGER even AFTER INSERT ON blob BEGIN
      UPDATE metadata SET body = meant.body FROM meant
        WHERE meant.work_no = metadata.work_no AND meant.revision = metadata.revision; END`)
  const changes: [field: string, value: string][] = [
    ['title', '5'],
    ['authors', `json('["Anon"]')`],
    ['retrieved', `json('{"edtf": null}')`],
    ['archive', `json('{"label": null, "url": null}')`],
    ['issued', `json('{"edtf": "the day before", "raw": "the day before"}')`],
    ['locators', `json('[{"label": "page", "values": {"one": "12"}}]')`],
  ]
  for (const [n, [field, value]] of changes.entries()) {
    sql.exec(`CREATE TRIGGER odd AFTER INSERT ON metadata BEGIN
      INSERT INTO meant VALUES (new.work_no, new.revision, new.body);
      UPDATE metadata SET body = json_set(body, '$.${field}', ${value}) WHERE work_no = new.work_no AND revision = new.revision; END`)
    await origin.writer.correctMetadata({ work: ids[n]!, manifest: { title: 'Odd' }, revision: null })
    sql.exec('DROP TRIGGER odd')
  }
  sql.close()
  await origin.writer.correctMetadata({ work: ids[6]!, manifest: { title: 'Even' }, revision: null })
  await origin.sign()
  const report = await copy.sync()
  t.strictSame(
    report.failures.map(({ work, code }) => [work, code]),
    ids.slice(0, 6).map((work) => [work, 'origin_altered']),
  )
  const app = await appOver(t, copy.directory)
  const titles = await Promise.all(ids.map(async (id) => (await app.inject(`/works/${id}`)).json().title))
  t.strictSame(titles, ['Work 0', 'Work 1', 'Work 2', 'Work 3', 'Work 4', 'Work 5', 'Even'])
})

t.test('a list of quotes that never ends is not read for ever', async (t) => {
  const { origin, ids } = await filled(t)
  await origin.app.inject({ method: 'POST', url: '/quotes', payload: { work: ids[0], exact: 'On ferry 0' } })
  origin.archive.refresh()
  for (const body of ['nothing', 'the same again']) {
    const mirror = await testMirror(t, origin)
    origin.server.meddle = (path, answer) =>
      path.startsWith('/quotes')
        ? {
            ...answer,
            headers: { ...answer.headers, link: `<${origin.server.url}/quotes?limit=7>; rel="next"` },
            body: body === 'nothing' ? Buffer.alloc(0) : answer.body,
          }
        : answer
    t.match(await mirror.sync(), { complete: false, failures: [{ code: 'origin_altered' }] }, body)
    origin.server.meddle = (_, answer) => answer
    t.match(await mirror.sync(), { complete: true, failures: [] })
  }
})

t.test('a version is never shown empty: it goes with the notice of its withdrawal', async (t) => {
  const { origin, ids } = await filled(t)
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: true })
  const [kept, gone] = ids as [string, string]
  await origin.writer.importVersion(kept, markdown('# Work 0\n\nOn ferry 0, and on.\n\nA slip.\n'))
  await origin.sign()
  const { version } = (await origin.app.inject(`/works/${kept}`)).json()
  await origin.writer.withdraw({ work: kept, version: version.id, reason: 'A slip.', erase: false })
  const late = await origin.writer.importSource(markdown('# Late\n\nCome and gone.\n'))
  await origin.writer.withdraw({ work: late.work, version: null, reason: 'Gone.', erase: true })
  await origin.writer.withdraw({ work: gone, version: null, reason: 'Gone.', erase: false })
  await origin.sign()
  const notices = new Set(
    (await origin.app.inject('/log/entries?limit=1000')).body
      .split('\n')
      .filter((line) => line.includes('"op":"withdraw"'))
      .map((line) => `/blobs/sha256/${JSON.parse(line).manifest}`),
  )
  origin.server.meddle = (path, answer) =>
    notices.has(path) ? { ...answer, status: 503, body: Buffer.alloc(0) } : answer
  const before = (await origin.app.inject(`/works/${kept}.txt`)).body
  const failed = await mirror.sync({ obeyAll: true })
  t.match(failed, { complete: false, failures: [{ code: 'origin_unreachable' }] })
  t.equal(failed.failures.length, 3)
  let app = await appOver(t, mirror.directory)
  t.equal((await app.inject(`/works/${kept}.txt`)).body, before, 'what was shown is shown')
  t.equal((await app.inject(`/works/${late.work}`)).statusCode, 404, 'what never came is not known')
  t.equal((await verifyMirrorIn(mirror.directory, origin)).damages.count, 0)
  origin.server.meddle = (_, answer) => answer
  t.match(await mirror.sync({ obeyAll: true }), { complete: true })
  app = await appOver(t, mirror.directory)
  for (const work of [late.work, gone]) t.equal((await app.inject(`/works/${work}`)).statusCode, 410)
  for (const path of [`/works/${kept}`, `/works/${kept}/versions`, '/works'])
    t.equal((await app.inject(path)).body, (await origin.app.inject(path)).body, path)
})

async function verifyMirrorIn(directory: string, origin: TestOrigin) {
  writeMirrorFile(directory, { origin: origin.server.url, keys: origin.keys })
  return verifyMirror(directory)
}

t.test('signatures of strangers on a checkpoint, such as of witnesses, are not kept', async (t) => {
  const { origin } = await filled(t)
  const witness = noteSigner('witness.example', privateKeyPem(Buffer.alloc(32, 7)))
  origin.server.meddle = (path, answer) =>
    path === '/log/checkpoint'
      ? { ...answer, body: Buffer.from(`${answer.body}${signNote('x\n', [witness]).split('\n\n')[1]}`) }
      : answer
  const copy = await copyOf(t, origin)
  t.equal(readFileSync(join(copy, 'checkpoint'), 'utf8'), (await origin.archive.log.checkpoint())!.note)
  t.match(await verifyMirror(copy), { damages: { count: 0 } })
})

t.test('a copy of the log that has lost a hash is damaged, and not the origin', async (t) => {
  const { origin } = await filled(t)
  const mirror = await testMirror(t, origin)
  await mirror.sync()
  mirror.connection.exec('DROP TRIGGER log_hash_no_delete')
  mirror.connection.exec('DELETE FROM log_hash WHERE level = 0 AND place = 1')
  await origin.writer.importSource(markdown('# More\n\nOn ferry one, and on.\n'))
  await origin.sign()
  await t.rejects(mirror.sync(), { code: 'mirror_damaged', message: /mirror repair/ })
})

t.test('an origin is followed to no other host, port or scheme, and not for ever', async (t) => {
  const asked: string[] = []
  const neighbour = createServer((request, response) => {
    asked.push(request.url!)
    response.end('secret')
  })
  await new Promise<void>((done) => neighbour.listen(0, '127.0.0.1', done))
  t.teardown(() => neighbour.close())
  const { port } = neighbour.address() as AddressInfo
  const { origin } = await filled(t, 0)
  const mirror = await testMirror(t, origin)
  const redirect = (location: string) => {
    origin.server.meddle = (path, answer) =>
      path.startsWith('/log/checkpoint') && path !== '/log/checkpoint/'
        ? { ...answer, status: 302, headers: { location } }
        : answer
  }
  const elsewhere = [
    `http://localhost:${port}/admin`,
    `http://127.0.0.1:${port}/admin`,
    `//127.0.0.1:${port}/admin`,
    origin.server.url.replace('http:', 'https:'),
    'file:///etc/passwd',
    'data:text/plain,a',
  ]
  for (const location of elsewhere) {
    redirect(location)
    await t.rejects(mirror.sync(), { code: 'origin_unreachable', message: /redirects to/ }, location)
  }
  redirect('/log/checkpoint')
  origin.server.asked.length = 0
  await t.rejects(mirror.sync(), { code: 'origin_unreachable', message: /redirects to/ })
  t.equal(origin.server.asked.length, 4, 'a circle is left')
  t.strictSame(asked, [])
  redirect(`${origin.server.url}/log/checkpoint/`)
  t.match(await mirror.sync(), { complete: true }, 'but on its own one')
})

t.test('what a repair left behind is removed when there is nothing to repair', async (t) => {
  const { origin } = await filled(t, 0)
  const copy = await copyOf(t, origin)
  mkdirSync(join(copy, 'repair'))
  t.match(await repairMirror(copy), { sync: null })
  t.notOk(existsSync(join(copy, 'repair')))
})
