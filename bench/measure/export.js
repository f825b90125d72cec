/** Writes the dumps of an archive, and watches the memory and CPU of the process that does. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { cpuMicros, memoryMegabytes } from './process.js'

const SAMPLE_MS = 20
const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url))

/**
 * @typedef {{format: string, bytes: number, seconds: number, cpuSeconds: number, peak: number}} Written memory in MB
 *   of 2^20, anonymous, of the whole command
 *
 * @param {string} directory of the archive; the dumps stay in it
 * @returns {Promise<{idle: number, paragraphs: number, written: Written[]}>} `idle` is the memory of the command that
 *   has nothing to write
 */
export async function measureExport(directory, { signal, tell }) {
  const idle = await watch(['export', '--help'], signal)
  const written = []
  let paragraphs = 0
  for (const format of ['ndjson', 'sqlite']) {
    signal.throwIfAborted()
    tell(`exporting ${format}`, written.length, 2)
    const asked = ['export', '--data', directory, '--format', format, '--json']
    const { stdout, ...measured } = await watch(asked, signal)
    const { bytes, counts } = JSON.parse(stdout)
    paragraphs = counts.paragraphs
    written.push({ format, bytes, ...measured })
  }
  return { idle: idle.peak, paragraphs, written }
}

/** Runs the command to its end. */
async function watch(args, signal) {
  const started = performance.now()
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'ignore'], signal })
  let stdout = ''
  child.stdout.on('data', (text) => {
    stdout += text
  })
  let peak = 0
  let cpuSeconds = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryMegabytes(child.pid, 'RssAnon') || 0)
    cpuSeconds = Math.max(cpuSeconds, readCpu(child.pid))
  }, SAMPLE_MS)
  try {
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`colophon ${args[0]} ended with ${code}.`)
    return { stdout, seconds: (performance.now() - started) / 1000, cpuSeconds, peak }
  } finally {
    clearInterval(timer)
  }
}

/** What has ended between two samples has no CPU time any more. */
function readCpu(pid) {
  try {
    return cpuMicros(pid) / 1e6
  } catch {
    return 0
  }
}
