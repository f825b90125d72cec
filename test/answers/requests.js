/** The requests whose answers are recorded, in the order in which they are sent. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRequests } from './operations.js'
import { BASE, ROOT } from './server.js'
import { writeRequests } from './writes.js'

const SLUG = 'breaking-the-siege-of-aleppo'
const WORDS = 'This is where abandonment has led.'
const LOCALES = ['en-US', 'en-GB', 'de-DE', 'fr', 'es-ES', 'nl-NL', 'ar', 'xx-XX']
const UNAPI = [
  'bibtex',
  'biblatex',
  'ris',
  'csl',
  'jsonld',
  'dc',
  'application/x-bibtex',
  'bibliography',
  'x',
]

/** All requests: those that change nothing first. */
export function requests(names) {
  return [
    ...serverRequests(),
    ...readRequests(names),
    ...listRequests(names),
    ...searchRequests(),
    ...citationRequests(names),
    ...citationListRequests(names),
    ...verifyRequests(names),
    ...documentRequests(),
    ...writeRequests(names),
    ...['/', '/works?limit=100', '/health/ready'].map((path) => ({ path })),
  ]
}

/** A request with a body of JSON. */
export function posted(path, value, headers = {}) {
  const body = typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value)
  return { method: 'POST', path, headers: { 'content-type': 'application/json', ...headers }, body }
}

/** The address of a query. */
function queried(path, query) {
  return { path: `${path}?${new URLSearchParams(query)}`, follow: nextPages(2) }
}

/** What asks for the next so many pages of a list, and for the items that it finds. */
function nextPages(pages) {
  return (_, { headers, body, status }) => {
    if (status !== 200) return []
    const [, next = ''] = /<([^>]+)>; rel="next"/.exec(headers.link ?? '') ?? []
    const items = /^application\/json/.test(headers['content-type']) ? (JSON.parse(body).items ?? []) : []
    const hinted = items.slice(0, 3).flatMap(({ url }) => (url?.includes('?at=') ? hintedRequests(url) : []))
    const more = pages > 0 && next ? [{ path: next.slice(BASE.length), follow: nextPages(pages - 1) }] : []
    return [...hinted, ...more]
  }
}

/** The reads of a quote by the address that was handed out. */
function hintedRequests(url) {
  const [path, hint] = url.slice(BASE.length).split('?')
  return ['', '.txt', '.anno.jsonld', '.bib', '/citation', '/proof'].map((end) => ({
    path: `${path}${end}?${hint}`,
  }))
}

/** What the server says of itself, and requests that are none. */
function serverRequests() {
  const host = 'Host: archive.test\r\n'
  return [
    ...[
      '/docs',
      '/docs/',
      '/docs/json',
      '/docs/yaml',
      '/docs/static/index.html',
      '/docs/static/swagger-initializer.js',
    ],
    ...[
      '/openapi.yaml',
      '/openapi.json',
      '/nothing',
      '/works.json',
      '/works/',
      '//',
      '/%',
      '/%ff',
      '/favicon.ico',
    ],
    ...[
      '/robots.txt',
      '/problems/',
      '/docs/static/logo.svg',
      '/docs/static/theme/colophon.css',
      '/health',
      '/log',
    ],
    ...[`/works/${'a'.repeat(301)}`, '/works?__proto__=1', '/works?limit=1&limit=2', '/works?limit'],
  ]
    .flatMap((path) => ['GET', 'HEAD', 'OPTIONS', 'POST'].map((method) => ({ method, path })))
    .concat([
      { raw: `GET / HTTP/1.1\r\n${host}${host}Connection: close\r\n\r\n` },
      { raw: 'GET / HTTP/1.0\r\n\r\n' },
      { raw: `GET ${BASE}/health/live HTTP/1.1\r\n${host}Connection: close\r\n\r\n` },
      { raw: `GET * HTTP/1.1\r\n${host}Connection: close\r\n\r\n` },
      { raw: `PROPFIND /works HTTP/1.1\r\n${host}Connection: close\r\n\r\n` },
      { raw: `BREW / HTTP/1.1\r\n${host}\r\n` },
      { raw: 'nonsense\r\n\r\n' },
      { raw: `GET / HTTP/1.1\r\n${host}X: ${'x'.repeat(20_000)}\r\n\r\n` },
      { path: '/', headers: { expect: 'a miracle' } },
      { path: '/works', headers: { origin: 'https://elsewhere.example' } },
      { path: `/works?title=${'x'.repeat(5000)}` },
    ])
}

/** Every filter of every list, and pages of them. */
function listRequests({ all, ferries, seed, entries, now }) {
  const limits = ['1', '2', '1000', '0', '1001', '-1', 'x', '1.5', '']
  const lists = ['/works', '/styles', '/quotes', '/log/entries', `/works/${seed.work}/paragraphs`]
  const cursors = ['', 'nonsense', 'd29ya3M6MQ', 'd29ya3M6MQ==', 'x'.repeat(301)]
  const manifest = entries.find(({ op }) => op === 'put').manifest
  return [
    ...lists.flatMap((path) => [
      ...limits.map((limit) => queried(path, { limit })),
      ...cursors.map((cursor) => queried(path, { cursor })),
    ]),
    ...['melville', 'MELVILLE', 'al shami', 'Whale', 'x', '', '%', 'é'].map((author) =>
      queried('/works', { author }),
    ),
    ...['siege', 'SIÈGE', 'on', '宣言', 'x'].map((title) => queried('/works', { title, limit: 2 })),
    ...['en', 'en-US', 'EN', 'fr', 'ja', 'nonsense', ''].map((language) => queried('/works', { language })),
    ...['2016', '1851', '1851-10', '18XX', '2010/2020', '../2000', '1851~', 'nonsense', '2016-13', ''].map(
      (issued) => queried('/works', { issued }),
    ),
    queried('/works', { author: 'shami', title: 'siege', language: 'en', issued: '2016' }),
    ...[
      { from: 2 },
      { to: 3 },
      { from: 2, to: 4, limit: 1 },
      { from: 9, to: 2 },
      { from: 0 },
      { from: 99 },
      { to: 'x' },
    ]
      .flatMap((query) => ['json', 'txt', 'ndjson'].map((format) => ({ ...query, format })))
      .flatMap((query) => [
        queried(`/works/${ferries.work}/paragraphs`, query),
        queried(`/works/${ferries.work}/versions/${ferries.versions[0]}/paragraphs`, query),
      ]),
    ...['-1', '0', '5', '99', '-2', 'x', '9007199254740993'].map((after) =>
      queried('/log/entries', { after, limit: 3 }),
    ),
    ...[
      'x',
      `${new Date(now).toISOString()},${seed.work}.f3kmr2tzf95ae5rgk83ym12h`,
      '2026-01-01T00:00:00.000Z',
    ].map((after) => queried('/quotes', { after })),
    ...['block', 'statements', 'paragraphs', 'repairs', 'segments', 'x', ''].map((record) =>
      queried(`/log/records/${manifest}`, { record }),
    ),
    ...[
      WORDS,
      'the',
      'The ferry leaves at six.',
      '"straight" and “curly” marks',
      'x',
      '…',
      '',
      'a'.repeat(20_001),
    ].flatMap((exact) => [
      queried(`/works/${seed.work}/quotes`, { exact, limit: 2 }),
      queried(`/works/${ferries.work}/quotes`, { exact, limit: 1 }),
    ]),
    queried(`/works/${ferries.work}/quotes`, { exact: 'The ferry leaves at six.', suffix: 'The captain' }),
    queried(`/works/${ferries.work}/quotes`, { exact: 'The ferry leaves at six.', prefix: 'nothing' }),
    ...all.flatMap((work) =>
      [
        '',
        '.md',
        '.txt',
        '/paragraphs',
        '/versions',
        '/metadata',
        '/metadata/revisions',
        '/provenance',
        '/source',
      ].map((end) => ({ path: `/works/${work}${end}` })),
    ),
    ...[ferries.versions, ferries.versions.toReversed(), [ferries.versions[0], ferries.withdrawn]].flatMap(
      ([a, b]) =>
        ['', '?format=txt', '.txt'].map((end) => ({
          path: `/works/${ferries.work}/versions/${a}/diff/${b}${end}`,
        })),
    ),
  ]
}

/** So many numbers, from 1 on. */
function numbered(count) {
  return Array.from({ length: count }, (_, at) => at + 1)
}

/** Words that are searched for, with every filter. */
function searchRequests() {
  const words = [
    'siege',
    '"the siege"',
    'the',
    'whale',
    'SIÈGE',
    '人権',
    'حقوق',
    'สิทธิ',
    'זכויות',
    '"',
    '…',
    '',
    '-the',
  ]
  const filters = [
    ...[{ author: 'melville' }, { language: 'en' }, { language: 'x' }, { issued: '1851' }, { issued: 'x' }],
    ...[
      { work: SLUG },
      { work: 'nonsense' },
      { cursor: 'nonsense' },
      { limit: 0 },
      { limit: 1 },
      { nonsense: 1 },
    ],
    { author: 'melville', issued: '1851', language: 'en-US', limit: 2 },
  ]
  return [
    ...[...words, 'x '.repeat(200), numbered(200).join(' '), 'x'.repeat(2001)].map((q) =>
      queried('/search', { q }),
    ),
    ...filters.map((filter) => queried('/search', { q: 'the', ...filter })),
    { path: '/search' },
  ]
}

/** Works, paragraphs and quotes in every style, form, locale, copy and format. */
function citationRequests({ styles, all, seed, ferries, quotes, paragraphs, withdrawn, corrected }) {
  const paths = [`/works/${seed.work}`, `/paragraphs/${paragraphs[2]}`, `/quotes/${quotes[0]}`]
  const forms = ['bibliography', 'in-text', 'narrative', 'note', 'nonsense']
  const cited = (path, query) => queried(`${path}/citation`, query)
  return [
    ...styles.flatMap((style) => [
      ...paths.flatMap((path) => [
        ...LOCALES.map((locale) => cited(path, { style, locale })),
        ...forms.flatMap((form) =>
          ['text', 'html', 'json'].map((format) => cited(path, { style, form, format })),
        ),
        cited(path, { style, suppressAuthor: true }),
      ]),
      ...all.map((work) => cited(`/works/${work}`, { style })),
      ...quotes.map((quote) => cited(`/quotes/${quote}`, { style, form: 'in-text' })),
      queried(`/works/${corrected}`, { style, format: 'bibliography', locale: 'fr-FR' }),
    ]),
    ...[...paths, `/works/${corrected}`].flatMap((path) => [
      ...['original', 'archive', 'this', 'x'].map((source) => cited(path, { source })),
      ...['mla', 'vancouver', 'nonsense', '', 'x'.repeat(201)].map((style) => cited(path, { style })),
      ...['yes', 'false'].map((suppressAuthor) => cited(path, { suppressAuthor })),
      queried(path, { style: 'mla' }),
      ...UNAPI.flatMap((format) => [
        queried('/unapi', { id: path.split('/').at(-1), format }),
        queried('/unapi', { id: BASE + path, format }),
        queried(`${path}`, { format }),
      ]),
      queried('/unapi', { id: BASE + path }),
    ]),
    ...all.flatMap((work) =>
      ['bib', 'biblatex', 'ris', 'csl.json', 'jsonld', 'dc.xml'].map((end) => ({
        path: `/works/${work}.${end}`,
      })),
    ),
    ...[{ id: 'x' }, { format: 'ris' }, { id: withdrawn.work }, { id: SLUG, format: 'ris' }, { id: '' }].map(
      (query) => queried('/unapi', query),
    ),
    ...quotes.flatMap((quote) => [
      ...ferries.versions
        .concat(seed.versions, 'x')
        .map((version) => queried(`/quotes/${quote}`, { version })),
      ...['', '.txt', '.anno.jsonld', '/proof'].map((end) => ({ path: `/quotes/${quote}${end}` })),
    ]),
    ...paragraphs.flatMap((id) =>
      seed.versions.concat(ferries.versions, 'x').map((version) => queried(`/paragraphs/${id}`, { version })),
    ),
    ...['x', `${paragraphs[3]}:0-3`, `${paragraphs[3]}:5-2`].map((at) =>
      queried(`/quotes/${quotes[0]}`, { at }),
    ),
  ]
}

/** Bibliographies of this archive's things and others. */
function citationListRequests({ styles, all, quotes, paragraphs, seed, withdrawn }) {
  const item = { id: 'roe', type: 'book', title: 'A book', author: [{ family: 'Roe', given: 'Jane' }] }
  const cites = [{ id: quotes[0] }, { id: 'roe', locator: '12' }, { id: 'roe', mode: 'suppress-author' }]
  const ids = [
    quotes[0],
    paragraphs[0],
    `${BASE}/works/${SLUG}`,
    ...all.filter((id) => id !== withdrawn.work),
  ]
  return [
    ...styles.map((style) => posted('/citations', { style, ids: [quotes[0]], items: [item], cites })),
    ...styles.map((style) =>
      posted('/citations', { style, ids: [seed.work], items: [item], locale: 'de-DE' }),
    ),
    ...[ids, [withdrawn.work], ['nonsense'], [], 'x', Array(1001).fill('x')].map((ids) =>
      posted('/citations', { style: 'apa', ids }),
    ),
    ...[
      {},
      { style: 'nonsense' },
      { style: 'apa' },
      { style: 'apa', items: [{}] },
      { style: 'apa', x: 1 },
    ].map((body) => posted('/citations', body)),
    ...[
      { id: 'x' },
      { id: 'roe', mode: 'x' },
      { id: 'roe', label: 'verse', locator: '3-5' },
      { id: 'roe', label: 'x' },
    ].map((cite) => posted('/citations', { style: 'apa', items: [item], cites: [cite] })),
    ...wrongBodies('/citations', { style: 'apa' }),
  ]
}

/** Quotations that are right, altered, elided, nowhere, and bodies that are none. */
function verifyRequests({ ferries, withdrawn }) {
  const texts = [
    ...[
      WORDS,
      'this is where abandonment has led',
      'Syrian civil society was generally impressed by the re-brand',
    ],
    ...[
      '“This is where [...] led.”',
      'The ferry leaves at six.',
      'the',
      'No such words stand anywhere at all here.',
    ],
    ...[
      '人類社会のすべての構成員の固有の尊厳',
      'It is [sic] the second set',
      '',
      '…',
      'x '.repeat(10_001),
      'nul\0nul',
    ],
    ...[
      'The harbour master wrote five letters, and none of them was answered.',
      'a [...] b [...] c [...] d',
      'the ... of ... and',
      `a${' [...] a'.repeat(500)}`,
    ],
  ]
  return [
    ...texts.flatMap((text) =>
      [{}, { work: SLUG }, { work: ferries.work, limit: 2 }].map((rest) => ({ text, ...rest })),
    ),
    ...['x', withdrawn.work, ''].map((work) => ({ text: WORDS, work })),
    ...[0, 1, 25, 26, 'x'].map((limit) => ({ text: WORDS, limit })),
    ...[{ style: 'mla', locale: 'fr-FR' }, { style: 'x' }, { locale: 'x' }, { x: 1 }].map((rest) => ({
      text: WORDS,
      ...rest,
    })),
    ...[{}, { text: 1 }, [], null],
  ]
    .map((body) => posted('/verify', body))
    .concat(wrongBodies('/verify', { text: WORDS }))
}

/** Manuscripts with several quotations, as Markdown and as plain text. */
function documentRequests() {
  const essay = readFileSync(join(ROOT, 'test/fixtures/essays/on-the-siege.md'))
  const altered = essay.toString().replace('was not generally\n', 'was generally\n')
  const path = '/verify/document'
  const types = [
    'text/markdown',
    'text/plain; charset=utf-8',
    'text/x-markdown',
    'text/html',
    'application/json',
    'x',
  ]
  const checked = (query, body = altered, headers = {}) => ({
    ...posted(path + query, body, { 'content-type': 'text/markdown', ...headers }),
  })
  return [
    ...types.flatMap((type) => [essay, altered].map((body) => posted(path, body, { 'content-type': type }))),
    ...[
      '?format=ndjson',
      '?format=json',
      '?format=txt',
      `?work=${SLUG}`,
      '?work=x',
      '?style=mla&locale=de-DE',
      '?x=1',
    ].map((query) => checked(query)),
    ...['?style=x', '?locale=x', '?style=ieee&format=ndjson'].map((query) => checked(query)),
    ...[
      '',
      'No quotation.',
      '“the”',
      numbered(5001)
        .map((n) => `“the ferry ${n}”`)
        .join('\n\n'),
      Buffer.from([0x22, 0xff, 0xfe]),
    ].map((body) => checked('', body)),
    ...['application/x-ndjson', 'text/html', '*/*'].map((accept) => checked('', altered, { accept })),
    checked('', altered, { 'accept-encoding': 'br' }),
    { method: 'POST', path, headers: { 'content-type': 'text/plain' }, announced: 99_999_999 },
    ...['GET', 'PUT', 'OPTIONS'].map((method) => ({ method, path })),
  ]
}

/** What is wrong with a body whatever it says: its form, media type, coding, length. */
export function wrongBodies(path, value) {
  const text = JSON.stringify(value)
  return [
    ...[
      '{',
      '',
      'null',
      '[]',
      '"x"',
      '{"__proto__": 1}',
      Buffer.from([0x7b, 0xff, 0x7d]),
      `\ufeff${text}`,
    ].map((body) => posted(path, body)),
    ...[
      'text/plain',
      'application/xml',
      'application/ld+json',
      'application/json; charset=latin1',
      '',
      'x',
    ].map((type) => posted(path, text, { 'content-type': type })),
    ...['gzip', 'identity', 'x'].map((coding) => posted(path, text, { 'content-encoding': coding })),
    { method: 'POST', path },
    { method: 'POST', path, headers: { 'content-type': 'application/json' }, announced: 99_999_999 },
    posted(path, text, { accept: 'image/png' }),
    ...['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => ({ method, path })),
  ]
}
