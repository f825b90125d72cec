/** What handbooks ask of a printed citation that CSL, or citeproc, does not do by itself. */
import t from 'tap'
import { Citer } from '../../src/citing/citer.ts'
import { cslDate } from '../../src/citing/csl/date.ts'
import type { CslItem } from '../../src/citing/csl/item.ts'
import { describeStyle } from '../../src/citing/styles/style.ts'
import { StyleRegistry } from '../../src/citing/styles/style-registry.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

const citer = new Citer()
const WARD = { family: 'Ward', given: 'Anna' }

function book(title: string, members: Partial<CslItem> = {}): CslItem {
  return { id: title, type: 'book', title, author: [WARD], issued: { 'date-parts': [[2001]] }, ...members }
}

async function list(style: string, items: CslItem[], cites: object[] = []) {
  const named = items.map((item, n) => ({ id: `${n}`, item }))
  const request = { style, items: named, cites: cites.map((cite) => ({ id: '0', ...cite })) }
  const { bibliography, cites: made } = await citer.citeMany(request)
  return { entries: bibliography.map(({ text }) => text), cites: made.map(({ text }) => text) }
}

async function entry(style: string, item: CslItem): Promise<string> {
  const alone = await citer.cite({ item, revision: JSON.stringify(item), style })
  const { entries } = await list(style, [item])
  t.equal(entries[0], alone.bibliography.text, 'alone as in a list')
  return alone.bibliography.text
}

t.test('title case knows every compound, every hyphen, prefixes and the last word of a title', async (t) => {
  const cases = {
    'an in-depth look at next-generation wells, on-site repair and up-to-date know-how':
      'An In-Depth Look at Next-Generation Wells, On-Site Repair and Up-to-Date Know-How',
    'a non‐linear and self‐made world': 'A Non‐linear and Self‐Made World',
    'the anti-war e-book of al-Andalus': 'The Anti-war E-Book of al-Andalus',
    'the world we live in: an outline': 'The World We Live In: An Outline',
    'what is it for? the case of <i>who goes by</i>: notes': 'What Is It For? The Case of Who Goes By: Notes',
    'a <span class="nocase">next-door iz-ba</span> in-law': 'A next-door iz-ba In-Law',
  }
  for (const [title, wanted] of Object.entries(cases)) {
    t.equal(await entry('mla', book(title)), `Ward, Anna. ${wanted}. 2001.`)
    t.equal(await entry('chicago', book(title)), `Ward, Anna. 2001. ${wanted}.`)
  }
})

t.test('Chicago’s 18th edition capitalises long prepositions, MLA no preposition', async (t) => {
  const item = book('Life without principle: letters about towns, from and toward a theory')
  const long = 'Life Without Principle: Letters About Towns, from and Toward a Theory'
  t.equal(await entry('chicago', item), `Ward, Anna. 2001. ${long}.`)
  t.equal(await entry('chicago-notes', item), `Ward, Anna. ${long}. 2001.`)
  const small = 'Life without Principle: Letters about Towns, from and toward a Theory'
  t.equal(await entry('mla', item), `Ward, Anna. ${small}. 2001.`)
})

t.test('APA capitalises sentences of English titles, of books within references too', async (t) => {
  const cases = {
    'Listening—the art of war': 'Listening—The art of war',
    'The state—its form—and the law': 'The state—its form—and the law',
    'War. what is it good for?': 'War. What is it good for?',
    'Roe vs. the state: U.S. law, vol. two, etc.': 'Roe vs. the state: U.S. law, vol. two, etc.',
  }
  for (const [title, wanted] of Object.entries(cases))
    t.equal(await entry('apa', book(title)), `Ward, A. (2001). ${wanted}${/[?.]$/.test(wanted) ? '' : '.'}`)
  const chapter = book('A chapter', { type: 'chapter', 'container-title': 'The book: a history' })
  t.equal(await entry('apa', chapter), 'Ward, A. (2001). A chapter. In The book: A history.')
  const french = book('La ville : une histoire', { language: 'fr' })
  t.equal(await entry('apa', french), 'Ward, A. (2001). La ville\u202f: une histoire.')
})

t.test('names in small letters, compounds and groups are printed as they are written', async (t) => {
  const hooks = book('A', { author: [{ family: 'hooks', given: 'bell' }] })
  const printed = { apa: 'hooks, b. (2001). A.', mla: 'hooks, bell. A. 2001.', ieee: '[1] b. hooks, A. 2001.', nlm: '1. hooks b. A. 2001.' } // biome-ignore format: one table
  for (const [style, wanted] of Object.entries(printed)) t.equal(await entry(style, hooks), wanted)
  const kim = book('A', { author: [{ family: 'Kim', given: 'Yong-il' }] })
  t.equal(await entry('nlm', kim), '1. Kim YI. A. 2001.')
  const group = { literal: 'The Harbour Group' }
  const berg = { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van den', suffix: 'Jr.' }
  const both = book('A', { author: [berg, group] })
  t.equal(await entry('apa', both), 'van den Berg, J., Jr., & The Harbour Group. (2001). A.')
  const particle = book('A', { author: [{ family: 'Beethoven', given: 'Ludwig van' }] })
  t.equal(await entry('ieee', particle), '[1] L. van Beethoven, A. 2001.')
})

t.test('a DOI is bare in the item and encoded in the address, however it was given', async (t) => {
  const article = (DOI: string) => book('A', { type: 'article-journal', 'container-title': 'J', DOI })
  for (const DOI of ['10.1000/xyz', 'https://doi.org/10.1000/xyz', 'doi:10.1000/xyz', 'http://dx.doi.org/10.1000/xyz']) {
    t.equal(await entry('apa', article(DOI)), 'Ward, A. (2001). A. J. https://doi.org/10.1000/xyz')
    t.match(await entry('ieee', article(DOI)), /doi: 10\.1000\/xyz\.$/)
    t.match(await entry('nlm', article(DOI)), /doi:10\.1000\/xyz$/)
  } // biome-ignore format: one loop
  const old = '10.1002/(SICI)1097<1::AID-X>3.0.CO;2-#'
  t.match(await entry('apa', article(old)), /org\/10\.1002\/\(SICI\)1097%3C1::AID-X%3E3\.0\.CO;2-%23$/)
  t.ok((await entry('ieee', article(old))).endsWith(`doi: ${old}.`), 'where no address is printed, as it is')
})

t.test('an entry is one line, whatever line breaks an item has', async (t) => {
  const broken = book('Case\n  fourteen\u2028lines\n', { publisher: 'The\r\nPress' })
  t.equal(await entry('apa', broken), 'Ward, A. (2001). Case fourteen lines. The Press.')
})

t.test('IEEE’s labels are those of its guide, and none is made up', async (t) => {
  const labels = { chapter: 'Ch. 2', section: 'Sec. 2', page: 'p. 2', line: 'Line 2', note: 'Note 2' }
  const cites = Object.keys(labels).map((label) => ({ locator: '2', label }))
  t.strictSame((await list('ieee', [book('A')], cites)).cites, Object.values(labels).map((label) => `[1, ${label}]`)) // biome-ignore format: one list
})

t.test(
  'no EDTF is printed: decades and centuries, intervals that go on, parts that nobody knows',
  async (t) => {
    const forms = { '2001/..': '2001–present', '2001/': '2001–present', '199X': '1990s', '19XX': '1900–1999', '2001-XX': '2001', '../2001': '–2001', '[1667, 1668, 1670..1672]': '1667, 1668 or 1670–1672', '{1667,1668}': '1667 and 1668', '2001-34': 'Q2 2001', '2001-04-12T23:20:30Z': '2001', '2004-06-~11': 'ca. 2004', '2001-XX-XX': '2001' } // biome-ignore format: one table
    for (const [edtf, printed] of Object.entries(forms)) {
      for (const issued of [{ literal: edtf }, { raw: edtf }, cslDate({ edtf, raw: edtf })!])
        t.equal(await entry('apa', book('A', { issued })), `Ward, A. (${printed}). A.`, edtf)
    }
  },
)

t.test('works in press are told apart with a hyphen, and say so where a style knows no status', async (t) => {
  const forms = {
    apa: ['Ward, A. (in press-a). A.', '(Ward, in press-a)'],
    chicago: ['Ward, Anna. In press-a. A.', '(Ward, in press-a)'],
    harvard: ['Ward, A. (in press-a) A.', '(Ward, in press-a)'],
    nlm: ['1. Ward A. A. in press.', '(1)'],
    ieee: ['[1] A. Ward, A. in press.', '[1]'],
    mla: ['Ward, Anna. A. in press.', '(Ward, A)'],
  }
  for (const [style, wanted] of Object.entries(forms)) {
    for (const words of [{ issued: { literal: 'in press' } }, { issued: undefined, status: 'in press' }]) {
      const items = ['A', 'B'].map((title) => book(title, words as Partial<CslItem>))
      const { entries, cites } = await list(style, items, [{ id: '0' }, { id: '1' }])
      t.strictSame([entries[0], cites[0]], wanted, style)
      t.match(cites[1], wanted[1]!.replace('press-a', 'press-b').replace('1', '2').replace('A)', 'B)'))
    }
  }
})

t.test('both ends of a range of dates have the spaces that the style puts between their parts', async (t) => {
  const magazine = (...parts: number[][]) => book('A', { type: 'article-magazine', 'container-title': 'M', issued: { 'date-parts': parts } }) // biome-ignore format: one call
  const forms = {
    '2001 Jul 30–Aug 5': [[2001, 7, 30], [2001, 8, 5]],
    '2001 Dec 30–2002 Jan 2': [[2001, 12, 30], [2002, 1, 2]],
    '2001 Nov–2002 Jan': [[2001, 11], [2002, 1]],
    '2001 Dec 3–9': [[2001, 12, 3], [2001, 12, 9]],
  } // biome-ignore format: one table
  for (const [printed, parts] of Object.entries(forms))
    t.equal(await entry('nlm', magazine(...parts)), `1. Ward A. A. M. ${printed}.`)
})

t.test(
  'a date that is approximate is told in every style, or the style is said to know no such date',
  async (t) => {
    const circa = book('A', { issued: { 'date-parts': [[1850]], circa: true } })
    const printed = {
      apa: 'Ward, A. (ca. 1850). A.',
      chicago: 'Ward, Anna. [1850?]. A.',
      harvard: 'Ward, A. (c. 1850) A.',
      ieee: '[1] A. Ward, A. c. 1850.',
      mla: 'Ward, Anna. A. [1850?].',
      nlm: '1. Ward A. A. [1850?].',
    }
    for (const [style, wanted] of Object.entries(printed)) {
      t.equal(await entry(style, circa), wanted)
      const range = { 'date-parts': [[1850, 3], [1855, 4]], circa: true } // biome-ignore format: one date
      const article = book('A', {
        type: 'article-journal',
        'container-title': 'J',
        volume: '2',
        issued: range,
      })
      t.match(await entry(style, article), /c\. |ca\. |circa |\[\d.*\?\]/, style)
      t.match(await entry(style, book('A', { issued: { literal: '1850~' } })), /c\. |ca\. |\[1850\?\]/)
    }
    const year = '<date variable="issued"><date-part name="year"/></date>'
    const xml = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Plain</title><id>plain</id></info>
    <citation><layout>${year}</layout></citation><bibliography><layout>${year}</layout></bibliography></style>`
    const plain = new Citer({ styles: new StyleRegistry([describeStyle('plain', 'directory', xml)]) })
    const warned = 'Plain has no way to say that a date is approximate: it is printed as if it were certain.'
    t.strictSame((await plain.cite({ item: circa, revision: '1', style: 'plain' })).warnings, [warned])
    const many = await plain.citeMany({ style: 'plain', items: [{ id: 'a', item: circa }] })
    t.strictSame(many.warnings, [`a: ${warned}`])
  },
)

t.test('a list is in one alphabet of authors and titles, which passes over articles', async (t) => {
  const untitled = (title: string, members: Partial<CslItem> = {}) => {
    const { author: _, ...rest } = book(title, members)
    return rest
  }
  const items = [
    book('Zebras', { author: [{ family: 'Zed', given: 'Ann' }] }),
    untitled('Mills'),
    untitled('The delta'),
    untitled('L’été', { language: 'fr' }),
    untitled('Die Glocke', { language: 'de-AT' }),
    untitled('Die alone'),
    untitled('<i>The Tempest</i> read'),
    book('Harbours', { author: [{ literal: 'The Harbour Group' }] }),
    untitled('Plain', { editor: [{ family: 'Kroll', given: 'A' }] }),
    book('The zebra'),
    book('A camel'),
  ]
  const order = ['delta', 'Die alone', 'été', 'Glocke', 'Harbours', 'Plain', 'Mills', 'Tempest', 'camel', 'The zebra', 'Zebras'] // biome-ignore format: one list
  for (const style of ['mla', 'apa', 'chicago', 'chicago-notes']) {
    const { entries } = await list(style, items)
    const found = order.map((word) =>
      entries.findIndex((text) => text.toLowerCase().includes(word.toLowerCase())),
    )
    t.strictSame(found, [...order.keys()], `${style}: ${entries.join(' / ')}`)
  }
})

t.test('an editor who is in the list alone gives nobody initials', async (t) => {
  const mine = book('G', { author: [{ family: 'Ed', given: 'Itor' }] })
  const chapter = book('A', { type: 'chapter', editor: [{ family: 'Ed', given: 'B.' }] })
  const printed = { apa: '(Ed, 2001)', mla: '(Ed)', chicago: '(Ed 2001)' }
  for (const [style, cite] of Object.entries(printed))
    t.strictSame((await list(style, [mine, chapter], [{ id: '0' }])).cites, [cite], style)
  const other = book('H', { author: [{ family: 'Ed', given: 'Bea' }] })
  t.strictSame((await list('apa', [mine, other], [{ id: '0' }])).cites, ['(I. Ed, 2001)'])
})

t.test('a range over the beginning of our era has the era of both ends', async (t) => {
  const range = (...years: number[]) => book('A', { issued: { 'date-parts': years.map((year) => [year]) } })
  t.equal(await entry('apa', range(-43, 14)), 'Ward, A. (43 B.C.E.–14 C.E.). A.')
  t.equal(await entry('mla', range(-43, 14)), 'Ward, Anna. A. 43 BC–14 AD.')
  t.equal(await entry('chicago', range(-43, 14)), 'Ward, Anna. 43 BC–14 AD. A.')
  t.equal(await entry('mla', range(-43, -14)), 'Ward, Anna. A. 43–14 BC.')
})

t.test('an edition in words is abbreviated as the handbook has it, and a number is a number', async (t) => {
  const printed = {
    apa: ['Ward, A. (2001). A (Rev. ed.).', 'Ward, A. (2001). A (2nd ed.).', 'Ward, A. (2001). A (Norton Critical ed.).'],
    mla: ['Ward, Anna. A. Revised ed., 2001.', 'Ward, Anna. A. 2nd ed., 2001.', 'Ward, Anna. A. Norton Critical ed., 2001.'],
    chicago: ['Ward, Anna. 2001. A. Rev. ed.', 'Ward, Anna. 2001. A. 2nd ed.', 'Ward, Anna. 2001. A. Norton Critical ed.'],
    harvard: ['Ward, A. (2001) A. Rev. edn.', 'Ward, A. (2001) A. 2nd edn.', 'Ward, A. (2001) A. Norton Critical edn.'],
    ieee: ['[1] A. Ward, A, rev. ed. 2001.', '[1] A. Ward, A, 2nd ed. 2001.', '[1] A. Ward, A, Norton Critical ed. 2001.'],
    nlm: ['1. Ward A. A. Rev. ed. 2001.', '1. Ward A. A. 2nd ed. 2001.', '1. Ward A. A. Norton Critical ed. 2001.'],
  } // biome-ignore format: one table
  for (const [style, [revised, second, named]] of Object.entries(printed)) {
    for (const edition of ['Revised', 'revised edition', 'Revised ed.'])
      t.equal(await entry(style, book('A', { edition })), revised, edition)
    for (const edition of ['2', '2nd', 'Second edition', '2nd edn'])
      t.equal(await entry(style, book('A', { edition })), second, edition)
    t.equal(await entry(style, book('A', { edition: 'Norton Critical' })), named)
  }
  t.equal(await entry('chicago-notes', book('A', { edition: 'Revised' })), 'Ward, Anna. A. Rev. ed. 2001.')
  for (const edition of ['Revised and Enlarged', 'revised and enlarged edition']) {
    t.equal(await entry('mla', book('A', { edition })), 'Ward, Anna. A. Revised and enlarged ed., 2001.')
    t.equal(await entry('chicago-notes', book('A', { edition })), 'Ward, Anna. A. Rev. and enl. ed. 2001.')
    t.equal(await entry('ieee', book('A', { edition })), '[1] A. Ward, A, rev. and enl. ed. 2001.')
  }
  t.equal(
    await entry('mla', book('A', { edition: 'new, corrected' })),
    'Ward, Anna. A. New, corrected ed., 2001.',
  )
  const chapter = book('A', { type: 'chapter', 'container-title': 'The book', edition: 'Revised' })
  t.equal(await entry('chicago', chapter), 'Ward, Anna. 2001. “A.” In The Book, rev. ed.')
})

t.test('a number of a report is told as one, and a pamphlet without publisher has its place', async (t) => {
  const report = (members: object) => book('A', { type: 'report', publisher: 'Bank', ...members })
  const paper = { genre: 'Working paper', number: '12' }
  t.equal(await entry('mla', report(paper)), 'Ward, Anna. A. Working paper no. 12, Bank, 2001.')
  t.equal(
    await entry('mla', report({ ...paper, number: 'A/HRC/33' })),
    'Ward, Anna. A. Working paper A/HRC/33, Bank, 2001.',
  )
  t.equal(await entry('mla', report({ number: '12' })), 'Ward, Anna. A. No. 12, Bank, 2001.')
  t.equal(await entry('chicago', report({ number: '12' })), 'Ward, Anna. 2001. A. No. 12. Bank.')
  const pamphlet = book('A', { type: 'pamphlet', 'publisher-place': 'London' })
  t.equal(await entry('mla', pamphlet), 'Ward, Anna. A. London, 2001.')
  t.equal(
    await entry('mla', { ...pamphlet, publisher: 'Freedom Press' }),
    'Ward, Anna. A. Freedom Press, 2001.',
  )
})

t.test('a journal that begins in a small letter on purpose keeps it', async (t) => {
  const names = {
    ephemera: 'ephemera',
    eLife: 'eLife',
    'boundary 2': 'boundary 2',
    'differences: A journal of cultural studies': 'differences: A Journal of Cultural Studies',
    'journal of political economy': 'Journal of Political Economy',
  }
  for (const [name, printed] of Object.entries(names)) {
    const article = book('A', { type: 'article-journal', 'container-title': name, volume: '3' })
    t.equal(await entry('chicago', article), `Ward, Anna. 2001. “A.” ${printed} 3.`)
    t.equal(await entry('mla', article), `Ward, Anna. “A.” ${printed}, vol. 3, 2001.`)
    t.equal(await entry('apa', article), `Ward, A. (2001). A. ${printed}, 3.`)
  }
})

t.test(
  'a group that comes first is joined without a comma where the comma is that of an inverted name',
  async (t) => {
    const [nato, tom, bea] = [
      { literal: 'NATO' },
      { family: 'Hill', given: 'Tom' },
      { family: 'Roe', given: 'Bea' },
    ]
    const first = {
      chicago: 'NATO and Tom Hill. 2001. A.',
      'chicago-notes': 'NATO and Tom Hill. A. 2001.',
      mla: 'NATO and Tom Hill. A. 2001.',
      apa: 'NATO, & Hill, T. (2001). A.',
    }
    for (const [style, wanted] of Object.entries(first))
      t.equal(await entry(style, book('A', { author: [nato, tom] })), wanted)
    t.equal(await entry('chicago', book('A', { author: [tom, nato] })), 'Hill, Tom, and NATO. 2001. A.')
    t.equal(
      await entry('chicago', book('A', { author: [nato, tom, bea] })),
      'NATO, Tom Hill, and Bea Roe. 2001. A.',
    )
  },
)

const WORDS: Readonly<Record<string, readonly string[]>> = {
  ar: ['كسر حصار حلب', 'ما العمل؟'],
  de: ['Die Pest: eine Chronik', 'Was tun?', 'Über Brot u. a.'],
  el: ['Το ψωμί', 'Τι να κάνουμε;'],
  en: [
    'The war of the gardens',
    'What is to be done?',
    'NO GODS NO MASTERS',
    'On “freedom”',
    'Stop! The presses',
    'Of bread, etc.',
    'a <i>Tempest</i>',
  ],
  es: ['La ciudad', '¿Qué hacer?', '¡Basta! Notas'],
  fr: ['L’été de la peste', 'Que faire ?', 'La ville : une histoire', 'Le « droit » à la ville'],
  he: ['לחם ורצון'],
  it: ['Il pane', 'L’uomo nuovo', 'Che fare?'],
  ja: ['パンの略取', '「都市」の歴史'],
  nl: ['De stad', '’t Hoge land'],
  ru: ['Хлеб и воля', 'Что делать?'],
  zh: ['面包与自由', '怎么办？'],
}

const DATES = ['1984?', '1984~', '199X', '2001/..', '19XX', '../2001', '2001-XX', 'in press', 'May Day', '2001-22', '1984%', '2001-06/2001-08', '-0043', '[1667, 1668]', '{1667,1668}', '2001-34', '2001-04-12T23:20:30', '2001', '2001-12-30/2002-01-02'] // biome-ignore format: one list

const NAMES = [
  WARD,
  { family: 'hooks', given: 'bell' },
  { family: 'Beauvoir', given: 'Simone', 'non-dropping-particle': 'de' },
  { family: 'King', given: 'M. L.', suffix: 'Jr.' },
  { family: '栗原', given: '康' },
  { family: 'الشامي', given: 'ليلى' },
  { family: 'Кропоткин', given: 'Пётр' },
  { literal: 'The Harbour Group' },
  { literal: 'A & B, Inc.' },
  { family: 'Starhawk' },
]

const anItem = fc.constantFrom(...Object.keys(WORDS)).chain((language) =>
  fc.record(
    {
      id: fc.constant('x'),
      type: fc.constantFrom('book', 'chapter', 'article-journal', 'article-magazine', 'article-newspaper', 'webpage', 'post-weblog', 'report', 'thesis', 'pamphlet', 'paper-conference', 'manuscript', 'entry-encyclopedia', 'review-book', 'motion_picture', 'interview', 'speech', 'standard', 'dataset', 'personal_communication'), // biome-ignore format: one list
      title: fc.constantFrom(...WORDS[language]!),
      language: fc.constant(language),
      author: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 }),
      editor: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 2 }),
      issued: fc.constantFrom(...DATES).map((literal) => ({ literal })),
      'container-title': fc.constantFrom('Mind & Co.', 'ephemera', 'a.example', ...WORDS[language]!),
      translator: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 2 }),
      director: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 2 }),
      'container-author': fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 2 }),
      'original-date': fc.constantFrom(...DATES).map((literal) => ({ literal })),
      'event-title': fc.constantFrom('Peers & Co.', ...WORDS[language]!),
      'reviewed-title': fc.constant('Bread'),
      number: fc.constantFrom('12', 'e12', 'A/33-2'),
      genre: fc.constantFrom('PhD thesis', 'Working paper'),
      status: fc.constantFrom('in press', 'forthcoming'),
      archive: fc.constantFrom('British Library', 'JSTOR'),
      publisher: fc.constantFrom('Freedom Press', 'Verlag Co.'),
      'publisher-place': fc.constant('London'),
      volume: fc.constantFrom('3', 'II'),
      issue: fc.constantFrom('4', '2–3'),
      page: fc.constantFrom('4', '4-9', 'e12'),
      edition: fc.constantFrom('2', 'Revised', '3rd ed.'),
      URL: fc.constant('https://a.example/b'),
      accessed: fc.constant({ 'date-parts': [[2020, 1, 2]] }),
    },
    { requiredKeys: ['id', 'type', 'title', 'language'] },
  ),
)

/** What no entry and no cite may have; French has a space of its own before double marks. */
const NEVER = {
  'doubled spaces': / {2}|\s[,.](?=\s|$)| [);]|[([] /,
  'doubled punctuation': /,,|;;|::|,\.|(?<!\.)\.\.(?!\.)|[?!]\.(?=\s|$)|;\.|,;|:\.|\. \.|, ,|“”/,
  'an empty group': /\(\s*\)|\[\s*\??\]/,
  'raw EDTF': /\d[~%]|\d{2,3}X|\/\.\.|\d-XX|\[1667, |\{1667|T23/,
  'a value that is none': /undefined|NaN|\[object|\bnull\b/,
}

t.test(
  'no style prints a doubled mark, an empty group, EDTF or nothing in the place of something',
  async (t) => {
    const lists = fc.array(anItem, { minLength: 3, maxLength: 8 })
    const styles = ['apa', 'mla', 'chicago', 'chicago-notes', 'harvard', 'nlm', 'ieee']
    await fc.assert(
      fc.asyncProperty(lists, fc.constantFrom(...styles), async (items, style) => {
        const cites = items.map((_, n) => ({ id: `${n}` }))
        const printed = await list(style, items as unknown as CslItem[], cites)
        for (const text of [...printed.entries, ...printed.cites])
          for (const [what, mark] of Object.entries(NEVER))
            if (mark.test(text.replace(/https?:\S+/g, 'address')))
              throw new Error(`${style} has ${what}: ${text}`)
      }),
      { numRuns: runs(120) },
    )
    t.pass('nothing of that was printed')
  },
)

t.test('a list is in the order of what its entries begin with', async (t) => {
  const firsts = ['The delta', 'Étude', 'A zebra', 'Mills', 'An apple', 'O’Brien', 'de Beauvoir', 'NATO', 'The Harbour Group', 'Öztürk', 'Zed', 'ephemera', '1984', 'Łuk'] // biome-ignore format: one list
  const { compare } = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: true, numeric: true })
  const bare = (text: string) => text.replace(/^[“‘]?(?:The|An?) /, '')
  const begun = fc.constantFrom('title', 'group', 'family')
  const entries = fc.uniqueArray(fc.tuple(fc.constantFrom(...firsts), begun), {
    minLength: 3,
    selector: ([first]) => bare(first),
  })
  const styles = fc.constantFrom('mla', 'apa', 'chicago', 'chicago-notes')
  await fc.assert(
    fc.asyncProperty(entries, styles, async (chosen, style) => {
      const items = chosen.map(([first, kind]) => {
        const name = kind === 'group' ? { literal: first } : { family: bare(first), given: 'Jo' }
        const { author: _, ...untitled } = book(kind === 'title' ? first : 'Xenon')
        return kind === 'title' ? untitled : { ...untitled, author: [name] }
      })
      const printed = (await list(style, items)).entries
      const sorted = [...printed].sort((a, b) => compare(bare(a), bare(b)))
      if (printed.join() !== sorted.join()) throw new Error(`${style}: ${printed.join(' / ')}`)
    }),
    { numRuns: runs(60) },
  )
  t.pass('each list was in the order of a collator')
})
