import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import { KeptPieces } from '../../src/archive/kept-pieces.ts'
import { prepareArchive } from '../../src/archive/preparing.ts'
import { writerThread } from '../../src/archive/writer-thread.ts'
import { Citer } from '../../src/citing/citer.ts'
import type { CslItem } from '../../src/citing/csl/item.ts'
import { cslItem } from '../../src/citing/csl/item-of-work.ts'
import { createEngine } from '../../src/citing/engine/engine.ts'
import { stripForSingleItem } from '../../src/citing/engine/strip.ts'
import { UnknownLocaleError, UnknownStyleError } from '../../src/citing/errors.ts'
import type { ListTask, PiecesTask } from '../../src/citing/formatter.ts'
import { LocalFormatter } from '../../src/citing/local-formatter.ts'
import { type CitedLocator, cslLocator } from '../../src/citing/pieces/locator.ts'
import { capitalizeSentences } from '../../src/citing/prepare/sentence-case.ts'
import { bundledLocales, FALLBACK_LOCALE } from '../../src/citing/styles/locales.ts'
import { StyleDirectory } from '../../src/citing/styles/style-directory.ts'
import { bundledStyles, StyleRegistry } from '../../src/citing/styles/style-registry.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import type { Metadata } from '../../src/loading/metadata/metadata.ts'
import { recordFormatted } from '../../src/store/sqlite/formatted-citations.ts'
import { openReader, openWriter } from '../../src/store/sqlite/open.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'
import { goldenLines } from './golden-lines.ts'

const locales = bundledLocales()
const localeXml = locales.xml

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
function cite(item: CslItem, style: string, more: { locale?: string; locator?: CitedLocator } = {}) {
  return citer.cite({ item, revision: `fresh@${revisions++}`, style, ...more })
}

function post(members: Partial<CslItem>): CslItem {
  return { id: 'post', type: 'post-weblog', title: 'A title', 'container-title': 'A Blog', ...members }
}

/** An article in a journal, with what its manifest can say of it. */
const ARTICLE: Metadata = {
  ...SEED,
  title: 'Ferries and harbours',
  authors: [{ family: 'Doe', given: 'Jane Q.' }],
  issued: { edtf: '2019-05', raw: 'May 2019' },
  type: 'article-journal',
  containerTitle: 'Journal of Short Crossings',
  url: null,
  retrieved: null,
  archive: null,
  volume: '12',
  issue: '3',
  page: '45-67',
  doi: '10.5555/ferries',
}

t.test('an article in a journal is cited with volume, issue, pages and DOI', async (t) => {
  const expected = {
    apa: 'Doe, J. Q. (2019). Ferries and harbours. Journal of Short Crossings, 12(3), 45–67. https://doi.org/10.5555/ferries',
    [MLA]:
      'Doe, Jane Q. “Ferries and Harbours.” Journal of Short Crossings, vol. 12, no. 3, May 2019, pp. 45–67, https://doi.org/10.5555/ferries.',
    'chicago-author-date':
      'Doe, Jane Q. 2019. “Ferries and Harbours.” Journal of Short Crossings 12 (3): 45–67. https://doi.org/10.5555/ferries.',
    ieee: '[1] J. Q. Doe, “Ferries and harbours,” Journal of Short Crossings, vol. 12, no. 3, pp. 45–67, May 2019, doi: 10.5555/ferries.',
  }
  for (const [style, text] of Object.entries(expected)) {
    const { bibliography } = await cite(cslItem(ARTICLE, { id: 'x' }), style)
    t.equal(bibliography?.text, text, style)
  }
})

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
  t.equal(numbered.narrative.text, 'Marsh (1)')
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
  t.equal(locales.find('de'), 'de-DE')
  t.equal(locales.find('ES-es'), 'es-ES')
  t.equal(localeXml('sr-Latn-RS'), localeXml(FALLBACK_LOCALE))
})

t.test('styles are listed with what their files say, and found by alias', async (t) => {
  const styles = new StyleRegistry(bundledStyles())
  const listed = await styles.list()
  t.match(listed, [
    { id: 'apa', title: 'APA Style 7th edition', category: 'author-date', source: 'package', locale: null },
    { id: 'chicago-author-date', category: 'author-date', source: 'colophon', updated: /^\d{4}-/ },
    { id: 'chicago-notes-bibliography', category: 'note', source: 'colophon' },
    { id: 'harvard-cite-them-right', category: 'author-date', source: 'package', locale: 'en-GB' },
    { id: 'ieee', category: 'numeric', source: 'colophon' },
    { id: MLA, title: /^MLA Style 9th edition/, category: 'author', source: 'colophon' },
    { id: 'nlm-citation-sequence', category: 'numeric', source: 'package' },
  ])
  t.equal(listed.length, 7)
  t.strictSame(Object.keys(listed[0]!), ['id', 'title', 'category', 'locale', 'source', 'updated'])
  t.strictSame(await styles.warnings(), [])
  const aliases = {
    Mla: MLA,
    'modern-language-association-8th-edition': MLA,
    'apa-7th': 'apa',
    chicago: 'chicago-author-date',
    'chicago-notes': 'chicago-notes-bibliography',
    'chicago-fullnote-bibliography': 'chicago-notes-bibliography',
    Harvard: 'harvard-cite-them-right',
    vancouver: 'nlm-citation-sequence',
    nlm: 'nlm-citation-sequence',
    IEEE: 'ieee',
  }
  for (const [alias, id] of Object.entries(aliases)) t.equal(styles.find(alias).id, id, alias)
  t.throws(
    () => styles.find('chicago-note-bibliography'),
    UnknownStyleError,
    'renamed to a style that is not here',
  )
  t.throws(() => styles.find('author-in-prose'), UnknownStyleError)
})

/** The least that an independent style can be. */
function styleXml(title: string, text: string, attributes = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"${attributes}>
  <info><title>${title}</title><id>http://example.org/${title}</id><category citation-format="author"/><updated>2020-02-02T00:00:00+00:00</updated></info>
  <citation><layout><text value="${text}"/></layout></citation>
</style>`
}

function dependentXml(parent: string): string {
  return `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="fr-FR">
  <info><title>Journal of ${parent}</title><link href="http://www.zotero.org/styles/${parent}" rel="independent-parent"/></info>
</style>`
}

t.test('a directory of CSL files adds styles and locales; what is broken is left out and said', async (t) => {
  const outside = t.testdir({ 'secret.csl': styleXml('Secret', 'secret') })
  const root = join(outside, 'styles')
  const files = {
    'apa.csl': styleXml('Another APA', 'not ours'),
    'House-Style.csl': styleXml('House &amp; style', 'house'),
    'mine.csl': dependentXml('apa'),
    'old-parent.csl': dependentXml('vancouver'),
    'orphan.csl': dependentXml('gone'),
    'chain.csl': dependentXml('mine'),
    'cut.csl': styleXml('Cut', 'cut').slice(0, -30),
    'entity.csl': `<!DOCTYPE style [<!ENTITY a "a">]>${styleXml('Entity', '&a;')}`,
    'huge.csl': styleXml('Huge', 'x'.repeat(1_000_001)),
    'page.csl': '<html></html>',
    'locales-pt-BR.xml': '<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="pt-BR"><terms><term name="paragraph" form="short">par.</term></terms></locale>',
    'locales-xx.xml': '<locale>',
    'README.txt': 'no style',
  } // biome-ignore format: one file a line
  mkdirSync(join(root, 'dependent'), { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content)
  writeFileSync(join(root, 'dependent', 'letters.csl'), dependentXml('house-style'))
  symlinkSync(join(outside, 'secret.csl'), join(root, 'link.csl'))
  const styles = new StyleRegistry(bundledStyles(), new StyleDirectory(root))

  const ids = (await styles.list()).filter(({ source }) => source === 'directory').map(({ id }) => id)
  t.strictSame(ids, ['house-style', 'letters', 'mine', 'old-parent'])
  t.strictSame(
    (await styles.list()).find(({ id }) => id === 'house-style'),
    {
      id: 'house-style',
      title: 'House & style',
      category: 'author',
      locale: null,
      source: 'directory',
      updated: '2020-02-02T00:00:00+00:00',
    },
  )
  t.strictSame(
    (await styles.warnings()).map((warning) => warning.replace(/\d{7}/, 'N')),
    [
      'locales-xx.xml is left out: <locale> is not closed.',
      'chain.csl is left out: its parent mine is not there.',
      'cut.csl is left out: line 4 is not well-formed XML.',
      'entity.csl is left out: line 1 is not well-formed XML.',
      'huge.csl is left out: it has N bytes, more than 1000000.',
      'link.csl is left out: it leads out of the directory.',
      'orphan.csl is left out: its parent gone is not there.',
      'page.csl is left out: it is not one <style>.',
    ],
  )
  t.equal(styles.find('apa').source, 'package', 'a bundled style stands before the directory’s')
  for (const asked of ['../secret', 'link', 'cut', 'dependent/letters', 'locales-pt-BR', '..'])
    t.throws(() => styles.find(asked), UnknownStyleError, asked)
  t.match(styles.find('mine'), {
    id: 'mine',
    title: 'Journal of apa',
    category: 'author-date',
    defaultLocale: 'fr-FR',
    independent: 'apa',
    linksDois: true,
  })
  t.equal(styles.find('mine').xml(), styles.find('apa').xml())
  t.equal(styles.find('letters').xml(), files['House-Style.csl'])
  t.equal(styles.find('old-parent').independent, 'nlm-citation-sequence')
  t.equal(styles.locales.find('pt-br'), 'pt-BR')
  t.match(styles.locales.xml('pt-BR'), /par\./)
  t.equal(styles.locales.find('en'), FALLBACK_LOCALE, 'the main dialect of a language')

  const house = new Citer({ styles })
  const { bibliography, inText } = await house.cite({ item: post({}), revision: 'a@1', style: 'LETTERS' })
  t.strictSame([inText.text, bibliography.text], ['house', ''])
  t.throws(() => new StyleDirectory(join(root, 'nowhere')), /ENOENT/)
})

t.test('Chicago, Harvard and IEEE cite a paragraph of the seed article in each of their forms', async (t) => {
  const item = cslItem({ ...SEED, containerTitle: 'Leila’s Blog' }, { id: 'w' })
  const forms = async (style: string) => {
    const { inText, narrative, note, locale } = await cite(item, style, { locator: { start: 4, end: 6 } })
    return { inText: inText.text, narrative: narrative.text, note: note?.text ?? null, locale }
  }
  t.strictSame(await forms('chicago'), {
    inText: '(Al Shami 2016, paras. 4–6)',
    narrative: 'Al Shami (2016, paras. 4–6)',
    note: null,
    locale: 'en-US',
  })
  t.strictSame(await forms('harvard'), {
    inText: '(Al Shami, 2016, paras 4–6)',
    narrative: 'Al Shami (2016, paras 4–6)',
    note: null,
    locale: 'en-GB',
  })
  t.strictSame(await forms('ieee'), {
    inText: '[1, Paras. 4–6]',
    narrative: 'Al Shami [1, Paras. 4–6]',
    note: null,
    locale: 'en-US',
  })
  const note =
    'Leila Al Shami, “Breaking the Siege of Aleppo,” Leila’s Blog, August 11, 2016, paras. 4–6, http://leilashami.wordpress.com.'
  t.strictSame(await forms('chicago-notes'), {
    inText: note,
    narrative: 'Leila Al Shami',
    note,
    locale: 'en-US',
  })
})

t.test('a sentence names an unsigned work by its title, also where cites are numbers or notes', async (t) => {
  const unsigned = post({ title: 'Call for a day of action', issued: { 'date-parts': [[2011]] } })
  t.equal((await cite(unsigned, 'ieee')).narrative.text, '“Call for a day of action” [1]')
  t.equal((await cite(unsigned, 'chicago-notes')).narrative.text, '“Call for a Day of Action”')
  const several = post({ author: ['Ito', 'Chen', 'Rossi'].map((family) => ({ family })) })
  t.equal((await cite(several, 'vancouver')).narrative.text, 'Ito et al. (1)')
  const two = post({ author: ['Ito', 'Chen'].map((family) => ({ family })) })
  t.equal((await cite(two, 'ieee', { locale: 'de' })).narrative.text, 'Ito und Chen [1]')
  t.equal((await cite(post({ title: '' }), 'ieee')).narrative.text, '[1]')
  const issue = { ...two, type: 'article-journal', volume: '4', issue: '3', edition: '2' }
  t.equal((await cite(issue, 'chicago-notes')).narrative.text, 'Ito and Chen', 'no label is left behind')
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
  const items = goldenLines().filter(
    ({ style, locale }, n) => style === 'apa' && locale === 'en-US' && n % 4 === 0,
  )
  const styles = ['apa', MLA, 'chicago-notes-bibliography', 'ieee']
  const requests = Array.from({ length: 1000 }, (_, n) => {
    const { id, item } = items[(n * 7) % items.length]!
    const locator = n % 3 === 0 ? {} : { locator: { start: n, end: n + (n % 2) } }
    return { item, revision: `${id}@1`, style: styles[n % styles.length]!, ...locator }
  })
  // Compared as JSON: tap takes ten seconds over a thousand citations as objects.
  const together: string[] = []
  while (together.length < requests.length) {
    const hundred = requests.slice(together.length, together.length + 100)
    const made = await Promise.all(hundred.map((request) => citer.cite(request)))
    together.push(...made.map((citation) => JSON.stringify(citation)))
  }
  const alone = new Citer({ formatter: new LocalFormatter(citer.styles, { engines: 2 }), pieces: 1 })
  for (const [n, request] of requests.slice(0, 60).entries())
    t.equal(JSON.stringify(await alone.cite(request)), together[n], `${request.style} ${request.revision}`)
  const again = await Promise.all(requests.map((request) => citer.cite(request)))
  t.ok(again.every((made, n) => JSON.stringify(made) === together[n]))
})

t.test('pieces outlive the process, until the item, the style or its words change', async (t) => {
  const dir = t.testdir({ data: {}, styles: { 'house.csl': styleXml('House', 'first') } })
  const data = join(dir, 'data')
  await prepareArchive(data)
  const archive = new Archive(data)
  const writer = writerThread(data)
  t.teardown(() => writer.close().then(() => archive.close()))
  let formatted = 0
  /** As after a restart. */
  const restarted = () => {
    const styles = new StyleRegistry(bundledStyles(), new StyleDirectory(join(dir, 'styles')))
    const local = new LocalFormatter(styles)
    const formatter = {
      pieces: (task: PiecesTask) => {
        formatted++
        return local.pieces(task)
      },
      list: (task: ListTask) => local.list(task),
      close: () => local.close(),
    }
    return new Citer({ styles, formatter, store: new KeptPieces(archive, writer) })
  }
  const ask = async (
    item: CslItem,
    style: string,
    more: { locale?: string; locator?: { start: number } } = {},
  ) => {
    const citer = restarted()
    const made = await citer.cite({ item, revision: 'always the same', style, ...more })
    await citer.close()
    return made
  }
  const first = await ask(post({}), 'apa', { locator: { start: 3 } })
  t.equal(formatted, 1)
  t.strictSame(await ask(post({}), 'apa', { locator: { start: 3 } }), first)
  t.equal((await ask(post({}), 'apa', { locator: { start: 12 } })).inText.text, '(“A Title,” n.d., para. 12)')
  t.equal(formatted, 1, 'nothing was formatted again')
  t.match((await ask(post({ title: 'Another' }), 'apa')).bibliography.text, /Another/)
  t.match((await ask(post({}), 'apa', { locale: 'de' })).inText.text, /o\./)
  t.equal((await ask(post({}), 'house')).inText.text, 'first')
  writeFileSync(join(dir, 'styles', 'house.csl'), styleXml('House', 'second'))
  t.equal((await ask(post({}), 'house')).inText.text, 'second')
  t.equal(formatted, 5)
  const reader = openReader(databaseFile(data))
  t.teardown(() => reader.close())
  const rows = () => reader.value('SELECT count(*) FROM formatted_citation')
  t.equal(rows(), 10)
  const connection = openWriter(databaseFile(data))
  const more = ['a', 'b', 'a', 'c'].map((key) => ({ key, pieces: '{}' }))
  recordFormatted(connection, more, { now: '2026-01-01T00:00:00Z', most: 3 })
  connection.close()
  t.equal(rows(), 3, 'the oldest make room')
  t.equal(await archive.reads.formattedCitations.byKey('a'), '{}')
})

t.test('what the archive’s writer refuses to keep is answered all the same', async (t) => {
  const dir = t.testdir()
  await prepareArchive(dir)
  const archive = new Archive(dir)
  t.teardown(() => archive.close())
  const full = { keepFormatted: () => Promise.reject(new Error('busy')) }
  const citer = new Citer({ store: new KeptPieces(archive, full) })
  t.ok((await citer.cite({ item: post({}), revision: 'a@1', style: 'apa' })).inText.text)
  await citer.close()
})

t.test('a spliced locator is what the style formats directly', async (t) => {
  for (const [style, locale] of [
    ['apa', 'en-US'],
    ['chicago-notes-bibliography', 'en-US'],
    ['harvard-cite-them-right', 'en-GB'],
    ['ieee', 'en-US'],
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
      { label: 'page', value: '12' },
      { label: 'page', value: '131–132' },
      { label: 'page', value: 'xii–xiv' },
      { label: 'verse', value: '3' },
      { label: 'bekker', value: '1094a1–18' },
    ]) {
      const spliced = await cite(item, style, { locale, locator })
      const direct = engine.format(item, (loaded) => loaded.cite(cslLocator(locator), 'html'))
      t.equal(spliced.inText.html, direct, `${style} ${locale} ${cslLocator(locator).locator}`)
    }
  }
})

t.test('a stripped style prints a single item as the whole style does', async (t) => {
  const settings = { locale: 'en-US', localeXml }
  const items = goldenLines().filter(({ style, locale }) => style === MLA && locale === 'en-US')
  for (const id of [MLA, 'chicago-author-date', 'chicago-notes-bibliography', 'ieee']) {
    const xml = citer.styles.find(id).xml()
    t.notMatch(stripForSingleItem(xml), /<sort|disambiguate-add|subsequent-author/)
    const whole = await createEngine({ styleXml: xml, ...settings })
    const stripped = await createEngine({ styleXml: stripForSingleItem(xml), ...settings })
    for (const { item } of items.filter((_, n) => n % 3 === 0)) {
      const forms = [whole, stripped].map((engine) => engine.format(item, (loaded) => [loaded.bibliography('html'), loaded.cite({ locator: '3' }, 'html')])) // biome-ignore format: one call
      t.strictSame(forms[1], forms[0], `${id} ${item.id}`)
    }
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
  const style = fc.constantFrom(...(await citer.styles.list()).map(({ id }) => id))
  await fc.assert(
    fc.asyncProperty(metadata, style, async (members, style) => {
      const item = cslItem({ ...SEED, ...members }, { id: 'w' })
      const { bibliography, inText, narrative } = await cite(item, style, { locator: { start: 2 } })
      const html = [bibliography, inText, narrative].map((form) => form.html).join('')
      t.notMatch(html, /<(?!\/?(?:i|b|sup|sub|span|div)\b)[a-z]/i)
    }),
    { numRuns: runs(140) },
  )
})
