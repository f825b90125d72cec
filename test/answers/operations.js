/** What every operation of openapi.yaml is asked in the same way, and that none is left out. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ROOT } from './server.js'

const FORMATS = [
  ...['json', 'txt', 'text', 'md', 'markdown', 'ndjson', 'html', 'anno.jsonld', 'annotation', 'bibliography'],
  ...['bib', 'bibtex', 'biblatex', 'ris', 'csl.json', 'citeproc', 'jsonld', 'schema.org', 'dc.xml', 'dc'],
]
const ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
const ACCEPTED = [
  ...[
    'application/json',
    'text/plain',
    'text/html',
    'text/markdown',
    'application/x-ndjson',
    'text/*',
    '*/*',
  ],
  ...['text/x-bibliography; style=mla; locale=de-DE', 'application/x-bibtex', 'text/x-bibtex', ANNOTATION],
  ...['application/x-biblatex', 'application/x-research-info-systems', 'application/ld+json', 'image/png'],
  ...['application/vnd.citationstyles.csl+json', 'application/citeproc+json', 'application/xml'],
  ...['application/vnd.schemaorg.ld+json', 'application/dc+xml', 'application/octet-stream', 'nonsense'],
  ...['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/json;q=0, */*'],
  ...['text/plain;q=0.5, application/x-bibtex;q=0.4, text/markdown;q=0.3', 'text/plain; charset=latin1'],
]
/** Of what has one representation alone. */
const ACCEPTED_OF_ONE = ['application/json', 'text/*', 'image/png', 'application/json;q=0, */*']
const UNKNOWN = '0000000000000000'
const NO_IDS = ['nonsense', '%ff', '%00', 'a'.repeat(299), '..%2f..', '%F0%9F%98%80', "';--", '__proto__']

/** The operations of openapi.yaml. */
export function readOperations() {
  const { paths } = parse(readFileSync(join(ROOT, 'openapi.yaml'), 'utf8'))
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], responses }]) => ({
      method: method.toUpperCase(),
      template,
      isChosen: Object.keys(responses['200']?.content ?? {}).length > 1,
      takesFormat: parameters.some(({ name, in: place }) => place === 'query' && name === 'format'),
    })),
  )
}

/** Values for each parameter of a path: the first one is there and spelt as it must be. */
function valuesOf(names) {
  const { seed, ferries, withdrawn, erased, entries, sources, dumps, quotes, paragraphs } = names
  const manifests = entries.flatMap(({ manifest }) => manifest ?? [])
  const notices = entries.flatMap(({ notice, erased: gone = [] }) => [notice, gone].flat().filter(Boolean))
  const upper = (id) => `${id.slice(0, 4)}-${id.slice(4)}`.toUpperCase().replaceAll('0', 'O')
  return {
    work: [
      seed.work,
      'breaking-the-siege-of-aleppo',
      'Breaking-The-Siege-Of-Aleppo',
      upper(seed.work),
    ].concat([ferries.work, withdrawn.work, erased.work, upper(withdrawn.work), UNKNOWN, ...NO_IDS]),
    version: [seed.versions[0], seed.versions[1], upper(seed.versions[0]), ferries.withdrawn].concat([
      withdrawn.version,
      `${UNKNOWN}00000000`,
      ...NO_IDS,
    ]),
    other: [seed.versions[1], seed.versions[0], upper(seed.versions[1]), ferries.withdrawn, ...NO_IDS],
    paragraph: ['3', '1', '0', '12', '13', '03', '-1', '1e3', ...paragraphs.slice(0, 12)].concat([
      upper(paragraphs[2]),
      paragraphs.at(-1),
      UNKNOWN,
      ...NO_IDS,
    ]),
    id: [
      quotes[0],
      ...quotes.slice(1),
      upper(quotes[0]),
      `${quotes[0]}.1`,
      `${quotes[0]}.2`,
      `${quotes[3]}.2`,
    ].concat([`${seed.work}.${'0'.repeat(24)}`, `${withdrawn.work}.${'0'.repeat(24)}`, ...NO_IDS]),
    paragraphId: [paragraphs[2], ...paragraphs, upper(paragraphs[2]), UNKNOWN, ...NO_IDS],
    sha256: [manifests[0], ...manifests, ...notices, ...sources, '0'.repeat(64), 'A'.repeat(64), ...NO_IDS],
    file: [...dumps, 'colophon-1.sqlite', 'dumps.json', '..%2flog.key', ...NO_IDS],
    style: [...names.styles, 'mla', 'vancouver', 'chicago', 'APA', ...NO_IDS],
    kind: [...names.problems, ...NO_IDS],
    path: [
      ...[
        `0/000.p/${names.logged}`,
        `entries/000.p/${names.logged}`,
        '0/000.p/1',
        'entries/000.p/3',
        '0/000',
      ],
      ...['1/000', 'entries/000', '0/000.p/255', '0/x001/000', '63/000', '0/0', 'entries', ...NO_IDS],
    ],
  }
}

/** What must be in the query of an operation that answers. */
const NEEDED = { '/works/{work}/quotes': 'exact=the+people+of+Aleppo', '/search': 'q=siege' }

/** The addresses of an operation: the first one answers, each other has another value of one parameter. */
function addresses(template, values) {
  const isParagraph = template.startsWith('/paragraphs/{id}')
  const choices = (name) => values[isParagraph && name === 'id' ? 'paragraphId' : name]
  const query = NEEDED[template] ? `?${NEEDED[template]}` : ''
  const fill = (changed, value) =>
    template.replace(/\{(\w+)\}/g, (_, name) => {
      if (choices(name) === undefined)
        throw new Error(`openapi.yaml has {${name}}, of which no value is known.`)
      return name === changed ? value : choices(name)[0]
    }) + query
  const parameters = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  return [
    fill(),
    ...parameters.flatMap((name) =>
      choices(name)
        .slice(1)
        .map((value) => fill(name, value)),
    ),
  ]
}

/** Every read in every representation, under every condition, and at every address. */
export function readRequests(names) {
  const operations = readOperations()
  const values = valuesOf(names)
  return operations
    .filter(({ method }) => method === 'GET')
    .flatMap(({ template, isChosen, takesFormat }) => {
      const [path, ...others] = addresses(template, values)
      const isWritten = (method) =>
        operations.some((operation) => operation.template === template && operation.method === method)
      return [
        ...[0, 1, 2].map(() => ({ path, follow: revalidations })),
        ...conditions(path),
        ...(isChosen ? ACCEPTED : ACCEPTED_OF_ONE).map((accept) => ({ path, headers: { accept } })),
        ...(takesFormat ? formats(path) : []),
        ...['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']
          .filter((method) => !isWritten(method))
          .map((method) => ({ method, path })),
        ...others.map((other) => ({ path: other })),
      ]
    })
}

/** The same address under conditions, in parts, compressed, and with a parameter that there is not. */
function conditions(path) {
  const mark = path.includes('?') ? '&' : '?'
  return [
    ...['br', 'gzip', 'gzip, br', 'br;q=0, gzip', 'identity;q=0', 'deflate'].map((coding) => ({
      path,
      headers: { 'accept-encoding': coding },
      follow: revalidations,
    })),
    ...['bytes=0-9', 'bytes=5-', 'bytes=-5', 'bytes=99999999-', 'bytes=0-1,3-4', 'lines=1-2'].map(
      (range) => ({
        path,
        headers: { range },
      }),
    ),
    { path, headers: { range: 'bytes=0-9', 'if-range': '"another"' } },
    { path, headers: { 'if-none-match': '*' } },
    { path, headers: { 'if-none-match': '"another", W/"one"' } },
    { path: `${path}${mark}nonsense=1` },
    { path: `${path}${mark}format=json&format=txt` },
    { path: path.replace(/(?=\?|$)/, '/') },
  ]
}

/** Each format by the parameter and by the extension of the address. */
function formats(path) {
  const [address, query = ''] = path.split('?')
  return [
    ...[...FORMATS, 'nonsense', '', 'application/x-bibtex', 'TXT'].map((format) => ({
      path: `${path}${query ? '&' : '?'}format=${format}`,
    })),
    ...FORMATS.map((format) => ({ path: `${address}.${format}${query && `?${query}`}` })),
  ]
}

/** The same request again, by one who has the answer already, and its HEAD. */
function revalidations({ path, headers = {} }, answer) {
  const { etag } = answer.headers
  const head = { method: 'HEAD', path, headers }
  return etag === undefined ? [head] : [head, { path, headers: { ...headers, 'if-none-match': etag } }]
}

/** The operations that no exchange was a success of. */
export function unanswered(exchanges) {
  const pattern = ({ template }) =>
    new RegExp(`^${template.replace(/\{path\}/, '.+').replace(/\{\w+\}/g, '[^/]+')}$`)
  const all = readOperations().map((operation) => ({ ...operation, pattern: pattern(operation) }))
  const literals = ({ template }) => template.split('/').filter((part) => !part.startsWith('{')).length
  all.sort((a, b) => literals(b) - literals(a))
  const seen = exchanges
    .filter(({ status }) => status < 300)
    .map(({ method, path }) =>
      all.find((each) => each.method === method && each.pattern.test(path.split('?')[0])),
    )
  return all
    .filter((operation) => !seen.includes(operation))
    .map(({ method, template }) => `${method} ${template}`)
}
