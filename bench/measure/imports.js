/** Imports documents, and beside it inserts their paragraphs with nothing but better-sqlite3. */

import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { prepareArchive } from '../../dist/src/archive/archive.js'
import { LocalWriter } from '../../dist/src/archive/local-writer.js'
import { databaseFile } from '../../dist/src/files/archive-files.js'
import { openWriter } from '../../dist/src/store/sqlite/open.js'
import { document, PARAGRAPHS_PER_WORK } from '../corpus/prose.js'
import { median } from './median.js'
import { cpuMicros } from './process.js'

const DOCUMENTS = 200
const NOW = '2026-01-01T00:00:00.000Z'

/**
 * @typedef {{documents: number, rows: number, seconds: number, cpu: number}} Written `cpu` in microseconds
 *
 * @param {string} folder for databases that are thrown away
 * @returns {Promise<object>} medians of the rounds: documents/s, rows/s of all tables, CPU µs per row, the same of
 *   bare inserts, and the ratio of the two
 */
export async function measureImports(folder, { rounds, signal, tell }) {
  const directory = mkdtempSync(join(folder, 'import-'))
  await prepareArchive(directory)
  const connection = openWriter(databaseFile(directory))
  const writer = new LocalWriter(connection, () => NOW)
  const bare = openBare(join(directory, 'bare.sqlite'))
  const ours = []
  const bares = []
  try {
    // The first round warms both.
    for (let round = 0; round <= rounds; round++) {
      tell('importing', round, rounds + 1)
      const documents = Array.from({ length: DOCUMENTS }, (_, at) =>
        document(round * DOCUMENTS + at, PARAGRAPHS_PER_WORK),
      )
      ours.push(await importAll(documents, writer, connection))
      bares.push(insertAll(documents, bare))
      signal.throwIfAborted()
    }
  } finally {
    bare.close()
    await writer.close()
  }
  return summary(ours.slice(1), bares.slice(1))
}

/** @returns {Promise<Written>} */
async function importAll(documents, writer, db) {
  const before = countRows(db)
  const time = stopwatch()
  for (const each of documents) await writer.importSource(each)
  const spent = time()
  return { ...spent, documents: documents.length, rows: countRows(db) - before }
}

/** One row a paragraph, one transaction a document, as safe as ours. @returns {Written} */
function insertAll(documents, sql) {
  const insert = sql.prepare('INSERT INTO paragraph (content) VALUES (?)')
  const insertDocument = sql.transaction((texts) => {
    for (const text of texts) insert.run(text)
  })
  const texts = documents.map(({ bytes }) => bytes.toString().split('\n\n').slice(-PARAGRAPHS_PER_WORK))
  const time = stopwatch()
  for (const each of texts) insertDocument(each)
  return { ...time(), documents: documents.length, rows: texts.flat().length }
}

function openBare(file) {
  const sql = new SQLite(file)
  sql.pragma('journal_mode = wal')
  sql.pragma('synchronous = FULL')
  sql.exec('CREATE TABLE paragraph (no INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT')
  return sql
}

function stopwatch() {
  const started = performance.now()
  const before = cpuMicros(process.pid)
  return () => ({ seconds: (performance.now() - started) / 1000, cpu: cpuMicros(process.pid) - before })
}

function countRows(db) {
  const tables = db.values("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
  return tables.reduce((sum, table) => sum + db.value(`SELECT count(*) FROM "${table}"`), 0)
}

function summary(ours, bares) {
  const of = (rounds, value) => median(rounds.map(value))
  const rate = ({ rows, seconds }) => rows / seconds
  const perRow = ({ cpu, rows }) => cpu / rows
  return {
    documentsPerSecond: of(ours, ({ documents, seconds }) => documents / seconds),
    rowsPerDocument: of(ours, ({ rows, documents }) => rows / documents),
    rowsPerSecond: of(ours, rate),
    cpuPerRow: of(ours, perRow),
    bareRowsPerSecond: of(bares, rate),
    bareCpuPerRow: of(bares, perRow),
    ratio: median(ours.map((each, at) => rate(each) / rate(bares[at]))),
    cpuRatio: median(ours.map((each, at) => perRow(bares[at]) / perRow(each))),
  }
}
