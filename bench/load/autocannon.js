/** Load from autocannon, where there is no wrk. It takes more of the machine, so req/s are lower. */
import autocannon from 'autocannon'
import { pick, random } from '../corpus/random.js'

/** @type {import('./load.js').Drive} */
export async function driveAutocannon(base, targets, { seconds, connections, seed, signal }) {
  const next = random(seed)
  const setupRequest = (request) => {
    const { path, etag, encoding } = pick(next, targets)
    const headers = {
      ...(etag && { 'if-none-match': etag }),
      ...(encoding && { 'accept-encoding': encoding }),
    }
    return { ...request, path, headers }
  }
  const run = autocannon({ url: base, connections, duration: seconds, requests: [{ setupRequest }] })
  signal.addEventListener('abort', () => run.stop(), { once: true })
  const { requests, duration, latency, errors, statusCodeStats } = await run
  return {
    requests: requests.total,
    seconds: duration,
    errors: errors + failures(statusCodeStats),
    p50: latency.p50,
    p99: latency.p99,
  }
}

function failures(statusCodeStats) {
  return Object.entries(statusCodeStats)
    .filter(([code]) => code >= 400)
    .reduce((sum, [, { count }]) => sum + count, 0)
}
