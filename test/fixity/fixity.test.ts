/** That damage is found: every column of every table, any bit of the file, a lost log of writes, a roll-back, a fork. */

import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { logBeside, prepareArchive } from '../../src/archive/preparing.ts'
import { Publisher } from '../../src/archive/signing/publisher.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import type { DamageKind } from '../../src/fixity/damage.ts'
import { segmentsOf } from '../../src/fixity/index-segments.ts'
import { type Fixity, verifyArchive } from '../../src/fixity/verify-archive.ts'
import { coreOfDigest, sha256 } from '../../src/identity/digest.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { wordsOf } from '../../src/text/words.ts'
import { randomFrom } from '../lineage/edited.ts'
import { buildTestApp, NOW } from '../support/app.ts'
import { directoryFor } from '../support/directory.ts'
import { recorderAtOnce } from '../support/record-at-once.ts'
import { runs, some } from '../support/runs.ts'
import { asBefore } from './as-before.ts'

const SEED = '2rma5yfyxknb207f'
const BIT_FLIPS = runs(300)
const article = readFileSync(
  new URL('../fixtures/seed/breaking-the-siege-of-aleppo.md', import.meta.url),
  'utf8',
)

const markdown = (text: string) => ({
  bytes: Buffer.from(text),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})

/** An archive in which everything has happened that can: later versions, corrections, withdrawals, erasures, a new key. */
async function makeEventful() {
  const { app, writer: bare, directory, archive } = await buildTestApp(t)
  const writer = bare as LocalWriter
  const quote = async (exact: string, work = SEED) => {
    archive.refresh()
    const answer = await app.inject({ method: 'POST', url: '/quotes', payload: { exact, work } })
    if (answer.statusCode !== 201) throw new Error(answer.body)
  }
  await quote('This is where abandonment has led.')
  await quote('Syrian civil society [...] impressed by the re-brand')
  const split = article.replace(
    'This is where abandonment has led.',
    '\n\nThis is where it has led us, all of us.',
  )
  await writer.importVersion(SEED, markdown(split))
  const works: string[] = []
  for (let n = 0; n < 5; n++) {
    const text = `# Work ${n}\n\nOn ferry ${n}, and on its way.\n\nOne more.\n`
    works.push((await writer.importSource(markdown(text))).work)
    await quote('and on its way', works[n])
  }
  const [withdrawn, erased, partly, corrected] = works as [string, string, string, string]
  const first = (await app.inject(`/works/${partly}`)).json().version.id
  const later = '# Work 2\n\nOn ferry 2 alone, and on its way.\n\nOne more.\n\nAnd a third.\n'
  await writer.importVersion(partly, markdown(later))
  for (const work of [withdrawn, erased])
    await writer.importVersion(
      work,
      markdown(`# Again ${work}\n\nOn ferry, and all on its way.\n\nOne more.\n`),
    )
  await writer.withdraw({
    work: withdrawn,
    version: null,
    reason: 'At the wish of the author.',
    erase: false,
  })
  await writer.withdraw({ work: erased, version: null, reason: 'Erased.', erase: true })
  await writer.withdraw({ work: partly, version: first, reason: 'Superseded.', erase: true })
  await writer.correctMetadata({ work: corrected, manifest: { title: 'Corrected' }, revision: null })
  await writer.rotateLogKey()
  await writer.beat(0)
  await writer.keepFormatted(['a', 'b'].map((key) => ({ key, pieces: '{"text":"A"}' })))
  await writer.signLog()
  const connection = openWriter(databaseFile(directory))
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
  return directory
}

/** It is made when the first test asks for it, and stays as it is. */
let kept: Promise<string> | undefined

/** A copy of it with its keys, which the test may change. */
async function eventful(t: Test): Promise<string> {
  kept ??= makeEventful()
  const directory = directoryFor(t)
  for (const file of ['archive.sqlite', 'checkpoint', 'log.key', 'log.key.old'])
    cpSync(join(await kept, file), join(directory, file))
  return directory
}

/** A copy of an archive, as a directory of its own, without what has not reached the database. */
function copyOf(directory: string, name: string): string {
  const copy = join(directory, name)
  mkdirSync(copy, { recursive: true })
  for (const file of ['archive.sqlite', 'checkpoint']) cpSync(join(directory, file), join(copy, file))
  for (const rest of ['-wal', '-shm']) rmSync(`${databaseFile(copy)}${rest}`, { force: true })
  return copy
}

const kindsOf = ({ damages }: Fixity): DamageKind[] => [...new Set(damages.found.map(({ kind }) => kind))]

/** Whether an archive is not called whole. That it is older, as without its last migration, is said instead. */
async function isFound(directory: string): Promise<boolean> {
  try {
    return (await verifyArchive(directory)).damages.count > 0
  } catch (error) {
    if ((error as { code?: string }).code === 'archive_outdated') return true
    throw error
  }
}

/** Keys of the store alone that nothing refers to: changed together with their index, the archive is the same. */
const UNREFERRED = new Set(['paragraph.no', 'formatted_citation.no'])

interface Column {
  table: string
  name: string
  keys: string[]
}

/** The columns of all tables that are ours, with those in which FTS5 keeps the indexes, and what a row of each is known by. */
function columnsOf(sql: SQLite.Database): Column[] {
  const tables = sql
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all()
  return tables.flatMap((table) => {
    const columns = sql.pragma(`table_info(${table})`) as { name: string; pk: number }[]
    const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => name)
    return columns.map(({ name }) => ({ table, name, keys: keys.length > 0 ? keys : ['rowid'] }))
  })
}

/** Rows of a table that are deleted one by one: the first of them, the last, and some between. */
const DELETED = 4
/** Nothing is lost with its rows: they are made anew when they are asked for. */
const MADE_ANEW = new Set(['formatted_citation'])

/** Of every table, the statements that delete some of its rows. */
function rowsToDelete(sql: SQLite.Database): string[] {
  const keys = new Map(columnsOf(sql).map((column) => [column.table, column.keys]))
  return [...keys].flatMap(([table, names]) => {
    if (MADE_ANEW.has(table)) return []
    const all = sql.prepare<[], Record<string, unknown>>(`SELECT ${names.join(', ')} FROM ${table}`).all()
    const chosen = all.filter(
      (_, at) => at % Math.ceil(all.length / (DELETED - 1)) === 0 || at === all.length - 1,
    )
    const quoted = sql.prepare<[unknown], string>('SELECT quote(?)').pluck()
    return some(chosen).map((row) => {
      const where = names.map((name) => `${name} IS ${quoted.get(row[name])}`)
      return `DELETE FROM ${table} WHERE ${where.join(' AND ')}`
    })
  })
}

const WITHDRAWN_ALONE = `(SELECT version_no FROM withdrawn_version JOIN withdrawal ON withdrawal.no = withdrawal_no
  WHERE NOT erased)`
const FORGED = 'Forged words.'
const FORGED_SHA256 = sha256(FORGED)
const twinOfErased = (kind: string) =>
  `DELETE FROM twin WHERE kind = '${kind}' AND key LIKE (SELECT no || '%' FROM work WHERE slug = 'work-2')`

/** Edits that no digest of the row itself shows, by the table that verifying must name. */
const EDITS: Record<string, string[]> = {
  version: ['paragraph_count', 'word_count', 'repair_count', 'unresolved_count'].map(
    (count) => `UPDATE version SET ${count} = ${count} + 1 WHERE no IN ${WITHDRAWN_ALONE}`,
  ),
  work: [twinOfErased('work')],
  metadata: [
    twinOfErased('metadata'),
    'DELETE FROM metadata WHERE revision = 1 AND work_no = (SELECT work_no FROM metadata WHERE revision = 2)',
    "DELETE FROM metadata WHERE work_no = (SELECT no FROM work WHERE slug = 'work-3')",
  ],
  source: [
    `INSERT INTO source (sha256, media_type, byte_length, received_at, content)
     VALUES ('${FORGED_SHA256}', 'text/plain', ${FORGED.length}, '2026-01-01', CAST('${FORGED}' AS BLOB))`,
  ],
  text: [
    `INSERT INTO text (exact_sha256, words_sha256, core, code_points, content) VALUES ('${FORGED_SHA256}',
     '${FORGED_SHA256}', '${coreOfDigest(FORGED_SHA256)}', ${FORGED.length}, '${FORGED}')`,
  ],
  paragraph: ['work-0', 'work-2', 'work-4'].flatMap((slug) => [
    `INSERT INTO paragraph (id, work_no, genesis_words_sha256, k) VALUES ('0123456789abcdef',
     (SELECT no FROM work WHERE slug = '${slug}'), '${FORGED_SHA256}', 1)`,
  ]),
  withdrawal: ['work-0', 'work-4'].map(
    (slug) => `INSERT INTO withdrawal (work_no, whole_work, reason, erased, withdrawn_at)
     VALUES ((SELECT no FROM work WHERE slug = '${slug}'), 1, 'Forged.', 0, '2026-01-01T00:00:00.000Z')`,
  ),
  term: ["INSERT INTO term VALUES ('forged', 0)"],
  database: ['PRAGMA user_version = 7', 'PRAGMA application_id = 7'],
  kysely_migration_lock: ['UPDATE kysely_migration_lock SET id = CAST(id AS BLOB)'],
  word_index_data: ["INSERT INTO word_index_data VALUES (987654321, x'00')"],
  word_index_idx: ["INSERT INTO word_index_idx VALUES (77, x'78', 2)"],
  lineage: ["INSERT INTO twin SELECT 'lineage', version_no || '/' || ordinal, '[]' FROM lineage LIMIT 1"],
}

/** The least change of a value: one bit of it, or something where nothing was. */
function altered(value: unknown): unknown {
  if (value === null) return null
  if (typeof value === 'number') return value ^ 1
  const bytes = Buffer.from(value as string | Buffer)
  if (bytes.length === 0) return Buffer.isBuffer(value) ? Buffer.from([1]) : 'x'
  const at = bytes.length - 1
  bytes[at] = bytes[at]! ^ 1
  return Buffer.isBuffer(value) ? bytes : bytes.toString()
}

/** Does something to a database as if no rule forbade it. */
function unruled<T>(file: string, act: (sql: SQLite.Database) => T): T {
  const sql = new SQLite(file)
  try {
    sql.unsafeMode(true)
    sql.pragma('foreign_keys = OFF')
    sql.pragma('ignore_check_constraints = ON')
    const triggers = sql
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
      )
      .all()
    for (const trigger of triggers) sql.exec(`DROP TRIGGER ${trigger.name}`)
    const done = act(sql)
    for (const trigger of triggers) sql.exec(trigger.sql)
    return done
  } finally {
    sql.close()
  }
}

/** Changes one value, the indexes with it. False when SQLite will not. */
function change(file: string, { table, name, keys }: Column, row: 'first' | 'last'): boolean {
  return unruled(file, (sql) => {
    const order = row === 'first' ? 'ASC' : 'DESC'
    const found = sql
      .prepare<[], Record<string, unknown>>(
        `SELECT ${keys.join(', ')}, "${name}" AS "value" FROM ${table}
         ORDER BY "${name}" IS NULL, ${keys.map((key) => `${key} ${order}`).join(', ')} LIMIT 1`,
      )
      .get()
    if (!found) return false
    const { value, ...key } = found
    const tries =
      value === null ? ['x', 1] : [altered(value), typeof value === 'number' ? value + 100_000 : `${value}x`]
    const where = keys.map((each) => `${each} IS @${each}`).join(' AND ')
    const update = sql.prepare(`UPDATE ${table} SET "${name}" = @to WHERE ${where}`)
    const done = tries.some((to) => {
      try {
        return update.run({ ...key, to }).changes === 1
      } catch {
        return false
      }
    })
    return done
  })
}

/**
 * Every value of every table, those of FTS5 included, but for the counter by which it plans its merges. Undefined when
 * reading fails.
 */
function dump(file: string): string | undefined {
  const sql = new SQLite(file, { readonly: true })
  try {
    const tables = sql
      .prepare<[], string>(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') AND name <> 'sqlite_schema' ORDER BY name`,
      )
      .pluck()
      .all()
    let all = JSON.stringify(sql.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all())
    for (const pragma of ['user_version', 'application_id']) all += sql.pragma(pragma, { simple: true })
    for (const table of tables) {
      const rows = sql.prepare<[], unknown[]>(`SELECT * FROM ${table} NOT INDEXED`).raw().all()
      const isStructure = ([id]: unknown[]) => table.endsWith('_data') && id === 10
      all += JSON.stringify(rows.filter((row) => !isStructure(row)))
      all += JSON.stringify(rows.filter(isStructure).map((row) => segmentsOf(row[1] as Buffer)))
    }
    return sha256(all)
  } catch {
    return undefined
  } finally {
    sql.close()
  }
}

/** Whether SQLite's own check finds nothing. */
function seemsWhole(file: string): boolean {
  const sql = new SQLite(file, { readonly: true })
  try {
    return sql.pragma('integrity_check', { simple: true }) === 'ok'
  } catch {
    return false
  } finally {
    sql.close()
  }
}

t.test('an archive in which everything has happened is whole', async (t) => {
  const directory = await eventful(t)
  const { damages, read, log, hasOutside } = await verifyArchive(directory)
  t.strictSame(damages.found, [])
  t.match(read, { works: 6, entries: log!.size })
  t.equal(log!.signed!.size, log!.size)
  t.ok(hasOutside)

  await t.test('a change of any column of any table is found', async (t) => {
    const copy = join(directory, 'columns')
    const sql = new SQLite(databaseFile(directory), { readonly: true })
    const columns = some(columnsOf(sql).filter(({ table, name }) => !UNREFERRED.has(`${table}.${name}`)))
    sql.close()
    const missed: string[] = []
    let changed = 0
    for (const column of columns) {
      for (const row of ['first', 'last'] as const) {
        copyOf(directory, 'columns')
        if (!change(databaseFile(copy), column, row)) continue
        changed++
        const found = await verifyArchive(copy)
        if (found.damages.count === 0) missed.push(`${column.table}.${column.name} of the ${row} row`)
      }
    }
    t.comment(`${changed} changes of ${columns.length} columns`)
    t.strictSame(missed, [])
    t.ok(changed > columns.length, 'nearly all could be changed')
  })

  await t.test('a row that is deleted from any table is found', async (t) => {
    const copy = copyOf(directory, 'deleted')
    const whole = readFileSync(databaseFile(copy))
    const rows = unruled(databaseFile(copy), rowsToDelete)
    const missed: string[] = []
    for (const row of rows) {
      writeFileSync(databaseFile(copy), whole)
      unruled(databaseFile(copy), (sql) => sql.exec(row))
      if (!(await isFound(copy))) missed.push(row)
    }
    t.comment(`${rows.length} rows deleted`)
    t.strictSame(missed, [])
  })

  await t.test('what only a twin or an order tells is found', async (t) => {
    const copy = copyOf(directory, 'edited')
    const whole = readFileSync(databaseFile(copy))
    for (const [table, edits] of Object.entries(EDITS)) {
      for (const edit of edits) {
        writeFileSync(databaseFile(copy), whole)
        unruled(databaseFile(copy), (sql) => sql.exec(edit))
        const tables = new Set((await verifyArchive(copy)).damages.found.map((found) => found.table))
        t.ok(tables.has(table), edit)
      }
    }
  })

  await t.test('a bit that changes any value is found, which SQLite itself does not', async (t) => {
    const copy = copyOf(directory, 'bits')
    const file = databaseFile(copy)
    const whole = readFileSync(file)
    const before = dump(file)!
    const next = randomFrom(5)
    const missed: string[] = []
    let [changed, seeming, bits] = [0, 0, 0]
    for (; changed < BIT_FLIPS && bits < BIT_FLIPS * 12; bits++) {
      const bytes = Buffer.from(whole)
      const [at, bit] = [Math.floor(next() * bytes.length), Math.floor(next() * 8)]
      bytes[at] = bytes[at]! ^ (1 << bit)
      writeFileSync(file, bytes)
      for (const rest of ['-wal', '-shm']) rmSync(`${file}${rest}`, { force: true })
      if (dump(file) === before) continue
      changed++
      if (seemsWhole(file)) seeming++
      const found = await verifyArchive(copy)
      if (found.damages.count === 0) missed.push(`bit ${bit} of byte ${at}`)
    }
    t.comment(
      `${bits} bits flipped, ${changed} changed a value; ${missed.length} missed; SQLite misses ${seeming}`,
    )
    t.strictSame(missed, [])
    t.equal(changed, BIT_FLIPS)
    // About half of them; how many of so few is chance.
    t.ok(seeming > changed / 10, 'the control: what SQLite checks is not the values')
  })
})

t.test(
  'a database that lost its last writes, was rolled back, forked or signed by others is told from a damaged one',
  async (t) => {
    const directory = await eventful(t)
    const writer = new LocalWriter(openWriter(databaseFile(directory)), () => NOW)
    t.teardown(() => writer.close())
    const old = copyOf(directory, 'old')
    t.strictSame(kindsOf(await verifyArchive(old)), [])
    await writer.importSource(markdown('# Later\n\nWhat came later.\n'))
    await writer.signLog()
    const note = readFileSync(join(directory, 'checkpoint'), 'utf8')

    writeFileSync(join(old, 'checkpoint'), note)
    const rolledBack = await verifyArchive(old)
    t.strictSame(kindsOf(rolledBack), ['rolled_back'], 'the log of writes is gone with its last ones')
    t.match(rolledBack.damages.found, [
      { table: 'file checkpoint', what: /signed of \d+ entries, and the database has/ },
    ])

    rmSync(join(old, 'checkpoint'))
    const untold = await verifyArchive(old)
    t.strictSame([kindsOf(untold), untold.hasOutside], [[], false], 'nothing outside tells')

    // The same key signs another history of the same length.
    for (const file of ['log.key', 'log.key.old']) cpSync(join(directory, file), join(old, file))
    const connection = openWriter(databaseFile(old))
    const other = new LocalWriter(connection, () => '2026-01-02T00:00:00.000Z')
    await other.importSource(markdown('# Other\n\nWhat came instead.\n'))
    await other.signLog()
    await other.close()
    t.strictSame(kindsOf(await verifyArchive(old)), [])
    writeFileSync(join(old, 'checkpoint'), note)
    t.strictSame(kindsOf(await verifyArchive(old)), ['fork'])

    const signed = copyOf(directory, 'signed')
    const forged = note.replace(/ [A-Za-z0-9+/]{6}([^\n]*)\n$/, (line) =>
      line.replace(/.(.{20})\n$/, 'A$1\n'),
    )
    writeFileSync(join(signed, 'checkpoint'), forged)
    t.strictSame(kindsOf(await verifyArchive(signed)), ['bad_signature'])
  },
)

t.test('what SQLite cannot read is damage, and no crash', async (t) => {
  const directory = await eventful(t)
  const copy = copyOf(directory, 'torn')
  const file = databaseFile(copy)
  const whole = readFileSync(file)
  for (const kept of [whole.length - 8192, whole.length >> 1, 8192, 5000, 50]) {
    writeFileSync(file, whole)
    truncateSync(file, kept)
    const { damages } = await verifyArchive(copy)
    t.ok(damages.count > 0, `${kept} bytes`)
    t.notOk(damages.gravest === undefined)
  }
  for (let page = 0; page * 8192 < whole.length; page += 7) {
    const bytes = Buffer.from(whole)
    bytes.fill(0, page * 8192, (page + 1) * 8192)
    writeFileSync(file, bytes)
    if (dump(file) !== dump(databaseFile(directory)))
      t.ok((await verifyArchive(copy)).damages.count > 0, `page ${page}`)
  }
  writeFileSync(file, 'nothing of the kind')
  t.match((await verifyArchive(copy)).damages.found, [{ table: 'database', what: /cannot be read/ }])
  await t.rejects(verifyArchive(join(directory, 'nowhere')), { code: 'archive_not_found' })
})

t.test('an archive from before there were twins is verified once it was opened', async (t) => {
  const directory = await eventful(t)
  const copy = copyOf(directory, 'before')
  await asBefore(copy)
  await t.rejects(verifyArchive(copy), { code: 'archive_outdated', message: /Open it once/ })
  cpSync(join(directory, 'log.key'), join(copy, 'log.key'))
  await prepareArchive(copy)
  t.strictSame((await verifyArchive(copy)).damages.found, [])
  for (const name of ['exact', 'registered_at']) {
    const changed = copyOf(copy, name)
    const connection = openWriter(databaseFile(copy))
    connection.pragma('wal_checkpoint(TRUNCATE)')
    connection.close()
    cpSync(databaseFile(copy), databaseFile(changed))
    t.ok(change(databaseFile(changed), { table: 'quote', name, keys: ['id'] }, 'first'))
    t.strictSame(kindsOf(await verifyArchive(changed)), ['damaged'], name)
  }
})

t.test('what is written and signed while it is verified does not disturb', async (t) => {
  const directory = await eventful(t)
  const before = await verifyArchive(directory)
  const connection = openWriter(databaseFile(directory))
  t.teardown(() => connection.close())
  const publisher = new Publisher(connection, logBeside(directory))
  const now = new Date().toISOString()
  const record = recorderAtOnce(connection, publisher, now)
  let written = 0
  const during = await verifyArchive(directory, () => {
    if (written >= 20) return
    record(markdown(`# Meanwhile ${written}\n\nSaid meanwhile, ${written++}.\n`))
    publisher.log.sign(now)
  })
  t.equal(written, 20)
  t.strictSame([during.damages.found, during.log], [[], before.log], 'it is as of one moment')
  const after = await verifyArchive(directory)
  t.strictSame([after.damages.found, after.read.works], [[], before.read.works + 20])
})

t.test(
  'two texts that changed places in an index, and counts that make up for each other, are found',
  async (t) => {
    const directory = await eventful(t)
    const found = async (name: string, damage: (sql: SQLite.Database) => void) => {
      const copy = copyOf(directory, name)
      const sql = new SQLite(databaseFile(copy))
      damage(sql)
      sql.close()
      const { damages } = await verifyArchive(copy)
      return [...new Set(damages.found.map(({ table }) => table))]
    }
    const texts = (sql: SQLite.Database) =>
      sql
        .prepare<[], { no: number; content: string }>('SELECT no, content FROM text ORDER BY no')
        .all()
        .map(({ no, content }) => ({ no, words: new Set(Array.from(wordsOf(content), ({ word }) => word)) }))
    type Indexed = ReturnType<typeof texts>[number]
    const put = (sql: SQLite.Database, { no, words }: Indexed, others: Iterable<string>) => {
      const write = "INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', ?, ?)"
      sql.prepare(write).run(no, [...words].join(' '))
      sql.prepare('INSERT INTO word_index (rowid, words) VALUES (?, ?)').run(no, [...others].join(' '))
    }
    t.strictSame(await found('rewritten', (sql) => texts(sql).map((text) => put(sql, text, text.words))), [])
    const swapped = (sql: SQLite.Database) => {
      const [one, two] = texts(sql) as [Indexed, Indexed]
      const mine = [...one.words].find((word) => !two.words.has(word))!
      const yours = [...two.words].find((word) => !one.words.has(word))!
      const exchanged = ({ words }: Indexed, from: string, to: string) =>
        [...words].map((word) => (word === from ? to : word))
      put(sql, one, exchanged(one, mine, yours))
      put(sql, two, exchanged(two, yours, mine))
    }
    t.strictSame(await found('swapped', swapped), ['word_index'], 'as many of each word and of each text')

    const terms = (change: string) => (sql: SQLite.Database) => {
      // So that any type can be written, as a bit of a record's head can make it.
      const schema = sql.prepare("SELECT sql FROM sqlite_schema WHERE name = 'term'").pluck().get()
      const write = (text: unknown) => {
        sql.unsafeMode(true)
        sql.pragma('writable_schema = ON')
        sql.prepare("UPDATE sqlite_schema SET sql = ? WHERE name = 'term'").run(text)
        sql.pragma('writable_schema = RESET')
      }
      write('CREATE TABLE term (word PRIMARY KEY, texts) WITHOUT ROWID')
      t.ok(sql.prepare(change).run().changes > 0)
      write(schema)
    }
    const once = "(SELECT min(word) FROM term WHERE texts = 1 AND word > 'b')"
    const makeUp = `UPDATE term SET texts = CASE texts WHEN 1 THEN 2 ELSE 1 END
    WHERE word IN (${once}, (SELECT min(word) FROM term WHERE texts = 2))`
    t.strictSame(await found('counts', terms(makeUp)), ['term'])
    for (const value of ['NULL', "'1'", "CAST('1' AS BLOB)", '0', '-1', '1.5'])
      t.ok(
        (await found('type', terms(`UPDATE term SET texts = ${value} WHERE word = ${once}`))).includes(
          'term',
        ),
        value,
      )
    t.ok(
      (await found('blob', terms(`UPDATE term SET word = CAST(word AS BLOB) WHERE word = ${once}`))).includes(
        'term',
      ),
    )
    t.ok((await found('gone', terms(`DELETE FROM term WHERE word = ${once}`))).includes('term'))
    t.strictSame(await found('more', terms("INSERT INTO term VALUES ('zzyzx', 1)")), ['term'])
    t.strictSame(await found('left', terms("INSERT INTO term VALUES ('zzyzx', 0)")), ['term'])
  },
)

t.test('a checkpoint beside the database that cannot be read is damage, and no crash', async (t) => {
  const directory = directoryFor(t)
  await prepareArchive(directory)
  rmSync(join(directory, 'checkpoint'), { force: true })
  mkdirSync(join(directory, 'checkpoint'))
  t.match((await verifyArchive(directory)).damages.found, [
    { kind: 'damaged', table: 'file checkpoint', what: /^cannot be read: EISDIR/ },
  ])
})

t.test('a database that cannot be opened is not called damaged', async (t) => {
  const directory = directoryFor(t)
  await prepareArchive(directory)
  // In the place of a file that SQLite must make.
  mkdirSync(`${databaseFile(directory)}-wal`)
  await t.rejects(verifyArchive(directory), { code: 'archive_unusable', message: /cannot be opened/ })
})
