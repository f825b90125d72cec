import type { Socket } from 'node:net'
import { jsonLine } from '../../wire/body.ts'
import { Problem, type ProblemCode, problemBody } from '../../wire/problems.ts'
import { ALWAYS } from './every-answer.ts'

/** How long a refused client may take to read why, in milliseconds. */
const LINGER = 500

const CONNECTION_ERRORS: Record<string, [ProblemCode, string]> = {
  HPE_HEADER_OVERFLOW: ['headers_too_large', 'Send fewer or shorter headers.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request_timeout', 'Send the request faster.'],
}

/** What Node says of what it cannot read. */
type ConnectionError = Error & { code?: string; rawPacket?: unknown }

/** Answers what is not HTTP, or too slow, before Fastify sees it: with the headers of every answer, and no body to HEAD. */
export function refuseConnection(base: string, error: ConnectionError, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const [kind, detail] = CONNECTION_ERRORS[error.code ?? ''] ?? [
    'malformed_request',
    'This is not a request that HTTP/1.1 knows.',
  ]
  const problem = new Problem(kind, detail)
  const body = jsonLine(problemBody(base, problem))
  const fields = {
    date: new Date().toUTCString(),
    ...ALWAYS,
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  const { rawPacket } = error
  const isHead = Buffer.isBuffer(rawPacket) && rawPacket.toString('latin1', 0, 5) === 'HEAD '
  socket.end(`HTTP/1.1 ${problem.status} ${kind}\r\n${head.join('')}\r\n${isHead ? '' : body}`)
  // The client may never close its side: it is given time to read, then cut off.
  setTimeout(() => socket.destroy(), LINGER).unref()
}
