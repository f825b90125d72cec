/** Withdrawals in the store: what they take away, what they leave, and that what is erased is erased. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import t from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { logBeside, prepareArchive } from '../../src/archive/preparing.ts'
import { Publisher } from '../../src/archive/signing/publisher.ts'
import { withdraw } from '../../src/archive/withdraw.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { verifyArchive } from '../../src/fixity/verify-archive.ts'
import { sha256 } from '../../src/identity/digest.ts'
import { parseQuoteId, workId, workKey } from '../../src/identity/ids.ts'
import { QuoteFinder } from '../../src/quoting/quote-finder.ts'
import { openReader, openWriter } from '../../src/store/sqlite/open.ts'
import { withTextsIndexed } from '../../src/store/sqlite/search/index-texts.ts'
import { idOfWork } from '../../src/store/sqlite/works/work-ids.ts'
import { canonicalWords } from '../../src/text/canonical.ts'
import { directoryFor } from '../support/directory.ts'
import { recorderAtOnce } from '../support/record-at-once.ts'

const NOW = '2026-01-01T00:00:00.000Z'
const REASON = 'By order of a court.'
type Tap = { testdir(): string; teardown(close: () => Promise<void>): void }

async function archiveFor(t: Tap) {
  const directory = directoryFor(t)
  await prepareArchive(directory)
  const connection = openWriter(databaseFile(directory))
  const writer = new LocalWriter(connection, () => NOW)
  const archive = new Archive(directory)
  const finder = new QuoteFinder(archive)
  t.teardown(async () => {
    archive.close()
    await writer.close()
  })
  /** Registers the words as they stand in the newest version. */
  const register = async (work: string, words: string) => {
    archive.refresh()
    const record = (await archive.reads.works.named(work))!
    const { quotes } = await finder.find({ work, versionNo: record.version.no }, words, {})
    const quote = quotes[0]!
    const [first, last] = [quote.spans[0]!, quote.spans.at(-1)!]
    await writer.registerQuote({
      id: quote.id,
      work,
      versionNo: quote.version.no,
      core: quote.core,
      occurrence: quote.occurrence,
      wordsSha256: sha256(canonicalWords(quote.exact)),
      exact: quote.exact,
      startBlock: first.block,
      startOffset: first.start,
      endBlock: last.block,
      endOffset: last.end,
    })
    return quote.id
  }
  const resolve = async (id: string) => {
    archive.refresh()
    const work = (await archive.reads.works.named(parseQuoteId(id)!.work))!
    return finder.resolve({ work: work.id, versionNo: work.version.no }, parseQuoteId(id)!)
  }
  const withdraw = (work: string, version: string | null, erase = false) => {
    archive.refresh()
    return writer.withdraw({ work, version, reason: REASON, erase })
  }
  const holds = (words: string) =>
    readdirSync(directory).some((file) => readFileSync(join(directory, file)).includes(words))
  return { directory, connection, writer, archive, register, resolve, withdraw, holds }
}

const article = (...paragraphs: string[]) => ({
  bytes: Buffer.from(`# On the record\n\nA. Writer\n\n${paragraphs.join('\n\n')}\n`),
  mediaType: 'text/markdown',
  fileName: 'article.md',
})

const FERRY = 'The ferry to Zanzibar leaves at six, and nobody at all is on board.'
const HARBOUR = 'The harbour of Quelimane is closed in winter, because of the fog.'
const LEDGER = 'The ledger of Inhambane was lost in the flood of that year.'

t.test('a quote keeps its words while they stand in any version, and not a version longer', async (t) => {
  const { register, resolve, withdraw, writer, holds, connection } = await archiveFor(t)
  const first = await writer.importSource(article(FERRY, HARBOUR))
  const whole = await register(first.work, FERRY)
  const elided = await register(first.work, 'The ferry to Zanzibar [...] nobody at all is on board.')
  const gone = await register(first.work, 'closed in winter')
  const second = await writer.importVersion(first.work, article(FERRY, LEDGER))
  await withdraw(first.work, first.version, true)
  t.match(await resolve(whole), { exact: FERRY }, 'they stand in the second')
  t.match(await resolve(elided), { exact: /^The ferry to Zanzibar/ }, 'with an omission too')
  t.equal(await resolve(gone), undefined)
  t.notOk(holds('Quelimane'))
  await withdraw(first.work, second.version, true)
  t.same(connection.all("SELECT exact FROM quote WHERE exact <> ''"), [])
  t.notOk(holds('Zanzibar'), 'nowhere in the files')
})

t.test('what was only withdrawn can be erased later, version by version or all at once', async (t) => {
  const { withdraw, writer, holds } = await archiveFor(t)
  const { work, version } = await writer.importSource(article(FERRY))
  const second = await writer.importVersion(work, article(LEDGER))
  const third = await writer.importVersion(work, article(HARBOUR))
  t.match(await withdraw(work, version), { erased: false, version })
  t.ok(holds('Zanzibar'), 'its source is kept')
  t.match(await withdraw(work, version, true), { erased: true, version })
  t.notOk(holds('Zanzibar'), 'and erased when that is asked for')
  t.match(await withdraw(work, second.version), { erased: false })
  t.ok(holds('Inhambane'))
  t.match(await withdraw(work, third.version, true), { erased: true })
  for (const words of ['Quelimane', 'Inhambane'])
    t.notOk(holds(words), 'the last takes those before it along')
  t.match(
    await withdraw(work, null, true),
    { erased: true, version: null },
    'and there is nothing left to do',
  )
})

t.test('withdrawing again changes nothing', async (t) => {
  const { withdraw, writer, connection } = await archiveFor(t)
  const { work, version } = await writer.importSource(article(FERRY))
  await writer.importVersion(work, article(LEDGER))
  const count = () =>
    connection.value('SELECT (SELECT count(*) FROM withdrawal) + (SELECT count(*) FROM log_entry)')
  await withdraw(work, version)
  const erased = await withdraw(work, version, true)
  t.match(erased, { erased: true })
  const before = count()
  t.same(await withdraw(work, version, true), erased)
  t.same(await withdraw(work, version), erased)
  t.equal(count(), before)
})

t.test('a withdrawn work withdraws no other whose id its slug once was allowed to be', async (t) => {
  const { withdraw, writer, connection, archive } = await archiveFor(t)
  const { work } = await writer.importSource(article(FERRY))
  const other = await writer.importSource(article(HARBOUR))
  connection.exec('DROP TRIGGER work_no_update')
  connection.run('UPDATE work SET slug = ? WHERE id = ?', work, other.work)
  await withdraw(other.work, null)
  t.match(await writer.importVersion(work, article(LEDGER)), { work, known: false })
  archive.refresh()
  t.match(await archive.reads.works.named(work), { id: work })
  t.equal(idOfWork(connection, work), work, 'an id goes before a slug')
})

t.test('bytes that another work still has are not erased, and not said to be', async (t) => {
  const { withdraw, writer, holds } = await archiveFor(t)
  const one = await writer.importSource(article(FERRY))
  const other = await writer.importSource(article(HARBOUR))
  const shared = await writer.importVersion(other.work, article(FERRY))
  t.match(await withdraw(other.work, shared.version, true), { erased: false })
  t.ok(holds('Zanzibar'))
  t.match(await withdraw(one.work, null, true), { erased: true })
  t.notOk(holds('Zanzibar'))
})

t.test('a title that was found in the text is erased with it', async (t) => {
  const { withdraw, writer, holds } = await archiveFor(t)
  const bytes = Buffer.from(`Xanthippe in Lourenco Marques\n\n${FERRY}\n\n${LEDGER}\n`)
  const { work } = await writer.importSource({ bytes, mediaType: 'text/plain', fileName: 'Lourenco.txt' })
  t.ok(holds('Xanthippe in'))
  await withdraw(work, null, true)
  t.notOk(holds('Xanthippe in'))
  t.notOk(holds('Lourenco.txt'))
})

t.test('an erasure leaves no word in the indexes, whatever they held', async (t) => {
  const add = (no: string, words: string) =>
    `INSERT INTO word_index (rowid, words) VALUES (${no}, '${words}')`
  const page = "INSERT INTO word_index_data VALUES ((77 << 37) + 1, CAST('zanzibar' AS BLOB))"
  const damages = {
    'as they were': [],
    'a count that is another': ["UPDATE term SET texts = texts + 1 WHERE word = 'zanzibar'"],
    'a text that never was': [
      add('77', 'zanzibar'),
      "UPDATE term SET texts = texts + 1 WHERE word = 'zanzibar'",
    ],
    'another text that is said to have the word': [
      add("(SELECT no FROM text WHERE content LIKE '%Quelimane%')", 'zanzibar'),
    ],
    'a page of no segment': [page],
  }
  for (const [damage, statements] of Object.entries(damages)) {
    const { directory, withdraw, writer, connection } = await archiveFor(t)
    await writer.importSource(article(HARBOUR))
    const { work } = await writer.importSource(article(FERRY))
    const damaging = new SQLite(databaseFile(directory)).unsafeMode(true)
    for (const statement of statements) damaging.exec(statement)
    damaging.close()
    const holds = () =>
      readdirSync(directory).some((file) => /zanzibar/i.test(readFileSync(join(directory, file), 'latin1')))
    t.ok(holds(), damage)
    await withdraw(work, null, true)
    t.notOk(holds(), damage)
    t.strictSame((await verifyArchive(directory)).damages.found, [], damage)
    const [fog] = connection.all("SELECT rowid FROM word_index WHERE word_index MATCH 'fog'")
    t.ok(fog, 'what remains is found')
  }
})

t.test(
  'a text that came and went in one transaction is in no index, and its key is free for the next',
  async (t) => {
    const { directory, writer, connection } = await archiveFor(t)
    await writer.importSource(article(HARBOUR))
    const ferry = article(FERRY)
    const work = workId(workKey(sha256(ferry.bytes)))
    const publisher = new Publisher(connection, logBeside(directory))
    const record = recorderAtOnce(connection, publisher, NOW)
    withTextsIndexed(connection, () => {
      record(ferry)
      withdraw(connection, { work, version: null, reason: REASON, erase: false }, { publisher, now: NOW })
      record(article(LEDGER))
    })
    publisher.log.sign(NOW)
    t.strictSame((await verifyArchive(directory)).damages.found, [])
    t.ok(connection.has("SELECT rowid FROM word_index WHERE word_index MATCH 'ledger'"))
  },
)

t.test('a reader that looks at the old pages keeps nothing from being erased in the end', async (t) => {
  const { withdraw, writer, holds, connection } = await archiveFor(t)
  const { work } = await writer.importSource(article(FERRY))
  const reader = openReader(connection.file)
  t.teardown(() => reader.close())
  connection.pragma('busy_timeout = 50')
  reader.run('BEGIN')
  reader.one('SELECT count(*) FROM text')
  const refused = await withdraw(work, null, true).then(
    () => 'erased',
    (error) => error.code,
  )
  reader.run('COMMIT')
  t.equal(refused, 'erasure_unfinished', 'somebody is told')
  t.match(await withdraw(work, null, true), { erased: true })
  t.notOk(holds('Zanzibar'))
})

t.test(
  'reasons that are too long, even in rare characters, are refused before anything is done',
  async (t) => {
    const { writer, connection } = await archiveFor(t)
    const { work } = await writer.importSource(article(FERRY))
    for (const reason of ['', '  ', 'x'.repeat(2001), '😀'.repeat(2001)])
      await t.rejects(writer.withdraw({ work, version: null, reason, erase: false }), {
        code: 'invalid_reason',
      })
    await writer.withdraw({ work, version: null, reason: '😀'.repeat(2000), erase: false })
    t.equal(connection.value('SELECT count(*) FROM withdrawal'), 1)
  },
)

t.test('nothing that is not withdrawn can be changed or deleted, whatever is', async (t) => {
  const { withdraw, writer, connection } = await archiveFor(t)
  const { work, version } = await writer.importSource(article(FERRY))
  await writer.importVersion(work, article(LEDGER))
  await withdraw(work, version, true)
  const sql = connection
  for (const table of [
    'block',
    'segment',
    'statement',
    'text',
    'version',
    'paragraph',
    'lineage',
    'withdrawal',
    'withdrawn_version',
    'source',
    'metadata',
    'work',
  ]) {
    if (sql.one(`SELECT 1 FROM ${table}`) === undefined) continue
    t.throws(() => sql.run(`DELETE FROM ${table}`), `${table} cannot be deleted`)
  }
  for (const change of [
    "UPDATE block SET kind = 'p'",
    "UPDATE text SET content = ''",
    "UPDATE quote SET exact = ''",
    "UPDATE withdrawal SET reason = 'x'",
    'UPDATE withdrawn_version SET withdrawal_no = 7',
    "UPDATE metadata SET body = '{}'",
    "UPDATE source SET content = x'00'",
    "UPDATE version SET warnings = '[]'",
    "UPDATE version SET id = 'x'",
    "UPDATE paragraph SET id = 'x'",
  ]) {
    const [, table] = /UPDATE (\w+)/.exec(change)!
    if (sql.one(`SELECT 1 FROM ${table}`) === undefined) continue
    t.throws(() => sql.run(change), change)
  }
})
