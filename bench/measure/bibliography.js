/** The bibliography of many works in one request: how long it takes, and what memory. */
import { median } from './median.js'
import { cpuMicros, memoryMegabytes } from './process.js'

const WORKS = 1000
const STYLE = 'apa'
const SAMPLE_MS = 20

/**
 * @param {import('../servers/server.js').Server} server
 * @param {string[]} works ids, of which at most a thousand are cited
 * @returns {Promise<{works: number, first: number, seconds: number, cpuSeconds: number, start: number, peak: number}>}
 *   seconds of the first request, which loads the style, and the median of the others; anonymous memory in MB
 */
export async function measureBibliography({ base, pid }, works, { rounds, signal }) {
  const body = JSON.stringify({ style: STYLE, ids: works.slice(0, WORKS) })
  const anonymous = () => memoryMegabytes(pid, 'RssAnon')
  const start = anonymous()
  let peak = start
  const timer = setInterval(() => {
    peak = Math.max(peak, anonymous())
  }, SAMPLE_MS)
  const asked = []
  try {
    for (let round = 0; round <= rounds; round++) {
      const before = cpuMicros(pid)
      const seconds = await ask(base, body, signal)
      asked.push({ seconds, cpu: (cpuMicros(pid) - before) / 1e6 })
    }
  } finally {
    clearInterval(timer)
  }
  const [first, ...others] = asked
  const cpuSeconds = median(others.map(({ cpu }) => cpu))
  const seconds = median(others.map((each) => each.seconds))
  return { works: Math.min(WORKS, works.length), first: first.seconds, seconds, cpuSeconds, start, peak }
}

async function ask(base, body, signal) {
  const started = performance.now()
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${base}/citations`, { method: 'POST', headers, body, signal })
  const text = await answer.text()
  if (answer.status === 200) return (performance.now() - started) / 1000
  throw new Error(`POST /citations answered ${answer.status}: ${text.slice(0, 300)}`)
}
