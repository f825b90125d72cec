import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { buildTestApp } from '../support/app.ts'
import { ROOT } from '../support/root.ts'
import { runs } from '../support/runs.ts'

const SLUG = 'breaking-the-siege-of-aleppo'
const CLIENTS = runs(300)
/** A slow client sends a byte so often, in milliseconds. */
const TRICKLE = 300
const HEADERS_TIMEOUT = 1000
const REQUEST_TIMEOUT = 2000
/** So long the test waits for the last to be cut off, in milliseconds: a busy machine may take long for so many. */
const PATIENCE = 120_000

/** A client that sends the beginning of a request and then byte after byte, and never hangs up by itself. */
function slowClient(t: Test, port: number, beginning: string): { socket: Socket; received: () => string } {
  const chunks: Buffer[] = []
  let trickle: NodeJS.Timeout | undefined
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => {
    socket.write(beginning)
    trickle = setInterval(() => socket.write('a'), TRICKLE)
  })
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => {})
  socket.on('close', () => clearInterval(trickle))
  t.teardown(() => socket.destroy())
  return { socket, received: () => Buffer.concat(chunks).toString() }
}

const SLOW = {
  'headers that never end': 'GET /works HTTP/1.1\r\nHost: archive.test\r\nX-Slow: ',
  'bodies that trickle in':
    'POST /quotes HTTP/1.1\r\nHost: archive.test\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"exact": "',
  'chunks that trickle in':
    'POST /quotes HTTP/1.1\r\nHost: archive.test\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n{"exact": "',
}

for (const [name, beginning] of Object.entries(SLOW)) {
  t.test(`${CLIENTS} clients with ${name} keep nobody waiting, and are cut off`, async (t) => {
    const { app } = await buildTestApp(t)
    app.server.headersTimeout = HEADERS_TIMEOUT
    app.server.requestTimeout = REQUEST_TIMEOUT
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const clients = Array.from({ length: CLIENTS }, () => slowClient(t, port, beginning))
    await Promise.all(clients.map(({ socket }) => once(socket, 'connect')))
    const started = Date.now()
    let slowest = 0
    const deadline = started + PATIENCE
    for (let open = CLIENTS; open > 0 && Date.now() < deadline; open = await connections(app.server)) {
      slowest = Math.max(slowest, await timed(port, '/health/live'))
      await wait(100)
    }
    t.ok(slowest < 5000, `/health/live answered within ${slowest} ms`)
    t.equal(await connections(app.server), 0, `all are cut off after ${Date.now() - started} ms`)
    const told = clients.filter(({ received }) => received().startsWith('HTTP/1.1 408'))
    t.equal(told.length, CLIENTS, 'each is told why')
    const [head, body] = clients[0]!.received().split('\r\n\r\n')
    t.match(head, /^content-type: application\/problem\+json/im)
    t.match(JSON.parse(body!), { type: 'http://archive.test/problems/request_timeout', status: 408 })
  })
}

const READERS = 20
/** Long enough that the system's own buffers do not hold it. */
const LONG = 6_000_000

for (const [what, path] of [
  ['source', '/source'],
  ['text', '.txt'],
] as const) {
  t.test(`${READERS} clients that do not read the ${what} of a work take up the room of few`, async (t) => {
    const { app, writer } = await buildTestApp(t, { seed: false })
    const paragraphs = Array.from({ length: LONG / 2000 }, (_, n) => `${n} is its number. `.repeat(120))
    const { work } = await writer.importSource({
      bytes: Buffer.from(paragraphs.join('\n\n')),
      mediaType: 'text/plain',
    })
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const before = process.memoryUsage().arrayBuffers
    for (let reader = 0; reader < READERS; reader++) {
      const socket = connect({ port, host: '127.0.0.1' })
      t.teardown(() => socket.destroy())
      socket.write(`GET /works/${work}${path} HTTP/1.1\r\nHost: archive.test\r\n\r\n`)
      await once(socket, 'readable')
    }
    const taken = process.memoryUsage().arrayBuffers - before
    // What each read of the database made may not be collected yet; that nothing is shared would be twice as much.
    t.ok(taken < (READERS / 2) * LONG, `${taken} bytes for ${READERS} of ${LONG}`)
  })
}

function connections(server: { getConnections(done: (error: Error | null, count: number) => void): void }) {
  return new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )
}

/** How long an answer of 200 takes, in milliseconds; infinitely long when there is none. */
async function timed(port: number, path: string): Promise<number> {
  const started = Date.now()
  const { status } = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { connection: 'close' },
    signal: AbortSignal.timeout(5000),
  })
  return status === 200 ? Date.now() - started : Number.POSITIVE_INFINITY
}

/** Starts `colophon serve` on a free port and waits for its greeting. */
async function serve(
  t: Test,
  data: string,
): Promise<{ server: ChildProcess; base: URL; noted: Promise<string> }> {
  const server = spawn(
    process.execPath,
    ['dist/src/main.js', 'serve', '--seed', '--port', '0', '--data', data],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  t.teardown(() => server.kill('SIGKILL'))
  const noted = text(server.stderr!)
  let greeting = ''
  for await (const chunk of server.stdout!.iterator({ destroyOnReturn: false })) {
    greeting += chunk
    const base = /listens on (\S+)/.exec(greeting)?.[1]
    if (base) return { server, base: new URL(base), noted }
  }
  throw new Error(`the server did not start: ${greeting}${await noted}`)
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  t.test(`${signal} lets a request under way be answered, then ends with exit code 0`, async (t) => {
    execFileSync(process.execPath, ['scripts/build.js', '--if-stale'], { cwd: ROOT, stdio: 'ignore' })
    const data = t.testdir()
    const { server, base } = await serve(t, data)
    const body = JSON.stringify({ work: SLUG, exact: 'This is where abandonment has led.' })
    const agent = new Agent({ keepAlive: true })
    t.teardown(() => agent.destroy())
    const underWay = request(new URL('/quotes', base), {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    })
    underWay.write(body.slice(0, 10))
    await wait(300)
    const ended = once(server, 'exit')
    server.kill(signal)
    await wait(300)
    t.equal(server.exitCode, null, 'the server waits for it')
    await t.rejects(fetch(new URL('/health/live', base)), 'new connections are refused')
    underWay.end(body.slice(10))
    const [response] = await once(underWay, 'response')
    t.equal(response.statusCode, 201)
    t.match(JSON.parse(await text(response)), { exact: 'This is where abandonment has led.' })
    t.strictSame(await ended, [0, null], 'exit code 0')

    const again = await serve(t, data)
    const quote = await fetch(new URL('/quotes/2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h', again.base))
    t.match(await quote.json(), { registered: true }, 'what was answered is there')
    const entry = (await (await fetch(again.base)).json()) as { counts: object }
    t.match(entry.counts, { works: 1, versions: 1, paragraphs: 12, quotes: 1 }, 'nothing is seeded twice')
    const endedAgain = once(again.server, 'exit')
    again.server.kill(signal)
    t.strictSame(await endedAgain, [0, null], 'an idle server ends too')
    t.notMatch(await again.noted, 'imported', 'the second start does not say that it imported anything')
  })
}
