import t from 'tap'
import fc from '../../support/properties.ts'
import { runs } from '../../support/runs.ts'
import { form, multipart } from './multipart.ts'
import { addressOf, goodPart, names, operations } from './operations.ts'
import { faultOfProblem, faultOfRpcError } from './problems.ts'
import { inject, key, PARAGRAPH, QUOTE, SLUG, VERSION, WORK } from './server.ts'
import { staysUnharmed } from './unharmed.ts'

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
  form: ['bibliography', 'in-text', 'narrative', 'note', 'callout', 'rtf', 'wiki-quote'],
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
      const isOfAgents =
        url.startsWith('/mcp') && String(answer.headers['content-type']).startsWith('application/json')
      const faultOf = isOfAgents ? faultOfRpcError : faultOfProblem
      const fault = answer.statusCode >= 400 ? faultOf(answer) : null
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

staysUnharmed(t)
