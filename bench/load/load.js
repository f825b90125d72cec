/** Chooses what drives the load. */
import { driveAutocannon } from './autocannon.js'
import { hasWrk, wrk } from './wrk.js'

/**
 * @typedef {{path: string, etag?: string, encoding?: string}} Target what is asked for; with an entity tag as
 *   `If-None-Match`, with codings as `Accept-Encoding`
 * @typedef {{requests: number, seconds: number, errors: number, p50: number, p99: number}} Load percentiles in ms
 * @typedef {(base: string, targets: Target[], how: {seconds: number, connections: number, seed: number,
 *   signal: AbortSignal}) => Promise<Load>} Drive asks for targets in random order
 */

/** @returns {{name: string, drive: Drive}} wrk when it is in the PATH, else autocannon */
export function chooseDriver(folder) {
  return hasWrk() ? { name: 'wrk', drive: wrk(folder) } : { name: 'autocannon', drive: driveAutocannon }
}
