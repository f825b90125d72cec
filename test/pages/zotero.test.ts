/**
 * What Zotero's button makes of our pages as a browser gets them, field by field, by the rules of its translators (of
 * github.com/zotero/translators): "Embedded Metadata" (2024-06-13, priority 320), which hands what has a known prefix to
 * "RDF" (2019-09-08) and puts Highwire's tags above it; "COinS" (2015-06-04, priority 310), which reads by
 * `parseContextObject` of github.com/zotero/utilities; and "unAPI" (2014-08-26, priority 300), which goes first and takes
 * RIS, read by "RIS" (2023-07-28). The rules that our pages meet are retold here; none of its code is.
 */
import type { FastifyInstance } from 'fastify'
import { JSDOM } from 'jsdom'
import t, { type Test } from 'tap'
import type { CslItem } from '../../src/citing/csl/item.ts'
import { type ExportRecord, exportRecord } from '../../src/citing/exports/export-record.ts'
import { dublinCoreMeta } from '../../src/pages/head/dublin-core.ts'
import { highwire } from '../../src/pages/head/highwire.ts'
import { metaHtml } from '../../src/pages/head/meta.ts'
import { BASE, buildTestApp } from '../support/app.ts'
import { type PageDocument, pageDocument } from '../support/page-document.ts'

const WORK = '2rma5yfyxknb207f'
const PARAGRAPH = 'm79f8w3gyar2vm2a'
const QUOTE = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`
const WORDS = 'This is where abandonment has led.'

type Item = Record<string, unknown>
interface Creator {
  firstName: string
  lastName: string
}

/** A creator as Zotero parts a name: at the comma, or at the last space. */
function creator(name: string): Creator {
  const [lastName = '', firstName = ''] = name.split(/, ?/)
  if (name.includes(',')) return { lastName, firstName }
  const at = name.lastIndexOf(' ')
  return { lastName: name.slice(at + 1), firstName: name.slice(0, Math.max(at, 0)) }
}

const NAMESPACES: ReadonlySet<string> = new Set([
  'dc',
  'dcterms',
  'prism',
  'og',
  'article',
  'book',
  'z',
  'so',
])

/** The statements that go to "RDF": the second part of a name is taken for a prefix before the first. */
function statements(document: PageDocument): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const meta of document.querySelectorAll('meta')) {
    const name = meta.getAttribute('name') ?? meta.getAttribute('property')
    const content = meta.getAttribute('content')
    const parts = name?.split(/[.:_]/).map((part) => part.toLowerCase()) ?? []
    const [first = '', second = ''] = parts
    const prefix = parts.length > 2 && NAMESPACES.has(second) ? second : first
    if (!name || !content || !NAMESPACES.has(prefix)) continue
    const property = name.slice(prefix === first ? first.length + 1 : first.length + second.length + 2)
    const key = `${prefix}:${property.charAt(0).toLowerCase()}${property.slice(1)}`
    found.set(key, [...(found.get(key) ?? []), content])
  }
  return found
}

/** A lone author with spaces on both sides of a comma is taken for several. */
function parted(authors: string[]): string[] {
  const [first = '', second = ''] = authors[0]!.split(/\s*,\s*/)
  return authors.length === 1 && first.includes(' ') && second.includes(' ') ? [first, second] : authors
}

function embeddedMetadata(document: PageDocument): Item {
  const rdf = statements(document)
  const first = (...names: string[]) => names.map((name) => rdf.get(name)?.[0]).find(Boolean)
  const all = (name: string) =>
    [...document.querySelectorAll(`html>head>meta[name$="${name}"]`)].map(
      (meta) => meta.getAttribute('content')!,
    )
  const [tag] = [
    'citation_journal_title',
    'citation_technical_report_institution',
    'citation_conference_title',
  ]
    .concat('citation_inbook_title', 'citation_dissertation_institution')
    .filter((name) => all(name).length > 0)
  const itemType = tag ?? first('z:itemType', 'og:type')
  const isZotero = rdf.has('z:itemType')
  const named = ['blogPost', 'webpage', 'newspaperArticle'].includes(`${itemType}`)
  const authors = all('citation_author')
  return {
    itemType,
    title: all('citation_title')[0] ?? first('dc:title', 'dcterms:title', 'og:title') ?? document.title,
    creators: (authors.length > 0 ? parted(authors) : (rdf.get('dc:creator') ?? [])).map(creator),
    date: all('citation_publication_date')[0] ?? first('article:published_time', 'dc:date'),
    publicationTitle:
      first('prism:publicationName', 'dc:source') ?? (named ? first('og:site_name') : undefined),
    publisher: all('citation_publisher')[0] ?? first('dc:publisher'),
    language: all('citation_language')[0] ?? first('dc:language'),
    url:
      all('citation_public_url')[0] ??
      first('og:url') ??
      document.querySelector('link[rel="canonical"]')?.getAttribute('href'),
    rights: first('prism:copyright', 'dc:rights'),
    // Only of what names its type as Zotero does: of all others it is the abstract.
    extra: isZotero ? first('dc:description') : undefined,
    abstractNote: first('og:description', 'dcterms:abstract'),
    // What the kind of website would be.
    websiteType: first('dc:type', 'dcterms:type'),
    accessDate: 'CURRENT_TIMESTAMP',
  }
}

function coinsItems(document: PageDocument): Item[] {
  return [...document.querySelectorAll('span.Z3988[title]')].map((span) => {
    const keys = new Map(
      span
        .getAttribute('title')!
        .split('&')
        .map((pair) => pair.split('=').map(decodeURIComponent) as [string, string]),
    )
    return {
      itemType: keys.get('rft.type'),
      title: keys.get('rft.title'),
      creators: [{ lastName: keys.get('rft.aulast'), firstName: keys.get('rft.aufirst') }],
      publicationTitle: keys.get('rft.source'),
      date: keys.get('rft.date'),
      language: keys.get('rft.language'),
      url: keys.get('rft.identifier'),
    }
  })
}

/** RIS by the fields in which "RIS" keeps it, of a blog's entry. */
const RIS_FIELDS: Readonly<Record<string, string>> = {
  TI: 'title',
  T2: 'blogTitle',
  DA: 'date',
  UR: 'url',
  Y2: 'accessDate',
  LA: 'language',
  M2: 'extra',
  N1: 'note',
}

/** Asks as the translator does: the id as it stands, the formats first, RIS before BibTeX. */
async function unapiItems(t: Test, app: FastifyInstance, document: PageDocument): Promise<Item[]> {
  const server = document.querySelector('link[rel="unapi-server"]')!.getAttribute('href')!
  const ids = [...document.querySelectorAll('abbr.unapi-id[title]')].map(
    (abbr) => abbr.getAttribute('title')!,
  )
  const get = async (address: string) => (await app.inject(address.slice(BASE.length))).body
  t.match(await get(server), /<format name="ris"/, 'all have the format that is asked for')
  return Promise.all(
    ids.map(async (id) => {
      const lines = (await get(`${server}?id=${id}&format=ris`)).split('\r\n')
      const item: Item = {}
      for (const line of lines) {
        const [, tag = '', value = ''] = /^([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$/.exec(line) ?? []
        if (tag === 'TY') item['itemType'] = { BLOG: 'blogPost' }[value]
        if (tag === 'AU') item['creators'] = [creator(value)]
        if (RIS_FIELDS[tag]) item[RIS_FIELDS[tag]] = value
      }
      return item
    }),
  )
}

const CREATORS = [{ lastName: 'Al Shami', firstName: 'Leila' }]
const ORIGINAL = 'http://leilashami.wordpress.com'
const COMMON = {
  itemType: 'blogPost',
  title: 'Breaking the siege of Aleppo',
  creators: CREATORS,
  language: 'en',
}
const BLOG = 'leilashami.wordpress.com'

t.test('works, paragraphs and quotes come out of Zotero right, whichever translator it takes', async (t) => {
  const { app } = await buildTestApp(t)
  const hinted = `${BASE}/quotes/${QUOTE}?at=${PARAGRAPH}:764-798`
  const things: [path: string, url: string, extra: string | undefined, words: RegExp, note?: string][] = [
    [`/works/${WORK}`, ORIGINAL, undefined, /^The people of eastern Aleppo/],
    [`/paragraphs/${PARAGRAPH}`, `${BASE}/paragraphs/${PARAGRAPH}`, 'para. 4', /^\S/],
    [`/quotes/${QUOTE}`, hinted, 'para. 4', /^This is where abandonment has led\.$/, WORDS],
  ]
  for (const [path, url, extra, words, note] of things) {
    const document = await pageDocument(t, app, path)
    const embedded = embeddedMetadata(document)
    t.match(embedded['abstractNote'], words)
    t.strictSame(
      { ...embedded, abstractNote: null },
      {
        ...COMMON,
        date: '2016/08/11',
        publicationTitle: BLOG,
        publisher: undefined,
        url,
        rights: undefined,
        extra,
        abstractNote: null,
        websiteType: undefined,
        accessDate: 'CURRENT_TIMESTAMP',
      },
      `Embedded Metadata of ${path}`,
    )
    // A context object has no place for where a passage stands.
    t.strictSame(
      coinsItems(document),
      [{ ...COMMON, publicationTitle: BLOG, date: '2016-08-11', url }],
      `COinS of ${path}`,
    )
    t.strictSame(
      await unapiItems(t, app, document),
      [
        {
          ...COMMON,
          blogTitle: BLOG,
          date: '2016/08/11/',
          url,
          // The day on which the original was read goes with its address alone.
          ...(url === ORIGINAL && { accessDate: '2025/03/13/' }),
          ...(extra && { extra }),
          ...(note && { note }),
        },
      ],
      `unAPI of ${path}`,
    )
  }
})

t.test('each page has its canonical address, its data, and each link once', async (t) => {
  const { app } = await buildTestApp(t)
  for (const [path, canonical] of [
    [`/works/${WORK}`, `/works/${WORK}`],
    [`/paragraphs/${PARAGRAPH}`, `/paragraphs/${PARAGRAPH}`],
    [`/quotes/${QUOTE}`, `/quotes/${QUOTE}?at=${PARAGRAPH}:764-798`],
  ] as const) {
    const document = await pageDocument(t, app, path)
    const of = (rel: string) =>
      [...document.querySelectorAll(`link[rel="${rel}"]`)].map((link) => link.getAttribute('href'))
    t.strictSame(of('canonical'), [BASE + canonical])
    t.strictSame(of('cite-as'), [BASE + path])
    const links = [...document.querySelectorAll('link')].map(({ outerHTML }) => outerHTML)
    t.equal(new Set(links).size, links.length, 'none is there twice')
    const data = document.querySelector('script[type="application/ld+json"]')!.textContent
    t.match(JSON.parse(data), { '@context': 'https://schema.org', '@id': BASE + canonical })
  }
})

t.test('the tags of what has all that can be known, and of what has less', (t) => {
  const head = (item: Partial<CslItem>) => new Map(highwire(record(item)).filter(([, content]) => content))
  t.strictSame(
    [
      ...head({
        type: 'article-journal',
        'container-title': 'Ring',
        volume: '2',
        issue: '3',
        page: '17–19',
        DOI: '10.1/x',
        ISSN: '0000-0019',
        publisher: 'House',
      }),
    ],
    [
      ['citation_title', 'A title'],
      ['citation_author', 'de la Cruz, Ana'],
      ['citation_journal_title', 'Ring'],
      ['citation_publisher', 'House'],
      ['citation_volume', '2'],
      ['citation_issue', '3'],
      ['citation_firstpage', '17'],
      ['citation_lastpage', '19'],
      ['citation_doi', '10.1/x'],
      ['citation_issn', '0000-0019'],
      ['citation_public_url', `${BASE}/works/x`],
      ['citation_abstract_html_url', `${BASE}/works/x`],
    ],
  )
  t.equal(head({ type: 'chapter', 'container-title': 'Whole' }).get('citation_inbook_title'), 'Whole')
  t.equal(head({ type: 'thesis', publisher: 'U' }).get('citation_dissertation_institution'), 'U')
  t.equal(head({ type: 'book', ISBN: '1', page: 'iv' }).get('citation_firstpage'), 'iv')
  // Of a season or of a time about which it was written there is no day.
  t.notOk(head({ issued: { 'date-parts': [[1999]], circa: true } }).has('citation_publication_date'))
  t.equal(head({ issued: { 'date-parts': [[1999, 5]] } }).get('citation_publication_date'), '1999/05')
  t.end()
})

t.test('a lone author with two words on each side of the comma stays one person', (t) => {
  const two = { family: 'García Márquez', given: 'Gabriel José' }
  const tags = (author: CslItem['author']) => {
    const cited = record({ author: author! })
    return metaHtml([...highwire(cited), ...dublinCoreMeta(cited)]).text
  }
  const creatorsOf = (author: CslItem['author']) =>
    embeddedMetadata(new JSDOM(tags(author)).window['document'] as PageDocument)['creators']
  t.strictSame(creatorsOf([two]), [{ lastName: 'García Márquez', firstName: 'Gabriel José' }])
  t.strictSame(creatorsOf([two, { family: 'Roe', given: 'Al' }]), [
    { lastName: 'García Márquez', firstName: 'Gabriel José' },
    { lastName: 'Roe', firstName: 'Al' },
  ])
  t.end()
})

/** Something cited, of which only the given is known. */
function record(item: Partial<CslItem>): ExportRecord {
  return exportRecord({
    item: {
      id: 'x',
      type: 'book',
      title: 'A title',
      author: [{ family: 'de la Cruz', given: 'Ana' }],
      ...item,
    } as CslItem,
    url: `${BASE}/works/x`,
    work: { id: 'x', title: 'A title', url: `${BASE}/works/x` },
  })
}
