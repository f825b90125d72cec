/** What somebody types names the same thing at every place, or is refused for the same reason. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { ColophonError } from '../../src/errors.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { QuoteFinder } from '../../src/quoting/quote-finder.ts'
import { findCitable } from '../../src/resolving/citable.ts'
import { hintedWork } from '../../src/resolving/hint.ts'
import { paragraphNamed } from '../../src/resolving/paragraph.ts'
import { quoteIdNamed, quoteNamed } from '../../src/resolving/quote.ts'
import { versionIdNamed, workAtVersion, workIdNamed, workNamed } from '../../src/resolving/work.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { BASE, buildTestApp, createKey, type TestApp } from '../support/app.ts'
import { buildCommand, colophon, type Ended } from '../support/command.ts'
import { ROOT } from '../support/root.ts'

const WORK = '2rma5yfyxknb207f'
const SLUG = 'breaking-the-siege-of-aleppo'
const KEY = 'alshami2016breaking'
const VERSION = '5w9k7j84a4g748q6hy57gfg6'
const PARAGRAPH = 'm79f8w3gyar2vm2a'
const QUOTE = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`
const WORDS = 'This is where abandonment has led.'
const SEED = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')

type Outcome = 'found' | 'withdrawn' | 'unknown'
/** What a name comes to where a work is wanted, where anything citable is, and where a work may be withdrawn. */
type Row = [name: string, typed: string, work: Outcome, citable: Outcome, anyWork: Outcome]

function rowsFor(gone: { id: string; slug: string }): Row[] {
  return [
    ['an id', WORK, 'found', 'found', 'found'],
    ['an id in capitals', WORK.toUpperCase(), 'found', 'found', 'found'],
    ['an id with hyphens', WORK.replace(/....(?=.)/g, '$&-'), 'found', 'found', 'found'],
    ['a slug', SLUG, 'found', 'found', 'found'],
    ['a slug in other case', 'Breaking-The-Siege-Of-Aleppo', 'found', 'found', 'found'],
    ['a citation key', KEY, 'found', 'found', 'found'],
    ['a citation key in other case', 'AlShami2016breaking', 'found', 'found', 'found'],
    ['the citation key of a paragraph', `${KEY}-p4`, 'found', 'found', 'found'],
    ['a citation key with the id of its work', `${KEY}_${WORK.slice(0, 6)}`, 'found', 'found', 'found'],
    ['a citation key with another id', `${KEY}_000000`, 'unknown', 'unknown', 'unknown'],
    ['a withdrawn citation key', 'record', 'withdrawn', 'withdrawn', 'found'],
    ['an unknown name', 'no-such-work', 'unknown', 'unknown', 'unknown'],
    ['an unknown id', '0000000000000000', 'unknown', 'unknown', 'unknown'],
    ['a withdrawn id', gone.id, 'withdrawn', 'withdrawn', 'found'],
    ['a withdrawn id in capitals', gone.id.toUpperCase(), 'withdrawn', 'withdrawn', 'found'],
    ['a withdrawn slug', gone.slug, 'withdrawn', 'withdrawn', 'found'],
    ['a withdrawn slug in capitals', gone.slug.toUpperCase(), 'withdrawn', 'withdrawn', 'found'],
    ['the id of a paragraph', PARAGRAPH, 'unknown', 'found', 'unknown'],
    ['the id of a quote', QUOTE, 'unknown', 'found', 'unknown'],
    ['the id of a version', VERSION, 'unknown', 'unknown', 'unknown'],
  ]
}

const article = (title: string) => ({
  bytes: Buffer.from(`# ${title}\n\nA. Writer\n\nNobody may read this any longer.\n`),
  mediaType: 'text/markdown',
})

/** The seed, and a work that was withdrawn. */
async function archiveFor(t: Test) {
  const built = await buildTestApp(t)
  const { work: id } = await built.writer.importSource(article('On the record'))
  const { slug } = await workNamed(built, id)
  await built.writer.withdraw({ work: id, version: null, reason: 'As asked.', erase: false })
  built.archive.refresh()
  return { ...built, gone: { id, slug }, rows: rowsFor({ id, slug }) }
}

async function outcomeOf(find: () => unknown): Promise<Outcome> {
  try {
    return (await find()) === undefined ? 'unknown' : 'found'
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error
    return error.code === 'withdrawn' ? 'withdrawn' : 'unknown'
  }
}

t.test('a name is one thing to all functions', async (t) => {
  const { archive, rows } = await archiveFor(t)
  const services = { archive, quotes: async () => new QuoteFinder(archive) }
  for (const [name, typed, work, citable, anyWork] of rows) {
    t.equal(await outcomeOf(() => workNamed(services, typed)), work, `a work by ${name}`)
    t.equal(await outcomeOf(() => findCitable(services, typed)), citable, `something citable by ${name}`)
    t.equal(await outcomeOf(() => workIdNamed(services, typed)), anyWork, `the id of a work by ${name}`)
    const hinted = citable === 'found' ? WORK : undefined
    t.equal((await hintedWork(services, typed))?.id, hinted, `the work that is cited by ${name}`)
    t.equal((await hintedWork(services, `https://else.org/works/${typed}`))?.id, hinted)
  }
})

t.test('an id is read in any spelling, and what is refused has a code', async (t) => {
  const { archive } = await archiveFor(t)
  const services = { archive, quotes: async () => new QuoteFinder(archive) }
  const work = await workNamed(services, SLUG)
  t.equal((await paragraphNamed(services, PARAGRAPH.toUpperCase())).id, PARAGRAPH)
  t.equal((await workAtVersion(services, work, VERSION.toUpperCase())).version.id, VERSION)
  t.equal(versionIdNamed(VERSION.toUpperCase()), VERSION)
  t.match(await quoteNamed(services, quoteIdNamed(QUOTE.toUpperCase())), { work: { id: WORK }, quote: { id: QUOTE } }) // biome-ignore format: one quote
  await t.rejects(paragraphNamed(services, SLUG), { code: 'invalid_id' })
  await t.rejects(paragraphNamed(services, PARAGRAPH, 0), { code: 'paragraph_not_found' })
  await t.rejects(paragraphNamed(services, WORK), { code: 'paragraph_not_found' })
  t.throws(() => quoteIdNamed(WORK), { code: 'invalid_id' })
  t.throws(() => versionIdNamed('first'), { code: 'version_not_found' })
  await t.rejects(workAtVersion(services, work, 'first'), { code: 'version_not_found' })
  await t.rejects(quoteNamed(services, quoteIdNamed(`${WORK}.${VERSION}`)), { code: 'quote_not_found' })
  t.equal(await findCitable(services, QUOTE, 'no hint'), undefined, 'a hint that cannot be read')
})

type Answer = Awaited<ReturnType<TestApp['app']['inject']>>

/** An answer that redirects to the canonical spelling has found the work. */
function outcomeOfAnswer(answer: Answer): Outcome {
  if (answer.statusCode < 400) return 'found'
  if (answer.statusCode === 410) return 'withdrawn'
  const { type } = answer.json() as { type: string }
  return /\/(work_not_found|unknown_item|not_found)$/.test(type) ? 'unknown' : 'found'
}

t.test('a name is one thing at all addresses', async (t) => {
  const { app, rows, directory } = await archiveFor(t)
  const connection = openWriter(databaseFile(directory))
  const admin = createKey(connection, { scopes: ['admin'], number: 2 })
  connection.close()
  const get = (url: string, query: Record<string, string> = {}) => app.inject({ url, query })
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload })
  const withdraw = (typed: string) =>
    app.inject({
      method: 'DELETE',
      url: `/works/${typed}/versions/${PARAGRAPH}${VERSION.slice(16)}`,
      query: { reason: 'As asked.' },
      headers: { authorization: `Bearer ${admin}` },
    })
  for (const [name, typed, work, citable, anyWork] of rows) {
    const places: [string, Outcome, Answer][] = [
      ['GET /works', work, await get(`/works/${typed}`)],
      ['GET /works/…/citation', work, await get(`/works/${typed}/citation`)],
      ['GET /search', work, await get('/search', { q: 'abandonment', work: typed })],
      ['POST /quotes', work, await post('/quotes', { work: typed, exact: WORDS })],
      ['POST /verify', work, await post('/verify', { work: typed, text: WORDS })],
      ['POST /citations', citable, await post('/citations', { style: 'apa', ids: [typed] })],
      ['GET /unapi', citable, await get('/unapi', { id: typed })],
      ['DELETE /works/…/versions', anyWork, await withdraw(typed)],
    ]
    for (const [place, wanted, answer] of places)
      t.equal(outcomeOfAnswer(answer), wanted, `${place} by ${name}: ${answer.body.slice(0, 200)}`)
  }
})

t.test('what is not here is told with the address at which to look for it', async (t) => {
  const { app, archive, writer, gone } = await archiveFor(t)
  const detail = async (url: string) => (await app.inject({ url })).json().detail
  t.equal(await detail('/works/no-such-work'), `There is no work "no-such-work". Look for it at ${BASE}/works?title=….`) // biome-ignore format: one sentence
  t.equal(await detail(`/works/${WORK}/versions/first`), `The work has no version "first". Its versions are listed at ${BASE}/works/${WORK}/versions.`) // biome-ignore format: one sentence
  t.equal(await detail(`/quotes/${WORK}.${VERSION}`), `No words of the work with this id are known. Unregistered quotes resolve when they are sentences or paragraphs, or with the "at" of the address that was handed out; register the words with POST ${BASE}/quotes.`) // biome-ignore format: one sentence
  t.equal(await detail(`/works/${gone.slug}`), 'The work was withdrawn on 2026-01-01: As asked.')
  const { work: other } = await writer.importSource(article('On another record'))
  archive.refresh()
  t.equal(await detail(`/works/${other}/paragraphs/${PARAGRAPH}`), `The paragraph ${PARAGRAPH} is one of another work: ${BASE}/paragraphs/${PARAGRAPH}.`) // biome-ignore format: one sentence
})

/** Where a verb looks for more than the work, it has found the work when it says that the rest is missing. */
function outcomeOfCommand({ status, stderr }: Ended): Outcome | string {
  if (status === 0 || /has no version/.test(stderr)) return 'found'
  if (status === 4 && /was withdrawn on/.test(stderr)) return 'withdrawn'
  if (status === 4 && /There is no work/.test(stderr)) return 'unknown'
  return `${status}: ${stderr}`
}

t.test('a name is one thing to all verbs of the command', async (t) => {
  buildCommand()
  const { directory, rows } = await archiveFor(t)
  const manuscript = join(directory, 'manuscript.md')
  writeFileSync(manuscript, `They wrote: “${WORDS}”\n`)
  const run = (...args: string[]) => colophon(...args, '--data', directory)
  for (const [name, typed, work, citable, anyWork] of rows) {
    const places: [string, Outcome, Ended][] = [
      ['quote --work', work, run('quote', '--work', typed, WORDS)],
      ['check --work', work, run('check', '--work', typed, manuscript)],
      ['metadata', work, run('metadata', typed)],
      ['import --work', work, run('import', '--work', typed, SEED)],
      ['cite', citable, run('cite', typed)],
      ['withdraw', anyWork, run('withdraw', typed, '--version', `${PARAGRAPH}${VERSION.slice(16)}`, '--reason', 'As asked.', '--yes')], // biome-ignore format: one row
    ]
    for (const [place, wanted, ended] of places)
      t.equal(outcomeOfCommand(ended), wanted, `${place} by ${name}`)
  }
  t.match(run('cite', QUOTE, '--at', 'nowhere'), { status: 2, stderr: /--at is not a place/ })
})
