import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { printVerifierKey } from '../../src/log/note-key.ts'
import { PublishedLog, signerOf } from '../log/published-log.ts'
import { buildCommand, colophon } from '../support/command.ts'
import { ROOT } from '../support/root.ts'

const SEED = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')
const ESSAY = join(ROOT, 'test/fixtures/essays/on-the-siege.md')

t.before(buildCommand)

t.test('a proof is checked without the archive', async (t) => {
  const dir = t.testdir()
  const data = join(dir, 'archive')
  const published = new PublishedLog(signerOf('archive.example/log', 1))
  const file = join(dir, 'siege.tlog-proof')
  writeFileSync(file, published.prove([[{ block: 3, start: 0, end: 11 }]]))
  const key = printVerifierKey(published.signer)
  const prove = (path: string, ...args: string[]) => colophon('prove', path, '--key', ...args)
  const said = prove(file, key)
  t.equal(said.status, 0, said.stderr)
  t.match(said.stdout, /Proven:\n {2}the words +But the dem\n.*entry 5 of 300.*Not proven:/s)
  const { proven, quote, signedBy, notProven } = JSON.parse(prove(file, key, '--json').stdout)
  t.match({ proven, quote, signedBy }, { proven: true, quote: { exact: 'But the dem' }, signedBy: [key] })
  t.ok(notProven.length > 0)
  const both = `${printVerifierKey(signerOf('archive.example/log', 2))}\n${key}\n`
  t.equal(prove(file, both).status, 0, 'as `colophon log key` prints several')

  const other = prove(file, printVerifierKey(signerOf('archive.example/log', 2)), '--json')
  t.equal(other.status, 6)
  t.match(JSON.parse(other.stdout), { proven: false, code: 'unknown_signer' })
  const lines = readFileSync(file, 'utf8').split('\n')
  const evidence = Buffer.from(lines[1]!.slice(6), 'base64').toString()
  const forged = evidence.replaceAll('But the dem', 'But the den')
  writeFileSync(file, lines.with(1, `extra ${Buffer.from(forged).toString('base64')}`).join('\n'))
  t.match(prove(file, key), { status: 5, stderr: /block_not_in_version/ })
  writeFileSync(file, lines.with(-2, lines.at(-2)!.replace(/.{6}$/, 'AAAA==')).join('\n'))
  t.equal(prove(file, key).status, 6)
  t.equal(prove(file, 'no-key').status, 2)
  t.equal(prove(join(dir, 'nowhere'), key).status, 2)
  t.equal(prove(dir, key).status, 2)
  t.notOk(existsSync(data))
})

t.test('the key of the log is printed, changed, and named by settings', async (t) => {
  const dir = t.testdir()
  const data = join(dir, 'archive')
  t.equal(colophon('log', 'key', '--data', data).status, 10, 'there is no archive')
  const settings = [
    '--data',
    data,
    '--log-key',
    join(dir, 'signing.pem'),
    '--log-name',
    'archive.example/log',
  ]
  t.equal(colophon('import', SEED, ...settings).status, 0)
  const key = colophon('log', 'key', ...settings).stdout.trim()
  t.match(key, /^archive\.example\/log\+[0-9a-f]{8}\+/)
  t.match(
    colophon('import', ESSAY, '--data', data),
    { status: 1, stderr: /log\.key.*not there/ },
    'another key is no key',
  )
  const rotated = colophon('log', 'rotate', ...settings)
  t.equal(rotated.status, 0, rotated.stderr)
  t.strictSame(
    colophon('log', 'key', ...settings)
      .stdout.trim()
      .split('\n'),
    [rotated.stdout.trim(), key],
  )
  for (const name of ['a name', 'https://archive.example/log', 'archive.example/'])
    t.equal(colophon('serve', '--print-config', '--log-name', name).status, 2, name)
})

t.test('keys are shown once, listed without their secret, and revoked', async (t) => {
  const data = join(t.testdir(), 'archive')
  t.equal(colophon('init', '--data', data).stdout.trim(), data)
  t.match(colophon('init', '--data', data), { status: 1, stderr: /There is an archive in .* already/ })
  const key = colophon('key', 'create', 'reading room', '--data', data).stdout.trim()
  t.match(key, /^colophon_[0-9a-z]{8}_[0-9a-z]{32}$/)
  const [, id, secret] = key.split('_') as [string, string, string]
  const list = colophon('key', 'list', '--data', data).stdout
  t.match(list, /reading room/)
  t.notOk(list.includes(secret))
  for (const file of readdirSync(data))
    t.notOk(readFileSync(join(data, file)).includes(secret), `not in ${file}`)
  t.equal(colophon('key', 'revoke', id, '--data', data).status, 0)
  t.match(colophon('key', 'list', '--data', data).stdout, /revoked/)
  t.equal(colophon('key', 'create', 'x', '--scope', 'everything', '--data', data).status, 2)
})
