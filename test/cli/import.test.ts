import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import t from 'tap'
import { buildCommand, colophon, linesOf } from '../support/command.ts'
import { ROOT } from '../support/root.ts'

const SEED = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')
const QUOTE = '2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h'

t.before(buildCommand)

t.test('a file is imported, quoted and cited', async (t) => {
  const data = join(t.testdir(), 'archive')
  const imported = colophon('import', SEED, '--json', '--data', data)
  t.same(JSON.parse(imported.stdout), {
    file: SEED,
    work: '2rma5yfyxknb207f',
    version: '5w9k7j84a4g748q6hy57gfg6',
    known: false,
    title: 'Breaking the siege of Aleppo',
    paragraphs: 12,
    repairs: 3,
    unresolved: 0,
    warnings: [],
  })
  t.match(colophon('import', SEED, '--data', data).stdout, /known/)
  const quoted = colophon('quote', 'This is where abandonment has led.', '--json', '--data', data)
  t.match(JSON.parse(quoted.stdout), { id: QUOTE, spans: [{ number: 4 }] })
  const cite = (...args: string[]) => colophon('cite', ...args, '--data', data).stdout.trim()
  t.equal(cite('m79f8w3gyar2vm2a', '--style', 'mla', '--form', 'in-text'), '(Al Shami, par. 4)')
  t.equal(cite(QUOTE, '--form', 'narrative'), 'Al Shami (2016, para. 4)')
  t.match(cite('breaking-the-siege-of-aleppo', '--html'), /<i>leilashami\.wordpress\.com<\/i>/)
})

t.test('many files are told of in their order, each once it is on disk', async (t) => {
  const names = Array.from({ length: 100 }, (_, n) => `${String(n).padStart(3, '0')}.md`)
  const texts = names.map((name, n) => [name, n === 60 ? '' : `# Work ${n % 99}\n\nOf ${n % 99}.\n`])
  const dir = t.testdir(Object.fromEntries(texts))
  const files = names.map((name) => join(dir, name))
  files.splice(10, 0, join(dir, 'missing.md'))
  const data = join(dir, 'archive')
  const { status, stdout, stderr } = colophon('import', ...files, '--json', '--data', data)
  t.equal(status, 3)
  const told = linesOf(stdout).filter(({ summary }) => !summary)
  t.strictSame(
    told.map(({ file }) => file),
    files,
  )
  t.strictSame(
    told.flatMap(({ known, error }, at) => (known === false ? [] : [[at, known ?? error.code]])),
    [
      [10, 'unusable_path'],
      [61, 'empty_text'],
      [100, true],
    ],
  )
  t.match(stderr, /98 new, 1 known, 2 failed, 0 skipped/)

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
  const { status, stdout, stderr } = colophon(
    'import',
    join(dir, 'empty.md'),
    join(dir, 'long.md'),
    join(dir, 'good.md'),
    '--json',
    '--data',
    join(dir, 'archive'),
  )
  t.equal(status, 3)
  const lines = linesOf(stdout)
  t.equal(lines[0].error.code, 'empty_text')
  t.equal(lines[1].error.code, 'metadata_too_long')
  t.match(
    stderr,
    /long\.md: The file has a "title" of 1001 characters; at most 1000 are kept\. Say it shorter/,
  )
  t.equal(lines[2].known, false)
  t.match(stderr, /1 new, 0 known, 2 failed, 0 skipped/)
})

t.test('metadata are printed as the manifest that gives them again, and replaced by one', async (t) => {
  const work = 'breaking-the-siege-of-aleppo'
  const dir = t.testdir({ 'other.json': '{"title": "Breaking the siege", "issued": "2017"}' })
  const run = (...args: string[]) => colophon(...args, '--data', join(dir, 'archive'))
  run('import', SEED)
  const again = run('import', SEED, '--manifest', join(dir, 'other.json'))
  t.match(again, {
    status: 0,
    stdout: /known/,
    stderr: /changes nothing.*colophon metadata 2rma5yfyxknb207f/,
  })
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

t.test('a version is withdrawn, then the work, and both say so', async (t) => {
  const next = readFileSync(SEED, 'utf8').replace('This is where abandonment has led.', 'That is all.')
  const dir = t.testdir({ 'next.md': next })
  const run = (...args: string[]) => colophon(...args, '--data', join(dir, 'archive'))
  const work = '2rma5yfyxknb207f'
  const version = '5w9k7j84a4g748q6hy57gfg6'
  run('import', SEED)
  run('import', join(dir, 'next.md'), '--work', work)
  const unasked = run('withdraw', work, '--reason', 'Scanned badly.')
  t.match(unasked, { status: 2, stderr: /cannot be undone.*--yes/ }, 'nobody can be asked')
  const withdrawn = run(
    'withdraw',
    work,
    '--version',
    version,
    '--reason',
    'Scanned badly.',
    '--yes',
    '--json',
  )
  t.match(JSON.parse(withdrawn.stdout), { work, version, reason: 'Scanned badly.', erased: false })
  const quote = run('cite', QUOTE)
  t.equal(quote.status, 4)
  t.match(quote.stderr, /Scanned badly/)
  t.equal(run('cite', work).status, 0, 'the other version stays')
  t.equal(run('withdraw', work, '--reason', ' ', '--yes').status, 1, 'a reason is needed')
  const erased = run('withdraw', work, '--reason', 'All of it.', '--erase', '--yes', '--json')
  t.match(JSON.parse(erased.stdout), { version: null, erased: true })
  t.match(run('cite', work).stderr, /All of it/)
  t.equal(run('metadata', work).status, 4)
})
