/** Measures subjects in turns, A B C A B C: what disturbs the machine disturbs all of them alike. */
import { visit } from '../load/visit.js'
import { cpuMicros, memoryMegabytes } from './process.js'

/** Answers looked at before the load, for subjects that need not be warm. */
const LOOKED_AT = 20

/**
 * @typedef {object} Round what one round of a subject showed
 * @property {number} rate answers per second
 * @property {number} cpu microseconds of the server process per answer
 * @property {number} p50 milliseconds
 * @property {number} p99 milliseconds
 * @property {number} errors refused, broken and late answers
 * @property {number} rss megabytes of the server process after it
 */

/**
 * @param {import('../subjects.js').Subject[]} subjects
 * @param {object} how
 * @param {Record<string, import('../servers/server.js').Server>} how.servers
 * @returns {Promise<Map<string, Round[]>>} the rounds of each subject, by its name
 */
export async function measureRounds(subjects, how) {
  const { servers, rounds, signal, tell } = how
  for (const [at, subject] of subjects.entries()) {
    const { name, targets, server, status = 200, everyTarget } = subject
    const { before = everyTarget ? targets : targets.slice(0, LOOKED_AT) } = subject
    tell(`warming ${name}`, at, subjects.length)
    await visit(servers[server].base, before, status, signal)
    await how.drive(servers[server].base, targets, { ...how, seconds: how.warmSeconds, seed: 0 })
  }
  const measured = new Map(subjects.map(({ name }) => [name, []]))
  for (let round = 1; round <= rounds; round++) {
    for (const [at, subject] of subjects.entries()) {
      tell(`round ${round}: ${subject.name}`, (round - 1) * subjects.length + at, rounds * subjects.length)
      measured.get(subject.name).push(await measure(subject, { ...how, seed: round }))
    }
  }
  return measured
}

/** @returns {Promise<Round>} */
async function measure({ server, targets }, { servers, drive, ...how }) {
  const { pid, base } = servers[server]
  const before = cpuMicros(pid)
  const { requests, seconds, errors, p50, p99 } = await drive(base, targets, how)
  const cpu = (cpuMicros(pid) - before) / requests
  return { rate: requests / seconds, cpu, p50, p99, errors, rss: memoryMegabytes(pid, 'VmRSS') }
}
