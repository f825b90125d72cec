import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { matches } from '../../src/collections/containers/matches.ts'
import { unfold } from '../../src/collections/containers/unfold.ts'
import { walk } from '../../src/collections/walk.ts'
import { loadSource } from '../../src/formats/load.ts'
import { coreOfDigest, sha256 } from '../../src/identity/digest.ts'
import { canonicalWords } from '../../src/text/canonical.ts'
import { packedEach, pageOf, recordOf, revisitOf, waczOf, warcinfo } from '../support/captures.ts'
import { buildCommand, colophon, linesOf } from '../support/command.ts'
import { directoryFor } from '../support/directory.ts'
import { appOver } from '../support/mirror.ts'
import { pdfOf } from '../support/pdf.ts'
import { rebuildSource } from '../support/rebuild.ts'

t.before(buildCommand)

const QUAY = 'At noon the ferry sailed and was gone, which everyone on the quay remembered for years.'
const BOOK = 'The harbour master wrote it down in his book, as was his habit on such days.'
const SEEN = [
  'Nobody saw it leave the harbour, they said, but somebody must have been there.',
  'Nobody saw it leave the harbour, they all said, but somebody must have been there.',
  'Nobody saw it leave the harbour, they all said, but somebody must have been out there.',
]
const DATES = ['2019-03-01T10:00:00Z', '2020-03-01T10:00:00Z', '2021-03-01T10:00:00Z']
const URL_ = 'https://example.org/ferry'

const capture = (n: number, more = {}) =>
  recordOf({
    url: `${URL_}?visit=${n}`,
    date: DATES[n]!,
    body: pageOf('The ferry', [QUAY, SEEN[n]!, BOOK], URL_),
    ...more,
  })

const everything = { wants: () => true }

/** What is in a file. */
async function contentOf(t: Test, name: string, bytes: Uint8Array) {
  const file = join(directoryFor(t), name)
  writeFileSync(file, bytes)
  return unfold(walk([file]), everything)
}

/** Imports files and answers with what was told of each. */
function imported(directory: string, ...args: string[]) {
  const { stdout, stderr, status } = colophon('import', ...args, '--data', directory, '--json')
  const lines = linesOf(stdout)
  return { lines: lines.filter(({ summary }) => summary === undefined), stderr, status }
}

t.test('captures of a page are the versions of one work, in the order of their time', async (t) => {
  const directory = directoryFor(t)
  const [data, file] = [join(directory, 'data'), join(directory, 'crawl.warc.gz')]
  const records = [await warcinfo('Boat 2.0'), await capture(2), await capture(0), await capture(1)]
  writeFileSync(file, packedEach(records))
  const { lines, status } = imported(data, file)
  t.equal(status, 0)
  t.strictSame(
    lines.map(({ file, known, newVersion = false }) => [file, known, newVersion]),
    [0, 1, 2].map((n) => [`${file}#${URL_}?visit=${n}`, false, n > 0]),
  )
  const [{ work }] = lines
  const app = await appOver(t, data)
  const get = async (url: string) => (await app.inject(url)).json()
  const { items } = await get(`/works/${work}/versions`)
  t.equal(items.length, 3)
  for (const [n, { version }] of lines.entries()) {
    const { source } = await get(`/works/${work}/versions/${version}`)
    const record = [records[2], records[3], records[1]][n]!
    t.equal(source.sha256, sha256(record), 'the source is the record, to the byte')
    t.match(source.mediaType, 'application/warc')
    const { statements } = await get(`/works/${work}/versions/${version}/provenance`)
    const said = (field: string) => statements.find((each: { field: string }) => each.field === field)?.value
    t.equal(said('warc.date'), DATES[n])
    t.equal(said('retrieved.date'), DATES[n]!.slice(0, 10))
    t.equal(said('warc.target-uri'), `${URL_}?visit=${n}`)
    t.equal(said('url'), URL_)
    t.equal(said('warc.digest-of-block'), 'right')
    t.equal(said('warc.digest-of-payload'), 'right')
    t.match(said('warc.payload-digest'), /^sha256:/)
    t.equal(said('warc.http-status'), 'HTTP/1.1 200 OK')
    t.equal(said('warc.software'), 'Boat 2.0')
  }
  const quoteOf = (words: string) => get(`/quotes/${work}.${coreOfDigest(sha256(canonicalWords(words)))}`)
  t.match(await quoteOf(BOOK), { standing: { status: 'identical' } })
  t.match(
    await quoteOf(SEEN[0]!),
    { standing: { status: 'altered' } },
    'quotes are followed through the versions',
  )
  const paragraphs = (await get(`/works/${work}/paragraphs`)).items.map(({ text }: { text: string }) => text)
  t.strictSame(paragraphs, [QUAY, SEEN[2], BOOK])
  const again = imported(data, file)
  t.ok(again.lines.every(({ known }) => known))
  t.strictSame((await get(`/works/${work}/versions`)).items.length, 3, 'never twice')
})

t.test('pages of web archives are read as they were sent', async (t) => {
  const words = 'Il navigua à midi, et nul ne vit qu’il partait du quai ce jour-là, dit-on.'
  const body = pageOf('Le bac', [words])
  const chunk = (bytes: Buffer) =>
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
  const bytes = Buffer.from(body)
  const latin = Buffer.from(body.replace('’', "'"), 'latin1')
  const html = { 'Content-Type': 'text/html' }
  const cases: [string, Record<string, string>, Uint8Array, string?][] = [
    ['gzip', { ...html, 'Content-Encoding': 'gzip' }, gzipSync(bytes)],
    ['br', { ...html, 'Content-Encoding': 'br' }, brotliCompressSync(bytes)],
    ['gzip that was undone', { ...html, 'Content-Encoding': 'gzip' }, bytes],
    [
      'chunks',
      { ...html, 'Transfer-Encoding': 'chunked' },
      Buffer.concat([chunk(bytes.subarray(0, 99)), chunk(bytes.subarray(99)), chunk(Buffer.alloc(0))]),
    ],
    ['chunks that were undone', { ...html, 'Transfer-Encoding': 'chunked' }, bytes],
    ['Latin 1', { 'Content-Type': 'text/html; charset=iso-8859-1' }, latin, words.replace('’', "'")],
    ['Latin 1 that nobody names', html, latin, words.replace('’', "'")],
  ]
  for (const [name, headers, sent, expected = words] of cases) {
    const record = await recordOf({ url: URL_, date: DATES[0]!, body: sent, headers })
    const { document } = await loadSource({ bytes: record, mediaType: 'application/warc' })
    t.strictSame(
      document.blocks.map(({ text }) => text),
      [expected],
      name,
    )
    t.equal(document.metadata.title, 'Le bac', name)
    t.equal(document.metadata.url, URL_)
    t.same(document.metadata.retrieved, {
      edtf: '2019-03-01',
      raw: DATES[0],
      from: { label: 'example.org', url: URL_ },
    })
    const again = await loadSource({ bytes: record, mediaType: 'application/warc' })
    t.ok(
      Buffer.from(again.document.extraction!.bytes).equals(document.extraction!.bytes),
      'the same each time',
    )
  }
})

t.test('what a record says cannot end the comment that tells of it', async (t) => {
  const record = await recordOf({
    url: 'https://example.org/--><b>x',
    date: DATES[0]!,
    body: pageOf('A', [QUAY]),
    headers: { 'Content-Type': 'text/html', Server: '--!><script>-->' },
  })
  const { document } = await loadSource({ bytes: record, mediaType: 'application/warc' })
  t.strictSame(
    document.blocks.map(({ text }) => text),
    [QUAY],
  )
  t.equal(document.statements.find(({ field }) => field === 'warc.http-server')?.value, '--!><script>-->')
})

t.test('a PDF among the records is a work, with its capture', async (t) => {
  const lines = ['At noon the ferry sailed and was gone, which everyone', 'on the quay remembered for years.']
  const sheet = {
    ...{ width: 400, height: 600 },
    lines: lines.map((text, n) => ({ text, x: 40, y: 100 + 12 * n })),
  }
  const body = pdfOf([sheet], { Title: 'The Lost Ferry' })
  const headers = { 'Content-Type': 'application/pdf', Link: '<https://example.org/p>; rel="canonical"' }
  const record = await recordOf({ url: 'https://example.org/p.pdf', date: DATES[0]!, body, headers })
  const { files } = await contentOf(t, 'a.warc', Buffer.concat([await capture(1), record]))
  const found = files.find(({ file }) => file.endsWith('#https://example.org/p.pdf'))
  t.equal(found?.member?.series, 'https://example.org/p')
  const { document } = await loadSource(found!.member!.read())
  t.strictSame(
    document.blocks.map(({ text }) => text),
    [QUAY],
  )
  t.equal(document.loader.name, 'warc-pdf')
  t.equal(document.metadata.title, 'The Lost Ferry')
  t.equal(document.metadata.url, 'https://example.org/p.pdf')
  const said = (field: string) => document.statements.find((each) => each.field === field)
  t.equal(said('warc.date')?.value, DATES[0])
  t.equal(said('retrieved.date')?.value, DATES[0]!.slice(0, 10))
  t.equal(said('warc.digest-of-payload')?.value, 'right')
  const { start, end, raw } = said('warc.date')!
  t.equal(Buffer.from(document.extraction!.bytes.subarray(start, end)).toString(), raw)
  const again = await loadSource(found!.member!.read())
  t.ok(Buffer.from(again.document.extraction!.bytes).equals(document.extraction!.bytes))
  await t.rejects(
    loadSource({
      ...{ mediaType: 'application/warc' },
      bytes: await recordOf({ url: URL_, date: DATES[0]!, body: 'no PDF', headers }),
    }),
    { code: 'unreadable_document' },
  )
})

t.test('a plain text among the records is a work, with its capture, and robots.txt is none', async (t) => {
  const headers = { 'Content-Type': 'text/plain; charset=iso-8859-1' }
  const body = Buffer.from(
    `The Lost Ferry\n\nby Jane Doe\n\n${QUAY}\n\nThey said \x93caf\xe9\x94.\n`,
    'latin1',
  )
  const text = { url: 'https://example.org/ferry.txt', date: DATES[0]!, body, headers }
  const records = [await recordOf(text), await recordOf({ ...text, url: 'https://example.org/robots.txt' })]
  const { files, skipped } = await contentOf(t, 'a.warc', Buffer.concat(records))
  t.equal(files.length, 1)
  t.match(skipped, [{ why: '1 record left out: a text for machines, such as robots.txt' }])
  const { document, request } = await loadSource(files[0]!.member!.read())
  const { segments, blocks, metadata, extraction } = document
  t.strictSame(
    blocks.map(({ text }) => text),
    [QUAY, 'They said “café”.'],
  )
  const extracted = Buffer.from(extraction!.bytes)
  t.ok(extracted.equals(rebuildSource(segments, extracted)))
  t.equal(document.loader.name, 'warc-text')
  t.equal(request.mediaType, 'application/warc')
  t.match(metadata, {
    title: 'The Lost Ferry',
    authors: [{ family: 'Doe', given: 'Jane' }],
    url: 'https://example.org/ferry.txt',
  })
  const said = (field: string) => document.statements.find((each) => each.field === field)?.value
  t.equal(said('warc.date'), DATES[0])
  t.equal(said('retrieved.date'), DATES[0]!.slice(0, 10))
})

t.test('what is no page is told with its reason, and what is damaged stops nothing', async (t) => {
  const other = { url: 'https://example.org/b', date: DATES[1]!, body: pageOf('Another', [QUAY, BOOK]) }
  const whole = [
    await warcinfo('Boat 2.0'),
    await capture(0),
    await recordOf({ ...other, url: 'https://example.org/p.png', headers: { 'Content-Type': 'image/png' } }),
    await recordOf({ ...other, url: 'https://example.org/none', status: '404 Not Found' }),
    await revisitOf(URL_, DATES[1]!, DATES[0]!),
    await recordOf(other),
  ]
  const names = ({ files }: Awaited<ReturnType<typeof contentOf>>) =>
    files.map(
      ({ file, unreadable }) => `${file.split('#')[1] ?? ''}${unreadable ? ` ${unreadable.message}` : ''}`,
    )
  const pages = [`${URL_}?visit=0`, other.url]
  for (const bytes of [packedEach(whole), Buffer.concat(whole), gzipSync(Buffer.concat(whole))]) {
    const found = await contentOf(t, 'a.warc.gz', bytes)
    t.strictSame(names(found), pages)
    t.strictSame(
      found.skipped.map(({ why }) => why),
      [
        `on ${DATES[1]} it was found as it had been captured on ${DATES[0]}`,
        '1 record left out: of the type image/png',
        '1 record left out: with the status 404',
      ],
    )
  }
  const plain = Buffer.concat(whole)
  const first = whole[0]!.length
  const longer = Buffer.from(
    plain.toString('latin1').replace(/(type: response[\s\S]*?Content-Length: )\d+/i, '$1999999'),
    'latin1',
  )
  const shorter = Buffer.from(
    plain.toString('latin1').replace(/(type: response[\s\S]*?Content-Length: )\d+/i, '$19'),
    'latin1',
  )
  for (const bytes of [longer, shorter]) {
    const found = names(await contentOf(t, 'a.warc', bytes))
    t.equal(found.length, 2)
    t.match(found.sort()[1], /The record at byte/)
    t.ok(
      found.some((name) => name === other.url),
      'the records behind it are found',
    )
  }
  const packed = whole.map((record) => gzipSync(record))
  packed[1]!.fill(0x55, 40, 60)
  const damaged = names(await contentOf(t, 'a.warc.gz', Buffer.concat(packed)))
  t.match(
    damaged.filter((name) => name !== other.url),
    [/The record at byte/],
  )
  t.ok(damaged.includes(other.url))
  for (const cut of [first + 900, plain.length - 30]) {
    const found = names(await contentOf(t, 'a.warc', plain.subarray(0, cut)))
    t.match(
      found.find((name) => /byte/.test(name)),
      /cut short/,
    )
  }
  const checked = gzipSync(whole[1]!)
  checked[checked.length - 8]! ^= 1
  const [unchecked] = (await contentOf(t, 'a.warc.gz', checked)).files
  t.throws(() => unchecked!.member!.read(), { code: 'unreadable_document', message: /checksum/ })
  const altered = Buffer.from((await capture(0)).toString().replace('At noon', 'At dawn'))
  await t.rejects(loadSource({ bytes: altered, mediaType: 'application/warc' }), {
    code: 'unreadable_document',
    message: /its digest is another/,
  })
  await t.rejects(loadSource({ bytes: plain, mediaType: 'application/warc' }), { message: /colophon import/ })
})

t.test('a bomb among the records is refused in bounded memory, and the others are read', async (t) => {
  const zeros = Buffer.alloc(48 * 1024 * 1024)
  const html = { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' }
  const records = [
    await recordOf({ url: 'https://example.org/large', date: DATES[0]!, body: zeros }),
    await recordOf({
      url: 'https://example.org/bomb',
      date: DATES[0]!,
      body: gzipSync(gzipSync(zeros)),
      headers: { ...html, 'Content-Encoding': 'gzip, gzip' },
    }),
    await capture(1),
  ]
  const { files } = await contentOf(t, 'a.warc.gz', packedEach(records))
  const read = await Promise.allSettled(
    files.map(async ({ member, unreadable }) => {
      if (unreadable) throw unreadable
      return loadSource(member!.read())
    }),
  )
  t.strictSame(
    read.map(({ status }) => status),
    ['rejected', 'fulfilled', 'rejected'],
  )
  for (const each of read.filter(({ status }) => status === 'rejected'))
    t.match((each as PromiseRejectedResult).reason.code, /source_too_complex|unreadable_document/)
})

t.test('a WACZ is read as the WARC files in it, with the titles of its list', async (t) => {
  const directory = directoryFor(t)
  const [data, file] = [join(directory, 'data'), join(directory, 'crawl.wacz')]
  const first = await capture(0)
  const files = {
    'a.warc.gz': packedEach([await warcinfo('Boat 2.0'), await capture(1)]),
    'b.warc.gz': packedEach([first]),
  }
  writeFileSync(
    file,
    waczOf(files, [{ url: `${URL_}?visit=0`, ts: DATES[0]!, title: 'The ferry | Harbour news' }]),
  )
  const { lines } = imported(data, file)
  t.strictSame(
    lines.map(({ file }) => file.split('visit=')[1]),
    ['0', '1'],
  )
  t.equal(new Set(lines.map(({ work }) => work)).size, 1)
  const app = await appOver(t, data)
  const url = `/works/${lines[0].work}/versions/${lines[0].version}/provenance`
  const { statements } = (await app.inject(url)).json()
  t.match(
    statements.find(({ field }: { field: string }) => field === 'warc.title-in-list'),
    { value: 'The ferry | Harbour news' },
  )
  writeFileSync(join(directory, 'loose.warc'), first)
  t.match(imported(data, join(directory, 'loose.warc')).lines, [{ known: true }], 'the same record is known')
  for (const [name, bytes] of Object.entries({
    'cut.wacz': readFileSync(file).subarray(0, 900),
    'empty.wacz': waczOf({}, []),
  })) {
    writeFileSync(join(directory, name), bytes)
    t.match(imported(data, join(directory, name)).lines, [{ error: { code: 'unreadable_document' } }])
  }
})

const WGET = existsSync('/usr/bin/wget') ? {} : { skip: 'wget is not installed' }

t.test('what wget captured is imported, and a pattern tells which pages are wanted', WGET, async (t) => {
  const directory = directoryFor(t)
  let visit = 0
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    response.statusCode = request.url === '/none' ? 404 : 200
    response.end(pageOf('The ferry', [QUAY, SEEN[visit]!, BOOK]))
  }).listen(0, '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (visit = 0; visit < 3; visit++) {
    const name = `--warc-file=${join(directory, `visit-${visit}`)}`
    const wget = spawn('wget', ['-q', name, '-O', '/dev/null', `${base}/a`, `${base}/none`, `${base}/other`])
    await once(wget, 'exit')
  }
  const files = [0, 1, 2].map((n) => join(directory, `visit-${n}.warc.gz`))
  const { lines } = imported(join(directory, 'data'), ...files, '--match', '*/a')
  t.equal(lines.filter(({ work }) => work).length, 3)
  t.equal(new Set(lines.flatMap(({ work }) => work ?? [])).size, 1)
})

t.test('a pattern takes no longer than its text', (t) => {
  t.ok(matches('https://example.org/a*', 'https://example.org/a/b'))
  t.ok(matches('example.org/*/b', 'http://example.org/a/b'))
  t.ok(matches('*', ''))
  t.notOk(matches('example.org', 'https://example.org/a'))
  t.notOk(matches('*b*a', 'https://a/b'))
  t.notOk(matches('ab*ba', 'aba'), 'nothing is counted twice')
  t.notOk(matches(`${'*a'.repeat(5000)}*b`, 'a'.repeat(100_000)))
  t.end()
})
