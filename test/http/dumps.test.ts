/** Dumps over HTTP: what is listed, ranges of bytes, what is no longer given out, slow clients. */
import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { LocalWriter } from '../../src/archive/local-writer.ts'
import { type Dump, readDumps, writeDumps } from '../../src/dumps/dump-index.ts'
import { exportDumps } from '../../src/dumps/export.ts'
import { sha256 } from '../../src/identity/digest.ts'
import { BASE, buildTestApp, NOW } from '../support/app.ts'

const SEED = '2rma5yfyxknb207f'

async function withDumps(t: Test) {
  const built = await buildTestApp(t)
  const writer = built.writer as LocalWriter
  await writer.signLog()
  built.archive.refresh()
  const out = join(built.directory, 'dumps')
  const make = (now = NOW) =>
    exportDumps(built.directory, { out, formats: ['ndjson', 'sqlite'], keep: 2, now })
  const { made } = await make()
  const [lines, database] = made as [Dump, Dump]
  return { ...built, writer, out, make, lines, database }
}

t.test('dumps are listed with all that the index says of them', async (t) => {
  const { app, lines, database, out } = await withDumps(t)
  const list = await app.inject('/dumps')
  t.match(list, { statusCode: 200, headers: { 'cache-control': 'no-cache' } })
  const items = [lines, database].map((dump) => ({ url: `${BASE}/dumps/${dump.file}`, ...dump }))
  t.strictSame(list.json(), { items })
  t.match((await app.inject('/.well-known/colophon')).json(), {
    dumps: `${BASE}/dumps`,
    mirror: { addresses: `${BASE}/mirror.txt`, digests: `${BASE}/mirror.sha256` },
  })
  t.equal((await app.inject('/dumps?limit=1')).statusCode, 400)
  t.equal((await app.inject({ url: '/dumps', headers: { accept: 'text/html' } })).statusCode, 406)
  truncateSync(join(out, database.file), 100)
  t.strictSame((await app.inject('/dumps')).json().items, items.slice(0, 1), 'one that is not whole is none')
  t.equal((await app.inject(`/dumps/${database.file}`)).statusCode, 404)
  writeDumps(out, [])
  t.strictSame((await app.inject('/dumps')).json(), { items: [] })
  appendFileSync(join(out, 'dumps.json'), 'x')
  t.strictSame((await app.inject('/dumps')).json(), { items: [] }, 'nothing of an index that cannot be read')
  rmSync(out, { recursive: true })
  t.strictSame((await app.inject('/dumps')).json(), { items: [] })
})

t.test('a dump is sent whole, or the range that is asked for', async (t) => {
  const { app, lines, database, out } = await withDumps(t)
  for (const [dump, type] of [
    [lines, 'application/octet-stream'],
    [database, 'application/vnd.sqlite3'],
  ] as const) {
    const url = `/dumps/${dump.file}`
    const bytes = readFileSync(join(out, dump.file))
    const etag = `"${sha256(bytes)}"`
    const ask = (headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
      app.inject({ url, headers, method })
    const whole = {
      statusCode: 200,
      headers: {
        etag,
        'content-type': type,
        'content-length': String(bytes.length),
        'accept-ranges': 'bytes',
        'repr-digest': `sha-256=:${Buffer.from(sha256(bytes), 'hex').toString('base64')}:`,
        'content-disposition': `attachment; filename="${dump.file}"`,
        'x-content-type-options': 'nosniff',
      },
    }
    const answer = await ask()
    t.match(answer, whole)
    t.ok(answer.rawPayload.equals(bytes))
    const head = await ask({ range: 'bytes=0-1' }, 'HEAD')
    t.match(head, { ...whole, body: '' })

    const { length } = bytes
    for (const [range, start, end] of [
      ['bytes=0-0', 0, 1],
      ['bytes=5-99', 5, 100],
      ['bytes=100-', 100, length],
      ['bytes=-7', length - 7, length],
      [`bytes=10-${length * 2}`, 10, length],
      [`bytes=-${length * 2}`, 0, length],
      [`BYTES=${length - 1}-`, length - 1, length],
    ] as const) {
      const part = await ask({ range })
      t.match(part, {
        statusCode: 206,
        headers: {
          ...whole.headers,
          'content-length': String(end - start),
          'content-range': `bytes ${start}-${end - 1}/${length}`,
        },
      })
      t.ok(part.rawPayload.equals(bytes.subarray(start, end)), range)
    }
    for (const range of [
      'bytes=0-1,5-6',
      'lines=0-1',
      'bytes=9-3',
      'bytes=-',
      'bytes=a-b',
      `bytes=${'1'.repeat(99)}-`,
    ])
      t.ok((await ask({ range })).rawPayload.equals(bytes), `${range} asks for the whole`)
    for (const range of [`bytes=${length}-`, 'bytes=-0']) {
      const none = await ask({ range })
      t.match(none, { statusCode: 416, headers: { 'content-range': `bytes */${length}` } })
      t.match(none.json(), { type: `${BASE}/problems/range_not_satisfiable` })
      t.notOk('etag' in none.headers)
    }
    const later = { range: 'bytes=100-' }
    t.equal((await ask({ ...later, 'if-range': etag })).statusCode, 206)
    for (const other of [`W/${etag}`, '"another"', 'Sat, 01 Jan 2028 00:00:00 GMT'])
      t.match(await ask({ ...later, 'if-range': other }), whole, `${other} names no file of ours`)
    for (const known of [etag, `"x", ${etag}`, '*']) {
      const unchanged = await ask({ ...later, 'if-none-match': known })
      t.match(unchanged, { statusCode: 304, body: '', headers: { etag } })
    }
    t.match(await ask({ 'if-none-match': '"another"' }), whole)
  }
  await allClosed(t, out)
})

t.test('only what the index names is a dump', async (t) => {
  const { app, out } = await withDumps(t)
  for (const name of [
    'dumps.json',
    '.lock',
    'colophon-99.sqlite',
    '..%2farchive.sqlite',
    '%2e%2e%2fdumps%2fdumps.json',
    'colophon-2.sqlite%00',
    '%0d%0aSet-Cookie:x',
    'x'.repeat(100),
  ]) {
    const answer = await app.inject(`/dumps/${name}`)
    t.match(answer.json(), { status: 404, detail: /^There is no dump/ }, name)
  }
  t.equal((await app.inject(`/dumps/${'x'.repeat(101)}`)).statusCode, 400)
  t.equal((await app.inject('/dumps/../archive.sqlite')).statusCode, 404)
  const [dump] = readDumps(out)!
  writeDumps(out, [{ ...dump!, file: '../archive.sqlite' }])
  t.equal((await app.inject('/dumps/..%2farchive.sqlite')).statusCode, 404, 'nor does an index name others')
  for (const method of ['POST', 'PUT', 'DELETE'] as const)
    t.equal((await app.inject({ method, url: '/dumps/colophon-2.sqlite' })).statusCode, 405)
})

t.test('a dump is gone once something of it was withdrawn, until the next export', async (t) => {
  const { app, archive, writer, make, lines, out } = await withDumps(t)
  const url = `/dumps/${lines.file}`
  const bytes = Buffer.from('# On ferries\n\nThe ferry leaves at six.\n')
  const { work } = await writer.importSource({ bytes, mediaType: 'text/markdown', fileName: 'a.md' })
  archive.refresh()
  t.equal((await app.inject(url)).statusCode, 200, 'what comes later changes nothing')
  await writer.withdraw({ work, version: null, reason: 'Asked for.', erase: false })
  archive.refresh()
  for (const method of ['GET', 'HEAD'] as const)
    t.equal((await app.inject({ url, method })).statusCode, 410, 'before it is signed, too')
  t.match((await app.inject(url)).json(), {
    type: `${BASE}/problems/withdrawn`,
    detail: /withdrawn after the dump .*run `colophon export` again/,
  })
  t.equal((await app.inject({ url, headers: { 'if-none-match': '*' } })).statusCode, 410)
  t.strictSame((await app.inject('/dumps')).json(), { items: [] })
  await writer.signLog()
  archive.refresh()
  const { made } = await make()
  t.equal(made[0]!.logSize, 4)
  t.equal((await app.inject(url)).statusCode, 404, 'the old one is removed')
  t.notOk(existsSync(join(out, lines.file)))
  t.equal((await app.inject(`/dumps/${made[0]!.file}`)).statusCode, 200)
  t.equal((await app.inject('/dumps')).json().items.length, 2)

  const [newest] = readDumps(out)!
  writeDumps(out, [{ ...newest!, checkpoint: `${newest!.checkpoint}x` }])
  t.match((await app.inject(`/dumps/${newest!.file}`)).json(), { status: 404, detail: /of another log/ })
})

t.test('an erasure removes the dumps, which nobody is given any more', async (t) => {
  const { app, archive, writer, make, out } = await withDumps(t)
  const bytes = Buffer.from('# On ferries\n\nThe ferry leaves at six.\n')
  const { work } = await writer.importSource({ bytes, mediaType: 'text/markdown', fileName: 'a.md' })
  await writer.signLog()
  archive.refresh()
  const { made } = await make()
  writeFileSync(join(out, '.draft-colophon-9.sqlite.whole'), 'left by an export that was broken off')
  const files = () => readdirSync(out).filter((name) => name.includes('colophon-'))
  t.equal(files().length, 5)
  archive.refresh()
  await writer.withdraw({ work, version: null, reason: 'Asked for.', erase: true })
  t.strictSame(files(), [])
  archive.refresh()
  t.equal((await app.inject(`/dumps/${made[0]!.file}`)).statusCode, 410)
})

t.test('the same size again replaces a dump, and a download goes on as it began', async (t) => {
  const { app, archive, make, database, urls } = await withDumps(t)
  urls.base = await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `${urls.base}/dumps/${database.file}`
  const answer = await request(url)
  await once(answer, 'readable')
  await app.inject({
    method: 'POST',
    url: '/quotes',
    payload: { exact: 'This is where abandonment has led.', work: SEED },
  })
  archive.refresh()
  const { made } = await make('2026-03-02T00:00:00.000Z')
  t.not(made[1]!.sha256, database.sha256)
  t.equal(made[1]!.file, database.file)
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  t.equal(sha256(Buffer.concat(chunks)), database.sha256)
  const now = await app.inject({ url, headers: { range: 'bytes=0-9', 'if-range': `"${database.sha256}"` } })
  t.equal(now.statusCode, 200, 'nothing is gone on with that has changed')
  t.equal(sha256(now.rawPayload), made[1]!.sha256)
})

t.test('a dump is read no faster than its client takes it, and no more once it is gone', async (t) => {
  const { app, out, database, urls } = await withDumps(t)
  const file = join(out, database.file)
  const bytes = 256 * 2 ** 20
  truncateSync(file, bytes)
  writeDumps(out, [{ ...database, bytes }])
  urls.base = await app.listen({ host: '127.0.0.1', port: 0 })
  const begun = bytesRead()
  const answer = await request(`${urls.base}/dumps/${database.file}`)
  t.equal(answer.headers['content-length'], String(bytes))
  await once(answer, 'readable')
  await setTimeout(300)
  const before = bytesRead()
  await setTimeout(300)
  const read = bytesRead()
  t.ok(read - before < 2 ** 20, 'the client does not read, so the file is not read')
  t.ok(read > begun && read - begun < bytes / 4, `${read - begun} bytes were read`)
  answer.destroy()
  await allClosed(t, out)
})

async function request(url: string): Promise<IncomingMessage> {
  const [answer] = await once(get(url), 'response')
  return answer
}

/** How much this process has read from files until now. */
function bytesRead(): number {
  return Number(/^rchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1])
}

function openFiles(): { descriptor: string; name: string }[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      return [{ descriptor, name: readlinkSync(`/proc/self/fd/${descriptor}`) }]
    } catch {
      return []
    }
  })
}

/** Waits until no file of a directory is open. */
async function allClosed(t: Test, directory: string): Promise<void> {
  const isOpen = () => openFiles().some(({ name }) => name.startsWith(directory))
  for (let tries = 0; isOpen() && tries < 100; tries++) await setTimeout(20)
  t.notOk(isOpen(), 'no file is left open')
}
