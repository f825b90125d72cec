/** Withdrawing works and versions, and correcting what is said of them. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { databaseFile } from '../../src/files/archive-files.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { buildTestApp, createKey } from '../support/app.ts'

const WORK = '2rma5yfyxknb207f'
const FIRST = '5w9k7j84a4g748q6hy57gfg6'
const SLUG = 'breaking-the-siege-of-aleppo'
const SENTENCE = 'This is where abandonment has led.'
const ABANDONMENT = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`
const PARAGRAPH = 'm79f8w3gyar2vm2a'
const seed = readFileSync(
  new URL('../fixtures/seed/breaking-the-siege-of-aleppo.md', import.meta.url),
  'utf8',
)

async function withAdmin(t: Test) {
  const built = await buildTestApp(t)
  const connection = openWriter(databaseFile(built.directory))
  const admin = createKey(connection, { scopes: ['admin'], number: 2 })
  connection.close()
  const { app, key } = built
  const withdraw = (path: string, query: Record<string, string>, bearer = admin) =>
    app.inject({ method: 'DELETE', url: path, query, headers: { authorization: `Bearer ${bearer}` } })
  const importVersion = (payload: string) =>
    app.inject({
      method: 'POST',
      url: `/works/${WORK}/versions`,
      payload,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' },
    })
  return { ...built, admin, withdraw, importVersion }
}

t.test('a withdrawn work answers 410 with the reason on every address of it', async (t) => {
  const { app, key, withdraw } = await withAdmin(t)
  await app.inject({ method: 'POST', url: '/quotes', payload: { exact: SENTENCE, work: SLUG } })
  t.equal((await withdraw(`/works/${SLUG}`, {})).statusCode, 400, 'a reason is needed')
  t.match((await withdraw(`/works/${SLUG}`, { reason: ' ' })).json(), { status: 400, detail: /Say why/ })
  t.equal((await withdraw(`/works/${SLUG}`, { reason: 'x' }, key)).statusCode, 403, 'and the scope admin')
  const answer = await withdraw(`/works/${SLUG}`, { reason: 'At the wish of the author.' })
  t.equal(answer.statusCode, 200, answer.body)
  t.match(answer.json(), { work: WORK, version: null, reason: 'At the wish of the author.', erased: false })
  for (const address of [
    `/works/${WORK}`,
    `/works/${SLUG}`,
    `/works/${WORK}.txt`,
    `/works/${WORK}/paragraphs`,
    `/works/${WORK}/paragraphs/3`,
    `/works/${WORK}/versions`,
    `/works/${WORK}/versions/${FIRST}`,
    `/works/${WORK}/provenance`,
    `/works/${WORK}/source`,
    `/works/${WORK}/citation`,
    `/works/${WORK}/metadata`,
    `/works/${WORK}/quotes?exact=siege`,
    `/paragraphs/${PARAGRAPH}`,
    `/paragraphs/${PARAGRAPH}/citation`,
    `/quotes/${ABANDONMENT}`,
    `/quotes/${WORK}.tprxd059q2p94snkn0kynw06`,
    `/quotes/${ABANDONMENT}/citation`,
  ]) {
    const { statusCode, body } = await app.inject(address)
    t.equal(statusCode, 410, address)
    t.match(JSON.parse(body), { type: /\/withdrawn$/, reason: 'At the wish of the author.' }, address)
  }
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload })
  t.equal((await post('/quotes', { exact: SENTENCE, work: WORK })).statusCode, 410)
  for (const id of [ABANDONMENT, PARAGRAPH, WORK, SLUG])
    t.equal((await post('/citations', { style: 'apa', ids: [id] })).statusCode, 410, id)
  t.equal((await app.inject(`/unapi?id=${PARAGRAPH}&format=bibtex`)).statusCode, 410)
  t.equal((await post('/verify', { text: SENTENCE })).json().verdict, 'not_found')
  t.same((await app.inject('/search?q=abandonment')).json().items, [])
  t.same((await app.inject('/works')).json().items, [])
  const again = await app.inject({
    method: 'POST',
    url: '/works',
    payload: seed,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' },
  })
  t.equal(again.statusCode, 410, 'the same file again is refused')
  t.same(
    (await withdraw(`/works/${WORK}`, { reason: 'Another reason.' })).json(),
    answer.json(),
    'the first reason stands',
  )
})

t.test('what is withdrawn is counted no longer', async (t) => {
  const { app, archive, writer, withdraw, importVersion } = await withAdmin(t)
  const counts = async () => {
    archive.refresh()
    return (await app.inject('/')).json().counts
  }
  await app.inject({ method: 'POST', url: '/quotes', payload: { exact: SENTENCE, work: SLUG } })
  t.strictSame(await counts(), { works: 1, versions: 1, paragraphs: 12, quotes: 1 })
  const other = Buffer.from('# Ferries\n\nOn a ferry.\n\nOn its way.\n')
  await writer.importSource({ bytes: other, mediaType: 'text/markdown' })
  await importVersion(seed.replace(SENTENCE, 'That is all that I can say of it.'))
  t.match(await counts(), { works: 2, versions: 3, quotes: 1 })
  await withdraw(`/works/${SLUG}/versions/${FIRST}`, { reason: 'Scanned badly.' })
  t.match(await counts(), { works: 2, versions: 2, quotes: 0 })
  await withdraw(`/works/${SLUG}`, { reason: 'All of it.' })
  t.strictSame(await counts(), { works: 1, versions: 1, paragraphs: 2, quotes: 0 })
})

t.test('a withdrawn version leaves the others, and no id turns into unknown', async (t) => {
  const { app, withdraw, importVersion } = await withAdmin(t)
  await app.inject({ method: 'POST', url: '/quotes', payload: { exact: SENTENCE, work: SLUG } })
  const gone = (await app.inject(`/works/${WORK}/paragraphs/4`)).json()
  const newest = (await importVersion(seed.replace(SENTENCE, 'That is all.'))).json().version.id
  t.equal((await withdraw(`/works/${WORK}/versions/${FIRST}`, { reason: 'Scanned badly.' })).statusCode, 200)
  t.equal((await app.inject(`/works/${WORK}/versions/${FIRST}`)).statusCode, 410)
  t.equal((await app.inject(`/works/${WORK}`)).json().version.id, newest)
  t.equal((await app.inject(`/quotes/${ABANDONMENT}`)).statusCode, 410, 'a registered quote of it alone')
  t.equal(
    (await app.inject(`/quotes/${WORK}.${gone.core}`)).statusCode,
    410,
    'and one that nobody registered',
  )
  const list = { style: 'apa', ids: [`${WORK}.${gone.core}`] }
  t.equal((await app.inject({ method: 'POST', url: '/citations', payload: list })).statusCode, 410)
  t.equal((await app.inject(`/paragraphs/${PARAGRAPH}`)).statusCode, 200, 'its paragraph stands in the other')
  const kept = (await app.inject(`/works/${WORK}/paragraphs/1`)).json()
  t.equal((await app.inject(kept.quote.replace('http://archive.test', ''))).statusCode, 200)
  t.equal((await importVersion(seed)).statusCode, 410, 'the withdrawn file is not taken again')
  await withdraw(`/works/${WORK}/versions/${newest}`, { reason: 'This one too.' })
  t.equal((await app.inject(`/works/${WORK}`)).statusCode, 410, 'without a version there is no work')
})

t.test('when the newest version is withdrawn the one before is the newest', async (t) => {
  const { app, withdraw, importVersion } = await withAdmin(t)
  const newest = (await importVersion(seed.replace(SENTENCE, 'That is all.'))).json().version.id
  await withdraw(`/works/${WORK}/versions/${newest}`, { reason: 'Not ready.' })
  t.equal((await app.inject(`/works/${WORK}`)).json().version.id, FIRST)
  t.match((await app.inject(`/quotes/${ABANDONMENT}`)).json(), { standing: { status: 'identical' } })
  t.equal(
    (await importVersion(seed.replace(SENTENCE, 'That is nearly all.'))).statusCode,
    201,
    'work goes on',
  )
})

t.test('what is erased is nowhere in the files of the archive', async (t) => {
  const { app, directory, withdraw } = await withAdmin(t)
  const inFiles = (words: string) =>
    readdirSync(directory).some((file) => readFileSync(join(directory, file)).includes(words))
  t.ok(inFiles('chlorine gas attacks'), 'the words are there before')
  await withdraw(`/works/${WORK}`, { reason: 'By order of a court.' })
  const answer = await withdraw(`/works/${WORK}`, { reason: 'By order of a court.', erase: 'true' })
  t.match(answer.json(), { erased: true })
  for (const words of ['chlorine gas attacks', 'chlorine', 'Leila', 'incendiary thermite'])
    t.notOk(inFiles(words), words)
  t.equal((await app.inject(`/works/${WORK}`)).statusCode, 410)
})

t.test(
  'a text that is erased while it is sent is broken off, so that nobody takes a part for the whole',
  async (t) => {
    const { app, archive, writer } = await withAdmin(t)
    const text = Array.from({ length: 1200 }, (_, n) => `Paragraph ${n} of a long text.`).join('\n\n')
    const { work } = await writer.importSource({
      bytes: Buffer.from(`# Long\n\n${text}\n`),
      mediaType: 'text/markdown',
    })
    const url = `/works/${work}/paragraphs?format=ndjson`
    const whole = await app.inject(url)
    t.equal(whole.payload.trimEnd().split('\n').length, 1200)
    const { paragraphs } = archive.reads
    const read = paragraphs.page.bind(paragraphs)
    paragraphs.page = async (...range) => {
      const page = await read(...range)
      archive.refresh()
      void writer.withdraw({ work, version: null, reason: 'By order of a court.', erase: true })
      return page
    }
    await t.rejects(app.inject(url), { code: 'ECONNRESET' })
    t.equal((await app.inject(url)).statusCode, 410)
  },
)

t.test('metadata are corrected against the revision that was read, and citations follow', async (t) => {
  const { app, key } = await buildTestApp(t)
  const address = `/works/${WORK}/metadata`
  const put = (payload: object, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'PUT',
      url: address,
      payload,
      headers: { authorization: `Bearer ${key}`, ...headers },
    })
  const cite = async () => (await app.inject(`/works/${WORK}/citation?style=apa&form=bibliography`)).body
  const before = await cite()
  await cite()
  const read = await app.inject(address)
  t.equal(read.headers['etag'], '"r1"')
  t.equal((await app.inject({ url: address, headers: { 'if-none-match': '"r1"' } })).statusCode, 304)
  const manifest = {
    title: 'Breaking the siege',
    authors: [{ family: 'Shami', given: 'Leila' }],
    issued: '2017',
  }
  t.equal((await put(manifest)).statusCode, 428)
  for (const tag of ['"r7"', '"of-something-else"', 'W/"r1"']) {
    const late = await put(manifest, { 'if-match': tag })
    t.equal(late.statusCode, 412, tag)
    t.equal(late.headers['etag'], '"r1"', 'with the tag that there is now')
  }
  t.equal((await put({ authors: [] }, { 'if-match': '"r1"' })).statusCode, 422, 'a title is needed')
  t.match((await put({ title: 'x', isued: '2017' }, { 'if-match': '"r1"' })).json(), { detail: /issued/ })
  const corrected = await put(manifest, { 'if-match': '"r1"' })
  t.equal(corrected.statusCode, 200, corrected.body)
  t.equal(corrected.headers['etag'], '"r2"')
  t.not(await cite(), before)
  t.match(await cite(), /^Shami, L\. \(2017\)\. Breaking the siege/)
  t.equal((await app.inject(`/works/${WORK}/paragraphs/3`)).json().work.title, 'Breaking the siege')
  t.equal((await app.inject('/works?author=al+shami')).json().items.length, 0)
  t.equal((await put(manifest, { 'if-match': '*' })).headers['etag'], '"r2"', 'the same again is no revision')
  t.same(
    (await app.inject(`${address}/revisions`))
      .json()
      .items.map(({ revision }: { revision: number }) => revision),
    [2, 1],
  )
  t.equal((await app.inject({ method: 'PUT', url: address, payload: manifest })).statusCode, 401)
  const doubtful = await put({ title: 'Breaking the siege', isbn: '9780306406158' }, { 'if-match': '*' })
  t.strictSame(doubtful.json().warnings, [
    'No author was found. Name the authors in a manifest.',
    'The ISBN "9780306406158" has a wrong check digit or length: compare it with the print. It is kept as it was given.',
  ])
  t.equal((await app.inject(address)).json().warnings, undefined, 'they are told to whoever corrects')
})

t.test('what is withdrawn while its provenance is read is not told in part', async (t) => {
  const { app, key, writer } = await withAdmin(t)
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' }
  const statuses = new Set<number>()
  for (const turns of [0, 2, 4, 6, 8, 12, 16]) {
    const paragraphs = Array.from({ length: 2000 }, (_, n) => `Paragraph ${n} waits for ferry ${turns}.`)
    const text = `# A long wait\n\n${paragraphs.join('\n\n')}\n`
    const { work } = (await app.inject({ method: 'POST', url: '/works', payload: text, headers })).json()
    const provenance = () => app.inject(`/works/${work.id}/provenance`)
    const whole = await provenance()
    let at = 0
    for (const { start, end } of whole.json().segments) {
      if (start !== at) t.fail(`byte ${at} is in no segment`)
      at = end
    }
    t.equal(at, Buffer.byteLength(text))
    const asked = provenance()
    for (let turn = 0; turn < turns; turn++) await setImmediate()
    await writer.withdraw({ work: work.id, version: null, reason: 'Enough.', erase: false })
    const { statusCode, body } = await asked
    statuses.add(statusCode)
    if (statusCode === 410) t.match(body, 'Enough.')
    else t.ok(body === whole.body, `after ${turns} turns it is whole`)
  }
  t.ok(statuses.has(410), [...statuses].join())
})
