/** An origin that signs rows which its software never makes: a mirror refuses them, or can show what they say. */
import SQLite from 'better-sqlite3'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { databaseFile } from '../../src/files/archive-files.ts'
import { appOver, type TestMirror, type TestOrigin, testMirror, testOrigin } from '../support/mirror.ts'
import { some } from '../support/runs.ts'

/** A text cut by a colophon, whose version has rows of every kind. */
const textOf = (title: string) => `# ${title}

Leila Al Shami

11 August 2016

Many democrats who are terrified by the prospect of jihadist rule find them&shy;selves on the same side, and in

Leila Al Shami
${title}
11 August 2016

Retrieved on 13<sup>th</sup> March 2025 from [leilashami.wordpress.com](http://leilashami.wordpress.com)

**[theanarchistlibrary.org](http://theanarchistlibrary.org)**

deed, revolutionaries in Idlib province have been protesting for more than 147 days.
`

/** A change to one row of each version that comes. Ids and what is not signed are left alone. */
interface Oddity {
  table: string
  column: string
  value: string
}

const VALUES = ['NULL', '-1', '9007199254740991', "'constructor'", "'copy'", "char(10) || char(1) || '\"'"]
const PLACE = ['ordinal', 'start_byte', 'end_byte']
const COLUMNS: Record<string, string[]> = {
  block: ['ordinal', 'kind', 'level', 'number'],
  segment: [...PLACE, 'kind', 'role', 'op', 'rule', 'block', 'field', 'target_start', 'target_end', 'put'],
  repair: [...PLACE, 'segment', 'rule', 'op', 'block', 'at', 'before', 'after', 'certainty'],
  relocation: [...PLACE, 'what', 'from_place', 'to_place'],
  statement: [...PLACE, 'field', 'value', 'raw', 'certainty', 'origin', 'rule'],
  source: ['media_type', 'file_name'],
}
const ODDITIES: Oddity[] = Object.entries(COLUMNS).flatMap(([table, columns]) =>
  columns.flatMap((column) => VALUES.map((value) => ({ table, column, value }))),
)
/** What shows a work, below its address. */
const SHOWN = [
  '',
  '/paragraphs?limit=500',
  '/provenance',
  '/source',
  '/versions',
  '/citation?style=apa',
  '/citation?format=ris',
]

/** Imports a text whose row is changed before it is signed; undefined when the origin itself refuses that. */
async function publishOdd(
  { writer, sign }: TestOrigin,
  sql: SQLite.Database,
  { table, column, value }: Oddity,
): Promise<string | undefined> {
  const [which, when] =
    table === 'source'
      ? ['sha256 = new.sha256', 'true']
      : ['version_no = new.version_no AND ordinal = new.ordinal', 'new.ordinal = 0']
  sql.exec(`CREATE TRIGGER odd AFTER INSERT ON ${table} WHEN ${when} BEGIN
    UPDATE ${table} SET ${column} = ${value} WHERE ${which}; END`)
  const bytes = Buffer.from(textOf(`About ${table} ${column} as ${value}`))
  const recorded = await writer
    .importSource({ bytes, mediaType: 'text/markdown', fileName: 'a.md' })
    .catch(() => undefined)
  sql.exec('DROP TRIGGER odd')
  await sign()
  return recorded?.work
}

async function isTakenOver(t: Test, mirror: TestMirror, work: string): Promise<boolean> {
  const { failures } = await mirror.sync()
  const mine = failures.filter((failure) => failure.work === work)
  if (mine.length > 0) t.match(mine, [{ code: 'origin_altered' }])
  return mine.length === 0
}

async function assertShown(t: Test, app: FastifyInstance, work: string): Promise<void> {
  for (const path of SHOWN) {
    const { statusCode, body } = await app.inject(`/works/${work}${path}`)
    t.equal(statusCode, 200, path, { body })
  }
}

t.test('rows that no loader makes are refused, or can be shown', async (t) => {
  const origin = await testOrigin(t, { seed: false })
  const mirror = await testMirror(t, origin)
  const app = await appOver(t, mirror.directory)
  const sql = new SQLite(databaseFile(origin.directory))
  // No mirror has this loader, so that all rows are the origin's.
  sql.exec('DROP TRIGGER version_no_update')
  sql.exec(`CREATE TRIGGER of_another_loader AFTER INSERT ON version BEGIN
    UPDATE version SET loader_version = 'later' WHERE no = new.no; END`)
  for (const table of Object.keys(COLUMNS)) sql.exec(`DROP TRIGGER ${table}_no_update`)
  const found = { notMade: 0, refused: 0, shown: 0 }
  for (const oddity of some(ODDITIES)) {
    await t.test(`${oddity.table}.${oddity.column} = ${oddity.value}`, async (t) => {
      const work = await publishOdd(origin, sql, oddity)
      if (work === undefined) found.notMade++
      else if (await isTakenOver(t, mirror, work)) {
        found.shown++
        await assertShown(t, app, work)
      } else found.refused++
    })
  }
  for (const table of Object.keys(COLUMNS))
    t.ok(sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), `${table} has rows`)
  sql.close()
  t.comment(found)
  t.ok(found.refused > 0 && found.shown > 0, 'some are refused, and some are shown')
})
