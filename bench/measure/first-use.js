/** Whoever reads paragraphs while somebody else is the first to use a style: how long do they wait? */
import { Agent, get } from 'node:http'
import { pick, random } from '../corpus/random.js'
import { median } from './median.js'

const STYLE = 'chicago-notes-bibliography'
const QUIET_MS = 1000
const WARM_MS = 1000
const READERS = 4

/**
 * @typedef {{p50: number, p99: number, max: number}} Waits in milliseconds
 *
 * @param {() => Promise<import('../servers/server.js').Server>} start a server that has not cited yet
 * @param {{id: string}[]} paragraphs
 * @returns {Promise<{style: string, firstUse: number, quiet: Waits, busy: Waits}>} medians of the rounds: the wait for
 *   the citation, and for paragraphs by random id before it was asked for and until it was there
 */
export async function measureFirstUse(start, paragraphs, { rounds, signal, tell }) {
  const found = []
  for (let round = 0; round < rounds; round++) {
    signal.throwIfAborted()
    tell('first use of a style', round, rounds)
    const server = await start()
    try {
      found.push(await measureOnce(server.base, paragraphs, round))
    } finally {
      await server.stop()
    }
  }
  const middle = (value) => median(found.map(value))
  const waits = (of) => ({
    p50: middle((each) => each[of].p50),
    p99: middle((each) => each[of].p99),
    max: middle((each) => each[of].max),
  })
  return {
    style: STYLE,
    firstUse: middle((each) => each.firstUse),
    quiet: waits('quiet'),
    busy: waits('busy'),
  }
}

async function measureOnce(base, paragraphs, seed) {
  const next = random(seed)
  const agent = new Agent({ keepAlive: true, maxSockets: READERS + 1 })
  const ask = async (path) => {
    const started = performance.now()
    await answered(`${base}${path}`, agent)
    return performance.now() - started
  }
  let waits = []
  let isOver = false
  const reader = async () => {
    while (!isOver) waits.push(await ask(`/paragraphs/${pick(next, paragraphs).id}`))
  }
  const readers = Promise.all(Array.from({ length: READERS }, reader))
  try {
    await passed(WARM_MS)
    waits = []
    await passed(QUIET_MS)
    const quiet = waits
    waits = []
    const firstUse = await ask(`/paragraphs/${pick(next, paragraphs).id}/citation?style=${STYLE}`)
    return { firstUse, quiet: percentiles(quiet), busy: percentiles(waits) }
  } finally {
    isOver = true
    await readers
    agent.destroy()
  }
}

function answered(url, agent) {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (answer) => {
      answer.resume().on('end', () => {
        if (answer.statusCode === 200) resolve()
        else reject(new Error(`${url} answered ${answer.statusCode}`))
      })
    })
    request.on('error', reject)
  })
}

function passed(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function percentiles(waits) {
  const sorted = [...waits].sort((a, b) => a - b)
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
  return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1) }
}
