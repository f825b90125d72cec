/** Reads a whole work as one stream, and watches the memory of the server meanwhile. */
import { get } from 'node:http'
import { cpuMicros, memoryMegabytes } from './process.js'

const SAMPLE_MS = 50
/** Anonymous memory may grow by this much, in MB, and by this part of what is streamed at most. */
const ALLOWED = { least: 16, part: 0.25 }
/** A server that does not heed how fast its client reads shows it when the client stops now and then. */
const PAUSE = { afterBytes: 1 << 20, ms: 25 }

/**
 * Streams all paragraphs of a work as NDJSON, to a client that reads slowly.
 *
 * @param {import('../servers/server.js').Server} server
 * @returns {Promise<{lines: number, streamed: number, start: number, peak: number, end: number, cpuSeconds: number,
 *   allowed: number}>} memory in MB of 10^6 bytes for what is streamed, of 2^20 for what is in use
 */
export async function measureStream({ base, pid }, work, signal) {
  const anonymous = () => memoryMegabytes(pid, 'RssAnon')
  const start = anonymous()
  let peak = start
  const timer = setInterval(() => {
    peak = Math.max(peak, anonymous())
  }, SAMPLE_MS)
  const before = cpuMicros(pid)
  try {
    const { lines, bytes } = await readSlowly(`${base}/works/${work}/paragraphs`, signal)
    const end = anonymous()
    const streamed = bytes / 1e6
    const allowed = Math.max(ALLOWED.least, ALLOWED.part * streamed)
    const cpuSeconds = (cpuMicros(pid) - before) / 1e6
    return { lines, streamed, start, peak: Math.max(peak, end), end, cpuSeconds, allowed }
  } finally {
    clearInterval(timer)
  }
}

async function readSlowly(url, signal) {
  const answer = await new Promise((resolve, reject) => {
    get(url, { headers: { accept: 'application/x-ndjson' }, signal }, resolve).on('error', reject)
  })
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`)
  let bytes = 0
  let lines = 0
  let sincePause = 0
  for await (const chunk of answer) {
    bytes += chunk.length
    sincePause += chunk.length
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
    if (sincePause < PAUSE.afterBytes) continue
    sincePause = 0
    await new Promise((resolve) => setTimeout(resolve, PAUSE.ms))
  }
  return { bytes, lines }
}
