/**
 * Measures the log and the mirror on a generated archive: what publishing adds to an import, signing, proofs, a first
 * sync, one with nothing new, one with an update and a withdrawal, kills, failing answers, verifying; and a log of very
 * many entries. Every row is a line of JSON.
 *
 *   node bench/mirror.js [--works 3000] [--per-work 20] [--kills 20] [--entries 1000000] [--only sync,verify]
 */
import { spawn } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { request as ask, createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { LocalWriter } from '../dist/src/archive/local-writer.js'
import { logBeside, openPrepared, prepareArchive } from '../dist/src/archive/preparing.js'
import { LogWriter } from '../dist/src/archive/signing/log-writer.js'
import { newWork } from '../dist/src/edition/new-work.js'
import { databaseFile } from '../dist/src/files/archive-files.js'
import { loadSource } from '../dist/src/formats/load.js'
import { parseEntry, printEntry } from '../dist/src/log/entry.js'
import { TreeEdge } from '../dist/src/log/tree-edge.js'
import { leafHash } from '../dist/src/log/tree-hash.js'
import { LogRows } from '../dist/src/store/sqlite/log/log.js'
import { openReader, openWriter } from '../dist/src/store/sqlite/open.js'
import { recordNewWork } from '../dist/src/store/sqlite/works/record-work.js'
import { document } from './corpus/prose.js'
import { random } from './corpus/random.js'
import { median } from './measure/median.js'
import { cpuMicros, memoryMegabytes } from './measure/process.js'
import { usingScope } from './scope.js'
import { startColophon } from './servers/server.js'

const MAIN = fileURLToPath(new URL('../dist/src/main.js', import.meta.url))
const SAMPLE_MS = 50
/** Entries in one transaction. */
const SOME_ENTRIES = 10_000

const options = new Command('node bench/mirror.js')
  .option('--works <number>', 'works of the archive', Number, 3000)
  .option('--per-work <number>', 'paragraphs of each', Number, 20)
  .option('--kills <number>', 'how often a sync is killed', Number, 20)
  .option('--entries <number>', 'entries of the long log', Number, 1_000_000)
  .option('--only <parts>', 'append, sign, proof, sync, kills, failures, verify, entries', (list) =>
    list.split(','),
  )
  .parse()
  .opts()

const wants = (part) => !options.only || options.only.includes(part)
const now = () => new Date().toISOString()
const report = (row) => console.log(JSON.stringify(row))
const rounded = (number, digits = 1) => Number(number.toFixed(digits))

await usingScope(async ({ folder, signal, keep }) => {
  if (wants('append')) report(await append(folder, signal))
  const origin = join(folder, 'origin')
  await build(origin, signal)
  if (wants('sign')) report(await sign(origin))
  const server = keep(await startColophon(origin))
  const key = (await run('log', 'key', '--data', origin)).stdout.trim()
  if (wants('proof')) report(await proof(server.base))
  const copy = join(folder, 'copy')
  await run('mirror', 'init', copy, server.base, '--key', key)
  const first = await run('mirror', 'sync', copy, '--json')
  const megabytes = JSON.parse(first.stdout).traffic.bytes / 1e6
  report({
    row: 'sync',
    ...figures(first),
    worksPerSecond: rounded(options.works / first.seconds),
    worksPerCpuSecond: rounded(options.works / first.cpuSeconds),
    megabytesPerSecond: rounded(megabytes / first.seconds, 2),
  })
  report({ row: 'sync, nothing new', ...figures(await run('mirror', 'sync', copy, '--json')) })
  if (wants('sync')) await change({ origin, copy, folder })
  if (wants('kills')) report(await kills({ base: server.base, key, folder, seconds: first.seconds }))
  if (wants('failures')) report(await failures({ base: server.base, key, folder }))
  if (wants('verify')) report(await verify(copy))
  if (wants('entries')) await longLog({ folder, signal, keep })
})

/** Imports with the log and without it, in turn, over the same documents. */
async function append(folder, signal) {
  const ROUNDS = 6
  const EACH = 60
  const took = { with: [], without: [] }
  for (let round = 0; round < ROUNDS; round++) {
    const documents = Array.from({ length: EACH }, (_, at) => document(round * EACH + at, options.perWork))
    for (const kind of round % 2 ? ['with', 'without'] : ['without', 'with']) {
      const connection = await openPrepared(join(folder, kind))
      const writer = new LocalWriter(connection, now)
      const began = performance.now()
      for (const each of documents) {
        if (kind === 'with') await writer.importSource(each)
        else {
          const { document } = await loadSource(each)
          recordNewWork(connection, newWork(each, document), { now: now(), publish: () => {} })
        }
      }
      took[kind].push((performance.now() - began) / EACH)
      await writer.close()
      signal.throwIfAborted()
    }
  }
  const [logged, bare] = [median(took.with), median(took.without)]
  return {
    row: 'log append',
    msPerWork: rounded(logged - bare, 2),
    importMs: rounded(bare, 2),
    ratio: rounded(logged / bare, 2),
  }
}

async function build(directory, signal) {
  await prepareArchive(directory)
  const writer = new LocalWriter(openWriter(databaseFile(directory)), now)
  const began = performance.now()
  for (let number = 0; number < options.works; number++) {
    await writer.importSource(document(number, options.perWork))
    if (number % 50 === 0) await sleep(0)
    signal.throwIfAborted()
  }
  await writer.signLog()
  await writer.close()
  report({
    row: 'import',
    works: options.works,
    worksPerSecond: rounded((options.works * 1000) / (performance.now() - began)),
  })
}

/** Signing one more entry, and writing the checkpoint to both its places. */
async function sign(directory) {
  const connection = await openPrepared(directory)
  const log = new LogWriter(connection, logBeside(directory))
  const took = []
  for (let time = 0; time < 40; time++) {
    connection.transaction(() => log.beat(now(), 0))
    const began = performance.now()
    log.sign(now())
    took.push(performance.now() - began)
  }
  connection.close()
  return { row: 'checkpoint', ms: rounded(median(took), 2) }
}

/** Proofs of quotes, one after the other; each is of some kilobytes. */
async function proof(base) {
  const { items } = await (await fetch(`${base}/works?limit=50`)).json()
  const took = []
  let bytes = 0
  for (const { id } of items) {
    const [paragraph] = (await (await fetch(`${base}/works/${id}/paragraphs?limit=1`)).json()).items
    const began = performance.now()
    const answer = await fetch(`${paragraph.quote}/proof`)
    bytes += (await answer.arrayBuffer()).byteLength
    took.push(performance.now() - began)
    if (!answer.ok) throw new Error(`${paragraph.quote}/proof answers ${answer.status}`)
  }
  return { row: 'proof', ms: rounded(median(took), 2), bytes: Math.round(bytes / items.length) }
}

/** One work gets a new version and another is erased, through the command, while the server runs. */
async function change({ origin, copy, folder }) {
  const db = openReader(databaseFile(origin))
  const [changed, erased] = db.values('SELECT id FROM work ORDER BY no LIMIT 2')
  db.close()
  const { bytes } = document(options.works, options.perWork)
  const file = join(folder, 'later.md')
  writeFileSync(file, bytes)
  await run('import', file, '--work', changed, '--data', origin)
  await run('withdraw', erased, '--reason', 'As asked.', '--erase', '--yes', '--data', origin)
  report({ row: 'sync, update and erasure', ...figures(await run('mirror', 'sync', copy, '--json')) })
}

/** Killed at points of time chosen by chance, then run to its end. */
async function kills({ base, key, folder, seconds }) {
  const copy = join(folder, 'killed')
  await run('mirror', 'init', copy, base, '--key', key)
  const next = random(3)
  let killed = 0
  let rest
  for (let tries = 0; tries < options.kills * 3 && killed < options.kills; tries++) {
    const after = 300 + next() * 1000 * Math.max(1, (2 * seconds) / options.kills)
    const ended = await run('mirror', 'sync', copy, '--json', { killAfter: after })
    if (ended.signal === 'SIGKILL') killed++
    else rest ??= ended
    if (ended.status === 0) break
  }
  const last = await run('mirror', 'sync', copy, '--json')
  const verified = await run('mirror', 'verify', copy, '--json')
  return {
    row: 'killed',
    killed,
    ended: rest?.status ?? null,
    ...figures(last),
    rootIsTheSame: await sameRoot(base, copy),
    verified: verified.status,
  }
}

/** Three answers of ten are 503. */
async function failures({ base, key, folder }) {
  const next = random(5)
  const proxy = createServer((incoming, outgoing) => {
    if (next() < 0.3) return void outgoing.writeHead(503).end()
    ask(`${base}${incoming.url}`, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers)
      answer.pipe(outgoing)
    }).end()
  })
  await new Promise((done) => proxy.listen(0, '127.0.0.1', done))
  const copy = join(folder, 'failing')
  const between = `http://127.0.0.1:${proxy.address().port}`
  let runs = 0
  for (let made = 1; made !== 0 && runs < 20; runs++)
    ({ status: made } = await run('mirror', 'init', copy, between, '--key', key))
  let last
  for (runs = 0; runs < 20; runs++) {
    last = await run('mirror', 'sync', copy, '--json')
    if (last.status === 0) break
  }
  proxy.closeAllConnections()
  proxy.close()
  return {
    row: '30 % of answers 503',
    runs: runs + 1,
    ...figures(last),
    rootIsTheSame: await sameRoot(base, copy),
  }
}

async function verify(copy) {
  const bytes = statSync(databaseFile(copy)).size
  const verified = await run('mirror', 'verify', copy, '--json')
  const sample = await run('mirror', 'verify', copy, '--sample', '5%', '--json')
  return {
    row: 'verify',
    status: verified.status,
    seconds: rounded(verified.seconds),
    cpuSeconds: rounded(verified.cpuSeconds),
    databaseMB: rounded(bytes / 1e6),
    megabytesPerSecond: rounded(bytes / 1e6 / verified.seconds, 2),
    megabytesPerCpuSecond: rounded(bytes / 1e6 / verified.cpuSeconds, 2),
    anonMB: Math.round(verified.anonMB),
    sampleSeconds: rounded(sample.seconds),
  }
}

/** A log of heartbeats: what entries alone cost, here and in a copy. */
async function longLog({ folder, signal, keep }) {
  const directory = join(folder, 'long')
  await prepareArchive(directory)
  const connection = await openPrepared(directory)
  const writer = new LocalWriter(connection, now)
  await writer.importSource(document(0, 5))
  const rows = new LogRows(connection)
  const { id } = parseEntry(rows.entries(0, 1)[0], 0)
  let edge = TreeEdge.read(rows, rows.size())
  const began = performance.now()
  const appendSome = (count) => {
    for (let left = count; left > 0; left--) {
      const seq = edge.size
      const bytes = printEntry({ v: 1, seq, time: now(), op: 'heartbeat', id })
      edge = edge.extend([leafHash(bytes)], (hash) => rows.recordHash(hash))
      rows.recordEntry(seq, bytes)
    }
  }
  const memory = []
  for (let left = options.entries; left > 0; left -= SOME_ENTRIES) {
    connection.transaction(() => appendSome(Math.min(left, SOME_ENTRIES)))
    if (left === options.entries || left <= SOME_ENTRIES)
      memory.push(Math.round(memoryMegabytes(process.pid, 'RssAnon')))
    await sleep(0)
    signal.throwIfAborted()
  }
  const seconds = (performance.now() - began) / 1000
  const signing = performance.now()
  await writer.signLog()
  report({
    row: 'a long log',
    entries: options.entries,
    entriesPerSecond: Math.round(options.entries / seconds),
    anonMBFirstAndLast: memory,
    signMs: rounded(performance.now() - signing),
  })
  await writer.close()
  const server = keep(await startColophon(directory))
  const key = (await run('log', 'key', '--data', directory)).stdout.trim()
  const copy = join(folder, 'long-copy')
  await run('mirror', 'init', copy, server.base, '--key', key)
  const synced = await run('mirror', 'sync', copy, '--json')
  report({
    row: 'a long log, sync',
    ...figures(synced),
    entriesPerSecond: Math.round(options.entries / synced.seconds),
    serverAnonMB: Math.round(memoryMegabytes(server.pid, 'RssAnon')),
  })
  report({ row: 'a long log, nothing new', ...figures(await run('mirror', 'sync', copy, '--json')) })
}

async function sameRoot(base, copy) {
  return (
    readFileSync(join(copy, 'checkpoint'), 'utf8') === (await (await fetch(`${base}/log/checkpoint`)).text())
  )
}

function figures({ status, seconds, cpuSeconds, anonMB, stdout }) {
  const { complete, pending, traffic } = stdout.trim() ? JSON.parse(stdout) : {}
  return {
    status,
    complete,
    pending,
    seconds: rounded(seconds),
    cpuSeconds: rounded(cpuSeconds),
    anonMB: Math.round(anonMB),
    requests: traffic?.requests,
    megabytes: traffic && rounded(traffic.bytes / 1e6),
  }
}

/** Runs the command to its end, or kills it: with what it cost. */
async function run(...argv) {
  const { killAfter } = typeof argv.at(-1) === 'object' ? argv.pop() : {}
  const began = performance.now()
  const child = spawn(process.execPath, [MAIN, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'])
    child[name].setEncoding('utf8').on('data', (text) => {
      output[name] += text
    })
  const used = { cpuSeconds: 0, anonMB: 0 }
  const sampling = setInterval(() => {
    const anon = memoryMegabytes(child.pid, 'RssAnon')
    if (anon > 0) used.anonMB = Math.max(used.anonMB, anon)
    try {
      used.cpuSeconds = Math.max(used.cpuSeconds, cpuMicros(child.pid) / 1e6)
    } catch {
      // It ended between two looks.
    }
  }, SAMPLE_MS)
  const killing = killAfter && setTimeout(() => child.kill('SIGKILL'), killAfter)
  const { status, signal } = await new Promise((done) =>
    child.on('close', (status, signal) => done({ status, signal })),
  )
  clearInterval(sampling)
  clearTimeout(killing)
  return { status, signal, seconds: (performance.now() - began) / 1000, ...used, ...output }
}
