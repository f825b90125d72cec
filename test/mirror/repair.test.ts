import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { databaseFile } from '../../src/files/archive-files.ts'
import { initMirror, syncMirror, usingMirror } from '../../src/mirror/mirror.ts'
import { settingsOfMirror } from '../../src/mirror/mirror-file.ts'
import { repairMirror } from '../../src/mirror/repair.ts'
import { statusOf } from '../../src/mirror/status.ts'
import { verifyMirror, verifySample } from '../../src/mirror/verify.ts'
import { directoryFor } from '../support/directory.ts'
import { appOver, type TestOrigin, testOrigin } from '../support/mirror.ts'
import { serveOrigin } from '../support/origin-server.ts'

const markdown = (text: string) => ({
  bytes: Buffer.from(text),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})
const PATIENCE = { attempts: 3, wait: 1, silence: 60_000 }
/** Works that are there before. */
const SEED = 1

async function mirrored(t: Test): Promise<{ origin: TestOrigin; directory: string; works: string[] }> {
  const origin = await testOrigin(t)
  const works: string[] = []
  for (let n = 0; n < 20; n++)
    works.push((await origin.writer.importSource(markdown(`# Work ${n}\n\nOn ferry ${n}, and on.\n`))).work)
  await origin.app.inject({
    method: 'POST',
    url: '/quotes',
    payload: { work: works[3], exact: 'On ferry 3' },
  })
  await origin.writer.correctMetadata({ work: works[4]!, manifest: { title: 'Corrected' }, revision: null })
  await origin.sign()
  const directory = join(directoryFor(t), 'copy')
  await initMirror(directory, { origin: origin.server.url, keys: origin.keys })
  t.match(await syncMirror(directory, {}), { complete: true })
  return { origin, directory, works }
}

/** Changes the database as if no rule forbade it. */
function meddle(directory: string, ...statements: string[]): void {
  const sql = new SQLite(databaseFile(directory))
  for (const name of sql
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all())
    if (name.includes('_no_')) sql.exec(`DROP TRIGGER ${name}`)
  for (const statement of statements) sql.exec(statement)
  sql.close()
}

t.test('a mirror is made in an empty directory, of an archive that the key signs', async (t) => {
  const { origin, directory } = await mirrored(t)
  const settings = { origin: origin.server.url, keys: origin.keys }
  t.strictSame(settingsOfMirror(directory), { ...settings, original: settings.origin })
  await t.rejects(initMirror(directory, settings), { code: 'directory_not_empty', message: /not empty/ })
  const other = join(directoryFor(t), 'other')
  const stranger = await testOrigin(t)
  await t.rejects(initMirror(other, { ...settings, keys: stranger.keys }), { code: 'bad_signature' })
  await t.rejects(initMirror(other, { ...settings, keys: ['nonsense'] }), { code: 'bad_signature' })
  t.notOk(existsSync(other), 'nothing is left of one that was refused')
  await t.rejects(syncMirror(directoryFor(t), {}), { code: 'not_a_mirror', message: /mirror init/ })
})

t.test('one process at a time brings a mirror up to date, or repairs it', async (t) => {
  const { origin, directory, works } = await mirrored(t)
  await origin.writer.withdraw({
    work: works[0]!,
    version: null,
    reason: 'At the wish of the author.',
    erase: false,
  })
  await origin.sign()
  let others: PromiseSettledResult<unknown>[] = []
  origin.server.before = async () => {
    if (others.length === 0)
      others = await Promise.allSettled([syncMirror(directory, {}), repairMirror(directory)])
  }
  t.match(await syncMirror(directory, {}), { complete: true })
  const busy = { status: 'rejected', reason: { code: 'mirror_busy', message: /Wait until/ } }
  t.match(others, [busy, busy])
  t.match(await syncMirror(directory, {}), { complete: true, entries: 0 })
  const settings = settingsOfMirror(directory)
  await usingMirror(directory, async (sql) =>
    t.match(statusOf(sql, settings, { now: '2026-01-01T00:00:00.000Z' }), {
      works: works.length + SEED - 1,
      withdrawn: 1,
    }),
  )
})

t.test('a mirror of a mirror names the archive', async (t) => {
  const { origin, directory } = await mirrored(t)
  const archive = 'https://archive.example.org'
  const between = await serveOrigin(t, await appOver(t, directory, { origin: archive }))
  const settings = { origin: `${between.url}/`, keys: origin.keys }
  const folder = directoryFor(t)
  await initMirror(join(folder, 'as it says'), settings)
  t.strictSame(settingsOfMirror(join(folder, 'as it says')), {
    origin: between.url,
    original: archive,
    keys: origin.keys,
  })
  t.match(await syncMirror(join(folder, 'as it says'), {}), { complete: true })
  await initMirror(join(folder, 'as told'), { ...settings, original: 'https://other.example.org/' })
  t.match(settingsOfMirror(join(folder, 'as told')), { original: 'https://other.example.org' })
  between.meddle = (path, answer) =>
    path === '/.well-known/colophon'
      ? { ...answer, body: Buffer.from('{"mirrorOf":"javascript:alert(1)"}') }
      : answer
  await initMirror(join(folder, 'nonsense'), settings)
  t.match(settingsOfMirror(join(folder, 'nonsense')), { original: between.url })
})

t.test('damage of any size is found, and repaired of what is whole and of the origin', async (t) => {
  const { origin, directory, works } = await mirrored(t)
  const note = readFileSync(join(directory, 'checkpoint'), 'utf8')
  t.match(await verifyMirror(directory), { damages: { count: 0 }, pending: 0 })
  t.match(await repairMirror(directory, { patience: PATIENCE }), { sync: null })
  const damage: Record<string, () => void> = {
    'a source': () =>
      meddle(directory, "UPDATE source SET content = x'00' WHERE rowid IN (SELECT min(rowid) FROM source)"),
    'a text': () => meddle(directory, "UPDATE text SET content = content || 'x' WHERE no = 3"),
    'an entry': () => meddle(directory, 'UPDATE log_entry SET bytes = zeroblob(10) WHERE seq = 5'),
    'a whole table': () => meddle(directory, 'DROP TABLE block'),
    'half of the file': () => truncateSync(databaseFile(directory), 200_000),
    'all of it': () => writeFileSync(databaseFile(directory), 'nothing of the kind'),
    'no file': () => rmSync(databaseFile(directory)),
  }
  for (const [what, hurt] of Object.entries(damage)) {
    hurt()
    const asked = origin.server.asked.length
    const repaired = await repairMirror(directory, { patience: PATIENCE })
    t.ok(repaired.before.damages.count > 0, `${what} is found`)
    t.match(repaired.sync, { complete: true, failures: [] }, `${what} is repaired`)
    t.match(await verifyMirror(directory), { damages: { count: 0 }, pending: 0 })
    t.equal(readFileSync(join(directory, 'checkpoint'), 'utf8'), note, 'to the same root')
    const blobs = origin.server.asked.slice(asked).filter((path) => path.startsWith('/blobs/'))
    if (what === 'a source') t.equal(blobs.length, 1, 'only what was lost is fetched')
    const app = await appOver(t, directory)
    for (const path of ['/works?limit=100', '/quotes', `/works/${works[4]}`, `/works/${works[3]}/paragraphs`])
      t.equal((await app.inject(path)).body, (await origin.app.inject(path)).body, path)
  }
  t.notOk(existsSync(join(directory, 'repair')))
})

t.test('another mirror can repair, an older one or a forger cannot', async (t) => {
  const { origin, directory } = await mirrored(t)
  const other = join(directoryFor(t), 'other')
  await initMirror(other, { origin: origin.server.url, keys: origin.keys })
  await syncMirror(other, {})
  const helper = await serveOrigin(t, await appOver(t, other))
  await origin.writer.importSource(markdown('# Later\n\nWhat came later.\n'))
  await origin.sign()
  await syncMirror(directory, {})
  meddle(directory, "UPDATE text SET content = content || 'x' WHERE no = 3")
  const from = helper.url
  await t.rejects(repairMirror(directory, { from, patience: PATIENCE }), { code: 'origin_rolled_back' })
  t.match(await verifyMirror(directory), { damages: { gravest: 'damaged' } }, 'it is as it was')
  await syncMirror(other, {})
  helper.meddle = (path, answer) =>
    path.startsWith('/log/tile') ? { ...answer, body: Buffer.alloc(64) } : answer
  await t.rejects(repairMirror(directory, { from, patience: PATIENCE }), { code: 'origin_altered' })
  helper.meddle = (_, answer) => answer
  helper.app = await appOver(t, other)
  t.match(await repairMirror(directory, { from, patience: PATIENCE }), { sync: { complete: true } })
  t.match(await verifyMirror(directory), { damages: { count: 0 } })
})

t.test('a sample finds what it reads, and reads what chance chose', async (t) => {
  const { directory } = await mirrored(t)
  t.match(await verifySample(directory, { share: 1 }), { damages: { count: 0 }, sampled: 21, pending: 0 })
  t.match(await verifySample(directory, { share: 0.5, random: () => 0.7 }), { sampled: 0 })
  meddle(directory, "UPDATE text SET content = content || 'x' WHERE no = 3")
  t.match(await verifySample(directory, { share: 1 }), { damages: { gravest: 'damaged' } })
})

t.test('a checkpoint that no trusted key signed is no proof of anything', async (t) => {
  const { directory } = await mirrored(t)
  const stranger = await testOrigin(t)
  writeFileSync(join(directory, 'checkpoint'), (await stranger.archive.log.checkpoint())!.note)
  t.match(await verifySample(directory, { share: 1 }), { damages: { gravest: 'bad_signature' } })
  t.match(await verifyMirror(directory), { damages: { gravest: 'bad_signature' } })
  await t.rejects(syncMirror(directory, {}), { code: 'mirror_damaged' })
  t.match(await repairMirror(directory, { patience: PATIENCE }), { sync: { complete: true } })
  t.match(await verifyMirror(directory), { damages: { count: 0 } })
})
