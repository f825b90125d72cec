/**
 * Whatever is changed of what an origin serves, in any kind of byte, is found, named rightly, and never taken over.
 */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { verifyArchive } from '../../src/fixity/verify-archive.ts'
import { syncMirror } from '../../src/mirror/mirror.ts'
import { writeMirrorFile } from '../../src/mirror/mirror-file.ts'
import { LogRows } from '../../src/store/sqlite/log/log.ts'
import { countTasks } from '../../src/store/sqlite/mirror/tasks.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { randomFrom } from '../lineage/edited.ts'
import { buildTestApp } from '../support/app.ts'
import { directoryFor } from '../support/directory.ts'
import { appOver, type TestOrigin, testMirror, testOrigin } from '../support/mirror.ts'
import type { Answer } from '../support/origin-server.ts'
import { runs } from '../support/runs.ts'

const markdown = (text: string) => ({
  bytes: Buffer.from(text),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})
/** Changes of each kind of answer. */
const CHANGES = runs(32)

/** An origin of which everything can be asked for: works with metadata that were given, versions, quotes, a withdrawal. */
async function busyOrigin(t: Test): Promise<TestOrigin> {
  const origin = await testOrigin(t)
  const { writer } = origin
  for (let n = 0; n < 6; n++) {
    const manifest = n % 2 === 0 ? { manifest: { title: `Given ${n}` } } : {}
    const text = `# Work ${n}\n\nOn ferry ${n}, and on its way to the harbour.\n\nOne more of ${n}.\n`
    const { work } = await writer.importSource({ ...markdown(text), ...manifest })
    await origin.app.inject({
      method: 'POST',
      url: '/quotes',
      payload: { work, exact: `ferry ${n}, and on its way` },
    })
    if (n === 1) await writer.importVersion(work, markdown(`${text}\nAdded.\n`))
    if (n === 2) await writer.correctMetadata({ work, manifest: { title: 'Corrected' }, revision: null })
    if (n === 3) await writer.withdraw({ work, version: null, reason: 'As asked.', erase: false })
  }
  await origin.sign()
  return origin
}

type Random = () => number

/** One bit of a body, a byte less, a byte more, or a half of it. */
const CORRUPTIONS: ((body: Buffer, next: Random) => Buffer)[] = [
  (body, next) => {
    const bytes = Buffer.from(body)
    const at = Math.floor(next() * bytes.length)
    bytes[at] = bytes[at]! ^ (1 << Math.floor(next() * 8))
    return bytes
  },
  (body) => body.subarray(0, -1),
  (body) => Buffer.concat([body, Buffer.from([0x0a])]),
  (body) => body.subarray(0, body.length >> 1),
]

/** The kinds of answer, and how a change of them is named. */
const KINDS: Record<string, { path: RegExp; code: string }> = {
  checkpoint: { path: /^\/log\/checkpoint$/, code: 'bad_signature' },
  'tile of entries': { path: /^\/log\/tile\/entries\//, code: 'origin_altered' },
  'manifest, notice or source': { path: /^\/blobs\/sha256\//, code: 'origin_altered' },
  rows: { path: /^\/log\/records\//, code: 'origin_altered' },
  quotes: { path: /^\/quotes\?/, code: 'origin_altered' },
}

t.test('a change of any kind of answer is found and named', async (t) => {
  const origin = await busyOrigin(t)
  const healthy = await testMirror(t, origin)
  t.match(await healthy.sync(), { complete: true, failures: [] })
  const asked = [...new Set(origin.server.asked)]
  for (const [kind, { path, code }] of Object.entries(KINDS)) {
    await t.test(kind, async (t) => {
      const next = randomFrom(kind.length)
      const victims = asked.filter((each) => path.test(each))
      t.ok(victims.length > 0, 'there is something to change')
      const outcomes: Outcome[] = []
      for (let n = 0; n < CHANGES; n++) {
        const victim = victims[n % victims.length]!
        const corrupt = CORRUPTIONS[Math.floor(n / victims.length) % CORRUPTIONS.length]!
        const seed = Math.floor(next() * 2 ** 31)
        outcomes.push(
          await afterChange(t, origin, { kind, victim, corrupt: (body) => corrupt(body, randomFrom(seed)) }),
        )
      }
      const telling = outcomes.filter(({ says }) => says)
      t.comment(`${CHANGES} changes, ${telling.length} of them of something that is said`)
      t.strictSame(
        telling.filter(({ codes, complete }) => complete || codes.join() !== code),
        [],
      )
      t.ok(telling.length >= CHANGES / 3)
    })
  }
})

interface Outcome {
  victim: string
  codes: string[]
  complete: boolean
  /** Whether the change is one of what is said, and not of white space alone. */
  says: boolean
}

/** What a new mirror makes of an answer that is changed; when it is whole again, so must the mirror be. */
async function afterChange(
  t: Test,
  origin: TestOrigin,
  { kind, victim, corrupt }: { kind: string; victim: string; corrupt: (body: Buffer) => Buffer },
): Promise<Outcome> {
  let says = false
  origin.server.meddle = (path, answer) => {
    if (path !== victim) return answer
    const body = corrupt(answer.body)
    says ||= !isSame(kind, body, answer.body)
    return { ...answer, body }
  }
  const mirror = await testMirror(t, origin)
  const { codes, complete } = await mirror.sync().then(
    (report) => ({ codes: report.failures.map(({ code }) => code), complete: report.complete }),
    (error) => ({ codes: [error.code as string], complete: false }),
  )
  // The log does not speak of quotes, so a wrong one does not keep the checkpoint back.
  const own = new LogRows(mirror.connection).checkpoint()
  if (codes.length > 0 && kind !== 'quotes') t.equal(own, undefined, 'no checkpoint of its own')
  origin.server.meddle = (_, answer) => answer
  t.match(await mirror.sync(), { complete: true, failures: [] }, 'it goes on when the origin is whole again')
  mirror.connection.close()
  return { victim, codes, complete, says }
}

/** White space at the end of rows says nothing; when a quote was registered is known to the origin alone. */
function isSame(kind: string, changed: Buffer, body: Buffer): boolean {
  if (changed.equals(body)) return true
  if (kind !== 'rows' && kind !== 'quotes') return false
  const lines = (bytes: Buffer) =>
    JSON.stringify(
      bytes
        .toString()
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ ...JSON.parse(line), registeredAt: null })),
    )
  try {
    return lines(changed) === lines(body)
  } catch {
    return false
  }
}

t.test('entries in another order, left out, or of another log', async (t) => {
  const origin = await busyOrigin(t)
  const bundle = /^\/log\/tile\/entries\//
  const cases: Record<string, (entries: Buffer[]) => Buffer[]> = {
    'another order': ([first, second, third, ...rest]) => [first!, third!, second!, ...rest],
    'one left out, another twice': ([first, second, , ...rest]) => [first!, second!, second!, ...rest],
    'one less': (entries) => entries.slice(0, -1),
  }
  for (const [name, change] of Object.entries(cases)) {
    origin.server.meddle = (path, answer) =>
      bundle.test(path) ? { ...answer, body: printed(change(parsed(answer.body))) } : answer
    const mirror = await testMirror(t, origin)
    await t.rejects(mirror.sync(), { code: 'origin_altered' }, name)
    t.equal(new LogRows(mirror.connection).size(), 0, 'nothing was taken over')
  }
})

t.test('what the log names and the origin does not serve is missed', async (t) => {
  const origin = await busyOrigin(t)
  for (const status of [404, 410]) {
    const mirror = await testMirror(t, origin)
    const named: string[] = []
    origin.server.meddle = (path, answer) => {
      if (!path.startsWith('/blobs/') || named.length > 0) return answer
      named.push(path)
      return { ...answer, status, body: Buffer.alloc(0) }
    }
    const report = await mirror.sync()
    t.match(report, { complete: false, failures: [{ code: 'origin_omits', message: /does not serve/ }] })
    t.equal(report.pending, 1)
    origin.server.meddle = (_, answer) => answer
    t.match(await mirror.sync(), { complete: true, pending: 0 })
  }
})

/** A mirror's directory with its settings, as the command has it. */
async function mirrored(t: Test, origin: TestOrigin): Promise<string> {
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: true })
  mirror.connection.close()
  writeMirrorFile(mirror.directory, { origin: origin.server.url, keys: origin.keys })
  return mirror.directory
}

/** The archive as it is now, to be gone on with in another way: by the same key. */
async function twin(t: Test, origin: TestOrigin): Promise<{ writer: LocalWriter; serve(): Promise<void> }> {
  await origin.sign()
  const connection = openWriter(databaseFile(origin.directory))
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
  const directory = directoryFor(t)
  for (const file of ['archive.sqlite', 'log.key', 'checkpoint'])
    cpSync(join(origin.directory, file), join(directory, file))
  const other = openWriter(databaseFile(directory))
  const writer = new LocalWriter(other, () => '2026-06-01T00:00:00.000Z')
  t.teardown(() => writer.close())
  return {
    writer,
    serve: async () => {
      await writer.signLog()
      origin.server.app = await appOver(t, directory)
    },
  }
}

t.test(
  'a log that was rolled back, or rewritten, is told as what it is; the copy stays, and the proof',
  async (t) => {
    const origin = await busyOrigin(t)
    const before = await twin(t, origin)
    await origin.writer.importSource(markdown('# Later\n\nWhat came later.\n'))
    await origin.sign()
    const directory = await mirrored(t, origin)
    const own = readFileSync(join(directory, 'checkpoint'), 'utf8')

    await before.serve()
    await t.rejects(syncMirror(directory, {}), { code: 'origin_rolled_back' })

    await before.writer.importSource(markdown('# Other\n\nWhat came instead.\n'))
    await before.serve()
    await t.rejects(syncMirror(directory, {}), { code: 'fork' }, 'of the same length')

    await before.writer.importSource(markdown('# Longer\n\nAnd what came after that.\n'))
    await before.serve()
    await t.rejects(syncMirror(directory, {}), { code: 'fork' }, 'of another length')

    const evidence = readdirSync(join(directory, 'evidence'))
    t.equal(evidence.length, 3)
    for (const each of evidence) {
      const notes = readdirSync(join(directory, 'evidence', each)).sort()
      t.strictSame(notes, ['ours.note', 'theirs.note'])
      t.equal(readFileSync(join(directory, 'evidence', each, 'ours.note'), 'utf8'), own)
    }
    t.equal(readFileSync(join(directory, 'checkpoint'), 'utf8'), own)
    const { damages, log } = await verifyArchive(directory)
    t.strictSame(damages.found, [])
    t.equal(log!.pending, 0)
  },
)

t.test('when the entries are not those that were signed, the tiles tell a fork from damage', async (t) => {
  const origin = await busyOrigin(t)
  const directory = await mirrored(t, origin)
  await origin.writer.importSource(markdown('# Later\n\nWhat came later.\n'))
  await origin.sign()
  const flip = (answer: Answer) => {
    const body = Buffer.from(answer.body)
    body[body.length - 30] = body[body.length - 30]! ^ 1
    return { ...answer, body }
  }
  origin.server.meddle = (path, answer) => (path.startsWith('/log/tile/entries') ? flip(answer) : answer)
  await t.rejects(syncMirror(directory, {}), {
    code: 'origin_altered',
    message: /not those that were signed/,
  })
  origin.server.meddle = (path, answer) => (path.startsWith('/log/tile/') ? flip(answer) : answer)
  await t.rejects(syncMirror(directory, {}), {
    code: 'origin_altered',
    message: /Neither the entries nor the tiles/,
  })
  origin.server.meddle = (_, answer) => answer
  t.match(await syncMirror(directory, {}), { complete: true })
})

t.test('a copy that is damaged itself calls nobody a forger', async (t) => {
  const origin = await busyOrigin(t)
  const directory = await mirrored(t, origin)
  const connection = openWriter(databaseFile(directory))
  connection.exec('DROP TRIGGER log_hash_no_update')
  connection.run(
    'UPDATE log_hash SET hash = zeroblob(32) WHERE level = 0 AND place = (SELECT max(place) FROM log_hash WHERE level = 0)',
  )
  t.equal(countTasks(connection), 0)
  connection.close()
  await origin.writer.importSource(markdown('# Later\n\nWhat came later.\n'))
  await origin.sign()
  await t.rejects(syncMirror(directory, {}), { code: 'mirror_damaged' })
})

t.test('a key that signs is followed; one that nobody told is not', async (t) => {
  const origin = await busyOrigin(t)
  const directory = await mirrored(t, origin)
  await origin.writer.rotateLogKey()
  await origin.sign()
  t.match(await syncMirror(directory, {}), { complete: true, entries: 1 })
  rmSync(join(origin.directory, 'log.key.old'))
  await origin.writer.importSource(markdown('# By the new key\n\nAlone.\n'))
  await origin.sign()
  t.match(await syncMirror(directory, {}), { complete: true, entries: 1 }, 'the new key alone')
  const late = await testMirror(t, origin)
  await t.rejects(late.sync(), { code: 'bad_signature' }, 'who knows the old key alone did not see it told')
  const stranger = await buildTestApp(t)
  await (stranger.writer as LocalWriter).signLog()
  stranger.archive.refresh()
  origin.server.app = stranger.app
  await t.rejects(syncMirror(directory, {}), { code: 'bad_signature' })
})

function parsed(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = []
  for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at))
    entries.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)))
  return entries
}

function printed(entries: readonly Buffer[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(entry.length)
      return [length, entry]
    }),
  )
}
