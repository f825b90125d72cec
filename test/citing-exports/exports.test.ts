import t, { type Test } from 'tap'
import { Citer } from '../../src/citing/citer.ts'
import type { CslItem } from '../../src/citing/csl/item.ts'
import { cslItem } from '../../src/citing/csl/item-of-work.ts'
import { citationKey } from '../../src/citing/exports/citation-key.ts'
import { coins } from '../../src/citing/exports/coins.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../../src/citing/exports/index.ts'
import { TEXT_FORMS, textForm } from '../../src/citing/forms/text-forms.ts'
import { DATE_DETAILS, NAME_DETAILS, TEXT_DETAILS } from '../../src/loading/metadata/details.ts'
import { isEdtf } from '../../src/loading/metadata/edtf.ts'
import { CSL_ITEM_TYPES } from '../../src/loading/metadata/item-types.ts'
import type { DatedText, Metadata, Name } from '../../src/loading/metadata/metadata.ts'
import { anyText } from '../support/arbitraries.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'
import { metadataOf } from './metadata-of-item.ts'
import { checkXml, missing } from './readers.ts'
import { BASE, passage, QUOTE, SEED, WORK, work } from './seed-record.ts'
import { readTexEntry } from './tex-reader.ts'

const bibtex = EXPORT_FORMATS['application/x-bibtex'].write
const biblatex = EXPORT_FORMATS['application/x-biblatex'].write
const ris = EXPORT_FORMATS['application/x-research-info-systems'].write
const cslJson = EXPORT_FORMATS['application/vnd.citationstyles.csl+json'].write
const jsonLd = EXPORT_FORMATS['application/vnd.schemaorg.ld+json'].write
const dublinCore = EXPORT_FORMATS['application/dc+xml'].write

const ARTICLE: Metadata = {
  title: 'Ferries without harbours',
  authors: [{ family: 'Doe', given: 'Jane Q.' }],
  issued: { edtf: '2019-05', raw: 'May 2019' },
  language: 'en',
  type: 'article-journal',
  containerTitle: 'Journal of Short Crossings',
  publisher: 'Quay Press',
  url: null,
  license: null,
  retrieved: null,
  archive: null,
  volume: '12',
  issue: '3',
  page: '45-67',
  doi: '10.5555/ferries',
  issn: '0317-8471',
  publisherPlace: 'Dover',
  editors: [{ family: 'Roe', given: 'Max' }],
  translators: [{ family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van den', suffix: 'Jr.' }],
  collectionTitle: 'Harbour studies',
  eventTitle: 'Third meeting of pilots',
  eventDate: { edtf: '2018-11', raw: '2018-11' },
  abstract: 'Of ferries.',
  keywords: ['ferries', 'short crossings'],
  note: 'With a map.',
}

t.test('an article in a journal is written with all that is said of it, in each format', async (t) => {
  const record = work(ARTICLE)
  const has = (text: string, ...parts: string[]) => {
    for (const part of parts)
      t.ok(text.replace(/ +=/g, ' =').includes(part), `${part} in ${text.slice(0, 20)}`)
  }
  const tex = ['volume = {12}', 'number = {3}', 'pages = {45--67}', 'issn = {0317-8471}']
  tex.push('doi = {10.5555/ferries}', 'editor = {Roe, Max}', 'translator = {van den Berg, Jr., Jan}')
  tex.push('series = {Harbour studies}', 'abstract = {Of ferries.}', 'note = {With a map.}')
  tex.push('keywords = {ferries, short crossings}')
  has(bibtex(record), ...tex, 'journal = {Journal of Short Crossings}', 'address = {Dover}')
  has(biblatex(record), ...tex, 'location = {Dover}', 'eventdate = {2018-11}')
  has(biblatex(record), 'eventtitle = {Third meeting of pilots}')
  const tags = ['VL  - 12', 'IS  - 3', 'SP  - 45', 'EP  - 67', 'SN  - 0317-8471', 'DO  - 10.5555/ferries']
  tags.push('ED  - Roe, Max', 'A4  - van den Berg, Jan, Jr.', 'T3  - Harbour studies', 'AB  - Of ferries.')
  has(ris(record), ...tags, 'KW  - ferries\r\nKW  - short crossings\r\n', 'CY  - Dover', 'N1  - With a map.')
  t.match(JSON.parse(cslJson(record))[0], {
    volume: '12',
    issue: '3',
    page: '45-67',
    DOI: '10.5555/ferries',
    ISSN: '0317-8471',
    'publisher-place': 'Dover',
    editor: [{ family: 'Roe', given: 'Max' }],
    translator: [{ family: 'van den Berg', given: 'Jan, Jr.' }],
    'collection-title': 'Harbour studies',
    'event-title': 'Third meeting of pilots',
    'event-date': { 'date-parts': [[2018, 11]] },
    abstract: 'Of ferries.',
    keyword: 'ferries, short crossings',
    note: 'With a map.',
  })
  t.match(JSON.parse(jsonLd(record)), {
    sameAs: 'https://doi.org/10.5555/ferries',
    pagination: '45-67',
    abstract: 'Of ferries.',
    keywords: 'ferries, short crossings',
    editor: [{ name: 'Max Roe' }],
    isPartOf: { issueNumber: '3', isPartOf: { volumeNumber: '12', isPartOf: { issn: '0317-8471' } } },
  })
  has(dublinCore(record), '>https://doi.org/10.5555/ferries<', '>urn:issn:0317-8471<', '>Of ferries.<')
  has(dublinCore(record), '<dc:subject>ferries</dc:subject>', '<dc:subject>short crossings</dc:subject>')
  has(
    coins(record),
    'rft.volume=12',
    'rft.issue=3',
    'rft.pages=45-67',
    'rft.issn=0317-8471',
    '10.5555%2Fferries',
  )
})

const PARAGRAPH = {
  kind: 'paragraph',
  id: '9zq0m3b7c2x4v6n8',
  exact: 'Some words.',
  locator: { start: 4 },
} as const

t.test('the seed article is written in BibTeX and BibLaTeX', async (t) => {
  t.equal(
    bibtex(work()),
    `@misc{alshami2016breaking,
  author       = {{Al Shami}, Leila},
  title        = {Breaking the siege of {Aleppo}},
  howpublished = {leilashami.wordpress.com},
  year         = {2016},
  month        = aug,
  day          = {11},
  url          = {http://leilashami.wordpress.com},
  urldate      = {2025-03-13},
  language     = {english}
}
`,
  )
  t.equal(
    biblatex(work()),
    `@online{alshami2016breaking,
  author       = {{Al Shami}, Leila},
  title        = {Breaking the siege of {Aleppo}},
  organization = {leilashami.wordpress.com},
  date         = {2016-08-11},
  url          = {http://leilashami.wordpress.com},
  urldate      = {2025-03-13},
  langid       = {english}
}
`,
  )
})

t.test(
  'a quote has its own address, its paragraph in a note, its words where no style prints them',
  async (t) => {
    const url = `${BASE}/quotes/${WORK}.f3kmr2tzf95ae5rgk83ym12h`
    t.equal(
      bibtex(passage()),
      `@misc{alshami2016breaking-p4-f3kmr2,
  author       = {{Al Shami}, Leila},
  title        = {Breaking the siege of {Aleppo}},
  shorttitle   = {Breaking the siege of {Aleppo}, para. 4: {This} is where abandonment has},
  howpublished = {leilashami.wordpress.com},
  year         = {2016},
  month        = aug,
  day          = {11},
  url          = {${url}},
  language     = {english},
  note         = {para. 4},
  annote       = {This is where abandonment has led.}
}
`,
    )
    const { fields } = readTexEntry(biblatex(passage({ ...QUOTE, locator: { start: 4, end: 6 } })))
    t.match(fields, { url, note: 'paras. 4–6', annotation: 'This is where abandonment has led.' })
    t.notOk(fields['urldate'], 'nobody visited that address on the day the text was retrieved')
    const [item] = JSON.parse(cslJson(passage()))
    t.match(item, { id: 'alshami2016breaking-p4-f3kmr2', URL: url, note: 'para. 4', annote: QUOTE.exact })
    t.notOk(item.accessed)
  },
)

t.test('the seed article and a quote are written in RIS', async (t) => {
  t.equal(
    ris(work()),
    [
      'TY  - BLOG',
      'ID  - alshami2016breaking',
      'AU  - Al Shami, Leila',
      'TI  - Breaking the siege of Aleppo',
      'T2  - leilashami.wordpress.com',
      'PY  - 2016',
      'DA  - 2016/08/11/',
      'UR  - http://leilashami.wordpress.com',
      'Y2  - 2025/03/13/',
      'LA  - en',
      'ER  - ',
      '',
    ].join('\r\n'),
  )
  t.match(ris(passage()), '\r\nM2  - para. 4\r\nN1  - This is where abandonment has led.\r\nER  - \r\n')
})

t.test('the seed article is written in CSL-JSON, Dublin Core and COinS', async (t) => {
  t.strictSame(JSON.parse(cslJson(work())), [
    {
      id: 'alshami2016breaking',
      type: 'post-weblog',
      title: 'Breaking the siege of Aleppo',
      author: [{ family: 'Al Shami', given: 'Leila' }],
      issued: { 'date-parts': [[2016, 8, 11]] },
      'container-title': 'leilashami.wordpress.com',
      URL: 'http://leilashami.wordpress.com',
      accessed: { 'date-parts': [[2025, 3, 13]] },
      language: 'en',
    },
  ])
  t.equal(
    dublinCore(work({}, { license: 'https://creativecommons.org/licenses/by/4.0/' })),
    `<?xml version="1.0" encoding="UTF-8"?>
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <dc:identifier xsi:type="dcterms:URI">${BASE}/works/${WORK}</dc:identifier>
  <dc:title>Breaking the siege of Aleppo</dc:title>
  <dc:creator>Al Shami, Leila</dc:creator>
  <dc:date xsi:type="dcterms:W3CDTF">2016-08-11</dc:date>
  <dc:type xsi:type="dcterms:DCMIType">Text</dc:type>
  <dc:language xsi:type="dcterms:RFC4646">en</dc:language>
  <dc:source xsi:type="dcterms:URI">http://leilashami.wordpress.com</dc:source>
  <dcterms:isPartOf>leilashami.wordpress.com</dcterms:isPartOf>
  <dcterms:license xsi:type="dcterms:URI">https://creativecommons.org/licenses/by/4.0/</dcterms:license>
</metadata>
`,
  )
  t.equal(
    coins(work()),
    'ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&rft.type=blogPost' +
      '&rft.title=Breaking%20the%20siege%20of%20Aleppo&rft.source=leilashami.wordpress.com&rft.language=en' +
      '&rft.identifier=http%3A%2F%2Fleilashami.wordpress.com&rft.aulast=Al%20Shami&rft.aufirst=Leila&rft.date=2016-08-11',
  )
})

t.test('schema.org says what a quote is part of and where it stands', async (t) => {
  const article = {
    '@type': 'BlogPosting',
    '@id': `${BASE}/works/${WORK}`,
    identifier: WORK,
    url: 'http://leilashami.wordpress.com',
    archivedAt: `${BASE}/works/${WORK}`,
    name: 'Breaking the siege of Aleppo',
    headline: 'Breaking the siege of Aleppo',
    author: [{ '@type': 'Person', name: 'Leila Al Shami', givenName: 'Leila', familyName: 'Al Shami' }],
    datePublished: '2016-08-11',
    inLanguage: 'en',
    isPartOf: { '@type': 'Blog', name: 'leilashami.wordpress.com' },
  }
  const citation = '(Al Shami, 2016, para. 4)'
  t.strictSame(JSON.parse(jsonLd(work({}, { citation }))), {
    '@context': 'https://schema.org',
    ...article,
    citation,
  })
  t.strictSame(JSON.parse(jsonLd({ ...passage(), citation })), {
    '@context': 'https://schema.org',
    '@type': 'Quotation',
    '@id': `${BASE}/quotes/${QUOTE.id}`,
    identifier: QUOTE.id,
    url: `${BASE}/quotes/${QUOTE.id}`,
    text: 'This is where abandonment has led.',
    inLanguage: 'en',
    position: 4,
    citation,
    isPartOf: article,
  })
})

t.test('citation keys are readable and say which passage', async (t) => {
  const keys: [Partial<Metadata>, string][] = [
    [{}, 'alshami2016breaking'],
    [{ title: 'The “war on terror” comes home' }, 'alshami2016war'],
    [{ title: 'L’État, c’est nous' }, 'alshami2016etat'],
    [{ authors: [{ family: 'Łukasiewicz', given: 'Jan' }], issued: null }, 'lukasiewiczbreaking'],
    [{ authors: [{ family: 'Berg', 'non-dropping-particle': 'van den' }] }, 'berg2016breaking'],
    [{ authors: [{ family: 'Al Shami' }, { family: 'Yassin-Kassab' }] }, 'alshami2016breaking'],
    [{ authors: [{ literal: 'The Solidarity Federation' }] }, 'solidarity2016breaking'],
    [{ authors: [] }, 'breaking2016'],
    [{ authors: [], issued: { edtf: null, raw: 'undated' } }, 'breaking'],
    [{ authors: [{ family: 'Кропоткин', given: 'Пётр' }], title: 'Хлеб и воля' }, 'kropotkin2016khleb'],
    [{ authors: [{ family: '栗原', given: '康' }], title: 'アナキズムと現代社会' }, `work-${WORK}`],
    [{ authors: [{ family: '栗原', given: '康' }], title: 'アナキズム 2' }, `work-${WORK}`],
    [{ title: '100 years of squatting' }, 'alshami2016years'],
    [{ title: '1984' }, 'alshami20161984'],
    [{ authors: [], title: 'The', issued: { edtf: '-0043', raw: '' } }, 'the44'],
    [{ issued: { edtf: '1917/1919', raw: '' } }, 'alshami1917breaking'],
  ]
  for (const [changes, key] of keys) t.equal(work(changes).key, key)
  const small = 'of the '.repeat(249)
  t.equal(work({ title: `${small}siege` }).key, 'alshami2016siege')
  t.equal(
    work({ title: `${small.repeat(3)}siege` }).key,
    'alshami2016of',
    'a title without end is not read to its end',
  )
  t.equal(passage(PARAGRAPH).key, 'alshami2016breaking-p4')
  t.equal(passage({ ...QUOTE, locator: { start: 4, end: 6 } }).key, 'alshami2016breaking-p4-6-f3kmr2')
  t.equal(passage({ ...QUOTE, id: `${QUOTE.id}.2` }).key, 'alshami2016breaking-p4-f3kmr2-2')
  t.equal(passage({ ...QUOTE, locator: undefined }).key, 'alshami2016breaking-f3kmr2')
  t.equal(citationKey(work()), work().key)
})

t.test('what TeX gives a meaning is escaped in text and left alone in addresses', async (t) => {
  const record = work({
    title: 'Q & A: 100% of {braces}, $5 #1 a_b ~x ^y \\z <i>Das Kapital</i> 5 < 6 the PKK',
    url: 'https://x.example/?a=1&b=2_3%20~#f{"g"}',
    containerTitle: 'R&D',
  })
  const { fields } = readTexEntry(bibtex(record))
  t.equal(
    fields['title'],
    'Q \\& {A}: 100\\% of \\{braces\\}, \\$5 \\#1 a\\_b \\textasciitilde{}x ' +
      '\\textasciicircum{}y \\textbackslash{}z {\\textit{Das Kapital}} 5 $<$ 6 the {PKK}',
  )
  t.equal(fields['url'], 'https://x.example/?a=1&b=2_3%20~#f%7B%22g%22%7D')
  t.equal(fields['howpublished'], 'R\\&D')
  const lone = readTexEntry(bibtex(work({ title: 'a } b { c' })))
  t.equal(lone.fields['title'], 'a \\textbraceright{} b \\textbraceleft{} c')
})

t.test('the reader of these tests sees what BibTeX complains of', async (t) => {
  for (const value of ['{a \\{ b}', '{a} b}', '{a\n  b}']) {
    t.throws(() => readTexEntry(`@misc{key,\n  title = ${value}\n}\n`), value)
  }
  t.strictSame(readTexEntry('@misc{key,\n  title = {a {B}},\n  month = aug\n}\n').fields, {
    title: 'a {B}',
    month: 'aug',
  })
})

t.test('names are written so that BibTeX reads them back as they are', async (t) => {
  const names: [Name, string][] = [
    [{ family: 'Al Shami', given: 'Leila' }, '{Al Shami}, Leila'],
    [{ family: 'Walker', given: 'James', suffix: 'Jr.' }, 'Walker, Jr., James'],
    [{ literal: 'War and Peace, Ltd' }, '{War and Peace, Ltd}'],
    [{ family: 'Cruz', given: 'Miguel', 'non-dropping-particle': 'de la' }, 'de la Cruz, Miguel'],
    [{ family: 'Jabri', given: 'Mohammed', 'non-dropping-particle': 'al-' }, 'al-Jabri, Mohammed'],
    [{ family: 'al-Haj Saleh', given: 'Yassin' }, '{al-Haj Saleh}, Yassin'],
    [{ family: 'Berg', given: 'Jan', 'non-dropping-particle': 'Van' }, '{Van Berg}, Jan'],
    [{ family: 'La Boétie', given: 'Étienne', 'dropping-particle': 'de' }, 'de {La Boétie}, Étienne'],
    [{ family: 'Smith, and others', given: 'A and B' }, '{Smith, and others}, {A and B}'],
    [{ family: 'Starhawk' }, 'Starhawk'],
    [{ given: 'Leila' }, '{Leila}'],
    [{ family: 'others' }, '{others}'],
  ]
  for (const [name, written] of names) {
    t.equal(readTexEntry(biblatex(work({ authors: [name] }))).fields['author'], written)
  }
})

t.test('dates that a format has no field for lose nothing', async (t) => {
  const dates: [string | null, string, Record<string, string>, Record<string, string>, string][] = [
    ['2016', '', { year: '2016' }, { date: '2016' }, '2016///'],
    ['1899~', '', { year: '1899', note: 'circa 1899' }, { date: '1899~' }, '1899///circa'],
    ['1983-22', '', { year: '1983', month: 'Summer' }, { date: '1983-22' }, '1983///Summer'],
    ['2005-07-02/2005-07-08', '', { month: 'jul', day: '2--8' }, { date: '2005-07-02/2005-07-08' }, '2005/07/02/to 2005-07-08'],
    ['2014-12/2015-01', '', { month: 'dec', note: 'Dec 2014 to Jan 2015' }, { date: '2014-12/2015-01' }, '2014/12//to 2015-01'],
    ['-0043', '', { year: '44 BCE' }, { date: '-0043' }, '///-0043'],
    [null, 'the third winter', { year: 'the third winter' }, { year: 'the third winter' }, '///the third winter'],
  ] // biome-ignore format: a table
  for (const [edtf, raw, inBibtex, inBiblatex, inRis] of dates) {
    const record = work({ issued: { edtf, raw } })
    t.match(readTexEntry(bibtex(record)).fields, inBibtex)
    t.match(readTexEntry(biblatex(record)).fields, inBiblatex)
    t.match(ris(record), `\r\nDA  - ${inRis}\r\n`)
  }
})

t.test(
  'dates that are uncertain, open or not whole keep in each format what it can say of them',
  async (t) => {
    const dates: [string, Record<string, string>, string, string, string[]][] = [
    ['1984?', { year: '1984', note: '1984?' }, '1984?', '1984///?', ['1984']],
    ['1984~', { year: '1984', note: 'circa 1984' }, '1984~', '1984///circa', ['1984']],
    ['199X', {}, '199X', '///1990s', []],
    ['2001/..', { year: '2001', note: '2001 to the present' }, '2001/', '2001///to the present', ['2001']],
    ['2001-XX', { year: '2001' }, '2001-XX', '2001///', ['2001']],
    ['2001-22', { year: '2001', month: 'Summer' }, '2001-22', '2001///Summer', ['2001']],
  ] // biome-ignore format: a table
    for (const [edtf, inBibtex, inBiblatex, inRis, inSchema] of dates) {
      const record = work({ issued: { edtf, raw: edtf } }, { issued: edtf })
      t.match(readTexEntry(bibtex(record)).fields, inBibtex, edtf)
      t.equal(readTexEntry(biblatex(record)).fields['date'], inBiblatex, edtf)
      t.match(ris(record), `\r\nDA  - ${inRis}\r\n`, edtf)
      t.match(dublinCore(record), `>${edtf}</dc:date>`, edtf)
      t.strictSame([JSON.parse(jsonLd(record)).datePublished].filter(Boolean), inSchema, edtf)
      t.notMatch(JSON.parse(cslJson(record))[0].issued, { literal: /[X~?]/ }, edtf)
    }
  },
)

t.test('passages of one work have titles by which a list tells them apart', async (t) => {
  const passages = [
    passage(PARAGRAPH),
    passage(),
    passage({ ...QUOTE, exact: 'Other words, “of the same” paragraph.' }),
    passage({ ...QUOTE, locator: { start: 4, end: 6 } }),
  ]
  const told = passages.map((record) => /\r\nST {2}- (.*)\r\n/.exec(ris(record))![1])
  t.strictSame(told, [
    'Breaking the siege of Aleppo, para. 4',
    'Breaking the siege of Aleppo, para. 4: This is where abandonment has',
    'Breaking the siege of Aleppo, para. 4: Other words, “of the same',
    'Breaking the siege of Aleppo, paras. 4–6: This is where abandonment has',
  ])
  for (const write of [bibtex, biblatex])
    t.equal(new Set(passages.map((record) => readTexEntry(write(record)).fields['shorttitle'])).size, 4)
  t.notMatch(ris(work()), /\r\nST {2}- /)
})

t.test('a group keeps its comma and its ampersand in RIS', async (t) => {
  const literal = 'Ministry of Health, Housing & Work, R&D'
  const authors = [{ literal }, { family: 'Doe', given: 'Jane', suffix: 'Jr.' }]
  t.match(ris(work({ authors })), `\r\nAU  - ${literal}\r\nAU  - Doe, Jane, Jr.\r\n`)
})

t.test('what a format has no field for stands in it in words', async (t) => {
  const person = [{ family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van den', suffix: 'Jr.' }]
  const base = work().item
  const values: Record<string, Partial<CslItem>> = {
    ...Object.fromEntries(Object.values(TEXT_DETAILS).map((field) => [field, { [field]: 'Sentinel' }])),
    ...Object.fromEntries(Object.values(NAME_DETAILS).map((field) => [field, { [field]: person }])),
    ...Object.fromEntries(
      Object.values(DATE_DETAILS).map((field) => [field, { [field]: { 'date-parts': [[1877]] } }]),
    ),
  }
  for (const type of [
    'book',
    'article-journal',
    'chapter',
    'report',
    'webpage',
    'paper-conference',
    'thesis',
  ])
    for (const [field, value] of Object.entries(values))
      for (const write of [ris, bibtex, biblatex])
        t.match(write({ ...work(), item: { ...base, type, ...value } }), /Sentinel|van den Berg|1877/, field)
  const item = { ...base, director: person, 'original-date': { 'date-parts': [[1877]] }, medium: 'Film' }
  const lines = ris({ ...work(), item })
    .split('\r\n')
    .filter((line) => line.startsWith('M2'))
  t.strictSame(lines, [
    'M2  - Medium: Film',
    'M2  - Director: van den Berg || Jan, Jr.',
    'M2  - Original Date: 1877',
  ])
  t.equal(
    readTexEntry(bibtex({ ...work(), item })).fields['annote'],
    '[Medium: Film; Director: van den Berg, Jan, Jr.; Original Date: 1877]',
  )
})

// What Zotero's translator "RIS" has fields for, and what it takes "Extra" for (zotero.org, "Citing fields from Extra").
t.test('what Zotero has no place for in a type stands in lines that it cites by', async (t) => {
  const base = {
    ...work().item,
    editor: [{ family: 'Roe', given: 'Max' }],
    translator: [{ literal: 'A Group' }],
  }
  const extra = (item: Partial<CslItem>) =>
    ris({ ...work(), item: { ...base, ...item } })
      .split('\r\n')
      .filter((line) => /^(?:M2|ED|A4)/.test(line))
  t.strictSame(extra({ publisher: 'A House' }), [
    'M2  - Publisher: A House',
    'M2  - Editor: Roe || Max',
    'M2  - Translator: A Group',
  ])
  t.strictSame(extra({ type: 'book', publisher: 'A House' }), ['ED  - Roe, Max', 'A4  - A Group'])
  t.strictSame(extra({ type: 'pamphlet', publisher: 'A House', edition: '2' }), [
    'A4  - A Group',
    'M2  - Type: pamphlet',
    'M2  - Edition: 2',
    'M2  - Publisher: A House',
    'M2  - Editor: Roe || Max',
  ])
  t.strictSame(extra({ type: 'interview' }), ['ED  - Roe, Max', 'A4  - A Group', 'M2  - Type: interview'])
  const paper = ris({
    ...work(),
    item: { ...base, type: 'paper-conference', 'event-title': 'Third meeting' },
  })
  t.match(paper, 'T2  - Third meeting\r\nC3  - leilashami.wordpress.com\r\n')
  const report = ris({
    ...work(),
    item: { ...base, type: 'report', number: '12', ISBN: '978-3-16-148410-0' },
  })
  t.match(report, 'SN  - 12\r\nSN  - 978-3-16-148410-0\r\n')
})

t.test('particles and suffixes of CSL-JSON stand within the names that Zotero takes', async (t) => {
  const written = (name: Name) => JSON.parse(cslJson(work({ authors: [name] })))[0].author[0]
  const whole: [Name, object][] = [
    [{ family: 'Cruz', given: 'Miguel', 'non-dropping-particle': 'de la' }, { family: 'de la Cruz', given: 'Miguel' }],
    [{ family: 'Jabri', given: 'M.', 'non-dropping-particle': 'al-' }, { family: 'al-Jabri', given: 'M.' }],
    [{ family: 'Humboldt', given: 'Alexander', 'dropping-particle': 'von' }, { family: 'Humboldt', given: 'Alexander von' }],
    [{ family: 'King', given: 'Martin', suffix: 'Jr.' }, { family: 'King', given: 'Martin, Jr.' }],
  ] // biome-ignore format: one table
  for (const [name, wanted] of whole) t.strictSame(written(name), wanted)
  const parted: Name[] = [
    { family: 'Gogh', given: 'Vincent', 'non-dropping-particle': 'Van' },
    { family: 'Berg', 'non-dropping-particle': 'van den' },
    { family: 'King', given: 'e. e.', suffix: 'Jr.' },
  ]
  for (const name of parted) t.match(written(name), name, 'no rule would part it again')
})

t.test('entries of BibLaTeX are of types that biber’s data model and Zotero know', async (t) => {
  const entry = (item: Partial<CslItem>) => {
    const { author: _, ...base } = work().item
    return /^@\w+/.exec(biblatex({ ...work(), item: { ...base, ...item } }))?.[0]
  }
  const author = [{ family: 'Roe', given: 'Max' }]
  t.equal(entry({ type: 'book', editor: author }), '@collection')
  t.equal(entry({ type: 'book', author, editor: author }), '@book')
  t.equal(entry({ type: 'collection', author }), '@book')
  t.equal(entry({ type: 'chapter', author, editor: author }), '@incollection')
  t.equal(entry({ type: 'chapter', author, editor: author, 'container-author': author }), '@inbook')
  t.equal(entry({ type: 'standard', author }), '@manual')
  const article = biblatex({
    ...work(),
    item: { ...work().item, type: 'article-journal', publisher: 'A House' },
  })
  t.equal(readTexEntry(article).fields['annotation'], '[Publisher: A House]')
})

t.test('one publisher with “and” in its name is no list of two', async (t) => {
  const item = {
    ...work().item,
    type: 'book',
    publisher: 'Health and Human Services',
    'publisher-place': 'Tyne and Wear',
  }
  const { fields } = readTexEntry(biblatex({ ...work(), item }))
  t.equal(fields['publisher'], '{Health and Human Services}')
  t.equal(fields['location'], '{Tyne and Wear}')
})

t.test('forms for a text say who translated, which edition, what kind of work', async (t) => {
  const form = async (name: 'wiki' | 'rtf' | 'plain', item: CslItem, exact?: string) => {
    const passage = exact ? { ...PARAGRAPH, kind: 'quote' as const, exact } : undefined
    const citation = await new Citer().cite({ item, revision: '1', style: 'apa' })
    return textForm(name, { record: { ...work(), item, ...(passage && { passage }) }, citation })
  }
  const { 'container-title': _, URL: __, ...item } = work().item
  const book = { ...item, type: 'book', edition: '2', 'collection-title': 'Texts', translator: [{ family: 'Roe', given: 'C.' }] } // biome-ignore format: one item
  t.match(await form('wiki', book), '|translator-last=Roe |translator-first=C. ')
  t.match(await form('wiki', book), '|series=Texts |edition=2nd ')
  const report = { ...item, type: 'report', genre: 'Working paper', number: '12' }
  t.match(await form('wiki', report), '|type=Working paper |id=No. 12 ')
  t.match(await form('rtf', { ...book, title: 'On <i>Hamlet</i>' }), '{\\i On {\\i0 Hamlet}}')
  t.match(await form('plain', book, 'She said “no” to it.'), /^“She said ‘no’ to it\.” /)
  t.match(await form('plain', book, 'He said “call it ‘bread.’”'), /^“He said “call it ‘bread\.’”” /)
})

t.test('nothing that is cited ends the form it is written in', async (t) => {
  const title = 'The <i>Tempest</i> | {{x}} & [[y]] \\b'
  const record = passage({ ...QUOTE, exact: '# One *two* [3]\n\nand {four} \\x “é😀”' }, { title })
  const request = { item: record.item, revision: 'forms', style: 'apa', locator: { start: 4 } }
  const citation = await new Citer().cite(request)
  const [markdown, callout, rtf, wiki, quoted] = TEXT_FORMS.map((form) =>
    textForm(form, { record, citation }),
  )
  t.equal(markdown, '[@alshami2016tempest, para. 4]')
  t.match(
    callout,
    '> [!quote]\n> \\# One \\*two\\* \\[3\\]\n>\n> and {four} \\\\x “é😀”\n>\n> [(Al Shami, 2016, para. 4)](https://archive.example/quotes/',
  )
  t.match(
    rtf,
    'and \\{four\\} \\\\x \\u8216?\\u233?\\u-10179?\\u-8704?\\u8217?\\u8221? (Al Shami, 2016, para. 4)\\par',
  )
  t.match(rtf, /^[\x20-\x7e\n]+$/, 'RTF is ASCII')
  const depth = [...rtf!.replace(/\\[\\{}]/g, '')].reduce(
    (sum, sign) => sum + (sign === '{' ? 1 : sign === '}' ? -1 : 0),
    0,
  )
  t.equal(depth, 0, 'every group of RTF is closed')
  for (const text of [wiki!, quoted!]) {
    t.match(text, "title=The ''Tempest'' {{!}} &#123;&#123;x&#125;&#125; & &#91;&#91;y&#93;&#93; \\b |")
    t.equal(text.split('{{').length, text.split('}}').length, 'every template is closed')
    t.notMatch(text, '\n')
  }
})

t.test('each CSL type has a kind of entry, and what contains it is never lost', async (t) => {
  const kinds: [string, string, string, string, string][] = [
    ['article-newspaper', '@article', '@article', 'NEWS', 'NewsArticle'],
    ['book', '@book', '@book', 'BOOK', 'Book'],
    ['chapter', '@incollection', '@inbook', 'CHAP', 'Chapter'],
    ['thesis', '@phdthesis', '@thesis', 'THES', 'Thesis'],
    ['report', '@techreport', '@report', 'RPRT', 'Report'],
    ['webpage', '@misc', '@online', 'ELEC', 'WebPage'],
    ['interview', '@misc', '@misc', 'GEN', 'Article'],
  ]
  for (const [type, inBibtex, inBiblatex, inRis, inSchema] of kinds) {
    const record = work({ type, publisher: 'A House' })
    t.ok(bibtex(record).startsWith(`${inBibtex}{`), type)
    t.ok(biblatex(record).startsWith(`${inBiblatex}{`), type)
    t.ok(ris(record).startsWith(`TY  - ${inRis}\r\n`), type)
    t.equal(JSON.parse(jsonLd(record))['@type'], inSchema)
  }
  for (const type of CSL_ITEM_TYPES) {
    const record = work({ type, publisher: 'A House' })
    for (const { title, write } of Object.values(EXPORT_FORMATS)) {
      t.ok(write(record).includes('leilashami.wordpress.com'), `${type} in ${title}`)
    }
    for (const write of [bibtex, biblatex, ris, cslJson, jsonLd])
      t.ok(write(record).includes('A House'), type)
  }
})

t.test('COinS names the first author by parts alone, and institutions as such', async (t) => {
  const query = new URLSearchParams(
    coins(
      work({
        authors: [...SEED.authors, { literal: 'A Group' }, { family: 'Yassin-Kassab', given: 'Robin' }],
      }),
    ),
  )
  t.strictSame(query.getAll('rft.aulast'), ['Al Shami'])
  t.strictSame(query.getAll('rft.au'), ['Yassin-Kassab, Robin'])
  t.strictSame(query.getAll('rft.aucorp'), ['A Group'])
})

t.test('hostile text ends no record and begins none', async (t) => {
  const hostile = [
    'x\r\nER  - \r\nTY  - BOOK\r\nTI  - y',
    'x\nAU  - z',
    'x\u2028AU  - z\u0085AU  - z',
    '}}\n@book{evil,',
    '{{{',
    'x\u0000\u0007\u001b\ufffe\ud800',
    '</script><script>alert(1)</script>',
    ']]></dc:title><!-- & <x',
    '\\end{document} \\input{/etc/passwd} %',
    '<i>open <b>crossed</i></b> </span>',
    '‮RTL‬ كسر حصار حلب',
  ]
  for (const text of hostile) {
    const metadata: Partial<Metadata> = {
      title: text,
      authors: [
        { literal: text },
        { family: text, given: text, suffix: text, 'non-dropping-particle': text },
      ],
      containerTitle: text,
      publisher: text,
      url: `https://x.example/${text}`,
      language: text,
      issued: { edtf: null, raw: text },
    }
    checkAll(t, passage({ ...QUOTE, exact: text }, metadata))
  }
})

t.test('any metadata is written well-formed in every format', async (t) => {
  await fc.assert(
    fc.asyncProperty(anyMetadata, anyText, async (metadata, exact) => {
      checkAll(t, work(metadata))
      checkAll(t, passage({ ...QUOTE, exact }, metadata))
    }),
    { numRuns: runs(150) },
  )
})

t.test('Dublin Core is well-formed XML whatever the text', { skip: missing('xmllint') }, async (t) => {
  const records = fc.sample(anyMetadata, 200).map((metadata) => passage(QUOTE, metadata))
  const hostile = work({
    title: ']]> <!-- & "\u0000\ufffe\ud800',
    containerTitle: '</metadata>',
    language: '"><x',
  })
  const parts = [...records, hostile].map((record) => dublinCore(record).replace(/^<\?xml.*\n/, ''))
  t.doesNotThrow(() => checkXml(`<all>${parts.join('')}</all>`))
  t.throws(() => checkXml('<all>\u0001</all>'), 'the check sees what XML may not hold')
  t.match(dublinCore(hostile), '<dc:title>]]&gt; &lt;!-- &amp; &quot; \ufffd</dc:title>')
})

t.test('metadata comes back from its CSL item', async (t) => {
  await fc.assert(
    fc.asyncProperty(anyMetadata, async (metadata) => {
      const item = cslItem(metadata, { id: WORK })
      const read = metadataOf(item)
      t.strictSame(read, expressible(metadata))
      t.strictSame(cslItem(read, { id: WORK }), item)
    }),
    { numRuns: runs(500) },
  )
  const archived = { ...SEED, url: null, archive: { label: 'An Archive', url: 'https://x.example/1' } }
  const item = cslItem(archived, { id: WORK, source: 'archive' })
  t.strictSame(metadataOf(item).archive, archived.archive)
  t.strictSame(cslItem(metadataOf(item), { id: WORK, source: 'archive' }), item)
})

t.test('items as other programs write them are read', async (t) => {
  const read = metadataOf({
    id: 'x',
    type: 'blog',
    title: 'T',
    author: [{ family: '"al-Haj Saleh"', given: 'Yassin', suffix: '' }, { given: '' }],
    issued: { 'date-parts': [['1983' as unknown as number]], season: 'Fall', circa: 0 },
    accessed: { raw: '13 March 2025' },
    DOI: '10.1/x',
  })
  t.strictSame(read, {
    title: 'T',
    authors: [{ family: 'al-Haj Saleh', given: 'Yassin' }],
    issued: { edtf: '1983-23', raw: '1983-23' },
    language: null,
    type: 'document',
    containerTitle: null,
    publisher: null,
    url: 'https://doi.org/10.1/x',
    license: null,
    retrieved: { edtf: '2025-03-13', raw: '13 March 2025', from: null },
    archive: null,
  })
  t.strictSame(metadataOf({ id: 'x', type: 'book', issued: { 'date-parts': [[2015, 2, 31]] } }).issued, {
    edtf: null,
    raw: '2015-02-31',
  })
})

t.test('the table names each format once', async (t) => {
  const formats: [string, ExportFormat][] = Object.entries(EXPORT_FORMATS)
  const names = formats.flatMap(([type, { extension, names, aliases }]) => [
    type,
    extension,
    ...names,
    ...aliases,
  ])
  t.equal(new Set(names).size, names.length)
})

const aPart = anyText.map((text) => text.replaceAll('"', '”')).filter((text) => text !== '')
const aName: fc.Arbitrary<Name> = fc.oneof(
  fc.record({ literal: aPart }, { noNullPrototype: true }),
  fc.record(
    {
      family: aPart,
      given: aPart,
      'non-dropping-particle': fc.constantFrom('van der', 'al-', 'De', 'd’'),
      suffix: aPart,
    },
    { requiredKeys: ['family'], noNullPrototype: true },
  ),
)
const aDay = fc
  .date({ min: new Date('0001-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .chain((day) => fc.constantFrom(4, 7, 10).map((length) => day.toISOString().slice(0, length)))
const anEdtf = fc.oneof(
  aDay,
  fc.tuple(aDay, fc.constantFrom('~', '?', '%')).map(([day, qualifier]) => day + qualifier),
  fc
    .tuple(aDay, aDay)
    .map((days) => days.sort().join('/'))
    .filter(isEdtf),
  fc.constantFrom('1983-21', '2003-24', '-0043', '0000'),
)
const aDate: fc.Arbitrary<DatedText> = fc.oneof(
  anEdtf.map((edtf) => ({ edtf, raw: edtf })),
  aPart.filter((text) => text.trim() === text).map((raw) => ({ edtf: null, raw })),
)
const anyMetadata: fc.Arbitrary<Metadata> = fc.record({
  title: aPart,
  authors: fc.array(aName, { maxLength: 3 }),
  issued: fc.option(aDate),
  language: fc.option(fc.constantFrom('en', 'de-AT', 'ar', 'ja', 'tlh', 'zh-Hant-TW')),
  type: fc.constantFrom(...CSL_ITEM_TYPES),
  containerTitle: fc.option(aPart),
  publisher: fc.option(aPart),
  url: fc.option(fc.oneof(fc.webUrl({ withQueryParameters: true }), aPart)),
  license: fc.constant(null),
  retrieved: fc.option(aDate.map((date) => ({ ...date, from: null }))),
  archive: fc.constant(null),
})

/** What CSL-JSON holds of metadata: one kind of doubt about a date, and no words beside it. */
function expressible(metadata: Metadata): Metadata {
  const dated = <T extends DatedText>(date: T | null): T | null => {
    const edtf = date?.edtf?.includes('/') ? date.edtf : (date?.edtf?.replace(/[?%]$/, '~') ?? null)
    return date && { ...date, edtf, raw: edtf ?? date.raw }
  }
  return { ...metadata, issued: dated(metadata.issued), retrieved: dated(metadata.retrieved) }
}

/** Every format of a record is well-formed. Throws or fails where it is not. */
function checkAll(t: Test, record: ReturnType<typeof work>) {
  readTexEntry(bibtex(record))
  readTexEntry(biblatex(record))
  const lines = ris(record).split('\r\n')
  t.ok(lines.slice(0, -1).every((line) => /^[A-Z][A-Z0-9] {2}- [^\p{Cc}\p{Zl}\p{Zp}]*$/u.test(line)))
  t.equal(lines.filter((line) => /^(?:TY|ER) {2}-/.test(line)).length, 2)
  t.strictSame(lines.slice(-2), ['ER  - ', ''])
  JSON.parse(cslJson(record))
  JSON.parse(jsonLd(record))
  t.notOk(jsonLd(record).includes('<'))
  t.match(coins(record), /^[\w.]+=[\w.!~*'()%-]+(?:&[\w.]+=[\w.!~*'()%-]+)*$/)
}
