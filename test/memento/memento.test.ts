/** Memento (RFC 7089): which text was the newest at a time, at the edges of each. */
import t from 'tap'
import { readAcceptDatetime } from '../../src/memento/negotiation.ts'
import { BASE, buildTestApp } from '../support/app.ts'
import fc from '../support/properties.ts'
import { linked, typedLinks } from '../support/typed-links.ts'

const TIMES = [
  '2020-02-29T23:59:59.900Z',
  '2021-01-01T00:00:00.000Z',
  '2021-01-01T00:00:00.500Z',
  '2024-06-01T12:00:00.001Z',
]
const NAMES = ['first', 'second', 'third', 'fourth']

async function withVersions(t: Parameters<typeof buildTestApp>[0]) {
  let now = TIMES[0]!
  const built = await buildTestApp(t, { seed: false, now: () => now })
  const source = (name: string) => ({
    bytes: Buffer.from(`The ${name} text.\n\nIt stays.\n`),
    mediaType: 'text/plain',
    manifest: { title: '吾輩は猫である' },
  })
  const { work, version } = await built.writer.importSource(source(NAMES[0]!))
  const versions = [version]
  for (const [at, name] of NAMES.entries()) {
    if (at === 0) continue
    now = TIMES[at]!
    versions.push((await built.writer.importVersion(work, source(name))).version)
  }
  built.archive.refresh()
  const gate = (datetime?: string, method: 'GET' | 'HEAD' = 'GET') =>
    built.app.inject({
      method,
      url: `/works/${work}/timegate`,
      headers: datetime === undefined ? {} : { 'accept-datetime': datetime },
    })
  return {
    ...built,
    work,
    versions,
    gate,
    address: (at: number) => `${BASE}/works/${work}/versions/${versions[at]}`,
  }
}

t.test('a TimeGate leads to the text that was the newest at the time', async (t) => {
  const { gate, address } = await withVersions(t)
  const wanted: [string | undefined, number][] = [
    [undefined, 3],
    ['Mon, 01 Jan 0001 00:00:00 GMT', 0],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Sat, 29 Feb 2020 23:59:58 GMT', 0],
    // The date that the first one itself tells.
    ['Sat, 29 Feb 2020 23:59:59 GMT', 0],
    ['Sun, 01 Mar 2020 00:00:00 GMT', 0],
    ['Thu, 31 Dec 2020 23:59:59 GMT', 0],
    // Two in one second: the later.
    ['Fri, 01 Jan 2021 00:00:00 GMT', 2],
    ['Fri, 01 Jan 2021 00:00:01 GMT', 2],
    ['Sat, 01 Jun 2024 11:59:59 GMT', 2],
    ['Sat, 01 Jun 2024 12:00:00 GMT', 3],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 3],
    // A wrong day of the week changes nothing.
    ['Mon, 01 Jan 2021 00:00:01 GMT', 2],
  ]
  for (const [datetime, at] of wanted)
    for (const method of ['GET', 'HEAD'] as const) {
      const { statusCode, headers } = await gate(datetime, method)
      t.strictSame([statusCode, headers['location']], [302, address(at)], `${datetime}`)
      t.match(headers['vary'], /^accept-datetime$/i)
      t.notOk(headers['memento-datetime'], 'a TimeGate is no memento')
    }
})

t.test('what is no date is refused with the cure', async (t) => {
  const { gate } = await withVersions(t)
  const refused = [
    '',
    'now',
    '2021-01-01',
    '2021-01-01T00:00:00Z',
    'Fri, 32 Jan 2021 00:00:00 GMT',
    'Mon, 30 Feb 2021 00:00:00 GMT',
    'Fri, 01 Jan 2021 24:00:00 GMT',
    'Fri, 01 Jan 2021 00:00:60 GMT',
    'Fri, 01 Foo 2021 00:00:00 GMT',
    'Friday, 01-Jan-21 00:00:00 GMT',
    'Fri Jan  1 00:00:00 2021',
    'Fri, 01 Jan 2021 00:00:00 +0100',
    'Fri, 01 Jan 2021 00:00:00 GMT, Fri, 01 Jan 2021 00:00:00 GMT',
    `Fri, ${'0'.repeat(5000)}`,
  ]
  for (const datetime of refused) {
    const answer = await gate(datetime)
    t.equal(answer.statusCode, 400, datetime.slice(0, 40))
    t.match(answer.json().detail, 'Thu, 11 Aug 2016 12:00:00 GMT')
  }
})

t.test('each version says when it was, and links to the others', async (t) => {
  const { app, work, versions, address } = await withVersions(t)
  const told = [
    'Sat, 29 Feb 2020 23:59:59 GMT',
    'Fri, 01 Jan 2021 00:00:00 GMT',
    'Fri, 01 Jan 2021 00:00:00 GMT',
    'Sat, 01 Jun 2024 12:00:00 GMT',
  ]
  for (const at of versions.keys())
    for (const extension of ['', '.txt', '.md', '.html', '.tei.xml']) {
      const { headers } = await app.inject(`/works/${work}/versions/${versions[at]}${extension}`)
      t.equal(headers['memento-datetime'], told[at])
      const links = typedLinks(headers['link'])
      t.strictSame(linked(links, 'original'), [`${BASE}/works/${work}`])
      t.strictSame(linked(links, 'timegate'), [`${BASE}/works/${work}/timegate`])
      t.strictSame(linked(links, 'timemap'), [`${BASE}/works/${work}/timemap`])
      t.strictSame(linked(links, 'first'), [address(0)])
      t.strictSame(linked(links, 'last'), [address(3)])
      t.strictSame(linked(links, 'prev'), at === 0 ? [] : [address(at - 1)])
      t.strictSame(linked(links, 'next'), at === 3 ? [] : [address(at + 1)])
      for (const { href, parameters } of links.filter(({ rels }) => rels.includes('memento')))
        t.equal(parameters['datetime'], told[versions.findIndex((id) => href.endsWith(id))])
    }
  const { headers } = await app.inject(`/works/${work}`)
  t.notOk(headers['memento-datetime'], 'the work itself goes on changing')
  t.strictSame(linked(typedLinks(headers['link']), 'timegate'), [`${BASE}/works/${work}/timegate`])
})

t.test('a TimeMap lists them all, and none that was withdrawn', async (t) => {
  const { app, archive, writer, gate, work, versions, address } = await withVersions(t)
  const map = async () => {
    const answer = await app.inject(`/works/${work}/timemap`)
    t.equal(answer.headers['content-type'], 'application/link-format')
    return typedLinks(answer.body.replaceAll('\n', ' ').trim())
  }
  const links = await map()
  t.strictSame(linked(links, 'memento'), [0, 1, 2, 3].map(address))
  t.match(
    links.find(({ rels }) => rels.includes('self')),
    {
      href: `${BASE}/works/${work}/timemap`,
      parameters: {
        from: 'Sat, 29 Feb 2020 23:59:59 GMT',
        until: 'Sat, 01 Jun 2024 12:00:00 GMT',
        type: 'application/link-format',
      },
    },
  )
  t.strictSame(
    [linked(links, 'original'), linked(links, 'timegate')],
    [[`${BASE}/works/${work}`], [`${BASE}/works/${work}/timegate`]],
  )
  await writer.withdraw({ work, version: versions[3]!, reason: 'No', erase: false })
  archive.refresh()
  t.strictSame(linked(await map(), 'last'), [address(2)])
  t.equal((await gate()).headers['location'], address(2))
  await writer.withdraw({ work, version: null, reason: 'No', erase: true })
  archive.refresh()
  for (const path of ['timegate', 'timemap'])
    t.equal((await app.inject(`/works/${work}/${path}`)).statusCode, 410)
  for (const path of ['timegate', 'timemap'])
    t.equal((await app.inject(`/works/0000000000000000/${path}`)).statusCode, 404)
  t.equal((await app.inject({ method: 'POST', url: `/works/${work}/timegate` })).statusCode, 405)
})

t.test('every second that HTTP can tell is read as that second', async (t) => {
  const latest = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000
  const earliest = new Date('0000-01-01T00:00:00Z').getTime() / 1000
  fc.assert(
    fc.property(
      fc.integer({ min: earliest, max: latest }),
      (seconds) => readAcceptDatetime(new Date(seconds * 1000).toUTCString()) === seconds * 1000,
    ),
  )
  t.pass()
})
