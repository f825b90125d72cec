import { gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import type { LocalWriter } from '../../src/archive/local-writer.ts'
import { logBeside } from '../../src/archive/preparing.ts'
import { Publisher } from '../../src/archive/signing/publisher.ts'
import { newWork } from '../../src/edition/new-work.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { coreOf, sha256 } from '../../src/identity/digest.ts'
import { summarizeBlocks } from '../../src/log/block-tree.ts'
import { openCheckpoint } from '../../src/log/checkpoint.ts'
import { type LogEntry, parseEntry } from '../../src/log/entry.ts'
import { parseBundle } from '../../src/log/entry-bundle.ts'
import { LogError } from '../../src/log/errors.ts'
import { type NoteVerifier, parseVerifierKey } from '../../src/log/note-key.ts'
import { verifyQuoteProof } from '../../src/log/quote-proof-verification.ts'
import { digestRecords } from '../../src/log/records-digest.ts'
import { hashTiles, printTilePath, tilesOfLevel } from '../../src/log/tile.ts'
import { leafHash } from '../../src/log/tree-hash.ts'
import { consistencyProof, inclusionProof } from '../../src/log/tree-proofs.ts'
import { extendsTree, includes } from '../../src/log/tree-verification.ts'
import { VerifiedTiles } from '../../src/log/verified-tiles.ts'
import { parseVersionManifest } from '../../src/log/version-manifest.ts'
import { parseWithdrawalNotice } from '../../src/log/withdrawal-notice.ts'
import { RECORD_KINDS } from '../../src/store/records.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { recordNewWork } from '../../src/store/sqlite/works/record-work.ts'
import { BASE, buildTestApp, NOW } from '../support/app.ts'
import { load } from '../support/load.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

const SEED = '2rma5yfyxknb207f'
const QUOTE = `${SEED}.f3kmr2tzf95ae5rgk83ym12h`

/** An app whose log is signed, and what is done to it behind its back. */
async function signedApp(t: Test) {
  const built = await buildTestApp(t)
  const writer = built.writer as LocalWriter
  const sql = openWriter(databaseFile(built.directory))
  t.teardown(() => sql.close())
  const publisher = new Publisher(sql, logBeside(built.directory))
  const sign = async () => {
    await writer.signLog()
    built.archive.refresh()
  }
  /** Changes something in a transaction of its own, and signs. */
  const change = async (work: () => void) => {
    sql.transaction(work)
    await sign()
  }
  await sign()
  return { ...built, writer, sql, publisher, sign, change }
}

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>

async function get(app: FastifyInstance, url: string): Promise<Buffer> {
  const answer = await app.inject(url)
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
  return answer.rawPayload
}

async function lines<T>(app: FastifyInstance, url: string): Promise<T[]> {
  const text = (await get(app, url)).toString()
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as T)
}

/** What a client that was told the address alone knows. */
async function trusted(app: FastifyInstance): Promise<NoteVerifier[]> {
  const { publicKeys } = JSON.parse((await get(app, '/.well-known/colophon')).toString())
  return publicKeys.map(parseVerifierKey)
}

async function checkpointOf(app: FastifyInstance) {
  return openCheckpoint((await get(app, '/log/checkpoint')).toString(), await trusted(app))
}

t.test('an archive that has published nothing has no log yet', async (t) => {
  const { app } = await buildTestApp(t, { seed: false })
  t.match(await app.inject('/log/checkpoint'), { statusCode: 404 })
  t.match((await app.inject('/log/tile/0/000.p/1')).json(), {
    status: 404,
    type: `${BASE}/problems/not_found`,
  })
  t.equal((await get(app, '/log/entries')).length, 0)
  t.equal((await get(app, '/quotes')).length, 0)
  t.match(JSON.parse((await get(app, '/.well-known/colophon')).toString()), { name: null, publicKeys: [] })
})

t.test('a log of several tiles is read and proven from its tiles alone', async (t) => {
  const { app, publisher, change } = await signedApp(t)
  const { name } = publisher.log.signers()[0]!
  const beats = (count: number) =>
    change(() => {
      for (let n = 0; n < count; n++) publisher.log.append({ op: 'heartbeat', id: name }, NOW)
    })
  await beats(300)
  const before = await checkpointOf(app)
  await beats(298)
  const head = await checkpointOf(app)
  t.equal(before.size, 302)
  t.equal(head.size, 600)

  const tiles = []
  for (const tile of hashTiles(head.size))
    tiles.push({
      tile: { ...tile, level: tile.level as number },
      bytes: await get(app, `/log/${printTilePath(tile)}`),
    })
  t.strictSame(
    tiles.map(({ tile }) => printTilePath(tile)),
    ['tile/0/000', 'tile/0/001', 'tile/0/002.p/88', 'tile/1/000.p/2'],
  )
  const tree = new VerifiedTiles(head, tiles)
  const entries: Buffer[] = []
  for (const tile of tilesOfLevel('entries', head.size))
    entries.push(...parseBundle(await get(app, `/log/${printTilePath(tile)}`), tile.width))
  t.equal(entries.length, 600)
  t.ok(
    entries.every((entry, index) =>
      includes(head, { index, hash: leafHash(entry) }, inclusionProof(tree, index, head.size)),
    ),
    'every entry is proven',
  )
  t.ok(extendsTree(before, head, consistencyProof(tree, before.size, head.size)), 'the log only grew')
  const again = await lines<LogEntry>(app, '/log/entries?limit=1000')
  t.strictSame(again, entries.map(parseEntry), 'people read the same')
  const packed = await app.inject({ url: '/log/tile/entries/000', headers: { 'accept-encoding': 'gzip' } })
  t.equal(
    packed.headers['content-encoding'],
    'gzip',
    'entries are compressed, as the specification recommends',
  )
  t.strictSame(parseBundle(gunzipSync(packed.rawPayload), 256), entries.slice(0, 256))

  const older = await get(app, '/log/tile/0/001.p/46')
  t.ok(older.equals(tiles[1]!.bytes.subarray(0, 46 * 32)), 'a tile that has grown is there as it was')
  for (const path of [
    '0/002',
    '0/002.p/89',
    '0/003.p/1',
    '1/000',
    '2/000.p/1',
    '0/0',
    '0/000.p/0',
    '64/000',
    'x',
    'entries/002',
    '0/000.p/256',
    '00/000',
    '0/x000/000',
  ])
    t.match(await app.inject(`/log/tile/${path}`), { statusCode: 404 }, path)
})

t.test('a checkpoint, a tile and a blob say how long they last, and are sent once', async (t) => {
  const { app } = await signedApp(t)
  const [, put] = await lines<{ manifest: string }>(app, '/log/entries')
  const ages = {
    '/log/checkpoint': 'no-cache',
    '/log/tile/0/000.p/2': 'public, max-age=31536000, immutable',
    [`/blobs/sha256/${put!.manifest}`]: 'public, max-age=86400, immutable',
  }
  for (const [url, age] of Object.entries(ages)) {
    const { headers, rawPayload } = await app.inject({ url, headers: { 'accept-encoding': 'br' } })
    t.equal(headers['cache-control'], age)
    t.equal(headers['content-encoding'], undefined)
    t.equal(headers['repr-digest'], `sha-256=:${Buffer.from(sha256(rawPayload), 'hex').toString('base64')}:`)
    const again = await app.inject({ url, headers: { 'if-none-match': String(headers.etag) } })
    t.equal(again.statusCode, 304)
    const head = await app.inject({ method: 'HEAD', url })
    t.equal(head.headers['content-length'], String(rawPayload.length))
    t.equal(head.body, '')
  }
})

t.test(
  'a version is copied from its manifest, its records and its source, each checked by digest',
  async (t) => {
    const { app, writer, sign } = await signedApp(t)
    const text = Array.from(
      { length: 450 },
      (_, n) => `Paragraph ${n} of a long\nwork, with a so-\ncalled break.`,
    )
    const long = await writer.importSource({ bytes: Buffer.from(text.join('\n\n')), mediaType: 'text/plain' })
    const next = text.toSpliced(7, 1).toSpliced(200, 2, 'Something new.').join('\n\n')
    await writer.importVersion(long.work, { bytes: Buffer.from(next), mediaType: 'text/plain' })
    await sign()
    const puts = (await lines<LogEntry>(app, '/log/entries')).filter((entry) => entry.op === 'put')
    t.equal(puts.length, 3)
    for (const { manifest: digest } of puts) {
      const bytes = await get(app, `/blobs/sha256/${digest}`)
      t.equal(sha256(bytes), digest)
      const manifest = parseVersionManifest(bytes)
      const [file] = manifest.files
      t.equal(sha256(await get(app, `/blobs/sha256/${file!.sha256}`)), file!.sha256)
      const records = await lines<{ record: string }>(app, `/log/records/${digest}`)
      const rowsOf = (kind: string) =>
        records.filter(({ record }) => record === kind).map(({ record: _, ...row }) => row)
      t.strictSame(
        [...new Set(records.map(({ record }) => record))],
        ['block', ...RECORD_KINDS].filter((kind) => rowsOf(kind).length > 0),
        'in order',
      )
      const sent = (await get(app, `/log/records/${digest}`)).toString().split('\n')
      for (const kind of RECORD_KINDS) {
        t.strictSame(digestRecords(rowsOf(kind)), manifest.provenance[kind], kind)
        const member = `{"record":"${kind}",`
        const bytes = sent.filter((line) => line.startsWith(member)).map((line) => line.replace(member, '{'))
        const digested = sha256(bytes.map((line) => `${line}\n`).join(''))
        t.equal(digested, manifest.provenance[kind].sha256, `the lines of ${kind} are what is digested`)
      }
      const blocks = (rowsOf('block') as unknown as Block[]).map((block) => ({
        ...block,
        exactSha256: sha256(block.text),
      }))
      t.strictSame(summarizeBlocks(manifest.nonce, blocks), manifest.blocks)
      const head = await app.inject({ method: 'HEAD', url: `/log/records/${digest}` })
      t.match(head, { statusCode: 200, body: '' })
    }
    t.match(await app.inject(`/log/records/${'0'.repeat(64)}`), { statusCode: 404 })
    t.match(await app.inject(`/blobs/sha256/${'0'.repeat(64)}`), { statusCode: 404 })
    for (const bad of ['x', '0'.repeat(63), 'A'.repeat(64)])
      t.match(await app.inject(`/blobs/sha256/${bad}`), { statusCode: 400 }, bad)
    t.match(await app.inject(`/log/records/${puts[0]!.manifest}?format=json`), { statusCode: 406 })
  },
)

type Block = Parameters<typeof summarizeBlocks>[1] extends Iterable<infer B> ? B & { text: string } : never

t.test('a quote is proven with the key alone, and nothing forged is', async (t) => {
  const { app, archive, writer, sign, urls } = await signedApp(t)
  const keys = await trusted(app)
  const file = await get(app, `/quotes/${QUOTE}/proof`)
  const proven = verifyQuoteProof(file, keys)
  t.equal(proven.id, QUOTE)
  t.equal(proven.exact, 'This is where abandonment has led.')
  t.equal(proven.blocks[0]!.record.paragraph, 'm79f8w3gyar2vm2a')
  t.equal(proven.manifest.work.id, SEED)
  t.equal(
    (await app.inject(`/quotes/${QUOTE}/proof`)).headers['content-disposition'],
    `inline; filename="${QUOTE}.tlog-proof"`,
  )

  const text = file.toString('latin1')
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const forged = Buffer.from(file)
      forged[at]! ^= flip
      try {
        verifyQuoteProof(forged, keys)
        return false
      } catch (error) {
        return error instanceof LogError
      }
    }),
    { numRuns: runs(400) },
  )
  const extra = text.split('\n')[1]!.slice('extra '.length)
  const evidence = Buffer.from(extra, 'base64').toString()
  for (const [from, to] of [
    ['This is where abandonment has led.', 'This is where betrayal has led us.'],
    ['Leila', 'Lilia'],
    ['"number":4', '"number":5'],
    ['\\"op\\":\\"put\\"', '\\"op\\":\\"metadata\\"'],
  ] as const) {
    t.ok(evidence.includes(from), from)
    const forged = text.replace(extra, Buffer.from(evidence.replaceAll(from, to)).toString('base64'))
    t.throws(() => verifyQuoteProof(Buffer.from(forged, 'latin1'), keys), LogError, from)
  }

  // Several blocks, omissions, words of an older version.
  const paragraphs = await archive.reads.paragraphs.page(1, { after: 0, to: 3, limit: 3 })
  const parts = [
    paragraphs[0]!.text.split(' ').slice(-6).join(' '),
    paragraphs[1]!.text.split(' ').slice(0, 5).join(' '),
  ]
  for (const exact of [parts.join(' '), `${parts[0]} [...] ${parts[1]}`]) {
    const answer = await app.inject({ method: 'POST', url: '/quotes', payload: { work: SEED, exact } })
    const { id, url } = answer.json()
    t.equal(verifyQuoteProof(await get(app, `/quotes/${id}/proof`), keys).exact, exact)
    t.equal(url, urls.quote(id), 'the address is the registered one')
  }
  const corrected = proven.blocks[0]!.text.replace('abandonment', 'our abandonment')
  await writer.importVersion(SEED, {
    bytes: Buffer.from(`# Aleppo\n\n${corrected}\n`),
    mediaType: 'text/markdown',
  })
  await sign()
  t.equal(
    verifyQuoteProof(await get(app, `/quotes/${QUOTE}/proof`), keys).entry.seq,
    1,
    'as it was published',
  )

  t.match(await app.inject(`/quotes/${SEED}.${'0'.repeat(24)}/proof`), { statusCode: 404 })
  t.match(await app.inject('/quotes/nonsense/proof'), { statusCode: 400 })
  t.match(await app.inject(`/quotes/${QUOTE.toUpperCase()}/proof`), {
    statusCode: 308,
    headers: { location: `/quotes/${QUOTE}/proof` },
  })
})

t.test('words of a version that is not signed yet are proven a moment later', async (t) => {
  const { app, archive, publisher, sql, sign } = await signedApp(t)
  // What waits to be signed is, so that nothing is from here on but by us.
  await sign()
  const { request, document } = load({
    bytes: Buffer.from('# A\n\nNot signed yet.\n'),
    mediaType: 'text/markdown',
  })
  const { work } = recordNewWork(sql, newWork(request, document), {
    now: NOW,
    publish: (versionNo) => publisher.publish('put', versionNo, NOW),
  })
  archive.refresh()
  const id = `${work}.${coreOf('Not signed yet.')}`
  t.match(await app.inject(`/quotes/${id}/proof`), { statusCode: 503, headers: { 'retry-after': '1' } })
  await sign()
  t.equal(verifyQuoteProof(await get(app, `/quotes/${id}/proof`), await trusted(app)).id, id)
})

t.test('corrected metadata are published with a new manifest, which proofs name from then on', async (t) => {
  const { app, writer, sign } = await signedApp(t)
  const correction = { work: SEED, manifest: { title: 'Another title' }, revision: null }
  await writer.correctMetadata(correction)
  await writer.correctMetadata(correction)
  await sign()
  const entries = await lines<NamedEntry>(app, '/log/entries')
  t.equal(entries.length, 3, 'the same again is no entry')
  const [, put, corrected] = entries
  t.match(corrected, { op: 'metadata', id: SEED, seq: 2 })
  const [before, after] = await Promise.all(
    [put, corrected].map(async (entry) =>
      parseVersionManifest(await get(app, `/blobs/sha256/${entry!.manifest}`)),
    ),
  )
  t.match(after!.metadata, { revision: 2, body: { title: 'Another title' } })
  t.match(before!.metadata, { revision: 1, body: { title: 'Breaking the siege of Aleppo' } })
  t.not(after!.nonce, before!.nonce)
  const { entry, manifest } = verifyQuoteProof(await get(app, `/quotes/${QUOTE}/proof`), await trusted(app))
  t.equal(entry.op, 'metadata')
  t.equal(manifest.metadata.body['title'], 'Another title')
})

t.test('a withdrawal is published, withholds what it is of, and erases what it says', async (t) => {
  const { app, archive, sql, writer, sign } = await signedApp(t)
  const other = { bytes: Buffer.from('# B\n\nIt stays.\n'), mediaType: 'text/markdown' }
  const { version } = await writer.importSource(other)
  await writer.correctMetadata({ work: SEED, manifest: { title: 'Another title' }, revision: null })
  await sign()
  const [, put, kept, corrected] = await lines<NamedEntry>(app, '/log/entries')
  const manifests = [put!.manifest, corrected!.manifest]
  const { files } = parseVersionManifest(await get(app, `/blobs/sha256/${put!.manifest}`))
  const withdraw = async (reason: string, erase: boolean) => {
    archive.refresh()
    await writer.withdraw({ work: SEED, version: null, reason, erase })
    await sign()
  }
  const status = async (path: string) => (await app.inject(path)).statusCode
  const bytesOf = (digest: string) => sql.value('SELECT length(content) FROM blob WHERE sha256 = ?', digest)

  await withdraw('Somebody is in danger.', false)
  const [first] = await lines<NamedEntry>(app, '/log/entries?after=3')
  const { manifest: notice, ...said } = first!
  t.strictSame(said, { v: 1, op: 'withdraw', id: SEED, seq: 4, time: NOW } as unknown)
  t.match(parseWithdrawalNotice(await get(app, `/blobs/sha256/${notice}`)), {
    work: SEED,
    version: null,
    reason: 'Somebody is in danger.',
  })
  for (const manifest of manifests) {
    t.equal(await status(`/blobs/sha256/${manifest}`), 410)
    t.equal(await status(`/log/records/${manifest}`), 410)
    t.not(bytesOf(manifest), 0, 'withheld, and kept')
  }
  t.equal(await status(`/blobs/sha256/${files[0]!.sha256}`), 410)
  t.equal(await status(`/quotes/${QUOTE}/proof`), 410)

  await withdraw('Said less.', true)
  const [second] = await lines<NamedEntry>(app, '/log/entries?after=4')
  const erased = [...manifests, notice].sort()
  t.match(second, { op: 'withdraw', id: SEED, erased })
  for (const digest of erased) {
    t.equal(await status(`/blobs/sha256/${digest}`), 410)
    t.equal(bytesOf(digest), 0)
  }
  const reason = parseWithdrawalNotice(await get(app, `/blobs/sha256/${second!.manifest}`))
  t.match(reason, { reason: 'Said less.' })
  const manifest = parseVersionManifest(await get(app, `/blobs/sha256/${kept!.manifest}`))
  t.equal(manifest.version.id, version, 'others are as they were')
  t.equal((await checkpointOf(app)).size, 6)
})

type NamedEntry = LogEntry & { manifest: string }

t.test('keys that several ask for at once are told each once', async (t) => {
  const { archive } = await signedApp(t)
  const [first, second] = await Promise.all([archive.log.keys(), archive.log.keys()])
  t.equal(first.length, 1)
  t.strictSame(second, first)
  t.strictSame(await archive.log.keys(), first)
})

t.test('registered quotes are listed page by page, and each proves its own id', async (t) => {
  const { app, archive, sql } = await signedApp(t)
  const [first] = await archive.reads.paragraphs.page(1, { after: 0, to: 1, limit: 1 })
  const words = first!.text.split(' ')
  const registered = new Set<string>()
  for (let n = 0; n < 45; n++) {
    const payload = { work: SEED, exact: words.slice(n, n + 4).join(' ') }
    registered.add((await app.inject({ method: 'POST', url: '/quotes', payload })).json().id)
  }
  archive.refresh()
  let url: string | undefined = '/quotes?limit=20'
  const listed: { id: string; exact: string; registeredAt: string; version: string }[] = []
  const sizes: number[] = []
  while (url) {
    const { body, headers }: Answer = await app.inject(url)
    const page = body
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
    listed.push(...page)
    sizes.push(page.length)
    url = /^<([^>]+)>; rel="next"$/.exec(String(headers['link'] ?? ''))?.[1]?.slice(BASE.length)
  }
  t.equal(registered.size, 45)
  t.strictSame(sizes, [20, 20, 5])
  t.strictSame(
    listed.map(({ id }) => id),
    [...registered],
    'as they were registered',
  )
  t.ok(listed.every(({ id, exact }) => id.split('.')[1] === coreOf(exact)))
  t.ok(listed.every(({ version }) => version === '5w9k7j84a4g748q6hy57gfg6'))
  const last = listed.at(-1)!
  t.equal((await get(app, `/quotes?after=${last.registeredAt},${last.id}`)).length, 0)
  t.equal((await lines(app, '/quotes?limit=45')).length, 45)
  t.equal((await app.inject('/quotes?limit=45')).headers['link'], undefined, 'no page that is empty')
  for (const after of ['x', `${NOW}`, `${NOW},x`, `2026-01-01,${QUOTE}`, `,${QUOTE}`])
    t.match(await app.inject(`/quotes?after=${encodeURIComponent(after)}`), { statusCode: 400 }, after)
  t.match(await app.inject('/quotes?limit=1001'), { statusCode: 400 })

  const no = sql.insert('withdrawal', {
    work_no: 1,
    whole_work: 1,
    reason: 'x',
    erased: 0,
    withdrawn_at: NOW,
  })
  sql.run('INSERT INTO withdrawn_version VALUES (1, ?)', no)
  archive.refresh()
  t.equal((await get(app, '/quotes')).length, 0, 'what is withdrawn is told no more')
})

t.test('entries are read from a place on', async (t) => {
  const { app } = await signedApp(t)
  const next = (await app.inject('/log/entries?limit=1')).headers['link']
  t.equal(next, `<${BASE}/log/entries?after=0&limit=1>; rel="next"`)
  t.match(await lines(app, '/log/entries?after=0&limit=1'), [{ seq: 1, op: 'put' }])
  t.equal((await app.inject('/log/entries?after=0&limit=1')).headers['link'], undefined)
  t.equal((await get(app, `/log/entries?after=${Number.MAX_SAFE_INTEGER}`)).length, 0)
  for (const query of ['after=-2', 'after=x', 'limit=0', 'after=1e99'])
    t.match(await app.inject(`/log/entries?${query}`), { statusCode: 400 }, query)
  t.match(await app.inject({ method: 'POST', url: '/log/checkpoint' }), { statusCode: 405 })
})
