import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import t, { type Test } from 'tap'
import { cslDate } from '../../src/citing/csl/date.ts'
import { attachedFiles } from '../../src/collections/lists/attached-files.ts'
import { edtfOf } from '../../src/collections/lists/csl-date.ts'
import { readList } from '../../src/collections/lists/read-list.ts'
import { walk } from '../../src/collections/walk.ts'
import { buildCommand, colophon, linesOf } from '../support/command.ts'
import { directoryFor } from '../support/directory.ts'

t.before(buildCommand)

function writeAll(folder: string, files: Record<string, string>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** What a list says: each file with its line, and its manifest or what is wrong with it. */
async function listed(folder: string, name: string, content: string) {
  writeAll(folder, { [name]: content })
  const list = (await readList(join(folder, name)))!
  const files = [...list.files.values()].map(({ file, line, manifest }) => [
    relative(folder, file),
    line,
    manifest instanceof Error ? manifest.message.slice(join(folder, name).length) : manifest,
  ])
  return { ...list, files }
}

const refused = (
  t: Pick<Test, 'rejects'>,
  folder: string,
  name: string,
  content: string,
  message: RegExp,
) => {
  writeAll(folder, { [name]: content })
  return t.rejects(readList(join(folder, name)), { code: 'invalid_list', message })
}

t.test('a table gives metadata by the names of its columns', async (t) => {
  const dir = directoryFor(t)
  const { files } = await listed(
    dir,
    'list.csv',
    [
      '\ufefffile,title,authors,issued,container-title,retrieved.date,retrieved.label,keywords,DOI,editors',
      '"sub/a, b.md",On ferries,"Doe, Jane; The Ferry Collective; King, Jr., Martin; Ann Lee",2019-05-03,Journal,2020-01-01,A site,a; b,https://doi.org/10.1000/182,"Smith, John"',
      '',
      'b.md,"Says ""no""',
      ' and more",,,,,,,,',
      'c.md,C,,the third of May,,,,,,',
      'd.md,D,,,,,,,,',
      'd.md,D again,,,,,,,,',
    ].join('\r\n'),
  )
  t.strictSame(files[0], [
    'sub/a, b.md',
    2,
    {
      title: 'On ferries',
      authors: [
        { family: 'Doe', given: 'Jane' },
        { literal: 'The Ferry Collective' },
        { family: 'King', given: 'Martin', suffix: 'Jr.' },
        { literal: 'Ann Lee' },
      ],
      issued: '2019-05-03',
      containerTitle: 'Journal',
      retrieved: { date: '2020-01-01', label: 'A site' },
      keywords: ['a', 'b'],
      doi: '10.1000/182',
      editors: [{ family: 'Smith', given: 'John' }],
    },
  ])
  t.match(files[1], ['b.md', 4, /^, line 4: The manifest's \/title must be one line of text/])
  t.match(files[2], ['c.md', 6, /^, line 6: The manifest's \/issued is no EDTF date: "the third of May"/])
  t.match(files[3], ['d.md', 8, /^, line 8: .*d\.md has an entry at line 7 already/])
  const semicolons = await listed(dir, 'excel.csv', 'file;title;authors\na.md;A, or B;"Doe, Jane"\n')
  t.strictSame(semicolons.files, [
    ['a.md', 2, { title: 'A, or B', authors: [{ family: 'Doe', given: 'Jane' }] }],
  ])
})

t.test('what is wrong with a list is told with its line, before anything is imported', async (t) => {
  const dir = directoryFor(t)
  await refused(
    t,
    dir,
    'a.csv',
    'file,titel\n',
    /a\.csv, line 1: There is no field "titel"; did you mean "title"\?/,
  )
  await refused(t, dir, 'b.csv', 'name,title\n', /line 1: There is no column "file"/)
  await refused(t, dir, 'c.csv', 'file,title,title\n', /line 1: There are two columns "title"/)
  await refused(t, dir, 'd.csv', 'file,title\na,b\nc,d,e\n', /line 3: Invalid Record Length/)
  await refused(t, dir, 'e.csv', '', /line 1: The list is empty/)
  await refused(t, dir, 'f.jsonl', '{"file": "a"}\n\n{"file":\n', /line 3: This is no JSON/)
  await refused(t, dir, 'g.jsonl', '["a"]\n', /line 1: It must be a JSON object/)
  await refused(t, dir, 'h.json', '[\n {"id": 1},\n {"id": 2,}\n]', /line 3: This is no JSON/)
  await refused(
    t,
    dir,
    'i.bib',
    '@book{a,\n title={A}\n}\n\n@book{b,\n title={B}\n year=2\n}',
    /line 7: This is no BibTeX/,
  )
  const data = join(dir, 'archive')
  const run = colophon('import', '--manifest', join(dir, 'a.csv'), '--data', data)
  t.match(run, { status: 2, stderr: /line 1: There is no field "titel"/ })
  t.equal(colophon('verify', '--data', data).status, 10, 'no archive was made')
})

t.test('lines of JSON are manifests with the names of their files', async (t) => {
  const dir = directoryFor(t)
  const { files, withoutFile } = await listed(
    dir,
    'list.jsonl',
    '{"file": "a.md", "title": "A", "page": 12}\n\n{"file": "b.md", "titel": "B"}\n{"title": "no file"}\n',
  )
  t.strictSame(files[0], ['a.md', 1, { title: 'A', page: '12' }])
  t.match(files[1], ['b.md', 3, /^, line 3: The manifest's \/titel is not a field; did you mean "title"\?/])
  t.strictSame(withoutFile, [4])
})

const BIBTEX = String.raw`@comment{of no interest}
@string{jan = "January"}

@article{doe2019,
  title = {On {F}erries and {\"U}ber \emph{things}},
  author = {Doe, Jane Q. and {The Ferry Collective} and von Humboldt, Alexander},
  date = {2019-05-03}, langid = {english}, volume = 12, number = {3}, pages = {1--20}, doi = {10.1000/x},
  journaltitle = {Journal of Ferries}, urldate = {2020-01-02}, url = {https://example.org/x},
  file = {Snapshot:files/x.html:text/html;Full text:files/12/ferry\: one.md:text/markdown}
}
@book{k, title={A}, year = 1999, month = jan, file={:path/to/k.txt:Text}}
@misc{u, title={U}, year={forthcoming}}
`

t.test('BibTeX, as Zotero and JabRef export it, gives the metadata of the files that it names', async (t) => {
  const dir = writeAll(directoryFor(t), { 'files/12/ferry: one.md': '# Ferry\n\nA text.\n' })
  const { files, withoutFile, leftOut } = await listed(dir, 'library.bib', BIBTEX)
  t.strictSame(files, [
    [
      'files/12/ferry: one.md',
      4,
      {
        title: 'On Ferries and Über things',
        authors: [
          { family: 'Doe', given: 'Jane Q.' },
          { literal: 'The Ferry Collective' },
          { family: 'Humboldt', given: 'Alexander', 'non-dropping-particle': 'von' },
        ],
        issued: '2019-05-03',
        type: 'article-journal',
        language: 'en',
        containerTitle: 'Journal of Ferries',
        volume: '12',
        issue: '3',
        page: '1-20',
        doi: '10.1000/x',
        url: 'https://example.org/x',
        retrieved: { date: '2020-01-02' },
      },
    ],
    ['path/to/k.txt', 11, { title: 'A', issued: '1999-01', type: 'book' }],
  ])
  t.strictSame([withoutFile, leftOut], [[12], []])
})

t.test('of CSL-JSON what fits a manifest is taken, and the rest is told with its line', async (t) => {
  const dir = directoryFor(t)
  const item = {
    id: 'x',
    type: 'article-journal',
    title: 'On <i>ferries</i>',
    file: 'a.md',
    author: [{ family: 'Doe', given: 'Jane', 'comma-suffix': true }, { literal: 'A group' }],
    issued: { 'date-parts': [['2019', 5]] },
    accessed: { raw: '3 May 2020' },
    'event-date': { 'date-parts': [[2001], [2002]] },
    archive: 'An archive',
    source: 'Zotero',
    URL: 'ftp://example.org',
  }
  const text = `[\n${JSON.stringify(item)},\n{"title": "[{",\n "id": 2}\n]`
  const { files, withoutFile, leftOut } = await listed(dir, 'items.json', text)
  t.strictSame(files, [
    [
      'a.md',
      2,
      {
        type: 'article-journal',
        title: 'On ferries',
        authors: [{ family: 'Doe', given: 'Jane' }, { literal: 'A group' }],
        issued: '2019-05',
        retrieved: { date: '2020-05-03' },
        eventDate: '2001/2002',
        archive: { label: 'An archive' },
      },
    ],
  ])
  t.strictSame(withoutFile, [3])
  t.match(leftOut, [
    { line: 2, field: 'source', why: /no such field/ },
    { line: 2, field: 'url', why: /http:\/\// },
  ])
  t.equal(await readList(join(writeAll(dir, { 'one.json': '{"title": "A"}' }), 'one.json')), undefined)
})

t.test(
  'dates of CSL-JSON are read as they are written, and attached files as Zotero and JabRef name them',
  (t) => {
    for (const edtf of [
      '2019-05-03',
      '2019-05',
      '2019',
      '1973/1975',
      '2019-05/2019-07',
      '1905~',
      '2019-22',
      '-0043',
    ])
      t.equal(edtfOf(cslDate({ edtf, raw: '' }) as Record<string, unknown>), edtf)
    t.equal(edtfOf({ raw: '11 August 2016' }), '2016-08-11')
    for (const none of [{}, { literal: 'forthcoming' }, { 'date-parts': [['x']] }, { 'date-parts': [] }])
      t.equal(edtfOf(none), undefined)
    t.strictSame(attachedFiles('a.md')[0], 'a.md')
    t.strictSame(attachedFiles(':sub/a.md:Markdown')[0], 'sub/a.md')
    t.strictSame(attachedFiles('Full text:C\\:\\\\texts\\\\a.md:text/markdown')[0], 'C:\\texts\\a.md')
    t.strictSame(attachedFiles('file:///tmp/a%20b.md'), ['/tmp/a b.md'])
    t.strictSame(attachedFiles(undefined), [])
    t.end()
  },
)

t.test('a list is imported, with the files that it names or those of a folder', (t) => {
  const dir = t.testdir()
  const folder = writeAll(join(dir, 'folder'), {
    'a.md': '# A\n\nOf a.\n',
    'b.md': '# B\n\nOf b.\n',
    'b.manifest.json': '{"title": "Beside"}',
    'list.csv': 'file,title,issued\na.md,Listed,2001\nmissing.md,M,\nc.md,C,soon\n',
    'c.md': '# C\n\nOf c.\n',
  })
  const list = join(folder, 'list.csv')
  const data = join(dir, 'archive')
  const first = colophon('import', '--manifest', list, '--json', '--data', data)
  t.equal(first.status, 3)
  t.match(linesOf(first.stdout), [
    { file: join(folder, 'a.md'), title: 'Listed', known: false },
    { file: join(folder, 'missing.md'), error: { code: 'unusable_path' } },
    {
      file: join(folder, 'c.md'),
      error: { code: 'invalid_manifest', detail: /list\.csv, line 4: .*"soon"/ },
    },
    { summary: { new: 1, failed: 2 } },
  ])
  const second = colophon('import', folder, '--manifest', list, '--json', '--data', data)
  t.match(linesOf(second.stdout), [
    { skipped: 'no loader reads .csv files' },
    { title: 'Listed', known: true },
    { title: 'Beside', known: false },
    { error: { code: 'invalid_manifest' } },
    { summary: { new: 1, known: 1, failed: 1, skipped: 1 } },
  ])
  t.match(second.stderr, /list\.csv, line 3: .*missing\.md is not among the files that are named/)
  const one = colophon('import', folder, '--manifest', join(folder, 'b.manifest.json'), '--data', data)
  t.match(one, { status: 2, stderr: /is the manifest of one file; for many name a list/ })
  t.match(colophon('import', '--data', data), { status: 2, stderr: /name a file or a folder/ })
  t.end()
})

t.test('a bag is imported when it is whole, and not at all when it is not', (t) => {
  const dir = directoryFor(t)
  const text = '# Packed\n\nA text.\n'
  const line = (path: string) => `${createHash('sha256').update(text).digest('hex')}  ${path}\n`
  const bag = (name: string, files: Record<string, string>) =>
    walk([writeAll(join(dir, name), { 'bagit.txt': 'BagIt-Version: 1.0\n', ...files })]).files
  const packed = { 'data/sub/a.md': text, 'manifest-sha256.txt': line('data/sub/a.md') }
  t.strictSame(
    bag('whole', packed).map(({ file, unreadable }) => [relative(dir, file), unreadable]),
    [['whole/data/sub/a.md', undefined]],
  )
  const faults = {
    altered: { ...packed, 'data/sub/a.md': `${text} ` },
    missing: { ...packed, 'manifest-sha256.txt': line('data/sub/a.md') + line('data/b.md') },
    added: { ...packed, 'data/c.md': text },
    outside: { ...packed, 'manifest-sha256.txt': line('data/../../outside.md') },
    unsigned: { 'data/sub/a.md': text },
  }
  const said = Object.entries(faults).map(([name, files]) => {
    const [found, ...others] = bag(name, files)
    t.match(found?.unreadable, { code: 'bag_damaged' }, name)
    t.equal(others.length, 0, name)
    return /has .*|lacks .*/.exec(found!.unreadable!.message)![0].split('. ')[0]
  })
  t.strictSame(said, [
    'has another data/sub/a.md than was packed',
    'lacks data/b.md',
    'has data/c.md, which is not in its manifest',
    'has a manifest-sha256.txt whose line 1 names no file in data/',
    'has no manifest-sha512.txt or manifest-sha256.txt, so that nothing can be checked',
  ])
  t.end()
})
