/** The command `mirror` as a process: what it prints, its exit codes, and that it may be killed at any point. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { logBeside } from '../../src/archive/preparing.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { verifyArchive } from '../../src/fixity/verify-archive.ts'
import { writeMirrorFile } from '../../src/mirror/mirror-file.ts'
import { randomFrom } from '../lineage/edited.ts'
import { buildCommand, colophon, colophonBeside } from '../support/command.ts'
import { directoryFor } from '../support/directory.ts'
import { type TestOrigin, testOrigin } from '../support/mirror.ts'
import { ROOT } from '../support/root.ts'

const KILLS = 3
const WORKS = 80
const markdown = (text: string) => ({
  bytes: Buffer.from(text),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})

function start(...args: string[]): ChildProcess {
  const env = { PATH: process.env['PATH'] ?? '' }
  return spawn(process.execPath, ['dist/src/main.js', ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function filled(t: Test, count: number): Promise<{ origin: TestOrigin; works: string[] }> {
  const origin = await testOrigin(t)
  const works: string[] = []
  for (let n = 0; n < count; n++) {
    const text = `# Work ${n}\n\nOn ferry ${n}, and on its way to the harbour.\n\nOne more of ${n}.\n`
    works.push((await origin.writer.importSource(markdown(text))).work)
  }
  await origin.sign()
  return { origin, works }
}

t.before(buildCommand)

t.test('init, sync, status, verify, repair', async (t) => {
  const { origin, works } = await filled(t, 25)
  const directory = join(directoryFor(t), 'copy')
  const [key] = origin.keys
  const { url } = origin.server
  t.match(await colophonBeside('mirror', 'init', directory, url), { status: 2, stderr: /--key/ })
  t.match(await colophonBeside('mirror', 'init', directory, 'nowhere', '--key', key!), {
    status: 2,
    stderr: /It is an address/,
  })
  t.match(await colophonBeside('mirror', 'sync', directory), { status: 10, stderr: /is not a mirror/ })
  t.match(
    await colophonBeside('mirror', 'init', directory, 'http://127.0.0.1:9', '--key', key!),
    { status: 3 },
    'nobody there',
  )
  t.match(await colophonBeside('mirror', 'init', directory, url, '--key', key!), {
    status: 0,
    stderr: /of 27 entries/,
  })
  t.match(await colophonBeside('mirror', 'status', directory), { status: 3, stdout: /complete {2}never yet/ })

  const first = await colophonBeside('mirror', 'sync', directory, '--json')
  t.equal(first.status, 0)
  t.match(JSON.parse(first.stdout), { complete: true, size: 27, entries: 27, pending: 0, failures: [] })
  t.match(await colophonBeside('mirror', 'sync', directory), {
    status: 0,
    stderr: /Complete: 27 entries of the log, 0 of them new/,
  })
  const status = await colophonBeside('mirror', 'status', directory, '--json')
  t.equal(status.status, 0)
  t.match(JSON.parse(status.stdout), {
    origin: url,
    pending: 0,
    works: 26,
    copied: [],
    complete: { size: 27 },
  })
  t.match(await colophonBeside('mirror', 'verify', directory), {
    status: 0,
    stderr: /All is as it was signed/,
  })
  t.match(await colophonBeside('mirror', 'verify', directory, '--sample', '50%'), { status: 0 })
  t.match(await colophonBeside('mirror', 'verify', directory, '--sample', '0'), { status: 2 })
  t.match(await colophonBeside('mirror', 'repair', directory), { status: 0, stderr: /nothing to repair/ })

  t.match(await colophonBeside('import', join(ROOT, 'README.md'), '--data', directory), {
    status: 10,
    stderr: /is a mirror of/,
  })
  t.match(await colophonBeside('serve', '--data', directory, '--port', '0'), {
    status: 10,
    stderr: /mirror serve/,
  })
  t.match(await colophonBeside('cite', works[0]!, '--data', directory), { status: 0 }, 'reading is as ever')

  for (const work of works.slice(0, 5))
    await origin.writer.withdraw({ work, version: null, reason: 'As asked.', erase: true })
  await origin.sign()
  t.match(await colophonBeside('mirror', 'sync', directory), {
    status: 3,
    stderr: /5 of 26 works are withdrawn at once/,
  })
  t.match(await colophonBeside('mirror', 'sync', directory, '--yes'), { status: 0 })

  truncateSync(databaseFile(directory), 100_000)
  t.match(await colophonBeside('mirror', 'verify', directory), { status: 5, stdout: /damaged/ })
  t.match(await colophonBeside('mirror', 'repair', directory, '--json'), { status: 0 })
  t.match(await colophonBeside('mirror', 'verify', directory), { status: 0 })

  origin.server.meddle = (path, answer) =>
    path === '/log/checkpoint'
      ? { ...answer, body: Buffer.from(answer.body.toString().replace('\n', 'x\n')) }
      : answer
  t.match(await colophonBeside('mirror', 'sync', directory), {
    status: 6,
    stderr: /not one that the log signed/,
  })
  const older = readFileSync(join(directory, 'checkpoint'))
  origin.server.meddle = (_, answer) => answer
  await origin.writer.importSource(markdown('# Later\n\nWhat came later.\n'))
  await origin.sign()
  t.match(await colophonBeside('mirror', 'sync', directory), { status: 0 })
  origin.server.meddle = (path, answer) => (path === '/log/checkpoint' ? { ...answer, body: older } : answer)
  t.match(await colophonBeside('mirror', 'sync', directory), { status: 8 })
  t.match(await colophonBeside('mirror', 'status', directory), {
    status: 8,
    stdout: /refused {3}a shorter log than before/,
  })
})

t.test('killed at any point, it is gone on with to the same root', async (t) => {
  const { origin } = await filled(t, WORKS)
  const directory = join(directoryFor(t), 'copy')
  await colophonBeside('mirror', 'init', directory, origin.server.url, '--key', origin.keys[0]!)
  const next = randomFrom(9)
  let killed = 0
  for (let n = 0; n < KILLS * 4 && killed < KILLS; n++) {
    const child = start('mirror', 'sync', directory)
    const asked = origin.server.asked.length
    // After so many answers from the beginning: wherever that is.
    const until = asked + Math.floor(next() * WORKS)
    const ended = new Promise<number | null>((done) => child.on('close', done))
    while (origin.server.asked.length < until && child.exitCode === null) await sleep(1)
    if (child.exitCode === null && child.kill('SIGKILL')) killed++
    await ended
    // Its own checkpoint is written last.
    if (existsSync(join(directory, 'checkpoint'))) break
  }
  t.ok(killed > 2, `killed ${killed} times`)
  const done = await colophonBeside('mirror', 'sync', directory, '--json')
  t.match(JSON.parse(done.stdout), { complete: true, pending: 0 })
  t.equal(readFileSync(join(directory, 'checkpoint'), 'utf8'), (await origin.archive.log.checkpoint())!.note)
  t.strictSame((await verifyArchive(directory)).damages.found, [])
  const blobs = origin.server.asked.filter((path) => path.startsWith('/blobs/'))
  t.comment(`${blobs.length} blobs asked for, ${new Set(blobs).size} different`)
})

t.test('a mirror is served, while it is brought up to date', async (t) => {
  const { origin, works } = await filled(t, 5)
  const directory = join(directoryFor(t), 'copy')
  await colophonBeside('mirror', 'init', directory, origin.server.url, '--key', origin.keys[0]!)
  await colophonBeside('mirror', 'sync', directory)
  const server = start('mirror', 'serve', directory, '--port', '0')
  const ended = new Promise((done) => server.on('close', done))
  const greeting = await new Promise<string>((done) => server.stdout!.setEncoding('utf8').once('data', done))
  const [, base] = /listens on (\S+), and mirrors/.exec(greeting)!
  const get = (path: string) => fetch(`${base}${path}`)
  const work = await get(`/works/${works[0]}`)
  t.equal(work.status, 200)
  t.match(work.headers.get('link'), `<${origin.server.url}/works/${works[0]}>; rel="original"`)
  await origin.writer.withdraw({ work: works[0]!, version: null, reason: 'As asked.', erase: true })
  const { work: added } = await origin.writer.importSource(markdown('# New\n\nWhat is new.\n'))
  await origin.sign()
  t.match(await colophonBeside('mirror', 'sync', directory), { status: 0 })
  t.equal((await get(`/works/${works[0]}`)).status, 410)
  t.equal((await get(`/works/${added}`)).status, 200)
  t.equal(await (await get('/log/checkpoint')).text(), (await origin.archive.log.checkpoint())!.note)
  t.equal((await fetch(`${base}/works`, { method: 'POST', body: 'x' })).status, 403)
  server.kill('SIGTERM')
  await ended
  await t.test('or brings itself up to date', async (t) => {
    const alone = start('mirror', 'serve', directory, '--port', '0', '--sync-every', '0.02')
    const gone = new Promise((done) => alone.on('close', done))
    const [, here] = /listens on (\S+), and mirrors/.exec(
      await new Promise<string>((done) => alone.stdout!.setEncoding('utf8').once('data', done)),
    )!
    const { work: last } = await origin.writer.importSource(markdown('# Last\n\nWhat came last.\n'))
    await origin.sign()
    let status = 0
    for (let tries = 0; status !== 200 && tries < 100; tries++) {
      await sleep(300)
      status = (await fetch(`${here}/works/${last}`)).status
    }
    t.equal(status, 200)
    alone.kill('SIGTERM')
    await gone
    t.match(await colophonBeside('mirror', 'serve', directory, '--sync-every', '0'), {
      status: 2,
      stderr: /number of minutes/,
    })
  })
  rmSync(directory, { recursive: true })
})

t.test('what writes refuses a mirror and leaves it as it is, what reads does not', async (t) => {
  const directory = join(directoryFor(t), 'copy')
  const data = ['--data', directory]
  const seed = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')
  const work = '2rma5yfyxknb207f'
  colophon('import', seed, ...data)
  const origin = 'https://archive.example.org'
  const vkey = colophon('log', 'key', ...data).stdout.trim()
  rmSync(logBeside(directory).keyFile)
  writeMirrorFile(directory, { origin, keys: [vkey] })
  const bytes = () => readFileSync(databaseFile(directory))
  const before = bytes()

  for (const verb of [
    ['serve', '--port', '0'],
    ['import', join(ROOT, 'README.md')],
    ['import', seed, '--work', work],
    ['metadata', work, seed],
    ['withdraw', work, '--reason', 'No.', '--yes'],
    ['log', 'rotate'],
    ['log', 'key'],
    ['key', 'create', 'somebody'],
  ])
    t.match(
      colophon(...verb, ...data),
      {
        status: 10,
        stdout: '',
        stderr: /is a mirror of https:\/\/archive\.example\.org\. .*mirror sync .*mirror serve/,
      },
      verb.join(' '),
    )
  t.ok(before.equals(bytes()), 'not a byte was written')

  const manuscript = join(directoryFor(t), 'a.md')
  writeFileSync(manuscript, `As they say, “This is where abandonment has led.” [@${work}]\n`)
  for (const verb of [
    ['cite', work],
    ['quote', 'This is where abandonment has led.'],
    ['check', manuscript],
    ['verify'],
  ])
    t.match(colophon(...verb, ...data), { status: 0 }, verb.join(' '))
  t.notOk(existsSync(logBeside(directory).keyFile), 'no key was made')
})
