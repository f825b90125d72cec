import { pino } from 'pino'
import t from 'tap'
import { databaseFile } from '../../../src/files/archive-files.ts'
import { revokeAccessKey } from '../../../src/store/sqlite/access-keys.ts'
import { openWriter } from '../../../src/store/sqlite/open.ts'
import { buildTestApp, createKey, NOW } from '../../support/app.ts'
import { addressOf, goodAddress, operations, reads } from './operations.ts'
import { isProblem } from './problems.ts'
import { type Answer, get, inject, postQuote, raw, SLUG, WORK } from './server.ts'
import { staysUnharmed } from './unharmed.ts'

/** The methods of every address of the API. */
function documentedMethods(): Map<string, Set<string>> {
  const documented = new Map<string, Set<string>>([
    ['/openapi.yaml', new Set(['GET', 'HEAD', 'OPTIONS'])],
    ['/openapi.json', new Set(['GET', 'HEAD', 'OPTIONS'])],
  ])
  for (const { path, method } of operations) {
    const methods = documented.get(path) ?? new Set(['OPTIONS'])
    documented.set(path, methods.add(method))
    if (method === 'GET') methods.add('HEAD')
  }
  return documented
}

t.test('other methods are refused on every address, with those that there are', async (t) => {
  for (const [path, known] of documentedMethods()) {
    const address = addressOf({ path, method: '', parameters: [] })
    const allowed = ({ headers }: Answer) => new Set(String(headers['allow']).split(', '))
    const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !known.has(method))
    for (const method of others) {
      const answer = await inject(method, address, { 'content-type': 'application/json' }, '{')
      isProblem(t, answer, 405, `${method} ${path}`)
      t.same(allowed(answer), known, `${method} ${path}: Allow`)
    }
    const options = await inject('OPTIONS', address)
    t.same([options.statusCode, options.body, allowed(options)], [204, '', known], `OPTIONS ${path}`)
  }
  for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
    isProblem(t, await inject(method, '/nowhere'), 404, `${method} /nowhere`)
  for (const method of ['TRACE', 'PROPFIND', 'LINK']) {
    const answer = await raw(`${method} /works HTTP/1.1\r\nHost: archive.test\r\nConnection: close\r\n\r\n`)
    isProblem(t, answer, [405, 501], method)
  }
  isProblem(t, await raw('BREW /works HTTP/1.1\r\nHost: archive.test\r\n\r\n'), [400, 501], 'BREW')
})

t.test('a browser that asks before it sends learns the methods, whatever it is to send', async (t) => {
  const preflight = { origin: 'https://elsewhere.test', 'access-control-request-method': 'GET' }
  for (const [path, known] of documentedMethods()) {
    const address = addressOf({ path, method: '', parameters: [] })
    for (const end of [
      '?q=x',
      '?limit=0&nothing=1',
      '?format=nothing',
      '?q=%ff',
      '.txt',
      '.csl.json?style=apa',
    ]) {
      const isExtension = end.startsWith('.')
      if (isExtension && !/^\/(?:works|paragraphs|quotes)\b/.test(path)) continue
      const { statusCode, headers } = await inject('OPTIONS', address + end, preflight)
      t.equal(statusCode, 204, `${address}${end}`)
      t.equal(headers['access-control-allow-origin'], '*', `${address}${end}`)
      t.same(new Set(String(headers['access-control-allow-methods']).split(', ')), known, `${address}${end}`)
    }
  }
  const { headers } = await inject('OPTIONS', '/search?q=x', preflight)
  const allowed = String(headers['access-control-allow-headers']).toLowerCase().split(', ')
  for (const name of ['accept', 'authorization', 'content-type', 'if-match', 'if-none-match', 'range'])
    t.ok(allowed.includes(name), name)
})

/** What a page of another origin may read of any answer (Fetch, "CORS-safelisted response-header name"), or has no use for. */
const NEEDS_NO_EXPOSING =
  /^(?:cache-control|content-(?:language|length|type|encoding)|expires|last-modified|pragma|access-control-.*|connection|keep-alive|date|transfer-encoding|vary|x-content-type-options|referrer-policy|content-security-policy)$/

t.test('a page of another origin can read every header that says something', async (t) => {
  const answers = [
    ...(await Promise.all(reads.map((operation) => get(goodAddress(operation), { range: 'bytes=0-9' })))),
    await inject('POST', '/works', { 'content-type': 'text/markdown' }, '# x'),
    await inject('POST', '/works', {}),
    await inject('DELETE', '/works'),
    await inject('OPTIONS', '/works'),
    await get(`/works/${WORK.toUpperCase()}`),
    await postQuote({ work: SLUG, exact: 'siege of Aleppo' }),
  ]
  for (const { headers } of answers) {
    const exposed = String(headers['access-control-expose-headers']).toLowerCase().split(', ')
    const hidden = Object.keys(headers).filter(
      (name) => !NEEDS_NO_EXPOSING.test(name) && !exposed.includes(name),
    )
    t.same(hidden, [])
  }
})

t.test('what is not HTTP is answered as a problem, and the connection closed', async (t) => {
  const host = 'Host: archive.test\r\n'
  const post = `POST /quotes HTTP/1.1\r\n${host}Content-Type: application/json\r\n`
  const garbage: [string, string | Buffer, number[]][] = [
    ['a word', 'GARBAGE\r\n\r\n', [400]],
    ['a TLS greeting', Buffer.from('16030100a5010000a10303', 'hex'), [400]],
    ['zeros', Buffer.alloc(64), [400]],
    ['another version', `GET / HTTP/9.9\r\n${host}\r\n`, [400, 505]],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', [400]],
    ['two hosts', `GET / HTTP/1.1\r\n${host}Host: b\r\nConnection: close\r\n\r\n`, [400]],
    ['a space before the colon', 'GET / HTTP/1.1\r\nHost : archive.test\r\n\r\n', [400]],
    ['a header without a name', `GET / HTTP/1.1\r\n${host}: x\r\n\r\n`, [400]],
    ['NUL in a header', `GET / HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`, [400]],
    ['a bare carriage return', `GET / HTTP/1.1\r\n${host}X: a\rb\r\n\r\n`, [400]],
    ['two lengths', `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, [400]],
    ['a length and chunks', `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, [400]],
    ['a length that is none', `${post}Content-Length: two\r\n\r\n{}`, [400]],
    ['a negative length', `${post}Content-Length: -2\r\n\r\n{}`, [400]],
    ['a chunk of no size', `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`, [400]],
    [
      'an unknown transfer coding',
      `${post}Transfer-Encoding: rot13\r\nConnection: close\r\n\r\n{}`,
      [400, 501],
    ],
    ['20 kB of headers', `GET / HTTP/1.1\r\n${host}X: ${'a'.repeat(20_000)}\r\n\r\n`, [431]],
    ['an address of 20 kB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, [414, 431]],
    [
      'an expectation that nobody has',
      `${post}Expect: miracles\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
      [417],
    ],
    ['an address with a space', `GET /works/a b HTTP/1.1\r\n${host}\r\n`, [400]],
    ['an address without a slash', `GET works HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [400, 404]],
    ['an asterisk', `GET * HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [400, 404]],
  ]
  for (const [name, bytes, status] of garbage) {
    const answer = await raw(bytes).catch((error: Error) => ({
      statusCode: 0,
      headers: {},
      body: error.message,
    }))
    isProblem(t, answer, status, name)
    t.match(
      answer.headers,
      {
        'access-control-allow-origin': '*',
        'cache-control': 'no-store',
        'content-security-policy': /^default-src 'none'/,
        'x-content-type-options': 'nosniff',
      },
      `${name}: the headers of every answer`,
    )
  }
  for (const head of [
    `HEAD / HTTP/1.1\r\n${host}X: ${'a'.repeat(20_000)}\r\n\r\n`,
    `HEAD / HTTP/1.1\r\n${host}: x\r\n\r\n`,
    `HEAD /%ff HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    `HEAD /nowhere HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
  ]) {
    const answer = await raw(head)
    t.ok(answer.statusCode >= 400, `${answer.statusCode}`)
    t.equal(answer.body, '', `${answer.statusCode} to HEAD has no body`)
  }
  t.equal(
    (await raw(`GET /health/live HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)).statusCode,
    200,
    'and all is well',
  )
})

t.test('writing needs a key in force with its scope, and no key is ever logged', async (t) => {
  const lines: string[] = []
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
  const { app, key, directory } = await buildTestApp(t, { seed: false, logger })
  const sql = openWriter(databaseFile(directory))
  t.teardown(() => sql.close())
  const revoked = createKey(sql, { number: 2 })
  revokeAccessKey(sql, revoked.split('_')[1]!, NOW)
  const powerless = createKey(sql, { number: 3, scopes: [] })
  const send = (authorization?: string, url = '/works') =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'text/markdown', ...(authorization !== undefined && { authorization }) },
      payload: '# On ferries\n\nThe ferry leaves at six.\n',
    })
  const other = `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`
  for (const credentials of [undefined, '', 'Basic Y29sb3Bob246eA==', key]) {
    const answer = await send(credentials)
    isProblem(t, answer, 401, `${credentials?.replace(key, 'the key alone')}`)
    t.match(answer.headers['www-authenticate'], /^Bearer\b/, 'the scheme is told')
    t.notMatch(answer.headers['www-authenticate'], 'error=', 'no error code without a token (RFC 6750 §3.1)')
  }
  for (const [name, token] of Object.entries({
    other,
    revoked,
    'nobody knows': key.replace(/_.{8}_/, '_zzzzzzzz_'),
    'no key': 'x',
    long: 'x'.repeat(5000),
  })) {
    const answer = await send(`Bearer ${token}`)
    isProblem(t, answer, 401, `a key that is ${name}`)
    t.match(answer.headers['www-authenticate'], /^Bearer\b.*error="invalid_token"/, `${name} (RFC 6750 §3.1)`)
  }
  const lacking = await send(`Bearer ${powerless}`)
  isProblem(t, lacking, 403, 'a key without the scope')
  t.match(lacking.headers['www-authenticate'], /^Bearer\b.*error="insufficient_scope"/, 'RFC 6750 §3.1')
  isProblem(t, await send(undefined, `/works?key=${key}`), [400, 401], 'a key in the address')
  t.equal((await send(`bearer ${key}`)).statusCode, 201, 'schemes have no case (RFC 9110 §11.1)')
  t.equal((await send(`Bearer  ${key}`)).statusCode, 200, 'spaces may be several (RFC 9110 §11.4)')
  await app.inject({ url: `/nowhere/${key}` })
  const encoded = [...key].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join('')
  for (const spelling of [encoded, key.replaceAll('_', '%5F'), encoded.replaceAll('%', '%25')])
    await app.inject({ url: `/works?next=${spelling}` })
  const readable = decodeURIComponent(decodeURIComponent(lines.join('').replaceAll('%ff', '')))
  t.ok(lines.length > 10, 'requests were logged')
  const log = lines.join('')
  for (const secret of [key, other, revoked, powerless].map((key) => key.split('_')[2]!)) {
    t.notOk(log.includes(secret), 'no key is in the log')
    t.notOk(readable.includes(secret), 'nor is one to be read out of it')
  }
})

staysUnharmed(t)
