/** FAIR Signposting: every link of a work leads to what it says, and the link sets say the same. */
import t, { type Test } from 'tap'
import { BASE, buildTestApp, type TestApp } from '../support/app.ts'
import { linked, type TypedLink, typedLinks } from '../support/typed-links.ts'

const WORK = '2rma5yfyxknb207f'
const PLACE = `/works/${WORK}`
const HARD = ['كسر حصار حلب', '吾輩は猫である', 'A </title>,"; rel="evil" <x>', 'Bell \u0007 end', '𝒳 🧿']

const path = (address: string) => address.slice(BASE.length)
const mediaType = (value: unknown) => String(value).split(';')[0]

/** Follows a link of ours: it answers, with the media type that was told, and what has an address of its own leads back. */
async function follow(t: Test, { app }: TestApp, { href, rels, parameters }: TypedLink) {
  const asks = rels.some((rel) => rel.startsWith('time')) ? {} : { accept: parameters['type'] ?? '*/*' }
  const answer = await app.inject({ url: path(href), headers: asks })
  t.ok([200, 302].includes(answer.statusCode), `${rels} ${href}: ${answer.statusCode}`)
  const { type } = parameters
  if (type !== undefined) t.equal(mediaType(answer.headers['content-type']), mediaType(type), href)
  return answer
}

async function importedWork({ writer }: TestApp, manifest: Record<string, unknown>) {
  const { work } = await writer.importSource({
    bytes: Buffer.from(`Words of ${manifest['title']}.\n`),
    mediaType: 'text/plain',
    manifest,
  })
  return `/works/${work}`
}

t.test('every link of a work, of its parts and of its records leads to what it says', async (t) => {
  const built = await buildTestApp(t)
  const { app } = built
  const licensed = await importedWork(built, {
    title: 'Licensed',
    type: 'article-journal',
    license: 'https://creativecommons.org/licenses/by/4.0/',
    authors: [{ family: HARD[0], given: HARD[1] }, { literal: HARD[2] }],
  })
  for (const place of [PLACE, licensed]) {
    const work = BASE + place
    const { headers } = await app.inject(place)
    const links = typedLinks(headers['link'])
    t.strictSame(linked(links, 'cite-as'), [work])
    t.strictSame(linked(links, 'linkset'), [`${work}.linkset.json`, `${work}.linkset`])
    t.equal(linked(links, 'type')[0], 'https://schema.org/AboutPage')
    for (const rel of ['item', 'describedby', 'author', 'type', 'version-history', 'latest-version'])
      t.ok(linked(links, rel).length > 0, rel)
    for (const link of links) {
      if (!link.href.startsWith(BASE)) continue
      const answer = await follow(t, built, link)
      const back = typedLinks(answer.headers['link'])
      const [isItem, isRecord] = ['item', 'describedby'].map((rel) => link.rels.includes(rel))
      if (isItem) t.ok(linked(back, 'collection').includes(work), `${link.href} is an item`)
      if (isRecord) t.ok(linked(back, 'describes').includes(work), `${link.href} describes`)
    }
  }
  const links = typedLinks((await app.inject(licensed)).headers['link'])
  t.strictSame(linked(links, 'license'), ['https://creativecommons.org/licenses/by/4.0/'])
  t.ok(linked(links, 'type').includes('https://schema.org/ScholarlyArticle'))
  t.equal(linked(links, 'author').length, 2)
  for (const author of linked(links, 'author'))
    t.equal((await app.inject(path(author))).json().items.length, 1, 'the works of the author')
})

t.test('the link sets say what the header says, and what leads back', async (t) => {
  const built = await buildTestApp(t)
  const { app } = built
  const header = typedLinks((await app.inject(PLACE)).headers['link'])
  const answer = await app.inject(`${PLACE}.linkset.json`)
  t.equal(answer.headers['content-type'], 'application/linkset+json')
  const { linkset } = answer.json()
  t.equal(linkset[0].anchor, BASE + PLACE)
  for (const { href, rels, parameters } of header)
    for (const rel of rels) {
      const targets: { href: string; type?: string }[] = linkset[0][rel]
      t.match(
        targets.find((target) => target.href === href && target.type === parameters['type']),
        { href },
        rel,
      )
    }
  for (const { href } of linkset[0].item)
    t.same(linkset.find(({ anchor }: { anchor: string }) => anchor === href).collection, [
      { href: BASE + PLACE, type: 'text/html' },
    ])
  for (const { href } of linkset[0].describedby)
    t.same(linkset.find(({ anchor }: { anchor: string }) => anchor === href).describes[0].href, BASE + PLACE)
  const text = await app.inject({ url: PLACE, headers: { accept: 'application/linkset' } })
  t.equal(text.headers['content-type'], 'application/linkset')
  const fromText = typedLinks(text.body.replaceAll('\n', ' ').trim())
  const fromJson = linkset.flatMap(({ anchor, ...targets }: Record<string, unknown>) =>
    Object.entries(targets).flatMap(([rel, all]) =>
      (all as { href: string }[]).map(({ href }) => `${anchor} ${rel} ${href}`),
    ),
  )
  t.strictSame(
    fromText
      .flatMap(({ href, rels, parameters }) => rels.map((rel) => `${parameters['anchor']} ${rel} ${href}`))
      .sort(),
    fromJson.sort(),
  )
})

t.test('a header has a bound, whatever the work; the link set has what has no place in it', async (t) => {
  const built = await buildTestApp(t)
  const { app } = built
  for (const words of HARD) {
    const authors = Array.from({ length: 200 }, (_, n) => ({
      family: `${words.repeat(5)} ${n}`,
      given: words,
    }))
    const place = await importedWork(built, { title: words, authors, license: `https://x.example/${words}` })
    const { headers, statusCode } = await app.inject(place)
    t.equal(statusCode, 200)
    const header = String(headers['link'])
    t.ok(header.length <= 3000, `${header.length} bytes`)
    t.match(header, /^[\x20-\x7e]*$/, 'ASCII alone')
    const links = typedLinks(header)
    t.notOk(linked(links, 'evil').length)
    t.equal(linked(links, 'linkset').length, 2)
    const { linkset } = (await app.inject(`${place}.linkset.json`)).json()
    t.equal(linkset[0].author.length, 200)
    const text = typedLinks((await app.inject(`${place}.linkset`)).body.replaceAll('\n', ' ').trim())
    t.equal(linked(text, 'author').length, 200)
  }
})

t.test('the catalogue of interfaces leads to each, and to its descriptions', async (t) => {
  const built = await buildTestApp(t, { documentation: true })
  const { app } = built
  const entry = typedLinks((await app.inject('/')).headers['link'])
  t.strictSame(linked(entry, 'api-catalog'), [`${BASE}/.well-known/api-catalog`])
  for (const method of ['GET', 'HEAD'] as const) {
    const answer = await app.inject({ method, url: '/.well-known/api-catalog' })
    t.equal(
      answer.headers['content-type'],
      'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
    )
    t.strictSame(linked(typedLinks(answer.headers['link']), 'api-catalog'), [
      `${BASE}/.well-known/api-catalog`,
    ])
  }
  const { linkset } = (await app.inject('/.well-known/api-catalog')).json()
  const [{ item }, ...interfaces] = linkset
  t.strictSame(
    item.map(({ href }: { href: string }) => href),
    interfaces.map(({ anchor }: { anchor: string }) => anchor),
  )
  for (const protocol of ['/oai', '/dts', '/mcp', '/.well-known/resourcesync'])
    t.ok(
      interfaces.some(({ anchor }: { anchor: string }) => anchor === `${BASE}${protocol}`),
      protocol,
    )
  for (const { anchor, ...targets } of interfaces) {
    t.not((await app.inject(path(anchor))).statusCode, 404, anchor)
    for (const { href, type } of Object.values(targets).flat() as { href: string; type: string }[]) {
      const answer = await app.inject(path(href))
      t.equal(answer.statusCode, 200, href)
      t.equal(mediaType(answer.headers['content-type']), type, href)
    }
  }
})
