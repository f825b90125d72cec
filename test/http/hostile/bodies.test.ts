import { request as httpRequest } from 'node:http'
import t from 'tap'
import { form, multipart } from './multipart.ts'
import { isProblem, kindOf } from './problems.ts'
import { type Answer, bearer, get, importFile, inject, port, postQuote, SLUG } from './server.ts'
import { staysUnharmed } from './unharmed.ts'

const MEGABYTE = 1024 * 1024

t.test('JSON that is none, or other than asked for, is refused with the cure', async (t) => {
  const quote = { work: SLUG, exact: 'siege' }
  const bodies: [string, unknown, number][] = [
    ['nothing', '', 400],
    ['no JSON', 'exact=siege', 400],
    ['JSON that breaks off', '{"exact": "siege"', 400],
    ['a comma too many', '{"exact": "siege", "work": "x",}', 400],
    ['single quotes', "{'exact': 'siege'}", 400],
    ['NaN', '{"exact": NaN}', 400],
    ...['null', 'true', '3', '"siege"', '[]', '[{"exact":"siege"}]', '{}'].map(
      (body): [string, string, number] => [body, body, 400],
    ),
    ...[1, null, ['siege'], {}, true].map((exact): [string, unknown, number] => [
      `exact: ${JSON.stringify(exact)}`,
      { ...quote, exact },
      400,
    ]),
    ['no work', { exact: 'siege' }, 400],
    ['a number as work', { ...quote, work: 3 }, 400],
    ['a word as unique', { ...quote, unique: 'yes' }, 400],
    ['a work that is none', { ...quote, work: 'nowhere' }, 404],
    ['a work of 1000 characters', { ...quote, work: 'x'.repeat(1000) }, 400],
    ['a prefix too long', { ...quote, prefix: 'x'.repeat(2001) }, 400],
    ['__proto__', '{"work":"x","exact":"siege","__proto__":{"unique":true}}', 400],
    ['__proto__ within', '{"work":"x","exact":{"__proto__":{"toString":1}}}', 400],
    ['constructor', '{"work":"x","exact":"siege","constructor":{"prototype":{"x":1}}}', 400],
    ['an array 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000), 400],
    ['a member 30,000 deep', `{"exact":${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}}`, 400],
    [
      'invalid UTF-8',
      Buffer.from([...Buffer.from('{"work":"x","exact":"'), 0xff, 0xfe, ...Buffer.from('"}')]),
      400,
    ],
    ['UTF-16', Buffer.from('\ufeff{"exact":"siege"}', 'utf16le'), 400],
    ['NUL', { ...quote, exact: 'sie\0ge' }, 400],
    ...['exact', 'work', 'prefix', 'suffix'].flatMap((member): [string, unknown, number][] => [
      [
        `half a surrogate pair in ${member}`,
        `{"work":"${SLUG}","exact":"siege","${member}":"a\\ud800"}`,
        400,
      ],
      [`NUL in ${member}`, { ...quote, [member]: 'a\0b' }, 400],
    ]),
  ]
  for (const [name, body, status] of bodies) isProblem(t, await postQuote(body), status, name)
  const near = await postQuote({ ...quote, exacts: 1 })
  isProblem(t, near, 400, 'an unknown member')
  t.match(near.json(), { parameter: 'exacts', detail: /"exact"/ }, 'the nearest name is suggested')
  const twice = await postQuote(`{"work":"${SLUG}","exact":"nowhere at all","exact":"siege"}`)
  t.ok([200, 201, 400].includes(twice.statusCode), 'a member twice is refused, or its last value taken')
  const deep = await postQuote({ ...quote, work: { toString: 'x' } })
  isProblem(t, deep, 400, 'an object as work')
})

t.test('bodies of other media types are refused', async (t) => {
  const body = JSON.stringify({ work: SLUG, exact: 'siege' })
  for (const type of [
    'text/plain',
    'application/xml',
    'application/merge-patch+json',
    'application/jsonx',
    'x',
    '/',
    ';',
  ]) {
    isProblem(
      t,
      await inject('POST', '/quotes', { 'content-type': type }, body),
      [400, 415],
      `a quote as ${type}`,
    )
  }
  isProblem(t, await inject('POST', '/quotes', {}, Buffer.from(body)), [400, 415], 'a quote of no type')
  const encoded = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
  isProblem(
    t,
    await inject('POST', '/quotes', encoded, Buffer.from(body)),
    [400, 415],
    'a quote that says it is gzip',
  )
  for (const type of [
    'application/postscript',
    'application/json',
    'image/png',
    'text/x-nothing',
    'x',
    'text/',
  ]) {
    isProblem(
      t,
      await importFile('# On ferries\n\nThe ferry.\n', { 'content-type': type }),
      415,
      `a work as ${type}`,
    )
  }
})

t.test('quotes without words are told that they need some', async (t) => {
  const empty = [
    '',
    ' ',
    '\n\t ',
    '\u00a0\u3000',
    '…',
    '“”',
    '"\'"',
    '—–-',
    '.,;:!?',
    '\u200b\u00ad\ufeff',
    '\u0301',
    '\u0640\u0640',
    '\u202e',
    '☃',
    '¶',
  ]
  for (const exact of empty) {
    const name = JSON.stringify(exact)
    const found = await postQuote({ work: SLUG, exact })
    isProblem(t, found, 422, `POST ${name}`)
    t.equal(kindOf(found), 'empty_quote', name)
    isProblem(t, await get(`/works/${SLUG}/quotes?exact=${encodeURIComponent(exact)}`), 422, `GET ${name}`)
  }
  isProblem(t, await get(`/works/${SLUG}/quotes`), 400, 'no words at all')
})

t.test('quotes that are too long are refused in good time, and long ones answered', async (t) => {
  const long = (length: number, word = 'siege ') =>
    word.repeat(Math.ceil(length / word.length)).slice(0, length)
  const started = Date.now()
  isProblem(t, await postQuote({ work: SLUG, exact: long(MEGABYTE) }), [413, 422], 'a quote of 1 MB')
  isProblem(t, await postQuote({ work: SLUG, exact: long(20_001) }), 422, '20,001 code points')
  isProblem(
    t,
    await postQuote({ work: SLUG, exact: long(20_000) }),
    404,
    '20,000 code points that do not stand there',
  )
  isProblem(
    t,
    await postQuote({ work: SLUG, exact: `x${'😀'.repeat(19_999)}` }),
    404,
    '20,000 code points beyond the BMP',
  )
  isProblem(
    t,
    await postQuote({ work: SLUG, exact: `x${'😀'.repeat(20_000)}` }),
    422,
    '20,001 beyond the BMP',
  )
  isProblem(
    t,
    await postQuote({ work: SLUG, exact: `a${'\u0301'.repeat(15_000)}` }),
    400,
    'a letter with 15,000 accents',
  )
  isProblem(
    t,
    await get(`/works/${SLUG}/quotes?exact=${long(MEGABYTE, 'siege')}`),
    [414, 422],
    '1 MB in an address',
  )
  t.ok(Date.now() - started < 60_000, `${Date.now() - started} ms for all of them`)
})

/** Bytes that a client sends at once: more would be under way still when the server has answered and closed. */
const BLOCK = 32 * 1024

/** Streams so many megabytes from a client that stops when it is answered or cut off. */
function stream(path: string, headers: Record<string, string>, megabytes: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', path, method: 'POST', headers, agent: false })
    const block = Buffer.alloc(BLOCK, 'a')
    let left = (megabytes * MEGABYTE) / BLOCK
    let answered = false
    // One block at a time: a client that only writes would not notice that it was answered long ago.
    const write = () => {
      if (answered) return
      if (left-- > 0) request.write(block, () => setImmediate(write))
      else request.end()
    }
    request.on('response', (response) => {
      answered = true
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => {
        resolve({
          statusCode: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        })
        request.destroy()
      })
    })
    request.on('error', (error) => answered || reject(error))
    write()
  })
}

t.test('bodies over the limit are refused, streamed 100 MB too, and memory stays flat', async (t) => {
  const kilobytes = (count: number) => Buffer.alloc(count * 1024, 'a')
  isProblem(t, await postQuote(kilobytes(400)), 413, 'a quote of 400 kB')
  isProblem(t, await importFile(kilobytes(17 * 1024)), 413, 'a work of 17 MB')
  isProblem(
    t,
    await importFile(multipart([['source', kilobytes(17 * 1024), 'a.md']]), form),
    413,
    'the same in a part',
  )
  const json = { 'content-type': 'application/json' }
  const markdown = { 'content-type': 'text/markdown', ...bearer }
  const resting = process.memoryUsage().rss
  const targets: [string, Record<string, string>, number][] = [
    ['/quotes', json, 413],
    ['/works', markdown, 413],
    ['/works', { 'content-type': 'text/markdown' }, 401],
  ]
  for (const [path, headers, status] of targets) {
    for (const chunked of [true, false]) {
      const length = chunked ? {} : { 'content-length': String(100 * MEGABYTE) }
      const answer = await stream(path, { ...headers, ...length }, 100)
      isProblem(t, answer, status, `100 MB to ${path}${chunked ? ', chunked' : ''}`)
    }
  }
  const grown = (process.memoryUsage().rss - resting) / MEGABYTE
  t.ok(grown < 250, `memory grew by ${Math.round(grown)} MB`)
  t.equal((await get('/health/live')).statusCode, 200)
})

staysUnharmed(t)
