/** Dumps: that they are whole and prove themselves, that nothing private is in them, and what the command does. */

import { spawn } from 'node:child_process'
import crypto from 'node:crypto'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import SQLite from 'better-sqlite3'
import t, { type Test } from 'tap'
import type { LocalWriter } from '../../src/archive/local-writer.ts'
import { type Dump, readDumps } from '../../src/dumps/dump-index.ts'
import { exportDumps } from '../../src/dumps/export.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { verifyDatabase } from '../../src/fixity/verify-database.ts'
import { sha256 } from '../../src/identity/digest.ts'
import { parseQuoteId } from '../../src/identity/ids.ts'
import { summarizeBlocks } from '../../src/log/block-tree.ts'
import { openCheckpoint } from '../../src/log/checkpoint.ts'
import { type LogEntry, parseEntry } from '../../src/log/entry.ts'
import { parseVerifierKey } from '../../src/log/note-key.ts'
import { digestRecords } from '../../src/log/records-digest.ts'
import { parseVersionManifest } from '../../src/log/version-manifest.ts'
import { parseWithdrawalNotice } from '../../src/log/withdrawal-notice.ts'
import { RECORD_KINDS } from '../../src/store/records.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { canonicalWords } from '../../src/text/canonical.ts'
import { buildTestApp } from '../support/app.ts'
import { buildCommand, colophon, linesOf } from '../support/command.ts'
import { ROOT } from '../support/root.ts'

const SEED = '2rma5yfyxknb207f'
const SEED_FILE = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')
const ESSAY = join(ROOT, 'test/fixtures/essays/on-the-siege.md')
const SENTENCE = 'This is where abandonment has led.'
const NOW = '2026-03-01T00:00:00.000Z'

t.before(buildCommand)

const markdown = (text: string) => ({
  bytes: Buffer.from(text),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})

/** Words of which each stands in one work alone, and what becomes of it. */
const WORDS = { withheld: 'quagmires', erased: 'zeppelins', superseded: 'xylophones', shared: 'wainscots' }

/** An archive in which works and versions were withdrawn and erased, and that has private things. */
async function withGaps(t: Test) {
  const { app, archive, writer: bare, directory, key } = await buildTestApp(t)
  const writer = bare as LocalWriter
  const sql = openWriter(databaseFile(directory))
  t.teardown(() => sql.close())
  const quote = async (exact: string, work: string) => {
    archive.refresh()
    const answer = await app.inject({ method: 'POST', url: '/quotes', payload: { exact, work } })
    t.equal(answer.statusCode, 201, answer.body)
  }
  await quote(SENTENCE, SEED)
  await writer.importVersion(SEED, markdown(readFileSync(SEED_FILE, 'utf8').replace(SENTENCE, `${SENTENCE} So it is.`))) // biome-ignore format: one statement
  await writer.correctMetadata({
    work: SEED,
    manifest: { title: 'Breaking the siege', authors: [{ literal: 'Leila' }] },
    revision: null,
  })
  const text = (word: string) => `# A title\n\nOf ${word} there is little to say, and all of it is true.\n`
  for (const [word, erase] of [
    [WORDS.withheld, false],
    [WORDS.erased, true],
  ] as const) {
    const { work } = await writer.importSource(markdown(text(word)))
    await quote(`Of ${word} there is little to say`, work)
    await writer.withdraw({ work, version: null, reason: `No more of it ${erase}.`, erase })
  }
  const partly = await writer.importSource(markdown(text(WORDS.superseded)))
  await writer.importVersion(partly.work, markdown(text(WORDS.shared)))
  const [first] = (await app.inject(`/works/${partly.work}/versions`)).json().items.at(-1).id.split(' ')
  await writer.withdraw({ work: partly.work, version: first, reason: 'Superseded.', erase: false })
  await app.inject(`/works/${partly.work}/citation`)
  await writer.keepFormatted([{ key: 'kept', pieces: '"private pieces"' }])
  await writer.signLog()
  archive.refresh()
  return { app, archive, writer, directory, sql, key, partly: partly.work }
}

type Line = Record<string, unknown> & { record: string }

function readLines(file: string): Line[] {
  return linesOf(brotliDecompressSync(readFileSync(file)).toString())
}

/** RFC 9162 §2.1.1, from nothing but the leaves. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  const hash = (...parts: Uint8Array[]) => crypto.hash('sha256', Buffer.concat(parts), 'buffer')
  if (leaves.length === 1) return hash(Buffer.of(0), leaves[0]!)
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return hash(Buffer.of(1), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

/** Checks a dump by nothing but itself; answers with what the log says that is and is not in it. */
function checkDump(t: Test, lines: Line[]) {
  const [head] = lines as [Line]
  t.match(head, { record: 'dump', v: 1 })
  t.strictSame(lines.at(-1), { record: 'end' })
  const bytes = lines.filter(({ record }) => record === 'entry').map((line) => Buffer.from(line['bytes'] as string)) // biome-ignore format: one statement
  const entries = bytes.map((each, seq) => parseEntry(each, seq))
  const keys = (head['publicKeys'] as string[]).map(parseVerifierKey)
  const { root, size } = openCheckpoint(head['checkpoint'] as string, keys)
  t.equal(size, bytes.length)
  t.equal(
    rootOf(bytes).toString('hex'),
    root.toString('hex'),
    'the root of the entries is the one that was signed',
  )
  t.ok(entries.some((entry) => entry.op === 'key' && (head['publicKeys'] as string[]).includes(entry.vkey)))

  const sources = new Map(lines.filter(({ record }) => record === 'source').map((line) => [line['sha256'], Buffer.from(line['base64'] as string, 'base64')])) // biome-ignore format: one statement
  for (const [digest, content] of sources) t.equal(sha256(content), digest)
  const blobs = new Map<string, string>()
  for (const line of lines) {
    if (line.record !== 'manifest' && line.record !== 'notice') continue
    t.equal(sha256(line['bytes'] as string), line['sha256'], line.record)
    t.notOk(blobs.has(line['sha256'] as string))
    blobs.set(line['sha256'] as string, line['bytes'] as string)
  }
  for (const { manifests, rows } of versionsIn(lines))
    for (const text of manifests) {
      const manifest = parseVersionManifest(Buffer.from(text))
      const blocks = rows.filter(({ record }) => record === 'block').map(({ record: _, text, ...block }) => {
        t.equal(sha256(text as string), block['exactSha256'])
        return block
      }) // biome-ignore format: one statement
      t.strictSame(summarizeBlocks(manifest.nonce, blocks as never), manifest.blocks)
      for (const kind of RECORD_KINDS) {
        const records = rows.filter(({ record }) => record === kind).map(({ record: _, ...row }) => row)
        t.strictSame(digestRecords(records), manifest.provenance[kind], kind)
      }
      for (const file of manifest.files) t.equal(sources.get(file.sha256)?.length, file.bytes)
    }
  const withdraw = entries.filter((entry) => entry.op === 'withdraw')
  for (const entry of withdraw)
    t.equal(parseWithdrawalNotice(Buffer.from(blobs.get(entry.manifest)!)).work, entry.id)
  for (const {
    id,
    exact,
  } of lines.filter(({ record }) => record === 'quote') as unknown as { id: string; exact: string }[]) // biome-ignore format: one statement
    t.ok(sha256(canonicalWords(exact)).length === 64 && parseQuoteId(id), id)
  const published = entries.filter((entry) => entry.op === 'put' || entry.op === 'metadata')
  return { missing: published.filter(({ manifest }) => !blobs.has(manifest)), withdraw, published }
}

/** The lines of each version: its manifests, then its rows until the next one. */
function versionsIn(lines: Line[]): { manifests: string[]; rows: Line[] }[] {
  const versions: { manifests: string[]; rows: Line[] }[] = []
  for (const line of lines) {
    const last = versions.at(-1)
    if (line.record === 'manifest' && last && last.rows.length === 0)
      last.manifests.push(line['bytes'] as string)
    else if (line.record === 'manifest') versions.push({ manifests: [line['bytes'] as string], rows: [] })
    else if (['block', ...RECORD_KINDS].includes(line.record)) last!.rows.push(line)
  }
  return versions
}

const isAbout = (entry: LogEntry, { id, version }: { id: string; version?: string }) =>
  entry.id === id && 'version' in entry && (version === undefined || entry.version === version)

t.test(
  'the lines alone are enough to check all, and hold what is not withdrawn, all of it and no more',
  async (t) => {
    const { app, directory, sql, partly } = await withGaps(t)
    const out = join(directory, 'dumps')
    const { made, removed } = await exportDumps(directory, { out, formats: ['ndjson', 'sqlite'], keep: 2, now: NOW }) // biome-ignore format: one statement
    t.strictSame(removed, [])
    t.strictSame(readDumps(out), made)
    const [dump, database] = made as [Dump, Dump]
    const file = join(out, dump.file)
    for (const each of made) {
      const bytes = readFileSync(join(out, each.file))
      t.match(each, { bytes: bytes.length, sha256: sha256(bytes), madeAt: NOW, logSize: 11 })
    }
    t.strictSame(dump.counts, { entries: 11, works: 2, versions: 3, paragraphs: 25, quotes: 1 })
    t.strictSame(
      made.map((each) => each.file),
      ['colophon-11.ndjson.br', 'colophon-11.sqlite'],
    )
    t.strictSame(readdirSync(out).sort(), ['.lock', ...made.map((each) => each.file), 'dumps.json'])

    const lines = readLines(file)
    const { missing, withdraw, published } = checkDump(t, lines)
    t.equal(withdraw.length, 3)
    t.strictSame(
      missing,
      published.filter((entry) => withdraw.some((about) => isAbout(entry, about))),
      'what is missing is what was withdrawn',
    )
    t.ok(published.some((entry) => entry.id === partly && !missing.includes(entry)))
    t.equal(lines.filter(({ record }) => record === 'quote').length, 1)

    const blobs = new Set(lines.filter(({ record }) => ['manifest', 'notice', 'source'].includes(record)).map((line) => line['sha256'])) // biome-ignore format: one statement
    const digests = sql.values<string>('SELECT sha256 FROM blob UNION SELECT sha256 FROM source')
    t.ok(digests.length > blobs.size)
    for (const digest of digests)
      t.equal((await app.inject(`/blobs/sha256/${digest}`)).statusCode, blobs.has(digest) ? 200 : 410)
    const rows = await app.inject(`/log/records/${versionManifest(lines)}`)
    t.strictSame(versionsIn(lines)[0]!.rows, linesOf(rows.body), 'rows are those that /log/records gives')

    // From the archive itself, without a database: the same lines.
    const alone = join(directory, 'elsewhere')
    await exportDumps(directory, { out: alone, formats: ['ndjson'], keep: 2, now: NOW })
    t.strictSame(readLines(join(alone, dump.file)), lines)
    t.strictSame(readdirSync(alone).sort(), ['.lock', dump.file, 'dumps.json'])
    t.equal(database.format, 'sqlite')
  },
)

function versionManifest(lines: Line[]): unknown {
  return lines.find(({ record }) => record === 'manifest')!['sha256']
}

t.test('the database is closed, whole, and has nothing that is private or withdrawn', async (t) => {
  const { directory, sql } = await withGaps(t)
  const out = join(directory, 'dumps')
  const { made } = await exportDumps(directory, { out, formats: ['sqlite', 'ndjson'], keep: 2, now: NOW })
  const alone = join(directory, 'alone')
  mkdirSync(alone)
  const file = join(alone, 'dump.sqlite')
  cpSync(join(out, made[0]!.file), file)

  const fixity = await verifyDatabase(file, { outside: null })
  t.strictSame(fixity.damages.found, [])
  t.match(fixity, { read: { works: 4, entries: 11 }, log: { size: 11 } })
  const dump = new SQLite(file, { readonly: true })
  t.teardown(() => dump.close())
  t.equal(dump.pragma('journal_mode', { simple: true }), 'delete')
  t.strictSame(readdirSync(alone), ['dump.sqlite'], 'nothing beside it')
  for (const table of ['access_key', 'formatted_citation'])
    t.equal(dump.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), 0, table)
  t.equal(dump.prepare("SELECT count(*) FROM twin WHERE kind = 'access_key'").pluck().get(), 0)

  const secret = sql.value<string>('SELECT secret_sha256 FROM access_key')!
  const bytes = readFileSync(file, 'latin1')
  const text = brotliDecompressSync(readFileSync(join(out, made[1]!.file))).toString()
  t.ok(sql.one("SELECT 1 FROM source WHERE instr(content, CAST('quagmires' AS BLOB))"), 'withheld, and kept')
  for (const word of [WORDS.withheld, WORDS.erased, WORDS.superseded, secret, 'private pieces']) {
    t.notOk(bytes.includes(word), `the database has no ${word}`)
    t.notOk(text.includes(word), `the lines have no ${word}`)
  }
  t.ok(bytes.includes(WORDS.shared))
  t.ok(text.includes(WORDS.shared))
})

t.test('the verb export writes, prunes, refuses', async (t) => {
  const dir = t.testdir({})
  const [data, out] = [join(dir, 'archive'), join(dir, 'out')]
  t.match(colophon('export', '--help'), { status: 0, stdout: /Example:\n {2}colophon export/ })
  t.match(colophon('export', '--data', data), { status: 10, stderr: /no archive/ })
  for (const wrong of [
    ['--keep', '0'],
    ['--keep', '1e3'],
    ['--format', 'xml'],
  ])
    t.equal(colophon('export', '--data', data, ...wrong).status, 2, wrong.join(' '))
  colophon('init', '--data', data)
  t.match(colophon('export', '--data', data), {
    status: 1,
    stderr: /Nothing that was published is signed yet/,
  })
  t.strictSame(readdirSync(join(data, 'dumps')), ['.lock'])

  colophon('import', SEED_FILE, '--data', data)
  const first = colophon('export', '--data', data)
  t.equal(first.status, 0, first.stderr)
  t.match(
    first.stdout,
    /^file .*dumps\/colophon-2\.ndjson\.br\nbytes +\d+\nsha256 +[0-9a-f]{64}\nfile .*2\.sqlite\n/,
  )
  t.match(first.stderr, /1 works in 1 versions with 12 paragraphs, 0 registered quotes, 2 entries/)
  t.notOk(readFileSync(join(data, 'dumps/colophon-2.sqlite'), 'latin1').includes('a reading room'))
  t.match(colophon('export', '--data', data, '--out', out, '--format', 'ndjson', '--json'), { status: 0 })
  t.strictSame(readdirSync(out).sort(), ['.lock', 'colophon-2.ndjson.br', 'dumps.json'])

  colophon('import', ESSAY, '--data', data)
  const names = (size: number) => [`colophon-${size}.ndjson.br`, `colophon-${size}.sqlite`]
  const kept = () =>
    readdirSync(join(data, 'dumps'))
      .filter((name) => name.startsWith('colophon-'))
      .sort()
  const again = linesOf(colophon('export', '--json', '--data', data).stdout)
  t.strictSame(
    again.map(({ logSize }) => logSize),
    [3, 3],
  )
  t.strictSame(kept(), [...names(2), ...names(3)])
  writeFileSync(join(dir, 'ferries.md'), '# On ferries\n\nThe ferry leaves at six.\n')
  colophon('import', join(dir, 'ferries.md'), '--data', data)
  const third = colophon('export', '--data', data)
  t.match(third.stderr, /removed .*colophon-2\.ndjson\.br\nremoved .*colophon-2\.sqlite/)
  t.strictSame(kept(), [...names(3), ...names(4)])
  t.strictSame(colophon('export', '--keep', '1', '--format', 'sqlite', '--data', data).status, 0)
  t.strictSame(kept(), names(4))
  t.strictSame(
    readDumps(join(data, 'dumps'))!
      .map(({ file }) => file)
      .sort(),
    kept(),
  )

  const lock = new SQLite(join(data, 'dumps/.lock'))
  lock.exec('BEGIN EXCLUSIVE')
  t.match(colophon('export', '--data', data), { status: 1, stderr: /Another export writes to / })
  lock.close()
  writeFileSync(join(data, 'dumps/.draft-colophon-9.sqlite.whole'), 'left by one that was broken off')
  writeFileSync(join(data, 'dumps/dumps.json'), '{}')
  t.match(colophon('export', '--data', data), { status: 1, stderr: /dumps\.json is not an index/ })
  t.notOk(readdirSync(join(data, 'dumps')).some((name) => name.startsWith('.draft')))
  t.strictSame(kept(), names(4), 'and nothing else was touched')
  writeFileSync(join(dir, 'file'), '')
  t.match(colophon('export', '--data', data, '--out', join(dir, 'file')), {
    status: 2,
    stderr: /file cannot be made: it is there already, and is not a directory/,
  })
})

t.test('what is not as it was signed is not exported', async (t) => {
  const dir = t.testdir({})
  const data = join(dir, 'archive')
  colophon('import', SEED_FILE, '--data', data)
  colophon('export', '--data', data)
  const dumps = () =>
    readdirSync(join(data, 'dumps')).map((name) => [name, sha256(readFileSync(join(data, 'dumps', name)))])
  const before = dumps()
  const whole = readFileSync(databaseFile(data))
  const changes: [table: string, change: string, said: string][] = [
    ['text', "SET content = replace(content, 'siege', 'sieges')", 'damaged: text'],
    ['source', "SET content = CAST(replace(CAST(content AS TEXT), 'siege', 'sieges') AS BLOB)", 'damaged: source'],
    ['version', "SET loader_version = 'another'", 'damaged: version'],
    ['metadata', "SET body = json_set(body, '$.title', 'Another')", 'damaged: version'],
    ['segment', "SET rule = 'another' WHERE ordinal = 3", 'damaged: version'],
    ['blob', "SET content = CAST(replace(CAST(content AS TEXT), 'Aleppo', 'aleppo') AS BLOB)", 'damaged: blob'],
    ['log_entry', "SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"put\"', '\"pot\"') AS BLOB) WHERE seq = 1", 'damaged: log_entry'],
    ['checkpoint', "SET note = substr(note, 1, length(note) - 6) || 'AAAA=' || char(10)", 'bad signature: checkpoint'],
  ] // biome-ignore format: a table
  for (const [table, change, said] of changes) {
    writeFileSync(databaseFile(data), whole)
    const sql = new SQLite(databaseFile(data))
    const guard = sql
      .prepare('SELECT sql FROM sqlite_schema WHERE name = ?')
      .pluck()
      .get(`${table}_no_update`)
    sql.exec(`DROP TRIGGER ${table}_no_update; UPDATE ${table} ${change}; ${guard}`)
    sql.close()
    for (const format of ['ndjson', 'all', 'sqlite']) {
      const { status, stdout, stderr } = colophon('export', '--keep', '1', '--format', format, '--data', data)
      const expected = table === 'checkpoint' ? 6 : 5
      t.match(
        { status, stderr },
        { status: expected, stderr: /Nothing was exported/ },
        `${table} as ${format}`,
      )
      t.match(stdout, new RegExp(`^${said} `), `${table} as ${format}`)
    }
  }
  t.strictSame(dumps(), before)
})

t.test('a dump that is made while another process imports is of one moment', async (t) => {
  const texts = Array.from({ length: 1200 }, (_, n) => [`${n}.md`, `# Work ${n}\n\nOn ferry ${n}.\n\nMore of ${n}.\n`]) // biome-ignore format: one list
  const dir = t.testdir({ texts: Object.fromEntries(texts) })
  const data = join(dir, 'archive')
  colophon('import', SEED_FILE, '--data', data)
  const files = texts.map(([name]) => join(dir, 'texts', name!))
  const importing = spawn(process.execPath, ['dist/src/main.js', 'import', ...files, '--data', data], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(importing, 'exit')
  await once(importing.stdout.resume(), 'data')
  const exported = colophon('export', '--json', '--data', data)
  t.equal(exported.status, 0, exported.stderr)
  t.strictSame(await ended, [0, null])
  const [lines, database] = linesOf(exported.stdout) as [Dump, Dump]
  t.ok(
    lines.counts.works > 0 && lines.counts.works <= texts.length,
    `of ${texts.length} works it has ${lines.counts.works}`,
  )
  t.equal(lines.counts.works, lines.logSize - 1, 'an entry for each work, and one for the key')
  const { missing } = checkDump(t, readLines(lines.file))
  t.strictSame(missing, [])
  t.strictSame((await verifyDatabase(database.file, { outside: null })).damages.found, [])
  t.notOk(existsSync(`${database.file}-wal`))
})
