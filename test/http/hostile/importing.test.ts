import contentDisposition from 'content-disposition'
import t from 'tap'
import { BASE, buildTestApp } from '../../support/app.ts'
import { some } from '../../support/runs.ts'
import { BOUNDARY, form, multipart, type Part } from './multipart.ts'
import { WRITTEN } from './operations.ts'
import { faultOfProblem, isProblem, kindOf } from './problems.ts'
import { type Answer, bearer, get, importFile, inject, operator } from './server.ts'
import { staysUnharmed } from './unharmed.ts'

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
    ['UTF-16 with half a pair', Buffer.from('\ufeff# A\n\nThe \ud800 ferry.\n', 'utf16le'), {}],
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
  for (const front of some(yaml)) {
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
    t.ok(elapsed < 30_000, `${name}: ${Math.round(elapsed)} ms of the processor`)
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

staysUnharmed(t)
