/** The requests that write, after all others; what is asked between them shows what they changed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { posted, wrongBodies } from './requests.js'
import { BASE, ROOT } from './server.js'

const MARKDOWN = {
  'content-type': 'text/markdown',
  'content-disposition': 'attachment; filename="harbour.md"',
}
const HARBOUR =
  '# On harbours\n\nMaria Alvarez\n\n3 May 2019\n\nThe harbour sleeps at six. Nobody is awake.\n'
const BOUNDARY = 'the-boundary'

/** Everything that a key or a quote changes, from the smallest to what takes a work away. */
export function writeRequests(names) {
  return [
    ...quoteRequests(names),
    ...refusals(names),
    ...imports(names),
    ...corrections(names),
    ...withdrawals(names),
    // The nonces of a manifest are drawn anew each time, so what is made of them is masked.
    { path: '/log/entries?limit=1000', mask: withoutDigests },
    { path: '/mirror.txt', mask: withoutDigests },
    ...names.dumps.map((file) => ({ path: `/dumps/${file}` })),
    { path: '/dumps' },
    { path: '/quotes?limit=1000' },
  ]
}

/** A text with its SHA-256 digests left out; its lines are sorted, for some lists go by digest. */
function withoutDigests(text) {
  return text
    .replace(/[0-9a-f]{64}/g, '…')
    .split('\n')
    .sort()
    .join('\n')
}

/** A key as a header. */
function bearer(key) {
  return { authorization: `Bearer ${key}` }
}

/** Quotes by words and by every kind of selector. */
function quoteRequests({ seed, ferries, withdrawn, paragraphs }) {
  const work = seed.work
  const exact = 'the demands of survival supersede political principles'
  const quote = { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' }
  const position = { type: 'TextPositionSelector', start: 2441, end: 2475 }
  const refined = (start, end) => ({
    type: 'FragmentSelector',
    value: paragraphs[2],
    refinedBy: { type: 'TextPositionSelector', start, end },
  })
  const range = { type: 'RangeSelector', startSelector: refined(0, 3), endSelector: refined(20, 20) }
  const source = `${BASE}/works/${work}`
  const selectors = [
    ...[
      quote,
      position,
      refined(0, 40),
      range,
      [quote, { ...position, start: 0 }],
      { ...position, end: 1e9 },
    ],
    ...[
      { type: 'X' },
      {},
      [],
      'x',
      { ...quote, exact: 'nowhere at all' },
      { type: 'FragmentSelector', value: 'x' },
    ],
    ...[source, `${source}/versions/${seed.versions[0]}`, 'https://example.org/'].flatMap((of) => [
      { source: of, selector: quote },
      { type: 'SpecificResource', source: of, selector: position },
      {
        '@context': 'http://www.w3.org/ns/anno.jsonld',
        type: 'Annotation',
        target: { source: of, selector: quote },
      },
    ]),
  ]
  const words = [
    ...[
      exact,
      exact,
      'This is where abandonment has led.',
      'the',
      'The ferry leaves at six.',
      'nowhere at all',
      '',
      '…',
    ],
    ...['the demands [...] political principles', 'a'.repeat(20_001), 'nul\0', '\ud800'],
  ]
  return [
    ...words.map((exact) => posted('/quotes', { exact, work })),
    ...[
      {},
      { unique: true },
      { suffix: ' Nobody' },
      { prefix: 'x' },
      { suffix: 'The captain', unique: true },
    ].map((more) => posted('/quotes', { exact: 'The ferry leaves at six.', work: ferries.work, ...more })),
    ...['x', withdrawn.work, '', 'breaking-the-siege-of-aleppo'].map((work) =>
      posted('/quotes', { exact, work }),
    ),
    ...[{ exact }, { work }, { exact, work, selector: quote }, { exact, work, x: 1 }, { exact: 1, work }].map(
      (body) => posted('/quotes', body),
    ),
    ...selectors.flatMap((selector) => [
      posted('/quotes', { work, selector }),
      posted('/quotes', { selector }),
    ]),
    ...selectors.map((selector) => posted('/quotes', selector, { 'content-type': 'application/ld+json' })),
    ...wrongBodies('/quotes', { exact, work }).filter(({ method }) => !['GET', 'HEAD'].includes(method)),
    { path: '/quotes?limit=1000' },
  ]
}

/** Writes with no key, a wrong one, one out of force, and one of too small a scope. */
function refusals({ seed, keys }) {
  const { work, versions } = seed
  const writes = [
    ['POST', '/works'],
    ['POST', `/works/${work}/versions`],
    ['PUT', `/works/${work}/metadata`],
    ['DELETE', `/works/${work}?reason=x`],
    ['DELETE', `/works/${work}/versions/${versions[0]}?reason=x`],
  ]
  const wrong = keys.admin.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  return writes.flatMap(([method, path]) => [
    ...[{}, bearer('nonsense'), bearer(wrong), bearer(keys.revoked), { authorization: 'Basic eDp5' }].map(
      (headers) => ({
        method,
        path,
        headers,
      }),
    ),
    ...(method === 'DELETE' ? [{ method, path, headers: bearer(keys.ingest) }] : []),
  ])
}

/** Files as works and as versions, sent in every way, and what cannot be one. */
function imports({ seed, ferries, withdrawn, keys }) {
  const key = bearer(keys.ingest)
  const sent = (path, body, headers = {}) => posted(path, body, { ...MARKDOWN, ...key, ...headers })
  const later = `/works/${ferries.work}/versions`
  const text = readFileSync(join(ROOT, 'test/answers/ferries.md'), 'utf8')
  const binary = Buffer.from([0x00, 0xff, 0xfe, 0x00])
  const types = [
    'text/plain',
    'application/octet-stream',
    'application/json',
    'image/png',
    '',
    'text/markdown; charset=x',
  ]
  const dispositions = [
    'nonsense;;',
    'attachment',
    "attachment; filename*=UTF-8''h%C3%A4fen.md",
    'inline; filename="../x.md"',
  ]
  return [
    ...[HARBOUR, HARBOUR, '', ' \n', binary, 'Words alone.\n', text, `${'> '.repeat(2000)}deep`].map((body) =>
      sent('/works', body),
    ),
    ...types.map((type, at) =>
      sent('/works', `${HARBOUR}\nThis is number ${at}.\n`, { 'content-type': type }),
    ),
    ...dispositions.map((field, at) =>
      sent('/works', `${HARBOUR}\nNumber ${at}.\n`, { 'content-disposition': field }),
    ),
    ...forms().map((body) =>
      sent('/works', body, { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }),
    ),
    sent('/works', form(['source', HARBOUR, 'x.md']), { 'content-type': 'multipart/form-data' }),
    { method: 'POST', path: '/works', headers: { ...MARKDOWN, ...key }, announced: 99_999_999 },
    sent(later, text.replace('six', 'seven')),
    sent(later, text.replace('six', 'seven')),
    sent(later, text),
    ...['x', withdrawn.work, seed.work].map((work) => sent(`/works/${work}/versions`, '')),
    sent(`/works/${withdrawn.work}/versions`, HARBOUR),
    ...['', '/versions', '/paragraphs', '/metadata/revisions'].map((end) => ({
      path: `/works/${ferries.work}${end}`,
    })),
    ...['/works/on-harbours', '/works/on-harbours/provenance', '/works/on-harbours.bib'].map((path) => ({
      path,
    })),
  ]
}

/** A body of multipart/form-data; a part with a file name is a file. */
function form(...parts) {
  const printed = parts.map(([name, value, file]) => {
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`
    return file
      ? `${head}; filename="${file}"\r\nContent-Type: text/markdown\r\n\r\n${value}\r\n`
      : `${head}\r\n\r\n${value}\r\n`
  })
  return `${printed.join('')}--${BOUNDARY}--\r\n`
}

/** Forms with a manifest, and forms that are wrong. */
function forms() {
  const source = ['source', `${HARBOUR}\nA form.\n`, 'form.md']
  const manifest = JSON.stringify({
    title: 'A form',
    authors: [{ literal: 'The Form' }],
    issued: '2001',
    slug: 'a-form',
  })
  return [
    form(source, ['manifest', manifest]),
    form(source, ['manifest', manifest, 'manifest.json']),
    ...['{', '{"titel": "x"}', '{"issued": "x"}', '{"slug": "A B"}', '{"type": "boko"}', '\ufffd'].map(
      (wrong) => form(source, ['manifest', wrong]),
    ),
    form(source, source),
    form(['manifest', manifest]),
    form(source, ['other', 'x']),
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="source"; filename="x.md"\r\n\r\nbroken off`,
  ]
}

/** Corrections of metadata under every condition. */
function corrections({ seed, corrected, withdrawn, keys }) {
  const put = (work, body, headers = { 'if-match': '*' }) => ({
    ...posted(`/works/${work}/metadata`, body, { ...bearer(keys.ingest), ...headers }),
    method: 'PUT',
  })
  const said = {
    title: 'Loomings, corrected',
    authors: [{ family: 'Melville', given: 'H.' }],
    issued: '1851',
  }
  return [
    ...[{}, { 'if-match': '"r1"' }, { 'if-match': '"x"' }, { 'if-match': '"r2"' }, { 'if-match': '*' }].map(
      (headers) => put(corrected, said, headers),
    ),
    ...[
      {},
      { titel: 'x' },
      { title: '' },
      { issued: 'x' },
      { title: 'x', key: 'x' },
      { title: 'x', slug: 'x' },
      [],
      'x',
      '{',
    ].map((body) => put(seed.work, body)),
    ...[withdrawn.work, 'x'].map((work) => put(work, said)),
    put(seed.work, said, { 'if-match': '*', 'content-type': 'text/plain' }),
    { ...put(seed.work, undefined), body: undefined, announced: 9_999_999 },
    ...['', '/metadata', '/metadata/revisions', '/citation', '.bib', '.csl.json'].map((end) => ({
      path: `/works/${corrected}${end}`,
    })),
  ]
}

/** Withdrawals, and what is answered afterwards. */
function withdrawals({ seed, ferries, withdrawn, quotes, paragraphs, keys }) {
  const remove = (path) => ({ method: 'DELETE', path, headers: bearer(keys.admin) })
  const [first] = ferries.versions
  return [
    ...[
      '',
      '?reason=',
      '?reason=%20',
      '?reason=x&erase=maybe',
      '?reason=x&x=1',
      `?reason=${'x'.repeat(2001)}`,
    ].map((query) => remove(`/works/${seed.work}${query}`)),
    ...['x', '0000000000000000', withdrawn.work].map((work) => remove(`/works/${work}?reason=x`)),
    ...['x', first, first, ferries.withdrawn].map((id) =>
      remove(`/works/${ferries.work}/versions/${id}?reason=Superseded`),
    ),
    ...['', '/versions', `/versions/${first}`, `/versions/${first}.txt`].map((end) => ({
      path: `/works/${ferries.work}${end}`,
    })),
    remove(`/works/${seed.work}?reason=At+a+wish`),
    remove(`/works/${seed.work}?reason=Again&erase=true`),
    ...['', '.txt', '.bib', '/versions', '/source', '/citation', '/paragraphs/3', '/quotes?exact=siege'].map(
      (end) => ({
        path: `/works/${seed.work}${end}`,
      }),
    ),
    ...quotes.map((id) => ({ path: `/quotes/${id}` })),
    ...paragraphs.map((id) => ({ path: `/paragraphs/${id}` })),
    { path: '/search?q=siege' },
    posted('/verify', { text: 'This is where abandonment has led.' }),
    posted('/citations', { style: 'apa', ids: [seed.work] }),
  ]
}
