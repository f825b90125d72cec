/**
 * One client who attacks, in a process of its own and from an address of its own:
 * `node attacker.js BASE SECONDS ADDRESS` with an Attack as JSON on stdin. Prints `{"sent": …, "statuses": {…}}`.
 */
import { Agent, request as ask } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

const [base, seconds, localAddress] = process.argv.slice(2)
const attack = JSON.parse(await text(process.stdin))
const { hostname, port } = new URL(base)
const end = Date.now() + Number(seconds) * 1000
const outcome = { sent: 0, statuses: {} }

const count = (status) => {
  outcome.statuses[status] = (outcome.statuses[status] ?? 0) + 1
}

const ATTACKS = { ask: asking, unread: readingNothing, slow: sendingSlowly }
await Promise.all(Array.from({ length: attack.connections }, (_, n) => ATTACKS[attack.how](n)))
process.stdout.write(JSON.stringify(outcome), () => process.exit())

/** Asks again as soon as it is answered. */
async function asking(n) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress })
  for (let turn = n; Date.now() < end; turn += attack.connections) {
    outcome.sent++
    count(await answerTo(attack.requests[turn % attack.requests.length], agent))
  }
  agent.destroy()
}

function answerTo({ method, path, headers, body }, agent) {
  return new Promise((resolve) => {
    const sent = ask(
      { hostname, port, method, path, headers: { ...headers, ...lengthOf(body) }, agent },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode))
        answer.once('error', () => resolve('broken off'))
      },
    )
    sent.once('error', () => resolve('refused'))
    sent.setTimeout(Math.max(1, end - Date.now() + 1000), () => sent.destroy())
    sent.end(body)
  })
}

function lengthOf(body) {
  return body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
}

/** Sends all its requests at once and reads nothing; comes again when it is cut off. */
async function readingNothing(n) {
  const { method, path, headers } = attack.requests[n % attack.requests.length]
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const printed = `${method} ${path} HTTP/1.1\r\nHost: a\r\n${fields.join('')}\r\n`.repeat(
    attack.pipelined ?? 1,
  )
  await comingAgain((socket) => {
    outcome.sent += attack.pipelined ?? 1
    socket.pause()
    socket.write(printed)
  })
}

/** Sends the beginning of a request and then a byte a second; comes again when it is cut off. */
async function sendingSlowly(n) {
  const { method, path } = attack.requests[n % attack.requests.length]
  await comingAgain((socket) => {
    outcome.sent++
    socket.write(`${method} ${path} HTTP/1.1\r\nHost: a\r\nX-Slow: `)
    const drip = setInterval(() => socket.write('a'), 1000)
    socket.once('close', () => clearInterval(drip))
    socket.resume()
  })
}

async function comingAgain(begin) {
  while (Date.now() < end) {
    const socket = connect({ host: hostname, port, localAddress })
    const closed = new Promise((resolve) => socket.once('close', () => resolve('cut off')))
    socket.on('error', () => {})
    socket.once('connect', () => begin(socket))
    const left = new Promise((resolve) => setTimeout(resolve, end - Date.now(), 'held'))
    count(await Promise.race([closed, left]))
    socket.destroy()
  }
}
