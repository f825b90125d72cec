/** Somebody else who asks for little while another attacks: how long that takes. */
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { median, quantile } from '../measure/median.js'

const PAUSE = 25
const GIVEN_UP = 30_000

/**
 * Asks for each path again and again until the attack is over.
 *
 * @param {Record<string, string>} paths by name
 * @param {Promise<unknown>} over
 * @returns {Promise<Record<string, {asked: number, failed: number, p50: number, p99: number, longest: number}>>}
 *   times in milliseconds
 */
export async function standBy(base, paths, over) {
  let isOver = false
  over.then(() => {
    isOver = true
  })
  const agent = new Agent({ keepAlive: true })
  const measured = await Promise.all(
    Object.entries(paths).map(async ([name, path]) => {
      const times = []
      let failed = 0
      while (!isOver) {
        const started = performance.now()
        if ((await statusOf(`${base}${path}`, agent)) !== 200) failed++
        times.push(performance.now() - started)
        await wait(PAUSE)
      }
      return [name, { asked: times.length, failed, ...summary(times) }]
    }),
  )
  agent.destroy()
  return Object.fromEntries(measured)
}

function summary(times) {
  return { p50: median(times), p99: quantile(times, 0.99), longest: Math.max(...times) }
}

function statusOf(address, agent) {
  return new Promise((resolve) => {
    const asked = request(address, { agent, timeout: GIVEN_UP }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode))
      answer.once('error', () => resolve(0))
    })
    asked.once('timeout', () => asked.destroy())
    asked.once('error', () => resolve(0))
    asked.end()
  })
}
