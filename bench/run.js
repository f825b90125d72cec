/** `npm run bench`: measures the server on a generated archive, prints a table and judges the goals. */
import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { databaseFile } from '../dist/src/files/archive-files.js'
import { buildCorpus, readParagraphs } from './corpus/build.js'
import { registerQuotes } from './corpus/quotes.js'
import { chooseDriver } from './load/load.js'
import { visit } from './load/visit.js'
import { measureBibliography } from './measure/bibliography.js'
import { measureDump } from './measure/dump.js'
import { measureExport } from './measure/export.js'
import { measureFirstUse } from './measure/first-use.js'
import { measureImports } from './measure/imports.js'
import { measureRenderings } from './measure/renderings.js'
import { measureRounds } from './measure/rounds.js'
import { measureStart } from './measure/start.js'
import { measureStream } from './measure/stream.js'
import { measureVerifying } from './measure/verifying.js'
import { measureWorkers } from './measure/workers.js'
import { readOptions } from './options.js'
import { doubt, judge, printJudgement } from './report/goals.js'
import { progressTo } from './report/progress.js'
import { rowsOf } from './report/rows.js'
import {
  printBibliography,
  printDump,
  printExport,
  printFirstUse,
  printImports,
  printRenderings,
  printStart,
  printStream,
  printTable,
  printVerifying,
  printWorkers,
} from './report/table.js'
import { usingScope } from './scope.js'
import { BARE_FASTIFY } from './servers/bare-fastify.js'
import { BARE_FILE } from './servers/bare-file.js'
import { BARE_HTTP } from './servers/bare-http.js'
import { ROW_FASTIFY } from './servers/row-fastify.js'
import { startBare, startColophon } from './servers/server.js'
import {
  BASELINE,
  BIBLIOGRAPHY,
  DUMP,
  EXPORT,
  FIRST_USE,
  IMPORT,
  RANDOM,
  RENDERING,
  START,
  STREAM,
  subjectsOf,
  VERIFYING,
  WORKERS,
} from './subjects.js'

const QUOTES = 3000
const WARM_SECONDS = 2

const options = readOptions(process.argv)
const tell = progressTo(process.stderr)
const isAsked = (name) => !options.only || options.only.includes(name)

/** Everything that is measured, in one run. */
async function run({ folder, signal, keep }) {
  const machine = { load: loadavg()[0], cores: availableParallelism() }
  const directory = join(folder, 'archive')
  const corpus = await prepare(directory, signal)
  const during = { rounds: options.rounds, signal, tell }
  const imports = isAsked(IMPORT) ? await measureImports(folder, during) : undefined
  const renderings = isAsked(RENDERING) ? await measureRenderings(during) : undefined
  const start = isAsked(START) ? measureStart(directory, citedOf(corpus), during) : undefined
  const firstUse = isAsked(FIRST_USE)
    ? await measureFirstUse(() => startColophon(directory), corpus.paragraphs, during)
    : undefined
  const exported = isAsked(EXPORT) || isAsked(DUMP) ? await measureExport(directory, during) : undefined
  const colophon = keep(await startColophon(directory))
  const bytes = await answerLength(colophon, corpus, signal)
  const servers = {
    bare: keep(await startBare(BARE_HTTP, bytes)),
    again: keep(await startBare(BARE_HTTP, bytes)),
    fastify: keep(await startBare(BARE_FASTIFY, bytes)),
    rows: keep(await startBare(ROW_FASTIFY, databaseFile(directory))),
    colophon,
  }
  const all = await subjectsOf(corpus, colophon.base, signal)
  const subjects = all.filter(({ name }) => name === BASELINE || isAsked(name))
  const driver = chooseDriver(folder)
  const how = { ...options, ...driver, warmSeconds: WARM_SECONDS, servers, signal, tell }
  const rows = rowsOf(subjects, await measureRounds(subjects, how))
  const stream = isAsked(STREAM) ? await measureStream(colophon, corpus.giant, signal) : undefined
  const verifying = isAsked(VERIFYING)
    ? await measureVerifying(colophon, servers.bare, corpus.paragraphs, during)
    : undefined
  const workers = isAsked(WORKERS)
    ? await measureWorkers((...flags) => startColophon(directory, ...flags), randomParagraphs(all), how)
    : undefined
  const bibliography = isAsked(BIBLIOGRAPHY)
    ? await measureBibliography(colophon, smallWorks(corpus), during)
    : undefined
  const dump = isAsked(DUMP) ? await download(colophon, { directory, keep, during }) : undefined
  tell('done', 1, 1)
  return {
    options,
    driver: driver.name,
    machine: { ...machine, loadAfter: loadavg()[0] },
    bytes,
    rows,
    stream,
    imports,
    renderings,
    verifying,
    workers,
    bibliography,
    firstUse,
    exported,
    dump,
    start,
  }
}

/** The newest dump, which is a database, from Colophon and from bare node:http. */
async function download(colophon, { directory, keep, during }) {
  const answer = await fetch(`${colophon.base}/dumps`)
  const { items } = await answer.json()
  const { file } = items.find(({ format }) => format === 'sqlite')
  const bare = keep(await startBare(BARE_FILE, join(directory, 'dumps', file)))
  return measureDump(colophon, bare, `/dumps/${file}`, during)
}

function randomParagraphs(subjects) {
  return subjects.find(({ name }) => name === RANDOM).targets
}

/** A small work, and the first words of it. */
function citedOf({ paragraphs, giant }) {
  const { work, text } = paragraphs.find(({ work }) => work !== giant)
  return { id: work, words: text.split(' ').slice(0, 8).join(' ') }
}

/** Every work but the giant one. */
function smallWorks({ paragraphs, giant }) {
  return [...new Set(paragraphs.map(({ work }) => work))].filter((work) => work !== giant)
}

/** The archive, with quotes registered in it. */
async function prepare(directory, signal) {
  const progress = (done, of) => tell('building the archive', done, of)
  const { giant } = await buildCorpus(directory, { rows: options.rows, progress, signal })
  const paragraphs = readParagraphs(directory)
  const quotable = paragraphs.filter(({ work }) => work !== giant)
  const server = await startColophon(directory)
  tell('registering quotes', 0, 1)
  try {
    const quotes = await registerQuotes(server.base, quotable, { count: QUOTES, signal })
    return { giant, paragraphs, quotes }
  } finally {
    await server.stop()
  }
}

/** Bytes of a paragraph's answer, on average: as many as the bare servers send. */
async function answerLength({ base }, { paragraphs }, signal) {
  const some = paragraphs.filter((_, at) => at % Math.ceil(paragraphs.length / 200) === 0)
  const answers = await visit(
    base,
    some.map(({ id }) => ({ path: `/paragraphs/${id}` })),
    200,
    signal,
  )
  return Math.round(answers.reduce((sum, { bytes }) => sum + bytes, 0) / answers.length)
}

/** Prints what was measured; answers with the exit code. */
function report({ driver, machine, bytes, rows, stream, ...parts }) {
  const { imports, renderings, verifying, workers, bibliography, firstUse, exported, dump, start } = parts
  const { rows: paragraphs, rounds, seconds, connections } = options
  const doubtful = doubt(rows, machine)
  const judgements = judge(rows, { stream, dump, workers })
  const errors = rows.reduce((sum, row) => sum + row.errors, workers?.errors ?? 0)
  console.log(
    [
      `${paragraphs} paragraphs; ${rounds} rounds of ${seconds} s with ${driver}, ${connections} connections; fixed answers of ${bytes} bytes`,
      `${machine.cores} cores; load average ${machine.load.toFixed(1)} before, ${machine.loadAfter.toFixed(1)} after (the run itself makes about 2)`,
      '',
      printTable(rows),
      '',
      ...(stream ? [printStream(stream)] : []),
      ...(imports ? [printImports(imports)] : []),
      ...(renderings ? [printRenderings(renderings)] : []),
      ...(verifying ? [printVerifying(verifying)] : []),
      ...(workers ? [printWorkers(workers)] : []),
      ...(bibliography ? [printBibliography(bibliography)] : []),
      ...(firstUse ? [printFirstUse(firstUse)] : []),
      ...(exported ? [printExport(exported)] : []),
      ...(dump ? [printDump(dump)] : []),
      ...(start ? [printStart(start)] : []),
      ...judgements.map((judgement) => printJudgement(judgement, doubtful)),
      ...(errors > 0 ? [`${errors} answers were errors: what was measured is not worth anything.`] : []),
    ].join('\n'),
  )
  const isMissed = !doubtful && judgements.some(({ isMet }) => !isMet)
  return errors > 0 || isMissed ? 1 : 0
}

try {
  const results = await usingScope(run)
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`)
  process.exitCode = report(results)
} catch (error) {
  console.error(`\nbench: ${error.message}`)
  process.exitCode = 1
}
