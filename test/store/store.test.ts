import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { migrations } from '../../migrations/index.ts'
import { Archive } from '../../src/archive/archive.ts'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { logBeside, prepareArchive } from '../../src/archive/preparing.ts'
import { LogWriter } from '../../src/archive/signing/log-writer.ts'
import { writerThread } from '../../src/archive/writer-thread.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { loadSource } from '../../src/formats/load.ts'
import { sha256 } from '../../src/identity/digest.ts'
import { versionId, workId, workKey } from '../../src/identity/ids.ts'
import type { BlockKind } from '../../src/loading/block.ts'
import type { Segment } from '../../src/loading/segment.ts'
import { canonicalJson } from '../../src/log/canonical-json.ts'
import { RECORD_KINDS, type RecordKind } from '../../src/store/records.ts'
import { inOneTransaction } from '../../src/store/sqlite/batch.ts'
import { LogRows } from '../../src/store/sqlite/log/log.ts'
import { migratorOf } from '../../src/store/sqlite/migrator.ts'
import { openReader, openWriter } from '../../src/store/sqlite/open.ts'
import { blockRecords, recordLinesOf } from '../../src/store/sqlite/versions/version-records.ts'
import { countWorks } from '../../src/store/sqlite/works/counts.ts'
import { listWorks } from '../../src/store/sqlite/works/work-list.ts'
import { pack } from '../../src/threads/packed.ts'
import { directoryFor } from '../support/directory.ts'
import { rebuildBlocks, rebuildSource } from '../support/rebuild.ts'
import { ROOT } from '../support/root.ts'

const NOW = '2026-01-01T00:00:00.000Z'
const seed = readFileSync(new URL('../fixtures/seed/breaking-the-siege-of-aleppo.md', import.meta.url))
const source = (text: string, fileName = 'a.md') => ({
  bytes: Buffer.from(text),
  mediaType: 'text/markdown',
  fileName,
})

async function freshArchive(t: Tap) {
  const directory = directoryFor(t)
  await prepareArchive(directory)
  const connection = openWriter(databaseFile(directory))
  const writer = new LocalWriter(connection, () => NOW)
  const archive = new Archive(directory)
  t.teardown(async () => {
    archive.close()
    await writer.close()
  })
  return { directory, connection, writer, archive }
}

type Tap = { testdir(): string; teardown(close: () => Promise<void>): void }

t.test('a version is rebuilt from the tables to the byte', async (t) => {
  const { writer, archive } = await freshArchive(t)
  const files = [
    { bytes: seed, mediaType: 'text/markdown', fileName: 'seed.md' },
    source(
      '---\ntitle: Notes\n---\n\nA *hard*\nwrapped line.\n\n> A quote\n> of two.\n\n- one\n- two & three\n\n1[^1]\n\n[^1]: A note.\n',
    ),
    {
      bytes: Buffer.from('\ufeffTitle here\r\n\r\nFirst cafe\u0301\r\nline.\r\n\r\nSecond.\f'),
      mediaType: 'text/plain',
      fileName: 'b.txt',
    },
  ]
  for (const file of files) {
    const { work } = await writer.importSource(file)
    const record = (await archive.reads.works.named(work))!
    const blocks = await archive.reads.versions.blocks(record.version.no)
    const segments: Segment[] = []
    for await (const page of archive.reads.provenance.segments(record.version.no)) segments.push(...page)
    const bytes = (await archive.reads.versions.source(record.source.sha256))!
    t.ok(bytes.equals(file.bytes), 'the source is as it was received')
    t.equal(sha256(bytes), record.source.sha256)
    t.ok(Buffer.from(rebuildSource(segments, bytes)).equals(file.bytes), 'the segments are the source')
    t.same(
      rebuildBlocks(segments, bytes),
      blocks.map((block) => block.text),
      'and lead to the text',
    )
    t.equal(versionId(blocks as { kind: BlockKind; text: string }[]), record.version.id)
    t.equal(record.id, workId(workKey(record.source.sha256)))
  }
})

t.test('of sources imported together each is there or not, whatever becomes of the others', async (t) => {
  const { writer, connection } = await freshArchive(t)
  const sql = connection
  const works = () => sql.value('SELECT count(*) FROM work')
  const one = source('# One\n\nSaid once.\n')
  const other = { ...source('# Two\n\nSaid otherwise.\n'), manifest: { key: 'the-key' } }
  const taken = { ...source('# Three\n\nSaid by another.\n'), manifest: { key: 'the-key' } }
  const outcomes = await Promise.allSettled(
    [one, source(''), other, one, taken].map((each) => writer.importSource(each)),
  )
  t.match(outcomes, [
    { value: { known: false } },
    { reason: { code: 'empty_text' } },
    { value: { known: false } },
    { value: { known: true } },
    { reason: { code: 'work_exists' } },
  ])
  t.equal(works(), 2)

  // As much room as some small works need, and no large one.
  const pages = sql.pragma('page_count') as number
  sql.pragma(`max_page_count = ${pages + 40}`)
  const large = source(
    Array.from(
      { length: 2000 },
      (_, n) => `Paragraph ${n} of what does not fit, word${n} and word${n}.`,
    ).join('\n\n'),
  )
  const small = ['a', 'b', 'c'].map((name) => source(`# Small ${name}\n\nText ${name}.\n`))
  const tight = await Promise.allSettled(
    [small[0]!, large, ...small.slice(1)].map((each) => writer.importSource(each)),
  )
  t.match(tight, [
    { value: { known: false } },
    { reason: { code: 'storage_full' } },
    { value: { known: false } },
    { value: { known: false } },
  ])
  t.equal(works(), 5)
  t.equal(sql.pragma('integrity_check'), 'ok')
})

t.test(
  'texts of sources imported together are indexed together, without those that were taken back',
  async (t) => {
    const { writer, connection, archive } = await freshArchive(t)
    const segments = () =>
      connection.value('SELECT count(DISTINCT id >> 37) FROM word_index_data WHERE id > 10')
    const word = (name: string) => archive.reads.texts.textsWith([name]).then((counts) => counts.get(name))
    const taken = { ...source('# Three\n\nSaid unheard.\n'), manifest: { key: 'the-key' } }
    const sources = [
      source('# One\n\nSaid once.\n'),
      { ...source('# Two\n\nSaid otherwise.\n'), manifest: { key: 'the-key' } },
      taken,
      source('# Four\n\nSaid last.\n'),
    ]
    // Loaded before, so that all are handed over in one turn.
    const loaded = await Promise.all(sources.map(async (each) => pack(await loadSource(each))))
    await Promise.allSettled(loaded.map((each) => writer.recordSource(each)))
    t.equal(segments(), 1)
    t.equal(await word('said'), 3)
    t.equal(await word('unheard'), 0)
    await writer.importSource(source('# Five\n\nSaid unheard.\n'))
    archive.refresh()
    t.equal(await word('said'), 4)
    t.equal(await word('unheard'), 1)
    t.strictSame(
      connection.all('SELECT id FROM word_index_docsize ORDER BY id'),
      connection.all('SELECT no AS id FROM text ORDER BY no'),
    )
  },
)

t.test('changes that cannot be written together are made one by one', async (t) => {
  const { connection } = await freshArchive(t)
  const sql = connection
  sql.exec('CREATE TABLE note (text)')
  const insert = (text: string) => sql.transaction(() => sql.run('INSERT INTO note VALUES (?)', text))
  let tries = 0
  const outcomes = inOneTransaction(sql, [
    () => insert('first'),
    () => {
      insert('lost')
      // As SQLite does when the disk fails.
      if (tries++ === 0) sql.exec('ROLLBACK')
      throw new Error('no')
    },
    () => insert('last'),
  ])
  t.match(outcomes, [{ value: 1 }, { reason: { message: 'no' } }, { value: 1 }])
  t.strictSame(sql.values('SELECT text FROM note'), ['first', 'lost', 'last'])
  t.equal(tries, 2)
})

t.test(
  'no condition of a trigger reads through a table, so that an import takes no longer the more there is',
  async (t) => {
    const { connection } = await freshArchive(t)
    const triggers = connection.all<{ name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%INSERT ON%'",
    )
    const conditions = triggers.flatMap(({ name, sql }) => {
      const condition = /\bWHEN\b(.*?)\bBEGIN\b/s.exec(sql)?.[1]
      return condition === undefined ? [] : [{ name, condition: condition.replaceAll(/\bNEW\.\w+/g, '7') }]
    })
    t.ok(conditions.some(({ name }) => name === 'metadata_twin_insert'))
    for (const { name, condition } of conditions) {
      const plan = connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN SELECT ${condition}`)
      const scans = plan.filter(({ detail }) => /^SCAN (?!CONSTANT ROW)/.test(detail))
      t.strictSame(scans, [], name)
    }
  },
)

t.test('rows are printed as canonical JSON, whatever their text', async (t) => {
  const { writer, connection } = await freshArchive(t)
  await writer.importSource({ bytes: seed, mediaType: 'text/markdown' })
  const isHalf = (point: number) => point >= 0xd800 && point <= 0xdfff
  const points = Array.from({ length: 0x110000 }, (_, point) => point).filter((point) => !isHalf(point))
  const sql = connection
  const insert = `INSERT INTO statement (version_no, ordinal, field, value, certainty, origin, start_byte)
     VALUES (1, ?, 'title', ?, 'certain', 'parsed', ?)`
  const texts: string[] = []
  for (let at = 0; at < points.length; at += 0x1000)
    texts.push(String.fromCodePoint(...points.slice(at, at + 0x1000)))
  for (const [at, text] of texts.entries()) sql.run(insert, 1000 + at, text, Number.MAX_SAFE_INTEGER - at)
  const linesOf = (kind: RecordKind) =>
    [...recordLinesOf(sql, 1, kind)].flatMap(({ count, lines }) => {
      t.match(lines, /\n$/)
      const each = lines.slice(0, -1).split('\n')
      t.equal(each.length, count)
      return each
    })
  const lines = linesOf('statements').slice(-texts.length)
  const expected = texts.map((value, at) => ({
    certainty: 'certain',
    end_byte: null,
    field: 'title',
    ordinal: 1000 + at,
    origin: 'parsed',
    raw: null,
    rule: null,
    start_byte: Number.MAX_SAFE_INTEGER - at,
    value,
  }))
  t.equal(texts.length, 272)
  for (const [at, row] of expected.entries()) t.ok(lines[at] === canonicalJson(row), `block ${at}`)
  for (const kind of RECORD_KINDS)
    for (const line of linesOf(kind)) t.equal(line, canonicalJson(JSON.parse(line)))
  const warnings = ['{"a":1}', '[1]', 'true', '12', '"', 'é\u0001']
  sql.exec('DROP TRIGGER version_no_update')
  sql.run('UPDATE version SET warnings = ? WHERE no = 1', JSON.stringify(warnings))
  t.strictSame(
    linesOf('warnings'),
    warnings.map((warning, ordinal) => canonicalJson({ ordinal, warning })),
  )
})

t.test('rows of a version are read by several at once', async (t) => {
  const { writer, connection } = await freshArchive(t)
  await writer.importSource({ bytes: seed, mediaType: 'text/markdown' })
  const blocks = [...blockRecords(connection, 1)]
  const within = [...blockRecords(connection, 1)].map(() => blockRecords(connection, 1))
  t.same(
    within.map((rows) => rows.next().value),
    blocks.map(() => blocks[0]),
  )
  for (const rows of within) t.same([...rows], blocks.slice(1))
  for (const _ of blockRecords(connection, 1)) break
  t.same([...blockRecords(connection, 1)], blocks, 'one that was left early is read again')
})

t.test('published rows can be neither changed nor deleted', async (t) => {
  const { writer, connection } = await freshArchive(t)
  await writer.importSource({ bytes: seed, mediaType: 'text/markdown' })
  const tables = [
    'source',
    'work',
    'metadata',
    'version',
    'statement',
    'text',
    'paragraph',
    'block',
    'segment',
    'repair',
    'relocation',
  ]
  for (const table of tables) {
    const column = connection.pragmaRows<{ name: string }>(`table_info(${table})`)[1]!.name
    t.throws(
      () => connection.exec(`UPDATE ${table} SET ${column} = ${column}`),
      /append-only/,
      `UPDATE ${table}`,
    )
    t.throws(() => connection.exec(`DELETE FROM ${table}`), /append-only/, `DELETE FROM ${table}`)
  }
})

t.test('the tables are STRICT, and are those that the code knows', async (t) => {
  const { connection } = await freshArchive(t)
  const tables = connection.all(
    "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'kysely%' AND type = 'table'",
  ) as { name: string; strict: number }[]
  t.same(
    tables.filter((table) => !table.strict),
    [],
  )
  const folder = join(ROOT, 'src/store/tables')
  const declared = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('')
  for (const { name } of tables) {
    const columns = connection
      .pragmaRows<{ name: string }>(`table_info(${name})`)
      .map((column) => column.name)
    const title = name.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase())
    const body = new RegExp(`interface ${title}Table \\{([^}]*)\\}`).exec(declared)?.[1] ?? ''
    t.same(
      [...body.matchAll(/^ {2}(\w+):/gm)].map((match) => match[1]),
      columns,
      name,
    )
  }
})

t.test('a connection is refused when it would not be safe', async (t) => {
  const { directory, connection } = await freshArchive(t)
  t.equal(connection.pragma('synchronous'), 2, 'FULL')
  t.equal(connection.pragma('journal_mode'), 'wal')
  t.equal(connection.pragma('foreign_keys'), 1)
  t.equal(connection.pragma('trusted_schema'), 0)
  t.equal(connection.pragma('cell_size_check'), 1)
  const reader = openReader(databaseFile(directory))
  t.teardown(() => reader.close())
  t.throws(
    () => reader.exec("INSERT INTO work (id, key, slug, created_at) VALUES ('a','b','c','d')"),
    /readonly/,
  )
  t.throws(() => openReader(join(directory, 'missing.sqlite')), { code: 'archive_unusable' })
  t.throws(() => new Archive(join(directory, 'nowhere')), { code: 'archive_not_found' })
  t.throws(
    () => openWriter(':memory:'),
    { code: 'archive_unusable' },
    'a database that cannot keep its promises',
  )
})

t.test('an archive is opened while another process writes for long', async (t) => {
  const { directory, connection, writer } = await freshArchive(t)
  await writer.importSource(source('# One\n\nText.\n'))
  await writer.signLog()
  const log = new LogWriter(connection, logBeside(directory))
  const beat = () => log.append({ op: 'heartbeat', id: log.signers()[0]!.name }, NOW)
  const openWhileLocked = async (prepare: () => Promise<void>) => {
    connection.exec('BEGIN IMMEDIATE')
    const began = performance.now()
    try {
      await prepare()
    } finally {
      connection.exec('ROLLBACK')
    }
    return performance.now() - began
  }
  const LONG = 8000
  t.ok((await openWhileLocked(() => prepareArchive(directory))) < LONG, 'it waits for nobody')
  // What is not signed is left to who writes: SQLite waits ten seconds for it.
  connection.transaction(beat)
  t.ok((await openWhileLocked(() => prepareArchive(directory))) > LONG)
  await prepareArchive(directory)
  t.equal(new LogRows(connection).checkpoint()!.size, 3, 'the next one signs it')
  connection.run("DELETE FROM kysely_migration WHERE name = '0008_mirror'")
  await t.rejects(
    openWhileLocked(() => prepareArchive(directory)),
    { code: 'busy' },
    'a step is missing',
  )
})

t.test('an archive of a newer version of the software is refused', async (t) => {
  const { directory, connection } = await freshArchive(t)
  connection.run("INSERT INTO kysely_migration VALUES ('9999_later', '2030-01-01T00:00:00.000Z')")
  await t.rejects(prepareArchive(directory), /9999_later/)
})

t.test('an archive of an older version is not read until it was opened for writing once', async (t) => {
  const directory = directoryFor(t)
  const connection = openWriter(databaseFile(directory))
  await migratorOf(connection, Object.keys(migrations).slice(0, -1)).migrateToLatest()
  connection.close()
  t.throws(() => openReader(databaseFile(directory)), { code: 'archive_outdated', message: /Open it once/ })
  await prepareArchive(directory)
  const reader = openReader(databaseFile(directory))
  t.strictSame(reader.values('SELECT name FROM kysely_migration ORDER BY name'), Object.keys(migrations))
  reader.close()
})

t.test('counts are of the rows that there are, whatever their numbers', async (t) => {
  const { archive, connection, writer } = await freshArchive(t)
  const counts = () => {
    archive.refresh()
    return archive.reads.works.counts()
  }
  t.strictSame(await counts(), { works: 0, versions: 0, paragraphs: 0, quotes: 0 })
  await writer.importSource(source('# One\n\nText.\n\nMore.\n'))
  t.strictSame(await counts(), { works: 1, versions: 1, paragraphs: 2, quotes: 0 })
  connection.run(
    "INSERT INTO work (no, id, key, slug, created_at) VALUES (900, 'withdrawn0000000', 'k', 's', ?)",
    NOW,
  )
  const { work } = await writer.importSource(source('# Two\n\nOther.\n'))
  t.strictSame(await counts(), { works: 3, versions: 2, paragraphs: 3, quotes: 0 })
  t.equal(connection.value('SELECT no FROM work WHERE id = ?', work), 901)
  await writer.withdraw({ work, version: null, reason: 'Gone.', erase: false })
  t.strictSame(await counts(), { works: 2, versions: 1, paragraphs: 2, quotes: 0 })
  t.strictSame(countWorks(connection), { shown: 2, withdrawn: 1 })
})

t.test('an import that fails leaves nothing behind', async (t) => {
  const { writer, connection } = await freshArchive(t)
  await writer.importSource({ ...source('# One\n\nText.\n'), manifest: { key: 'urn:example:1' } })
  await t.rejects(
    writer.importSource({ ...source('# Two\n\nOther text.\n'), manifest: { key: 'urn:example:1' } }),
    { code: 'work_exists' },
  )
  await t.rejects(writer.importSource(source('')), { code: 'empty_text' })
  await t.rejects(writer.importSource({ bytes: Buffer.from([0xff, 0xfe, 0x41]), mediaType: 'text/plain' }), {
    code: 'invalid_encoding',
  })
  t.same(connection.one('SELECT count(*) AS n FROM source'), { n: 1 })
  t.same(connection.one('SELECT count(*) AS n FROM text'), { n: 1 })
})

t.test('another text with the same core is refused, never merged', async (t) => {
  const { writer, connection } = await freshArchive(t)
  const text = 'The same core twice.'
  const forged = { exact: 'a'.repeat(64), words: 'b'.repeat(64), core: '' }
  const { coreOf } = await import('../../src/identity/digest.ts')
  forged.core = coreOf(text)
  connection.run(
    'INSERT INTO text (exact_sha256, words_sha256, core, code_points, content) VALUES (?, ?, ?, 1, ?)',
    forged.exact,
    forged.words,
    forged.core,
    'x',
  )
  await t.rejects(writer.importSource(source(`# T\n\n${text}\n`)), { code: 'core_collision' })
  t.same(connection.one('SELECT count(*) AS n FROM work'), { n: 0 })
})

t.test('works with one title have addresses of their own', async (t) => {
  const { writer, archive } = await freshArchive(t)
  await writer.importSource(source('# The same\n\nOne.\n'))
  await writer.importSource(source('# The same\n\nTwo.\n'))
  await writer.importSource(source('# \u0391\u03b8\u03ae\u03bd\u03b1\n\nThree.\n'))
  const works = await archive.reads.works.list({ after: 0, limit: 10 })
  t.equal(works[0]!.slug, 'the-same')
  t.equal(works[1]!.slug, `the-same-${works[1]!.id.slice(0, 6)}`)
  t.match(works[2]!.slug, /^[a-z0-9-]+$/)
})

t.test('the works that came last are read first, and those that are withdrawn are not', async (t) => {
  const { writer, archive } = await freshArchive(t)
  for (const title of ['One', 'Two', 'Three'])
    await writer.importSource(source(`# ${title}\n\nOf ${title}.\n`))
  const titles = async (limit: number) =>
    (await archive.reads.works.newest(limit)).map(({ metadata }) => metadata.title)
  t.strictSame(await titles(2), ['Three', 'Two'])
  const [three] = await archive.reads.works.newest(1)
  await writer.withdraw({
    work: three!.id,
    version: three!.version.id,
    reason: 'removed_at_request',
    erase: false,
  })
  t.strictSame(await titles(9), ['Two', 'One'])
})

t.test('no slug reads as an id, and no two are the same, whatever is asked for', async (t) => {
  const { writer, archive } = await freshArchive(t)
  const asked: [slug: string, key: string][] = [
    ['2rma5yfyxknb207f', 'x'],
    ['barricades', 'y'],
  ]
  const id = workId('of-one-who-knows')
  for (const slug of [`ferry-${id.slice(0, 6)}`, 'ferry', `ferry-${id.slice(0, 7)}`]) asked.push([slug, slug])
  asked.push(['ferry', 'of-one-who-knows'], ['barricades', 'z'])
  for (const [n, [slug, key]] of asked.entries())
    await writer.importSource({ ...source(`# T\n\nText ${n}.\n`), manifest: { slug, key } })
  t.strictSame(
    (await archive.reads.works.list({ after: 0, limit: 10 })).map(({ slug }) => slug),
    [
      `2rma5yfyxknb207f-${workId('x').slice(0, 6)}`,
      'barricades',
      `ferry-${id.slice(0, 6)}`,
      'ferry',
      `ferry-${id.slice(0, 7)}`,
      `ferry-${id.slice(0, 8)}`,
      `barricades-${workId('z').slice(0, 7)}`,
    ],
    'sixteen characters of base32 would read as an id',
  )
})

t.test('the writer thread writes as the local writer does, and tells its errors', async (t) => {
  const { directory, archive } = await freshArchive(t)
  const thread = writerThread(directory)
  t.teardown(() => thread.close())
  const results = await Promise.all(
    [1, 2, 3].map((n) => thread.importSource(source(`# N${n}\n\nText ${n}.\n`))),
  )
  t.same(
    results.map((result) => result.known),
    [false, false, false],
  )
  await t.rejects(thread.importSource(source('')), { code: 'empty_text', message: /./ })
  t.equal((await thread.importSource(source('# N1\n\nText 1.\n'))).known, true)
  t.equal((await archive.reads.works.list({ after: 0, limit: 10 })).length, 3)
})

t.test('the same files give the same ids in every archive, in any order', async (t) => {
  const files = ['# A\n\nOne.\n\nOne.\n', '# B\n\nTwo.\n', '# C\n\nThree.\n'].map((text) => source(text))
  const ids = async (order: typeof files) => {
    const { writer, connection } = await freshArchive(t)
    for (const file of order) await writer.importSource(file)
    return connection.values(
      'SELECT id FROM work UNION ALL SELECT id FROM version UNION ALL SELECT id FROM paragraph ORDER BY id',
    )
  }
  t.same(await ids(files), await ids(files.toReversed()))
})

t.test('a file that is no archive is refused with the cure', async (t) => {
  const directory = t.testdir({
    'archive.sqlite': 'this is no database, and long enough to tell'.repeat(200),
  })
  t.throws(() => new Archive(directory), { code: 'archive_unusable', message: /Check that/ })
  await t.rejects(prepareArchive(directory), { code: 'archive_unusable' })
})

t.test('works are found by what is said of them, however many lie between', async (t) => {
  const { writer, connection } = await freshArchive(t)
  const article = (title: string) =>
    writer.importSource({
      bytes: Buffer.from(`---\ntitle: ${title}\nauthor: Ida Berg\n---\n\nWords of ${title}.\n`),
      mediaType: 'text/markdown',
    })
  const first = await article('Harbours')
  // Works have numbers in their order; these were never there.
  connection.run(
    "INSERT INTO work (no, id, key, slug, created_at) VALUES (4321, 'x', 'x', 'x', '2026-01-01')",
  )
  const second = await article('Lighthouses')
  const list = async (filter: object, limit = 50) => {
    const listed = await listWorks(connection, { after: 0, limit, ...filter })
    return listed.map(({ id }) => id)
  }
  t.strictSame(await list({ author: 'Berg' }), [first.work, second.work])
  t.strictSame(await list({ author: 'Berg' }, 1), [first.work])
  t.strictSame(await list({ author: 'Berg', after: 1 }), [second.work])
  t.strictSame(await list({ title: 'lighthouses' }), [second.work])
  t.strictSame(await list({ author: 'Nobody' }), [])
  t.strictSame(await list({}), [first.work, second.work])
})
