/** The lists as pages: what stands in them, that it is escaped, and where their links lead. */
import t from 'tap'
import {
  ATTACK,
  buildHostileArchive,
  followLinks,
  openPlainPage,
  wordsOf,
} from '../support/hostile-archive.ts'

t.test('the list of works has what they are found by, and a form to choose among them', async (t) => {
  const archive = await buildHostileArchive(t)
  const page = await openPlainPage(t, archive, '/works')
  const [seed, hostile] = page.querySelectorAll('.items > li')
  t.match(
    wordsOf(seed!),
    /^Breaking the siege of Aleppo Leila Al Shami · 11 August 2016 .* 12 paragraphs · en · recorded on 2026-01-01$/,
  )
  t.equal(seed!.querySelector('a')!.getAttribute('href'), '/works/2rma5yfyxknb207f')
  t.ok(wordsOf(hostile!).startsWith(`${ATTACK} Eve ${ATTACK} · 2020 · ${ATTACK} 2 paragraphs`))
  await followLinks(t, archive, page)
  const chosen = await openPlainPage(t, archive, '/works?author=al+shami&title=&language=&issued=2016')
  t.equal(chosen.querySelectorAll('.items > li').length, 1, 'fields that are left empty choose nothing')
  t.equal(chosen.querySelector('[name=author]')!.getAttribute('value'), 'al shami')
  const none = await openPlainPage(t, archive, `/works?author=${encodeURIComponent(`"${ATTACK}x`)}`)
  t.match(wordsOf(none.querySelector('main')), /There is no such work\.$/)
  t.equal((await archive.app.inject('/works?author=')).statusCode, 400, 'who asks for JSON is told of it')
})

t.test('the list of works goes on page by page, and back to its beginning', async (t) => {
  const archive = await buildHostileArchive(t)
  const first = await openPlainPage(t, archive, '/works?limit=1&language=en')
  t.equal(first.querySelectorAll('nav.actions a').length, 1)
  const second = await openPlainPage(t, archive, first.querySelector('a[rel=next]')!.getAttribute('href')!)
  t.match(wordsOf(second.querySelector('.items')), ATTACK)
  t.equal(second.querySelector('a[rel=next]'), null)
  const back = second.querySelector('main nav a')!.getAttribute('href')!
  t.equal(
    wordsOf((await openPlainPage(t, archive, back)).querySelector('main')),
    wordsOf(first.querySelector('main')),
  )
})

t.test('a search shows the paragraphs with the words marked, and where to read and cite each', async (t) => {
  const archive = await buildHostileArchive(t)
  const page = await openPlainPage(t, archive, '/search?q=besieged&author=')
  t.equal(page.querySelectorAll('.items > li').length, 1)
  t.equal(wordsOf(page.querySelector('.items blockquote')), `The besieged ${ATTACK} fell.`)
  t.strictSame([...page.querySelectorAll('.items mark')].map(wordsOf), ['besieged'])
  t.match(wordsOf(page.querySelector('.items')), `${ATTACK} · paragraph 1`)
  t.equal(page.querySelector('main [name=q]')!.getAttribute('value'), 'besieged')
  await followLinks(t, archive, page)
  const words = (
    await openPlainPage(t, archive, `/search?q=${encodeURIComponent(`"><b>${ATTACK}`)}`)
  ).querySelector('main [name=q]')
  t.equal(words!.getAttribute('value'), `"><b>${ATTACK}`)
})

t.test('a long paragraph that was found is cut around its words, between words', async (t) => {
  const archive = await buildHostileArchive(t)
  const page = await openPlainPage(t, archive, '/search?q=counter-offensive')
  const shown = wordsOf(page.querySelector('.items blockquote'))
  const whole = (await archive.app.inject('/search?q=counter-offensive')).json().items[0].text as string
  t.match(shown, /^… .*counter-offensive.* …$/)
  t.ok(` ${whole} `.includes(` ${shown.slice(2, -2)} `))
  t.ok(shown.length < whole.length)
})

t.test('a search is read on page by page, with what it is limited to', async (t) => {
  const archive = await buildHostileArchive(t)
  const first = await openPlainPage(t, archive, '/search?q=siege&limit=1&language=en')
  t.ok(first.querySelector('details')!.hasAttribute('open'), 'the limits are shown')
  const next = first.querySelector('main a[rel=next]')!.getAttribute('href')!
  t.match(next, /language=en/)
  const second = await openPlainPage(t, archive, next)
  t.not(wordsOf(second.querySelector('.items')), wordsOf(first.querySelector('.items')))
})

t.test('a search without words gives its form to a browser, and 400 to who asks for JSON', async (t) => {
  const archive = await buildHostileArchive(t)
  for (const url of ['/search', '/search?q=&work=breaking-the-siege-of-aleppo']) {
    const page = await openPlainPage(t, archive, url)
    t.ok(page.querySelector('main form[action="/search"] [name=q]'), url)
    t.equal((await archive.app.inject(url)).statusCode, 400, url)
  }
  const limited = await openPlainPage(t, archive, '/search?q=&work=breaking-the-siege-of-aleppo')
  t.equal(limited.querySelector('[name=work]')!.getAttribute('value'), 'breaking-the-siege-of-aleppo')
})
