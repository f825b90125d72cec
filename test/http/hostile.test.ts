import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import contentDisposition from 'content-disposition'
import fc from 'fast-check'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { databaseFile } from '../../src/files/archive-files.ts'
import { revokeAccessKey } from '../../src/store/sqlite/access-keys.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { BASE, buildTestApp, createKey, NOW } from '../support/app.ts'
import { runs } from '../support/runs.ts'

const SLUG = 'breaking-the-siege-of-aleppo'
const WORK = '2rma5yfyxknb207f'
const VERSION = '5w9k7j84a4g748q6hy57gfg6'
const PARAGRAPH = 'm79f8w3gyar2vm2a'
const QUOTE = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`
const seed = readFileSync(new URL('../fixtures/seed/breaking-the-siege-of-aleppo.md', import.meta.url))
const MEGABYTE = 1024 * 1024

const { app, key, directory } = await buildTestApp(t)
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as AddressInfo
const bearer = { authorization: `Bearer ${key}` }
const direct = openWriter(databaseFile(directory))
const operator = { authorization: `Bearer ${createKey(direct, { scopes: ['admin'], number: 9 })}` }
const MANIFEST = direct.value<string>('SELECT manifest_sha256 FROM publication')!
direct.close()

/** An answer, whether injected or read from a socket. */
interface Answer {
  statusCode: number
  headers: Record<string, unknown>
  body: string
}

/** What must never be told to a client: messages of SQLite, places in the code, directories, keys. */
const INTERNAL =
  /SQLITE|no such (?:table|column)|better-sqlite3|node_modules|\.(?:ts|js):\d+|\bat \w+ \(|FST_ERR|Error:|colophon_[0-9a-z]{8}_/i

/** The kinds of problems that were seen. */
const kindsSeen = new Set<string>()

/**
 * The one shape of a problem (RFC 9457): what is wrong with this answer as one, or null. Of the statuses from
 * 500 on a client can cause only 501, by a method that the server does not know.
 */
function faultOfProblem({ statusCode, headers, body }: Answer): string | null {
  if (statusCode < 400 || (statusCode > 499 && statusCode !== 501)) return `the status is ${statusCode}`
  const type = String(headers['content-type'])
  if (!/^application\/problem\+json(?:; ?charset=utf-8)?$/.test(type)) return `the type is ${type}`
  let problem: Record<string, unknown>
  try {
    problem = JSON.parse(body)
  } catch {
    return 'the body is not JSON'
  }
  const kind = /^http:\/\/archive\.test\/problems\/([a-z_]+)$/.exec(String(problem['type']))?.[1]
  if (!kind) return `"type" is ${problem['type']}`
  kindsSeen.add(kind)
  if (problem['status'] !== statusCode) return `"status" is ${problem['status']}`
  for (const member of ['title', 'detail']) {
    if (typeof problem[member] !== 'string' || problem[member] === '') return `"${member}" is missing`
  }
  if (problem['detail'] === problem['title']) return '"detail" says no more than "title"'
  if (INTERNAL.test(body) || body.includes(directory)) return 'something internal is told'
  return null
}

/** Is the answer a problem, of this status or one of these? */
function isProblem(t: Test, answer: Answer, status: number | number[], name: string): void {
  const fault = faultOfProblem(answer)
  const right = [status].flat().includes(answer.statusCode)
  t.ok(
    fault === null && right,
    `${name} → ${status}`,
    fault || !right ? { fault, status: answer.statusCode, body: answer.body.slice(0, 300) } : {},
  )
}

const kindOf = (answer: Answer): string => JSON.parse(answer.body).type.split('/').at(-1)

async function get(url: string, headers: Record<string, string> = {}) {
  return app.inject({ url, headers })
}

async function inject(
  method: string,
  url: string,
  headers: Record<string, string> = {},
  payload?: string | Buffer,
) {
  return app.inject({ method: method as 'GET', url, headers, ...(payload !== undefined && { payload }) })
}

function postQuote(payload: unknown) {
  const text = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload)
  return inject('POST', '/quotes', { 'content-type': 'application/json' }, text)
}

function importFile(payload: string | Buffer, headers: Record<string, string> = {}) {
  return inject('POST', '/works', { 'content-type': 'text/markdown', ...bearer, ...headers }, payload)
}

/** Sends bytes as they are and reads until the server closes. */
function raw(bytes: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setTimeout(15_000, () =>
      socket.destroy(new Error(`no end of ${JSON.stringify(String(bytes).slice(0, 60))}`)),
    )
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', (error) => (chunks.length > 0 ? undefined : reject(error)))
    socket.on('close', () => resolve(parseAnswer(Buffer.concat(chunks).toString('utf8'))))
  })
}

function parseAnswer(text: string): Answer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [status = '', ...fields] = head.split('\r\n')
  const headers = fields.map((field) => [
    field.split(':')[0]!.toLowerCase(),
    field.slice(field.indexOf(':') + 1).trim(),
  ])
  return {
    statusCode: Number(status.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: rest.join('\r\n\r\n'),
  }
}

interface Parameter {
  name: string
  in: 'path' | 'query'
}
interface Operation {
  method: string
  path: string
  parameters: Parameter[]
}

const document = app.swagger() as { paths?: Record<string, Record<string, { parameters?: Parameter[] }>> }
const operations: Operation[] = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [] }]) => ({
    method: method.toUpperCase(),
    path,
    parameters,
  })),
)
const reads = operations.filter(({ method }) => method === 'GET')
const names = ({ parameters }: Operation, where: 'path' | 'query') =>
  parameters.filter((parameter) => parameter.in === where).map(({ name }) => name)

/** A value that is there, for each parameter of a path. */
/** What is written to is another work than the one that is read, so that this one stays as it is. */
const WRITTEN = (
  await importFile(
    '# On ferries\n\nMaria Alvarez\n\nThe ferry leaves at six. Nobody is on board, and nobody waits.\n',
  )
).json().work.id as string

function goodPart({ method, path }: Operation, name: string): string {
  if (name === 'id') return path.startsWith('/paragraphs') ? PARAGRAPH : QUOTE
  const work = method === 'GET' ? WORK : WRITTEN
  return {
    work,
    sha256: MANIFEST,
    version: VERSION,
    other: VERSION,
    paragraph: '3',
    kind: 'not_found',
    style: 'apa',
  }[name]!
}

function addressOf(operation: Operation, parts: Record<string, string> = {}): string {
  return operation.path.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? goodPart(operation, name))
}

/** A body that the operation takes, and its media type. */
function goodBody({ path }: Operation): { type: string; body: string } {
  const json = (value: object) => ({ type: 'application/json', body: JSON.stringify(value) })
  if (path === '/verify/document') return { type: 'text/plain', body: '“siege”' }
  if (path === '/verify') return json({ text: 'siege', work: SLUG })
  if (path === '/works/{work}/metadata') return json({ title: 'On ferries' })
  return json(path === '/citations' ? { style: 'apa', ids: [WORK] } : { work: SLUG, exact: 'siege' })
}

/** An address of the operation that answers. */
function goodAddress(operation: Operation): string {
  const address = addressOf(operation)
  return operation.path === '/works/{work}/quotes' ? `${address}?exact=siege` : address
}

/** The answers of the seed, to be the same at the end. */
async function seedAnswers() {
  const addresses = [
    ...[
      '',
      '.txt',
      '.md',
      '/paragraphs',
      '/paragraphs.ndjson',
      '/provenance',
      '/source',
      '/citation?style=mla',
    ].map((rest) => `/works/${WORK}${rest}`),
    `/paragraphs/${PARAGRAPH}`,
    `/works/${SLUG}/paragraphs/12`,
    `/works/${WORK}/quotes?exact=${encodeURIComponent('The people of Aleppo')}`,
  ]
  const answers: unknown[] = []
  for (const address of addresses) {
    const { statusCode, headers, rawPayload } = await get(address)
    answers.push([address, statusCode, headers.etag, createHash('sha256').update(rawPayload).digest('hex')])
  }
  return answers
}
const before = await seedAnswers()

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
  t.same(
    [huge.statusCode, huge.json()],
    [200, { items: [], next: null }],
    'a place beyond the end is the end',
  )
})

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
  for (const type of ['application/pdf', 'application/json', 'image/png', 'text/x-nothing', 'x', 'text/']) {
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
    404,
    'a letter with 15,000 accents',
  )
  isProblem(
    t,
    await get(`/works/${SLUG}/quotes?exact=${long(MEGABYTE, 'siege')}`),
    [414, 422],
    '1 MB in an address',
  )
  t.ok(Date.now() - started < 5000, `${Date.now() - started} ms for all of them`)
})

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

const BOUNDARY = 'the-boundary'
const form = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

type Part = [name: string, content: string | Buffer, fileName?: string]

function multipart(parts: Part[]): Buffer {
  const pieces = parts.flatMap(([name, content, fileName]) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: text/markdown`}\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

t.test('files that cannot be imported are refused with the cure, and nothing is recorded', async (t) => {
  const works = (await get('/health/ready')).json().works
  const files: [string, string | Buffer, Record<string, string>][] = [
    ['no bytes', '', {}],
    ['only spaces', ' \n\n\t\n', {}],
    ['only a byte order mark', '\ufeff', {}],
    ['invalid UTF-8', Buffer.from([0x23, 0x20, 0x41, 0x0a, 0x0a, 0xff, 0xfe, 0x41]), {}],
    ['Latin-1', Buffer.from('# Caf\u00e9\n\nThe caf\u00e9 is shut.\n', 'latin1'), {}],
    ['a character that breaks off', Buffer.from('# A\n\nThe caf\u00e9').subarray(0, -1), {}],
    ['an encoded surrogate', Buffer.from([0x41, 0x0a, 0x0a, 0xed, 0xa0, 0x80]), {}],
    ['NUL', '# A\n\nThe \0 ferry.\n', {}],
    ['UTF-16', Buffer.from('\ufeff# A\n\nThe ferry.\n', 'utf16le'), {}],
    [
      'a PNG',
      Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
      { 'content-type': 'application/octet-stream' },
    ],
    ['a file name that is no field', '# A\n\nB.\n', { 'content-disposition': 'attachment; filename="' }],
  ]
  for (const [name, body, headers] of files)
    isProblem(t, await importFile(body, headers), [400, 413, 415, 422], name)

  const source: Part = ['source', '# On ferries\n\nThe ferry leaves at six.\n', 'ferries.md']
  const manifests: [string, string | Buffer][] = [
    ['a manifest that is no JSON', 'title: x'],
    ['a manifest that is an array', '[]'],
    ['an unknown field', '{"titel": "x"}'],
    ['a title that is a number', '{"title": 3}'],
    ['an empty title', '{"title": " "}'],
    ['a line break in a title', '{"title": "a\\r\\nSet-Cookie: b"}'],
    ['half a surrogate pair in a title', '{"title": "a\\ud800"}'],
    ['a slug that is none', '{"slug": "../../etc"}'],
    ['a date that is none', '{"issued": "yesterday"}'],
    ['an address that runs', '{"url": "javascript:alert(1)"}'],
    ['a language that is none', '{"language": "klingon!"}'],
    ['a manifest of 300 kB', `{"title": "${'x'.repeat(300_000)}"}`],
    [
      'a manifest that is not UTF-8',
      Buffer.from([...Buffer.from('{"title": "caf'), 0xe9, ...Buffer.from('"}')]),
    ],
  ]
  for (const [name, manifest] of manifests) {
    isProblem(t, await importFile(multipart([source, ['manifest', manifest]]), form), [400, 413, 422], name)
    const asFile = multipart([source, ['manifest', manifest, 'manifest.json']])
    isProblem(t, await importFile(asFile, form), [400, 413, 422], `${name}, as a file`)
  }
  const forms: [string, Buffer, Record<string, string>][] = [
    ['no source', multipart([['manifest', '{}']]), form],
    ['a source that is no file', multipart([['source', 'text']]), form],
    ['an unknown part', multipart([source, ['extra', 'x']]), form],
    ['a part named __proto__', multipart([source, ['__proto__', 'x']]), form],
    ['a part named constructor', multipart([source, ['constructor', 'x', 'x.md']]), form],
    ['two sources', multipart([source, ['source', '# B\n\nC.\n', 'b.md']]), form],
    ['too many parts', multipart(Array.from({ length: 50 }, (): Part => source)), form],
    ['no boundary', multipart([source]), { 'content-type': 'multipart/form-data' }],
    ['another boundary', multipart([source]), { 'content-type': 'multipart/form-data; boundary=other' }],
    ['a form that breaks off', multipart([source]).subarray(0, -30), form],
    ['an empty form', Buffer.from(`--${BOUNDARY}--\r\n`), form],
  ]
  for (const [name, body, headers] of forms)
    isProblem(t, await importFile(body, headers), [400, 413, 415, 422], name)
  t.equal((await get('/health/ready')).json().works, works, 'no work was recorded')
})

/** A file of its own for each call, with such front matter. */
let saidFiles = 0
const said = (yaml: string) => `---\n${yaml}\n---\n\nThe ferry ${saidFiles++} leaves at six.\n`

t.test('what a file says of its work is bounded as a manifest is, and the bound is told', async (t) => {
  const work = (await importFile(said('title: On ferries'))).json().work.id as string
  const named = (length: number) => ({
    'content-disposition': `attachment; filename="${'x'.repeat(length)}"`,
  })
  const parts = (yaml: string, length: number, manifest = '{"title": "On ferries"}') =>
    multipart([
      ['source', said(yaml), 'x'.repeat(length)],
      ['manifest', manifest],
    ])
  const post = (path: string, body: Buffer) => inject('POST', path, { ...bearer, ...form }, body)
  const tooLong: [string, number, Promise<Answer>][] = [
    ['fileName', 1024, importFile(said('title: A'), named(1025))],
    ['fileName', 1024, post('/works', parts('title: A', 1100))],
    ['fileName', 1024, post(`/works/${work}/versions`, parts('title: A', 1100))],
    ['title', 1000, importFile(said(`title: ${'x'.repeat(1001)}`))],
    ['title', 1000, importFile(said(`title: ${'word '.repeat(10_000)}`))],
    [
      'title',
      1000,
      post(`/works/${work}/versions`, parts(`title: ${'x'.repeat(1001)}`, 4, '{"language": "en"}')),
    ],
    ['containerTitle', 1000, importFile(said(`container-title: ${'x'.repeat(1001)}`))],
    ['publisher', 500, importFile(said(`publisher: ${'x'.repeat(501)}`))],
    ['license', 2048, importFile(said(`rights: ${'x'.repeat(2049)}`))],
    ['url', 2048, importFile(said(`url: http://a.test/${'x'.repeat(2048)}`))],
    ['language', 100, importFile(said(`lang: en-x-${'abcdefgh-'.repeat(12)}a`))],
    ['issued', 400, importFile(said(`date: ${'x'.repeat(401)}`))],
    ['authors', 200, importFile(said(`author: [${Array.from({ length: 201 }, (_, n) => `Writer ${n}`)}]`))],
    ['authors/1/literal', 400, importFile(said(`author: [A, ${'x'.repeat(401)}]`))],
    ['authors/0/given', 200, importFile(said(`author: {family: A, given: ${'x'.repeat(201)}}`))],
  ]
  for (const [field, most, answering] of tooLong) {
    const answer = await answering
    isProblem(t, answer, 422, `${field} beyond ${most}`)
    t.match(JSON.parse(answer.body), {
      field,
      most,
      detail: new RegExp(`[0-9]+ .*; at most ${most} are kept\\.`),
    })
    t.equal(kindOf(answer), 'metadata_too_long')
  }
  const full = [
    await importFile(said(`title: "${'\u{1f6a2}'.repeat(1000)}"`), named(1024)),
    await post('/works', parts(`title: ${'x'.repeat(1001)}`, 1024)),
    await post(
      `/works/${work}/versions`,
      multipart([['source', said(`title: ${'x'.repeat(1001)}`), 'a.md']]),
    ),
    await importFile(said(`author: [${Array.from({ length: 200 }, (_, n) => `Writer ${n}`)}]`)),
    await inject(
      'PUT',
      `/works/${work}/metadata`,
      { ...bearer, 'content-type': 'application/json', 'if-match': '*' },
      JSON.stringify({
        title: '\u{1f6a2}'.repeat(1000),
        authors: Array.from({ length: 90 }, (_, n) => ({
          family: `${n}${'\u{1f6a2}'.repeat(190)}`,
          given: '\u{1f6a2}'.repeat(200),
        })),
      }),
    ),
  ]
  t.strictSame(
    full.map(({ statusCode }) => statusCode),
    [201, 201, 201, 201, 200],
    'what is not beyond is kept',
  )
})

t.test('whatever is said of a work, the server does not fail', async (t) => {
  const texts = ['a \\ud800', '\\udfff', 'a\\0b', 'a\\x01\\x1b[31m', 'a\\r\\nSet-Cookie: c=d', '', ' ', 'http://a.test/\\ud800'] // biome-ignore format: one list
  const values = [
    ...texts.map((text) => `"${text}"`),
    '"http://a.test/\\x01>;rel=x"',
    '.inf',
    `${'['.repeat(60)}1${']'.repeat(60)}`,
    `${'{a: '.repeat(60)}1${'}'.repeat(60)}`,
    '{family: "\\ud800", given: ""}',
    '{__proto__: {family: A}}',
  ]
  const keys = ['__proto__', 'constructor', 'hasOwnProperty', '"\\ud800"', '""']
  const yaml = [
    ...['title', 'author', 'publisher', 'url', 'date', 'x'].flatMap((key) =>
      values.map((value) => `${key}: ${value}`),
    ),
    ...keys.map((key) => `${key}: 1`),
  ]
  for (const front of yaml) {
    const answer = await importFile(said(front))
    t.equal(answer.statusCode, 201, front.slice(0, 60), { body: answer.body })
    const url = answer.json().work?.url.replace(BASE, '')
    for (const rest of ['.bib', '/citation', '/provenance'])
      t.equal((await get(url + rest)).statusCode, 200, `${front.slice(0, 60)} ${rest}`)
  }
  t.equal((await get('/works?limit=200')).statusCode, 200)
})

t.test('half a character in an address is refused wherever an address is given', async (t) => {
  for (const half of ['\\ud800', '\\udc00x']) {
    for (const manifest of ['{"url": "@"}', '{"retrieved": {"url": "@"}}', '{"archive": {"url": "@"}}']) {
      const text = manifest.replace('@', `http://a.test/${half}`).replace('{', '{"title": "A", ')
      const file: Part = ['source', said('title: A'), 'a.md']
      isProblem(t, await importFile(multipart([file, ['manifest', text]]), form), 422, text)
      const headers = { ...bearer, 'content-type': 'application/json', 'if-match': '*' }
      isProblem(t, await inject('PUT', `/works/${WRITTEN}/metadata`, headers, text), 422, `PUT ${text}`)
    }
  }
})

t.test('reasons of every kind are taken, or refused with the cure', async (t) => {
  const taken = ['x', '\u{1f6a2}', '\x01'].map((character) => character.repeat(2000))
  const refused = [...['x'.repeat(2001), '\ufeff', '\u2028\t', 'a\0'].map(encodeURIComponent), '%ED%A0%80']
  const withdraw = async (query: string) => {
    const { id } = (await importFile(said('title: On ferries'))).json().work
    return { id, answer: await inject('DELETE', `/works/${id}?reason=${query}`, operator) }
  }
  for (const reason of taken) {
    const { id, answer } = await withdraw(encodeURIComponent(reason))
    t.equal(answer.statusCode, 200, answer.body.slice(0, 200))
    t.match(JSON.parse((await get(`/works/${id}`)).body), { status: 410, reason })
  }
  for (const query of refused) isProblem(t, (await withdraw(query)).answer, 400, query.slice(0, 20))
})

t.test('the name of a file in a form is kept as that in a header is', async (t) => {
  const names: [sent: string, kept: string | null][] = [
    ['a\tb\x01.md', 'ab.md'],
    ['../../etc/passwd.md', 'passwd.md'],
    ['C:\\\\texts\\\\b.md', 'b.md'],
    ['a.md\x7f', 'a.md'],
    ['..', null],
    ['texts/', null],
  ]
  for (const [sent, kept] of names) {
    const answers = [
      await importFile(multipart([['source', said('title: A'), sent]]), form),
      await importFile(said('title: A'), {
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(sent.replaceAll('\\\\', '\\'))}`,
      }),
    ]
    for (const answer of answers) {
      const provenance = await get(`/works/${answer.json().work.id}/provenance`)
      t.equal(provenance.json().source.fileName, kept, JSON.stringify(sent))
    }
  }
})

t.test('the thread that writes tells the same problems, and survives them', async (t) => {
  const { app, key } = await buildTestApp(t, { seed: false, writer: 'thread' })
  const send = (payload: string | Buffer) =>
    app.inject({
      method: 'POST',
      url: '/works',
      headers: { 'content-type': 'text/markdown', authorization: `Bearer ${key}` },
      payload,
    })
  isProblem(t, await send(Buffer.from([0x41, 0xff, 0x0a])), [400, 415, 422], 'invalid UTF-8')
  isProblem(t, await send(' \n'), [400, 422], 'no text')
  t.equal((await send('# On ferries\n\nThe ferry leaves at six.\n')).statusCode, 201, 'a file that is right')
  t.equal((await send('# On ferries\n\nThe ferry leaves at six.\n')).statusCode, 200, 'the same again')
})

t.test('markup made to be slow is answered in good time', async (t) => {
  const evil: [string, string][] = [
    ['block quotes in block quotes', `${'>'.repeat(20_000)} a\n`],
    ['lists in lists', Array.from({ length: 300 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['brackets', '['.repeat(20_000)],
    ['links that never end', '[a]('.repeat(10_000)],
    ['emphasis', '*a _b '.repeat(10_000)],
    ['stars', '*'.repeat(20_000)],
    ['backticks', Array.from({ length: 300 }, (_, n) => '`'.repeat(n)).join(' ')],
    ['entities', '&'.repeat(50_000)],
    ['hyphens at the ends of lines', 'a-\n'.repeat(20_000)],
    ['tables', `|${'a|'.repeat(2000)}\n|${'-|'.repeat(2000)}\n`],
    ['HTML that never ends', '<a '.repeat(10_000)],
    ['one line of 1 MB', `${'ferry '.repeat(170_000)}\n`],
    ['an accent 100,000 times', `a${'\u0301'.repeat(100_000)}\n`],
  ]
  for (const [name, body] of evil) {
    const started = process.cpuUsage()
    const answer = await importFile(`# ${name}\n\n${body}`)
    const { user, system } = process.cpuUsage(started)
    const elapsed = (user + system) / 1000
    t.ok(
      answer.statusCode < 500 && (answer.statusCode < 400 || faultOfProblem(answer) === null),
      `${name}: ${answer.statusCode}`,
      {
        body: answer.body.slice(0, 200),
      },
    )
    t.ok(elapsed < 5000, `${name}: ${Math.round(elapsed)} ms of the processor`)
  }
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
    for (const operation of operations) {
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

t.test('file names and titles of every kind come back whole, and never break a header', async (t) => {
  const fileNames = [
    'a "quoted" name.md',
    'back\\slash.md',
    'naïve — draft.md',
    '日本語.md',
    'a;b,c=d.md',
    '100%25.md',
    '%41.md',
    "it's.md",
    '😀.md',
    'a\r\nSet-Cookie: b=c.md',
    'a\0b.md',
    '../../etc/passwd.md',
    'a/',
    ' ',
    'מאמר.md',
    '\u202egpj.md',
    `${'x'.repeat(1000)}.md`,
  ]
  const printable = /^[\t\x20-\x7e\xa0-\xff]*$/
  for (const [n, fileName] of fileNames.entries()) {
    const name = JSON.stringify(fileName.slice(0, 40))
    const field = `attachment; filename="x.md"; filename*=UTF-8''${encodeURIComponent(fileName)}`
    const answer = await importFile(`# The “ferry” — and ${n}\n\nThe ferry ${n} leaves — at six.\n`, {
      'content-disposition': field,
    })
    if (answer.statusCode >= 400) {
      isProblem(t, answer, [400, 422], `${name} is refused`)
      continue
    }
    t.equal(answer.statusCode, 201, name, { body: answer.body })
    const { url } = answer.json().work
    for (const rest of ['', '/source', '/provenance', '/paragraphs/1', '/citation']) {
      const read = await get(url.replace(BASE, '') + rest)
      t.equal(read.statusCode, 200, `${name} ${rest}`, { body: read.body.slice(0, 200) })
      const broken = Object.entries(read.headers).filter(([, value]) => !printable.test(String(value)))
      t.same([broken, read.headers['set-cookie']], [[], undefined], `${name} ${rest}: headers`)
    }
    const { headers } = await get(`${url.replace(BASE, '')}/source`)
    const served =
      contentDisposition.parse(String(headers['content-disposition'])).parameters['filename'] ?? ''
    t.notMatch(served, /[/\r\n\0]/, `${name} is no path`)
    const plain = !/[/\\\r\n\0]/.test(fileName) && fileName.trim() !== ''
    if (plain) t.equal(served, fileName, `${name} comes back`)
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
  }
  t.equal(
    (await raw(`GET /health/live HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)).statusCode,
    200,
    'and all is well',
  )
})

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

t.test('HEAD answers as GET does, without the body', async (t) => {
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
    t.match(etag, /^"[\x21\x23-\x7e]+"$/, `${address}: a strong tag`)
    for (const field of [
      etag,
      `W/${etag}`,
      '*',
      ' * ',
      `"x", ${etag}`,
      `"x",W/${etag} ,"y"`,
      `W/"a,b", ${etag}`,
    ]) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await inject(method, address, { 'if-none-match': field })
        t.same([answer.statusCode, answer.body], [304, ''], `${method} ${address} ${field}`)
        for (const name of ['etag', 'cache-control', 'vary', 'content-location'] as const) {
          t.equal(answer.headers[name], headers[name], `${address} ${field}: ${name} (RFC 9110 §15.4.5)`)
        }
      }
    }
    for (const field of ['"x"', 'W/"x", "y"', etag.slice(1, -1), '', ',', `"x${etag.slice(1)}`]) {
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
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', json],
    ['application/pdf, application/json;q=0.001', json],
    [`application/pdf;a="b, ${text}", ${markdown}`, markdown],
    [`${text} ; Q="0.5" , ${markdown};q=0.6;q=0`, markdown],
  ]
  for (const [accept, type] of wanted) {
    const { statusCode, headers } = await get(`/works/${WORK}`, { accept })
    t.same([statusCode, String(headers['content-type']).split(';')[0]], [200, type], accept)
    t.match(headers.vary, /\baccept\b/i, `${accept}: Vary`)
  }
  for (const accept of ['application/pdf', `${json};q=0`, 'image/*', '*/*;q=0', 'text/html']) {
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

t.test('each content coding has a tag and a digest of its own, over the same text', async (t) => {
  const decode: Record<string, (body: Buffer) => Buffer> = {
    identity: (body) => body,
    gzip: (body) => gunzipSync(body),
    br: (body) => brotliDecompressSync(body),
  }
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
  for (const address of [`/works/${WORK}/paragraphs`, `/works/${WORK}.txt`, `/works/${WORK}/provenance`]) {
    const plain = await get(address)
    const tags = new Map<string, unknown>()
    for (const [accepted, codings] of wanted) {
      const { headers, rawPayload } = await get(address, { 'accept-encoding': accepted })
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
  for (const format of ['pdf', 'JSON5', '', '__proto__', 'constructor', 'html', 'ndjson']) {
    isProblem(t, await get(`/works/${WORK}?format=${format}`), [400, 406], `format=${format}`)
  }
  isProblem(t, await get(`/works/${WORK}.pdf`), 404, 'an extension that is none')
  isProblem(t, await get(`/works/${WORK}.html`), [404, 406], 'an extension of another resource')
  isProblem(t, await get(`/works/${WORK}/source.txt`), [400, 404, 406], 'an extension of the source')
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
  t.ok(lines.length > 10, 'requests were logged')
  const log = lines.join('')
  for (const secret of [key, other, revoked, powerless].map((key) => key.split('_')[2]!)) {
    t.notOk(log.includes(secret), 'no key is in the log')
  }
})

/** Text of every unpleasant kind. */
const nasty = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '3',
    '13',
    'siege',
    'the',
    SLUG,
    WORK,
    PARAGRAPH,
    QUOTE,
    VERSION,
    `${QUOTE}.2`,
    'apa',
    'mla',
    'txt',
    'json',
    'null',
    '__proto__',
    'constructor',
    '*',
    '%',
    '2016',
    '2010/2019',
    '2016-08-11?',
    'en',
    'en-GB',
    `${PARAGRAPH}:0-10`,
    'b0:0-5',
    '3:5-3',
    '1:0-12:99999',
    '\0',
    '\u0301',
    '😀',
    '"',
    "'",
    '\\',
    '..',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.toWellFormed()),
  fc.integer().map(String),
  fc.double().map(String),
)
const visible = fc.string({ unit: fc.constantFrom(...'abc*/;,=."-+ 0123456789qW'), maxLength: 40 })
const someHeaders = fc.record(
  {
    accept: fc.oneof(
      fc.constantFrom(
        'application/json',
        'text/plain',
        'text/*;q=0.5',
        '*/*',
        'application/x-ndjson',
        'text/html',
      ),
      visible,
    ),
    'accept-encoding': fc.oneof(fc.constantFrom('gzip', 'br', 'identity;q=0', '*;q=0'), visible),
    'if-none-match': fc.oneof(fc.constantFrom('*', 'W/"x"'), visible),
    range: fc.oneof(fc.constantFrom('bytes=0-5', 'bytes=-5', 'bytes=9-1', 'items=3-'), visible),
    'if-range': visible,
    authorization: fc.oneof(fc.constant(`Bearer ${key}`), visible),
    'content-type': fc.oneof(
      fc.constantFrom('application/json', 'text/markdown', 'text/plain', form['content-type'], ''),
      visible,
    ),
    'content-disposition': fc.oneof(
      fc.constantFrom('attachment; filename="a.md"', "inline; filename*=UTF-8''%ff"),
      visible,
    ),
  },
  { requiredKeys: [] },
)
const someBody = fc.oneof(
  fc
    .record(
      {
        work: fc.oneof(fc.constant(SLUG), nasty),
        exact: nasty,
        prefix: nasty,
        suffix: nasty,
        unique: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
  fc.json(),
  nasty,
  nasty.map((text) => `# ${text}\n\n${text} leaves at six — ${text}-\n\n---\n\n${text}`),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.tuple(nasty, nasty).map(([source, manifest]) =>
    multipart([
      ['source', source, 'a.md'],
      ['manifest', manifest],
    ]),
  ),
)
/** Values that parameters may have. */
const GOOD: Record<string, string[]> = {
  author: ['shami', 'Leila'],
  title: ['siege', 'Breaking'],
  language: ['en'],
  issued: ['2016', '2016-08-11', '2010/2019', '2016-08-11?'],
  limit: ['1', '3', '1000'],
  cursor: [Buffer.from('paragraphs:3').toString('base64url'), Buffer.from('works:1').toString('base64url')],
  format: ['json', 'txt', 'text', 'md', 'ndjson', 'html'],
  from: ['1', '3', '13'],
  to: ['1', '5', '12'],
  exact: ['siege', 'the', 'The people of Aleppo', 'e'],
  prefix: ['the', 'x'],
  suffix: ['of', ' '],
  at: [`${PARAGRAPH}:0-10`, '3:0-9', 'b0:0-5', '3:5-3', '1:0-12:99999', 'b999999999:0-999999999'],
  style: ['apa', 'mla', 'modern-language-association'],
  locale: ['en-US', 'en-GB', 'de-DE', 'ar'],
  form: ['bibliography', 'in-text', 'narrative', 'note'],
}
const mostly = (good: string[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: nasty })
const someRequest = fc.constantFrom(...operations).chain((operation) => {
  const { method } = operation
  const parts = fc.record(
    Object.fromEntries(names(operation, 'path').map((name) => [name, mostly([goodPart(operation, name)])])),
  )
  const query = fc.record(
    Object.fromEntries(names(operation, 'query').map((name) => [name, mostly(GOOD[name] ?? [''])])),
    { requiredKeys: [] },
  )
  const extra = fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.tuple(nasty, nasty) },
  )
  const body = method === 'POST' ? someBody : fc.constant(undefined)
  return fc
    .record({ parts, query, extra, headers: someHeaders, body })
    .map(({ parts, query, extra, headers, body }) => {
      const encoded = Object.fromEntries(
        Object.entries(parts).map(([name, value]) => [name, encodeURIComponent(String(value))]),
      )
      const parameters = new URLSearchParams([
        ...Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
        ...(extra ? [extra] : []),
      ])
      return {
        method,
        url: `${addressOf(operation, encoded)}${parameters.size > 0 ? `?${parameters}` : ''}`,
        headers,
        body,
      }
    })
})

t.test(
  'whatever is asked of any route of the API, no answer is a failure and every error a problem',
  async (t) => {
    const statuses = new Map<number, number>()
    const property = fc.asyncProperty(someRequest, async ({ method, url, headers, body }) => {
      const answer = await inject(method, url, headers, body)
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
      const fault = answer.statusCode >= 400 ? faultOfProblem(answer) : null
      if (fault) throw new Error(`${fault}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
      const readable = answer.statusCode === 200 && !answer.headers['content-encoding']
      if (readable && String(answer.headers['content-type']).startsWith('application/json')) {
        JSON.parse(answer.body)
      }
    })
    const { failed, numRuns, counterexample, errorInstance, seed } = await fc.check(property, {
      numRuns: runs(4000),
    })
    t.comment(
      `${numRuns} requests: ${[...statuses]
        .sort()
        .map(([status, count]) => `${count} × ${status}`)
        .join(', ')}`,
    )
    t.notOk(failed && counterexample !== null, 'every answer is right', {
      seed,
      counterexample,
      error: String(errorInstance),
    })
    t.equal(numRuns, runs(4000), 'all of them were tried')
  },
)

t.test('every kind of problem that was seen has its page', async (t) => {
  for (const kind of kindsSeen) {
    const { statusCode } = await get(`/problems/${kind}`)
    t.equal(statusCode, 200, kind)
  }
})

t.test('after all that, the seed answers as before, to the byte', async (t) => {
  t.strictSame(await seedAnswers(), before)
})
