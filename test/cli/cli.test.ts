import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SQLite from 'better-sqlite3'
import { Command } from 'commander'
import t from 'tap'
import { writeMirrorFile } from '../../src/archive/mirror-file.ts'
import { addVerbs } from '../../src/cli/verbs.ts'
import { printVerifierKey } from '../../src/log/note-key.ts'
import { PublishedLog, signerOf } from '../log/published-log.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SEED = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')
const ESSAY = join(ROOT, 'test/fixtures/essays/on-the-siege.md')
const QUOTE = '2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h'

t.before(() => {
  const build = spawnSync(process.execPath, ['scripts/build.js', '--if-stale'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (build.status !== 0) throw new Error(build.stderr)
})

function colophon(args: string[], env: Record<string, string> = {}, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/src/main.js', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    input,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  return { status, stdout, stderr }
}

t.test('every verb explains itself', async (t) => {
  for (const args of [[], ['cite'], ['log', 'rotate']]) {
    const { status, stdout } = colophon([...args, '--help'])
    t.equal(status, 0, args.join(' '))
    t.match(stdout, /Usage: colophon/)
  }
  const program = new Command('colophon')
  await addVerbs(program, undefined)
  const explained = (command: Command, name: string): string[] => {
    t.match(command.helpInformation(), new RegExp(`^Usage: ${name} .*\n\n\\w.{9}`), name)
    for (const { flags, description } of command.options) t.ok(description, `${name} ${flags}`)
    return [name, ...command.commands.flatMap((verb) => explained(verb, `${name} ${verb.name()}`))]
  }
  const verbs = program.commands.flatMap((verb) => explained(verb, `colophon ${verb.name()}`))
  t.ok(verbs.includes('colophon mirror sync') && verbs.length > 20, `${verbs.length} verbs`)
  t.equal(
    colophon(['--version']).stdout.trim(),
    JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version,
  )
})

t.test('a proof is checked without the archive', async (t) => {
  const dir = t.testdir()
  const data = join(dir, 'archive')
  const published = new PublishedLog(signerOf('archive.example/log', 1))
  const file = join(dir, 'siege.tlog-proof')
  writeFileSync(file, published.prove([[{ block: 3, start: 0, end: 11 }]]))
  const key = printVerifierKey(published.signer)
  const prove = (path: string, ...args: string[]) => colophon(['prove', path, '--key', ...args])
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

t.test('a file that cannot be read, or a directory that cannot be made, is a fault of usage', async (t) => {
  const dir = t.testdir({ file: '“This is where abandonment has led”', 'good.md': '# Good\n\nText.\n' })
  const [data, file] = [join(dir, 'archive'), join(dir, 'file')]
  const key = printVerifierKey(signerOf('archive.example/log', 1))
  colophon(['import', SEED, '--data', data])
  const refused = (args: string[], why: RegExp) => {
    const { status, stdout, stderr } = colophon(args)
    t.match({ status, stderr }, { status: 2, stderr: why }, args.join(' '))
    t.notMatch(stderr, /E[A-Z]{4,}:|\n\s+at /, 'in words')
    return stdout
  }
  const paths: [string, RegExp][] = [
    [join(dir, 'none'), /none cannot be read: it is not there\./],
    [join(file, 'x'), /file\/x cannot be read: it, or a part of its path, is a file and no directory\./],
    [dir, /cannot be read: it is a directory\./],
  ]
  for (const [path, why] of paths) {
    refused(['prove', path, '--key', key], why)
    refused(['import', path, '--data', data], why)
    refused(['import', SEED, '--manifest', path, '--data', data], why)
    refused(['check', path, '--data', data], why)
    refused(['metadata', 'breaking-the-siege-of-aleppo', path, '--data', data], why)
    refused(['cite', '--items', path], why)
  }
  const said = refused(['import', join(dir, 'none'), '--json', '--data', data], /not there/)
  t.match(JSON.parse(said).error, { code: 'unusable_path', detail: /none cannot be read/ })
  const some = colophon(['import', join(dir, 'none'), join(dir, 'good.md'), '--data', data])
  t.match(some, { status: 2, stdout: /good\.md/ }, 'it stops no other')
  for (const path of [file, join(file, 'x')]) {
    const no = /cannot be made: it.* is (a file and )?no directory\./
    refused(['import', SEED, '--data', path], no)
    refused(['export', '--out', path, '--data', data], no)
  }
  refused(['mirror', 'init', file, 'http://127.0.0.1:9', '--key', key], /file cannot be made: it, or a part/)
  refused(['prove', '/dev/zero', '--key', key], /\/dev\/zero has more than 33554432 bytes/)
  const endless = spawnSync('sh', ['-c', 'cat /dev/zero | "$0" dist/src/main.js prove - --key "$1"', process.execPath, key], { cwd: ROOT, encoding: 'utf8' }) // biome-ignore format: one line
  t.match(endless, { status: 2, stderr: /Standard input has more than/ })
})

t.test('the key of the log is printed, changed, and named by settings', async (t) => {
  const dir = t.testdir()
  const data = join(dir, 'archive')
  t.equal(colophon(['log', 'key', '--data', data]).status, 10, 'there is no archive')
  const settings = [
    '--data',
    data,
    '--log-key',
    join(dir, 'signing.pem'),
    '--log-name',
    'archive.example/log',
  ]
  t.equal(colophon(['import', SEED, ...settings]).status, 0)
  const key = colophon(['log', 'key', ...settings]).stdout.trim()
  t.match(key, /^archive\.example\/log\+[0-9a-f]{8}\+/)
  t.match(
    colophon(['import', ESSAY, '--data', data]),
    { status: 1, stderr: /log\.key.*not there/ },
    'another key is no key',
  )
  const rotated = colophon(['log', 'rotate', ...settings])
  t.equal(rotated.status, 0, rotated.stderr)
  t.strictSame(
    colophon(['log', 'key', ...settings])
      .stdout.trim()
      .split('\n'),
    [rotated.stdout.trim(), key],
  )
  for (const name of ['a name', 'https://archive.example/log', 'archive.example/'])
    t.equal(colophon(['serve', '--print-config', '--log-name', name]).status, 2, name)
})

t.test('a server that cannot listen says why, and fails', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const { port } = taken.address() as AddressInfo
  t.match(colophon(['serve', '--port', String(port), '--data', join(t.testdir(), 'archive')]), {
    status: 1,
    stderr: /cannot listen on 127\.0\.0\.1:.*--port/,
  })
})

t.test('a file is imported, quoted and cited', async (t) => {
  const data = join(t.testdir(), 'archive')
  const imported = colophon(['import', SEED, '--json', '--data', data])
  t.same(JSON.parse(imported.stdout), {
    file: SEED,
    work: '2rma5yfyxknb207f',
    version: '5w9k7j84a4g748q6hy57gfg6',
    known: false,
  })
  t.match(colophon(['import', SEED, '--data', data]).stdout, /known/)
  const quoted = colophon(['quote', 'This is where abandonment has led.', '--json', '--data', data])
  t.match(JSON.parse(quoted.stdout), { id: QUOTE, spans: [{ number: 4 }] })
  const cite = (...args: string[]) => colophon(['cite', ...args, '--data', data]).stdout.trim()
  t.equal(cite('m79f8w3gyar2vm2a', '--style', 'mla', '--form', 'in-text'), '(Al Shami, par. 4)')
  t.equal(cite(QUOTE, '--form', 'narrative'), 'Al Shami (2016, para. 4)')
  t.match(cite('breaking-the-siege-of-aleppo', '--html'), /<i>leilashami\.wordpress\.com<\/i>/)
})

t.test('several ids and works of one’s own are cited together', async (t) => {
  const goldman = { id: 'goldman', type: 'book', title: 'Anarchism', author: [{ family: 'Goldman' }], issued: { 'date-parts': [['1910']] } } // biome-ignore format: one item
  const dir = t.testdir({ 'own.json': JSON.stringify([goldman]), 'bad.json': '[{"id": 1}]' })
  const [data, own] = [join(dir, 'archive'), join(dir, 'own.json')]
  colophon(['import', SEED, '--data', data])
  const cite = (args: string[], input = '') => colophon(['cite', ...args, '--data', data], {}, input)
  const lines = (args: string[], input = '') => cite(args, input).stdout.trim().split('\n')
  const entries = lines(['m79f8w3gyar2vm2a', QUOTE, '--items', own, '--style', 'mla'])
  t.strictSame(entries.map((entry) => entry.slice(0, 9)), ['Al Shami,', 'Goldman. ']) // biome-ignore format: one list
  const ids = `goldman\n${QUOTE}\n\nbreaking-the-siege-of-aleppo\n`
  t.strictSame(lines(['-', '--items', own, '--form', 'in-text'], ids), ['(Goldman, 1910)', '(Al Shami, 2016, para. 4)', '(Al Shami, 2016)']) // biome-ignore format: one list
  const { bibliography, cites } = JSON.parse(cite(['-', '--items', own, '--json'], ids).stdout)
  t.strictSame([bibliography.length, cites.length], [2, 3])
  const alone = colophon(['cite', '--items', own, '--data', join(dir, 'nowhere')])
  t.strictSame([alone.status, alone.stdout], [0, 'Goldman. (1910). Anarchism.\n'], 'no archive is needed')
  t.match(cite([QUOTE, 'nothing']), { status: 4, stdout: '' })
  t.match(cite(['--items', join(dir, 'bad.json')]), { status: 1, stdout: '', stderr: /type/ })
  t.equal(cite([QUOTE, 'goldman', '--items', own, '--form', 'narrative']).status, 2)
  t.equal(cite([QUOTE, 'goldman', '--items', own, '--form', 'note']).status, 2)
})

t.test(
  'of an essay that quotes ten times, the three quotations that were tampered with are found',
  async (t) => {
    const data = join(t.testdir(), 'archive')
    colophon(['import', SEED, '--data', data])
    const check = (essay: string, ...args: string[]) =>
      colophon(['check', '-', '--data', data, '--base-url', 'https://a.example', ...args], {}, essay)
    const essay = readFileSync(ESSAY, 'utf8')
    const tampered = [
      ['was not generally\n', 'was generally\n'],
      ['some 300,000 people', 'some 30,000 people'],
      ['struggled to keep basic services', 'managed to keep basic services'],
    ].reduce((text, [from, to]) => {
      t.equal(text.split(from!).length, 2, from!)
      return text.replace(from!, to!)
    }, essay)

    const mended = check(essay)
    t.equal(mended.status, 0, mended.stdout)
    t.match(
      mended.stdout,
      /13 quotations: 10 word for word, 0 altered, 0 doubtful, 1 not found, 2 not checked/,
    )
    const found = check(tampered)
    t.equal(found.status, 5)
    const altered = found.stdout.split('\n').filter((line) => /^-:\d+:\d+: altered/.test(line))
    t.match(altered, [
      /^-:8:\d+: altered, negation: the meaning may have changed$/,
      /^-:11:\d+: altered, number: the/,
      /^-:19:3: altered, wording$/,
    ])
    t.match(found.stdout, /civil society was \{\+not\+\} generally impressed by the re-brand”/)
    t.match(found.stdout, /\[-30,000-\]\{\+300,000\+\}/)
    t.match(found.stdout, /https:\/\/a\.example\/quotes\/2rma5yfyxknb207f\.[0-9a-z]{24}\?at=/)
    t.match(found.stdout, /\(Al Shami, 2016, para\. 3\)/)
    t.match(found.stdout, /13 quotations: 7 word for word, 3 altered, 0 doubtful, 1 not found, 2 not checked/)
    const lines = check(tampered, '--json', '--style', 'mla').stdout.trim().split('\n').map((line) => JSON.parse(line)) // biome-ignore format: one step
    t.strictSame(lines.filter(({ outcome }) => outcome === 'altered').map(({ found }) => [found.flags, found.meaningRisk, found.citation.inText]), [
    [['negation'], true, '(Al Shami, par. 3)'],
    [['number'], true, '(Al Shami, par. 1)'],
    [['wording'], false, '(Al Shami, par. 6)'],
  ]) // biome-ignore format: one list
  },
)

t.test('what a check passes over and what it fails for', async (t) => {
  const dir = t.testdir({ 'quotes.md': '“This is where abandonment has led”', 'plain.txt': '‘This is where abandonment has led’', 'broken.md': Buffer.from([0x22, 0xff]) }) // biome-ignore format: one folder
  const data = join(dir, 'archive')
  colophon(['import', SEED, '--data', data])
  const outcome = (manuscript: string, ...args: string[]) => {
    const { status, stdout } = colophon(['check', '-', '--json', '--data', data, ...args], {}, manuscript)
    const { outcome, notes } = stdout ? JSON.parse(stdout) : { outcome: null, notes: null }
    return [status, outcome, ...(notes ?? [])]
  }
  t.strictSame(outcome('“this is where abandonment has led,” she says'), [0, 'word_for_word', 'first_letter', 'final_punctuation']) // biome-ignore format: one case
  t.strictSame(outcome('“This is where Abandonment has led.”'), [5, 'altered'])
  t.strictSame(outcome('“This is [...] where [the] abandonment has led.”'), [0, 'word_for_word'])
  t.strictSame(outcome('“All happy families are alike; each is happy.”'), [0, 'not_found'])
  t.strictSame(outcome('“All happy families are alike; each is happy.”', '--strict'), [5, 'not_found'])
  t.strictSame(outcome('“abandonment” [@breaking-the-siege-of-aleppo]'), [0, 'word_for_word'])
  t.strictSame(outcome('“abandonments”'), [0, 'not_checked'])
  t.strictSame(outcome('Nothing is quoted.'), [0, null])
  t.strictSame(outcome('“This is where abandonment has led.”', '--work', 'breaking-the-siege-of-aleppo'), [0, 'word_for_word']) // biome-ignore format: one case
  t.strictSame(outcome('“x”', '--work', 'nothing'), [4, null])
  t.strictSame(outcome('“x”', '--style', 'nothing'), [4, null])
  const files = ['quotes.md', 'broken.md', 'plain.txt'].map((name) => join(dir, name))
  const several = colophon(['check', ...files, '--data', data])
  t.match(several, { status: 1, stdout: '2 quotations: 2 word for word, 0 altered, 0 doubtful, 0 not found, 0 not checked\n', stderr: /broken\.md: .*UTF-8/ }) // biome-ignore format: one answer
})

t.test('what is found in a mirror has the address of the archive', async (t) => {
  const dir = t.testdir({ 'quotes.md': '“This is where abandonment has led”' })
  const data = join(dir, 'archive')
  colophon(['import', SEED, '--data', data])
  const origin = 'https://archive.example.org'
  writeMirrorFile(data, { origin, keys: [colophon(['log', 'key', '--data', data]).stdout.trim()] })
  const hint = 'm79f8w3gyar2vm2a:764-798'
  for (const base of [[], ['--base-url', 'https://copy.example.org']]) {
    const settings = ['--data', data, ...base]
    const quoted = colophon(['quote', 'This is where abandonment has led.', '--json', ...settings])
    t.equal(JSON.parse(quoted.stdout).url, `${origin}/quotes/${QUOTE}?at=${hint}`)
    const { found } = JSON.parse(colophon(['check', join(dir, 'quotes.md'), '--json', ...settings]).stdout)
    t.match(found.url, new RegExp(`^${origin}/quotes/`))
    t.equal(found.work.url, `${origin}/works/2rma5yfyxknb207f`)
  }
})

t.test('exit codes tell what went wrong, data goes to stdout and the rest to stderr', async (t) => {
  const data = join(t.testdir(), 'archive')
  const outcome = (...args: string[]) => {
    const { status, stdout, stderr } = colophon(args)
    t.equal(stdout, '', `${args.join(' ')}: nothing on stdout`)
    t.notMatch(stderr, /\n\s+at /, 'no stack trace')
    return status
  }
  t.equal(outcome('quote', 'words', '--data', data), 10, 'no archive')
  t.equal(outcome('cite'), 2, 'an argument is missing')
  t.equal(outcome('serve', '--port', 'x'), 2, 'a setting is wrong')
  t.equal(outcome('nonsense'), 2, 'no such verb')
  colophon(['import', SEED, '--data', data])
  t.equal(outcome('quote', 'words that stand nowhere', '--data', data), 4)
  t.equal(outcome('cite', 'nothing', '--data', data), 4)
  t.equal(
    outcome('cite', 'breaking-the-siege-of-aleppo', '--style', 'apaa', '--data', data),
    4,
    'no such style',
  )
  t.equal(outcome('key', 'revoke', 'nosuchky', '--data', data), 4)
})

t.test('metadata are printed as the manifest that gives them again, and replaced by one', async (t) => {
  const work = 'breaking-the-siege-of-aleppo'
  const dir = t.testdir({ 'other.json': '{"title": "Breaking the siege", "issued": "2017"}' })
  const run = (...args: string[]) => colophon([...args, '--data', join(dir, 'archive')])
  run('import', SEED)
  const printed = run('metadata', work).stdout
  t.match(JSON.parse(printed), { issued: '2016-08-11', retrieved: { date: '2025-03-13' } })
  t.equal(run('metadata', work, join(dir, 'other.json')).status, 0)
  t.match(run('cite', work).stdout, /Breaking the siege\. \(2017\)/)
  t.same(JSON.parse(run('metadata', work).stdout), { title: 'Breaking the siege', authors: [], issued: '2017', type: 'document' }) // biome-ignore format: one manifest
  writeFileSync(join(dir, 'first.json'), printed)
  t.equal(run('metadata', work, join(dir, 'first.json')).status, 0)
  t.equal(run('metadata', work).stdout, printed)
  t.equal(run('metadata', 'no-such-work').status, 4)
})

t.test('what others wrote does not speak to the terminal', async (t) => {
  const [csi, override, mark] = ['\u009b', '\u202e', '\u200f']
  const title = `Ferries ${csi}31m at ${override}six${mark}`
  const dir = t.testdir({
    'a.md': `# Ferries\n\nOn ${csi}2J the ferry ${override}and on its way.\n`,
    'a.manifest.json': JSON.stringify({ title, slug: 'ferries' }),
    'paper.md': '“On the ferry, and away on its way and on.”',
  })
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = colophon([...args, '--data', join(dir, 'archive')])
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
  t.match(run('quote', words).stdout, `Ferries \\u009b31m at ${override}six${mark}, paragraph 1: “${words}”`)
  t.match(run('check', join(dir, 'paper.md'), '--all').stdout, /\\u009b/)
  json('check', join(dir, 'paper.md'), '--all', '--json')
  t.match(run('key', 'create', 'x', '--scope', csi), { status: 2, stderr: 'no scope "\\u009b"' })
  run('withdraw', 'ferries', '--reason', `At ${csi}2J the ${override}wish.`)
  t.match(run('cite', 'ferries').stderr, 'At \\u009b2J the \\u202ewish.')
})

t.test('a version is withdrawn, then the work, and both say so', async (t) => {
  const next = readFileSync(SEED, 'utf8').replace('This is where abandonment has led.', 'That is all.')
  const dir = t.testdir({ 'next.md': next })
  const run = (...args: string[]) => colophon([...args, '--data', join(dir, 'archive')])
  const work = '2rma5yfyxknb207f'
  const version = '5w9k7j84a4g748q6hy57gfg6'
  run('import', SEED)
  run('import', join(dir, 'next.md'), '--work', work)
  const withdrawn = run('withdraw', work, '--version', version, '--reason', 'Scanned badly.', '--json')
  t.match(JSON.parse(withdrawn.stdout), { work, version, reason: 'Scanned badly.', erased: false })
  const quote = run('cite', QUOTE)
  t.equal(quote.status, 4)
  t.match(quote.stderr, /Scanned badly/)
  t.equal(run('cite', work).status, 0, 'the other version stays')
  t.equal(run('withdraw', work, '--reason', ' ').status, 1, 'a reason is needed')
  const erased = run('withdraw', work, '--reason', 'All of it.', '--erase', '--json')
  t.match(JSON.parse(erased.stdout), { version: null, erased: true })
  t.match(run('cite', work).stderr, /All of it/)
  t.equal(run('metadata', work).status, 4)
})

t.test('many files are told of in their order, each once it is on disk', async (t) => {
  const names = Array.from({ length: 100 }, (_, n) => `${String(n).padStart(3, '0')}.md`)
  const texts = names.map((name, n) => [name, n === 60 ? '' : `# Work ${n % 99}\n\nOf ${n % 99}.\n`])
  const dir = t.testdir(Object.fromEntries(texts))
  const files = names.map((name) => join(dir, name))
  files.splice(10, 0, join(dir, 'missing.md'))
  const data = join(dir, 'archive')
  const { status, stdout, stderr } = colophon(['import', ...files, '--json', '--data', data])
  t.equal(status, 1)
  const told = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.strictSame(
    told.map(({ file }) => file),
    files,
  )
  t.strictSame(
    told.flatMap(({ known, error }, at) => (known === false ? [] : [[at, known ?? error.code]])),
    [
      [10, 'ENOENT'],
      [61, 'empty_text'],
      [100, true],
    ],
  )
  t.match(stderr, /99 of 101 files imported/)

  // What was told before a kill is there.
  const killed = join(dir, 'killed')
  const child = spawn(
    process.execPath,
    ['dist/src/main.js', 'import', ...files, '--json', '--data', killed],
    { cwd: ROOT },
  )
  let heard = ''
  await new Promise((done) => {
    child.stdout.on('data', (text) => {
      heard += text
      child.kill('SIGKILL')
    })
    child.on('close', done)
  })
  const acknowledged = heard
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => JSON.parse(line).work ?? [])
  t.ok(acknowledged.length > 0)
  const sql = new SQLite(join(killed, 'archive.sqlite'), { readonly: true })
  const there = new Set(sql.prepare('SELECT id FROM work').pluck().all())
  sql.close()
  t.strictSame(
    acknowledged.filter((work) => !there.has(work)),
    [],
  )
})

t.test('one file that cannot be read stops no other', async (t) => {
  const title = 'x'.repeat(1001)
  const dir = t.testdir({
    'empty.md': '',
    'long.md': `---\ntitle: ${title}\n---\n\nText of it.\n`,
    'good.md': '# Good\n\nText.\n',
  })
  const { status, stdout, stderr } = colophon([
    'import',
    join(dir, 'empty.md'),
    join(dir, 'long.md'),
    join(dir, 'good.md'),
    '--json',
    '--data',
    join(dir, 'archive'),
  ])
  t.equal(status, 1)
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.equal(lines[0].error.code, 'empty_text')
  t.equal(lines[1].error.code, 'metadata_too_long')
  t.match(
    stderr,
    /long\.md: The file has a "title" of 1001 characters; at most 1000 are kept\. Say it shorter/,
  )
  t.equal(lines[2].known, false)
  t.match(stderr, /1 of 3 files imported/)
})

t.test('keys are shown once, listed without their secret, and revoked', async (t) => {
  const data = join(t.testdir(), 'archive')
  const key = colophon(['key', 'create', 'reading room', '--data', data]).stdout.trim()
  t.match(key, /^colophon_[0-9a-z]{8}_[0-9a-z]{32}$/)
  const [, id, secret] = key.split('_') as [string, string, string]
  const list = colophon(['key', 'list', '--data', data]).stdout
  t.match(list, /reading room/)
  t.notOk(list.includes(secret))
  for (const file of readdirSync(data))
    t.notOk(readFileSync(join(data, file)).includes(secret), `not in ${file}`)
  t.equal(colophon(['key', 'revoke', id, '--data', data]).status, 0)
  t.match(colophon(['key', 'list', '--data', data]).stdout, /revoked/)
  t.equal(colophon(['key', 'create', 'x', '--scope', 'everything', '--data', data]).status, 2)
})

t.test('flags go before the environment, and this before defaults', async (t) => {
  const config = (args: string[], env = {}) =>
    JSON.parse(colophon(['serve', '--print-config', ...args], env).stdout)
  t.match(config([]), {
    host: '127.0.0.1',
    port: 3000,
    baseUrl: '',
    logLevel: 'warn',
    data: join(ROOT, 'data'),
  })
  t.match(config([], { COLOPHON_PORT: '4000' }), { port: 4000 })
  t.match(config(['--port', '0'], { COLOPHON_PORT: '4000' }), { port: 0 })
  t.equal(colophon(['serve', '--print-config'], { COLOPHON_BASE_URL: 'archive.example.org' }).status, 2)
})

t.test('the committed description of the API is what the software emits', async (t) => {
  t.equal(colophon(['openapi']).stdout, readFileSync(join(ROOT, 'openapi.yaml'), 'utf8'))
  t.match(colophon(['openapi', '--base-url', 'https://a.example']).stdout, /url: https:\/\/a\.example/)
})
