/** The registered quotes of an origin: none is missed, whatever its clock says, and their list is bounded. */
import t, { type Test } from 'tap'
import { migrations } from '../../migrations/index.ts'
import { prepareArchive } from '../../src/archive/preparing.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import type { Database } from '../../src/store/sqlite/database.ts'
import { migratorOf } from '../../src/store/sqlite/migrator.ts'
import { readMirrorState, recordQuotesPage } from '../../src/store/sqlite/mirror/state.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { registeredAfter } from '../../src/store/sqlite/quotes.ts'
import { directoryFor } from '../support/directory.ts'
import { appOver, type TestOrigin, testMirror, testOrigin } from '../support/mirror.ts'
import { serveOrigin } from '../support/origin-server.ts'

/** An origin whose clock is set by the test, with a text of as many words as are asked for. */
async function timed(
  t: Test,
): Promise<{ origin: TestOrigin; quote: (n: number, at: string) => Promise<void> }> {
  let time = '2026-01-01T00:00:00.000Z'
  const origin = await testOrigin(t, { seed: false, now: () => time, limits: 'quotesPerMinute=1000' })
  const words = Array.from({ length: 400 }, (_, n) => `word${n}`).join(' ')
  const bytes = Buffer.from(`# Ferries\n\n${words}\n`)
  const { work } = await origin.writer.importSource({ bytes, mediaType: 'text/markdown', fileName: 'a.md' })
  await origin.sign()
  const quote = async (n: number, at: string) => {
    time = at
    const payload = { work, exact: `word${n} word${n + 1}` }
    t.match(await origin.app.inject({ method: 'POST', url: '/quotes', payload }), { statusCode: 201 })
    origin.archive.refresh()
  }
  return { origin, quote }
}

const idsIn = (db: Database) => registeredAfter(db, 0, 1000).map(({ quote }) => quote.id)

async function listed(origin: TestOrigin): Promise<string[]> {
  const { body } = await origin.app.inject('/quotes?limit=1000')
  return body
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).id)
}

t.test('quotes that are registered after the clock was set back are not missed', async (t) => {
  const { origin, quote } = await timed(t)
  await quote(0, '2026-06-01T00:00:00.000Z')
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: true, quotes: 1 })
  await quote(2, '2026-05-01T00:00:00.000Z')
  t.match(await mirror.sync(), { complete: true, quotes: 1, failures: [] })
  await quote(4, '9998-01-01T00:00:00.000Z')
  await quote(6, '2026-06-02T00:00:00.000Z')
  t.match(await mirror.sync(), { complete: true, quotes: 2, failures: [] })
  t.strictSame(idsIn(mirror.connection), await listed(origin), 'in the order of their registration')
})

t.test('a copy goes on with the page that it read last', async (t) => {
  const { origin, quote } = await timed(t)
  for (let n = 0; n < 250; n++) await quote(n, `2026-06-01T00:00:00.${String(999 - n).padStart(3, '0')}Z`)
  const mirror = await testMirror(t, origin)
  const pages = () => origin.server.asked.splice(0).filter((path) => path.startsWith('/quotes'))
  t.match(await mirror.sync(), { complete: true, quotes: 250 })
  t.equal(pages().length, 3)
  await quote(251, '2026-05-01T00:00:00.000Z')
  t.match(await mirror.sync(), { complete: true, quotes: 1 })
  const [last, ...more] = pages()
  t.match(last, /^\/quotes\?after=200%2C/)
  t.strictSame(more, [])

  await t.test('and at the beginning when the origin does not know it', async (t) => {
    const { origin: url } = readMirrorState(mirror.connection)!.quotes
    const unknown = `200,${idsIn(mirror.connection)[7]}`
    recordQuotesPage(mirror.connection, { origin: url, page: unknown })
    await quote(253, '2026-05-01T00:00:00.000Z')
    t.match(await mirror.sync(), { complete: true, quotes: 1, failures: [] })
    t.equal(pages().length, 4)
    t.strictSame(idsIn(mirror.connection), await listed(origin))
  })

  await t.test('and at the beginning when it reads from elsewhere', async (t) => {
    const between = await serveOrigin(t, await appOver(t, origin.directory))
    const other = await testMirror(t, { server: between, keys: origin.keys })
    const { quotes } = readMirrorState(mirror.connection)!
    t.match(await other.sync(), { complete: true, quotes: 252 })
    recordQuotesPage(other.connection, quotes)
    between.asked.length = 0
    t.match(await other.sync(), { complete: true, quotes: 0 })
    t.equal(between.asked.filter((path) => path.startsWith('/quotes')).length, 3)
  })
})

t.test('places in the list that were told by time lead to all that is new', async (t) => {
  const { origin, quote } = await timed(t)
  for (const [n, at] of [10, 30, 20, 25].entries()) await quote(2 * n, `2026-06-${at}T00:00:00.000Z`)
  const { body } = await origin.app.inject('/quotes')
  const lines = body
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const after = async (registeredAt: string, id: string) => {
    const answer = await origin.app.inject(`/quotes?after=${registeredAt},${id}`)
    return answer.body
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).id)
  }
  const ids = lines.map(({ id }) => id)
  t.strictSame(await after(lines[1].registeredAt, ids[1]), ids.slice(2), 'a line that there is')
  t.strictSame(await after('2026-06-15T00:00:00.000Z', ids[0]), ids.slice(1), 'a time between')
  t.strictSame(await after('2027-01-01T00:00:00.000Z', ids[0]), [], 'the end')
})

t.test('a list that tells the same quotes for ever is not read for ever', async (t) => {
  const { origin, quote } = await timed(t)
  await quote(0, '2026-06-01T00:00:00.000Z')
  const [first] = (await origin.app.inject('/quotes')).body.split('\n')
  let pages = 0
  origin.server.meddle = (path, answer) =>
    path.startsWith('/quotes')
      ? {
          status: 200,
          headers: { ...answer.headers, link: `<${origin.server.url}/quotes?after=p${pages++}>; rel="next"` },
          body: Buffer.from(`${first}\n`),
        }
      : answer
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), {
    quotes: 0,
    failures: [{ code: 'origin_altered', message: /again and again/ }],
  })
  t.ok(pages <= 110, `after ${pages} pages`)
})

t.test('quotes from before they had numbers get them by time, and a copy begins anew', async (t) => {
  const directory = directoryFor(t)
  const db = openWriter(databaseFile(directory))
  const older = Object.keys(migrations).filter((name) => name < '0012')
  await migratorOf(db, older).migrateToLatest()
  db.pragma('foreign_keys = OFF')
  for (const [id, at] of [
    ['b', '2026-02'],
    ['a', '2026-02'],
    ['c', '2026-01'],
  ])
    db.run(`INSERT INTO quote VALUES (?, 1, 1, 'core', unicode(?), '', 'x', 0, 0, 0, 0, ?)`, id!, id!, at!)
  db.run("INSERT INTO mirror_state VALUES (1, 'note', '2026-02', 'b', '2026-03', 0)")
  db.close()
  await prepareArchive(directory).catch(() => {})
  const after = openWriter(databaseFile(directory))
  t.teardown(() => after.close())
  t.strictSame(after.all('SELECT no, quote FROM registration'), [
    { no: 1, quote: 'c' },
    { no: 2, quote: 'a' },
    { no: 3, quote: 'b' },
  ])
  t.match(readMirrorState(after), { seen: 'note', quotes: { origin: '', page: '' }, contactedAt: '2026-03' })
  const twin = after.value<string>("SELECT content FROM twin WHERE kind = 'mirror_state'")
  t.equal(twin, '[1,"note","2026-03",0,"",""]')
})
