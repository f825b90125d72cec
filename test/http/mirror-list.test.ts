/** The lists by which plain tools copy an archive, and check the copy. */

import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import type { LocalWriter } from '../../src/archive/local-writer.ts'
import { logBeside } from '../../src/archive/preparing.ts'
import { Publisher } from '../../src/archive/signing/publisher.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { sha256 } from '../../src/identity/digest.ts'
import { TILE_WIDTH } from '../../src/log/hash-reader.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { mirroredPaths, wgetDirectory } from '../../src/wire/plain-copy.ts'
import { BASE, buildTestApp, NOW } from '../support/app.ts'

const WORK = '2rma5yfyxknb207f'
const SENTENCE = 'This is where abandonment has led.'
const run = promisify(execFile)

/** An archive with three works: one as it is, one withdrawn, one erased; its log fills a tile. */
async function archiveWithGaps(t: Test) {
  const built = await buildTestApp(t)
  const writer = built.writer as LocalWriter
  await built.app.inject({ method: 'POST', url: '/quotes', payload: { exact: SENTENCE, work: WORK } })
  const gone: string[] = []
  for (const [name, erase] of [
    ['herons', false],
    ['ferries', true],
  ] as const) {
    const bytes = Buffer.from(`# On ${name}\n\nOf ${name} there is little to say.\n`)
    const { work } = await writer.importSource({ bytes, fileName: `${name}.md`, mediaType: 'text/markdown' })
    await writer.withdraw({ work, version: null, reason: 'Asked for.', erase })
    gone.push(work)
  }
  const sql = openWriter(databaseFile(built.directory))
  t.teardown(() => sql.close())
  const { log } = new Publisher(sql, logBeside(built.directory))
  sql.transaction(() => {
    for (let count = 0; count < TILE_WIDTH; count++) log.beat(NOW, 0)
  })
  await writer.signLog()
  built.archive.refresh()
  return { ...built, sql, gone }
}

const linesOf = (text: string) => text.split('\n').slice(0, -1)

t.test('what is listed is there, and all blobs that are there are listed', async (t) => {
  const { app, sql, gone } = await archiveWithGaps(t)
  const list = await app.inject('/mirror.txt')
  t.match(list, { statusCode: 200, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  const addresses = linesOf(list.body)
  t.equal(new Set(addresses).size, addresses.length, 'none twice')
  const files = new Map<string, Buffer>()
  for (const address of addresses) {
    t.match(address, new RegExp(`^${BASE}/[a-z0-9/._-]+$`), 'nothing that a file system would not have')
    const path = address.slice(BASE.length)
    const answer = await app.inject(path)
    t.equal(answer.statusCode, 200, path)
    files.set(path, answer.rawPayload)
  }
  for (const path of files.keys())
    t.notOk(
      [...files.keys()].some((other) => other.startsWith(`${path}/`)),
      `${path} can be a file`,
    )
  for (const path of [
    '/log/checkpoint',
    '/log/tile/0/000',
    '/log/tile/entries/000',
    '/log/tile/1/000.p/1',
    `/works/${WORK}.json`,
    `/works/${WORK}.txt`,
    `/works/${WORK}.md`,
    `/works/${WORK}.csl.json`,
    `/quotes/${WORK}.f3kmr2tzf95ae5rgk83ym12h.json`,
  ])
    t.ok(files.has(path), path)
  t.equal([...files.keys()].filter((path) => path.startsWith('/log/records/')).length, 1)
  for (const work of gone) t.notMatch(list.body, work, 'withdrawn')

  const digests = sql.values<string>('SELECT sha256 FROM blob UNION ALL SELECT sha256 FROM source') // biome-ignore format: one statement
  t.equal(digests.length, 8, 'three works each with a source and a manifest, two notices')
  for (const digest of digests) {
    const path = `/blobs/sha256/${digest}`
    const { statusCode } = await app.inject(path)
    t.equal(statusCode, files.has(path) ? 200 : 410, path)
  }

  const sums = await app.inject('/mirror.sha256')
  t.equal(sums.headers['content-type'], 'text/plain; charset=utf-8')
  const summed = linesOf(sums.body).map((line) => line.split('  '))
  for (const [digest, name] of summed)
    t.equal(sha256(files.get(name!.slice('archive.test'.length))!), digest, String(name))
  const fixed = [...files.keys()].filter((path) => /^\/blobs\/|^\/log\/tile\/(0|entries)\/000$/.test(path))
  t.strictSame(summed.map(([, name]) => name).sort(), fixed.map((path) => `archive.test${path}`).sort())

  for (const url of ['/mirror.txt', '/mirror.sha256']) {
    t.match(await app.inject({ method: 'HEAD', url }), { statusCode: 200, body: '' })
    t.equal((await app.inject(`${url}?x=1`)).statusCode, 400)
    t.equal((await app.inject({ method: 'POST', url })).statusCode, 405)
  }
})

t.test('an archive without anything has a short list', async (t) => {
  const { app, archive } = await buildTestApp(t, { seed: false })
  const paths: string[] = []
  for await (const page of mirroredPaths(archive)) paths.push(...page)
  t.strictSame(paths, ['/.well-known/colophon', '/mirror.sha256'])
  t.equal((await app.inject('/mirror.sha256')).body, '')
})

t.test('a directory is named as wget names it', async (t) => {
  t.equal(wgetDirectory('http://127.0.0.1:3000'), '127.0.0.1:3000')
  t.equal(wgetDirectory('http://Archive.example:80'), 'archive.example')
  t.equal(wgetDirectory('https://archive.example/texts/'), 'archive.example/texts')
  t.equal(wgetDirectory('http://[::1]:3000'), '::1:3000')
})

const hasWget = spawnSync('sh', ['-c', 'command -v wget']).status === 0
t.test(
  'wget makes a copy that sha256sum finds whole, and one changed byte it finds',
  { skip: !hasWget && 'wget is not installed' },
  async (t) => {
    const { app, urls, directory } = await archiveWithGaps(t)
    urls.base = await app.listen({ host: '127.0.0.1', port: 0 })
    const cwd = join(directory, 'copy')
    mkdirSync(cwd)
    const shell = (command: string) =>
      run('sh', ['-c', command], { cwd, env: { ...process.env, B: urls.base } })
    await shell('wget -q -O - $B/mirror.txt | wget -x -N -q -i -')
    const sums = join(new URL(urls.base).host, 'mirror.sha256')
    const whole = await shell(`sha256sum -c ${sums}`)
    const count = linesOf(readFileSync(join(cwd, sums), 'utf8')).length
    t.equal(count, 6)
    t.equal(linesOf(whole.stdout).filter((line) => line.endsWith(': OK')).length, count)

    const [name] = linesOf(whole.stdout)[0]!.split(': ')
    const file = join(cwd, name!)
    const bytes = readFileSync(file)
    bytes[0]! ^= 1
    writeFileSync(file, bytes)
    const failure = await shell(`sha256sum -c ${sums}`).catch((error) => error)
    t.match(failure.stdout, `${name}: FAILED`)
    t.equal(failure.code, 1)

    await shell('wget -q -O - $B/mirror.txt | wget -x -N -q -i -')
    t.equal(linesOf((await shell(`sha256sum -c ${sums}`)).stdout).length, count, 'mended by the next run')
  },
)
