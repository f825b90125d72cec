/** Rules and examples of the manuals, style by style: what an editor would mark. */
import t from 'tap'
import { Citer } from '../../src/citing/citer.ts'
import type { CslItem } from '../../src/citing/csl/item.ts'
import { MANUAL_ENTRIES } from './manual-entries.ts'

const citer = new Citer()
const WARD = { family: 'Ward', given: 'Anna' }

function book(title: string, members: Partial<CslItem> = {}): CslItem {
  return { id: title, type: 'book', title, author: [WARD], issued: { 'date-parts': [[2001]] }, ...members }
}

async function list(style: string, items: readonly CslItem[], cites: object[] = []) {
  const named = items.map((item, n) => ({ id: `${n}`, item }))
  const made = await citer.citeMany({
    style,
    items: named,
    cites: cites.map((cite) => ({ id: '0', ...cite })),
  })
  return { entries: made.bibliography.map(({ text }) => text), cites: made.cites.map(({ text }) => text) }
}

async function entry(style: string, item: CslItem): Promise<string | undefined> {
  const alone = await citer.cite({ item, revision: JSON.stringify(item), style })
  const { entries } = await list(style, [item])
  t.equal(entries[0], alone.bibliography.text, 'alone as in a list')
  return entries[0]
}

t.test('the examples that the manuals print', async (t) => {
  for (const { style, item, printed, source } of MANUAL_ENTRIES)
    t.equal(await entry(style, { id: 'x', ...item } as CslItem), printed, source)
})

// The Chicago Manual of Style, 18th edition, 8.160 (examples of rules 1 to 7) and 8.162.
t.test('headline style: conjunctions, parts of names, musical keys', async (t) => {
  const cases = {
    'mnemonics that work are better than rules that do not': 'Mnemonics That Work Are Better Than Rules That Do Not',
    'so long, yet so near': 'So Long, Yet So Near',
    'defenders of da Vinci fail the test: the name is Leonardo': 'Defenders of da Vinci Fail the Test: The Name Is Leonardo',
    'Ortega y Gasset, Osama bin Laden and Hugo von Hofmannsthal': 'Ortega y Gasset, Osama bin Laden and Hugo von Hofmannsthal',
    'della Robbia and the ten commandments': 'Della Robbia and the Ten Commandments',
    'the E-flat concerto': 'The E-flat Concerto',
    'a sonata in F-sharp minor': 'A Sonata in F-sharp Minor',
    'the sharp-flat divide': 'The Sharp-Flat Divide',
    'under-the-counter transactions and out-of-fashion initiatives': 'Under-the-Counter Transactions and Out-of-Fashion Initiatives',
    'a two-thirds majority of non-English-speaking representatives': 'A Two-Thirds Majority of Non-English-Speaking Representatives',
    'strategies for re-establishment': 'Strategies for Re-establishment',
    'England’s monitor; or, the history of the separation': 'England’s Monitor; or, The History of the Separation',
    '¡ya basta! ten years on': '¡Ya Basta! Ten Years On',
    '(un)doing gender: a (re)view': '(Un)doing Gender: A (Re)view',
    'who edits wikipedia.org, and who the f**k reads it': 'Who Edits Wikipedia.org, and Who the F**k Reads It',
    'Looking Up At The Sky: An Essay On The Stars': 'Looking Up at the Sky: An Essay on the Stars',
    'Growing Up In Public: The End': 'Growing Up in Public: The End',
    'a visit to The Hague': 'A Visit to The Hague',
    'THE CONQUEST OF BREAD: A NEW EDITION': 'The Conquest of Bread: A New Edition',
    'WORLD WAR II AND THE U.S. NAVY': 'World War II and the U.S. Navy',
    'USA TODAY': 'USA TODAY',
  } // biome-ignore format: one table
  for (const [title, wanted] of Object.entries(cases))
    t.equal(await entry('chicago', book(title)), `Ward, Anna. 2001. ${wanted}.`)
  t.equal(
    await entry('apa', book('NO GODS, NO MASTERS: A READER')),
    'Ward, A. (2001). No gods, no masters: A reader.',
  )
  const german = book('DIE EROBERUNG DES BROTES', { language: 'de' })
  t.equal(await entry('apa', german), 'Ward, A. (2001). DIE EROBERUNG DES BROTES.')
  t.match((await citer.cite({ item: book('NO GODS NO MASTERS'), revision: '1', style: 'apa' })).warnings, [
    'The title is in capitals throughout: look at the names in it, which lost theirs.',
  ])
  t.equal(
    await entry('mla', book('rich, yet poor')),
    'Ward, Anna. Rich, yet Poor. 2001.',
    'MLA Handbook, 2.90',
  )
})

// MLA Handbook, 9th edition, 5.124; APA, 7th edition, 9.44; The Chicago Manual of Style, 18th edition, 13.70.
t.test('names are in order letter by letter up to the comma', async (t) => {
  const names = ['Benjamin, A', 'ben Yaakov, D', 'Brown, Zed', 'Browning, Al', 'Descartes, R', 'De Sica, V', 'Girard, J', 'Girard-Perregaux, A', 'Morris, R', 'Morris, W', 'Morrison, T', 'Saint-Exupéry, A', 'Singh, Y', 'Singh Siddhu, N', 'St. Denis, R', 'Villafuerte, S', 'Villa-Lobos, J'] // biome-ignore format: one list
  const items = names.map((name) => {
    const [family, given] = name.split(', ')
    return book('T', { author: [{ family: family!, given: given!, 'parse-names': false }] })
  })
  for (const style of ['mla', 'apa', 'chicago', 'chicago-notes']) {
    const { entries } = await list(style, [...items].reverse())
    const found = entries.map((text) => /^[^,]+, \p{L}/u.exec(text)?.[0])
    t.strictSame(found, names.map((name) => /^[^,]+, \p{L}/u.exec(name)?.[0]), style) // biome-ignore format: one call
  }
  const particle = { family: 'Yaakov', given: 'D', 'non-dropping-particle': 'ben' }
  const both = [
    book('T', { author: [particle] }),
    book('T', { author: [{ family: 'Benjamin', given: 'A' }] }),
  ]
  t.strictSame((await list('apa', both)).entries, ['Benjamin, A. (2001). T.', 'ben Yaakov, D. (2001). T.'])
  const titles = ['Newark nights', 'New York days', 'Part 2', 'Part 10'].map((title) => {
    const { author: _, ...untitled } = book(title)
    return untitled
  })
  t.strictSame((await list('mla', [...titles].reverse())).entries, ['Newark Nights. 2001.', 'New York Days. 2001.', 'Part 2. 2001.', 'Part 10. 2001.']) // biome-ignore format: one list
})

// Citing Medicine, 2nd edition, chapters 1 and 2, "Author".
t.test('the National Library of Medicine has rank in ordinals and no full stop in a name', async (t) => {
  const names = { II: 'Adams JA 2nd', III: 'Adams JA 3rd', 'IV.': 'Adams JA 4th', 'Jr.': 'Adams JA Jr' }
  for (const [suffix, printed] of Object.entries(names)) {
    const author = [{ family: 'Adams', given: 'John A.', suffix }]
    t.equal(await entry('nlm', book('A', { author })), `1. ${printed}. A. 2001.`)
  }
  const james = book('A', { author: [{ family: 'St. James', given: 'Charles A.' }] })
  t.equal(await entry('nlm', james), '1. St James CA. A. 2001.')
  t.equal(await entry('apa', james), 'St. James, C. A. (2001). A.')
  t.equal(await entry('nlm', book('A', { author: [{ literal: 'Acme Inc.' }] })), '1. Acme Inc. A. 2001.')
})

// ISO 8601-2, annex A: the ends of an interval may be of different precision.
t.test('a range of dates whose ends are known unequally is printed as far as both are known', async (t) => {
  const magazine = (issued: CslItem['issued']) => book('A', { type: 'article-magazine', 'container-title': 'M', issued: issued! }) // biome-ignore format: one call
  const range = magazine({ 'date-parts': [[2004, 6], [2004, 7, 3]] }) // biome-ignore format: one date
  t.equal(await entry('mla', range), 'Ward, Anna. “A.” M, June–July 2004.')
  t.equal(await entry('apa', range), 'Ward, A. (2004, June–July). A. M.')
  t.equal(await entry('nlm', range), '1. Ward A. A. M. 2004 Jun–Jul.')
  t.equal(await entry('apa', magazine({ raw: '2004-06-12/2005' })), 'Ward, A. (2004–2005). A. M.')
  t.equal(await entry('mla', magazine({ raw: '2004-06/..' })), 'Ward, Anna. “A.” M, 2004–.')
  t.equal(await entry('chicago', book('A', { issued: { raw: 'in press' } })), 'Ward, Anna. In press. A.')
  t.equal(await entry('apa', magazine({ raw: '2004-06/..' })), 'Ward, A. (2004–present). A. M.')
})

// RFC 4452 (info:doi); Crossref, DOI display guidelines.
t.test('a DOI is printed as its address whatever stands before it', async (t) => {
  const spellings = ['info:doi/10.5555/AbC', 'urn:doi:10.5555/AbC', 'DOI=10.5555/AbC', 'doi: https://dx.doi.org/10.5555/AbC', 'https://doi.org/doi:10.5555/AbC', '10.5555/AbC.', 'DOI 10.5555/AbC'] // biome-ignore format: one list
  for (const DOI of spellings)
    t.equal(await entry('apa', book('A', { DOI })), 'Ward, A. (2001). A. https://doi.org/10.5555/AbC', DOI)
  t.equal(await entry('apa', book('A', { DOI: 'doi:doi:doi:doi:x' })), 'Ward, A. (2001). A. https://doi.org/doi:doi:doi:doi:x') // biome-ignore format: one call
})

// APA, 7th edition, 9.19 and 9.50; MLA Handbook, 9th edition, 5.48 to 5.50; The Chicago Manual of Style, 18th edition, 14.15.
t.test('an edition’s ordinal in words is a number, before other words too', async (t) => {
  const cases = {
    Eleventh: ['11th ed.', '11th ed.', '11th ed.'],
    Twentieth: ['20th ed.', '20th ed.', '20th ed.'],
    'Twenty-first edition': ['21st ed.', '21st ed.', '21st ed.'],
    'thirty second ed.': ['32nd ed.', '32nd ed.', '32nd ed.'],
    '2nd revised edition': ['2nd rev. ed.', '2nd revised ed.', '2nd rev. ed.'],
    '3rd rev. ed.': ['3rd rev. ed.', '3rd revised ed.', '3rd rev. ed.'],
    'Fourth, revised and enlarged': ['4th rev. and enl. ed.', '4th revised and enlarged ed.', '4th rev. and enl. ed.'], // biome-ignore format: one row
    'Penguin Classics': ['Penguin Classics ed.', 'Penguin Classics ed.', 'Penguin Classics ed.'],
  }
  for (const [edition, [apa, mla, chicago]] of Object.entries(cases)) {
    t.equal(await entry('apa', book('A', { edition })), `Ward, A. (2001). A (${apa}).`, edition)
    t.equal(await entry('mla', book('A', { edition })), `Ward, Anna. A. ${mla}, 2001.`, edition)
    t.equal(await entry('chicago', book('A', { edition })), `Ward, Anna. 2001. A. ${chicago}`, edition)
  }
})

// APA, 7th edition, 10.5 and 10.12; MLA Handbook, 9th edition, 5.53 and 5.93; The Chicago Manual of Style, 18th edition, 14.99;
// Cite Them Right, 12th edition, "Films" and "Reviews".
t.test('films, reviews, proceedings and articles by number are told as what they are', async (t) => {
  const film = book('Land and freedom', { type: 'motion_picture', director: [{ family: 'Loach', given: 'Ken' }], publisher: 'PolyGram' }) // biome-ignore format: one item
  const { author: _, ...directed } = film
  t.equal(await entry('apa', directed), 'Loach, K. (Director). (2001). Land and freedom [Film]. PolyGram.')
  t.equal(await entry('harvard', directed), 'Land and freedom (2001). Directed by K. Loach [Film]. PolyGram.')
  const review = book('A fine book', { type: 'review-book', 'reviewed-title': 'The commons', 'reviewed-author': [{ family: 'Roe', given: 'C.' }], 'container-title': 'M', volume: '3', page: '1-2' }) // biome-ignore format: one item
  t.equal(
    await entry('chicago', review),
    'Ward, Anna. 2001. “A Fine Book.” Review of The Commons, by C. Roe. M 3: 1–2.',
  )
  t.strictSame((await list('chicago-notes', [review], [{}])).cites, [
    'Anna Ward, “A Fine Book,” review of The Commons, by C. Roe, M 3 (2001): 1–2.',
  ])
  t.equal(
    await entry('harvard', review),
    'Ward, A. (2001) ‘A fine book’, review of The commons, by C. Roe, M, 3, pp. 1–2.',
  )
  const paper = book('On peers', { type: 'paper-conference', 'container-title': 'Proceedings of the Peers Workshop', 'event-title': 'Peers Workshop', publisher: 'ACM', page: '3-9' }) // biome-ignore format: one item
  t.equal(
    await entry('apa', paper),
    'Ward, A. (2001). On peers. In Proceedings of the Peers Workshop (pp. 3–9). ACM.',
  )
  t.equal(
    await entry('harvard', paper),
    'Ward, A. (2001) ‘On peers’, Proceedings of the Peers Workshop. ACM, pp. 3–9.',
  )
  const article = book('A', {
    type: 'article-journal',
    'container-title': 'M',
    volume: '3',
    number: 'e12',
    page: 'e12',
  })
  t.equal(await entry('mla', article), 'Ward, Anna. “A.” M, vol. 3, 2001, article e12.')
  const thesis = book('A', {
    type: 'thesis',
    genre: 'PhD dissertation',
    publisher: 'U',
    archive: 'ProQuest',
    number: '12',
  })
  t.equal(await entry('mla', thesis), 'Ward, Anna. A. 2001. U, PhD dissertation, ProQuest, no. 12.')
  const report = book('A', { type: 'report', genre: 'Working Paper', number: '12' })
  t.equal(await entry('mla', report), 'Ward, Anna. A. Working paper no. 12, 2001.')
})

t.test('a report’s number is no range, an issue’s may be', async (t) => {
  const report = book('A', { type: 'report', genre: 'Discussion Paper', number: '01-7' })
  t.equal(await entry('chicago', report), 'Ward, Anna. 2001. A. Discussion Paper 01-7.')
  const article = book('A', { type: 'article-journal', 'container-title': 'M', volume: '3', issue: '2-3' })
  t.equal(await entry('apa', article), 'Ward, A. (2001). A. M, 3(2–3).')
})

// MLA Handbook, 9th edition, 6.20 and appendix 1; The Chicago Manual of Style, 18th edition, 10.48 and 13.67; IEEE Reference Guide, "Citing references within text".
t.test('locators have the labels of each manual', async (t) => {
  const cases: [label: string, locator: string, mla: string, chicago: string, ieee: string][] = [
    ['chapter', '3', 'ch. 3', 'chap. 3', 'Ch. 3'],
    ['chapter', '4-6', 'chs. 4–6', 'chaps. 4–6', 'Chs. 4–6'],
    ['table', '1', 'table 1', 'table 1', 'Table 1'],
    ['line', '5-6', 'lines 5–6', 'lines 5–6', 'Lines 5–6'],
    ['equation', '2', 'eq. 2', 'eq. 2', 'eq. (2)'],
    ['appendix', 'B', 'app. B', 'app. B', 'Appendix B'],
    ['act', '3', 'act 3', 'act 3', 'Act 3'],
    ['figure', '5', 'fig. 5', 'fig. 5', 'Fig. 5'],
  ]
  for (const [label, locator, mla, chicago, ieee] of cases) {
    const printed = { mla: `(Ward, ${mla})`, chicago: `(Ward 2001, ${chicago})`, 'chicago-notes': `Anna Ward, A (2001), ${chicago}.`, ieee: `[1, ${ieee}]` } // biome-ignore format: one table
    for (const [style, cite] of Object.entries(printed))
      t.strictSame((await list(style, [book('A')], [{ label, locator }])).cites, [cite], `${style} ${label}`)
  }
  for (const [label, cite] of [['table', 'table 1'], ['line', 'line 1']]) // biome-ignore format: two labels
    t.strictSame((await list('harvard', [book('A')], [{ label, locator: '1' }])).cites, [
      `(Ward, 2001, ${cite})`,
    ])
})
