/** What a second process that answers gives, beside the same server in one process, with the client on the same cores. */
import { visit } from '../load/visit.js'
import { median } from './median.js'

const WORKERS = 2
/** Answers looked at before the load, so that all connections of the driver are to a server that is warm. */
const LOOKED_AT = 200

/**
 * @param {(...flags: string[]) => Promise<import('../servers/server.js').Server>} start
 * @param {import('../load/load.js').Target[]} targets
 * @param {object} how that of the rounds, with `drive`
 * @returns {Promise<{workers: number, one: number, several: number, ratio: number, errors: number}>} answers per
 *   second, medians of the rounds; the ratio is that of the rounds, and errors are of all of them
 */
export async function measureWorkers(start, targets, { rounds, signal, tell, drive, ...how }) {
  const servers = [await start('--workers', '1'), await start('--workers', String(WORKERS))]
  const measured = []
  try {
    for (const { base } of servers) await visit(base, targets.slice(0, LOOKED_AT), 200, signal)
    // The first round warms both.
    for (let round = 0; round <= rounds; round++) {
      tell('workers', round, rounds)
      const loads = []
      for (const { base } of servers) loads.push(await drive(base, targets, { ...how, signal, seed: round }))
      if (round > 0) measured.push(loads)
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
  const rate = ({ requests, seconds }) => requests / seconds
  return {
    workers: WORKERS,
    one: median(measured.map(([one]) => rate(one))),
    several: median(measured.map(([, several]) => rate(several))),
    ratio: median(measured.map(([one, several]) => rate(several) / rate(one))),
    errors: measured.flat().reduce((sum, { errors }) => sum + errors, 0),
  }
}
