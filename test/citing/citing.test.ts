import fc from 'fast-check'
import t from 'tap'
import { Citer } from '../../src/citing/citer.ts'
import type { CslItem } from '../../src/citing/csl-item.ts'
import { createEngine } from '../../src/citing/engine.ts'
import { UnknownLocaleError, UnknownStyleError } from '../../src/citing/errors.ts'
import { cslItem } from '../../src/citing/item.ts'
import { FALLBACK_LOCALE, findLocale, localeXml } from '../../src/citing/locales.ts'
import { locatorText } from '../../src/citing/locator.ts'
import { capitalizeSentences } from '../../src/citing/prepare/sentence-case.ts'
import { stripForSingleItem } from '../../src/citing/strip.ts'
import { bundledStyles, StyleRegistry } from '../../src/citing/styles.ts'
import type { Metadata } from '../../src/loading/document.ts'
import { goldenLines } from './golden-lines.ts'

const MLA = 'modern-language-association'

/** The seed article, as its manifest gives it. */
const SEED: Metadata = {
  title: 'Breaking the siege of Aleppo',
  authors: [{ family: 'Al Shami', given: 'Leila' }],
  issued: { edtf: '2016-08-11', raw: '11 August 2016' },
  language: 'en',
  type: 'post-weblog',
  containerTitle: 'leilashami.wordpress.com',
  publisher: null,
  url: 'http://leilashami.wordpress.com',
  license: null,
  retrieved: { edtf: '2025-03-13', raw: '13 March 2025', from: null },
  archive: {
    label: 'The Anarchist Library',
    url: 'https://theanarchistlibrary.org/library/leila-al-shami-breaking-the-siege-of-aleppo',
  },
}

const citer = new Citer()
let revisions = 0

/** Cites under a revision of its own, so that nothing comes from the cache. */
function cite(
  item: CslItem,
  style: string,
  more: { locale?: string; locator?: { start: number; end?: number } } = {},
) {
  return citer.cite({ item, revision: `fresh@${revisions++}`, style, ...more })
}

function post(members: Partial<CslItem>): CslItem {
  return { id: 'post', type: 'post-weblog', title: 'A title', 'container-title': 'A Blog', ...members }
}

t.test('the seed article is cited in APA and MLA with its paragraph', async (t) => {
  const item = cslItem(SEED, { id: '2rma5yfyxknb207f' })
  const apa = await cite(item, 'apa', { locator: { start: 4 } })
  t.strictSame(apa, {
    style: { id: 'apa', title: 'APA Style 7th edition' },
    locale: 'en-US',
    bibliography: {
      text: 'Al Shami, L. (2016, August 11). Breaking the siege of Aleppo. leilashami.wordpress.com. http://leilashami.wordpress.com',
      html: 'Al Shami, L. (2016, August 11). Breaking the siege of Aleppo. <i>leilashami.wordpress.com</i>. http://leilashami.wordpress.com',
    },
    inText: { text: '(Al Shami, 2016, para. 4)', html: '(Al Shami, 2016, para. 4)' },
    narrative: { text: 'Al Shami (2016, para. 4)', html: 'Al Shami (2016, para. 4)' },
    note: null,
    item: {
      id: '2rma5yfyxknb207f',
      type: 'post-weblog',
      title: 'Breaking the siege of Aleppo',
      author: [{ family: 'Al Shami', given: 'Leila' }],
      issued: { 'date-parts': [[2016, 8, 11]] },
      'container-title': 'leilashami.wordpress.com',
      URL: 'http://leilashami.wordpress.com',
      accessed: { 'date-parts': [[2025, 3, 13]] },
      language: 'en',
    },
    warnings: [
      'The container’s title is not known: its host name leilashami.wordpress.com stands in its place.',
      'No exact address of the work is known: http://leilashami.wordpress.com is the address of the whole site.',
    ],
  })
  const mla = await cite(item, 'mla', { locator: { start: 4, end: 6 } })
  t.equal(
    mla.bibliography.html,
    'Al Shami, Leila. “Breaking the Siege of Aleppo.” <i>leilashami.wordpress.com</i>, 11 Aug. 2016, http://leilashami.wordpress.com.',
  )
  t.equal(mla.inText.text, '(Al Shami, pars. 4–6)')
  t.equal(mla.narrative.text, 'Al Shami (pars. 4–6)')
  t.match(mla.warnings[0], /counted the paragraphs/)
  const plain = await cite(item, 'mla')
  t.equal(plain.narrative.text, 'Al Shami')
  t.equal(plain.warnings.length, 2, 'no word on paragraph numbers where none is printed')
})

t.test('the archive’s copy or ours can be cited instead of the original', async (t) => {
  const archived = cslItem(SEED, { id: 'w', source: 'archive' })
  t.equal(
    (await cite(archived, 'mla')).bibliography.html,
    'Al Shami, Leila. “Breaking the Siege of Aleppo.” <i>leilashami.wordpress.com</i>, 11 Aug. 2016. <i>The Anarchist Library</i>, https://theanarchistlibrary.org/library/leila-al-shami-breaking-the-siege-of-aleppo.',
  )
  t.match((await cite(archived, 'apa')).bibliography.text, /wordpress\.com\. The Anarchist Library\. https:/)
  const here = { label: 'Our Archive', url: 'https://archive.example.org/works/x' }
  const ours = cslItem(SEED, { id: 'w', source: 'this', here })
  t.match(ours, { archive: 'Our Archive', URL: here.url })
  t.notOk('accessed' in ours)
  t.notOk('archive' in cslItem({ ...SEED, archive: null }, { id: 'w', source: 'archive' }))
})

t.test('metadata becomes CSL-JSON: names stay whole, dates keep what EDTF says', (t) => {
  const authors = [
    { family: 'al-Haj Saleh', given: 'Yassin' },
    { family: 'Dam', given: 'Loes', 'non-dropping-particle': 'van' },
    { literal: 'No Borders Network' },
  ]
  const item = cslItem({ ...SEED, authors }, { id: 'w' })
  t.strictSame(item.author, [
    { family: 'al-Haj Saleh', given: 'Yassin', 'parse-names': false },
    { family: 'Dam', given: 'Loes', 'non-dropping-particle': 'van' },
    { literal: 'No Borders Network' },
  ])
  const issued = (edtf: string | null, raw = '') =>
    cslItem({ ...SEED, issued: { edtf, raw } }, { id: 'w' }).issued
  t.strictSame(issued('2016'), { 'date-parts': [[2016]] })
  t.strictSame(issued('2014-10'), { 'date-parts': [[2014, 10]] })
  t.strictSame(issued('1983-22'), { 'date-parts': [[1983]], season: 2 })
  t.strictSame(issued('1899~'), { 'date-parts': [[1899]], circa: true })
  t.strictSame(issued('2005-07-02/2005-07-08'), { 'date-parts': [[2005, 7, 2], [2005, 7, 8]] }) // biome-ignore format: one date a pair
  t.strictSame(issued('1917/1919?'), { 'date-parts': [[1917], [1919]], circa: true })
  t.strictSame(issued('-0043'), { 'date-parts': [[-44]] })
  t.strictSame(issued('193X', 'the thirties'), { literal: 'the thirties' })
  t.strictSame(issued(null, 'May Day'), { literal: 'May Day' })
  t.equal(issued(null), undefined)
  t.strictSame(Object.keys(cslItem({ ...SEED, authors: [], issued: null, url: null, retrieved: null, language: null, containerTitle: null }, { id: 'w' })), ['id', 'type', 'title']) // biome-ignore format: one call
  t.end()
})

t.test('a name with a particle in its family is never split', async (t) => {
  const item = cslItem({ ...SEED, authors: [{ family: 'al-Haj Saleh', given: 'Yassin' }] }, { id: 'w' })
  t.match((await cite(item, 'apa')).bibliography.text, /^al-Haj Saleh, Y\. \(2016/)
  t.match((await cite(item, 'mla')).bibliography.text, /^al-Haj Saleh, Yassin\. /)
})

t.test('a work without author is named by its title, marked as a title, also in a sentence', async (t) => {
  const dated = post({ title: 'Call for a day of action', issued: { 'date-parts': [[2011]] } })
  const apa = await cite(dated, 'apa', { locator: { start: 3 } })
  t.equal(apa.inText.text, '(“Call for a Day of Action,” 2011, para. 3)')
  t.equal(apa.narrative.text, '“Call for a Day of Action” (2011, para. 3)')
  const mla = await cite(dated, 'mla', { locator: { start: 3 } })
  t.equal(mla.inText.text, '(“Call for a Day of Action,” par. 3)')
  t.equal(mla.narrative.text, '“Call for a Day of Action” (par. 3)')
  const book = await cite({ id: 'b', type: 'book', title: 'Why don’t you vote?' }, 'mla')
  t.strictSame(book.narrative, { text: 'Why Don’t You Vote?', html: '<i>Why Don’t You Vote?</i>' })
})

t.test('two authors are joined by "and" in an APA sentence, by "&" in its parentheses', async (t) => {
  const author = [
    { family: 'Bottici', given: 'Chiara' },
    { family: 'Kinna', given: 'Ruth' },
  ]
  const item = post({ author, issued: { 'date-parts': [[2012]] } })
  const { inText, narrative } = await cite(item, 'apa')
  t.equal(narrative.text, 'Bottici and Kinna (2012)')
  t.strictSame(inText, { text: '(Bottici & Kinna, 2012)', html: '(Bottici &#38; Kinna, 2012)' })
  t.equal((await cite(item, 'apa', { locale: 'de' })).narrative.text, 'Bottici und Kinna (2012)')
  t.equal((await cite(item, 'apa')).inText.text, '(Bottici & Kinna, 2012)', 'also after the sentence')
})

t.test('an undated work says so and warns', async (t) => {
  const item = post({
    author: [{ family: 'Reyes', given: 'Tomás' }],
    URL: 'https://infoshop.example.org/history',
  })
  const { bibliography, inText, warnings } = await cite(item, 'apa')
  t.equal(bibliography.text, 'Reyes, T. (n.d.). A title. A Blog. https://infoshop.example.org/history')
  t.equal(inText.text, '(Reyes, n.d.)')
  t.equal((await cite(item, 'apa', { locale: 'de' })).inText.text, '(Reyes, o.\u00a0J.)')
  t.strictSame(warnings, ['The date of publication is not known.'])
})

t.test('html escapes what a title holds, text holds no markup', async (t) => {
  const title = 'On <script>alert("1")</script> & <i>Das Kapital</i>'
  for (const style of ['apa', MLA]) {
    const { bibliography } = await cite(post({ title }), style)
    t.match(bibliography.html, /&#60;script&#62;/i)
    t.notMatch(bibliography.html, /<script/i)
    t.match(bibliography.html, / &#38; <i>Das Kapital<\/i>/)
    t.match(bibliography.text, /<script>/i)
    t.match(bibliography.text, / & Das Kapital/)
  }
})

t.test('a title written from right to left comes out as it went in', async (t) => {
  const item = post({
    title: 'كسر حصار حلب',
    author: [{ family: 'الشامي', given: 'ليلى' }],
    'container-title': 'مدونة ليلى',
    language: 'ar',
    issued: { 'date-parts': [[2016, 8, 11]] },
  })
  const { bibliography, inText } = await cite(item, 'mla', { locator: { start: 3 } })
  t.equal(bibliography.text, 'الشامي, ليلى. “كسر حصار حلب.” مدونة ليلى, 11 Aug. 2016.')
  t.equal(inText.text, '(الشامي, par. 3)')
})

t.test('a style that prints no entry or no locator answers empty texts and a warning', async (t) => {
  const letter = {
    id: 'l',
    type: 'personal_communication',
    title: 'On the strike',
    author: [{ family: 'Marsh', given: 'Dana' }],
  }
  const { bibliography, inText } = await cite(letter, 'apa')
  t.strictSame(bibliography, { text: '', html: '' })
  t.equal(inText.text, '(D. Marsh, personal communication, n.d.)')
  const numbered = await cite(post({ author: [{ family: 'Marsh' }] }), 'vancouver', { locator: { start: 3 } })
  t.equal(numbered.inText.text, '(1)')
  t.equal(numbered.narrative.text, '(1)')
  t.match(numbered.warnings[0], /no place for a paragraph number/)
})

t.test('an unknown style or locale is an error with the nearest names, never another style', async (t) => {
  const item = post({})
  await t.rejects(cite(item, 'aap'), { code: 'unknown_style', nearest: ['apa'] })
  await t.rejects(cite(item, 'modern-languag-association'), UnknownStyleError)
  await t.rejects(cite(item, 'https://example.org/style.csl'), { code: 'unknown_style' })
  await t.rejects(cite(item, '__proto__'), { code: 'unknown_style' })
  await t.rejects(cite(item, 'apa', { locale: 'xx-XX' }), UnknownLocaleError)
  await t.rejects(cite(item, 'apa', { locale: 'fr-RF' }), { code: 'unknown_locale', nearest: ['fr-FR'] })
  await t.rejects(cite(item, 'apa', { locale: 'constructor' }), { code: 'unknown_locale' })
  t.equal(findLocale('de'), 'de-DE')
  t.equal(findLocale('ES-es'), 'es-ES')
  t.equal(localeXml('sr-Latn-RS'), localeXml(FALLBACK_LOCALE))
})

t.test('styles are listed with what their files say, and found by alias', (t) => {
  const styles = new StyleRegistry(bundledStyles())
  t.match(styles.list(), [
    { id: 'apa', title: 'APA Style 7th edition', category: 'author-date', source: '@citation-js/plugin-csl' },
    { id: 'harvard-cite-them-right', category: 'author-date' },
    { id: MLA, title: /^MLA Style 9th edition/, category: 'author', source: 'colophon', updated: /^\d{4}-/ },
    { id: 'nlm-citation-sequence', category: 'numeric' },
  ])
  t.equal(styles.find('MLA').id, MLA)
  t.equal(styles.find('modern-language-association-8th-edition').id, MLA)
  t.end()
})

t.test('an item that changed under the same id is never printed as it was', async (t) => {
  for (const style of ['apa', MLA]) {
    const before = await cite(post({ title: 'Before', author: [{ family: 'Old' }] }), style)
    const after = await cite(post({ title: 'After', author: [{ family: 'New' }] }), style)
    t.match(before.bibliography.text, /^Old\..*Before/)
    t.match(after.bibliography.text, /^New\..*After/)
    t.notMatch(JSON.stringify(after), /Before|Old/)
  }
})

t.test('a thousand interleaved requests answer as they do one by one', async (t) => {
  const items = goldenLines().filter(({ style, locale }) => style === 'apa' && locale === 'en-US')
  const requests = Array.from({ length: 1000 }, (_, n) => {
    const { id, item } = items[(n * 7) % items.length]!
    const locator = n % 3 === 0 ? {} : { locator: { start: n, end: n + (n % 2) } }
    return { item, revision: `${id}@1`, style: n % 2 === 0 ? 'apa' : MLA, ...locator }
  })
  const together = await Promise.all(requests.map((request) => citer.cite(request)))
  const alone = new Citer({ engines: 2, pieces: 1 })
  const oneByOne = []
  for (const request of requests.slice(0, 100)) oneByOne.push(await alone.cite(request))
  t.strictSame(together.slice(0, 100), oneByOne)
  t.strictSame(await Promise.all(requests.map((request) => citer.cite(request))), together)
})

t.test('a spliced locator is what the style formats directly', async (t) => {
  for (const [style, locale] of [
    ['apa', 'en-US'],
    [MLA, 'en-US'],
    [MLA, 'fr-FR'],
    ['apa', 'es-ES'],
  ] as const) {
    const item = post({ title: '7777777 and other numbers', issued: { 'date-parts': [[1999]] } })
    const xml = citer.styles.find(style).xml()
    const engine = await createEngine({ styleXml: stripForSingleItem(xml), locale, localeXml })
    for (const locator of [
      { start: 1 },
      { start: 12 },
      { start: 1003 },
      { start: 3, end: 5 },
      { start: 99, end: 101 },
      { start: 123, end: 128 },
    ]) {
      const spliced = await cite(item, style, { locale, locator })
      const direct = engine.format(item, (loaded) => loaded.cite({ locator: locatorText(locator) }, 'html'))
      t.equal(spliced.inText.html, direct, `${style} ${locale} ${locatorText(locator)}`)
    }
  }
})

t.test('a stripped style prints a single item as the whole style does', async (t) => {
  const xml = citer.styles.find(MLA).xml()
  t.notMatch(stripForSingleItem(xml), /<sort|disambiguate-add|subsequent-author/)
  const settings = { locale: 'en-US', localeXml }
  const whole = await createEngine({ styleXml: xml, ...settings })
  const stripped = await createEngine({ styleXml: stripForSingleItem(xml), ...settings })
  for (const { item } of goldenLines().filter(({ style, locale }) => style === MLA && locale === 'en-US')) {
    const forms = [whole, stripped].map((engine) => engine.format(item, (loaded) => [loaded.bibliography('html'), loaded.cite({ locator: '3' }, 'html')])) // biome-ignore format: one call
    t.strictSame(forms[1], forms[0], item.id)
  }
})

t.test('APA titles begin with a capital, and again after a colon or an end mark', (t) => {
  const cases = {
    'the joy of armed struggle: a critique of the CCC': 'The joy of armed struggle: A critique of the CCC',
    'What now? a reply': 'What now? A reply',
    '“no gods, no masters”: <i>on</i> slogans': '“No gods, no masters”: <i>On</i> slogans',
    'iPhone: eBay, 1984: 2 cities': 'iPhone: eBay, 1984: 2 cities',
    '¿qué es la autogestión?': '¿Qué es la autogestión?',
    'at 10:30 we left': 'At 10:30 we left',
    'كسر حصار: حلب': 'كسر حصار: حلب',
    '': '',
  }
  for (const [title, wanted] of Object.entries(cases)) t.equal(capitalizeSentences(title), wanted)
  t.end()
})

t.test('no metadata makes a citation fail or lets markup through', async (t) => {
  const word = fc.string({ unit: 'binary', maxLength: 30 })
  const markup = ['<i>', '</span>', '<b><i>x', '"', '“', "'", '<img src=x onerror=y>', '%s', '\u202e']
  const field = fc.oneof(word, fc.constantFrom(...markup, '__proto__', 'constructor', 'toString'))
  const name = fc.oneof(fc.record({ family: field, given: field }), fc.record({ literal: field }))
  const metadata = fc.record({
    title: fc.array(field, { maxLength: 4 }).map((parts) => parts.join('')),
    authors: fc.array(name, { maxLength: 3 }),
    containerTitle: field,
    publisher: field,
    url: field,
    language: field,
    type: fc.constantFrom('post-weblog', 'book', 'report', '__proto__'),
    issued: fc.record({ edtf: field, raw: field }),
  })
  await fc.assert(
    fc.asyncProperty(metadata, async (members) => {
      const item = cslItem({ ...SEED, ...members }, { id: 'w' })
      for (const style of ['apa', MLA]) {
        const { bibliography, inText, narrative } = await cite(item, style, { locator: { start: 2 } })
        const html = [bibliography, inText, narrative].map((form) => form.html).join('')
        t.notMatch(html, /<(?!\/?(?:i|b|sup|sub|span)\b)[a-z]/i)
      }
    }),
    { numRuns: 60 },
  )
})
