/**
 * Keeps openapi.yaml and the examples in it in step with the software. The examples are the answers to real
 * requests on an archive that holds the seed article. Without --write it fails when either file is behind.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seed } from '../dist/seeds/index.js'
import { Archive } from '../dist/src/archive/archive.js'
import { LocalWriter } from '../dist/src/archive/local-writer.js'
import { logBeside, prepareArchive } from '../dist/src/archive/preparing.js'
import { Citer } from '../dist/src/citing/citer.js'
import { writeDumps } from '../dist/src/dumps/dump-index.js'
import { databaseFile, dumpsDirectory } from '../dist/src/files/archive-files.js'
import { buildApp } from '../dist/src/http/app.js'
import { accessKeyFrom, printAccessKey } from '../dist/src/identity/access-key.js'
import { sha256 } from '../dist/src/identity/digest.js'
import { privateKeyPem } from '../dist/src/log/note-key.js'
import { LocalSearching } from '../dist/src/searching/searching-thread.js'
import { recordAccessKey } from '../dist/src/store/sqlite/access-keys.js'
import { openWriter } from '../dist/src/store/sqlite/open.js'
import { readPublishedCounts } from '../dist/src/store/sqlite/works/counts.js'
import { Urls } from '../dist/src/wire/urls.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const EXAMPLES = 'src/wire/schemas/examples.json'
const NOW = '2026-01-01T00:00:00.000Z'
/** Longer arrays are cut in the examples. */
const MOST_ITEMS = 3
const SEED = 'breaking-the-siege-of-aleppo'
const VERSION = '5w9k7j84a4g748q6hy57gfg6'
const QUOTE = '2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h'
const WORDS = 'This is where abandonment has led.'

/** The request whose answer is an operation's example, by operationId. */
const REQUESTS = {
  getEntry: { url: '/' },
  listProblems: { url: '/problems' },
  getProblem: { url: '/problems/unknown_parameter' },
  getLiveness: { url: '/health/live' },
  getReadiness: { url: '/health/ready' },
  listWorks: { url: '/works?limit=1' },
  getWork: { url: `/works/${SEED}` },
  listVersions: { url: `/works/${SEED}/versions` },
  compareVersions: { url: `/works/${SEED}/versions/${VERSION}/diff/${VERSION}` },
  listParagraphsOfVersion: { url: `/works/${SEED}/versions/${VERSION}/paragraphs?from=4&limit=1` },
  getParagraphOfWorkOfVersion: { url: `/works/${SEED}/versions/${VERSION}/paragraphs/3` },
  citeWorkOfVersion: { url: `/works/${SEED}/versions/${VERSION}/citation?style=mla` },
  citeParagraphOfWorkOfVersion: { url: `/works/${SEED}/versions/${VERSION}/paragraphs/3/citation` },
  getProvenanceOfVersion: { url: `/works/${SEED}/versions/${VERSION}/provenance` },
  getSourceOfVersion: { url: `/works/${SEED}/versions/${VERSION}/source` },
  getVersion: { url: `/works/${SEED}/versions/${VERSION}` },
  listParagraphs: { url: `/works/${SEED}/paragraphs?from=4&limit=1` },
  getParagraphOfWork: { url: `/works/${SEED}/paragraphs/3` },
  getParagraph: { url: '/paragraphs/m79f8w3gyar2vm2a' },
  findQuotes: { url: `/works/${SEED}/quotes?exact=${encodeURIComponent(WORDS)}` },
  registerQuote: { url: '/quotes', method: 'POST', payload: { exact: WORDS, work: SEED } },
  getQuote: { url: `/quotes/${QUOTE}` },
  verifyQuotation: {
    url: '/verify',
    method: 'POST',
    payload: { text: 'Syrian civil society was generally impressed by the re-brand' },
  },
  verifyDocument: {
    url: '/verify/document',
    method: 'POST',
    headers: { 'content-type': 'text/markdown' },
    payload:
      '“Syrian civil society was generally impressed by the re-brand,” writes Al Shami [@breaking-the-siege-of-aleppo].',
  },
  search: { url: '/search?q=%22siege%22&limit=1' },
  listRegisteredQuotes: { url: '/quotes' },
  proveQuote: { url: `/quotes/${QUOTE}/proof` },
  describeArchive: { url: '/.well-known/colophon' },
  getCheckpoint: { url: '/log/checkpoint' },
  listEntries: { url: '/log/entries?after=0' },
  getBlob: { url: '/blobs/sha256/{manifest}' },
  listMirrored: { url: '/mirror.txt' },
  listMirroredDigests: { url: '/mirror.sha256' },
  listDumps: { url: '/dumps' },
  getDump: { url: '/dumps/colophon-2.ndjson.br' },
  getRecords: { url: '/log/records/{manifest}' },
  citeWork: { url: `/works/${SEED}/citation?style=mla` },
  citeParagraph: { url: '/paragraphs/m79f8w3gyar2vm2a/citation' },
  citeParagraphOfWork: { url: `/works/${SEED}/paragraphs/3/citation` },
  citeQuote: { url: `/quotes/${QUOTE}/citation` },
  citeList: {
    url: '/citations',
    method: 'POST',
    payload: {
      style: 'mla',
      ids: [QUOTE],
      items: [{ id: 'roe', type: 'book', title: 'A book', author: [{ family: 'Roe', given: 'Jane' }] }],
      cites: [{ id: QUOTE }, { id: 'roe', locator: '12' }],
    },
  },
  listStyles: { url: '/styles?limit=2' },
  getStyle: { url: '/styles/modern-language-association' },
  unapi: { url: '/unapi' },
  getProvenance: { url: `/works/${SEED}/provenance` },
  getSource: { url: `/works/${SEED}/source` },
  importWork: {
    url: '/works',
    method: 'POST',
    headers: { 'content-type': 'text/markdown', 'content-disposition': 'attachment; filename="ferries.md"' },
    payload: '# On ferries\n\nMaria Alvarez\n\n3 May 2019\n\nThe ferry leaves at six. Nobody is on board.\n',
  },
  importVersion: {
    url: `/works/${SEED}/versions`,
    method: 'POST',
    headers: { 'content-type': 'text/markdown', 'content-disposition': `attachment; filename="${SEED}.md"` },
    payload: correctedSeed(),
  },
  getMetadata: { url: `/works/${SEED}/metadata` },
  listMetadataRevisions: { url: `/works/${SEED}/metadata/revisions` },
  correctMetadata: {
    url: `/works/${SEED}/metadata`,
    method: 'PUT',
    headers: { 'if-match': '*', 'content-type': 'application/json' },
    payload: { title: 'Breaking the siege of Aleppo', authors: [{ family: 'Al Shami', given: 'Leila' }] },
  },
  withdrawVersion: { url: `/works/${SEED}/versions/${VERSION}?reason=Superseded`, method: 'DELETE' },
  withdrawWork: { url: `/works/${SEED}?reason=At%20the%20wish%20of%20the%20author`, method: 'DELETE' },
}

/** A corrected file: it comes last, so that the examples before show the article as it first was. */
function correctedSeed() {
  const text = readFileSync(join(ROOT, 'seeds', `${SEED}.md`), 'utf8')
  return text.replace('This is where abandonment has led.', 'This is where our abandonment has led.')
}

async function withSeededApp(use) {
  const directory = mkdtempSync(join(tmpdir(), 'colophon-openapi-'))
  await prepareArchive(directory)
  const connection = openWriter(databaseFile(directory))
  // The log of the examples is the same each time: its key and its nonces are no secrets.
  writeFileSync(logBeside(directory).keyFile, privateKeyPem(Buffer.alloc(32, 1)))
  const writer = new LocalWriter(connection, () => NOW, { randomBytes: (count) => Buffer.alloc(count, 2) })
  await seed(writer)
  await writer.signLog()
  const key = accessKeyFrom(new Uint8Array(25))
  const record = {
    id: key.id,
    name: 'example',
    secretSha256: sha256(key.secret),
    scopes: ['ingest', 'admin'],
    createdAt: NOW,
    revokedAt: null,
  }
  recordAccessKey(connection, record)
  const archive = new Archive(directory)
  await makeDump({ directory, connection, archive })
  const urls = new Urls('http://127.0.0.1:3000')
  const searching = new LocalSearching(archive)
  const services = { archive, writer, urls, citer: new Citer(), searching }
  const app = await buildApp({ services })
  await app.ready()
  try {
    return await use(app, printAccessKey(key))
  } finally {
    await app.close()
    archive.close()
    await writer.close()
    rmSync(directory, { recursive: true })
  }
}

/** A dump of the same bytes whatever compresses here, so that the examples are the same everywhere. */
async function makeDump({ directory, connection, archive }) {
  const out = dumpsDirectory(databaseFile(directory))
  mkdirSync(out)
  const file = 'colophon-2.ndjson.br'
  const bytes = 'The bytes of the file.'
  writeFileSync(join(out, file), bytes)
  const { size, note } = await archive.log.checkpoint()
  const dump = { file, format: 'ndjson', bytes: bytes.length, sha256: sha256(bytes), madeAt: NOW }
  const counts = readPublishedCounts(connection, size)
  await writeDumps(out, [{ ...dump, logSize: size, checkpoint: note, counts }])
}

async function recordExamples(app, key) {
  const examples = {}
  const [put] = (await app.inject('/log/entries?after=0')).body.split('\n', 1)
  const { manifest } = JSON.parse(put)
  for (const [operationId, request] of Object.entries(REQUESTS)) {
    const headers = { authorization: `Bearer ${key}`, ...request.headers }
    const url = request.url.replace('{manifest}', manifest)
    const answer = await app.inject({ ...request, url, headers })
    if (answer.statusCode >= 300) throw new Error(`${operationId}: ${answer.statusCode} ${answer.body}`)
    const isJson = answer.headers['content-type'].startsWith('application/json')
    examples[operationId] = isJson ? shortened(answer.json()) : answer.body.slice(0, 200)
  }
  return `${JSON.stringify(examples, null, 2)}\n`
}

function shortened(value) {
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map(shortened)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortened(member)]))
}

function keep(file, content) {
  const path = join(ROOT, file)
  const found = readFileSync(path, { encoding: 'utf8', flag: 'a+' })
  if (found === content) return
  if (process.argv.includes('--write')) {
    writeFileSync(path, content)
    console.error(`${file}: written`)
  } else {
    console.error(`${file} is behind the software: run \`npm run openapi\``)
    process.exitCode = 1
  }
}

await withSeededApp(async (app, key) => {
  const examples = await recordExamples(app, key)
  writeFileSync(join(ROOT, 'dist', EXAMPLES), examples)
  keep(EXAMPLES, examples)
  keep('openapi.yaml', app.swagger({ yaml: true }))
})
