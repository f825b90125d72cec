/** What other programs read in our exports is what went in. */
import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import type { CslItem } from '../../src/citing/csl/item.ts'
import { type ExportRecord, exportRecord } from '../../src/citing/exports/export-record.ts'
import { EXPORT_FORMATS } from '../../src/citing/exports/index.ts'
import { some } from '../support/runs.ts'
import { differences, type Field, withLooseNames } from './differences.ts'
import {
  biberWarnings,
  bibutilsBiblatex,
  bibutilsBibtex,
  bibutilsRis,
  citationJsBiblatex,
  citationJsBibtex,
  missing,
  pandocBiblatex,
  pandocBibtex,
  pandocCslJson,
} from './readers.ts'

const bibtex = EXPORT_FORMATS['application/x-bibtex'].write
const biblatex = EXPORT_FORMATS['application/x-biblatex'].write
const ris = EXPORT_FORMATS['application/x-research-info-systems'].write
const cslJson = EXPORT_FORMATS['application/vnd.citationstyles.csl+json'].write

const items = readFileSync(new URL('../fixtures/roundtrip/items.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as CslItem)

const PRINTED: Field[] = [
  'author',
  'title',
  'issued',
  'volume',
  'issue',
  'page',
  'edition',
  'publisher',
  'URL',
]
const MORE: Field[] = ['editor', 'container-title', 'publisher-place', 'number', 'DOI', 'ISBN']
const BIBLATEX: Field[] = [...PRINTED, ...MORE, 'translator', 'accessed', 'genre', 'language']

interface Trip {
  write: (record: ExportRecord) => string
  read: (text: string) => CslItem
  fields: Field[]
  /** What the reader is known not to carry, by item or by type. */
  limits?: Readonly<Record<string, readonly Field[]>>
  looseNames?: boolean
  /** Of which item on it is tried: every item is by one reader at least. */
  start: number
}

/** Dates that BibTeX and RIS carry in words beside the year: a range, a season, an approximate year. */
const DATES_IN_WORDS: Record<string, Field[]> = {
  'blog-range': ['issued'],
  'mag-season': ['issued'],
  'book-circa': ['issued'],
}

/** bibutils has no site around a web page. */
const NO_SITES: Record<string, Field[]> = {
  'post-weblog': ['container-title'],
  webpage: ['container-title', 'publisher'],
}

/** Reads every item back and reports what is lost beyond the reader's limits. */
function roundTrip(t: Test, { write, read, fields, limits = {}, looseNames = false, start }: Trip) {
  const named = looseNames ? withLooseNames : (item: CslItem) => item
  for (const item of some(items, start)) {
    const beyond = [...(limits[item.id] ?? []), ...(limits[item.type] ?? [])]
    const carried = fields.filter((field) => !beyond.includes(field))
    t.strictSame(differences(named(item), named(read(write(record(item)))), carried), [], item.id)
  }
}

function record(item: CslItem): ExportRecord {
  const work = {
    id: '2rma5yfyxknb207f',
    title: item.title ?? '',
    url: 'https://archive.example/works/2rma5yfyxknb207f',
  }
  return exportRecord({ item, url: work.url, work })
}

const pandoc = { skip: missing('pandoc') }
const bibutils = { skip: missing('pandoc', 'bib2xml', 'biblatex2xml', 'ris2xml', 'xml2bib') }

t.test('pandoc reads our BibLaTeX', pandoc, async (t) => {
  roundTrip(t, { start: 0, write: biblatex, read: pandocBiblatex, fields: BIBLATEX })
})

t.test('pandoc reads our BibTeX', pandoc, async (t) => {
  const fields: Field[] = [...PRINTED, ...MORE, 'accessed']
  roundTrip(t, { start: 1, write: bibtex, read: pandocBibtex, fields, limits: DATES_IN_WORDS })
})

t.test('pandoc reads our CSL-JSON', pandoc, async (t) => {
  const fields: Field[] = [...BIBLATEX, 'type', 'archive', 'source']
  // pandoc 2.17 drops `season`.
  roundTrip(t, {
    start: 2,
    write: cslJson,
    read: pandocCslJson,
    fields,
    limits: { 'mag-season': ['issued'] },
  })
})

t.test('citation-js reads our BibLaTeX and BibTeX', async (t) => {
  // It takes seasons and approximate dates for years, parts a family after its hyphen, and has no `urldate` in BibTeX.
  const limits = { ...DATES_IN_WORDS, 'blog-range': [], 'journal-particles-d': ['author'] as Field[] }
  const fields: Field[] = [...PRINTED, ...MORE]
  roundTrip(t, {
    start: 3,
    write: biblatex,
    read: citationJsBiblatex,
    fields: [...fields, 'accessed', 'abstract'],
    limits,
  })
  roundTrip(t, {
    start: 3,
    write: bibtex,
    read: citationJsBibtex,
    fields,
    limits: { ...limits, ...DATES_IN_WORDS },
  })
})

t.test('biber has nothing against our BibLaTeX but what is not known', { skip: missing('biber') }, (t) => {
  const dated = items.filter(({ issued }) => issued !== undefined)
  const entries = dated.map((item, n) => biblatex({ ...record(item), key: `key${n}` }))
  t.strictSame(biberWarnings(entries.join('\n')), [])
  t.match(
    biberWarnings('@online{a,\n  title = {A},\n  date = {2001},\n  url = {u},\n  journaltitle = {B}\n}'),
    [/Invalid field 'journaltitle'/],
  )
  t.end()
})

t.test('bibutils reads our BibTeX', bibutils, async (t) => {
  const fields = [...PRINTED, ...MORE]
  roundTrip(t, {
    start: 3,
    write: bibtex,
    read: bibutilsBibtex,
    fields,
    limits: DATES_IN_WORDS,
    looseNames: true,
  })
})

t.test('bibutils reads our BibLaTeX', bibutils, async (t) => {
  const limits = { ...DATES_IN_WORDS, ...NO_SITES, report: ['publisher', 'number'] satisfies Field[] }
  roundTrip(t, {
    start: 4,
    write: biblatex,
    read: bibutilsBiblatex,
    fields: [...PRINTED, ...MORE],
    limits,
    looseNames: true,
  })
})

t.test('bibutils reads our RIS', bibutils, async (t) => {
  const limits = { ...DATES_IN_WORDS, ...NO_SITES, report: ['number'] satisfies Field[] }
  roundTrip(t, {
    start: 5,
    write: ris,
    read: bibutilsRis,
    fields: [...PRINTED, ...MORE],
    limits,
    looseNames: true,
  })
})

t.test(
  'accents, quotation marks, braces, TeX’s characters and right-to-left titles survive',
  bibutils,
  async (t) => {
    const item: CslItem = {
      id: 'hard',
      type: 'article-journal',
      title: 'Ünïcödé “quoted” ‘single’ {braces} & 100% a_b #1 $5 x~y ^z 5 < 6 > 4 | كسر حصار حلب',
      author: [
        { family: 'O’Neill & Sons', given: 'Seán' },
        { family: 'الشامي', given: 'ليلى' },
      ],
      'container-title': 'R&D_Notes {1}',
      issued: { 'date-parts': [[2022, 2, 22]] },
      URL: 'https://x.example/?a=1&b=2_3%20~d#f',
      language: 'en',
    }
    const fields: Field[] = ['title', 'author', 'container-title', 'issued', 'URL']
    const trips: [Trip['write'], Trip['read']][] = [
      [biblatex, pandocBiblatex],
      [bibtex, pandocBibtex],
      [cslJson, pandocCslJson],
      [bibtex, bibutilsBibtex],
      [biblatex, bibutilsBiblatex],
      [ris, bibutilsRis],
    ]
    for (const [write, read] of trips)
      t.strictSame(differences(item, read(write(record(item))), fields), [], read.name)
  },
)

t.test('a quote’s paragraph and words reach pandoc', pandoc, async (t) => {
  const [item] = items
  const passage = {
    kind: 'quote',
    id: '2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h',
    exact: 'This is where abandonment has led.',
    locator: { start: 4 },
  } as const
  const quote = exportRecord({ ...record(item!), url: 'https://archive.example/quotes/q', passage })
  const expected = {
    id: 'alshami2016breaking-p4-f3kmr2',
    URL: 'https://archive.example/quotes/q',
    note: 'para. 4',
  }
  t.match(pandocBiblatex(biblatex(quote)), { ...expected, annote: passage.exact })
  t.match(pandocBibtex(bibtex(quote)), { ...expected, annote: passage.exact })
  t.match(pandocCslJson(cslJson(quote)), { ...expected, annote: passage.exact })
})
