import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openArchive } from '../../src/archive/open-archive.ts'
import { copyToDatabase } from '../../src/archive/store-copy.ts'
import { readLimits } from '../../src/bounds/limits.ts'
import { sameButTimes } from '../support/answers.ts'
import { BASE, buildTestApp } from '../support/app.ts'
import { buildDatabaseApp } from '../support/database-app.ts'
import { postgresPrograms, startCluster } from '../support/postgres.ts'

const programs = postgresPrograms()
const skip = programs === undefined ? 'PostgreSQL is not installed' : false
const silent = () => {}

t.test('an archive in PostgreSQL answers as the one that was copied', { skip }, async (t) => {
  const origin = await buildTestApp(t)
  const { url, kill } = await startCluster(t, programs!)
  const limits = readLimits()

  await t.rejects(openArchive({ data: origin.directory, store: url, limits }), { code: 'archive_not_found' })
  const report = await copyToDatabase(origin.directory, url, silent)
  const { size, note } = (await origin.archive.log.checkpoint())!
  t.equal(report.log.size, size)
  t.ok(note.includes(Buffer.from(report.log.root, 'hex').toString('base64')), 'the root is the signed one')

  const app = await buildDatabaseApp(t, origin.directory, url)

  const items = async (path: string) => (await origin.app.inject(path)).json().items
  const [work] = await items('/works')
  const paragraphs = await items(`/works/${work.id}/paragraphs`)
  const [version] = await items(`/works/${work.id}/versions`)
  const sources = [...new Set((await origin.app.inject('/log/entries')).body.match(/[0-9a-f]{64}/g))]
  const ofWork = `/works/${work.id}`
  const addresses = [
    '/',
    '/works',
    '/works?title=e&author=e&language=en&issuedFrom=1900&issuedUntil=2100',
    '/works?url=https%3A%2F%2Fexample.org%2F%00',
    '/authors',
    '/quotes/registered',
    '/log',
    '/log/checkpoint',
    '/log/entries',
    '/log/tile/0/000',
    '/log/tile/entries/000',
    '/mirror.txt',
    '/mirror.sha256',
    '/dumps',
    '/health/ready',
    '/oai?verb=ListRecords&metadataPrefix=oai_dc',
    '/oai?verb=ListSets',
    '/paragraphs/0000000000000000',
    '/works/nothing',
    '/search?q=the',
    '/search?q=is+where+abandonment',
    '/search?q=abandonment+OR+siege',
    '/search?q=the+-people',
    '/search?q=aband*',
    '/search?q=abandonmnt',
    '/search?q=rebel&language=en',
    '/search?q=%22where+abandonment%22&author=nobody',
    ...['', '.html', '.txt', '.bib', '.ris', '.csl.json', '.md', '.xml', '.tei.xml'].map(
      (end) => ofWork + end,
    ),
    ...[
      '/paragraphs',
      '/paragraphs.ndjson',
      '/paragraphs.html',
      '/versions',
      '/metadata',
      '/source',
      '/quotes',
    ].map((end) => ofWork + end),
    ...['/provenance', '/segments', '/repairs', '/blocks', '/bag', '/citation?style=apa', '/ids'].map(
      (end) => ofWork + end,
    ),
    `${ofWork}/paragraphs/99999999999999999999`,
    `${ofWork}/versions/${version.id}`,
    `${ofWork}/versions/${version.id}/paragraphs`,
    ...[
      'statements',
      'segments',
      'repairs',
      'relocations',
      'lineage',
      'paragraphs',
      'warnings',
      'blocks',
    ].map((kind) => `${ofWork}/versions/${version.id}/records/${kind}`),
    ...paragraphs.flatMap(({ id, number }: { id: string; number: number }) => [
      `/paragraphs/${id}`,
      `/paragraphs/${id}.html`,
      `/paragraphs/${id}/citation?style=mla&form=in-text`,
      `${ofWork}/paragraphs/${number}`,
      `/paragraphs/${id}/history`,
    ]),
    ...sources.flatMap((digest) => [`/blobs/sha256/${digest}`, `/log/records/${digest}`]),
  ]
  for (const address of addresses) {
    const [here, there] = await Promise.all([app.inject(address), origin.app.inject(address)])
    t.strictSame(sameButTimes(here), sameButTimes(there), address)
  }
  const quotations = [
    'This is where abandonment has led.',
    'this is where abandonment had led',
    `${paragraphs[1].text}`.slice(20, 140),
    `${paragraphs[3].text}`.replace(' not ', ' '),
    'Nobody has ever written these words in this place at all.',
  ]
  for (const exact of quotations)
    for (const given of [{ text: exact }, { text: exact, work: work.id }]) {
      const sent = { method: 'POST' as const, url: '/verify', payload: given }
      const [here, there] = await Promise.all([app.inject(sent), origin.app.inject(sent)])
      t.strictSame([here.statusCode, here.body], [there.statusCode, there.body], `verify ${exact}`)
      t.equal(here.statusCode, 200, here.body)
    }

  await t.test('it takes in nothing, and says where to send it', async (t) => {
    const headers = { authorization: `Bearer ${origin.key}`, 'content-type': 'text/markdown' }
    const answer = await app.inject({
      method: 'POST',
      url: '/works',
      headers,
      payload: '# Title\n\nA text.\n',
    })
    t.equal(answer.statusCode, 403, answer.body)
    t.equal(answer.json().type, `${BASE}/problems/read_only_store`)
  })

  await t.test('it takes the place of an earlier copy, and of no other archive', async (t) => {
    t.strictSame(await copyToDatabase(origin.directory, url, silent), report)
    t.equal((await app.inject(ofWork)).statusCode, 200, 'a server goes on over it')
    const other = await buildTestApp(t, { now: () => '2026-02-02T00:00:00.000Z' })
    await t.rejects(copyToDatabase(other.directory, url, silent), { code: 'fork' })
  })

  await t.test('more reads than may wait are told so', async (t) => {
    const few = { storeConnections: 1, storeWaiting: 2 }
    const bounded = await openArchive({ data: origin.directory, store: url, limits: few })
    const reads = Array.from({ length: 5 }, () => bounded.reads.works.newest(1))
    const outcomes = await Promise.allSettled(reads)
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
    t.ok(refused.length >= 2)
    for (const { reason } of refused) t.match(reason, { code: 'busy' })
    await bounded.close()
  })

  await t.test('without its server it says 503', async (t) => {
    await kill()
    for (const address of [ofWork, '/works', '/search?q=the', '/health/ready']) {
      const answer = await app.inject(address)
      t.equal(answer.statusCode, 503, `${address} ${answer.body}`)
    }
    t.equal((await app.inject('/health/live')).statusCode, 200)
    await t.rejects(openArchive({ data: origin.directory, store: url, limits }), { code: 'busy' })
  })
})

t.test('a server that is not there is told at the start', { skip }, async (t) => {
  const directory = join(t.testdir(), 'nothing')
  mkdirSync(directory)
  const store = `postgres://nobody@localhost/none?host=${encodeURIComponent(directory)}`
  await t.rejects(openArchive({ data: directory, store, limits: readLimits() }), { code: 'busy' })
})
