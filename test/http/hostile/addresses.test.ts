import t from 'tap'
import { BASE } from '../../support/app.ts'
import { addressOf, goodBody, names, operations, reads } from './operations.ts'
import { faultOfProblem, isProblem, kindOf } from './problems.ts'
import { get, inject, operator, PARAGRAPH, QUOTE, raw, SLUG, WORK } from './server.ts'
import { staysUnharmed } from './unharmed.ts'

t.test('ids that are none are problems on every route that takes one', async (t) => {
  const ids = [
    '%20',
    '%00',
    `${PARAGRAPH}%00`,
    '%0d%0aX-Injected:%201',
    '%ff',
    '%ed%a0%80',
    '%',
    '%zz',
    '%2f',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    'a'.repeat(90),
    'a'.repeat(250),
    'a'.repeat(2000),
    '2rma5yfyxknb207',
    '2rma5yfyxknb207u',
    `${WORK}.`,
    `.${WORK}`,
    `${WORK}.f3kmr2tzf95ae5rgk83ym12`,
    ...['0', '01', '-1', '2', '999999', '9999999', '1.1', 'x'].map((n) => `${QUOTE}.${n}`),
    ...['0', '-1', '13', '1e3', '1.5', '+3', '0x3', '٣', '99999999999999999999'].map(encodeURIComponent),
    ...["'; DROP TABLE work; --", '<script>', '😀', 'é', '\u202e', '\ufeff'].map(encodeURIComponent),
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    '*',
  ]
  for (const operation of reads) {
    for (const name of names(operation, 'path')) {
      const wrong: unknown[] = []
      for (const id of ids) {
        const url = addressOf(operation, { [name]: id })
        const answer = await get(operation.path.endsWith('/quotes') ? `${url}?exact=siege` : url)
        const fault = faultOfProblem(answer)
        if (fault !== null || ![400, 404, 414].includes(answer.statusCode)) {
          wrong.push([url.slice(0, 120), answer.statusCode, fault ?? '', answer.body.slice(0, 120)])
        }
      }
      t.strictSame(wrong, [], `${name} of ${operation.path}`)
    }
  }
  isProblem(t, await get('/works/nowhere'), 404, 'a slug that nobody has')
  isProblem(t, await get('/nowhere?x=1'), 404, 'an address that is none')
})

t.test('ids in another spelling lead to the canonical address, and nowhere else', async (t) => {
  const spellings: [string, string][] = [
    [`/works/${WORK.toUpperCase()}`, `/works/${WORK}`],
    [`/works/${WORK.replace('0', 'o')}.txt`, `/works/${WORK}.txt`],
    [`/quotes/${QUOTE.toUpperCase()}?at=1%3A2-3`, `/quotes/${QUOTE}?at=1%3A2-3`],
    [`/quotes/${QUOTE}.1`, `/quotes/${QUOTE}`],
    [`/works/${WORK}/paragraphs/${PARAGRAPH.toUpperCase()}`, `/works/${WORK}/paragraphs/${PARAGRAPH}`],
    [`/works/2rma-5yfy-xknb-207f/provenance`, `/works/${WORK}/provenance`],
  ]
  for (const [typed, canonical] of spellings) {
    const { statusCode, headers } = await get(typed)
    t.same([statusCode, String(headers.location).replace(BASE, '')], [308, canonical], typed)
  }
  const absolute = await raw(
    `GET http://evil.example/works/${WORK.toUpperCase()} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
  )
  t.equal(absolute.statusCode, 308)
  t.equal(
    String(absolute.headers['location']).replace(BASE, ''),
    `/works/${WORK}`,
    'a foreign host is not followed',
  )
})

t.test('cursors of other lists, made up or mangled are refused', async (t) => {
  const real = new URL((await get(`/works/${WORK}/paragraphs?limit=1`)).json().next).searchParams.get(
    'cursor',
  )!
  const quotes = `/works/${WORK}/quotes?exact=the&limit=1`
  const ofQuotes = new URL((await get(quotes)).json().next).searchParams.get('cursor')!
  const bad = [
    '',
    ' ',
    '0',
    '-1',
    'x',
    real.slice(1),
    `${real}=`,
    `${real}A`,
    'A'.repeat(199),
    'A'.repeat(5000),
    '😀',
    "' OR 1=1",
  ]
  const forged = [
    'paragraphs:1e3',
    'paragraphs:-1',
    'paragraphs:',
    'paragraphs:1:1',
    `paragraphs:${'9'.repeat(30)}`,
    'works',
  ]
  const encoded = forged.map((cursor) => Buffer.from(cursor).toString('base64url'))
  for (const list of ['/works?', `/works/${WORK}/paragraphs?`, `${quotes}&`]) {
    const others = list === quotes + '&' ? [real] : list === '/works?' ? [real, ofQuotes] : [ofQuotes]
    for (const cursor of [...bad, ...encoded, ...others]) {
      isProblem(
        t,
        await get(`${list}cursor=${encodeURIComponent(cursor)}`),
        400,
        `${list} ${cursor.slice(0, 40)}`,
      )
    }
  }
  const huge = await get(
    `/works/${WORK}/paragraphs?cursor=${Buffer.from('paragraphs:999999999999999').toString('base64url')}`,
  )
  t.match(
    { status: huge.statusCode, ...huge.json() },
    { status: 200, items: [], next: null },
    'past the end there is nothing',
  )
})

t.test('text that is not UTF-8 in an address is refused', async (t) => {
  for (const bytes of ['%ff', '%c3', '%c3%28', '%ed%a0%80', '%f4%90%80%80', '%', '%z', '%u00e9']) {
    isProblem(t, await get(`/works?title=${bytes}`), 400, `?title=${bytes}`)
    isProblem(t, await get(`/works?${bytes}=x`), 400, `?${bytes}=x`)
    isProblem(t, await get(`/works/${bytes}`), 400, `/works/${bytes}`)
    isProblem(t, await get(`/nowhere/${bytes}`), [400, 404], `/nowhere/${bytes}`)
  }
  isProblem(t, await get('/works?title=a%00b'), 400, 'NUL')
  const bytes = Buffer.from(
    'GET /works?title=\xff\xfe HTTP/1.1\r\nHost: archive.test\r\nConnection: close\r\n\r\n',
    'latin1',
  )
  isProblem(t, await raw(bytes), 400, 'bytes as they are')
})

t.test(
  'unknown and repeated parameters are refused on every route, and the nearest name suggested',
  async (t) => {
    // What asks for an embed sends parameters of its own, as oEmbed lets it; OAI-PMH tells faults itself, with status 200.
    for (const operation of operations.filter(({ path }) => !['/oembed', '/oai'].includes(path))) {
      const address = addressOf(operation)
      const sent = /^P/.test(operation.method) ? goodBody(operation) : undefined
      const headers =
        operation.method === 'GET' ? {} : { ...operator, ...(sent && { 'content-type': sent.type }) }
      const ask = (query: string) => inject(operation.method, `${address}?${query}`, headers, sent?.body)
      const where = `${operation.method} ${operation.path}`
      for (const name of [
        'nonsense',
        '__proto__',
        'constructor',
        'toString',
        encodeURIComponent('a[b]'),
        '%F0%9F%98%80',
        '',
      ]) {
        const answer = await ask(`${name}=1`)
        isProblem(t, answer, 400, `${where} ?${name}`)
        t.equal(kindOf(answer), 'unknown_parameter', `${where} ?${name}`)
      }
      for (const name of names(operation, 'query')) {
        const misspelt = `${name.slice(0, -1)}x${name.slice(-1)}`
        const answer = await ask(`${misspelt}=1`)
        isProblem(t, answer, 400, `${where} ?${misspelt}`)
        t.match(answer.json(), { parameter: misspelt }, where)
        if (misspelt.length > 3) t.match(answer.json().detail, `"${name}"`, `${where}: ${misspelt} → ${name}`)
        isProblem(t, await ask(`${name}=1&${name}=2`), 400, `${where} ?${name} twice`)
      }
    }
    for (const url of ['/openapi.yaml?x=1', '/openapi.json?x=1']) isProblem(t, await get(url), 400, url)
    const values = [
      'limit=0',
      'limit=1001',
      'limit=-1',
      'limit=1.5',
      'limit=x',
      'limit=',
      'limit=9e99',
      'issued=x',
      'issued=',
      'author=',
      'title=',
    ]
    for (const value of values) isProblem(t, await get(`/works?${value}`), 400, value)
    for (const value of ['from=0', 'from=-1', 'from=x', 'to=0', 'from=99999999999999999999']) {
      isProblem(t, await get(`/works/${WORK}/paragraphs?${value}`), 400, value)
    }
    for (const value of [
      'style=nonsense',
      'style=',
      'style=../../etc/passwd',
      'locale=xx',
      'locale=!',
      'form=x',
      'locale=',
    ]) {
      isProblem(t, await get(`/works/${WORK}/citation?${value}`), [400, 404], value)
    }
    for (const value of [
      'x',
      '1',
      '1:2',
      '1:2-',
      '1:-1-2',
      '1:2-3-4',
      '1:99999999999-1',
      `${PARAGRAPH}:1-2-3`,
    ]) {
      isProblem(t, await get(`/quotes/${QUOTE}?at=${value}`), 400, `at=${value}`)
    }
  },
)

t.test('addresses are made from the base URL, whatever host a request names', async (t) => {
  const foreign = [
    `GET /works/${SLUG} HTTP/1.1\r\nHost: evil.example\r\n`,
    `GET http://evil.example/works/${SLUG} HTTP/1.1\r\nHost: evil.example\r\n`,
    `GET /works/${SLUG} HTTP/1.1\r\nHost: archive.test\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\nX-Forwarded-Proto: evil\r\n`,
    `GET /works/nowhere HTTP/1.1\r\nHost: evil.example\r\n`,
    `GET /works?x=1 HTTP/1.1\r\nHost: evil.example\r\n`,
  ]
  for (const head of foreign) {
    const answer = await raw(`${head}Connection: close\r\n\r\n`)
    t.ok([200, 400, 404].includes(answer.statusCode), head.split('\r\n')[0]!)
    t.notMatch(`${JSON.stringify(answer.headers)}${answer.body}`, 'evil', 'the foreign host is nowhere')
    t.match(answer.body, 'http://archive.test/')
  }
})

staysUnharmed(t)
