/** Logs of very many entries: they come some at a time, verified before they are kept, and never more than fit. */
import { existsSync, statSync } from 'node:fs'
import t, { type Test } from 'tap'
import { logBeside } from '../../src/archive/preparing.ts'
import { logSigners } from '../../src/archive/signing/log-key.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { openCheckpoint, printCheckpoint } from '../../src/log/checkpoint.ts'
import { printEntry } from '../../src/log/entry.ts'
import { signNote } from '../../src/log/note.ts'
import { parseVerifierKey } from '../../src/log/note-key.ts'
import { TreeEdge } from '../../src/log/tree-edge.ts'
import { leafHash } from '../../src/log/tree-hash.ts'
import { LogRows } from '../../src/store/sqlite/log/log.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { type TestMirror, type TestOrigin, testMirror, testOrigin } from '../support/mirror.ts'

/** More than two batches. */
const MANY = 17_000
const LATER = '2026-02-01T00:00:00.000Z'

async function nameOf({ archive, keys }: TestOrigin): Promise<string> {
  return openCheckpoint((await archive.log.checkpoint())!.note, keys.map(parseVerifierKey)).origin
}

const beat = (seq: number, id: string) => printEntry({ v: 1, seq, time: LATER, op: 'heartbeat', id })

/** Makes the origin's log as long as that, with entries that ask for nothing. */
async function lengthen(origin: TestOrigin, size: number): Promise<void> {
  const id = await nameOf(origin)
  const db = openWriter(databaseFile(origin.directory))
  const log = new LogRows(db)
  db.transaction(() => {
    let edge = TreeEdge.read(log, log.size())
    for (let seq = log.size(); seq < size; seq++) {
      const bytes = beat(seq, id)
      edge = edge.extend([leafHash(bytes)], (hash) => log.recordHash(hash))
      log.recordEntry(seq, bytes)
    }
  })
  db.close()
  await origin.sign()
}

/** Signs with the origin's own key that its log has so many entries, and answers with any bytes for its tiles. */
async function announce(origin: TestOrigin, size: number, bundle: (first: number) => Buffer): Promise<void> {
  const name = await nameOf(origin)
  const signers = logSigners(logBeside(origin.directory).keyFile, name)
  const root = Buffer.alloc(32, 7)
  const note = Buffer.from(signNote(printCheckpoint({ origin: name, size, root, extensions: [] }), signers))
  origin.server.meddle = (path, answer) => {
    if (path === '/log/checkpoint') return { status: 200, headers: {}, body: note }
    if (!path.startsWith('/log/tile/')) return answer
    const [, level, place] = /^\/log\/tile\/([^/]+)\/(.*?)(\.p\/\d+)?$/.exec(path)!
    if (level !== 'entries') return { status: 200, headers: {}, body: Buffer.alloc(256 * 32, 7) }
    return { status: 200, headers: {}, body: bundle(256 * Number(place!.replaceAll(/[x/]/g, ''))) }
  }
}

function bundleOf(first: number, id: string): Buffer {
  const entries = Array.from({ length: 256 }, (_, at) => beat(first + at, id))
  return Buffer.concat(
    entries.flatMap((entry) => [Buffer.from([entry.length >> 8, entry.length & 255]), entry]),
  )
}

function bytesOf({ directory }: TestMirror): number {
  const files = ['', '-wal'].map((end) => `${databaseFile(directory)}${end}`)
  return files.reduce((sum, file) => sum + (existsSync(file) ? statSync(file).size : 0), 0)
}

/** A mirror that has the origin as it is now. */
async function synced(t: Test, origin: TestOrigin): Promise<TestMirror> {
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: true })
  return mirror
}

t.test('a log that announces more than the disk can hold is not begun', async (t) => {
  const origin = await testOrigin(t)
  const mirror = await synced(t, origin)
  const { size } = new LogRows(mirror.connection).checkpoint()!
  await announce(origin, 9_000_000_000_000_000, () => Buffer.alloc(0))
  origin.server.asked.length = 0
  await t.rejects(mirror.sync(), { code: 'mirror_full', message: /announces at least 1,15\d,000,000 GB/ })
  t.strictSame(origin.server.asked, ['/log/checkpoint'], 'nothing is asked for')
  t.equal(new LogRows(mirror.connection).size(), size)
  origin.server.meddle = (_, answer) => answer
  await lengthen(origin, size + 1)
  t.match(await mirror.sync(), { complete: true, size: size + 1 }, 'and the copy goes on as before')
})

t.test('entries of a tree that nobody made are not kept, however many are served', async (t) => {
  const origin = await testOrigin(t)
  const id = await nameOf(origin)
  const fresh = await testMirror(t, origin)
  const mirror = await synced(t, origin)
  const [key] = new LogRows(mirror.connection).entries(0, 1)
  const then = new LogRows(mirror.connection).size()
  await announce(origin, 1_000_000, (first) => {
    const bundle = bundleOf(first, id)
    if (first > 0) return bundle
    const one = bundle.readUInt16BE(0)
    return Buffer.concat([Buffer.from([key!.length >> 8, key!.length & 255]), key!, bundle.subarray(2 + one)])
  })
  for (const each of [fresh, mirror]) {
    const before = new LogRows(each.connection).size()
    origin.server.asked.length = 0
    await t.rejects(each.sync(), { code: 'origin_altered' })
    const bundles = origin.server.asked.filter((path) => path.includes('/entries/')).length
    t.ok(bundles <= 50, `${bundles} bundles were asked for`)
    t.ok(origin.server.asked.length <= 100, `${origin.server.asked.length} requests`)
    t.equal(new LogRows(each.connection).size(), before, 'none is kept')
    t.ok(bytesOf(each) < 20e6, `${bytesOf(each)} bytes`)
  }
  origin.server.meddle = (_, answer) => answer
  t.match(await mirror.sync(), { complete: true, size: then })
})

t.test('a long log comes some at a time, and what was verified is not asked for again', async (t) => {
  const origin = await testOrigin(t)
  await lengthen(origin, MANY)
  const mirror = await testMirror(t, origin)
  const log = new LogRows(mirror.connection)
  const bundles = () => new Set(origin.server.asked.filter((path) => path.includes('/entries/')))
  const growth = { most: 100_000 }
  await t.rejects(mirror.sync({ growth }), { code: 'mirror_full', message: /COLOPHON_MIRROR_GROWTH/ })
  t.equal(log.size(), 8192)
  t.equal(log.checkpoint(), undefined, 'it is not complete')
  const kept = [...bundles()].filter((path) => Number(path.slice(-3)) < 32)
  t.equal(kept.length, 32)
  origin.server.asked.length = 0
  await t.rejects(mirror.sync({ growth: { spare: 2 ** 60 } }), { code: 'mirror_full', message: /make room/ })
  t.equal(log.size(), 8192)
  await lengthen(origin, MANY + 100)
  t.match(await mirror.sync(), { complete: true, size: MANY + 100, entries: MANY + 100 - 8192 })
  t.strictSame(
    kept.filter((path) => bundles().has(path)),
    [],
  )
})

t.test('another history is refused before any entry of a long one is kept', async (t) => {
  const origin = await testOrigin(t)
  const other = await testOrigin(t)
  const key = logBeside(origin.directory)
  await lengthen(origin, 300)
  const mirror = await synced(t, origin)
  t.ok(existsSync(key.keyFile))
  const signers = logSigners(key.keyFile, await nameOf(origin))
  await lengthen(other, MANY)
  const { size, root } = openCheckpoint(
    (await other.archive.log.checkpoint())!.note,
    other.keys.map(parseVerifierKey),
  )
  const note = signNote(
    printCheckpoint({ origin: await nameOf(origin), size, root, extensions: [] }),
    signers,
  )
  origin.server.app = other.app
  origin.server.meddle = (path, answer) =>
    path === '/log/checkpoint' ? { ...answer, body: Buffer.from(note) } : answer
  await t.rejects(mirror.sync(), { code: 'fork' })
  t.equal(new LogRows(mirror.connection).size(), 300)
})
