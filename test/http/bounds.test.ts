import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { clientOf } from '../../src/http/protocol/client.ts'
import { buildTestApp, type TestApp } from '../support/app.ts'

const SLUG = 'breaking-the-siege-of-aleppo'
/** Words of the seed that stand in it once, and are no run of sentences: each is a quote of its own. */
const WORDS = [
  'where abandonment has led',
  'abandonment has led',
  'is where abandonment has',
  'where abandonment',
]

function registering({ app }: TestApp, exact: string, headers: Record<string, string> = {}) {
  return app.inject({ method: 'POST', url: '/quotes', payload: { work: SLUG, exact }, headers })
}

t.test('a client without a key registers so many quotes in a minute, one with a key all', async (t) => {
  const test = await buildTestApp(t, { limits: 'quotesPerMinute=2', trustProxy: 'loopback' })
  for (const [n, words] of WORDS.slice(0, 2).entries()) {
    const { statusCode, headers } = await registering(test, words)
    t.equal(statusCode, 201)
    t.match(headers['ratelimit'], new RegExp(`^"quotes";r=${1 - n};t=\\d+$`))
    t.equal(headers['ratelimit-policy'], '"quotes";q=2;w=60')
  }
  t.equal((await registering(test, WORDS[0]!)).statusCode, 200, 'what is registered already is not counted')
  const refused = await registering(test, WORDS[2]!)
  t.equal(refused.statusCode, 429)
  t.match(refused.json(), { type: /too_many_requests$/, detail: /a key of scope "quote"/ })
  t.ok(Number(refused.headers['retry-after']) > 0)
  t.match(refused.headers['ratelimit'], /^"quotes";r=0;/)
  t.equal((await test.app.inject(`/works/${SLUG}`)).statusCode, 200, 'reading goes on')
  const another = { 'x-forwarded-for': '192.0.2.7' }
  t.equal((await registering(test, WORDS[2]!, another)).statusCode, 201, 'another client has its own minute')
  t.equal((await registering(test, WORDS[3]!, bearer(test.key))).statusCode, 201, 'so has one with a key')
})

t.test('the networks of IPv6 that one person has are one client', async (t) => {
  const test = await buildTestApp(t, { limits: 'quotesPerMinute=1', trustProxy: 'loopback' })
  const from = (address: string, words: string) => registering(test, words, { 'x-forwarded-for': address })
  t.equal((await from('2001:db8:1:1::1', WORDS[0]!)).statusCode, 201)
  t.equal((await from('2001:db8:1:1:ffff::2', WORDS[1]!)).statusCode, 429)
  t.equal((await from('2001:db8:1:2::1', WORDS[1]!)).statusCode, 201)
})

t.test('a work and an archive take so many quotes without a key', async (t) => {
  for (const limit of ['quotesPerWork=1', 'quotesInAll=1']) {
    const test = await buildTestApp(t, { limits: limit })
    t.equal((await registering(test, WORDS[0]!)).statusCode, 201, limit)
    const refused = await registering(test, WORDS[1]!)
    t.equal(refused.statusCode, 403, limit)
    t.match(refused.json(), { type: /quotes_full$/, detail: /--scope quote/ }, limit)
    t.equal((await registering(test, WORDS[1]!, bearer(test.key))).statusCode, 201, limit)
  }
})

t.test('a key is asked what it may do before it lifts a bound', async (t) => {
  const test = await buildTestApp(t, { limits: 'quotesPerMinute=0' })
  t.equal((await registering(test, WORDS[0]!, bearer('colophon_nonsense'))).statusCode, 401)
  t.equal((await registering(test, WORDS[0]!)).statusCode, 429)
})

t.test('requests of every kind are counted where they are bounded, but those for health', async (t) => {
  const { app } = await buildTestApp(t, { limits: 'requestsPerMinute=3' })
  for (const url of ['/', '/no-such-address', `/works/${SLUG}/paragraphs/3`]) {
    const { headers } = await app.inject(url)
    t.match(headers['ratelimit'], /^"requests";r=[012];t=\d+$/, url)
  }
  const refused = await app.inject(`/works/${SLUG}`)
  t.equal(refused.statusCode, 429)
  t.match(refused.headers['content-type'], /^application\/problem\+json/)
  t.equal((await app.inject('/health/live')).statusCode, 200)
})

t.test('whoever sends many requests at once has them answered one by one', async (t) => {
  const { app } = await buildTestApp(t, { limits: 'pipelined=5' })
  const most = countsUnderWay(app)
  const { socket } = await client(t, app)
  socket.end(
    'GET /works HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(6).replace(/\r\n\r\n$/, '\r\nConnection: close\r\n\r\n'),
  )
  const answers = await text(socket)
  t.equal(answers.match(/HTTP\/1\.1 200/g)?.length, 6)
  t.equal(most(), 1)
})

t.test('a connection with more requests waiting than may wait is closed', async (t) => {
  const { app } = await buildTestApp(t, { limits: 'pipelined=5' })
  const { socket } = await client(t, app)
  socket.write('GET /works HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(50))
  await closed(socket)
  t.equal(await connections(app), 0)
})

t.test('who takes nothing of an answer is cut off, and who waits for one is not', async (t) => {
  const { app } = await buildTestApp(t, { limits: 'stalledSeconds=1' })
  app.get('/large', async (_request, reply) => reply.send(Buffer.alloc(50_000_000)))
  app.get('/late', async () => {
    await wait(2500)
    return 'late'
  })
  const { socket: reader } = await client(t, app)
  reader.pause()
  reader.write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n')
  const { socket: waiting } = await client(t, app)
  waiting.write('GET /late HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  t.match(await text(waiting), /late$/)
  while ((await connections(app)) > 0) await wait(50)
  t.pass('nobody is connected any more')
})

t.test('large answers under way together are bounded', async (t) => {
  const { app } = await buildTestApp(t, { limits: 'answerMegabytes=0' })
  const ask = async () => {
    const { socket } = await client(t, app)
    socket.pause()
    socket.write(`GET /works/${SLUG}/paragraphs HTTP/1.1\r\nHost: a\r\nAccept: application/x-ndjson\r\n\r\n`)
    return socket
  }
  // The first alone is let through, however much is allowed; it goes on while nobody reads it.
  const { promise: began, resolve: begin } = deferred<{ ended: Promise<unknown> }>()
  app.get('/first', async (_request, reply) => {
    reply.holdMemory(1_000_000)
    const end = once(reply.raw, 'close')
    begin({ ended: end })
    await end
  })
  const { socket: first } = await client(t, app)
  first.write('GET /first HTTP/1.1\r\nHost: a\r\n\r\n')
  const { ended } = await began
  const second = await ask()
  const [answer] = (await once(second.resume(), 'data')) as [Buffer]
  t.match(answer.toString(), /^HTTP\/1\.1 503 [\s\S]*retry-after: \d[\s\S]*problems\/busy/i)
  first.destroy()
  await ended
  const [later] = (await once((await ask()).resume(), 'data')) as [Buffer]
  t.match(later.toString(), /^HTTP\/1\.1 200 /)
})

t.test('who hangs up before an answer is made gives back what it would have held', async (t) => {
  const { app } = await buildTestApp(t, { limits: 'answerMegabytes=1' })
  let left = 0
  app.get('/left', async (request, reply) => {
    request.raw.socket.destroy()
    await once(reply.raw, 'close')
    reply.holdMemory(50_000_000)
    left++
    return reply.hijack()
  })
  for (let n = 0; n < 3; n++) {
    const { socket } = await client(t, app)
    socket.write('GET /left HTTP/1.1\r\nHost: a\r\n\r\n')
    await closed(socket)
  }
  while (left < 3) await wait(10)
  const lines = await app.inject({ url: `/works/${SLUG}/paragraphs.ndjson` })
  t.equal(lines.statusCode, 200)
})

t.test('every long answer waits for its turn, in whatever form it is asked for', async (t) => {
  const { app } = await buildTestApp(t)
  const { promise: all, resolve: answerAll } = deferred<void>()
  const { promise: full, resolve: tell } = deferred<void>()
  // All that one client may have under way and waiting.
  app.get('/full', async (request) => {
    const works = Array.from({ length: 257 }, () => app.inTurn('composing', request, () => all))
    tell()
    await Promise.all(works)
    return ''
  })
  const held = app.inject('/full')
  await full
  const { version } = (await app.inject(`/works/${SLUG}`)).json<{ version: { id: string } }>()
  const text = `/works/${SLUG}`
  const atVersion = `${text}/versions/${version.id}`
  const addresses = [text, atVersion].flatMap((of) => [
    `${of}?format=txt`,
    `${of}?format=md`,
    `${of}?format=html`,
    `${of}/source`,
    `${of}/provenance`,
  ])
  for (const url of addresses) t.equal((await app.inject(url)).statusCode, 503, url)
  answerAll()
  await held
  for (const url of addresses) t.equal((await app.inject(url)).statusCode, 200, url)
})

t.test('a proxy that tells ports makes no more clients than there are', async (t) => {
  t.equal(clientOf({ ip: '192.0.2.7:4711' }), '192.0.2.7')
  t.equal(clientOf({ ip: '[2001:db8:1:1::7]:4711' }), clientOf({ ip: '2001:db8:1:1:8::1' }))
  t.equal(clientOf({ ip: '::ffff:192.0.2.7' }), '192.0.2.7')
  for (const ip of ['unknown', '_hidden', '999.1.1.1', '', 'a'.repeat(3000), undefined])
    t.equal(clientOf({ ip }), 'unknown', `${ip?.slice(0, 20)}`)
})

t.test('a body that is announced as too large is refused before it is sent', async (t) => {
  const { app } = await buildTestApp(t)
  const { socket } = await client(t, app)
  socket.write(
    'POST /quotes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 200000000\r\nExpect: 100-continue\r\n\r\n',
  )
  const answer = await text(socket)
  t.match(answer, /^HTTP\/1\.1 413 /)
  t.notMatch(answer, /100 Continue/)
})

t.test('more searches than may wait are refused', async (t) => {
  const { app } = await buildTestApp(t, { limits: 'searchesWaiting=2' })
  const search = async () => (await app.inject({ url: '/search?q=people' })).statusCode
  const statuses = await Promise.all(Array.from({ length: 50 }, search))
  t.strictSame(new Set(statuses), new Set([200, 503]))
  t.equal(await search(), 200, 'and the next is answered')
})

t.test('who asks whether a body is wanted and is refused finds the connection closed', async (t) => {
  const { app } = await buildTestApp(t)
  const refused = {
    'where no route is': ['POST /nowhere', 404],
    'by a method that is not possible': ['POST /works/none', 405],
    'without a key': ['POST /works', 401],
    'in a coding that is not read': ['POST /quotes', 415, 'Content-Encoding: gzip\r\n'],
  } as const
  for (const [how, [line, status, more = '']] of Object.entries(refused)) {
    const { socket } = await client(t, app)
    socket.write(
      `${line} HTTP/1.1\r\nHost: a\r\n${more}Content-Type: application/json\r\nContent-Length: 20\r\nExpect: 100-continue\r\n\r\n`,
    )
    const answer = await text(socket)
    t.match(answer, new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*\\r\\nconnection: close\\r\\n`, 'i'), how)
    t.notMatch(answer, /100 Continue/, how)
  }
})

t.test('who asks whether a body is wanted is told so', async (t) => {
  const { app } = await buildTestApp(t)
  const { socket } = await client(t, app)
  const body = JSON.stringify({ work: SLUG, exact: WORDS[0] })
  socket.write(
    `POST /quotes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n`,
  )
  const [interim] = (await once(socket, 'data')) as [Buffer]
  t.match(interim.toString(), /^HTTP\/1\.1 100 Continue\r\n\r\n$/)
  socket.write(body)
  t.match(await text(socket), /^HTTP\/1\.1 201 /)
})

t.test('after a body that was wanted the connection stays open', async (t) => {
  const { app } = await buildTestApp(t)
  const { socket } = await client(t, app)
  const body = JSON.stringify({ work: SLUG, exact: WORDS[0] })
  socket.write(
    `POST /quotes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  )
  await once(socket, 'data')
  socket.write(`${body}GET /works HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
  t.match(await text(socket), /^HTTP\/1\.1 201 [\s\S]*HTTP\/1\.1 200 /)
})

t.test('no protocol is changed to: the connection ends with the answer', async (t) => {
  const { app } = await buildTestApp(t)
  const { socket } = await client(t, app)
  socket.write(
    'GET /works HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\x81\x85\x37\xfa\x21\x3d',
  )
  const answer = await text(socket)
  t.match(answer, /^HTTP\/1\.1 200 [\s\S]*connection: close/i)
  t.equal(answer.match(/HTTP\/1\.1/g)!.length, 1)
})

t.test('JSON of too many values or levels is refused before it is parsed', async (t) => {
  const { app } = await buildTestApp(t)
  const post = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/citations',
      headers: { 'content-type': 'application/json' },
      payload,
    })
  const bodies = {
    'objects without number': `[${'{},'.repeat(300_000)}{}]`,
    'dates of many parts': `{"items":[{"id":"a","type":"book","issued":{"date-parts":[[${'1,'.repeat(300_000)}1]]}}]}`,
    'levels without end': '['.repeat(1_000_000),
    'levels that end': `${'['.repeat(40)}${']'.repeat(40)}`,
  }
  for (const [name, body] of Object.entries(bodies)) {
    const { statusCode, json } = await post(body)
    t.equal(statusCode, 400, name)
    t.match(json().detail, /more than (?:32 deep|100000 values)|deep/, name)
  }
})

/** A promise and what keeps it. */
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void
  const promise = new Promise<T>((keep) => {
    resolve = keep
  })
  return { promise, resolve }
}

function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` }
}

/** A client of the server, which listens from the first on. */
async function client(t: Test, app: FastifyInstance): Promise<{ socket: Socket }> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => {})
  t.teardown(() => socket.destroy())
  await once(socket, 'connect')
  return { socket }
}

/** Resolves when the other side has closed. */
async function closed(socket: Socket): Promise<void> {
  socket.resume()
  await once(socket, 'close')
}

function connections({ server }: FastifyInstance): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )
}

/** Counts the requests that are under way at once. @returns the most there were */
function countsUnderWay(app: FastifyInstance): () => number {
  let underWay = 0
  let most = 0
  app.addHook('onRequest', async () => {
    most = Math.max(most, ++underWay)
  })
  app.addHook('onResponse', async () => {
    underWay--
  })
  return () => most
}
