/** Twice as many requests as the server can answer: how many it answers then, and how soon all is well again. */
import { setTimeout as wait } from 'node:timers/promises'
import autocannon from 'autocannon'

const CONNECTIONS = 32
const MANY = 512

/**
 * @param {string} address of one paragraph
 * @returns {Promise<{capacity: number, asked: number, goodput: number, recovery: number}>} answers 200 a second when as
 *   many are asked for as can be answered, and when twice as many are; milliseconds until one is answered as before
 */
export async function measureOverload(address, seconds) {
  const before = await answered(address, { connections: CONNECTIONS, duration: seconds })
  const asked = Math.ceil(before.rate * 2)
  const during = await answered(address, { connections: MANY, duration: seconds, overallRate: asked })
  return { capacity: before.rate, asked, goodput: during.rate, recovery: await recovery(address, before.p99) }
}

async function answered(url, options) {
  const { statusCodeStats, duration, latency } = await autocannon({ url, ...options })
  return { rate: (statusCodeStats['200']?.count ?? 0) / duration, p99: latency.p99 }
}

async function recovery(address, usual) {
  const started = performance.now()
  for (;;) {
    const asked = performance.now()
    const { ok } = await fetch(address)
    await wait(10)
    if (ok && performance.now() - asked <= Math.max(usual * 2, 50)) return performance.now() - started
  }
}
