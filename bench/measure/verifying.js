/** How long one who asks alone waits for a quotation to be verified, beside a fixed answer of bare node:http. */
import { isFoundIn, quotation } from '../corpus/quotations.js'
import { pick, random } from '../corpus/random.js'
import { median } from './median.js'
import { cpuMicros } from './process.js'

/** Requests of each kind in a round. */
const REQUESTS = 100
/** The share of the letters that are wrong. */
const KINDS = { clean: 0, noisy: 0.05 }

/**
 * @param {import('../servers/server.js').Server} server
 * @param {import('../servers/server.js').Server} bare
 * @param {{id: string, text: string}[]} paragraphs
 * @returns {Promise<{kind: string, p50: number, cpu: number, ratio: number, found: number, asked: number}[]>} medians of
 *   the rounds: milliseconds, CPU ms of the server for each, and how many times as long as the fixed answer
 */
export async function measureVerifying(server, bare, paragraphs, { rounds, signal, tell }) {
  const next = random(11)
  const kinds = Object.entries(KINDS).map(([kind, share]) => ({
    kind,
    quotations: Array.from({ length: REQUESTS }, () => quotation(next, pick(next, paragraphs), share)),
    measured: [],
  }))
  // The first round warms the texts and the citations of the works that are quoted.
  for (let round = 0; round <= rounds; round++) {
    tell('verifying', round, rounds)
    const fixed = await inTurn(bare, Array(REQUESTS).fill({}), signal)
    for (const { quotations, measured } of kinds) {
      const { p50, cpu, found } = await inTurn(server, quotations, signal)
      if (round > 0) measured.push({ p50, cpu, found, ratio: p50 / fixed.p50 })
    }
  }
  return kinds.map(({ kind, measured }) => {
    const middle = (part) => median(measured.map(part))
    return {
      kind,
      p50: middle(({ p50 }) => p50),
      cpu: middle(({ cpu }) => cpu),
      ratio: middle(({ ratio }) => ratio),
      found: middle(({ found }) => found),
      asked: REQUESTS,
    }
  })
}

/** Asks for one after the other. */
async function inTurn({ base, pid }, quotations, signal) {
  const before = cpuMicros(pid)
  const took = []
  let found = 0
  for (const { id, text } of quotations) {
    const began = performance.now()
    const answer = await ask(base, text, signal)
    took.push(performance.now() - began)
    if (id && isFoundIn(JSON.parse(answer), id)) found++
  }
  return { p50: median(took), cpu: (cpuMicros(pid) - before) / 1000 / quotations.length, found }
}

async function ask(base, text, signal) {
  const headers = { 'content-type': 'application/json', 'accept-encoding': 'identity' }
  const body = JSON.stringify({ text })
  const answer = await fetch(`${base}/verify`, { method: 'POST', headers, body, signal })
  const answered = await answer.text()
  // 422: so little is right of the quotation that its words could stand anywhere.
  if (answer.status === 200 || answer.status === 422) return answered
  throw new Error(`POST /verify answered ${answer.status}: ${answered.slice(0, 300)}`)
}
