/** `npm run attack`: the worst inputs that are known against a server, and what somebody else notices of them. */
import { spawn } from 'node:child_process'
import { cpSync } from 'node:fs'
import { loadavg, setPriority } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { LocalWriter } from '../dist/src/archive/local-writer.js'
import { prepareArchive } from '../dist/src/archive/preparing.js'
import { databaseFile } from '../dist/src/files/archive-files.js'
import { openWriter } from '../dist/src/store/sqlite/open.js'
import { standBy } from './attack/bystander.js'
import { measureOverload } from './attack/overload.js'
import { attacksOn } from './attack/worst-inputs.js'
import { document } from './corpus/prose.js'
import { memoryMegabytes } from './measure/process.js'
import { progressTo } from './report/progress.js'
import { printColumns } from './report/table.js'
import { usingScope } from './scope.js'
import { startColophon } from './servers/server.js'

/** What a bystander may notice of an attack: milliseconds, and megabytes of the server. */
const GOALS = { paragraph: 100, health: 250, memory: 1000 }
/** Of a work that is as large as most books. */
const PARAGRAPHS = 12_000
/** The attacker has a machine of its own: here it gives way to the server, to a third of its time (sched(7)). */
const NICENESS = 5
/** The attacker has an address of its own: the bystander must have a share of its own. */
const ATTACKER = '127.0.0.2'
/** Not those that other benches need. */
const STANDARD_BOUNDS = ''
const SAMPLED_EVERY = 100

const options = new Command('npm run attack --')
  .description('Sends the worst inputs that are known, and measures what somebody else notices.')
  .option('--seconds <number>', 'length of each attack', Number, 10)
  .option('--only <names>', 'some of the rows, with commas between them')
  .addHelpText('after', '\nExit codes: 0 all goals are met, 1 one is missed.')
  .parse()
  .opts()
const tell = progressTo(process.stderr)

/** Each attack on a server of its own, on a copy of one archive. */
async function run({ folder, signal, keep }) {
  const archive = join(folder, 'archive')
  tell('building the archive', 0, 1)
  const { large, small } = await prepare(archive)
  const wanted = options.only?.split(',')
  const attacks = attacksOn(large).filter(({ name }) => !wanted || wanted.includes(name))
  const rows = []
  for (const [n, attack] of attacks.entries()) {
    tell(attack.name, n, attacks.length)
    signal.throwIfAborted()
    const server = keep(await copyOf(archive, folder, n))
    rows.push(await attacked(server, attack, `/works/${small}/paragraphs/3`))
    await server.stop()
  }
  console.log(
    `${options.seconds} s an attack; load average ${loadavg()[0].toFixed(1)}\n\n${printColumns(COLUMNS, 2, rows)}`,
  )
  const missed = rows.filter(misses).map(({ name }) => name)
  if (!wanted || wanted.includes('overload')) {
    const server = keep(await copyOf(archive, folder, 'overload'))
    const overload = await measureOverload(`${server.base}/works/${small}/paragraphs/3`, options.seconds)
    console.log(printOverload(overload))
    if (overload.goodput < 0.9 * overload.capacity || overload.recovery > 2000) missed.push('overload')
  }
  console.log(missed.length > 0 ? `goals missed: ${missed.join(', ')}` : 'all goals are met')
  process.exitCode = missed.length > 0 ? 1 : 0
}

async function prepare(directory) {
  await prepareArchive(directory)
  const writer = new LocalWriter(openWriter(databaseFile(directory)), () => '2026-01-01T00:00:00.000Z')
  const large = await writer.importSource(document(0, PARAGRAPHS))
  const small = await writer.importSource(document(1, 20))
  await writer.close()
  return { large: large.work, small: small.work }
}

function copyOf(archive, folder, name) {
  const copy = join(folder, `copy-${name}`)
  cpSync(archive, copy, { recursive: true })
  return startColophon(copy, '--limits', STANDARD_BOUNDS)
}

async function attacked({ base, pid }, attack, paragraph) {
  let memory = 0
  const sampling = setInterval(() => {
    memory = Math.max(memory, memoryMegabytes(pid, 'VmRSS'))
  }, SAMPLED_EVERY)
  const over = attackFrom(base, attack)
  const seen = await standBy(base, { health: '/health/live', paragraph }, over)
  clearInterval(sampling)
  return { ...attack, ...seen, memory, ...(await over) }
}

async function attackFrom(base, attack) {
  const script = fileURLToPath(new URL('./attack/attacker.js', import.meta.url))
  const child = spawn(process.execPath, [script, base, String(options.seconds), ATTACKER], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  setPriority(child.pid, NICENESS)
  child.stdin.end(JSON.stringify(attack))
  return JSON.parse(await text(child.stdout))
}

function misses({ health, paragraph, memory }) {
  return (
    paragraph.p99 > GOALS.paragraph ||
    health.longest > GOALS.health ||
    memory > GOALS.memory ||
    health.failed + paragraph.failed > 0
  )
}

const COLUMNS = [
  ['attack', ({ name }) => name],
  ['what', ({ what }) => what],
  ['sent', ({ sent }) => String(sent)],
  [
    'answers',
    ({ statuses }) =>
      Object.entries(statuses)
        .map((pair) => pair.join(' × '))
        .join(', '),
  ],
  ['health p99', ({ health }) => health.p99.toFixed(0)],
  ['longest', ({ health }) => health.longest.toFixed(0)],
  ['paragraph p50', ({ paragraph }) => paragraph.p50.toFixed(0)],
  ['p99', ({ paragraph }) => paragraph.p99.toFixed(0)],
  ['longest', ({ paragraph }) => paragraph.longest.toFixed(0)],
  ['failed', ({ health, paragraph }) => String(health.failed + paragraph.failed)],
  ['RSS MB', ({ memory }) => memory.toFixed(0)],
]

function printOverload({ capacity, asked, goodput, recovery }) {
  const part = Math.round((100 * goodput) / capacity)
  return `\noverload: ${capacity.toFixed(0)} answers/s when not overloaded; of ${asked}/s asked ${goodput.toFixed(0)}/s answered, ${part} %; well again after ${recovery.toFixed(0)} ms`
}

await usingScope(run)
