import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { prepareArchive } from '../../src/archive/preparing.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { markdown } from '../../src/formats/markdown/markdown.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { buildCommand, colophon, linesOf } from '../support/command.ts'

t.before(buildCommand)

const SOURCE = `# On harbours

The men saw the ever-
pitching sea and the light-
house, where a lib-
eratory boat lay.

A second paragraph that stands about the harbour and its boats, and then

Goes on here with a capital in the same sentence as before.

It was the time of the sea, and the boats that came into it were of

the small kind, as anyone could see.
`

t.test('repairs are listed, and decided in a version that says who decided', (t) => {
  const dir = t.testdir()
  const file = join(dir, 'harbours.md')
  writeFileSync(file, SOURCE)
  writeFileSync(
    join(dir, 'harbours.manifest.json'),
    '{"authors": [{"literal": "Jane Doe"}], "issued": "2001"}',
  )
  const run = (...args: string[]) => colophon(...args, '--data', join(dir, 'archive'))
  const json = (...args: string[]) => linesOf(run('repairs', ...args, '--json').stdout)[0]!
  const report = () => run('report', '--format', 'json')
  t.equal(run('repairs', 'x').status, 10)
  const [{ work }] = linesOf(run('import', file, '--json').stdout) as [{ work: string }]

  const listed = run('repairs', 'on-harbours')
  t.match(listed.stdout, /^1 {2}paragraph 1, byte \d+ +unresolved .* join keep space .*“….*ever-\|pitching/)
  t.equal(listed.stdout.trimEnd().split('\n').length, 5)
  const before = json(work)
  t.match(before.repairs[3], { number: 4, choices: ['accept', 'reject', 'join', 'space', 'part'] })
  t.match(linesOf(report().stdout), [{ todo: `colophon repairs ${work}` }])

  const refused = (message: RegExp, ...args: string[]) =>
    t.match(run('repairs', work, ...args), { status: 2, stderr: message })
  refused(/no repair 6: they are numbered from 1 to 5/, '--keep', '6')
  refused(/Repair 1 cannot be decided with --accept. Choose of: --join, --keep, --space\./, '--accept', '1')
  refused(/Two things are decided on repair 1/, '--join', '1', '--keep', '1')
  refused(/no paragraph 3 with another after it/, '--join-after', '3')
  refused(/It is a number/, '--keep', 'all')
  refused(/nobody is named/, '--keep', '1', '--by', ' ')
  t.strictSame(json(work), before, 'what is refused changes nothing')

  const decided = json(
    work,
    '--keep',
    '1',
    '--join',
    '2',
    '--all-probable',
    'accept',
    '--reject',
    '3',
    '--by',
    'Ann B',
  )
  t.match(decided, { work, before: before.version, lineage: { altered: 1 } })
  t.not(decided.version, before.version)
  const after = json(work)
  t.equal(after.version, decided.version)
  t.strictSame(
    after.repairs.map(({ rule, certainty }: Record<string, string>) => [rule, certainty]),
    ['keep-line', 'join-line', 'keep-line', 'space-page', 'space-page'].map((what) => [
      `decided-${what}-break`,
      'certain',
    ]),
  )
  t.equal(report().stdout, '', 'nothing needs a person any more, and the metadata stay')

  const parted = json(work, '--part', '4', '--by', 'Cy D')
  t.match(parted.lineage, { split: 1 })
  t.match(json(work, '--join-after', '2').lineage, { merged: 1 })
  t.match(
    run('repairs', work, '--keep', '1', '--by', 'Cy D').stdout,
    /1 decision by Cy D; the text is the same/,
  )
  t.match(run('repairs', work, '--all-probable', 'accept'), { status: 2, stderr: /No repair .* is probable/ })
  t.match(linesOf(run('import', file, '--json').stdout), [{ known: true }])
  t.equal(run('verify').status, 0)
  t.end()
})

t.test('a text without repairs has nothing to decide', (t) => {
  const dir = t.testdir()
  const data = join(dir, 'archive')
  const source = join(dir, 'plain.md')
  writeFileSync(source, '# Plain\n\nNothing is wrong with it.\n')
  colophon('import', source, '--data', data)
  t.match(colophon('repairs', 'plain', '--data', data), {
    status: 0,
    stdout: '',
    stderr: 'There is nothing to decide.\n',
  })
  t.end()
})

t.test('who decides on a text that another version of the loader read is told', async (t) => {
  const data = join(t.testdir(), 'archive')
  await prepareArchive(data)
  const writer = new LocalWriter(openWriter(databaseFile(data)), () => new Date().toISOString())
  const { version } = markdown
  Object.assign(markdown, { version: '0.9.0' })
  try {
    await writer.importSource({ bytes: Buffer.from(SOURCE), mediaType: 'text/markdown' })
  } finally {
    Object.assign(markdown, { version })
    await writer.close()
  }
  const decide = (number: string) => colophon('repairs', 'on-harbours', '--keep', number, '--data', data)
  t.match(decide('1').stderr, `read by markdown 0.9.0, and is read by ${version} now`)
  t.equal(decide('2').stderr, '')
})
