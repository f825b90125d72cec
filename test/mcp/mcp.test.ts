/** The archive as agents see it: the official client of the Model Context Protocol, over both transports. */
import type { AddressInfo } from 'node:net'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import t, { type Test } from 'tap'
import { answerMessage } from '../../src/mcp/server.ts'
import { buildTestApp, NOW } from '../support/app.ts'
import { buildCommand } from '../support/command.ts'
import { directoryFor } from '../support/directory.ts'
import fc from '../support/properties.ts'
import { ROOT } from '../support/root.ts'
import { runs } from '../support/runs.ts'
import { makeSeededArchive } from '../support/seeded-archive.ts'

const TOOLS = ['search', 'get_passage', 'find_quote', 'verify_quote', 'cite', 'check_document']
const WORK = 'breaking-the-siege-of-aleppo'
const SENTENCE = 'This is where abandonment has led.'

/** What an agent reads of an answer, and what its program does. */
interface Called {
  isError?: boolean
  content: { text: string }[]
  // biome-ignore lint/suspicious/noExplicitAny: each tool has its own
  structuredContent: Record<string, any>
}

async function call(client: Client, name: string, input: object): Promise<Called & { text: string }> {
  const result = (await client.callTool({ name, arguments: { ...input } })) as unknown as Called
  return { ...result, text: result.content[0]!.text }
}

/** Everything that an agent does, which is the same over every transport and in every revision. */
async function tryAll(t: Test, client: Client, base: string) {
  const { tools } = await client.listTools()
  t.strictSame(
    tools.map(({ name }) => name),
    TOOLS,
  )
  for (const { annotations, description } of tools) {
    t.equal(annotations?.readOnlyHint, true)
    t.ok(description)
  }

  const search = await call(client, 'search', { query: 'abandonment' })
  const [hit] = search.structuredContent['hits']
  t.match(hit, { work: 'Breaking the siege of Aleppo', paragraph: 4, text: /abandonment has led\.$/ })
  t.ok(hit.address.startsWith(`${base}/paragraphs/`))
  t.match(search.text, hit.address)

  const passage = await call(client, 'get_passage', { of: hit.address })
  t.equal(passage.structuredContent['text'], hit.text)
  const three = await call(client, 'get_passage', { of: WORK, from: 3, to: 5 })
  t.strictSame(
    three.structuredContent['paragraphs'].map(({ paragraph }: { paragraph: number }) => paragraph),
    [3, 4, 5],
  )

  const places = await call(client, 'find_quote', { words: 'abandonment has led', work: WORK })
  t.equal(places.structuredContent['places'].length, 1)
  t.equal(places.structuredContent['places'][0].place, 'paragraph 4')
  t.strictSame(
    (await call(client, 'find_quote', { words: 'abandonment has led' })).structuredContent,
    places.structuredContent,
    'in the whole archive as in the work',
  )
  t.same((await call(client, 'find_quote', { words: 'words of another book' })).structuredContent, {
    places: [],
  })

  const verified = await call(client, 'verify_quote', {
    quotations: [
      { text: SENTENCE, author: 'Leila Al Shami', year: '2016', locator: 'para. 4' },
      { text: 'This is where abandonment has lead.', author: 'Smith' },
      { text: 'Nobody ever wrote these seven words here.' },
      { text: SENTENCE, author: 'Al Shami', locator: 'para. 9' },
    ],
  })
  const [right, misquoted, unknown, misplaced] = verified.structuredContent['results']
  t.match(right, { verdict: 'identical', attribution: 'right' })
  t.match(right.found[0], { text: SENTENCE, inText: '(Al Shami, 2016, para. 4)', place: 'paragraph 4' })
  t.ok(right.found[0].address.startsWith(`${base}/quotes/`))
  t.match(misquoted, { verdict: 'altered', attribution: 'wrong_author' })
  t.match(unknown, { verdict: 'not_found', found: [] })
  t.match(misplaced, { verdict: 'identical', attribution: 'wrong_place', attributionSentence: /9.*4/ })
  t.match(verified.text, /^IDENTICAL.*\nAttribution: right/)
  t.match(verified.text, '{+ led+}')

  const { address } = right.found[0]
  const cited = await call(client, 'cite', { of: [address, WORK, hit.address], style: 'mla' })
  t.notOk(cited.isError, cited.text)
  const [quote, work, paragraph] = cited.structuredContent['citations']
  t.equal(quote.inText, '(Al Shami, par. 4)')
  t.equal(paragraph.inText, quote.inText)
  t.match(work.bibliography, /^Al Shami, Leila\. “Breaking the Siege of Aleppo\.”/)
  t.match((await call(client, 'cite', { of: [WORK], record: 'bibtex' })).text, /^@\w+\{/)

  const document = `Al Shami wrote: “${SENTENCE}” (Al Shami, 2016, para. 4). But “this is where abandonment has always led” is false.`
  const checked = await call(client, 'check_document', { document, format: 'text' })
  t.match(checked.structuredContent, { summary: { quotations: 2, wordForWord: 1 } })
  t.equal(checked.structuredContent['faulty'].length, 1)

  const refused = await call(client, 'get_passage', { of: 'no-such-work' })
  t.equal(refused.isError, true)
  t.match(refused.structuredContent, { error: { kind: 'work_not_found', status: 404, transient: false } })
  t.equal((await call(client, 'search', { query: 'x', quary: 'y' })).isError, true)
  t.equal((await call(client, 'search', { query: 7 })).isError, true)
  await t.rejects(client.callTool({ name: 'delete_everything', arguments: {} }), /There are: search/)

  const { resources } = await client.listResources()
  const [resource] = resources
  t.match(resource, { title: 'Breaking the siege of Aleppo', mimeType: 'text/markdown' })
  const { contents } = await client.readResource({ uri: resource!.uri })
  t.match(contents[0], { mimeType: 'text/markdown', text: /abandonment has led/ })
  t.match((await client.readResource({ uri: hit.address })).contents[0], { text: /abandonment has led/ })
  t.equal((await client.listResourceTemplates()).resourceTemplates.length, 3)
  await t.rejects(client.readResource({ uri: `${base}/works/none` }), /no work/)
}

const client = (mode: 'auto' | 'legacy') =>
  new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })

async function listeningApp(t: Test) {
  const built = await buildTestApp(t)
  await built.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = built.app.server.address() as AddressInfo
  built.urls.base = `http://127.0.0.1:${port}`
  return { ...built, base: built.urls.base }
}

for (const mode of ['auto', 'legacy'] as const) {
  t.test(`an agent over HTTP, ${mode}`, async (t) => {
    const { base } = await listeningApp(t)
    const agent = client(mode)
    await agent.connect(new StreamableHTTPClientTransport(new URL(`${base}/mcp`)))
    t.teardown(() => agent.close())
    await tryAll(t, agent, base)
  })
}

t.test('an agent over stdio, at an archive and at a server', async (t) => {
  buildCommand()
  const directory = directoryFor(t)
  ;(await makeSeededArchive(directory, NOW)).close()
  const { base } = await listeningApp(t)
  const options = [
    {
      args: ['--data', directory, '--base-url', 'https://archive.example.org'],
      address: 'https://archive.example.org',
    },
    { args: ['--server', base], address: base },
  ]
  for (const { args, address } of options) {
    const agent = client('auto')
    const command = { command: process.execPath, args: ['dist/src/main.js', 'mcp', ...args], cwd: ROOT }
    await agent.connect(new StdioClientTransport(command))
    t.teardown(() => agent.close())
    await tryAll(t, agent, address)
  }
})

t.test('whatever is sent is answered by JSON-RPC', async (t) => {
  const { app } = await buildTestApp(t)
  const send = (payload: string | Buffer, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/mcp',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    })
  const error = async (message: unknown, headers?: Record<string, string>) =>
    (await send(JSON.stringify(message), headers)).json().error?.code
  const request = (method: string, params?: object) => ({ jsonrpc: '2.0', id: 1, method, params })
  const modern = { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } }

  t.equal((await send('{bad')).json().error.code, -32700)
  t.equal((await send('{bad')).statusCode, 400)
  t.equal((await send('')).json().error.code, -32700)
  t.equal(await error({}), -32600)
  t.equal(await error([]), -32600)
  t.equal(await error(request('no/such')), -32601)
  t.equal(await error(request('tools/call', { name: 'no' })), -32602)
  t.equal(await error(request('tools/list', modern), { 'mcp-method': 'tools/call' }), -32020)
  t.equal(await error(request('tools/list', modern), { 'mcp-method': 'tools/list' }), undefined)
  const other = { _meta: { 'io.modelcontextprotocol/protocolVersion': '2031-01-01' } }
  t.equal(await error(request('tools/list', other)), -32022)
  t.equal(
    (await send(JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }))).statusCode,
    202,
  )
  t.equal((await send(JSON.stringify([request('ping'), request('ping')]))).json().length, 2)
  t.equal((await app.inject('/mcp')).statusCode, 405)
  t.equal((await send('{}', { 'content-type': 'text/plain' })).json().error.code, -32600)
  t.equal((await send(`"${'a'.repeat(5_000_000)}"`)).statusCode, 413)

  const id = fc.oneof(fc.integer(), fc.string(), fc.constant(null))
  const method = fc.oneof(
    fc.constantFrom(
      'tools/call',
      'tools/list',
      'resources/read',
      'resources/list',
      'initialize',
      'server/discover',
    ),
    fc.string(),
  )
  const value = fc.jsonValue()
  const messages = fc.oneof(
    value,
    fc.record({ jsonrpc: fc.constant('2.0'), id, method, params: value }, { requiredKeys: [] }),
    fc.record({
      jsonrpc: fc.constant('2.0'),
      id: fc.integer(),
      method: fc.constant('tools/call'),
      params: fc.record({
        name: fc.constantFrom(...TOOLS),
        arguments: fc.oneof(
          value,
          fc.dictionary(
            fc.constantFrom('query', 'of', 'words', 'quotations', 'document', 'work', 'from', 'to'),
            value,
          ),
          fc.record({ of: fc.array(fc.string()) }),
          fc.record({ words: fc.string(), work: fc.string() }),
        ),
      }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(messages, async (message) => {
      const answer = await send(JSON.stringify(message))
      if (answer.statusCode === 202) return
      t.ok([200, 400].includes(answer.statusCode), `${answer.statusCode}`)
      const answers = [answer.json()].flat()
      for (const each of answers) {
        t.equal(each.jsonrpc, '2.0')
        t.not(each.error?.code, -32603, JSON.stringify(message))
      }
    }),
    { numRuns: runs(1000) },
  )
})

t.test('nothing more is asked for whoever has gone away', async (t) => {
  let asked = 0
  const ask = async () => {
    asked++
    return { status: 200, type: 'application/json', body: '{"items":[],"next":null}', retryAfter: null }
  }
  const one = { jsonrpc: '2.0', method: 'resources/list', params: {} }
  const several = Array.from({ length: 50 }, (_, id) => ({ ...one, id }))
  const services = { ask, base: 'https://archive.example' }
  await answerMessage(services, several)
  const ofAll = asked
  t.ok(ofAll >= 50)
  asked = 0
  t.equal(await answerMessage({ ...services, isGone: () => asked > 0 }, several), undefined)
  t.equal(asked, ofAll / 50)
})
