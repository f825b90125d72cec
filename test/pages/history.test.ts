/** The pages of what a text was, how it changed, and where it comes from. */
import t from 'tap'
import {
  ATTACK,
  buildHostileArchive,
  followLinks,
  openPlainPage,
  wordsOf,
} from '../support/hostile-archive.ts'

const SEED = '/works/2rma5yfyxknb207f'

t.test('the history has every version, the newest first, and where each is read and compared', async (t) => {
  const archive = await buildHostileArchive(t)
  const [older, newer] = archive.versions
  const at = `/works/${archive.work}/versions`
  const page = await openPlainPage(t, archive, at)
  t.equal(wordsOf(page.querySelector('.breadcrumbs')), ATTACK)
  const sections = [...page.querySelectorAll('main section')]
  t.equal(sections.length, 2)
  t.match(
    wordsOf(sections[0]!),
    /^Version of 2026-01-01 · newest version .*2 paragraphs · .*SHA-256 of the source[0-9a-f]{64} Read byplain-text/,
  )
  const links = sections.map((section) =>
    [...section.querySelectorAll('a')].map((a) => a.getAttribute('href')),
  )
  t.strictSame(links, [
    [`${at}/${newer}`, `${at}/${older}/diff/${newer}`, `${at}/${newer}/provenance`],
    [`${at}/${older}`, `${at}/${older}/provenance`],
  ])
  t.equal(page.querySelector('time')!.getAttribute('datetime'), '2026-01-01T00:00:00.000Z')
  await followLinks(t, archive, page)
})

t.test(
  'two versions are compared word by word, told by words too, and what is the same is folded',
  async (t) => {
    const archive = await buildHostileArchive(t)
    const [older, newer] = archive.versions
    const at = `/works/${archive.work}/versions`
    const page = await openPlainPage(t, archive, `${at}/${older}/diff/${newer}`)
    t.match(wordsOf(page.querySelector('main')), '1 part is the same, 1 is not.')
    t.equal(wordsOf(page.querySelector('section h2')), 'Paragraph 1 · changed')
    t.equal(wordsOf(page.querySelector('del')), 'left out: stood')
    t.equal(wordsOf(page.querySelector('ins')), 'added: fell')
    t.match(wordsOf(page.querySelector('.diff')), ATTACK)
    t.equal(wordsOf(page.querySelector('details')), '1 unchanged part A second one stays.')
    await followLinks(t, archive, page)
    const same = await openPlainPage(t, archive, `${at}/${newer}/diff/${newer}`)
    t.match(wordsOf(same.querySelector('main')), 'The two texts are the same. 2 unchanged parts')
  },
)

t.test('paragraphs that are new or left out stand where they are, and at the end', async (t) => {
  const archive = await buildHostileArchive(t)
  const text = 'One that is new and long enough to be itself.\n\nA second one stays.\n'
  await archive.writer.importVersion(archive.work, { bytes: Buffer.from(text), mediaType: 'text/plain' })
  archive.archive.refresh()
  const newest = (await archive.archive.reads.versions.ofWork(archive.work)).at(-1)!.id
  const page = await openPlainPage(
    t,
    archive,
    `/works/${archive.work}/versions/${archive.versions[1]}/diff/${newest}`,
  )
  t.strictSame([...page.querySelectorAll('section h2, summary')].map(wordsOf), [
    'Paragraph 1 · new',
    '1 unchanged part',
    'Paragraph 1 · left out',
  ])
})

t.test('the provenance tells each repair beside the source’s bytes', async (t) => {
  const archive = await buildHostileArchive(t)
  const page = await openPlainPage(t, archive, `${SEED}/provenance`)
  const repairs = [...page.querySelectorAll('li.panel')]
  t.equal(repairs.length, 3)
  const told = wordsOf(repairs[0]!)
  t.match(told, 'Paragraph 3 · bytes 1,271 to 1,272')
  t.match(told, 'In- and deed, is now Indeed,')
  t.match(told, 'A word that the end of a page cut was joined, and its hyphen left out. This is certain.')
  t.match(told, 'attacks. In- [235 bytes that stand elsewhere now] deed, revolutionaries')
  t.match(told, '… attacks. Indeed, revolu…')
  t.match(wordsOf(repairs[1]!), 'the and country is now the country')
  const words = wordsOf(page.querySelector('main'))
  t.match(words, 'Retrieved2025-03-13 from leilashami.wordpress.com')
  t.match(words, 'The colophon stood inside paragraph 3')
  t.match(words, 'Parts of the nameLeila Al Shamiinferred · probable')
  t.notMatch(words, 'Unresolved places')
  await followLinks(t, archive, page)
  const { version } = (await archive.app.inject(SEED)).json()
  await followLinks(t, archive, await openPlainPage(t, archive, `${SEED}/versions/${version.id}/provenance`))
})

t.test('places that nobody could decide come first, and what the source says is escaped', async (t) => {
  const archive = await buildHostileArchive(t)
  const text = `A ${ATTACK} of the long-\nstanding kind stands here and goes on.\n\nLast one.\n`
  const { work } = await archive.writer.importSource({ bytes: Buffer.from(text), mediaType: 'text/markdown' })
  archive.archive.refresh()
  const page = await openPlainPage(t, archive, `/works/${work}/provenance`)
  t.equal(wordsOf(page.querySelector('h2')), 'Unresolved places')
  t.match(wordsOf(page.querySelector('li.panel')), 'it stands as it was found')
  t.match(wordsOf(page.querySelector('li.panel code')), ATTACK)
  const hostile = await openPlainPage(t, archive, `/works/${archive.work}/provenance`)
  t.match(wordsOf(hostile.querySelector('main')), 'Nothing was repaired')
  t.match(wordsOf(hostile.querySelector('main')), `File name${ATTACK}.txt`)
})

t.test('of many repairs the page shows some, and tells where all are', async (t) => {
  const archive = await buildHostileArchive(t)
  const lines = Array.from({ length: 130 }, (_, at) => `Word${at} is a re-\nmarkable remarkable thing.`)
  const { work } = await archive.writer.importSource({
    bytes: Buffer.from(lines.join('\n\n')),
    mediaType: 'text/markdown',
  })
  archive.archive.refresh()
  const { repairs } = (await archive.app.inject(`/works/${work}/provenance`)).json()
  t.equal(repairs.length, 130)
  const page = await openPlainPage(t, archive, `/works/${work}/provenance`)
  t.equal(page.querySelectorAll('li.panel').length, 100)
  t.match(wordsOf(page.querySelector('main')), 'The first 100 are shown here.')
  await followLinks(t, archive, page)
})
