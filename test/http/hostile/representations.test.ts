import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import t from 'tap'
import { buildTestApp, NOW } from '../../support/app.ts'
import { goodAddress, reads } from './operations.ts'
import { faultOfProblem, isProblem } from './problems.ts'
import { type Answer, app, get, inject, PARAGRAPH, postQuote, QUOTE, SLUG, VERSION, WORK } from './server.ts'
import { staysUnharmed } from './unharmed.ts'

const seed = readFileSync(new URL('../../fixtures/seed/breaking-the-siege-of-aleppo.md', import.meta.url))

t.test('HEAD answers as GET does, without the body', async (t) => {
  await postQuote({ work: SLUG, exact: 'siege' })
  const addresses = [
    ...reads.map(goodAddress),
    '/openapi.yaml',
    '/openapi.json',
    `/works/${SLUG}.txt`,
    '/works/nowhere',
    '/works?x=1',
  ]
  for (const address of addresses) {
    for (const headers of [{}, { 'accept-encoding': 'gzip' }]) {
      const full = await inject('GET', address, headers)
      const head = await inject('HEAD', address, headers)
      const { date: _, ...expected } = full.headers
      const { date: __, ...found } = head.headers
      t.same([head.statusCode, head.body], [full.statusCode, ''], address)
      t.strictSame(found, expected, `${address}: headers`)
    }
  }
})

t.test('ranges of the source are those of RFC 9110', async (t) => {
  const source = `/works/${WORK}/source`
  const { headers: whole } = await get(source)
  const etag = String(whole.etag)
  const size = seed.length
  const parts: [string, number, number][] = [
    ['bytes=0-99', 0, 99],
    ['bytes=0-0', 0, 0],
    ['bytes=7000-', 7000, size - 1],
    ['bytes=-54', size - 54, size - 1],
    ['bytes=-999999', 0, size - 1],
    ['bytes=100-999999', 100, size - 1],
    ['bytes = 0-9'.replace(/ /g, ''), 0, 9],
  ]
  for (const [range, start, end] of parts) {
    const answer = await get(source, { range })
    t.same(
      [answer.statusCode, answer.headers['content-range']],
      [206, `bytes ${start}-${end}/${size}`],
      range,
    )
    t.ok(answer.rawPayload.equals(seed.subarray(start, end + 1)), `${range}: the bytes`)
    t.same(
      [answer.headers.etag, answer.headers['repr-digest']],
      [etag, whole['repr-digest']],
      `${range}: of the same whole`,
    )
  }
  for (const range of [`bytes=${size}-`, 'bytes=-0', 'bytes=999999-9999999']) {
    const answer = await get(source, { range })
    isProblem(t, answer, 416, range)
    t.equal(answer.headers['content-range'], `bytes */${size}`, `${range}: the size is told`)
    const { etag, 'repr-digest': digest, 'content-disposition': name } = answer.headers
    t.same(
      [etag, digest, name],
      [undefined, undefined, undefined],
      `${range}: the problem has not the headers of the file`,
    )
  }
  const ignored = ['items=0-5', 'items=999999-', 'bytes=0-9,20-29', `bytes=${'0-0,'.repeat(1000)}1-1`]
  for (const range of ignored) {
    const answer = await get(source, { range })
    t.same(
      [answer.statusCode, answer.rawPayload.equals(seed)],
      [200, true],
      `${range.slice(0, 40)} is ignored`,
    )
  }
  for (const range of [
    'bytes=5-2',
    'bytes=x',
    'bytes=',
    'bytes',
    'bytes=1',
    'bytes=--1',
    '=',
    'bytes=1-2-3',
  ]) {
    const answer = await get(source, { range })
    t.ok(answer.statusCode === 200 || faultOfProblem(answer) === null, `${range} is ignored or refused`)
  }
  const conditions: [string, number][] = [
    [etag, 206],
    ['"other"', 200],
    [`W/${etag}`, 200],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 200],
  ]
  for (const [condition, status] of conditions) {
    const answer = await get(source, { range: 'bytes=0-9', 'if-range': condition })
    t.equal(answer.statusCode, status, `If-Range: ${condition}`)
  }
  t.equal(
    (await get(source, { range: 'bytes=0-9', 'if-none-match': etag })).statusCode,
    304,
    'conditions go before ranges',
  )
  const head = await inject('HEAD', source, { range: 'bytes=0-9' })
  t.same(
    [head.statusCode, head.headers['content-length']],
    [200, String(size)],
    'ranges are for GET alone (§14.2)',
  )
})

t.test('If-None-Match knows lists, the asterisk and weak tags', async (t) => {
  for (const operation of reads) {
    const address = goodAddress(operation)
    const { headers } = await get(address)
    const etag = headers.etag as string | undefined
    if (etag === undefined) continue
    // The time of an answer stands in those of OAI-PMH.
    const opaque = operation.path === '/oai' ? etag.replace(/^W\//, '') : etag
    t.match(opaque, /^"[\x21\x23-\x7e]+"$/, `${address}: a strong tag`)
    for (const field of [
      opaque,
      `W/${opaque}`,
      '*',
      ' * ',
      `"x", ${opaque}`,
      `"x",W/${opaque} ,"y"`,
      `W/"a,b", ${opaque}`,
    ]) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await inject(method, address, { 'if-none-match': field })
        t.same([answer.statusCode, answer.body], [304, ''], `${method} ${address} ${field}`)
        for (const name of ['etag', 'cache-control', 'vary', 'content-location'] as const) {
          t.equal(answer.headers[name], headers[name], `${address} ${field}: ${name} (RFC 9110 §15.4.5)`)
        }
      }
    }
    for (const field of ['"x"', 'W/"x", "y"', opaque.slice(1, -1), '', ',', `"x${opaque.slice(1)}`]) {
      t.equal((await get(address, { 'if-none-match': field })).statusCode, 200, `${address} ${field}`)
    }
  }
})

t.test('Accept is read with weights and specificity; what is not there is told', async (t) => {
  const [json, text, markdown] = ['application/json', 'text/plain', 'text/markdown']
  const wanted: [string, string][] = [
    ['*/*', json],
    ['application/*', json],
    ['text/*', text],
    [text, text],
    ['TEXT/PLAIN', text],
    ['text/plain; charset=utf-8', text],
    ['application/json; charset=utf-8', json],
    [`${text};q=0.1, ${markdown}`, markdown],
    [`${json};q=0.5, ${text};q=0.9`, text],
    [`*/*;q=0.1, ${markdown}`, markdown],
    [`text/*, ${text};q=0`, markdown],
    [`*/*, ${json};q=0`, text],
    [`${text};q=0.5, */*;q=0.5, ${json};q=0.2`, text],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['application/pdf, application/json;q=0.001', json],
    [`application/pdf;a="b, ${text}", ${markdown}`, markdown],
    [`${text} ; Q="0.5" , ${markdown};q=0.6;q=0`, markdown],
  ]
  for (const [accept, type] of wanted) {
    const { statusCode, headers } = await get(`/works/${WORK}`, { accept })
    t.same([statusCode, String(headers['content-type']).split(';')[0]], [200, type], accept)
    t.match(headers.vary, /\baccept\b/i, `${accept}: Vary`)
  }
  for (const accept of ['application/pdf', `${json};q=0`, 'image/*', '*/*;q=0', 'text/css']) {
    const answer = await get(`/works/${WORK}`, { accept })
    isProblem(t, answer, 406, accept)
    t.same(answer.json().available.slice(0, 3), [json, text, markdown], `${accept}: what there is`)
  }
  for (const accept of [
    '',
    'x',
    ',',
    ';',
    '/',
    'text',
    `${'text/plain,'.repeat(500)}x/y`,
    'text/plain;q=x',
    'a/b;c="d,e"',
    `text/html;a=x${' '.repeat(15_600)}y`,
    `text/html;a="${'\\"'.repeat(7000)}`,
  ]) {
    const answer = await get(`/works/${WORK}`, { accept })
    t.ok(
      answer.statusCode === 200 || faultOfProblem(answer) === null,
      `${accept.slice(0, 30)} breaks nothing`,
    )
  }
})

const decode: Record<string, (body: Buffer) => Buffer> = {
  identity: (body) => body,
  gzip: (body) => gunzipSync(body),
  br: (body) => brotliDecompressSync(body),
}

t.test('each content coding has a tag and a digest of its own, over the same text', async (t) => {
  const wanted: [string, string[]][] = [
    ['identity', ['identity']],
    ['gzip', ['gzip']],
    ['GZIP', ['gzip']],
    ['br', ['br']],
    ['gzip, deflate, br', ['br', 'gzip']],
    ['*', ['br', 'gzip', 'identity']],
    ['deflate', ['identity']],
    ['br;q=0, gzip', ['gzip']],
    ['gzip;q=0, br;q=0', ['identity']],
    ['gzip;q=1, br;q=0.1', ['gzip']],
    ['br;q=0.2, gzip;q=0.1, identity;q=0.9', ['identity']],
    ['identity;q=0, gzip', ['gzip']],
    ['', ['identity']],
  ]
  const digested = { 'want-repr-digest': 'sha-256=10' }
  for (const address of [`/works/${WORK}/paragraphs`, `/works/${WORK}/provenance`]) {
    const plain = await get(address)
    const tags = new Map<string, unknown>()
    for (const [accepted, codings] of wanted) {
      const { headers, rawPayload } = await get(address, { 'accept-encoding': accepted, ...digested })
      const coding = String(headers['content-encoding'] ?? 'identity')
      t.ok(codings.includes(coding), `${accepted} → ${coding}`)
      t.ok(decode[coding]!(rawPayload).equals(plain.rawPayload), `${accepted}: the same text`)
      const digest = createHash('sha256').update(rawPayload).digest('base64')
      t.equal(headers['repr-digest'], `sha-256=:${digest}:`, `${accepted}: Repr-Digest`)
      t.equal(headers['content-length'], String(rawPayload.length), `${accepted}: Content-Length`)
      t.match(headers.vary, /accept-encoding/i, `${accepted}: Vary`)
      t.equal(tags.get(coding) ?? headers.etag, headers.etag, `${accepted}: one tag for each coding`)
      tags.set(coding, headers.etag)
    }
    t.equal(new Set(tags.values()).size, 3, `${address}: three tags`)
    const gzip = { 'accept-encoding': 'gzip' }
    t.equal((await get(address, { ...gzip, 'if-none-match': String(tags.get('gzip')) })).statusCode, 304)
    t.equal((await get(address, { ...gzip, 'if-none-match': String(tags.get('br')) })).statusCode, 200)
  }
})

t.test('what is small is sent as it is', async (t) => {
  for (const address of [
    `/works/${WORK}`,
    `/works/${WORK}/paragraphs?limit=2`,
    `/works/${WORK}/paragraphs/1.txt`,
  ]) {
    const { headers } = await get(address, { 'accept-encoding': 'gzip, br' })
    t.equal(headers['content-encoding'], undefined, address)
    t.match(headers.vary, /accept-encoding/i, 'another state of it may be large')
  }
})

t.test('what is small is compressed for who refuses it as it is', async (t) => {
  for (const address of [
    `/works/${WORK}`,
    `/works/${WORK}/paragraphs/1`,
    `/works/${WORK}/paragraphs/1.txt`,
  ]) {
    const plain = await get(address)
    for (const [accepted, coding] of [
      ['br, identity;q=0', 'br'],
      ['gzip, *;q=0', 'gzip'],
      ['gzip;q=0.1, br;q=0.2', 'identity'],
      ['identity;q=0', 'identity'],
    ] as const) {
      // Twice, as what was kept of the first is what the second gets.
      for (const { headers, rawPayload } of [
        await get(address, { 'accept-encoding': accepted }),
        await get(address, { 'accept-encoding': accepted }),
      ]) {
        t.equal(headers['content-encoding'] ?? 'identity', coding, `${address}: ${accepted}`)
        t.ok(decode[coding]!(rawPayload).equals(plain.rawPayload), `${address}: ${accepted}: the same text`)
      }
    }
  }
})

t.test('an extension and ?format= go before Accept, and may not contradict each other', async (t) => {
  const text = String((await get(`/works/${WORK}?format=txt`)).body)
  for (const address of [
    '.txt',
    '.txt?format=txt',
    '.txt?format=text',
    '?format=text/plain',
    '?format=text%2Fplain',
  ]) {
    const answer = await get(`/works/${WORK}${address}`, { accept: 'application/json' })
    t.same([answer.statusCode, answer.body === text], [200, true], address)
  }
  for (const address of ['.txt?format=json', '.json?format=md', '?format=json&format=txt']) {
    isProblem(t, await get(`/works/${WORK}${address}`), 400, address)
  }
  for (const format of ['pdf', 'JSON5', '', '__proto__', 'constructor', 'xhtml', 'ndjson']) {
    isProblem(t, await get(`/works/${WORK}?format=${format}`), [400, 406], `format=${format}`)
  }
  isProblem(t, await get(`/works/${WORK}.pdf`), 404, 'an extension that is none')
  isProblem(t, await get(`/works/${WORK}.ndjson`), [404, 406], 'an extension of another resource')
  isProblem(t, await get(`/works/${WORK}/source.txt`), [400, 404, 406], 'an extension of the source')
})

staysUnharmed(t)

t.test('every answer to those who read is declared: its status, and its media type', async (t) => {
  type Responses = Record<string, { content?: Record<string, unknown> }>
  const { paths } = app.swagger() as unknown as { paths: Record<string, { get: { responses: Responses } }> }
  const isDeclared = (operation: (typeof reads)[number], { statusCode, headers }: Answer, name: string) => {
    const declared = paths[operation.path]!.get.responses[statusCode]
    t.ok(declared, `${operation.path}: ${statusCode} ${name}`)
    const type = String(headers['content-type']).split(';')[0]!
    if (statusCode === 200)
      t.ok(Object.keys(declared?.content ?? {}).includes(type), `${operation.path}: ${type}`)
    else t.same(Object.keys(declared?.content ?? {}), [], `${operation.path}: no body with ${statusCode}`)
  }
  for (const operation of reads) {
    const address = goodAddress(operation)
    const answer = await get(address)
    if (answer.statusCode !== 200) continue
    isDeclared(operation, answer, 'as asked for')
    const declares304 = paths[operation.path]!.get.responses['304'] !== undefined
    t.equal(declares304, answer.headers.etag !== undefined, `${operation.path}: 304 goes with an entity tag`)
    const respelt = await get(
      address.replace(operation.path.startsWith('/paragraphs') ? PARAGRAPH : WORK, (id) => id.toUpperCase()),
    )
    isDeclared(operation, respelt, 'to another spelling')
  }
  const styles = reads.find(({ path }) => path === '/styles/{style}')!
  isDeclared(styles, await get('/styles/mla'), 'to an alias')
})

t.test('whoever asks for nothing but what they have is told when there is something else', async (t) => {
  for (const address of [...reads.map(goodAddress), '/openapi.yaml']) {
    const { etag } = (await get(address)).headers
    if (etag === undefined) continue
    for (const method of ['GET', 'HEAD']) {
      for (const field of [String(etag), '*', `"x", ${etag}`])
        t.equal(
          (await inject(method, address, { 'if-match': field })).statusCode,
          200,
          `${method} ${address} ${field}`,
        )
      for (const field of ['"x"', `W/${etag}`, 'x', ''])
        t.equal(
          (await inject(method, address, { 'if-match': field })).statusCode,
          412,
          `${method} ${address} ${field}`,
        )
    }
    isProblem(t, await get(address, { 'if-match': '"x"', 'if-none-match': String(etag) }), 412, address)
    const unchanged = { 'if-match': String(etag), 'if-none-match': String(etag) }
    t.equal((await get(address, unchanged)).statusCode, 304, `${address}: both conditions`)
  }
})

t.test('what has a moment of change tells it, and is not sent again to those who have it', async (t) => {
  await postQuote({ work: SLUG, exact: 'siege' })
  const registered = (await postQuote({ work: SLUG, exact: 'siege of Aleppo' })).json().id
  const addresses = [
    ...['', '.json', '.txt', '.md', '.csl.json', '/source'].map((end) => `/works/${WORK}${end}`),
    ...['', '.txt', '/source'].map((end) => `/works/${WORK}/versions/${VERSION}${end}`),
    `/quotes/${registered}.json`,
  ]
  for (const address of addresses) {
    const { headers } = await get(address)
    const modified = String(headers['last-modified'])
    t.equal(modified, new Date(NOW).toUTCString(), address)
    for (const method of ['GET', 'HEAD']) {
      const ask = async (fields: Record<string, string>) => (await inject(method, address, fields)).statusCode
      const name = `${method} ${address}`
      t.equal(await ask({ 'if-modified-since': modified }), 304, name)
      for (const other of ['Thu, 01 Jan 2015 00:00:00 GMT', 'Fri, 01 Jan 2100 00:00:00 GMT', 'yesterday', ''])
        t.equal(await ask({ 'if-modified-since': other }), 200, `${name}: ${other}`)
      t.equal(
        await ask({ 'if-modified-since': modified, 'if-none-match': '"x"' }),
        200,
        `${name}: the tag goes before`,
      )
      t.equal(await ask({ 'if-unmodified-since': modified }), 200, name)
      t.equal(await ask({ 'if-unmodified-since': 'Thu, 01 Jan 2015 00:00:00 GMT' }), 412, name)
    }
  }
})

t.test('descriptions and their page have tags', async (t) => {
  const { app } = await buildTestApp(t, { documentation: true, seed: false })
  for (const url of [
    '/openapi.yaml',
    '/openapi.json',
    '/docs',
    '/docs/',
    '/docs/json',
    '/docs/static/swagger-ui.css',
  ]) {
    const { headers, statusCode } = await app.inject(url)
    t.equal(statusCode, 200, url)
    t.match(headers.etag, /"/, url)
    const again = await app.inject({ url, headers: { 'if-none-match': String(headers.etag) } })
    t.same([again.statusCode, again.body], [304, ''], url)
  }
})

t.test('the page of the description needs nothing that its policy forbids', async (t) => {
  const { app } = await buildTestApp(t, { documentation: true, seed: false })
  const page = await app.inject('/docs/')
  t.notMatch(page.headers['content-security-policy'], /unsafe|https?:|\*/)
  t.notMatch(page.body, /<style|style=|<script>|javascript:|https?:/)
  const { body } = await app.inject('/docs/static/swagger-initializer.js')
  t.match(body, /"?layout"?: ?"BaseLayout"/, 'the other one brings a picture with a style of its own')
})

t.test('a slash at the end of an address changes nothing, behind an extension either', async (t) => {
  for (const address of [`/works/${WORK}`, `/works/${WORK}.txt`, `/quotes/${QUOTE}.csl.json`]) {
    const { statusCode, body } = await get(address)
    const slashed = await get(`${address}/`)
    t.same([statusCode, slashed.statusCode, slashed.body], [200, 200, body], address)
  }
})
