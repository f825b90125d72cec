/** Where Prometheus asks: a server of its own, since what it says is for operators alone. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Family } from './family.ts'
import { METRICS_TYPE, printMetrics } from './process-metrics.ts'

const MOST_CONNECTIONS = 16
/** In milliseconds. */
const LONGEST = 5_000

export interface MetricsAddress {
  host: string
  port: number
}

/**
 * Serves `/metrics`. Who asks while others wait gets what they get, so that asking often costs no more.
 *
 * It keeps no process alive.
 *
 * @param collect reads all families anew
 * @returns where it listens
 * @throws what keeps it from listening
 */
export async function serveMetrics(
  { host, port }: MetricsAddress,
  collect: () => Promise<Family[]>,
): Promise<MetricsAddress> {
  let underWay: Promise<string> | undefined
  const printed = () => {
    underWay ??= collect()
      .then(printMetrics)
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }
  const server = createServer(
    { headersTimeout: LONGEST, requestTimeout: LONGEST },
    ({ method, url }, response) => {
      if (method !== 'GET' && method !== 'HEAD')
        return say(response, 405, 'Send GET.\n', { allow: 'GET, HEAD' })
      if (url?.split('?')[0] !== '/metrics') return say(response, 404, 'The metrics are at /metrics.\n')
      printed().then(
        (text) => say(response, 200, text, { 'content-type': METRICS_TYPE }),
        () => say(response, 503, 'The metrics cannot be read just now.\n'),
      )
    },
  )
  server.maxConnections = MOST_CONNECTIONS
  server.listen(port, host)
  await once(server, 'listening')
  server.unref()
  const { port: taken } = server.address() as AddressInfo
  return { host, port: taken }
}

function say(
  response: ServerResponse,
  status: number,
  body: string,
  fields: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...fields,
  })
  response.end(body)
}
