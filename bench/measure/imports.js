/** Imports files as the command does, and beside it inserts their paragraphs with nothing but better-sqlite3. */

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { loadingThreads } from '../../dist/src/archive/loading-threads.js'
import { LocalWriter } from '../../dist/src/archive/local-writer.js'
import { prepareArchive } from '../../dist/src/archive/preparing.js'
import { readingFor } from '../../dist/src/cli/import-reading.js'
import { imported } from '../../dist/src/cli/importing.js'
import { walk } from '../../dist/src/collections/walk.js'
import { databaseFile } from '../../dist/src/files/archive-files.js'
import { openWriter } from '../../dist/src/store/sqlite/open.js'
import { document } from '../corpus/prose.js'
import { median } from './median.js'

/** Works of a round, by the paragraphs of each: 8,000 paragraphs of either kind. */
const SIZES = [
  { paragraphs: 20, works: 400 },
  { paragraphs: 400, works: 20 },
]
const UNBOUNDED = { mostWaiting: Infinity, mostWaitingSize: Infinity }
const NOW = '2026-01-01T00:00:00.000Z'

/**
 * @typedef {{paragraphs: number, rows: number, seconds: number, cpu: number}} Written `cpu` in microseconds of all threads
 *
 * @param {string} folder for databases that are thrown away
 * @returns {Promise<object[]>} for each size of works medians of the rounds: paragraphs/s, rows of all tables a paragraph,
 *   CPU µs per paragraph and per row, the same of bare inserts, and the ratio of the two by CPU per row
 */
export async function measureImports(folder, during) {
  const measured = []
  for (const size of SIZES)
    measured.push(await measureSize(mkdtempSync(join(folder, 'import-')), size, during))
  return measured
}

async function measureSize(directory, size, { rounds, signal, tell }) {
  await prepareArchive(directory)
  const connection = openWriter(databaseFile(directory))
  const writer = new LocalWriter(connection, () => NOW)
  const bare = openBare(join(directory, 'bare.sqlite'))
  const threads = loadingThreads(UNBOUNDED)
  const loading = { load: (request) => threads.load(request), close: async () => {} }
  const ours = []
  const bares = []
  try {
    // The first round warms all: a large collection starts its threads once.
    for (let round = 0; round <= rounds; round++) {
      tell(`importing works of ${size.paragraphs}`, round, rounds + 1)
      const documents = documentsOf(round, size)
      const files = filesOf(documents, join(directory, String(round)))
      ours.push(await importAll(files, { db: connection, writer, loading }))
      bares.push(insertAll(documents, bare, size.paragraphs))
      signal.throwIfAborted()
    }
  } finally {
    bare.close()
    await threads.close()
    await writer.close()
  }
  return summary(size.paragraphs, ours.slice(1), bares.slice(1))
}

function documentsOf(round, { paragraphs, works }) {
  return Array.from({ length: works }, (_, at) => document(round * works + at, paragraphs))
}

function filesOf(documents, directory) {
  mkdirSync(directory)
  for (const { fileName, bytes } of documents) writeFileSync(join(directory, fileName), bytes)
  return walk([directory]).files
}

/** @returns {Promise<Written>} */
async function importAll(files, { db, writer, loading }) {
  const before = countRows(db)
  const time = stopwatch()
  for await (const { outcome } of imported(files, { writer, loading, ...readingFor(db, {}) }))
    if (outcome.status === 'rejected') throw outcome.reason
  const spent = time()
  const after = countRows(db)
  return { ...spent, paragraphs: after.paragraphs - before.paragraphs, rows: after.rows - before.rows }
}

/** One row a paragraph, one transaction a document, as safe as ours. @returns {Written} */
function insertAll(documents, sql, paragraphs) {
  const insert = sql.prepare('INSERT INTO paragraph (content) VALUES (?)')
  const insertDocument = sql.transaction((texts) => {
    for (const text of texts) insert.run(text)
  })
  const texts = documents.map(({ bytes }) => bytes.toString().split('\n\n').slice(-paragraphs))
  const time = stopwatch()
  for (const each of texts) insertDocument(each)
  const rows = texts.flat().length
  return { ...time(), paragraphs: rows, rows }
}

function openBare(file) {
  const sql = new SQLite(file)
  sql.pragma('journal_mode = wal')
  sql.pragma('synchronous = FULL')
  sql.exec('CREATE TABLE paragraph (no INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT')
  return sql
}

/** Threads that ended are counted. */
function stopwatch() {
  const started = performance.now()
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return { seconds: (performance.now() - started) / 1000, cpu: user + system }
  }
}

function countRows(db) {
  const tables = db.values("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
  return {
    paragraphs: db.value('SELECT count(*) FROM paragraph'),
    rows: tables.reduce((sum, table) => sum + db.value(`SELECT count(*) FROM "${table}"`), 0),
  }
}

function summary(paragraphsPerWork, ours, bares) {
  const of = (rounds, value) => median(rounds.map(value))
  const rate = ({ paragraphs, seconds }) => paragraphs / seconds
  const perRow = ({ cpu, rows }) => cpu / rows
  return {
    paragraphsPerWork,
    paragraphsPerSecond: of(ours, rate),
    cpuPerParagraph: of(ours, ({ cpu, paragraphs }) => cpu / paragraphs),
    rowsPerParagraph: of(ours, ({ rows, paragraphs }) => rows / paragraphs),
    cpuPerRow: of(ours, perRow),
    bareRowsPerSecond: of(bares, rate),
    bareCpuPerRow: of(bares, perRow),
    cpuRatio: median(ours.map((each, at) => perRow(bares[at]) / perRow(each))),
  }
}
