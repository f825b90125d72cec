import t, { type Test } from 'tap'
import { keyMissing } from '../../src/archive/citation-keys.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { verifyArchive } from '../../src/fixity/verify-archive.ts'
import { markdown as markdownFormat } from '../../src/formats/markdown/markdown.ts'
import type { Draft } from '../../src/loading/draft.ts'
import { Origin } from '../../src/mirror/origin.ts'
import { statusOf } from '../../src/mirror/status.ts'
import { LogRows } from '../../src/store/sqlite/log/log.ts'
import { countCopied } from '../../src/store/sqlite/mirror/copied-versions.ts'
import { countTasks } from '../../src/store/sqlite/mirror/tasks.ts'
import { openReader } from '../../src/store/sqlite/open.ts'
import { randomFrom } from '../lineage/edited.ts'
import { appOver, type TestMirror, type TestOrigin, testMirror, testOrigin } from '../support/mirror.ts'
import { serveOrigin } from '../support/origin-server.ts'

const markdown = (text: string) => ({
  bytes: Buffer.from(text),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})

/** Imports so many works, and answers with their ids. */
async function fill(origin: TestOrigin, count: number): Promise<string[]> {
  const works: string[] = []
  for (let n = 0; n < count; n++) {
    const text = `# Work ${n}\n\nOn ferry ${n}, and on its way to the harbour.\n\nOne more of ${n}.\n`
    works.push((await origin.writer.importSource(markdown(text))).work)
  }
  await origin.sign()
  return works
}

const rootOf = ({ connection }: TestMirror) => new LogRows(connection).checkpoint()?.note.split('\n')[2]

/** What was asked for meanwhile. */
async function asking(origin: TestOrigin, during: () => Promise<unknown>): Promise<string[]> {
  const before = origin.server.asked.length
  await during()
  return origin.server.asked.slice(before)
}

t.test('nothing new takes two requests; an update and a withdrawal take few', async (t) => {
  const origin = await testOrigin(t)
  const works = await fill(origin, 40)
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: true, entries: 42, pending: 0, failures: [] })
  const unchanged = await asking(origin, async () =>
    t.match(await mirror.sync(), { complete: true, entries: 0 }),
  )
  t.equal(unchanged.length, 2)
  await origin.writer.importVersion(works[0]!, markdown('# Work 0\n\nOn ferry 0, once more.\n'))
  await origin.writer.withdraw({ work: works[1]!, version: null, reason: 'As asked.', erase: true })
  await origin.sign()
  const changed = await asking(origin, async () =>
    t.match(await mirror.sync(), { complete: true, entries: 2 }),
  )
  // Checkpoint, entries, manifest, source, notice, quotes.
  t.ok(changed.length <= 6, changed.join(' '))
  const app = await appOver(t, mirror.directory)
  t.equal((await app.inject(`/works/${works[1]}`)).statusCode, 410)
  t.match((await app.inject(`/works/${works[1]}`)).json(), { reason: 'As asked.' })
  t.match((await app.inject(`/works/${works[0]}/paragraphs/1`)).json(), { text: 'On ferry 0, once more.' })
  t.strictSame((await verifyArchive(mirror.directory)).damages.found, [])
})

t.test(
  'with 30 % of the answers failing it comes to its end, at the latest when it is run again',
  async (t) => {
    const origin = await testOrigin(t)
    await fill(origin, 60)
    const next = randomFrom(1)
    origin.server.meddle = (_, answer) =>
      next() < 0.3 ? { status: 503, headers: { 'retry-after': '0' }, body: Buffer.from('busy') } : answer
    const mirror = await testMirror(t, origin)
    let runs = 0
    for (let complete = false; !complete && runs < 30; runs++) {
      const pending = countTasks(mirror.connection)
      const report = await mirror.sync().catch((error) => {
        t.equal(error.code, 'origin_unreachable')
        return { complete: false, pending }
      })
      complete = report.complete
      if (pending > 0) t.ok(report.pending <= pending, 'it never goes back')
      if (!complete) t.equal(rootOf(mirror), undefined, 'no checkpoint before the end')
    }
    t.ok(runs > 1, 'it did fail')
    t.ok(runs < 30)
    t.equal(rootOf(mirror), (await origin.archive.log.checkpoint())!.note.split('\n')[2])
  },
)

t.test('an origin that is gone is not asked for each of its works', async (t) => {
  const origin = await testOrigin(t)
  await fill(origin, 100)
  const mirror = await testMirror(t, origin)
  origin.server.meddle = (path, answer) =>
    path.startsWith('/blobs/') ? { status: 502, headers: {}, body: Buffer.alloc(0) } : answer
  const asked = await asking(origin, async () => {
    t.match(await mirror.sync(), { complete: false, failures: [{ code: 'origin_unreachable' }] })
  })
  t.ok(asked.length < 300, `${asked.length} requests`)
  const nobody = new Origin('http://127.0.0.1:9', { attempts: 1, wait: 1, silence: 60_000 })
  await t.rejects(mirror.sync({ origin: nobody }), { code: 'origin_unreachable' })
})

t.test('what is withdrawn while it is asked for is no forgery', async (t) => {
  const origin = await testOrigin(t)
  const works = await fill(origin, 30)
  const mirror = await testMirror(t, origin)
  let withdrawing: Promise<unknown> | undefined
  let answers = 0
  origin.server.before = async (path) => {
    // In the middle of the first round.
    if (path.startsWith('/blobs/') && ++answers === 20)
      withdrawing = (async () => {
        for (const work of works.slice(-2))
          await origin.writer.withdraw({ work, version: null, reason: 'As asked.', erase: true })
        await origin.sign()
      })()
    await withdrawing
  }
  t.match(await mirror.sync(), { complete: true, failures: [], entries: 34 })
  t.equal((await (await appOver(t, mirror.directory)).inject(`/works/${works.at(-1)}`)).statusCode, 410)
})

t.test('many withdrawals at once wait for a person', async (t) => {
  const origin = await testOrigin(t)
  const works = await fill(origin, 39)
  const mirror = await testMirror(t, origin)
  await mirror.sync()
  for (const work of works.slice(0, 3))
    await origin.writer.withdraw({ work, version: null, reason: 'Gone.', erase: true })
  const { work } = await origin.writer.importSource(markdown('# New\n\nWhat is new.\n'))
  await origin.sign()
  t.match(await mirror.sync(), { complete: false, pending: 3, heldBack: { works: 3, of: 40 } })
  const app = await appOver(t, mirror.directory)
  t.equal((await app.inject(`/works/${works[0]}`)).statusCode, 200, 'they are shown still')
  t.equal((await app.inject(`/works/${work}`)).statusCode, 200, 'what is new is there')
  t.match(await mirror.sync({ obeyAll: true }), { complete: true, pending: 0, heldBack: null })
  t.equal((await (await appOver(t, mirror.directory)).inject(`/works/${works[0]}`)).statusCode, 410)
  const sql = openReader(databaseFile(mirror.directory))
  t.equal(sql.value("SELECT count(*) FROM source WHERE erased_at <> '' AND content = x''"), 3)
  sql.close()
})

t.test('one withdrawal of few works is nothing unusual', async (t) => {
  const origin = await testOrigin(t)
  const [work] = await fill(origin, 2)
  const mirror = await testMirror(t, origin)
  await mirror.sync()
  await origin.writer.withdraw({ work: work!, version: null, reason: 'Gone.', erase: false })
  await origin.sign()
  t.match(await mirror.sync(), { complete: true, heldBack: null })
})

t.test('a mirror of a mirror is the same', async (t) => {
  const origin = await testOrigin(t)
  const works = await fill(origin, 12)
  await origin.app.inject({
    method: 'POST',
    url: '/quotes',
    payload: { work: works[3], exact: 'on its way to the harbour' },
  })
  await origin.writer.withdraw({ work: works[1]!, version: null, reason: 'As asked.', erase: true })
  const first = await testMirror(t, origin)
  await origin.sign()
  await first.sync()
  const between = await serveOrigin(t, await appOver(t, first.directory))
  const second = await testMirror(t, { server: between, keys: origin.keys })
  t.match(await second.sync(), { complete: true, failures: [], quotes: 1 })
  t.equal(rootOf(second), rootOf(first))
  const [ours, theirs] = [await appOver(t, second.directory), await appOver(t, first.directory)]
  for (const address of [
    '/works',
    '/quotes',
    '/log/entries',
    '/log/checkpoint',
    `/works/${works[1]}`,
    `/works/${works[2]}/provenance`,
  ])
    t.equal((await ours.inject(address)).body, (await theirs.inject(address)).body, address)
})

t.test('a citation key is one work’s for ever, here and in every copy', async (t) => {
  const origin = await testOrigin(t)
  const { writer, app } = origin
  const hymns = async (n: number) => {
    const text = `---\ntitle: Hymns\nauthor: Dorothea King\ndate: 1611\n---\n\nThe ${n}. hymn of the harbour.\n`
    return (await writer.importSource(markdown(text))).work
  }
  const works = [await hymns(1), await hymns(2), await hymns(3)] as const
  await origin.sign()
  const keyIn = async (place: typeof app, work: string) =>
    /^@\w+\{([^,]+),/.exec((await place.inject(`/works/${work}.bib`)).body)?.[1]
  const [, second, third] = works.map((id) => `king1611hymns_${id.slice(0, 6)}`) as [string, string, string]
  t.strictSame(await Promise.all(works.map((work) => keyIn(app, work))), ['king1611hymns', second, third])
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: true, failures: [] })

  // What becomes of a work leaves its keys, and those of others, as they were.
  const correct = async (work: string, title: string, issued: string) =>
    writer.correctMetadata({
      work,
      manifest: { title, issued, authors: [{ family: 'King', given: 'Dorothea' }] },
      revision: null,
    })
  await correct(works[1], 'Hymns', '1612')
  await correct(works[2], 'Songs', '1611')
  await correct(works[2], 'Hymns', '1611')
  await writer.withdraw({ work: works[0], version: null, reason: 'As asked.', erase: true })
  const fourth = await hymns(4)
  await origin.sign()
  t.match(await mirror.sync(), { complete: true, failures: [] })
  const copy = await appOver(t, mirror.directory)
  const late = await testMirror(t, origin)
  t.match(await late.sync(), { complete: true, failures: [] })
  const without = await appOver(t, late.directory)

  for (const place of [app, copy]) {
    t.equal((await place.inject('/works/king1611hymns')).statusCode, 410)
    t.equal(await keyIn(place, works[1]), 'king1612hymns')
    t.equal(await keyIn(place, works[2]), third, 'what was taken back is as it was')
    t.equal(await keyIn(place, fourth), `king1611hymns_${fourth.slice(0, 6)}`)
  }
  for (const place of [app, copy, without])
    for (const [key, work] of [
      [second, works[1]],
      ['King1612hymns', works[1]],
      [third, works[2]],
      [`${third}-p1`, works[2]],
      ['king1611songs', works[2]],
      [`king1611hymns_${fourth.slice(0, 6)}`, fourth],
    ] as const)
      t.match((await place.inject(`/works/${key}`)).json(), { id: work }, key)
  t.equal((await app.inject('/works/king1611hymns_000000')).statusCode, 404)
  t.equal((await app.inject(`/unapi?id=${second}&format=bibtex`)).statusCode, 200)
  for (const { directory } of [mirror, late]) t.strictSame((await verifyArchive(directory)).damages.found, [])

  // An archive from before keys were kept gets the same ones.
  const kept = mirror.connection.all('SELECT * FROM citation_key ORDER BY work_no, sha256')
  mirror.connection.exec(`DROP TRIGGER citation_key_no_delete; DELETE FROM citation_key`)
  keyMissing(mirror.connection)
  const again = mirror.connection.all('SELECT * FROM citation_key ORDER BY work_no, sha256')
  // Nothing tells those any more that were erased.
  t.strictSame(again, kept.slice(0, 1).concat(kept.slice(2)))
})

/** A mirror that has another loader than the origin had. */
async function withLoader(t: Test, change: Partial<typeof markdownFormat>, reason: string): Promise<void> {
  const origin = await testOrigin(t)
  const [work] = await fill(origin, 5)
  await origin.writer.importVersion(
    work!,
    markdown('# Work 0\n\nOn ferry 0, and on its way.\n\nOne more, and more.\n'),
  )
  await origin.sign()
  const mirror = await testMirror(t, origin)
  const before = { ...markdownFormat }
  Object.assign(markdownFormat, change)
  try {
    t.match(await mirror.sync(), { complete: true, failures: [] })
  } finally {
    Object.assign(markdownFormat, before)
  }
  t.strictSame(countCopied(mirror.connection), [{ reason, versions: 7 }])
  t.match(
    statusOf(
      mirror.connection,
      { origin: origin.server.url, original: 'https://archive.example.org', keys: origin.keys },
      { now: '2026-01-01T00:00:00.000Z' },
    ),
    {
      original: 'https://archive.example.org',
      copied: [{ reason, versions: 7 }],
      pending: 0,
      stale: false,
    },
  )
  const [ours, theirs] = [await appOver(t, mirror.directory), origin.app]
  for (const path of ['', '/paragraphs', '/provenance', '/versions', '.md'])
    t.equal(
      (await ours.inject(`/works/${work}${path}`)).body,
      (await theirs.inject(`/works/${work}${path}`)).body,
      path,
    )
  t.strictSame((await verifyArchive(mirror.directory)).damages.found, [])
}

t.test('what another version of the loader made is taken as the origin has it, and said to be', (t) =>
  withLoader(t, { version: '9.0.0' }, 'no_loader'),
)

t.test('so is what the same loader does not make here', (t) => {
  const { read } = markdownFormat
  const other = (draft: Draft): Draft => ({ ...draft, warnings: ['Made otherwise.'] })
  return withLoader(t, { read: (bytes) => other(read(bytes)) }, 'differs')
})

t.test('a version with decisions on repairs is made from its source and statements', async (t) => {
  const origin = await testOrigin(t)
  const source = '# Of it\n\nThe men saw the ever-\npitching sea and the light-\nhouse, and went.\n'
  const manifest = { title: 'Of it', authors: [{ literal: 'Jane Doe' }] }
  const { work } = await origin.writer.importSource({ ...markdown(source), manifest })
  const at = source.indexOf('\nhouse')
  const said = { rule: 'unresolved-hyphen-line-break', by: 'Ann B', decidedAt: '2026-01-02T03:04:05.000Z' }
  const decisions = [{ start: at, end: at + 1, decision: 'join' as const, ...said }]
  const decidedOn = (await origin.archive.reads.works.named(work))!.version.no
  await origin.writer.importDecided(work, { ...markdown(source), manifest, decisions }, decidedOn)
  await origin.sign()
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: true, failures: [] })
  t.strictSame(countCopied(mirror.connection), [])
  const ours = await appOver(t, mirror.directory)
  const path = `/works/${work}/provenance`
  const provenance = (await ours.inject(path)).body
  t.match(provenance, '"by":"Ann B"')
  t.equal(provenance, (await origin.app.inject(path)).body)
  t.match((await ours.inject(`/works/${work}.md`)).body, 'the ever-pitching sea and the lighthouse, and went')
})
