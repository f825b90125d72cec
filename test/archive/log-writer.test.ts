import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs, {
  copyFileSync,
  existsSync,
  fstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { logBeside, prepareArchive } from '../../src/archive/preparing.ts'
import { startHeartbeat } from '../../src/archive/signing/heartbeat.ts'
import { logSigner } from '../../src/archive/signing/log-key.ts'
import { LogWriter } from '../../src/archive/signing/log-writer.ts'
import { writerThread } from '../../src/archive/writer-thread.ts'
import { logOf } from '../../src/cli/log-settings.ts'
import { newWork } from '../../src/edition/new-work.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { openCheckpoint } from '../../src/log/checkpoint.ts'
import { type LogEntry, parseEntry } from '../../src/log/entry.ts'
import { type NoteSigner, parseVerifierKey, printVerifierKey } from '../../src/log/note-key.ts'
import { TreeEdge } from '../../src/log/tree-edge.ts'
import { leafHash } from '../../src/log/tree-hash.ts'
import { LogRows } from '../../src/store/sqlite/log/log.ts'
import { openReader, openWriter } from '../../src/store/sqlite/open.ts'
import { recordNewWork } from '../../src/store/sqlite/works/record-work.ts'
import { directoryFor } from '../support/directory.ts'
import { load } from '../support/load.ts'
import { ROOT } from '../support/root.ts'

const NOW = '2026-01-01T00:00:00.000Z'
const LATER = '2026-01-03T00:00:00.000Z'

function source(n: number) {
  return { bytes: Buffer.from(`# Work ${n}\n\nText ${n}.\n`), mediaType: 'text/markdown', fileName: 'a.md' }
}

/** A writer on the archive in a directory, closed when the test ends. */
function writerOn(t: Test, directory: string, now = NOW) {
  const connection = openWriter(databaseFile(directory))
  const writer = new LocalWriter(connection, () => now)
  let open = true
  const close = async () => {
    if (open) await writer.close()
    open = false
  }
  t.teardown(close)
  return { writer, sql: connection, close }
}

async function freshArchive(t: Test) {
  const directory = directoryFor(t)
  await prepareArchive(directory)
  return { directory, ...writerOn(t, directory) }
}

/** All entries, after the checkpoint was checked against them and the keys that they tell. */
function checkedLog(directory: string): { entries: LogEntry[]; signatures: number; note: string } {
  const sql = openReader(databaseFile(directory))
  const rows = new LogRows(sql)
  const { size, note } = rows.checkpoint()!
  const bytes = rows.entries(0, rows.size())
  sql.close()
  const entries = bytes.map(parseEntry)
  const keys = entries.flatMap((entry) => (entry.op === 'key' ? [parseVerifierKey(entry.vkey)] : []))
  const checkpoint = openCheckpoint(note, keys)
  if (size !== entries.length) throw new Error(`${size} of ${entries.length} entries are signed`)
  if (!TreeEdge.empty.extend(bytes.map(leafHash)).root().equals(checkpoint.root))
    throw new Error('another root')
  if (readFileSync(join(directory, 'checkpoint'), 'utf8') !== note)
    throw new Error('another note in the file')
  return { entries, signatures: checkpoint.signedBy.length, note }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(10)
}

t.test('a database that is older than its checkpoint publishes nothing', async (t) => {
  const { directory, writer, close } = await freshArchive(t)
  const file = databaseFile(directory)
  await writer.importSource(source(1))
  await close()
  copyFileSync(file, `${file}.backup`)
  const second = writerOn(t, directory)
  await second.writer.importSource(source(2))
  await second.close()
  for (const rest of ['-wal', '-shm']) rmSync(`${file}${rest}`, { force: true })
  renameSync(`${file}.backup`, file)

  await prepareArchive(directory)
  const restored = writerOn(t, directory)
  const refusal = await restored.writer.importSource(source(3)).catch((error) => error)
  t.match(refusal, { code: 'log_rolled_back', message: /has 2 entries.*signed of 3.*newer backup/s })
  t.notMatch(refusal.message, directory, 'a client is not told where the archive lies')
  await t.rejects(restored.writer.beat(0), { code: 'log_rolled_back' })
  await t.rejects(restored.writer.rotateLogKey(), { code: 'log_rolled_back' })
  t.equal(restored.sql.value('SELECT count(*) FROM work'), 1, 'nothing was recorded')
  t.equal(restored.sql.value('SELECT count(*) FROM log_entry'), 2)

  rmSync(join(directory, 'checkpoint'))
  await restored.writer.importSource(source(3))
  await restored.writer.signLog()
  t.equal(checkedLog(directory).entries.length, 3, 'whoever removes the file knows what he does')
})

t.test('the newest note is on disk under its name when a signature is answered', async (t) => {
  const { directory, writer } = await freshArchive(t)
  await writer.importSource(source(1))
  const { renameSync: rename, fsyncSync: fsync } = fs
  const done: string[] = []
  fs.renameSync = (from, to) => {
    rename(from, to)
    done.push(`renamed ${basename(String(to))}`)
  }
  fs.fsyncSync = (descriptor) => {
    fsync(descriptor)
    if (fstatSync(descriptor).isDirectory()) done.push('synced the directory')
  }
  syncBuiltinESMExports()
  try {
    await writer.signLog()
  } finally {
    Object.assign(fs, { renameSync: rename, fsyncSync: fsync })
    syncBuiltinESMExports()
  }
  t.strictSame(done, ['renamed checkpoint', 'synced the directory'])
  t.equal(checkedLog(directory).entries.length, 2)
})

t.test('a signer that is overtaken before its note is kept leaves the newer note', async (t) => {
  const { directory, writer } = await freshArchive(t)
  await writer.importSource(source(1))
  const { renameSync: rename } = fs
  fs.renameSync = (from, to) => {
    fs.renameSync = rename
    syncBuiltinESMExports()
    const held = `${to}.held`
    rename(from, held)
    const connection = openWriter(databaseFile(directory))
    const log = new LogWriter(connection, logBeside(directory))
    connection.transaction(() => log.append({ op: 'heartbeat', id: log.signers()[0]!.name }, LATER))
    log.sign(LATER)
    connection.close()
    rename(held, to)
  }
  syncBuiltinESMExports()
  try {
    await writer.signLog()
  } finally {
    Object.assign(fs, { renameSync: rename })
    syncBuiltinESMExports()
  }
  t.equal(checkedLog(directory).entries.length, 1 + 1 + 1)
})

t.test('a checkpoint of other entries, or one that cannot be read, is no leave to go on', async (t) => {
  const { directory, writer } = await freshArchive(t)
  for (const n of [1, 2, 3]) await writer.importSource(source(n))
  await writer.signLog()
  const { note } = checkedLog(directory)
  for (const bad of [note.replace(/\n\d+\n/, '\n2\n'), 'nothing of the kind', '']) {
    writeFileSync(join(directory, 'checkpoint'), bad)
    await t.rejects(writer.importSource(source(4)), { code: 'log_rolled_back' })
  }
  writeFileSync(join(directory, 'checkpoint'), note)
  await writer.importSource(source(4))
  await writer.signLog()
  t.equal(checkedLog(directory).entries.length, 5)
})

t.test('what is rolled back leaves no trace in the log', async (t) => {
  const { directory, writer, sql } = await freshArchive(t)
  const log = new LogWriter(sql, logBeside(directory))
  const beats = (count: number, then: () => void = () => {}) =>
    sql.transaction(() => {
      for (let n = 0; n < count; n++) log.append({ op: 'heartbeat', id: log.signers()[0]!.name }, NOW)
      then()
    })
  const fail = () => {
    throw new Error('on purpose')
  }
  t.throws(() => beats(3, fail), /on purpose/)
  t.equal(sql.value('SELECT count(*) FROM log_entry'), 0)
  for (const count of [1, 5, 250, 9]) {
    t.throws(() => beats(count, fail), /on purpose/)
    beats(count)
    t.throws(() => beats(2, fail), /on purpose/)
  }
  sql.exec(
    "CREATE TEMP TRIGGER fails BEFORE INSERT ON publication BEGIN SELECT RAISE(ABORT, 'on purpose'); END",
  )
  await t.rejects(writer.importSource(source(1)), /on purpose/)
  t.equal(sql.value('SELECT count(*) FROM work'), 0)
  sql.exec('DROP TRIGGER fails')
  await writer.importSource(source(1))
  await writer.signLog()
  t.equal(checkedLog(directory).entries.length, 1 + 1 + 5 + 250 + 9 + 1)
})

t.test('two processes and a thread publish into one log', async (t) => {
  const directory = t.testdir({ texts: {} })
  const build = spawnSync(process.execPath, ['scripts/build.js', '--if-stale'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  t.equal(build.status, 0, build.stderr)
  const data = join(directory, 'archive')
  await prepareArchive(data)
  const processes = [100, 200].map((first) => {
    const files = Array.from({ length: 12 }, (_, n) => join(directory, 'texts', `${first + n}.md`))
    for (const [n, file] of files.entries()) writeFileSync(file, source(first + n).bytes)
    const args = ['dist/src/main.js', 'import', ...files, '--data', data]
    return once(spawn(process.execPath, args, { cwd: ROOT, stdio: 'ignore' }), 'exit')
  })
  const thread = writerThread(data)
  t.teardown(() => thread.close())
  for (let n = 0; n < 12; n++) await thread.importSource(source(n))
  t.strictSame(await Promise.all(processes), [
    [0, null],
    [0, null],
  ])
  await thread.close()
  const { entries } = checkedLog(data)
  t.equal(entries.length, 1 + 36)
  t.equal(new Set(entries.flatMap((entry) => (entry.op === 'put' ? [entry.id] : []))).size, 36)
  t.strictSame(
    readdirSync(data)
      .filter((name) => !name.startsWith('archive.sqlite'))
      .sort(),
    ['checkpoint', 'log.key'],
    'no drafts are left',
  )
})

t.test('an archive from before the log publishes what it holds when it is opened', async (t) => {
  const { directory, close } = await freshArchive(t)
  await close()
  const connection = openWriter(databaseFile(directory))
  for (const n of [1, 2, 3]) {
    const request = source(n)
    const { work, edition } = newWork(request, load(request).document)
    recordNewWork(connection, { work, edition }, { now: NOW, publish: () => {} })
  }
  connection.close()
  t.notOk(existsSync(join(directory, 'log.key')), 'nothing was published')
  await prepareArchive(directory, { now: () => LATER })
  const { entries } = checkedLog(directory)
  t.strictSame(
    entries.map(({ op, time }) => [op, time]),
    [
      ['key', LATER],
      ['put', LATER],
      ['put', LATER],
      ['put', LATER],
    ],
  )
  await prepareArchive(directory)
  t.equal(checkedLog(directory).entries.length, 4, 'once')
})

t.test('what a killed process left unsigned is signed when the archive is opened', async (t) => {
  const { directory, writer, sql } = await freshArchive(t)
  await writer.importSource(source(1))
  await writer.signLog()
  const log = new LogWriter(sql, logBeside(directory))
  sql.transaction(() => log.append({ op: 'heartbeat', id: log.signers()[0]!.name }, NOW))
  t.throws(() => checkedLog(directory), /2 of 3 entries/)
  await prepareArchive(directory)
  t.equal(checkedLog(directory).entries.length, 3)
})

t.test(
  'a heart beats when nothing was published for a while, and only in a log that was begun',
  async (t) => {
    const { directory, writer, close } = await freshArchive(t)
    t.equal(await writer.beat(0), false)
    await writer.importSource(source(1))
    t.equal(await writer.beat(1), false)
    await close()
    const later = writerOn(t, directory, LATER)
    t.equal(await later.writer.beat(48 * 3_600_000 + 1), false)
    t.equal(await later.writer.beat(48 * 3_600_000), true)
    t.match(checkedLog(directory).entries.at(-1), { op: 'heartbeat', time: LATER, seq: 2 })

    const failures: Error[] = []
    const stop = startHeartbeat(later.writer, (error) => failures.push(error), { quiet: 0, every: 10 })
    await wait(200)
    stop()
    const { length } = checkedLog(directory).entries
    t.ok(length >= 5, `${length} entries`)
    await wait(50)
    t.equal(checkedLog(directory).entries.length, length)
    t.strictSame(failures, [])
  },
)

t.test(
  'what could not be signed is signed by itself when its key is back, and somebody is told',
  async (t) => {
    const { directory, close } = await freshArchive(t)
    await close()
    const key = join(directory, 'log.key')
    const thread = writerThread(directory)
    t.teardown(() => thread.close())
    const failures: Error[] = []
    thread.tellFailures((error) => failures.push(error))
    const connection = openWriter(databaseFile(directory))
    const local = new LocalWriter(connection, () => NOW, { signingFailed: (error) => failures.push(error) })
    t.teardown(() => local.close())
    await thread.importSource(source(0))
    await isSigned(1 + 1)
    // In this thread nothing is signed before the key is gone; in the other it is taken until that is so.
    await local.importSource(source(1))
    renameSync(key, `${key}.away`)
    await until(() => failures.length > 0)
    t.match(failures[0], { code: 'unusable_key', message: /not there/ })
    t.throws(() => checkedLog(directory), /2 of 3 entries/)
    renameSync(`${key}.away`, key)
    await isSigned(1 + 2)

    let n = 2
    for (failures.length = 0; failures.length === 0; n++) {
      await thread.importSource(source(n))
      renameSync(key, `${key}.away`)
      await wait(60)
      renameSync(`${key}.away`, key)
    }
    t.match(failures[0], { code: 'unusable_key', message: /not there/ }, 'the thread tells it too')
    await isSigned(1 + n)

    function isSigned(size: number): Promise<void> {
      return until(() => new LogRows(connection).checkpoint()?.size === size)
    }
  },
)

t.test('a new key signs beside the old one until its file is removed', async (t) => {
  const { directory, writer } = await freshArchive(t)
  const file = join(directory, 'log.key')
  await writer.importSource(source(1)).then(() => writer.signLog())
  const [first] = await writer.logKeys()
  const firstPem = readFileSync(file)
  const second = await writer.rotateLogKey()
  t.equal(statSync(file).mode & 0o777, 0o600)
  t.strictSame(await writer.logKeys(), [second, first])
  const rotated = checkedLog(directory)
  t.match(rotated.entries.at(-1), { op: 'key', vkey: second })
  for (const vkey of [first!, second]) t.ok(openCheckpoint(rotated.note, [parseVerifierKey(vkey)]))
  await t.rejects(writer.rotateLogKey(), { code: 'rotation_under_way' })

  rmSync(`${file}.old`)
  await writer.importSource(source(2)).then(() => writer.signLog())
  const { note, signatures } = checkedLog(directory)
  t.equal(signatures, 1)
  t.throws(() => openCheckpoint(note, [parseVerifierKey(first!)]), { code: 'unknown_signer' })

  // Cut off after the entry, and once more after the old key was kept.
  const third = await writer.rotateLogKey()
  const { length } = checkedLog(directory).entries
  renameSync(file, `${file}.new`)
  renameSync(`${file}.old`, file)
  t.equal(await writer.rotateLogKey(), third, 'a rotation that was cut off is gone on with')
  renameSync(file, `${file}.new`)
  copyFileSync(`${file}.old`, file)
  t.equal(await writer.rotateLogKey(), third)
  t.equal(checkedLog(directory).entries.length, length, 'and told once')

  rmSync(`${file}.old`)
  const thirdPem = readFileSync(file)
  writeFileSync(file, firstPem)
  const before = checkedLog(directory).entries.length
  await t.rejects(writer.importSource(source(3)), {
    code: 'unusable_key',
    message: /not the one that signed/,
  })
  rmSync(file)
  await t.rejects(writer.importSource(source(3)), { code: 'unusable_key', message: /not there/ })
  t.equal(checkedLog(directory).entries.length, before, 'nothing was published that nobody can sign')
  t.notOk(existsSync(file), 'a log that was begun is given no other key by itself')
  writeFileSync(file, thirdPem)
  await writer.importSource(source(3)).then(() => writer.signLog())
  t.equal(checkedLog(directory).signatures, 1, 'the right key goes on')
})

t.test('a rotation that was cut off before anybody signed it ends with a note by both keys', async (t) => {
  const { directory, writer, sql, close } = await freshArchive(t)
  await writer.importSource(source(1)).then(() => writer.signLog())
  const file = join(directory, 'log.key')
  const log = new LogWriter(sql, logBeside(directory))
  const [{ name }] = log.signers() as [NoteSigner]
  const told = printVerifierKey(logSigner(`${file}.new`, name))
  sql.transaction(() => log.append({ op: 'key', id: name, vkey: told }, NOW))
  await close()
  // Opening signs what was not signed: with the old key, the only one in its place.
  await prepareArchive(directory)
  t.equal(checkedLog(directory).signatures, 1)

  const later = writerOn(t, directory, LATER)
  t.equal(await later.writer.rotateLogKey(), told)
  const { entries, signatures } = checkedLog(directory)
  t.equal(signatures, 2)
  t.match(entries.slice(-2), [{ op: 'key', vkey: told }, { op: 'heartbeat' }])
  rmSync(`${file}.old`)
  await later.writer.importSource(source(2)).then(() => later.writer.signLog())
  t.equal(checkedLog(directory).signatures, 1, 'the new key goes on alone')
})

t.test('a key and a name of one’s own', async (t) => {
  const directory = t.testdir({ keys: {} })
  const log = { keyFile: join(directory, 'keys', 'signing.pem'), name: 'archive.example/log' }
  const data = join(directory, 'data')
  await prepareArchive(data, { log })
  const writer = writerThread(data, { log })
  await writer.importSource(source(1))
  await wait(200)
  await writer.close()
  t.match(checkedLog(data).entries[0], { op: 'key', id: 'archive.example/log' })
  t.ok(existsSync(log.keyFile))
  t.notOk(existsSync(join(data, 'log.key')))
})

t.test('a log is named after its public address, when it has one that can be a name', async (t) => {
  const settings = { data: '/data', logKey: '', logName: '', baseUrl: '' }
  const named = (given: Partial<typeof settings>) => logOf({ ...settings, ...given }).name
  t.equal(named({ baseUrl: 'https://archive.example.org' }), 'archive.example.org/log')
  t.equal(named({ baseUrl: 'https://example.org:8443/texts/' }), 'example.org:8443/texts/log')
  t.equal(named({ baseUrl: 'https://example.org/a+b' }), '')
  t.equal(named({}), '')
  t.equal(named({ baseUrl: 'https://archive.example.org', logName: 'given' }), 'given')
})
