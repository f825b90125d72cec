import SQLite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { databaseFile } from '../../src/files/archive-files.ts'
import { verifyArchive } from '../../src/fixity/verify-archive.ts'
import { loadIn, loadSource } from '../../src/formats/load.ts'
import { markdown } from '../../src/formats/markdown/markdown.ts'
import { sha256 } from '../../src/identity/digest.ts'
import { pack } from '../../src/threads/packed.ts'
import { appOver, type TestOrigin, testMirror, testOrigin } from '../support/mirror.ts'

const TEXT = Buffer.from('# The ferry\n\nAt *noon* it sailed & was gone.\n\nNobody saw it.\n')
const TOOL = { name: 'unfolder', version: '2.1.0' }

/** A source of a kind that no mirror reads, with the text that was taken out of it. */
function folded(n: number, bytes = TEXT) {
  const request = { bytes: Buffer.from([0x50, 0x4b, 3, 4, 0, 0xff, n]), mediaType: 'application/x-folded' }
  const extraction = { bytes, mediaType: 'text/markdown', tool: TOOL }
  const document = loadIn(markdown, { ...request, fileName: 'a.folded' }, extraction)
  return pack({ request, document: { ...document, loader: { name: 'folded', version: '1.0.0' } } })
}

async function archived(t: Test): Promise<{ origin: TestOrigin; work: string }> {
  const origin = await testOrigin(t)
  const { work } = await origin.writer.recordSource(folded(1))
  await origin.sign()
  return { origin, work }
}

const damages = async (directory: string) => (await verifyArchive(directory)).damages.found

t.test('a text that was taken out of its source says so, and its byte ranges are of that', async (t) => {
  const { origin, work } = await archived(t)
  const get = async (url: string) => (await origin.app.inject(url)).json()
  const { source } = await get(`/works/${work}/versions/${(await get(`/works/${work}`)).version.id}`)
  t.match(source, {
    bytes: 7,
    mediaType: 'application/x-folded',
    extraction: { bytes: TEXT.length, tool: TOOL },
  })
  const blob = await origin.app.inject(new URL(source.extraction.url).pathname)
  t.ok(blob.rawPayload.equals(TEXT), 'it is a blob')
  t.equal(sha256(blob.rawPayload), source.extraction.sha256)
  t.equal(
    (await origin.app.inject(`/works/${work}/source`)).rawPayload.length,
    7,
    'the source is as received',
  )
  const quote = (
    await origin.app.inject({ method: 'POST', url: '/quotes', payload: { work, exact: 'it sailed' } })
  ).json()
  const [[start, end]] = quote.sourceRanges
  t.equal(TEXT.subarray(start, end).toString(), 'it sailed')
  t.match((await origin.app.inject(`/works/${work}.md`)).body, /At \*noon\* it/, 'its markup is found')
  const prov = (await get(`/works/${work}/provenance?format=prov`))['@graph']
  t.match(
    prov.find(({ label }: { label?: string }) => label === 'unfolder 2.1.0'),
    { type: 'prov:SoftwareAgent' },
  )
  t.strictSame(await damages(origin.directory), [])
})

t.test('a mirror that cannot read the source has what was taken out of it from its origin', async (t) => {
  const { origin, work } = await archived(t)
  await origin.writer.recordVersion(work, folded(2, Buffer.concat([TEXT, Buffer.from('\nIt came back.\n')])))
  await origin.sign()
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: true, failures: [] })
  const copy = await appOver(t, mirror.directory)
  for (const path of ['', '/provenance', '/source', '.md', '/paragraphs'])
    t.equal(
      (await copy.inject(`/works/${work}${path}`)).body,
      (await origin.app.inject(`/works/${work}${path}`)).body,
      `${path} is the same`,
    )
  t.strictSame(await damages(mirror.directory), [])
})

t.test('what was taken out of a source is erased with it, and does not come back in another', async (t) => {
  const { origin, work } = await archived(t)
  const { provenance } = (await origin.app.inject(`/works/${work}`)).json()
  await origin.writer.withdraw({ work, version: null, reason: 'At the wish of the author.', erase: true })
  await origin.sign()
  t.equal((await origin.app.inject(new URL(provenance.source.extraction.url).pathname)).statusCode, 410)
  await t.rejects(origin.writer.recordSource(folded(3)), { code: 'withdrawn' })
  t.strictSame(await damages(origin.directory), [])
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: true, failures: [] })
  t.strictSame(await damages(mirror.directory), [])
})

t.test('damage to what was taken out of a source is found', async (t) => {
  const { origin } = await archived(t)
  const sql = new SQLite(databaseFile(origin.directory))
  sql.exec('DROP TRIGGER source_no_update; DROP TRIGGER extraction_no_update')
  const isNamed = async (table: string, change: string, undo: string) => {
    sql.exec(change)
    t.ok(
      (await damages(origin.directory)).some((damage) => damage.table === table),
      change,
    )
    sql.exec(undo)
  }
  const content = "content = CAST(replace(content, 'noon', 'moon') AS BLOB)"
  await isNamed(
    'source',
    `UPDATE source SET ${content} WHERE media_type = 'text/markdown' AND length(content) = ${TEXT.length}`,
    `UPDATE source SET ${content.replace("'noon', 'moon'", "'moon', 'noon'")} WHERE length(content) = ${TEXT.length}`,
  )
  await isNamed(
    'extraction',
    "UPDATE extraction SET tool_version = '9'",
    "UPDATE extraction SET tool_version = '2.1.0'",
  )
  await isNamed(
    'source',
    "UPDATE source SET media_type = 'text/x' WHERE media_type = 'application/x-folded'",
    '',
  )
  sql.close()
})

t.test('a text in another encoding is the same at a mirror, by what its media type says', async (t) => {
  const origin = await testOrigin(t)
  const bytes = Buffer.from('Caf\xe9 and \x93tea\x94.\n\nNobody saw it.\n', 'latin1')
  const source = await loadSource({ bytes, mediaType: 'text/plain; charset=latin1', fileName: 'a.txt' })
  const { work } = await origin.writer.recordSource(pack(source))
  await origin.sign()
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: true, failures: [] })
  for (const app of [origin.app, await appOver(t, mirror.directory)]) {
    const [first] = (await app.inject(`/works/${work}/paragraphs`)).json().items
    t.equal(first.text, 'Café and “tea”.')
    const received = await app.inject(`/works/${work}/source`)
    t.ok(received.rawPayload.equals(bytes))
    t.equal(received.headers['content-type'], 'text/plain; charset=windows-1252')
    const { statements } = (await app.inject(`/works/${work}/provenance`)).json()
    t.match(
      statements.find(({ field }: { field: string }) => field === 'source.encoding'),
      { value: 'windows-1252', rule: 'the media type' },
    )
  }
  for (const { directory } of [origin, mirror]) t.strictSame(await damages(directory), [])
})
