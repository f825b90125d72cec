/** The pages with which one begins, and those that tell of the whole archive. */
import t from 'tap'
import { keepVerification } from '../../src/archive/last-verification.ts'
import { BASE, buildTestApp } from '../support/app.ts'
import {
  ATTACK,
  buildHostileArchive,
  followLinks,
  openPlainPage,
  signed,
  wordsOf,
} from '../support/hostile-archive.ts'

interface AuthorList {
  items: { key: string; works: number }[]
  next: string | null
}

t.test('the front page has the newest works, what to try, how to copy, and the state', async (t) => {
  const archive = await buildHostileArchive(t)
  const page = await openPlainPage(t, archive, '/')
  t.strictSame([...page.querySelectorAll('.items li a')].map(wordsOf), [
    ATTACK,
    'Breaking the siege of Aleppo',
  ])
  t.ok(page.querySelector('main form[action="/search"] [name=q]'))
  const { publicKeys } = (await archive.app.inject('/.well-known/colophon')).json()
  t.match(
    wordsOf(page.querySelector('pre')),
    /^colophon mirror init \.\/copy http:\/\/archive\.test --key "[^"]+" colophon mirror sync \.\/copy$/,
  )
  t.match(wordsOf(page.querySelector('pre')), publicKeys[0])
  const state = [...page.querySelectorAll('dd')].map(wordsOf)
  t.strictSame(state.slice(0, 3), ['2', '14', '0'])
  t.match(state[4], /^Nobody has verified it/)
  await followLinks(t, archive, page)
  t.equal((await archive.app.inject('/')).headers['content-type'], 'application/json; charset=utf-8')
})

t.test('the front page tells when the archive was verified, and what came of it', async (t) => {
  const archive = await buildHostileArchive(t)
  const told = async () => [...(await openPlainPage(t, archive, '/')).querySelectorAll('dd')].map(wordsOf)[4]
  keepVerification(archive.directory, { verifiedAt: '2026-02-03T04:05:06.000Z', faults: 0 })
  t.equal(await told(), '2026-02-03 04:05 UTC: all was as it was written')
  keepVerification(archive.directory, { verifiedAt: '2026-02-04T04:05:06.000Z', faults: 3 })
  t.equal(await told(), '2026-02-04 04:05 UTC: 3 faults were found')
})

t.test('an archive of which there is nothing yet has its pages, too', async (t) => {
  const archive = await buildTestApp(t, { seed: false })
  t.match(wordsOf((await openPlainPage(t, archive, '/')).querySelector('main')), 'Nothing is here yet.')
  for (const url of ['/log', '/authors', '/works', '/styles/apa']) {
    const page = await openPlainPage(t, archive, url)
    await followLinks(t, archive, page)
  }
  t.match(wordsOf((await openPlainPage(t, archive, '/log')).querySelector('main')), 'the log is empty')
})

t.test('the page of the log tells its checkpoint in words, and what happened last', async (t) => {
  const archive = await buildHostileArchive(t)
  await archive.writer.withdraw({ work: archive.work, version: null, reason: ATTACK, erase: true })
  await signed(archive)
  const [origin, size, root] = (await archive.app.inject('/log/checkpoint')).body.split('\n')
  const page = await openPlainPage(t, archive, '/log')
  t.strictSame([...page.querySelectorAll('dd')].map(wordsOf).slice(0, 4), [
    origin,
    size,
    '2026-01-01 00:00 UTC',
    root,
  ])
  const rows = [...page.querySelectorAll('tbody tr')]
  t.equal(rows.length, Number(size))
  t.match(wordsOf(rows[0]!), `Withdrawn: work ${archive.work} (erased, too)`)
  t.match(wordsOf(rows.at(-1)!), 'The key may sign from now on')
  const links = [...page.querySelectorAll('main a')].map((link) => link.getAttribute('href')!)
  for (const url of links.filter((url) => !url.includes(archive.work)))
    t.equal((await archive.app.inject({ url, headers: { accept: 'text/html,*/*' } })).statusCode, 200, url)
})

t.test('authors are listed by name with the number of their works, page by page', async (t) => {
  const archive = await buildHostileArchive(t)
  const text = { bytes: Buffer.from('Something else by her.\n'), mediaType: 'text/plain' }
  const authors = [{ literal: 'LEILA al-Shami' }, { literal: 'Žižek Čapek' }, { literal: '***' }]
  await archive.writer.importSource({ ...text, manifest: { title: 'Another', authors } })
  archive.archive.refresh()
  const keys: [string, number][] = []
  for (let url: string | null = '/authors?limit=1'; url; ) {
    const { items, next }: AuthorList = (await archive.app.inject(url)).json()
    keys.push(...items.map(({ key, works }): [string, number] => [key, works]))
    url = next?.replace(BASE, '') ?? null
  }
  t.strictSame(keys, [
    ['eve img src x onerror alert 1', 1],
    ['leila al shami', 2],
    ['zizek capek', 1],
  ])
  const page = await openPlainPage(t, archive, '/authors')
  t.strictSame([...page.querySelectorAll('main li')].map(wordsOf), [
    `Eve ${ATTACK} 1 work`,
    'Leila Al Shami 2 works',
    'Žižek Čapek 1 work',
  ])
  await followLinks(t, archive, page)
  const hers = page.querySelectorAll('main li a')[1]!.getAttribute('href')!
  t.equal((await openPlainPage(t, archive, hers)).querySelectorAll('.items > li').length, 2)
  await archive.writer.withdraw({ work: archive.work, version: null, reason: 'no', erase: false })
  archive.archive.refresh()
  t.equal((await archive.app.inject('/authors')).json().items.length, 2, 'what is withdrawn is not counted')
})

t.test('styles are listed, and each is shown with a work of the archive cited in it', async (t) => {
  const archive = await buildHostileArchive(t)
  const list = await openPlainPage(t, archive, '/styles')
  t.match(wordsOf(list.querySelector('main')), 'by author and date')
  await followLinks(t, archive, list)
  const page = await openPlainPage(t, archive, '/styles/apa')
  t.match(wordsOf(page.querySelector('main')), /In the bibliography.*<img src=x onerror=alert\(1\)>/)
  await followLinks(t, archive, page)
})
