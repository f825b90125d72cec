import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { databaseFile } from '../../src/files/archive-files.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { BASE, buildTestApp } from '../support/app.ts'

const PARAGRAPH = '/paragraphs/m79f8w3gyar2vm2a'
const WORK = '2rma5yfyxknb207f'

/** What a client sees of an answer, but for the time of day. */
async function seen(app: FastifyInstance, url: string, headers: Record<string, string> = {}, method = 'GET') {
  const { statusCode, headers: all, rawPayload } = await app.inject({ method: method as 'GET', url, headers })
  const { date: _, ...fields } = all
  return { statusCode, fields, body: rawPayload.toString('base64') }
}

t.test('an answer out of memory is the answer that was made, in every representation', async (t) => {
  const { app } = await buildTestApp(t)
  const addresses = [
    PARAGRAPH,
    `${PARAGRAPH}.txt`,
    `${PARAGRAPH}/citation?style=apa`,
    `/works/${WORK}/paragraphs/3`,
  ]
  const fields = [
    {},
    { accept: 'text/plain' },
    { accept: 'text/x-bibliography' },
    { 'accept-encoding': 'br' },
  ]
  for (const url of addresses) {
    for (const headers of fields) {
      const first = await seen(app, url, headers)
      for (const again of ['second', 'third', 'fourth'])
        t.same(await seen(app, url, headers), first, `${url} ${JSON.stringify(headers)}, ${again} time`)
    }
  }
})

t.test('an answer out of memory is left out for HEAD and for who has it', async (t) => {
  const { app } = await buildTestApp(t)
  const first = await seen(app, PARAGRAPH)
  await seen(app, PARAGRAPH)
  const head = await seen(app, PARAGRAPH, {}, 'HEAD')
  t.same(head, { ...first, body: '' }, 'HEAD has the headers of GET')
  const etag = String(first.fields['etag'])
  const unchanged = await seen(app, PARAGRAPH, { 'if-none-match': etag })
  const { 'content-type': _, 'content-length': __, 'repr-digest': ___, ...shared } = first.fields
  t.same(unchanged, { statusCode: 304, fields: shared, body: '' })
})

t.test('what is refused is refused every time', async (t) => {
  const { app } = await buildTestApp(t)
  for (let times = 0; times < 4; times++) {
    t.equal((await seen(app, '/paragraphs/aaaaaaaaaaaaaaaa')).statusCode, 404)
    t.equal((await seen(app, `${PARAGRAPH}?colour=red`)).statusCode, 400)
    t.equal((await seen(app, PARAGRAPH, { accept: 'image/png' })).statusCode, 406)
    t.equal((await seen(app, PARAGRAPH, {}, 'DELETE')).statusCode, 405)
  }
})

t.test('no commit is masked: ours shows at once, those of others within 50 ms', async (t) => {
  const { app, directory } = await buildTestApp(t)
  const payload = { work: WORK, exact: 'This is where abandonment has led.' }
  const found = await app.inject({ url: `/works/${WORK}/quotes?exact=${encodeURIComponent(payload.exact)}` })
  const address = found.json().items[0].url.replace(BASE, '')
  const read = async (url: string) => (await app.inject({ url })).json()
  for (let times = 0; times < 4; times++) t.equal((await read(address)).registered, false)
  await app.inject({ method: 'POST', url: '/quotes', payload })
  t.equal((await read(address)).registered, true, 'ours')

  for (let times = 0; times < 4; times++) t.not((await read(PARAGRAPH)).work.title, 'Another title')
  const other = openWriter(databaseFile(directory))
  other.exec(`
    CREATE TEMP TABLE revised AS SELECT * FROM metadata;
    UPDATE revised SET revision = revision + 1, title = 'Another title';
    INSERT INTO metadata SELECT * FROM revised;`)
  other.close()
  await setTimeout(60)
  t.equal((await read(PARAGRAPH)).work.title, 'Another title', 'of another process')
})
