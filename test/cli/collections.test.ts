import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import t from 'tap'
import { loadingHere, type OpenLoading } from '../../src/archive/loading-threads.ts'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { prepareArchive } from '../../src/archive/preparing.ts'
import { readSourceFile } from '../../src/archive/source-file.ts'
import { ImportSummary } from '../../src/cli/import-summary.ts'
import { imported } from '../../src/cli/importing.ts'
import { RestingFiles } from '../../src/collections/resting-files.ts'
import { walk } from '../../src/collections/walk.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { knownSource } from '../../src/store/sqlite/works/known-source.ts'
import { buildCommand, colophon, linesOf } from '../support/command.ts'
import { directoryFor } from '../support/directory.ts'
import { ROOT } from '../support/root.ts'

t.before(buildCommand)

/** Writes files, by their paths in a folder, and makes the folders that they lie in. */
function writeAll(folder: string, files: Record<string, string | Uint8Array>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16)

t.test('a folder is walked in the order of its names, and what is no source is told with its reason', (t) => {
  const dir = directoryFor(t)
  const folder = writeAll(join(dir, 'folder'), {
    'b.md': '# B\n',
    'B.txt': 'B',
    'a/z.md': '# Z\n',
    'a/deep/er/Vol. 3': '# By its content\n',
    'a/README': 'By its content too.\n',
    'a/scan': JPEG,
    'a/photo.JPG': JPEG,
    'a/z.manifest.json': '{}',
    'a/z.md.meta.json': '{}',
    'Ünïcode/ωμέγα – 雨.md': '# Ω\n',
    '.hidden.md': '# Hidden\n',
    'data/archive.sqlite': '',
    'data/checkpoint': 'Words of an archive.\n',
    '.git/config.md': '# Hidden\n',
  })
  writeAll(dir, { 'outside.md': '# Outside\n' })
  symlinkSync('..', join(folder, 'a/up'))
  symlinkSync(join(dir, 'outside.md'), join(folder, 'a/out.md'))
  symlinkSync('nowhere.md', join(folder, 'a/dangling.md'))
  const { files, skipped } = walk([folder])
  const named = <T extends { file: string }>(each: T) => ({ ...each, file: relative(folder, each.file) })
  t.strictSame(
    files.map(named).map(({ file, size, mediaType }) => [file, size, mediaType]),
    [
      ['B.txt', 1, 'text/plain'],
      ['a/README', 20, 'text/plain'],
      ['a/dangling.md', 0, ''],
      ['a/deep/er/Vol. 3', 17, 'text/markdown'],
      ['a/z.md', 4, 'text/markdown'],
      ['b.md', 4, 'text/markdown'],
      ['Ünïcode/ωμέγα – 雨.md', 5, 'text/markdown'],
    ],
  )
  t.strictSame(
    skipped.map(named).map(({ file, why }) => [file, why]),
    [
      ['a/out.md', 'it is a link that leads out of the folder'],
      ['a/photo.JPG', 'no loader reads .jpg files'],
      ['a/scan', 'it is no text'],
      ['a/up', 'it is a link to what is in the folder itself'],
      ['data', 'it is the directory of an archive'],
    ],
  )
  t.match(files[2]!.unreadable, { code: 'unusable_path', message: /dangling\.md cannot be read/ })
  t.equal(walk([folder], 'text/plain').files.length, 9, 'a person says what all are')
  t.end()
})

t.test('a folder is imported; what fails or is left out is counted, and stops nothing', (t) => {
  const dir = t.testdir()
  const data = join(dir, 'archive')
  const folder = writeAll(join(dir, 'folder'), {
    'a.md': '# A\n\nText of it.\n',
    'broken.txt': Uint8Array.of(0x61, 0xff, 0x62),
    'empty.md': '',
    'photo.jpg': JPEG,
    'sub/b.txt': 'B\n\nText of b.\n',
    'sub/b.manifest.json': '{"title": "Given", "authors": [{"family": "Alvarez", "given": "Maria"}]}',
    'sub/same.md': '# A\n\nText of it.\n',
  })
  const first = colophon('import', folder, '--json', '--data', data)
  t.equal(first.status, 3)
  const lines = linesOf(first.stdout)
  t.strictSame(
    lines
      .slice(0, -1)
      .map(({ file, known, skipped, error }) => [relative(folder, file), known ?? skipped ?? error.code]),
    [
      ['photo.jpg', 'no loader reads .jpg files'],
      ['a.md', false],
      ['broken.txt', 'invalid_encoding'],
      ['empty.md', 'empty_text'],
      ['sub/b.txt', false],
      ['sub/same.md', true],
    ],
  )
  t.match(lines[4], { title: 'Given' })
  t.match(lines.at(-1), { summary: { new: 2, known: 1, failed: 2, skipped: 1 } })
  t.match(first.stderr, /failed: .*broken\.txt\nfailed: .*empty\.md\n2 new, 1 known, 2 failed, 1 skipped/)

  const again = colophon('import', folder, '--data', data)
  t.match(again, { status: 3, stderr: /\n0 new, 3 known, 2 failed, 1 skipped/ })
  t.notMatch(again.stderr, /changes nothing/, 'a manifest that says what is said already needs no word')
  const none = colophon('import', join(folder, 'photo.jpg'), '--data', join(dir, 'none'))
  t.match(none, { status: 1, stderr: /no loader reads \.jpg files\n.*\nNothing was imported: .* --type/ })
  t.equal(colophon('cite', 'a', '--data', join(dir, 'none')).status, 10, 'no archive was made for nothing')
  t.equal(colophon('import', join(folder, 'a.md'), join(folder, 'photo.jpg'), '--data', data).status, 0)
  t.end()
})

t.test('a manifest corrects a work that is there already when that is asked for', (t) => {
  const dir = t.testdir()
  const folder = writeAll(join(dir, 'folder'), {
    'a.md': '# A\n\nBy Jane Doe\n\n11 August 2016\n\nText of it.\n',
    'b.md': '# B\n\nText of b.\n',
  })
  const run = (...args: string[]) => colophon(...args, '--data', join(dir, 'archive'))
  run('import', folder)
  const manifest = { title: 'A, corrected', isbn: '9780306406158', slug: 'another', key: 'k' }
  writeAll(folder, { 'a.manifest.json': JSON.stringify(manifest) })
  const unasked = run('import', folder)
  t.match(unasked.stderr, /a\.md was imported before, so its manifest changes nothing\. .* --update-metadata/)
  const tried = run('import', folder, '--update-metadata', '--dry-run')
  t.match(tried, { stdout: /would be corrected .*a\.md/, stderr: /0 new, 2 known, 1 corrected, 0 failed/ })
  t.match(run('metadata', 'a').stdout, /"title": "A"/, 'nothing was changed by looking')

  const done = run('import', folder, '--update-metadata')
  t.match(done, { status: 0, stdout: /corrected {2}.*a\.md\n.*known {2}.*b\.md/ })
  t.match(done.stderr, /a\.md: The ISBN "9780306406158" has a wrong check digit/)
  t.notMatch(done.stderr, /changes nothing/)
  t.strictSame(JSON.parse(run('metadata', 'a').stdout), {
    title: 'A, corrected',
    authors: [{ family: 'Doe', given: 'Jane' }],
    issued: '2016-08-11',
    type: 'document',
    isbn: '9780306406158',
  })
  const lines = linesOf(run('import', folder, '--update-metadata', '--json').stdout)
  t.strictSame(lines[0].corrected, undefined, 'the same manifest again corrects nothing')
  t.match(lines.at(-1), { summary: { new: 0, known: 2, corrected: 0 } })
  t.end()
})

t.test('a file that is being written is not taken before two looks at it find the same', (t) => {
  const folder = writeAll(t.testdir(), { 'a.md': '# A\n', 'sub/b.md': '# B\n' })
  const [a, b] = [join(folder, 'a.md'), join(folder, 'sub/b.md')]
  const resting = new RestingFiles()
  resting.touched(a)
  resting.touched(b)
  t.equal(resting.look(), false, 'the first look only remembers')
  writeFileSync(a, '# A\n\nMore of it.\n')
  t.equal(resting.look(), true, 'one stands still')
  t.strictSame([resting.isMoving(a), resting.isMoving(b)], [true, false])
  t.strictSame([resting.areMovingIn(folder), resting.areMovingIn(dirname(b))], [true, false])
  rmSync(a)
  t.equal(resting.look(), true, 'what is gone stands still')
  t.equal(resting.areMoving, false)
  t.end()
})

t.test(
  'a folder is watched: what comes into it is imported once, and an interruption ends that',
  async (t) => {
    const dir = t.testdir()
    const folder = writeAll(join(dir, 'folder'), { 'a.md': '# A\n\nText of it.\n' })
    const args = ['import', '--watch', folder, '--update-metadata', '--json', '--data', join(dir, 'archive')]
    const watch = spawn(process.execPath, ['dist/src/main.js', ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const ended = once(watch, 'exit')
    t.teardown(() => watch.kill('SIGKILL'))
    const lines = createInterface({ input: watch.stdout })[Symbol.asyncIterator]()
    const next = async () => JSON.parse((await lines.next()).value)
    t.match(await next(), { file: join(folder, 'a.md'), known: false }, 'what is there is imported first')
    writeAll(folder, {
      'a.manifest.json': '{"title": "Given"}',
      'b.md': '# B\n\nText of b.\n',
      'sub/same.md': '# B\n\nText of b.\n',
      'sub/.hidden.md': '# Hidden\n',
    })
    const told = [await next(), await next(), await next()]
    t.match(
      told.toSorted((one, other) => (one.file < other.file ? -1 : 1)),
      [
        { file: join(folder, 'a.md'), known: true, corrected: true },
        { file: join(folder, 'b.md'), work: told.at(-1).work },
        { file: join(folder, 'sub/same.md'), work: told.at(-1).work },
      ],
    )
    watch.kill('SIGINT')
    t.match(await next(), { summary: { new: 2, known: 2, corrected: 1, failed: 0, skipped: 0 } })
    t.strictSame(await ended, [0, null])
    const refused = colophon('import', '--watch', join(folder, 'a.md'), '--data', join(dir, 'archive'))
    t.match(refused, { status: 2, stderr: /a\.md is no folder/ })
    const mixed = colophon('import', '--watch', folder, '--work', 'a', '--data', join(dir, 'archive'))
    t.match(mixed, { status: 2, stderr: /neither --work/ })
  },
)

t.test('what is known is not loaded again', async (t) => {
  const dir = directoryFor(t)
  const data = join(dir, 'archive')
  const folder = writeAll(join(dir, 'folder'), { 'a.md': '# A\n\nOf a.\n', 'b.md': '# B\n\nOf b.\n' })
  await prepareArchive(data)
  const connection = openWriter(databaseFile(data))
  const writer = new LocalWriter(connection, () => new Date().toISOString())
  t.teardown(() => writer.close())
  let loads = 0
  const loading: OpenLoading = {
    load: (request) => {
      loads++
      return loadingHere.load(request)
    },
    close: async () => {},
  }
  const importAll = async (stopped = () => false) => {
    const outcomes = []
    const importing = {
      writer,
      loading,
      stopped,
      read: ({ file }: { file: string }) => readSourceFile(file),
      known: (sha256: string) => knownSource(connection, sha256),
    }
    for await (const { outcome } of imported(walk([folder]).files, importing))
      outcomes.push(outcome.status === 'fulfilled' && outcome.value.known)
    return outcomes
  }
  t.strictSame([await importAll(), loads], [[false, false], 2])
  t.strictSame([await importAll(), loads], [[true, true], 2])
  writeAll(folder, { 'aa.md': '# New\n\nOf it.\n' })
  t.strictSame([await importAll(), loads], [[true, false, true], 3])

  // An import that is stopped ends with the group that is written, and goes on behind it.
  const more = Array.from({ length: 300 }, (_, n) => [`more/${n}.md`, `# More ${n}\n\nOf ${n}.\n`])
  writeAll(folder, Object.fromEntries(more))
  const first = await importAll(() => true)
  t.ok(first.length < 303, `${first.length} were imported before the end`)
  const before = loads
  const rest = await importAll()
  t.strictSame([rest.length, rest.filter((known) => known).length], [303, first.length])
  t.equal(loads - before, 303 - first.length)
  const summary = new ImportSummary([])
  summary.add({ known: false }, 1)
  summary.stop(1)
  t.equal(summary.exitCode, 0, 'it was stopped when all was done')
  summary.stop(2)
  t.equal(summary.exitCode, 3)
})

t.test('a work with the title, authors and date of another asks whether a version of it was meant', (t) => {
  const dir = t.testdir()
  const text = (words: string) => `# On ferries\n\nMaria Alvarez\n\n3 May 2019\n\n${words}\n`
  const folder = writeAll(join(dir, 'folder'), {
    '1.md': text('They go.'),
    '2.md': text('They go, and come back.'),
    '3.md': text('They go.').replace('2019', '2020'),
    '4.md': '# Editorial\n\nThis is the first.\n',
    '5.md': '# Editorial\n\nThis is the second.\n',
  })
  const run = (...args: string[]) => colophon(...args, '--data', join(dir, 'archive'))
  const { status, stdout, stderr } = run('import', folder, '--json')
  t.equal(status, 0)
  const lines = linesOf(stdout)
  t.strictSame(
    lines.map(({ namesake }) => namesake),
    [undefined, lines[0].work, undefined, undefined, undefined, undefined],
  )
  t.match(stderr, `2.md: the work ${lines[0].work} has the same title, authors and date.`)
  t.notMatch(run('import', folder).stderr, /same title/, 'what is known is not asked for again')

  // What the question says to do is done.
  t.match(run('import', join(folder, '2.md'), '--work', lines[0].work).stdout, /new version/)
  t.equal(run('withdraw', lines[1].work, '--reason', 'Imported twice.', '--yes').status, 0)
  t.match(run('import', join(folder, '2.md'), '--work', lines[0].work).stdout, /known/)
  t.equal(run('verify').status, 0)
  t.end()
})

t.test('a dry run shows what would be made of each file, and writes nothing', (t) => {
  const dir = t.testdir()
  const data = join(dir, 'archive')
  const folder = writeAll(join(dir, 'folder'), {
    'a.md': '# On ferries\n\nMaria Alvarez\n\n3 May 2019\n\nThey go.\n\nAnd they come back.\n',
    'broken.txt': Uint8Array.of(0x61, 0xff, 0x62),
    'cut.md': '# Cut\n\nNobody knows the in-\n\ndeed of it.\n\n# End\n\nA cut para-\n\ngraph is joined.\n',
  })
  const { status, stdout, stderr } = colophon('import', folder, '--dry-run', '--json', '--data', data)
  t.equal(status, 3)
  const [a, broken, cut, last] = linesOf(stdout)
  t.strictSame(
    [a.known, a.title, a.authors, a.issued, a.paragraphs, a.repairs, a.unresolved],
    [false, 'On ferries', ['Maria Alvarez'], '2019-05-03', 2, 0, 0],
  )
  t.match(a.doubts[0], { field: 'author', rule: 'line beside the date' })
  t.equal(broken.error.code, 'invalid_encoding')
  t.match(last.summary, { new: 2, known: 0, failed: 1, skipped: 0 })
  t.match(stderr, /would be 2 new/)
  t.equal(colophon('verify', '--data', data).status, 10, 'there is no archive')

  t.match(colophon('import', folder, '--dry-run', '--data', data).stdout, /would be new .*a\.md\n {2}On ferries \/ Maria Alvarez \/ 2019-05-03\n {2}paragraphs: 2/) // biome-ignore format: one pattern
  const made = linesOf(colophon('import', folder, '--json', '--data', data).stdout)
  t.match(made[2], { paragraphs: cut.paragraphs, repairs: cut.repairs, unresolved: cut.unresolved })
  t.strictSame(made[0].warnings, a.warnings)
  t.ok(cut.repairs + cut.unresolved > 0)
  writeAll(folder, { 'b.md': '# On ferries\n\nMaria Alvarez\n\n3 May 2019\n\nThey go elsewhere.\n' })
  const again = linesOf(colophon('import', folder, '--dry-run', '--json', '--data', data).stdout)
  t.strictSame(
    again.slice(0, 2).map(({ known, work, namesake }) => [known, work, namesake]),
    [
      [true, made[0].work, undefined],
      [false, undefined, made[0].work],
    ],
  )
  t.end()
})
