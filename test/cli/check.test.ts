import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import t from 'tap'
import { writeMirrorFile } from '../../src/mirror/mirror-file.ts'
import { buildCommand, colophon, colophonProcess, linesOf } from '../support/command.ts'
import { ROOT } from '../support/root.ts'

const SEED = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')
const ESSAY = join(ROOT, 'test/fixtures/essays/on-the-siege.md')
const QUOTE = '2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h'

t.before(buildCommand)

t.test(
  'of an essay that quotes ten times, the three quotations that were tampered with are found',
  async (t) => {
    const data = join(t.testdir(), 'archive')
    colophon('import', SEED, '--data', data)
    const check = (essay: string, ...args: string[]) =>
      colophonProcess(['check', '-', '--data', data, '--base-url', 'https://a.example', ...args], essay)
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
    const lines = linesOf(check(tampered, '--json', '--style', 'mla').stdout)
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
  colophon('import', SEED, '--data', data)
  const outcome = (manuscript: string, ...args: string[]) => {
    writeFileSync(join(dir, 'manuscript.md'), manuscript)
    const { status, stdout } = colophon(
      'check',
      join(dir, 'manuscript.md'),
      '--json',
      '--data',
      data,
      ...args,
    )
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
  const several = colophon('check', ...files, '--data', data)
  t.match(several, { status: 1, stdout: '2 quotations: 2 word for word, 0 altered, 0 doubtful, 0 not found, 0 not checked\n', stderr: /broken\.md: .*UTF-8/ }) // biome-ignore format: one answer
})

t.test('a manuscript that takes too long is told, and stops no other', async (t) => {
  const folder = t.testdir({
    'a.md': Array.from(
      { length: 20_000 },
      (_, n) => `“In ${n} Syrian civil society was impressed of ${n}”`,
    ).join('\n\n'),
    'b.md': '“This is where abandonment has led.”',
  })
  const data = join(folder, 'archive')
  colophon('import', SEED, '--data', data)
  const found = colophonProcess([
    'check',
    join(folder, 'a.md'),
    join(folder, 'b.md'),
    '--data',
    data,
    '--timeout',
    '1',
    '--all',
  ])
  t.match(found.stderr, /a\.md: To check it takes longer than 1 seconds\. .*--timeout/)
  // The next one has a second, too, which is short for a busy machine.
  t.match(found.stdout + found.stderr, /b\.md:/)
  const refused = colophonProcess(['check', join(folder, 'b.md'), '--data', data, '--timeout', '0'])
  t.match([refused.status, refused.stderr], [2, /number of seconds from 1/])
})

t.test('what is found in a mirror has the address of the archive', async (t) => {
  const dir = t.testdir({ 'quotes.md': '“This is where abandonment has led”' })
  const data = join(dir, 'archive')
  colophon('import', SEED, '--data', data)
  const origin = 'https://archive.example.org'
  writeMirrorFile(data, { origin, keys: [colophon('log', 'key', '--data', data).stdout.trim()] })
  const hint = 'm79f8w3gyar2vm2a:764-798'
  for (const base of [[], ['--base-url', 'https://copy.example.org']]) {
    const settings = ['--data', data, ...base]
    const quoted = colophon('quote', 'This is where abandonment has led.', '--json', ...settings)
    t.equal(JSON.parse(quoted.stdout).url, `${origin}/quotes/${QUOTE}?at=${hint}`)
    const { found } = JSON.parse(colophon('check', join(dir, 'quotes.md'), '--json', ...settings).stdout)
    t.match(found.url, new RegExp(`^${origin}/quotes/`))
    t.equal(found.work.url, `${origin}/works/2rma5yfyxknb207f`)
  }
})

const ESSAYS = join(ROOT, 'test/fixtures/essays/formats')
/** Of the twelve quotations of the essay, those that were altered, and how: what stands in them and not in the work. */
const FALSE = ['30,000', 'West needs to militarily', 'aid needs to be', 'popular anger']

t.test(
  'one essay in eight formats has the same twelve quotations, of which the same four are altered',
  async (t) => {
    const data = join(t.testdir(), 'archive')
    colophon('import', SEED, '--data', data)
    const check = (...args: string[]) =>
      colophonProcess(['check', ...args, '--data', data, '--base-url', 'https://a.example'])
    const all = check(ESSAYS, '--json')
    t.equal(all.status, 5, all.stderr)
    const lines = linesOf(all.stdout)
    for (const extension of ['docx', 'epub', 'html', 'md', 'odt', 'qmd', 'tex', 'txt']) {
      const own = lines.filter(({ file }) => file === join(ESSAYS, `twelve.${extension}`))
      const altered = own.filter(({ outcome }) => outcome === 'altered').map(({ asQuoted }) => asQuoted)
      t.equal(own.length, 12, extension)
      t.equal(own.filter(({ outcome }) => outcome === 'word_for_word').length, 8, extension)
      t.strictSame(
        altered.map((words) => FALSE.find((part) => words.includes(part))),
        FALSE,
        extension,
      )
    }
    t.equal(lines.length, 8 * 12)
    const [, , , docx] = lines
    t.match(docx, { where: { start: { paragraph: 3, page: undefined }, end: { paragraph: 3 } } })
    t.equal(lines.find(({ file }) => file.endsWith('.epub')).where.start.part, 'ch001.xhtml')

    const [md, odt] = [join(ESSAYS, 'twelve.md'), join(ESSAYS, 'twelve.odt')]
    const github = check(md, odt, '--format', 'github')
    t.equal(github.status, 5)
    t.match(github.stdout.split('\n'), [
      new RegExp(
        `^::error file=${md},line=7,endLine=7,col=261,endColumn=\\d+,title=Quotation altered%2C number%3A the meaning may have changed::“an open-air prison where some \\[-30,000-\\]\\{\\+300,000\\+\\}`,
      ),
      /^::error file=.*line=19,.*negation/,
      /^::error file=.*line=23,/,
      /^::error file=.*line=25,/,
      /^::error file=.*twelve\.odt,title=Quotation altered[^:]*::paragraph 3%0A“an open-air/,
    ])
    const junit = check(md, join(ESSAYS, 'none.md'), '--format', 'junit').stdout
    t.ok(new JSDOM(junit, { contentType: 'text/xml' }), 'it is well-formed')
    t.ok(junit.includes(`<testsuite name="${md}" tests="12" failures="4" errors="0" skipped="0">`))
    t.equal(junit.match(/<testcase /g)!.length, 13)
    t.match(
      junit,
      /<failure message="altered, number: the meaning may have changed">“an open-air prison where some \[-30,000-\]/,
    )
    t.match(junit, /<error message="[^"]*none\.md cannot be read: it is not there/)
    const sarif = JSON.parse(check(md, odt, '--format', 'sarif').stdout)
    t.match(sarif, {
      version: '2.1.0',
      runs: [{ columnKind: 'unicodeCodePoints', invocations: [{ executionSuccessful: true }] }],
    })
    const { results } = sarif.runs[0]
    t.equal(results.length, 8)
    t.match(results[0], {
      ruleId: 'altered',
      level: 'error',
      locations: [{ physicalLocation: { region: { startLine: 7, startColumn: 261 } } }],
    })
    t.match(results[4].locations, [{ logicalLocations: [{ fullyQualifiedName: 'paragraph 3' }] }])
  },
)
