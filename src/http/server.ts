import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Limits } from '../bounds/limits.ts'
import { type Counter, countRequest } from './protocol/counted-response.ts'

/** How long a client may take, in milliseconds. Slower ones are cut off, so that they cannot pile up. */
const TIMEOUTS = { headers: 5_000, request: 60_000, keepAlive: 20_000, check: 1_000 }

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * A server whose clients cannot hold it: slow ones are cut off, and each connection has one request under way.
 *
 * @param counter is told of each request, where they are counted
 */
export function boundedServer(
  handler: Handler,
  { connections, pipelined, stalledSeconds }: Pick<Limits, 'connections' | 'pipelined' | 'stalledSeconds'>,
  counter?: Counter,
): Server {
  const underWay = new WeakMap<Socket, Waiting>()
  const server = createServer(
    {
      headersTimeout: TIMEOUTS.headers,
      requestTimeout: TIMEOUTS.request,
      keepAliveTimeout: TIMEOUTS.keepAlive,
      connectionsCheckingInterval: TIMEOUTS.check,
      requireHostHeader: false,
    },
    oneByOne(handler, { underWay, most: pipelined, counter }),
  )
  server.maxConnections = connections
  // Node calls this when nothing was sent or received for so long.
  server.setTimeout(stalledSeconds * 1000, (socket: Socket) => {
    const isWorkedFor = underWay.has(socket) && socket.writableLength === 0
    if (!isWorkedFor) socket.destroy()
  })
  return server
}

/** Requests of one connection that wait for the one before them. */
type Waiting = [IncomingMessage, ServerResponse][]

interface Order {
  underWay: WeakMap<Socket, Waiting>
  /** How many may wait. */
  most: number
  counter: Counter | undefined
}

/**
 * Requests that were sent without waiting for answers are taken one after the other: their answers would else all wait
 * in memory for a client that reads none (RFC 9112 §9.3.2).
 */
function oneByOne(handler: Handler, { underWay, most, counter }: Order): Handler {
  const answer: Handler = (request, response) => {
    const counted = counter && countRequest(counter, request, response)
    // One listener for all that is done then: each costs a part of a microsecond.
    response.once('close', () => {
      counted?.()
      const next = underWay.get(request.socket)?.shift()
      if (next && !request.socket.destroyed) answer(...next)
      else underWay.delete(request.socket)
    })
    handler(request, response)
  }
  return (request, response) => {
    const waiting = underWay.get(request.socket)
    if (waiting === undefined) {
      underWay.set(request.socket, [])
      answer(request, response)
    } else if (waiting.length < most) waiting.push([request, response])
    else request.socket.destroy()
  }
}
