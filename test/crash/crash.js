/**
 * Kills imports with SIGKILL at random points and looks what is left.
 *
 *   node test/crash/crash.js --kills 300 [--seed 1] [--without early-ack|wal] [--only opening|ready|ack|closing] [--json]
 *
 * `--without` takes a safety away, to show that the harness sees the loss: `early-ack` acknowledges before
 * the commit, `wal` deletes the log after every kill, which until then was never written back.
 * `--only` kills at one moment alone: `opening`, while a new archive is made.
 * Exit code 1 when anything was lost, half there or corrupt.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Aftermath } from './aftermath.js'
import { randomFrom } from './documents.js'
import { killOneImporter } from './kill.js'

/** An archive lives through so many kills, so that some fall on its first migration and some on a full one. */
const KILLS_PER_ARCHIVE = 8
const FAULTS_SHOWN = 10

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    without: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
})

const kills = Number(options.kills)
const killsPerArchive = options.only === 'opening' ? 1 : KILLS_PER_ARCHIVE
const random = randomFrom(Number(options.seed))
const safety = { 'early-ack': 'early-ack', wal: 'log-alone' }[options.without] ?? 'safe'
const withoutLog = options.without === 'wal'
const counts = {
  kills: 0,
  acknowledged: 0,
  beforeTheArchive: 0,
  beforeReady: 0,
  beforeAnyAck: 0,
  notKilled: 0,
}
const aftermath = new Aftermath()

/** The acknowledgements that were heard: document → ids. */
function acknowledgements(said) {
  return said
    .map((line) => line.split(' '))
    .filter(([word]) => word === 'ack')
    .map(([, n, work, version]) => [Number(n), { work, version }])
}

function count({ said, killed }, acks) {
  counts.kills++
  counts.acknowledged += acks.length
  if (!said.includes('opening')) counts.beforeTheArchive++
  else if (!said.includes('ready')) counts.beforeReady++
  if (acks.length === 0) counts.beforeAnyAck++
  if (!killed) counts.notKilled++
}

/** Kills in one archive; after the last one everything that it ever acknowledged is looked at. */
async function killInOneArchive(directory, most) {
  const acknowledged = new Map()
  let first = 1
  for (let kill = 1; kill <= most; kill++) {
    const life = await killOneImporter({ directory, first, safety, only: options.only, random })
    const acks = acknowledgements(life.said)
    count(life, acks)
    for (const [n, ids] of acks) acknowledged.set(n, ids)
    const inspected = kill === most ? acknowledged : new Map(acks)
    const attempted = first + acks.length
    if (!(await aftermath.inspect(directory, { acknowledged: inspected, attempted, withoutLog }))) return
    first = attempted + 1
  }
}

const folder = mkdtempSync(join(tmpdir(), 'colophon-crash-'))
try {
  for (let archive = 0; counts.kills < kills; archive++) {
    await killInOneArchive(join(folder, String(archive)), Math.min(killsPerArchive, kills - counts.kills))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

const { faults, ...found } = aftermath
const report = { ...counts, ...found }
const shown = faults.slice(0, FAULTS_SHOWN)
if (options.json) console.log(JSON.stringify({ ...report, faults: shown }))
else {
  for (const [name, value] of Object.entries(report)) console.log(`${String(value).padStart(8)}  ${name}`)
  for (const fault of shown) console.log(fault)
}
process.exitCode = aftermath.sound ? 0 : 1
