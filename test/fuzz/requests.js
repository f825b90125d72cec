/** Requests that follow the description of an API, and some that do not. */
import fc from 'fast-check'
import { textOf, valueBy } from './values.js'

const ACCEPTED = [
  ...[
    'application/json',
    'text/plain',
    'text/markdown',
    'application/x-ndjson',
    'text/html',
    '*/*',
    'image/png',
    '',
  ],
  ...[
    'application/x-bibtex;q=0.1, */*;q=0',
    'text/x-bibliography; style=mla',
    `text/html;a=x${' '.repeat(2000)}y`,
    ',',
  ],
  ...[
    'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    'application/vnd.citationstyles.csl+json',
  ],
]
const HEADERS = {
  accept: ACCEPTED,
  'accept-encoding': ['br', 'gzip;q=0', 'identity', '*;q=0', 'x'.repeat(300)],
  'if-none-match': ['*', '"a"', 'W/"a", "b"', '"', ','.repeat(500)],
  'if-match': ['*', '"a"', 'W/"a"', ''],
  'if-modified-since': ['Sun, 06 Nov 1994 08:49:37 GMT', 'yesterday'],
  range: ['bytes=0-9', 'bytes=9-0', 'bytes=-5', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=99999999999999999999-'],
  authorization: ['Bearer nonsense', 'Basic YTpi', 'Bearer ', `Bearer ${'a'.repeat(4000)}`],
  origin: ['https://example.org'],
  'x-forwarded-for': ['192.0.2.1', '::1', 'x', '1,'.repeat(400)],
  'x-forwarded-host': ['evil.example'],
}
const EXTENSIONS = ['', '.json', '.txt', '.md', '.ndjson', '.bib', '.ris', '.csl.json', '.html', '.xyz', '.']
const BROKEN_JSON = [
  '',
  '{',
  '[]',
  'null',
  '"a"',
  '{"a":1}x',
  '\ufeff{}',
  '{"__proto__":{}}',
  '['.repeat(3000),
  '\ud800',
]

/**
 * @param {import('./description.js').Operation[]} operations
 * @param {(name: string, operation: import('./description.js').Operation) => string[]} known values of parameters that are there
 * @returns {fc.Arbitrary<{operation: object, method: string, path: string, headers: Record<string, string>, body?: string}>}
 */
export function requestsTo(operations, known, components) {
  return fc.oneof(...operations.map((operation) => requestTo(operation, known, components)))
}

function requestTo(operation, known, components) {
  const { parameters, bodies } = operation
  const ofPath = parameters.filter(({ in: place }) => place === 'path')
  const ofQuery = parameters.filter(({ in: place }) => place === 'query')
  const text = ({ name, schema }) => textOf(schema, known(name, operation), components)
  return fc
    .record({
      method: fc.oneof(
        { weight: 12, arbitrary: fc.constant(operation.method) },
        { weight: 1, arbitrary: fc.constantFrom('HEAD', 'OPTIONS') },
      ),
      path: fc.record(Object.fromEntries(ofPath.map((each) => [each.name, text(each)]))),
      extension: fc.oneof(
        { weight: 9, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constantFrom(...EXTENSIONS) },
      ),
      query: queryOf(ofQuery, text),
      headers: fc.record(mapped(HEADERS, (values) => sometimes(fc.constantFrom(...values), 6))).map(given),
      body: bodyOf(bodies, components),
    })
    .map(({ method, path, extension, query, headers, body }) => ({
      // With an empty part the address is that of another operation.
      operation: method === operation.method && !Object.values(path).includes('') ? operation : undefined,
      method,
      path: `${filled(operation.path, path)}${extension}${query}`,
      headers: { ...headers, ...body?.headers },
      ...(body && { body: body.content }),
    }))
}

/** What need not be there is there once in five times. */
function queryOf(parameters, text) {
  const pairs = parameters.map((parameter) => {
    const pair = text(parameter).map((value) => `${parameter.name}=${encoded(value)}`)
    return parameter.required ? pair : sometimes(pair, 5)
  })
  const odd = fc.constantFrom(
    'x=1',
    'limit=-1',
    'limit=1&limit=2',
    'format',
    '%',
    'a=%ff',
    'a=%00',
    '&&&',
    '?',
  )
  return fc
    .tuple(...pairs, sometimes(odd, 25))
    .map((all) => all.filter((pair) => pair !== undefined))
    .map((all) => (all.length === 0 ? '' : `?${all.join('&')}`))
}

/** Once in so many times; else undefined. */
function sometimes(arbitrary, times) {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
}

function bodyOf(bodies, components) {
  const kinds = Object.entries(bodies)
  if (kinds.length === 0) return fc.constant(undefined)
  const fitting = kinds.map(([type, { schema = {} }]) =>
    valueBy(schema, components).map((value) => ({
      content: typeof value === 'string' && !type.includes('json') ? value : printed(value),
      headers: { 'content-type': type },
    })),
  )
  const [[first]] = kinds
  const broken = fc
    .constantFrom(...BROKEN_JSON)
    .map((content) => ({ content, headers: { 'content-type': first } }))
  const untyped = fc.constantFrom('image/png', 'text/plain; charset=latin1', '').map((type) => ({
    content: 'a',
    headers: { 'content-type': type },
  }))
  return fc.oneof({ weight: 16, arbitrary: fc.oneof(...fitting) }, broken, untyped)
}

function printed(value) {
  return JSON.stringify(value) ?? 'null'
}

function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (_all, name) => encoded(values[name] ?? ''))
}

/** As an address may have it; halves of surrogate pairs as bytes that are not UTF-8. */
function encoded(value) {
  return value.isWellFormed() ? encodeURIComponent(value) : '%ed%a0%80'
}

/** Without what is undefined. */
function given(members) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}

function mapped(values, make) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, make(value)]))
}
