import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { JSDOM } from 'jsdom'
import t from 'tap'
import { buildCommand, colophon, linesOf } from '../support/command.ts'
import type { PageDocument } from '../support/page-document.ts'
import { ROOT } from '../support/root.ts'

t.before(buildCommand)

const BOOKLETS = join(ROOT, 'test/fixtures/booklet-like')
const HOSTILE = '=HYPERLINK("x") <script>alert(1)</script>'

t.test('a report has all that needs a person, in four formats', (t) => {
  const dir = t.testdir()
  const data = join(dir, 'archive')
  const folder = join(dir, 'folder')
  mkdirSync(folder)
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const ferries = '# On ferries\n\nMaria Alvarez\n\n3 May 2019\n\nThey go.\n'
  write('1.md', ferries)
  write('2.md', `${ferries}\n`)
  write('3.md', ferries.replace('They go.', 'They come back.'))
  write('4.md', 'Text.\n')
  write('4.manifest.json', JSON.stringify({ title: HOSTILE }))
  write('5.md', '# Complete\n\nNothing is wrong with it.\n')
  write('5.manifest.json', '{"authors": [{"family": "Doe", "given": "Jane"}], "issued": "2001"}')
  const run = (...args: string[]) => colophon(...args, '--data', data)
  t.equal(run('report').status, 10)
  const unresolved = join(BOOKLETS, '028-straight.md')
  const probable = join(BOOKLETS, '034-imposed.md')
  const imported = run('import', folder, unresolved, probable, '--json')
  const works = linesOf(imported.stdout).flatMap(({ work }) => work ?? [])
  t.equal(works.length, 7)

  const { status, stdout, stderr } = run('report', '--format', 'json')
  t.equal(status, 0)
  const found = linesOf(stdout)
  const of = (work: string) => found.filter((each) => each.work === work)
  const kinds = (work: string) => of(work).map(({ kind }) => kind)
  t.strictSame(kinds(works[4]), [], 'a work of which all is said and certain')
  t.strictSame(kinds(works[3]), ['no-author', 'no-date'])
  t.strictSame(kinds(works[0]).slice(-2), ['duplicate', 'namesake'])
  t.match(of(works[0]).at(-2), { others: [works[1]], todo: `colophon withdraw ${works[1]}` })
  t.match(of(works[0]).at(-1), { others: [works[1], works[2]], todo: `--work ${works[0]}` })
  t.match(of(works[0])[0], { kind: 'doubtful', what: /^author: “Alvarez, Maria”/, start: 14, end: 27 })
  const provenance = `http://127.0.0.1:3000/works/${works[5]}/provenance`
  t.match(of(works[5])[0], { kind: 'unresolved', paragraph: 5, what: /ever-\|pitching/, provenance })
  t.match(of(works[6])[0], { kind: 'probable', paragraph: 6, what: /than\|Flask/ })
  t.match(of(works[6]).at(-1), { kind: 'warning', what: /in the order of printed sheets/ })
  t.match(
    stderr,
    /^unresolved 1, probable 1, doubtful \d, no-author 1, no-date 1, warning 1, duplicate 1, namesake 1\n/,
  )

  const table = parse(run('report', '--format', 'csv').stdout, { columns: true }) as Record<string, string>[]
  t.strictSame(
    table.map(({ kind, work, others }) => [kind, work, others]),
    found.map(({ kind, work, others }) => [kind, work, others.join(' ')]),
  )
  t.ok(
    table.some(({ title }) => title === `'${HOSTILE}`),
    'no cell is a formula',
  )
  const shown = new JSDOM(run('report', '--format', 'html').stdout)
  const document = shown.window['document'] as PageDocument
  t.equal([...document.querySelectorAll('tbody tr')].length, found.length)
  t.equal(document.querySelector('script'), null)
  t.ok([...document.querySelectorAll('a')].some((link) => link.textContent === HOSTILE))

  const text = run('report', '--only', 'unresolved', 'duplicate').stdout
  t.match(text, `${works[5]}  Ahab  (/works/ahab)\n  unresolved, paragraph 5, bytes 5893–5895: “…`)
  t.notMatch(text, /no-author|probable/)
  t.match(run('report', '--only', 'nothing'), { status: 2, stderr: /There are unresolved, probable/ })
  t.match(run('report', '--format', 'pdf'), { status: 2, stderr: /[Tt]here are text, html, csv, json/ })

  // What a person has said is no doubt any more.
  write(
    'said.json',
    '{"title": "On ferries", "authors": [{"literal": "Maria Alvarez"}], "issued": "2019-05"}',
  )
  run('metadata', works[0], join(folder, 'said.json'))
  run('withdraw', works[1], '--reason', 'The same text.', '--yes')
  const after = linesOf(run('report', '--format', 'json').stdout)
  t.strictSame(
    after.filter(({ work }) => work === works[0]).map(({ kind, others }) => [kind, others]),
    [['namesake', [works[2]]]],
  )
  t.end()
})

t.test('a report names works that have most of their passages in common, once for each pair', (t) => {
  const folder = t.testdir()
  const data = join(folder, 'archive')
  const sentences = [
    'The ferries leave the northern quay at six in the morning, when the market is still closed.',
    'Nobody who waits there speaks before the second bell has rung across the water.',
    'In winter the crossing takes an hour longer, since the pilot keeps clear of the ice.',
    'A clerk writes the names of all passengers into a book that is older than the boat.',
    'They pay with small coins, and the fare has not changed for a generation.',
    'On the other side a road leads uphill between orchards to the mill.',
  ]
  const text = (words: readonly string[]) => words.map((sentence) => `${sentence}\n`).join('\n')
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content)
  write('1.md', `# Ferries\n\n${text(sentences)}`)
  // Another conversion: other signs, other paragraphs, a passage more.
  const again = text(sentences).replaceAll(',', ' –').replace('bell', '“bell”').replaceAll('.\n\nI', '. I')
  write('2.md', `# The crossing\n\n${again}\nMore is not known of it, and less will be remembered.\n`)
  const others = [
    'Mills were built wherever a brook fell far enough to turn a wheel.',
    'Most of their owners came from families that had owned land before the war.',
    'Flour was sold by weight, and every village kept a balance under lock.',
  ]
  write('3.md', `# Mills\n\n${text([...others, sentences[5]!])}`)
  const works = ['1.md', '2.md', '3.md'].map(
    (name) => linesOf(colophon('import', join(folder, name), '--data', data, '--json').stdout)[0].work,
  )
  const { stdout } = colophon('report', '--format', 'json', '--only', 'near-duplicate', '--data', data)
  const found = linesOf(stdout)
  t.match(found, [
    { work: works[0], others: [works[1]], what: /^About (?:[89]\d|100) % .* “The crossing” too\.$/ },
  ])
  t.equal(found.length, 1)
  t.match(found[0].todo, `--work ${works[1]}; colophon withdraw ${works[0]}`)
  t.end()
})
