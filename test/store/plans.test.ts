/** No request reads through a table that grows with the archive: what one archive answers at once, a larger one does too. */
import SQLite from 'better-sqlite3'
import t from 'tap'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { buildTestApp, NOW } from '../support/app.ts'

/** What reads through a table all the same, and why. */
const READ_THROUGH: [RegExp, string][] = [
  [/^SELECT count\(\*\)/, 'is read once, and then only what is new is counted'],
  [
    /^SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1$/,
    'begins with the newest and ends with it',
  ],
  [
    / ORDER BY work\.no DESC LIMIT \?$/,
    'reads the newest works, one after the other, until there are enough',
  ],
  [/^WITH gone AS/, 'what was withdrawn is little'],
  [
    /^(INSERT|REPLACE) [^;]* VALUES/,
    'looks in the tables that refer to it only while one refers to what is not there',
  ],
  [/mirror_state/, 'is a table of one row'],
]
/** What reads no table through: a virtual table that is searched, a view whose tables stand in the plan too, rows that are given. */
const NO_TABLE = /VIRTUAL TABLE|^SCAN (version_file|present_version|CONSTANT ROW|\d+-ROW VALUES)/

/** The texts of all statements that are compiled meanwhile, in this thread. */
async function statementsOf(work: () => Promise<void>): Promise<Set<string>> {
  const statements = new Set<string>()
  const { prepare } = SQLite.prototype
  SQLite.prototype.prepare = function (this: SQLite.Database, source: string) {
    statements.add(source)
    return prepare.call(this, source)
  } as typeof prepare
  try {
    await work()
  } finally {
    SQLite.prototype.prepare = prepare
  }
  return statements
}

const READS = {
  '/works/WORK': ['', '.html', '.md', '.txt', '.bib', '/paragraphs', '/paragraphs/3', '/paragraphs/3.html']
    .concat(['/versions', '/provenance', '/metadata', '/source', '/citation?style=apa'])
    .concat(['/metadata/revisions', '/cite', '/paragraphs?limit=2']),
  '/quotes/QUOTE': ['', '.html', '/citation?style=apa', '/proof', '/embed'],
  '': [
    '/works',
    '/works?author=Shami',
    '/works?limit=1',
    '/works?url=https://example.org/a',
    '/works?url=10.1000/182',
  ]
    .concat([
      '/search?q=abandonment',
      '/authors',
      '/quotes',
      '/health/ready',
      '/',
      '/feed.atom',
      '/sitemap.xml',
    ])
    .concat([
      '/log',
      '/log/checkpoint',
      '/log/entries',
      '/log/entries?after=1',
      '/mirror.txt',
      '/mirror.sha256',
    ]),
}
const WORDS = 'This is where abandonment has led.'

t.test('no statement reads through a table that grows', async (t) => {
  const { app, directory, key } = await buildTestApp(t)
  const connection = openWriter(databaseFile(directory))
  t.teardown(() => connection.close())
  const writer = new LocalWriter(connection, () => NOW)
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const headers = { authorization: `Bearer ${key}` }
    const answer = await app.inject({ method, url, headers, ...(payload !== undefined && { payload }) })
    t.ok(answer.statusCode < 400, `${method} ${url}: ${answer.statusCode}`)
    return answer
  }
  const statements = await statementsOf(async () => {
    const work = (await ask('GET', '/works')).json().items[0].id
    const quote = (await ask('POST', '/quotes', { work, exact: WORDS })).json().id
    for (const [base, paths] of Object.entries(READS)) {
      for (const path of paths) await ask('GET', base.replace('WORK', work).replace('QUOTE', quote) + path)
    }
    await ask('POST', '/verify', { text: WORDS, claim: { author: 'Shami', year: '2016' } })
    await ask('POST', '/verify', { text: 'This is wher abandonmnt has led, they say.' })
    const text = (words: string) => ({
      bytes: Buffer.from(`# Another\n\n${words}\n`),
      mediaType: 'text/markdown',
    })
    const other = await writer.importSource(text('Words that nobody wrote before.'))
    await writer.importVersion(other.work, text('Words that nobody wrote before now.'))
    await writer.withdraw({ work: other.work, version: null, reason: 'By mistake.', erase: false })
    await ask('GET', `/works/${work}`)
  })
  t.ok(statements.size > 100, `${statements.size} statements`)
  for (const source of statements) {
    if (READ_THROUGH.some(([pattern]) => pattern.test(source))) continue
    // A plan does not depend on the values.
    const named = source.replaceAll('?', '@value')
    const values = [...named.matchAll(/@(\w+)/g)].map(([, name]) => [name, 7])
    const plan = connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${named}`, Object.fromEntries(values))
    const scans = plan.filter(({ detail }) => /^SCAN|AUTOMATIC/.test(detail) && !NO_TABLE.test(detail))
    t.strictSame(scans, [], source)
  }
})
