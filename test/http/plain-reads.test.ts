import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { plainReads, type QuickRead } from '../../src/http/plain-reads.ts'
import { ReadyAnswers } from '../../src/http/protocol/ready-answers.ts'
import { BASE, buildTestApp } from '../support/app.ts'

const PARAGRAPH = '/paragraphs/m79f8w3gyar2vm2a'
const WORK = '/works/2rma5yfyxknb207f'

interface Seen {
  status: number | undefined
  fields: Record<string, unknown>
  body: string
}

/** What a client of the server sees: simple reads do not come to the framework. */
async function served(
  app: FastifyInstance,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Seen> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const asking = request({ host: '127.0.0.1', port, path, method, headers })
  asking.end()
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  const chunks = []
  for await (const chunk of answer) chunks.push(chunk)
  return seen(answer.statusCode, answer.headers, Buffer.concat(chunks))
}

/** What a client would see of the framework. */
async function framed(app: FastifyInstance, url: string, headers: Record<string, string>, method: string) {
  const answer = await app.inject({ method: method as 'GET', url, headers })
  return seen(answer.statusCode, answer.headers, answer.rawPayload)
}

/** But for the time of day and the state of the connection. */
function seen(status: number | undefined, headers: Record<string, unknown>, body: Buffer): Seen {
  const { date: _, connection: __, 'keep-alive': ___, 'transfer-encoding': ____, ...fields } = headers
  return { status, fields, body: body.toString('base64') }
}

t.test('a read is answered alike with the framework and before it', async (t) => {
  const { app } = await buildTestApp(t)
  const found = (await app.inject(`${WORK}/quotes?exact=abandonment`)).json()
  const quote = found.items[0].url.replace(BASE, '')
  const payload = { work: WORK.slice('/works/'.length), exact: 'where abandonment has led' }
  const registered = `/quotes/${(await app.inject({ method: 'POST', url: '/quotes', payload })).json().id}`
  const addresses = [
    PARAGRAPH,
    `${WORK}/paragraphs/3`,
    `${WORK}/paragraphs/0`,
    `${WORK}/paragraphs/99`,
    '/works/0000000000000000/paragraphs/1',
    '/paragraphs/0000000000000000',
    PARAGRAPH.toUpperCase().replace('PARAGRAPHS', 'paragraphs'),
    `${PARAGRAPH}/`,
    `${PARAGRAPH}?format=json`,
    `${PARAGRAPH}?colour=red`,
    `${PARAGRAPH}.txt`,
    `${PARAGRAPH}/citation?style=apa`,
    quote,
    quote.split('?')[0]!,
    registered,
    `${registered}.1`,
    `${registered}.2`,
    registered.replace(/quotes.{17}/, 'quotes/0000000000000000'),
  ]
  const { etag, 'last-modified': modified } = (await app.inject(quote)).headers
  const fields: Record<string, string>[] = [
    {},
    { accept: 'application/json' },
    { accept: 'text/plain' },
    { accept: 'image/png' },
    { 'accept-encoding': 'gzip, deflate, br' },
    { 'if-none-match': `W/${etag}, "other"` },
    { 'if-none-match': '*' },
    { 'if-modified-since': String(modified) },
    { 'if-match': '"other"' },
    { 'want-repr-digest': 'sha-256=1' },
    { range: 'bytes=0-1' },
    { expect: 'the unexpected' },
  ]
  for (const path of addresses)
    for (const headers of fields)
      for (const method of ['GET', 'HEAD', 'DELETE'])
        for (const time of ['first', 'second', 'third'])
          t.strictSame(
            await served(app, path, headers, method),
            await framed(app, path, headers, method),
            `${method} ${path} ${JSON.stringify(headers)}, ${time} time`,
          )
})

t.test('a digest goes with JSON where it is wanted, and with a text', async (t) => {
  const { app } = await buildTestApp(t)
  const digestOf = async (path: string, headers = {}) =>
    (await served(app, path, headers)).fields['repr-digest']
  for (let time = 0; time < 3; time++) {
    t.equal(await digestOf(PARAGRAPH), undefined)
    t.match(await digestOf(PARAGRAPH, { 'want-repr-digest': 'sha-256=10' }), /^sha-256=:.{44}:$/)
    t.match(await digestOf(`${PARAGRAPH}.txt`), /^sha-256=:.{44}:$/)
  }
})

t.test('what is no simple read is seen by the framework', async (t) => {
  const { app } = await buildTestApp(t)
  for (let time = 0; time < 3; time++) await served(app, PARAGRAPH)
  const { port } = app.server.address() as AddressInfo
  const heads = {
    400: ['GET * HTTP/1.1', 'Host: a', 'Host: b'],
    200: ['GET * HTTP/1.1', 'Host: a', 'Content-Length: 2', 'Connection: close', '', '{}'],
    404: [`GET http://archive.test/nowhere HTTP/1.1`, 'Host: a', 'Connection: close'],
  }
  for (const [status, [line = '', ...rest]] of Object.entries(heads)) {
    const socket = connect({ port, host: '127.0.0.1' })
    const body = rest.includes('') ? '' : '\r\n\r\n'
    socket.write([line.replace('*', PARAGRAPH), ...rest].join('\r\n') + body)
    const [answer] = await once(socket, 'data')
    t.match(String(answer), new RegExp(`^HTTP/1.1 ${status} `), line)
    socket.destroy()
  }
})

t.test('a bound on requests counts those that are ready, too', async (t) => {
  const { app } = await buildTestApp(t, { limits: 'requestsPerMinute=3' })
  const statuses = []
  for (let time = 0; time < 5; time++) statuses.push((await served(app, PARAGRAPH)).status)
  t.strictSame(statuses, [200, 200, 200, 429, 429])
})

t.test('a fault of the storage is left to the framework, whenever it comes', async (t) => {
  const fault = new Error('The disk is gone.')
  const answer = { status: 200, etag: '"a"', headers: [], headersUnchanged: [], body: 'quick', route: '/' }
  /** Who answers when the n-th look for commits fails, and when reading does. */
  const answeredBy = async (faulty: number, quick: QuickRead) => {
    let looks = 0
    const moment = () => {
      if (++looks === faulty) throw fault
      return 1
    }
    const ready = new ReadyAnswers({ moment, onChange: () => {} })
    const server = createServer(plainReads({ ready, quick }, (_, response) => response.end('framework')))
    t.teardown(() => server.close())
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    return (await fetch(`http://127.0.0.1:${port}${PARAGRAPH}`)).text()
  }
  for (const look of ['for the answer', 'before it is made', 'before it is kept'].entries())
    t.equal(await answeredBy(look[0] + 1, async () => answer), 'framework', look[1])
  t.equal(await answeredBy(4, async () => answer), 'quick', 'no more looks')
  t.equal(await answeredBy(0, () => Promise.reject(fault)), 'framework', 'a read')
})
