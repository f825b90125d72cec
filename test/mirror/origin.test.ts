import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { Origin } from '../../src/mirror/origin.ts'

const PATIENCE = { attempts: 2, wait: 1, silence: 1000 }

async function originThat(t: Test, answers: RequestListener): Promise<Origin> {
  const server = createServer(answers).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return new Origin(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, PATIENCE)
}

t.test('an origin that is silent, before its answer or within it, is given up', async (t) => {
  for (const beginning of [undefined, 'some bytes']) {
    let asked = 0
    const origin = await originThat(t, (_request, response) => {
      asked++
      if (beginning) response.write(beginning)
    })
    await t.rejects(origin.get('/a', 1000), { code: 'origin_unreachable', message: /\/a .*it is silent/ })
    t.equal(asked, PATIENCE.attempts)
  }
})

t.test('an origin that sends a byte now and then is given up', async (t) => {
  const origin = await originThat(t, async (request, response) => {
    for (; !request.destroyed; await wait(20)) response.write('a')
  })
  await t.rejects(origin.get('/a', 10_000), { code: 'origin_unreachable', message: /it sends too slowly/ })
})

t.test('an origin that takes its time and sends what it should is waited for', async (t) => {
  const origin = await originThat(t, async (_request, response) => {
    for (let n = 0; n < 20; n++) {
      response.write('a'.repeat(1000))
      await wait(100)
    }
    response.end()
  })
  const found = await origin.get('/a', 20_000)
  t.equal(found.status === 200 && found.bytes.length, 20_000)
})

t.test('no more bytes are taken than were asked for', async (t) => {
  let asked = 0
  const origin = await originThat(t, (_request, response) => {
    asked++
    response.end('a'.repeat(1001))
  })
  await t.rejects(origin.get('/a', 1000), { code: 'origin_altered', message: /more than 1000 bytes/ })
  t.equal(asked, 1, 'and it is not asked again')
})

t.test('of bytes that grow when they are unpacked, no more are unpacked than were asked for', async (t) => {
  const packed = {
    gzip: gzipSync(Buffer.alloc(200_000_000)),
    br: brotliCompressSync(Buffer.alloc(50_000_000)),
  }
  for (const [coding, bomb] of Object.entries(packed)) {
    t.ok(bomb.length < 1_000_000, `${coding} makes it small`)
    const origin = await originThat(t, (_request, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(bomb)
    })
    const before = process.memoryUsage().rss
    await t.rejects(origin.get('/a', 1_000_000), {
      code: 'origin_altered',
      message: /more than 1000000 bytes/,
    })
    t.ok(process.memoryUsage().rss - before < 100_000_000, 'it does not lie in memory')
  }
})
