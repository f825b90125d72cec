/** Whatever happens at the origin, and whenever a mirror comes: it answers as the origin does. */
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { verifyArchive } from '../../src/fixity/verify-archive.ts'
import { randomFrom } from '../lineage/edited.ts'
import { appOver, type TestOrigin, testMirror, testOrigin } from '../support/mirror.ts'
import { some } from '../support/runs.ts'

const WORDS = 'ferry harbour ledger siege archive lantern market river widow orchard letter number'.split(' ')
const STEPS = 40

type Random = () => number
const pick = <T>(next: Random, items: readonly T[]): T => items[Math.floor(next() * items.length)]!

const sentence = (next: Random) => `On ${Array.from({ length: 7 }, () => pick(next, WORDS)).join(' ')}.`
const text = (next: Random) =>
  `# ${sentence(next)}\n\n${Array.from({ length: 4 }, () => sentence(next)).join('\n\n')}\n`
const markdown = (body: string) => ({
  bytes: Buffer.from(body),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})

interface Model {
  origin: TestOrigin
  next: Random
  /** The text of each work that is not withdrawn. */
  texts: Map<string, string>
}

/** Something that may happen; what cannot happen just now does not. */
const HAPPENINGS: ((model: Model) => Promise<unknown>)[] = [
  async ({ origin, next, texts }) => {
    const body = text(next)
    const given =
      next() < 0.3 ? { manifest: { title: sentence(next), authors: [{ given: 'A', family: 'B' }] } } : {}
    texts.set((await origin.writer.importSource({ ...markdown(body), ...given })).work, body)
  },
  async ({ origin, next, texts }) => {
    const work = pick(next, [...texts.keys()])
    const paragraphs = texts.get(work)!.split('\n\n')
    const at = 1 + Math.floor(next() * (paragraphs.length - 1))
    const change = Math.floor(next() * 4)
    if (change === 0) paragraphs[at] = `${sentence(next)} ${paragraphs[at]}`
    else if (change === 1) paragraphs.splice(at, 0, sentence(next))
    else if (change === 2 && paragraphs.length > 3) paragraphs.splice(at, 1)
    else paragraphs.push(paragraphs.splice(at, 1)[0]!)
    const body = paragraphs.join('\n\n')
    await origin.writer.importVersion(work, markdown(body))
    texts.set(work, body)
  },
  async ({ origin, next, texts }) =>
    origin.writer.correctMetadata({
      work: pick(next, [...texts.keys()]),
      manifest: { title: sentence(next), authors: [{ family: 'Z', given: 'Y' }], issued: '2020-05' },
      revision: null,
    }),
  async ({ origin, next, texts }) => {
    const work = pick(next, [...texts.keys()])
    await origin.writer.withdraw({ work, version: null, reason: 'As asked.', erase: next() < 0.5 })
    texts.delete(work)
  },
  async ({ origin, next, texts }) => {
    const work = pick(next, [...texts.keys()])
    const { items } = (await origin.app.inject(`/works/${work}/versions`)).json()
    const earlier = items
      .slice(0, -1)
      .concat(items.slice(1))
      .filter((item: { id: string }) => item.id !== undefined)
    const newest = (await origin.app.inject(`/works/${work}`)).json().version.id
    const old = earlier.find((item: { id: string }) => item.id !== newest)
    if (old)
      await origin.writer.withdraw({ work, version: old.id, reason: 'Superseded.', erase: next() < 0.5 })
  },
  async ({ origin, next, texts }) => {
    const work = pick(next, [...texts.keys()])
    const paragraph = pick(next, texts.get(work)!.split('\n\n').slice(1)).trim()
    const words = paragraph.split(' ').slice(1, 6).join(' ')
    await origin.app.inject({ method: 'POST', url: '/quotes', payload: { work, exact: words } })
  },
  async ({ origin }) => origin.writer.beat(0),
]

/** Every address of both, with how each answers; what the origin says of itself alone is left out. */
async function addressesOf(app: FastifyInstance, entries: Record<string, string>[]): Promise<string[]> {
  const works = [...new Set(entries.flatMap(({ op, id }) => (op === 'put' ? [id!] : [])))]
  const versions = [
    ...new Set(entries.flatMap(({ op, id, version }) => (op === 'put' ? [`${id}/versions/${version}`] : []))),
  ]
  const quotes = (await app.inject('/quotes?limit=1000')).body.split('\n').filter(Boolean)
  return [
    '/works?limit=100',
    '/quotes?limit=1000',
    '/log/checkpoint',
    '/log/entries?limit=1000',
    ...works.flatMap((work) => [
      `/works/${work}`,
      `/works/${work}/paragraphs?limit=100`,
      `/works/${work}/versions`,
      `/works/${work}/provenance`,
      `/works/${work}/paragraphs/2`,
      `/works/${work}/citation?style=apa`,
      `/works/${work}.bib`,
    ]),
    ...versions.map((version) => `/works/${version}`),
    ...entries.flatMap(({ manifest }) =>
      manifest === undefined ? [] : [`/blobs/sha256/${manifest}`, `/log/records/${manifest}`],
    ),
    ...quotes.flatMap((line) => {
      const { id } = JSON.parse(line)
      return [`/quotes/${id}`, `/quotes/${id}/proof`]
    }),
  ]
}

/** A paragraph's history tells of versions that came and went between two visits of a mirror: at the origin alone. */
function withoutGone(versions: ReadonlySet<string>, body: string): string {
  if (!body.includes('"history"')) return body
  const { history, ...paragraph } = JSON.parse(body)
  return JSON.stringify({
    ...paragraph,
    history: history.filter(({ version }: { version: { id: string } }) => versions.has(version.id)),
  })
}

/** A BibTeX record whose key has no beginning of the work's id behind it. */
function withoutOwnKey(record: string): string {
  return record.replace(/^(@[a-z]+\{[^,\n]*)_[0-9a-z]{6}(?=,\n)/, '$1')
}

/** Paragraph, quote and search answers of two applications are the same, to the byte. */
async function compare(
  t: Test,
  origin: FastifyInstance,
  copy: FastifyInstance,
  late: boolean,
): Promise<void> {
  const entries = (await origin.inject('/log/entries?limit=1000')).body
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const shown = new Set<string>()
  for (const { id, version } of entries)
    if (version && (await origin.inject(`/works/${id}/versions/${version}`)).statusCode === 200)
      shown.add(version)
  const isWithdrawing = entries.some(({ op }) => op === 'withdraw')
  let compared = 0
  for (const address of await addressesOf(origin, entries)) {
    const [theirs, ours] = [await origin.inject(address), await copy.inject(address)]
    compared++
    if (
      theirs.statusCode === ours.statusCode &&
      withoutGone(shown, theirs.body) === withoutGone(shown, ours.body)
    )
      continue
    // Of what was gone before it came, a late mirror knows that it is gone, and no more of it.
    if (late && theirs.statusCode === 410 && ours.statusCode === 410) continue
    // Nor which citation keys that had: who of the others was first may seem otherwise.
    if (isWithdrawing && withoutOwnKey(theirs.body) === withoutOwnKey(ours.body)) continue
    t.strictSame([ours.statusCode, ours.body], [theirs.statusCode, theirs.body], address)
  }
  t.ok(compared > 20)
}

for (const seed of some([56, 1, 2, 3, 4, 5, 6])) {
  t.test(`history ${seed}`, async (t) => {
    const origin = await testOrigin(t, { seed: false })
    const next = randomFrom(seed)
    const model: Model = { origin, next, texts: new Map() }
    for (let n = 0; n < 4; n++) await HAPPENINGS[0]!(model)
    await origin.sign()
    const early = await testMirror(t, origin)
    for (let step = 0; step < STEPS; step++) {
      while (model.texts.size < 2) await HAPPENINGS[0]!(model)
      await pick(
        next,
        HAPPENINGS,
      )(model).catch((error) => {
        if (error.code !== 'withdrawn') throw error
      })
      await origin.sign()
      if (next() < 0.3) t.match(await early.sync({ obeyAll: true }), { complete: true, failures: [] })
    }
    t.match(await early.sync({ obeyAll: true }), { complete: true, failures: [] })
    await compare(t, origin.app, await appOver(t, early.directory), false)
    const late = await testMirror(t, origin)
    t.match(await late.sync(), { complete: true, failures: [] })
    await compare(t, origin.app, await appOver(t, late.directory), true)
    for (const { directory } of [early, late])
      t.strictSame((await verifyArchive(directory)).damages.found, [])
  })
}
