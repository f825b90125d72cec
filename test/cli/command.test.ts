import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import type { Command } from 'commander'
import t from 'tap'
import { FORMATS } from '../../src/formats/registry.ts'
import { printVerifierKey } from '../../src/log/note-key.ts'
import { signerOf } from '../log/published-log.ts'
import { buildCommand, colophon, colophonIn, colophonProcess } from '../support/command.ts'
import { directoryFor } from '../support/directory.ts'
import { ROOT } from '../support/root.ts'
import { wholeVerbs } from '../support/whole-verbs.ts'

const SEED = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')

t.before(buildCommand)

t.test('every verb explains itself', async (t) => {
  for (const args of [[], ['cite'], ['log', 'rotate']]) {
    const { status, stdout } = colophon(...args, '--help')
    t.equal(status, 0, args.join(' '))
    t.match(stdout, new RegExp(`^Usage: ${['colophon', ...args].join(' ')} `))
    t.equal(colophon('help', ...args).stdout, stdout, 'help of it is the same')
  }
  t.match(colophon('help', 'mirror', 'sink'), { status: 2, stderr: /unknown command 'sink'/ })
  const explained = (command: Command, name: string): string[] => {
    t.match(command.helpInformation(), new RegExp(`^Usage: ${name} .*\n\n\\w.{9}`), name)
    for (const { flags, description } of command.options) t.ok(description, `${name} ${flags}`)
    return [name, ...command.commands.flatMap((verb) => explained(verb, `${name} ${verb.name()}`))]
  }
  const verbs = (await wholeVerbs()).flatMap((verb) => explained(verb, `colophon ${verb.name()}`))
  t.ok(verbs.includes('colophon mirror sync') && verbs.length > 20, `${verbs.length} verbs`)
  t.equal(
    colophonProcess(['--version']).stdout.trim(),
    JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version,
  )
})

t.test('a slip names the help of its verb, and the likeliest name', async (t) => {
  const slips: [string[], RegExp][] = [
    [['quote'], /\(colophon quote --help shows what there is\)/],
    [['log', 'rotate', '--nothing'], /\(colophon log rotate --help shows what there is\)/],
    [['qoute'], /Did you mean quote\?/],
    [['cite', 'x', '--form', 'intext'], /no form "intext"\. Did you mean in-text\? There are bibliography, /],
    [['key', 'create', 'x', '--scope', 'ingset'], /Did you mean ingest\? There are /],
    [['report', '--format', 'htm'], /Did you mean html\? There are text, /],
  ]
  for (const [args, said] of slips) t.match(colophon(...args), { status: 2, stderr: said }, args.join(' '))
  const data = directoryFor(t)
  colophon('import', SEED, '--data', data)
  const cited = (...args: string[]) =>
    colophon('cite', 'breaking-the-siege-of-aleppo', '--data', data, ...args)
  t.match(cited('--style', 'chicago notes'), {
    status: 4,
    stderr: /Did you mean chicago-notes.* There are .*apa/,
  })
  t.match(cited('--locale', 'German'), { status: 4, stderr: /Did you mean de-DE\? There are en-US, / })
  t.match(cited('--locale', 'en-AU'), { status: 4, stderr: /Did you mean en-/ })
})

t.test('the version is told by -v, and options may stand before the verb', async (t) => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  t.match(colophon('-v'), { status: 0, stdout: version })
  const data = directoryFor(t)
  colophon('--data', data, 'import', SEED)
  const words = 'This is where abandonment has led.'
  const asked = colophon('quote', words, '--json', '--data', data).stdout
  t.equal(JSON.parse(asked).exact, words)
  t.equal(colophon('--data', data, '--json', 'quote', words).stdout, asked)
  t.equal(colophon(`--data=${data}`, 'quote', '--json', '--', words).stdout, asked)
  t.match(colophon('--data', data, 'key', 'list').status, 0)
  t.match(colophon('--data', 'quote').status, 2, 'the value of a setting is no verb')
})

t.test('what only asks or changes makes no archive', async (t) => {
  const data = join(directoryFor(t), 'none')
  for (const args of [
    ['key', 'create', 'x'],
    ['key', 'list'],
    ['log', 'key'],
    ['metadata', 'x'],
  ])
    t.match(
      colophon(...args, '--data', data),
      { status: 10, stderr: /There is no archive in/ },
      args.join(' '),
    )
  t.notOk(existsSync(data))
})

t.test('a withdrawal names the title of what is gone', async (t) => {
  const data = directoryFor(t)
  colophon('import', SEED, '--data', data)
  const slug = 'breaking-the-siege-of-aleppo'
  const gone = colophon('withdraw', slug, '--reason', 'At the wish of the author.', '--yes', '--data', data)
  t.match(gone.stdout, /^2rma5yfyxknb207f “Breaking the siege of Aleppo” {2}withdrawn \d{4}-/)
})

t.test('a manuscript that is not there is not counted as checked', async (t) => {
  const data = directoryFor(t)
  colophon('import', SEED, '--data', data)
  t.match(colophon('check', 'missing.md', '--data', data), { status: 2, stdout: '', stderr: /missing\.md/ })
})

t.test('a verb loads no package that it has no use for', async (t) => {
  const data = directoryFor(t)
  colophon('import', SEED, '--data', data)
  const server = ['fastify', 'pino', 'citeproc', 'close-with-grace']
  const loading = ['micromark', 'micromark-extension-gfm', 'yaml', 'parse5', '@sindresorhus/slugify']
  const storing = ['better-sqlite3', 'kysely']
  const judging = ['kysely', 'typebox', 'ajv', 'edtf', 'diff']
  const unused: [string[], string[]][] = [
    [['--version'], [...server, ...loading, ...storing, 'typebox', 'ajv']],
    [['--help'], [...server, ...loading, ...storing, 'typebox', 'ajv']],
    [
      ['cite', 'breaking-the-siege-of-aleppo', '--data', data],
      [...server, ...loading, ...judging],
    ],
    [
      ['quote', 'This is where abandonment has led.', '--data', data],
      [...server, ...loading, ...judging],
    ],
  ]
  for (const [args, packages] of unused) {
    const hooks = ['--import', './test/support/tell-loads.js', 'dist/src/main.js']
    const { stderr } = spawnSync(process.execPath, [...hooks, ...args], { cwd: ROOT, encoding: 'utf8' })
    const loaded = [...stderr.matchAll(/^loads (\S+)$/gm)].map(([, name]) => name!)
    t.ok(loaded.includes('commander'), 'what is loaded is told')
    t.strictSame(
      loaded.filter((name) => packages.includes(name)),
      [],
      args.join(' '),
    )
  }
})

t.test('what is built can be run as the command of the package', async (t) => {
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  t.equal(statSync(join(ROOT, bin.colophon)).mode & 0o555, 0o555)
})

t.test('a file that cannot be read, or a directory that cannot be made, is a fault of usage', async (t) => {
  const dir = t.testdir({ file: '“This is where abandonment has led”', 'good.md': '# Good\n\nText.\n' })
  const [data, file] = [join(dir, 'archive'), join(dir, 'file')]
  const key = printVerifierKey(signerOf('archive.example/log', 1))
  colophon('import', SEED, '--data', data)
  const refused = (args: string[], why: RegExp) => {
    const { status, stdout, stderr } = colophon(...args)
    t.match({ status, stderr }, { status: 2, stderr: why }, args.join(' '))
    t.notMatch(stderr, /E[A-Z]{4,}:|\n\s+at /, 'in words')
    return stdout
  }
  const paths: [string, RegExp][] = [
    [join(dir, 'none'), /none cannot be read: it is not there\./],
    [join(file, 'x'), /file\/x cannot be read: it, or a part of its path, is a file, not a directory\./],
    [dir, /cannot be read: it is a directory\./],
  ]
  for (const [path, why] of paths) {
    refused(['prove', path, '--key', key], why)
    if (path !== dir) refused(['import', path, '--data', data], why)
    refused(['import', SEED, '--manifest', path, '--data', data], why)
    if (path !== dir) refused(['check', path, '--data', data], why)
    refused(['metadata', 'breaking-the-siege-of-aleppo', path, '--data', data], why)
    refused(['cite', '--items', path], why)
  }
  mkdirSync(join(dir, 'empty'))
  refused(['check', join(dir, 'empty'), '--data', data], /empty has no manuscripts: .* \.md, /)
  const said = refused(['import', join(dir, 'none'), '--json', '--data', data], /not there/)
  t.match(JSON.parse(said).error, { code: 'unusable_path', detail: /none cannot be read/ })
  const some = colophon('import', join(dir, 'none'), join(dir, 'good.md'), '--data', data)
  t.match(some, { status: 3, stdout: /good\.md/ }, 'it stops no other')
  for (const path of [file, join(file, 'x')]) {
    const no = /cannot be made: it.* is (a file, )?not a directory\./
    refused(['import', SEED, '--data', path], no)
    refused(['export', '--out', path, '--data', data], no)
  }
  refused(['mirror', 'init', file, 'http://127.0.0.1:9', '--key', key], /file cannot be made: it, or a part/)
  refused(['prove', '/dev/zero', '--key', key], /\/dev\/zero has more than 33554432 bytes/)
  const endless = spawnSync('sh', ['-c', 'cat /dev/zero | "$0" dist/src/main.js prove - --key "$1"', process.execPath, key], { cwd: ROOT, encoding: 'utf8' }) // biome-ignore format: one line
  t.match(endless, { status: 2, stderr: /Standard input has more than/ })
})

t.test('a server that cannot listen says why, and fails', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const { port } = taken.address() as AddressInfo
  t.match(colophonProcess(['serve', '--port', String(port), '--data', join(t.testdir(), 'archive')]), {
    status: 1,
    stderr: /cannot listen on 127\.0\.0\.1:.*--port/,
  })
})

t.test('exit codes tell what went wrong, data goes to stdout and the rest to stderr', async (t) => {
  const data = join(t.testdir(), 'archive')
  const outcome = (...args: string[]) => {
    const { status, stdout, stderr } = colophon(...args)
    t.equal(stdout, '', `${args.join(' ')}: nothing on stdout`)
    t.notMatch(stderr, /\n\s+at /, 'no stack trace')
    return status
  }
  t.equal(outcome('quote', 'words', '--data', data), 10, 'no archive')
  t.equal(outcome('cite'), 2, 'an argument is missing')
  t.equal(outcome('serve', '--port', 'x'), 2, 'a setting is wrong')
  t.equal(outcome('nonsense'), 2, 'no such verb')
  colophon('import', SEED, '--data', data)
  t.equal(outcome('quote', 'words that stand nowhere', '--data', data), 4)
  t.equal(outcome('cite', 'nothing', '--data', data), 4)
  t.equal(
    outcome('cite', 'breaking-the-siege-of-aleppo', '--style', 'apaa', '--data', data),
    4,
    'no such style',
  )
  t.equal(outcome('key', 'revoke', 'nosuchky', '--data', data), 4)
})

t.test('what others wrote does not speak to the terminal', async (t) => {
  const [csi, override, mark] = ['\u009b', '\u202e', '\u200f']
  const title = `Ferries at ${override}six${mark}`
  const dir = t.testdir({
    'a.md': `# Ferries\n\nOn ${csi}2J the ferry ${override}and on its way.\n`,
    'a.manifest.json': JSON.stringify({ title, slug: 'ferries' }),
    'paper.md': '“On the ferry, and away on its way and on.”',
  })
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = colophon(...args, '--data', join(dir, 'archive'))
    t.notMatch(stdout, /[^\P{Cc}\n]/u, `${args[0]}: stdout`)
    t.notMatch(stderr, /[^\P{Cc}\n]|[\u200f\u202e]/u, `${args[0]}: stderr`)
    return { status, stdout, stderr }
  }
  const json = (...args: string[]) => {
    const { stdout } = run(...args)
    t.notMatch(stdout, /[\u200f\u202e]/, `${args[0]}: the directions are escaped too`)
    return JSON.parse(stdout)
  }
  run('import', join(dir, 'a.md'))
  t.equal(json('metadata', 'ferries').title, title, 'the same value')
  t.match(json('cite', 'ferries', '--json').bibliography.text, title)
  const words = `ferry ${override}and on its way.`
  t.equal(json('quote', words, '--json').exact, words)
  t.match(run('quote', words).stdout, `Ferries at ${override}six${mark}, paragraph 1: “${words}”`)
  t.match(run('check', join(dir, 'paper.md'), '--all').stdout, /\\u009b/)
  json('check', join(dir, 'paper.md'), '--all', '--json')
  t.match(run('key', 'create', 'x', '--scope', csi), { status: 2, stderr: 'no scope "\\u009b"' })
  run('withdraw', 'ferries', '--reason', `At ${csi}2J the ${override}wish.`, '--yes')
  t.match(run('cite', 'ferries').stderr, 'At \\u009b2J the \\u202ewish.')
})

t.test('flags go before the environment, and this before defaults', async (t) => {
  const config = (args: string[], env = {}) =>
    JSON.parse(colophonIn(env, 'serve', '--print-config', ...args).stdout)
  t.match(config([]), {
    host: '127.0.0.1',
    port: 3000,
    baseUrl: '',
    logLevel: 'warn',
    data: join(ROOT, 'data'),
  })
  t.match(config([], { COLOPHON_PORT: '4000' }), { port: 4000 })
  t.match(config(['--port', '0'], { COLOPHON_PORT: '4000' }), { port: 0 })
  t.equal(colophonIn({ COLOPHON_BASE_URL: 'archive.example.org' }, 'serve', '--print-config').status, 2)
})

t.test('the committed description of the API is what the software emits', async (t) => {
  t.equal(colophon('openapi').stdout, readFileSync(join(ROOT, 'openapi.yaml'), 'utf8'))
  t.match(colophon('openapi', '--base-url', 'https://a.example').stdout, /url: https:\/\/a\.example/)
})

t.test('formats lists what is read, as the registry has it', async (t) => {
  const { stdout } = colophon('formats', '--json')
  const listed = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.strictSame(
    listed.map(({ name, version, mediaTypes, extensions }) => ({ name, version, mediaTypes, extensions })),
    FORMATS.map(({ name, version, mediaTypes, extensions }) => ({ name, version, mediaTypes, extensions })),
  )
  for (const { keeps, leavesOut } of listed) t.ok(keeps.length > 20 && leavesOut.length > 10)
  t.match(colophon('formats').stdout, /^HTML {2}\(html [\d.]+\)\n {2}files: \.html /m)
})
