/** CPU time of commands from their start to their end, beside that of Node when it does nothing. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url))
const RUNS = 5
/** What `/proc` counts in (`getconf CLK_TCK`), in seconds. */
const TICK = 0.01

/**
 * @typedef {{name: string, cpuSeconds: number}} Start the least of five runs, user and system, exact to 0.01 s
 *
 * @param {string} directory of an archive
 * @param {{id: string, words: string}} cited a work of it, and words that stand in it
 * @returns {Start[]}
 */
export function measureStart(directory, { id, words }, { signal, tell }) {
  const commands = {
    'node -e 0': ['-e', '0'],
    '--help': [MAIN, '--help'],
    cite: [MAIN, 'cite', id, '--data', directory],
    quote: [MAIN, 'quote', words, '--work', id, '--data', directory],
  }
  return Object.entries(commands).map(([name, args], at, all) => {
    tell('starting the command', at, all.length)
    signal.throwIfAborted()
    return { name, cpuSeconds: Math.min(...Array.from({ length: RUNS }, () => run(name, args))) }
  })
}

function run(name, args) {
  const before = cpuOfChildren()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`)
  return cpuOfChildren() - before
}

/** CPU seconds of all processes that this one began and that have ended: `cutime` and `cstime` of proc(5). */
function cpuOfChildren() {
  const [, fields] = readFileSync('/proc/self/stat', 'utf8').split(') ')
  const [user, system] = fields.split(' ').slice(13, 15)
  return (Number(user) + Number(system)) * TICK
}
