/** Verbs that ask the API, of the archive in a directory or of a server, and the examples of their page. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { BASE, buildTestApp } from '../support/app.ts'
import { buildCommand, colophon, colophonBeside, colophonIn, linesOf } from '../support/command.ts'
import { directoryFor } from '../support/directory.ts'
import { ROOT } from '../support/root.ts'

const SEED = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')
const SLUG = 'breaking-the-siege-of-aleppo'
const WORDS = 'This is where abandonment has led.'

t.before(buildCommand)

/** The commands of a page, each with what it prints. */
function examplesOf(page: string): { line: string; printed: string }[] {
  const blocks = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```console\n([\s\S]*?)^```$/gm)]
  return blocks.flatMap(([, block]) =>
    block!
      .split(/^\$ /m)
      .slice(1)
      .map((example) => {
        const [line = '', ...printed] = example.trimEnd().split('\n')
        return { line, printed: printed.join('\n') }
      }),
  )
}

/** The arguments of a line of a shell that quotes them. */
function argumentsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare!,
  )
}

t.test('the examples of the page print what the page says', (t) => {
  const data = directoryFor(t)
  colophon('import', SEED, '--data', data)
  const examples = examplesOf('docs/command.md')
  t.ok(examples.length >= 8)
  for (const { line, printed } of examples) {
    const [command, ...args] = argumentsOf(line)
    t.equal(command, 'colophon')
    const { stdout, status } = colophonIn({ COLOPHON_DATA: data }, ...args)
    t.equal(status, 0, line)
    const end = printed.indexOf('…', printed.length - 1)
    if (end < 0) t.equal(stdout.trimEnd(), printed, line)
    else t.equal(stdout.slice(0, end), printed.slice(0, end), line)
  }
  t.end()
})

t.test('an archive keeps its public address, which verbs print', (t) => {
  const data = join(directoryFor(t), 'archive')
  const seen = (...args: string[]) =>
    JSON.parse(colophon('quote', WORDS, '--json', ...args, '--data', data).stdout).url
  t.equal(colophon('init', '--data', data, '--base-url', 'https://archive.example.org').status, 0)
  colophon('import', SEED, '--data', data)
  t.match(seen(), /^https:\/\/archive\.example\.org\/quotes\//)
  t.match(
    seen('--base-url', 'https://b.example'),
    /^https:\/\/b\.example\/quotes\//,
    'a setting goes before it',
  )
  t.match(colophon('show', SLUG, '--data', data).stdout, 'https://archive.example.org/works/')
  t.match(
    colophon('cite', SLUG, '--form', 'plain', '--data', data).stdout,
    'https://archive.example.org/works/',
  )
  writeFileSync(join(data, 'public-address'), 'javascript:alert(1)')
  t.match(seen(), /^http:\/\/127\.0\.0\.1:3000\/quotes\//, 'what is no address is none')
  t.end()
})

t.test('a server answers as the archive itself does', async (t) => {
  const { app, directory } = await buildTestApp(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const server = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const paper = join(directoryFor(t), 'paper.md')
  writeFileSync(paper, `“${WORDS}” and “This is not where abandonment has led.”\n`)
  const asked = [
    ['list', '--json'],
    ['search', 'siege', '--limit', '3'],
    ['search', 'xyzzy'],
    ['show', SLUG],
    ['show', SLUG, '4', '--json'],
    ['show', `https://anywhere.example/works/${SLUG}`, '--format', 'md'],
    ['quote', WORDS],
    ['quote', WORDS, '--work', SLUG, '--json'],
    ['quote', 'words that stand nowhere'],
    ['cite', SLUG, '--style', 'mla'],
    ['cite', 'm79f8w3gyar2vm2a', '--form', 'in-text', '--html'],
    ['cite', 'm79f8w3gyar2vm2a', '--form', 'markdown'],
    ['cite', SLUG, 'm79f8w3gyar2vm2a', '--json'],
    ['cite', SLUG, '--format', 'bibtex'],
    ['check', paper, '--all'],
    ['check', paper, '--format', 'junit', '--work', SLUG],
  ]
  for (const args of asked) {
    const here = await colophonBeside(...args, '--data', directory, '--base-url', BASE)
    const there = await colophonBeside(...args, '--server', server)
    t.strictSame(there, here, args.join(' '))
  }
  const both = await colophonBeside('list', '--server', server, '--data', join(directory, 'none'))
  t.equal(both.status, 0, 'a server that is named goes before the directory')
})

t.test('what a server refuses is an exit code and a sentence', async (t) => {
  const { app } = await buildTestApp(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const server = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const refused: [string[], number, RegExp][] = [
    [['show', 'nothing'], 4, /There is no work "nothing"/],
    [['show', 'a b/c'], 4, /names nothing here/],
    [['cite', 'nothing'], 4, /nothing/],
    [['cite', SLUG, '--style', 'apaa'], 4, /Did you mean apa/],
    [['cite', SLUG, '--format', 'word'], 2, /word/],
    [['search', '...'], 2, /word/],
    [['list', '--year', 'yesterday'], 2, /EDTF/],
  ]
  for (const [args, status, stderr] of refused)
    t.match(await colophonBeside(...args, '--server', server), { status, stdout: '', stderr }, args.join(' '))
  const nobody = { status: 3, stderr: /127\.0\.0\.1:9 does not answer/ }
  t.match(await colophonBeside('list', '--server', 'http://127.0.0.1:9'), nobody)
  t.match(await colophonBeside('list', '--server', 'archive.example.org'), { status: 2, stderr: /--server/ })
})

t.test('a quote is registered, here and at a server, where it stands once', async (t) => {
  const { app, archive } = await buildTestApp(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const server = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const there = await colophonBeside('quote', WORDS, '--register', '--server', server, '--json')
  t.equal(linesOf(there.stdout)[0].url, `${BASE}/quotes/2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h`)
  archive.refresh()
  t.equal((await archive.reads.works.counts()).quotes, 1)

  const data = directoryFor(t)
  colophon('import', SEED, '--data', data)
  t.equal(colophon('quote', WORDS, '--register', '--data', data).status, 0)
  const again = colophon('quote', WORDS, '--register', '--data', data)
  t.notMatch(again.stdout, /\?at=/)
  const several = colophon('quote', 'the siege', '--register', '--data', data)
  t.match(several, { status: 1, stderr: /Nothing was registered: the words stand in several places/ })
  t.equal(colophon('verify', '--data', data).status, 0)
})

t.test('the key goes to the server from a file or the environment', async (t) => {
  const { app } = await buildTestApp(t)
  const sent: (string | undefined)[] = []
  app.addHook('onRequest', async ({ headers }) => void sent.push(headers.authorization))
  await app.listen({ host: '127.0.0.1', port: 0 })
  const server = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const file = join(directoryFor(t), 'key')
  writeFileSync(file, 'colophon_aaaaaaaa_b\n')
  await colophonBeside('list', '--server', server, '--key-file', file)
  await colophonBeside('list', '--server', server)
  t.strictSame(sent, ['Bearer colophon_aaaaaaaa_b', undefined])
  t.match(await colophonBeside('list', '--server', server, '--key-file', `${file}s`), {
    status: 2,
    stderr: /keys cannot be read/,
  })
})

t.test('a server takes in, corrects and withdraws as the archive does', async (t) => {
  const { app, directory: keys, archive } = await buildTestApp(t, { seed: false })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const server = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const key = join(directoryFor(t), 'key')
  const made = colophon('key', 'create', 'editor', '--scope', 'ingest', 'admin', '--json', '--data', keys)
  writeFileSync(key, linesOf(made.stdout)[0].key)
  archive.refresh()
  const dir = t.testdir({
    'a.md': '# On ferries\n\nOn ferry one, and on its way.\n\nOne more.\n',
    'a.manifest.json': JSON.stringify({ title: 'On ferries', language: 'en', issued: '2001' }),
    'b.txt': 'Another text, of one line.\n',
    'next.md': '# On ferries\n\nOn ferry two, and on its way.\n\nOne more.\n',
    'said.json': JSON.stringify({ title: 'On two ferries', language: 'en' }),
    'wrong.json': JSON.stringify({ title: 7 }),
    'none.xyz': Buffer.from([0, 1, 2, 3]),
  })
  const file = (name: string) => join(dir, name)
  const data = directoryFor(t)
  // What differs by the clock alone; a server adds where a work can be looked for.
  const pace = / \([\d.]+ MB in .*|"seconds":[\d.]+|(?<=withdrawn (?:on )?)\d{4}-\d\d-\d\d/g
  const both = async (...args: string[]) => {
    const here = await colophonBeside(...args, '--data', data)
    archive.refresh()
    const there = await colophonBeside(...args, '--server', server, '--key-file', key)
    archive.refresh()
    for (const said of [here, there]) {
      said.stdout = said.stdout.replace(pace, '').replace(/"withdrawnAt":"[^"]*"/, '')
      said.stderr = said.stderr.replace(pace, '').replace(/ Look for it at .*/, '')
    }
    t.strictSame(there, here, args.join(' '))
    return there
  }
  t.match(await both('import', file('a.md'), '--json'), { status: 0, stdout: /"known":false/ })
  await both('import', file('a.md'))
  await both('import', file('a.md'), file('b.txt'), file('none.xyz'))
  const [{ id: work }] = linesOf((await colophonBeside('list', '--json', '--data', data)).stdout)
  t.match(await both('import', file('next.md'), '--work', work), { status: 0, stdout: /new version/ })
  await both('import', file('next.md'), '--work', 'nothing')
  t.match(JSON.parse((await both('metadata', work)).stdout), { title: 'On ferries', issued: '2001' })
  await both('metadata', work, file('said.json'))
  await both('metadata', work, file('wrong.json'))
  t.match(JSON.parse((await both('metadata', work)).stdout), { title: 'On two ferries' })
  const manifest = ['import', file('next.md'), '--manifest', file('a.manifest.json')]
  t.match(await both(...manifest), { stderr: /its manifest changes nothing/ })
  t.match(await both(...manifest, '--update-metadata'), { stdout: /corrected/ })
  t.match(JSON.parse((await both('metadata', work)).stdout), { title: 'On ferries', issued: '2001' })
  await both('withdraw', 'nothing', '--reason', 'Wrong.', '--yes')
  t.match(await both('withdraw', work, '--reason', 'At the wish of the author.', '--yes'), {
    status: 0,
    stdout: /“On ferries” {2}withdrawn/,
  })
  await both('withdraw', work, '--reason', 'At the wish of the author.', '--yes', '--json')
  await both('metadata', work)
  t.strictSame(
    await colophonBeside('formats', '--json', '--server', server),
    await colophonBeside('formats', '--json'),
  )
})

t.test('a server that wants a key says how the command is given one', async (t) => {
  const { app, directory, archive } = await buildTestApp(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const server = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  t.match(await colophonBeside('import', SEED, '--server', server), {
    status: 1,
    stdout: '',
    stderr:
      /wants a key .* scope "ingest" into COLOPHON_KEY, .*--key-file .*colophon key create NAME --scope ingest/,
  })
  const key = join(directoryFor(t), 'key')
  const made = colophon('key', 'create', 'reader', '--scope', 'quote', '--json', '--data', directory)
  writeFileSync(key, linesOf(made.stdout)[0].key)
  archive.refresh()
  t.match(
    await colophonBeside('withdraw', SLUG, '--reason', 'x', '--yes', '--server', server, '--key-file', key),
    { status: 1, stdout: '', stderr: /lacks the scope "admin".*--scope admin/ },
  )
})
