/** Bytes that are almost HTTP, on a connection of their own. */
import { connect } from 'node:net'
import fc from 'fast-check'

const PIECES = [
  ...[
    'GET / HTTP/1.1',
    'POST /quotes HTTP/1.1',
    'HEAD /works HTTP/1.0',
    'PRI * HTTP/2.0',
    'G\x00T / HTTP/1.1',
  ],
  ...['Host: a', 'Host: a\r\nHost: b', 'Content-Length: 5', 'Content-Length: 5, 6', 'Content-Length: -1'],
  ...[
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Transfer-Encoding: x',
    'Expect: 100-continue',
  ],
  ...[
    'Expect: much',
    'Upgrade: websocket\r\nConnection: Upgrade',
    'Connection: close',
    'Content-Type: application/json',
  ],
  ...[
    ' folded: line',
    'a'.repeat(9000),
    `X: ${'b'.repeat(20_000)}`,
    '5\r\nhello',
    '0\r\n',
    'ffffffffffffffff',
    '{"a":',
    '\x16\x03\x01',
  ],
]
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)
const ending = fc.constantFrom('\r\n', '\n', '\r', '')

/** Lines, with the blank one that ends the head somewhere. */
export const rawRequests = fc
  .array(fc.tuple(piece, ending), { minLength: 1, maxLength: 9 })
  .map((lines) => `${lines.flat().join('')}\r\n\r\n`)

const LONGEST = 15_000

/** @returns {Promise<string | undefined>} what is wrong with what comes back: nothing, or answers of HTTP */
export function judgeRaw(port, bytes) {
  return new Promise((resolve) => {
    const chunks = []
    const socket = connect({ host: '127.0.0.1', port })
    const end = (fault) => {
      clearTimeout(late)
      socket.destroy()
      resolve(fault)
    }
    const late = setTimeout(() => end('no end of the connection'), LONGEST)
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => end(faultOf(Buffer.concat(chunks).toString('latin1'))))
    socket.on('close', () => end(faultOf(Buffer.concat(chunks).toString('latin1'))))
    socket.end(bytes, 'latin1')
  })
}

function faultOf(received) {
  if (received === '') return undefined
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(received) ?? []
  if (status === undefined) return 'no answer of HTTP'
  return Number(status) >= 500 && status !== '501' && status !== '503' ? `status ${status}` : undefined
}
