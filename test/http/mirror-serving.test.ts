/** A mirror answers as its origin does, names the original of everything, and takes in nothing. */
import t from 'tap'
import { appOver, testMirror, testOrigin } from '../support/mirror.ts'

const ORIGIN = 'http://archive.test'
const MIRROR = 'http://mirror.test/copy'
const WORK = '2rma5yfyxknb207f'
const EXACT = 'This is where abandonment has led.'
const QUOTE = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`

const original = (address: string) => `<${ORIGIN}${address}>; rel="original"`

t.test('a mirror', async (t) => {
  const origin = await testOrigin(t)
  await origin.app.inject({ method: 'POST', url: '/quotes', payload: { work: WORK, exact: EXACT } })
  const manifest = JSON.parse((await origin.app.inject('/log/entries')).body.split('\n')[1]!).manifest
  const copy = await testMirror(t, origin)
  t.match(await copy.sync(), { complete: true })
  const app = await appOver(t, copy.directory, { base: MIRROR, origin: ORIGIN })

  const addresses = [
    '/',
    '/works?limit=5',
    `/works/${WORK}`,
    `/works/${WORK}.txt`,
    `/works/${WORK}.bib`,
    `/works/${WORK}?format=ris`,
    '/works/breaking-the-siege-of-aleppo/paragraphs/3.json',
    `/works/${WORK}/paragraphs?limit=3`,
    `/works/${WORK}/provenance`,
    `/works/${WORK}/source`,
    `/works/${WORK}/versions`,
    `/works/${WORK}/quotes?exact=Aleppo`,
    `/works/${WORK}/citation?style=mla`,
    `/quotes/${QUOTE}`,
    `/quotes/${QUOTE}/citation`,
    `/quotes/${QUOTE}/proof`,
    '/quotes?limit=10',
    '/search?q=Aleppo',
    '/log/checkpoint',
    '/log/tile/0/000.p/2',
    '/log/entries',
    `/blobs/sha256/${manifest}`,
    `/log/records/${manifest}?record=segments`,
    '/.well-known/colophon',
    '/styles',
  ]

  await t.test('names the original of everything that it shows, however it is asked', async (t) => {
    for (const address of addresses) {
      // The third time it may be answered from memory.
      for (let time = 0; time < 3; time++) {
        const answer = await app.inject(address)
        t.equal(answer.statusCode, 200, address)
        const links = String(answer.headers['link'])
        t.ok(links.includes(original(address)), `${address}: ${links}`)
        t.equal(links.split('rel="original"').length, 2, 'once')
      }
      const head = await app.inject({ method: 'HEAD', url: address })
      t.ok(String(head.headers['link']).includes(original(address)), `HEAD ${address}`)
      const { etag } = (await app.inject(address)).headers
      if (!etag) continue
      const unchanged = await app.inject({ url: address, headers: { 'if-none-match': String(etag) } })
      t.equal(unchanged.statusCode, 304)
      t.ok(String(unchanged.headers['link']).includes(original(address)), `304 ${address}`)
    }
    const part = await app.inject({ url: `/works/${WORK}/source`, headers: { range: 'bytes=0-9' } })
    t.equal(part.statusCode, 206)
    t.ok(String(part.headers['link']).includes(original(`/works/${WORK}/source`)))
  })

  await t.test('keeps its own links, and those of what it does not copy', async (t) => {
    const paragraphs = await app.inject(`/works/${WORK}/paragraphs?limit=3`)
    t.ok(paragraphs.json().next.startsWith(`${MIRROR}/works/`), 'the next page is here')
    t.match(paragraphs.headers['link'], new RegExp(`<${MIRROR}[^>]*>; rel="?next`))
    for (const own of ['/health/live', '/openapi.yaml', '/docs/static/index.html'])
      t.notMatch(String((await app.inject(own)).headers['link']), /original/, own)
    t.notMatch(
      String((await app.inject('/works/0000000000000000')).headers['link']),
      /original/,
      'nor of what is not there',
    )
    t.notMatch(
      String((await origin.app.inject(`/works/${WORK}`)).headers['link']),
      /original/,
      'nor does an archive',
    )
  })

  await t.test('gives the citations of the archive', async (t) => {
    const cited = [
      `/works/${WORK}/citation?style=apa`,
      `/works/${WORK}/paragraphs/3/citation?style=mla`,
      `/works/${WORK}.bib`,
      `/works/${WORK}.ris`,
      `/works/${WORK}.csl.json`,
      `/quotes/${QUOTE}.bib`,
      `/works/${WORK}/citation?style=apa&source=archive`,
    ]
    for (const address of cited) {
      const [ours, theirs] = [await app.inject(address), await origin.app.inject(address)]
      t.equal(theirs.statusCode, 200, address)
      t.equal(ours.body.replaceAll(MIRROR, ORIGIN), theirs.body, address)
      if (!address.includes('/citation')) t.equal(ours.body, theirs.body, address)
    }
    for (const address of [`/works/${WORK}`, `/works/${WORK}/paragraphs/3`, `/quotes/${QUOTE}`])
      t.match(
        (await app.inject(address)).headers['link'],
        new RegExp(`<${ORIGIN}[^>]*>; rel="?cite-as`),
        address,
      )
  })

  await t.test('shows the checkpoint of the archive, and says of what it is a mirror', async (t) => {
    t.equal((await app.inject('/log/checkpoint')).body, origin.archive.log.checkpoint()!.note)
    t.match((await app.inject('/.well-known/colophon')).json(), {
      mirrorOf: ORIGIN,
      publicKeys: origin.keys,
      log: { checkpoint: `${MIRROR}/log/checkpoint` },
    })
    t.equal((await origin.app.inject('/.well-known/colophon')).json().mirrorOf, null)
  })

  await t.test('takes in nothing, and says where to send it', async (t) => {
    const writing: [method: 'POST' | 'PUT' | 'DELETE', path: string][] = [
      ['POST', '/works'],
      ['POST', `/works/${WORK}/versions`],
      ['PUT', `/works/${WORK}/metadata`],
      ['DELETE', `/works/${WORK}?reason=No`],
    ]
    for (const [method, path] of writing) {
      const answer = await app.inject({ method, url: path, payload: {} })
      t.equal(answer.statusCode, 403, `${method} ${path}`)
      t.match(answer.json(), { type: `${MIRROR}/problems/read_only_mirror`, original: `${ORIGIN}${path}` })
    }
    const register = (exact: string) =>
      app.inject({ method: 'POST', url: '/quotes', payload: { work: WORK, exact } })
    t.equal((await register(EXACT)).statusCode, 200, 'what is registered is answered')
    const refused = await register('Syrian civil society')
    t.equal(refused.statusCode, 403)
    t.match(refused.json(), { type: `${MIRROR}/problems/read_only_mirror` })
  })

  await t.test('checks quotations', async (t) => {
    const answer = await app.inject({ method: 'POST', url: '/verify', payload: { text: EXACT } })
    t.equal(answer.statusCode, 200)
    t.match(answer.json(), { verdict: 'identical' })
  })

  await t.test('writes no address of a client into a header as it came', async (t) => {
    const answer = await app.inject('/works?title=%3E%22%0d%0aX-Evil:1')
    t.equal(answer.statusCode, 200)
    t.equal(answer.headers['x-evil'], undefined)
    t.ok(String(answer.headers['link']).includes(original('/works?title=%3E%22%0d%0aX-Evil:1')))
  })
})
