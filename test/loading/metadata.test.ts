import edtf from 'edtf'
import t from 'tap'
import { InvalidManifest } from '../../src/loading/errors.ts'
import { asGivenMetadata } from '../../src/loading/metadata/as-given.ts'
import { dateRange } from '../../src/loading/metadata/date-range.ts'
import { parseDate } from '../../src/loading/metadata/dates.ts'
import { isEdtf } from '../../src/loading/metadata/edtf.ts'
import { CSL_NAMES } from '../../src/loading/metadata/field-names.ts'
import { parseGivenMetadata } from '../../src/loading/metadata/given-metadata.ts'
import { isIsbn, isIssn, normalDoi } from '../../src/loading/metadata/identifiers.ts'
import { readNames } from '../../src/loading/metadata/names.ts'
import { metadataFrom } from '../../src/loading/metadata/shape.ts'
import { load } from '../support/load.ts'
import fc from '../support/properties.ts'

t.test('dates are read as EDTF, in many languages and forms', async (t) => {
  const cases: Record<string, string> = {
    '11 August 2016': '2016-08-11',
    '13th March 2025': '2025-03-13',
    'March 8, 2012': '2012-03-08',
    'November 18th, 2013': '2013-11-18',
    'Dec. 5, 1999': '1999-12-05',
    'Thursday, 11 August 2016': '2016-08-11',
    'August 2016': '2016-08',
    '2018': '2018',
    '1974-05': '1974-05',
    '2021-12-31': '2021-12-31',
    '2012/04/13': '2012-04-13',
    '13/04/2012': '2012-04-13',
    '04/13/2012': '2012-04-13',
    '05/05/2012': '2012-05-05',
    'Fall 2013': '2013-23',
    'Printemps 1968': '1968-21',
    'c. 1905': '1905~',
    'circa 1905': '1905~',
    '1905?': '1905?',
    '1973–1975': '1973/1975',
    '1973-1975': '1973/1975',
    '1973–75': '1973/1975',
    'May–June 2014': '2014-05/2014-06',
    '3–5 May 2014': '2014-05-03/2014-05-05',
    '11 août 2016': '2016-08-11',
    '1er mai 1871': '1871-05-01',
    '11. August 2016': '2016-08-11',
    '11 de agosto de 2016': '2016-08-11',
    '11 agosto 2016': '2016-08-11',
    '11 augustus 2016': '2016-08-11',
    '11 sierpnia 2016': '2016-08-11',
    '11 августа 2016 г.': '2016-08-11',
    '11 август 2016': '2016-08-11',
    '11 серпня 2016': '2016-08-11',
    '11 Ağustos 2016': '2016-08-11',
    '١١ أغسطس ٢٠١٦': '2016-08-11',
    '2008年': '2008',
    '2016年8月11日': '2016-08-11',
    '2016년 8월 11일': '2016-08-11',
  }
  for (const [text, edtf] of Object.entries(cases)) t.equal(parseDate(text), edtf, text)
})

t.test('what is ambiguous, impossible or no date is not guessed', async (t) => {
  const none = [
    '03/04/2012',
    '3.4.2012',
    '30 February 2016',
    '5 May',
    'in May 2014 we',
    'listopad 2016',
    'Spring',
    '1975–1973',
    '',
    'the year of grief',
    '2016-13-40',
  ]
  for (const text of none) t.equal(parseDate(text), null, text)
  t.equal(parseDate('listopad 2016', 'pl'), '2016-11')
  t.equal(parseDate('listopad 2016', 'hr'), '2016-10')
})

t.test('whatever is read as a date is valid EDTF', async () => {
  const parts = fc.constantFrom(
    '11',
    '3',
    'May',
    'août',
    '2016',
    '1905',
    'c.',
    '–',
    '-',
    '/',
    ' ',
    ',',
    'Fall',
    '?',
    '年',
    '99',
    'th',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (words) => {
      const edtf = parseDate(words.join(''))
      return edtf === null || isEdtf(edtf)
    }),
  )
})

/** Each name as `certainty: family / given / particle / suffix`, or whole in brackets. */
function readAs(text: string): string[] {
  return readNames(text).map(({ name, certainty }) => {
    const { family, given, literal, suffix } = name
    const particle = name['non-dropping-particle'] ?? name['dropping-particle']
    const parts = [family, given, particle, suffix].filter((part) => part !== undefined)
    return `${certainty}: ${literal === undefined ? parts.join(' / ') : `[${literal}]`}`
  })
}

t.test('a comma makes the parts of a name certain; without one they are probable', async (t) => {
  const cases: Record<string, string[]> = {
    'Doe, Jane': ['certain: Doe / Jane'],
    'Jane Q. Doe': ['probable: Doe / Jane Q.'],
    'J. R. R. Tolkien': ['probable: Tolkien / J. R. R.'],
    'JANE DOE': ['probable: DOE / JANE'],
    'Jean DUPONT': ['probable: DUPONT / Jean'],
    'Leila Al Shami': ['probable: Al Shami / Leila'],
    'Ursula K. Le Guin': ['probable: Le Guin / Ursula K.'],
    'Ludwig van Beethoven': ['probable: Beethoven / Ludwig / van'],
    'Jan van den Berg Jr.': ['probable: Berg / Jan / van den / Jr.'],
    'van den Berg, Jan': ['certain: Berg / Jan / van den'],
    'Humboldt, Alexander von': ['certain: Humboldt / Alexander / von'],
    'Mohammed al-Jabri': ['probable: al-Jabri / Mohammed'],
    'Martin Luther King, Jr.': ['probable: King / Martin Luther / Jr.'],
    'King, Martin Luther, Jr.': ['certain: King / Martin Luther / Jr.'],
    'Doe, Jane, III': ['certain: Doe / Jane / III'],
    'Gabriel García Márquez': ['probable: García Márquez / Gabriel'],
    'José Ortega y Gasset': ['probable: Ortega y Gasset / José'],
    'Лев Толстой': ['probable: Толстой / Лев'],
  }
  for (const [text, names] of Object.entries(cases)) t.strictSame(readAs(text), names, text)
})

t.test('persons are told apart at the words and marks between them', async (t) => {
  const two = ['probable: Doe / Jane', 'probable: Meyer / Hans']
  for (const between of [' and ', '; ', ';', ' & ', ' und ', ' et ', ' y ', ' e ', ', ', ', and ', ' en '])
    t.strictSame(readAs(`Jane Doe${between}Hans Meyer`), two, between)
  const cases: Record<string, string[]> = {
    'Doe, Jane and Smith, John': ['certain: Doe / Jane', 'certain: Smith / John'],
    'Doe, J., Smith, A. B., & Lee, C.': ['certain: Doe / J.', 'certain: Smith / A. B.', 'certain: Lee / C.'],
    'Jane Doe, John Smith and Ann Lee': [
      ...['probable: Doe / Jane', 'probable: Smith / John', 'probable: Lee / Ann'],
    ],
    'Jane Doe and the Writers Collective': ['probable: Doe / Jane', 'certain: [the Writers Collective]'],
    'Jane Doe; UNHCR': ['probable: Doe / Jane', 'certain: [UNHCR]'],
    'Juan Pérez, Ana Ruiz y María López': [
      ...['probable: Pérez / Juan', 'probable: Ruiz / Ana', 'probable: López / María'],
    ],
    'Mao Zedong, Zhou Enlai': ['unresolved: [Mao Zedong]', 'unresolved: [Zhou Enlai]'],
  }
  for (const [text, names] of Object.entries(cases)) t.strictSame(readAs(text), names, text)
})

t.test('the name of an organisation stays whole', async (t) => {
  for (const name of [
    'The Harbour Group',
    'Smith, Jones and Co.',
    'Department of Health and Human Services',
    'UNHCR',
    'Quay Press',
    'Harbour & Sons Ltd',
    'Collectif du Port',
    'Verein der Lotsen',
    'Sindicato de Estibadores',
    'CrimethInc. Ex-Workers and Friends',
    'Federation of Pilots, Dover',
  ])
    t.strictSame(readAs(name), [`certain: [${name}]`], name)
})

t.test('a name whose parts nobody can know stays whole and is in doubt', async (t) => {
  for (const name of [
    'Plato',
    '毛泽东',
    '村上春樹',
    'Mao Zedong',
    'Kim Dae-jung',
    'Толстой Лев Николаевич',
    'user42 Doe',
    'Anna Maria Luisa Carla Rossi Bianchi',
    'Muhammad ibn Musa al-Khwarizmi',
    'Marx and Engels',
    'Smith, Jones and Brown',
    'Jane and John Doe',
    'HG Wells',
    'bell hooks',
    'de Sade',
    'Dr. Jane Doe',
    'Jane Doe, PhD',
    'Jane D.',
    'Jane Doe (ed.)',
    'Conrad of Montferrat',
  ])
    t.strictSame(readAs(name), [`unresolved: [${name}]`], name)
})

t.test('no name is lost, whatever stands in the line', async () => {
  const parts = fc.constantFrom(
    ...[
      'Jane',
      'Doe',
      'van',
      'Al',
      'Jr.',
      'and',
      'y',
      ',',
      ';',
      '&',
      'Press',
      '毛',
      'J.',
      'UN',
      '7',
      '–',
      ' ',
    ],
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 10 }), (words) => {
      const letters = (text: string) => {
        const said = text.split(/[^\p{L}\d]/u).filter((word) => word !== 'and' && word !== 'y')
        return [...said.join('')].sort().join('')
      }
      const line = words.join(' ')
      const kept = readNames(line).map(({ name }) => Object.values(name).join(' '))
      return letters(kept.join(' ')) === letters(line)
    }),
  )
})

t.test('an ambiguous date keeps its words and says that it is one', async (t) => {
  const { metadata, warnings, blocks } = load({
    bytes: Buffer.from('# T\n\nBy Ann Author\n\n03/04/2012\n\nText.'),
    mediaType: 'text/markdown',
  }).document
  t.strictSame(metadata.issued, { edtf: null, raw: '03/04/2012' })
  t.strictSame(metadata.authors, [{ family: 'Author', given: 'Ann' }])
  t.match(warnings.join(' '), /03\/04\/2012/)
  t.equal(blocks.length, 1)
})

t.test('a heading of any length is text; a title it is up to the bound of titles', async (t) => {
  const titled = (heading: string, fileName?: string) => {
    const bytes = Buffer.from(`${heading}\n\nThe ferry leaves at six.\n`)
    const { metadata, warnings, blocks } = load({
      bytes,
      mediaType: 'text/markdown',
      ...(fileName && { fileName }),
    }).document
    return {
      title: metadata.title,
      warned: warnings.join(' '),
      blocks: blocks.map(({ text }) => text.length),
    }
  }
  const words = (length: number) => '\u{1f6a2}'.repeat(length)
  t.match(titled(`# ${words(1000)}`, 'on-ferries.md'), { title: words(1000), warned: /first heading/ })
  for (const heading of [`# ${words(1001)}`, `${words(1001)}\n---`]) {
    t.match(titled(heading, 'on-ferries.md'), {
      title: 'on ferries',
      warned: /file name/,
      blocks: [2002, 24],
    })
    t.match(titled(heading), { title: 'Untitled', blocks: [2002, 24] })
  }
  t.match(titled(`# ${words(1001)}`, `${words(1001)}.md`), { title: 'Untitled' })
  t.match(titled(`# ${'word '.repeat(100_000)}`, 'a.md'), { title: 'a', blocks: [499_999, 24] })
  const mebibyte = 'a b '.repeat(2 ** 18)
  for (const heading of [`# ${mebibyte}`, `${mebibyte}\nc\n---`])
    t.throws(() => titled(heading), {
      code: 'source_too_complex',
      message: /1048576 characters up to line [12] /,
    })
  t.equal(titled(`# A\n\n${`- ${'a'.repeat(2000)}\n`.repeat(600)}`).blocks.length, 601, 'items are blocks')
})

t.test('what a file says of its work is one line without control characters, as in a manifest', async (t) => {
  const source = `---
title: "On\tferries:\\0 \\e[31m a\\n\\nline\\u2028and more\\x9b"
author:
  - "Ann\\r\\nAuthor\\b"
  - family: "Al\\nShami"
    given: "\\0"
  - name: |
      A Group
      of two lines
publisher: |
  Press
  of  Dover
date: "11 August\\n2016"
license: "\\0 "
url: "http://example.org/\\e"
---
The ferry leaves at six.
`
  const { metadata, statements } = load({ bytes: Buffer.from(source), mediaType: 'text/markdown' }).document
  t.match(metadata, {
    title: 'On ferries: [31m a line and more',
    authors: [
      { family: 'Author', given: 'Ann' },
      { family: 'Al Shami' },
      { literal: 'A Group of two lines' },
    ],
    publisher: 'Press of Dover',
    issued: { edtf: '2016-08-11', raw: '"11 August\\n2016"' },
    license: null,
    url: null,
  })
  t.equal(
    statements.find(({ field }) => field === 'title')?.raw,
    '"On\tferries:\\0 \\e[31m a\\n\\nline\\u2028and more\\x9b"',
    'provenance has it as the file words it',
  )
  t.match(
    statements.find(({ field }) => field === 'frontMatter.license'),
    { raw: '"\\0 "' },
  )
})

/** What is read of a Markdown file with this front matter. */
function headed(...lines: string[]) {
  const { metadata, warnings, statements, blocks } = load({
    bytes: Buffer.from(`${lines.join('\n')}\n\nThe ferry leaves at six.\n`),
    mediaType: 'text/markdown',
  }).document
  return { metadata, warnings: warnings.join('\n'), statements, blocks }
}

t.test('front matter has names in parts, as CSL-YAML, Quarto and people write them', async (t) => {
  const { metadata, warnings } = headed(
    '---',
    'title: Names',
    'author:',
    '  - {family: Berg, given: Jan, non-dropping-particle: van den, suffix: Jr.}',
    '  - literal: The Harbour Pilots',
    '  - name: {family: Doe, given: Jane}',
    '  - {first: Max, last: Roe}',
    '  - name: Smith, Ann',
    'editor: Hans Meyer and Eva Lang',
    '---',
  )
  t.strictSame(metadata.authors, [
    { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van den', suffix: 'Jr.' },
    { literal: 'The Harbour Pilots' },
    { family: 'Doe', given: 'Jane' },
    { family: 'Roe', given: 'Max' },
    { family: 'Smith', given: 'Ann' },
  ])
  t.strictSame(metadata.editors, [
    { family: 'Meyer', given: 'Hans' },
    { family: 'Lang', given: 'Eva' },
  ])
  t.equal(
    warnings,
    'The names "Meyer, Hans", "Lang, Eva" were read as "family name, given name". Where that is wrong, write the name in this order in the file, or give it in a manifest.',
  )
})

t.test(
  'a name that was taken apart or kept whole is told once, unless a manifest names the authors',
  async (t) => {
    t.match(headed('---', 'author: Jane Q. Doe', '---').warnings, /The name "Doe, Jane Q\." was read as/)
    t.match(headed('---', 'author: Plato', '---').warnings, /The name "Plato" is kept whole/)
    t.equal(headed('---', 'title: T', 'author: Doe, Jane and Smith, John', '---').warnings, '')
    t.equal(headed('---', 'title: T', 'author: The Harbour Group', '---').warnings, '')
    const { metadata, warnings } = load({
      bytes: Buffer.from('---\ntitle: T\nauthor: Jane Q. Doe\n---\nText.\n'),
      mediaType: 'text/markdown',
      manifest: { authors: [{ literal: 'Jane Q. Doe' }] },
    }).document
    t.strictSame(metadata.authors, [{ literal: 'Jane Q. Doe' }])
    t.strictSame(warnings, [])
  },
)

t.test('a date with a time is the day that was written, without quotation marks', async (t) => {
  const cases: Record<string, [edtf: string, raw: string]> = {
    '2001-05-06 23:30:00 -0500': ['2001-05-06', '2001-05-06'],
    '2001-05-06T23:30:00Z': ['2001-05-06', '2001-05-06'],
    '2001-05-06T23:30:00.123+02:00': ['2001-05-06', '2001-05-06'],
    '2001-05-06 23:30': ['2001-05-06', '2001-05-06'],
    '"2001-05-06 23:30:00 -0500"': ['2001-05-06', '2001-05-06'],
    "'6 May 2001'": ['2001-05-06', '6 May 2001'],
    '2001': ['2001', '2001'],
    '{year: 2001, month: 5}': ['2001-05', '2001-05'],
    '[{year: 2001}, {year: 2003}]': ['2001/2003', '2001/2003'],
    '{date-parts: [[2001, 5, 6]]}': ['2001-05-06', '2001-05-06'],
  }
  for (const [written, [edtf, raw]] of Object.entries(cases)) {
    const { metadata, statements } = headed('---', 'title: T', `date: ${written}`, '---')
    t.strictSame(metadata.issued, { edtf, raw }, written)
    const { start, end } = statements.find(({ field }) => field === 'issued')!
    const source = `---\ntitle: T\ndate: ${written}\n`
    if (start !== undefined) t.equal(source.slice(start, end), raw, 'it stands there')
  }
  t.match(headed('---', 'title: T', 'date: soonish', '---').metadata.issued, { edtf: null, raw: 'soonish' })
})

t.test('front matter has every variable of CSL by its name, and those of other programs', async (t) => {
  const { metadata, warnings } = headed(
    '---',
    'title: T',
    'type: article-journal',
    'container-title: Journal of Short Crossings',
    'volume: 12',
    'issue: "3"',
    'pages: 45-67',
    'doi: https://doi.org/10.5555/ferries',
    'ISSN: 0317-8471',
    'publisher-place: Dover',
    'series: Harbour studies',
    'event_title: Third meeting',
    'keywords: [ferries, short crossings]',
    'abstract: |',
    '  Of ferries.',
    '  And more.',
    'license: {text: CC-BY-4.0}',
    'tags: [a]',
    'layout: post',
    '---',
  )
  t.match(metadata, {
    type: 'article-journal',
    containerTitle: 'Journal of Short Crossings',
    volume: '12',
    issue: '3',
    page: '45-67',
    doi: '10.5555/ferries',
    issn: '0317-8471',
    publisherPlace: 'Dover',
    collectionTitle: 'Harbour studies',
    eventTitle: 'Third meeting',
    keywords: ['ferries', 'short crossings'],
    abstract: 'Of ferries. And more.',
    license: 'CC-BY-4.0',
  })
  t.equal(warnings, 'No author was found. Name the authors in a manifest.')
  const quarto = headed('---', 'title: T', 'citation:', '  container-title: J', '  volume: 3', '---')
  t.match(quarto.metadata, { containerTitle: 'J', volume: '3' })
})

t.test('what front matter has and nobody understands is told, with the nearest name', async (t) => {
  const told = (line: string) => headed('---', 'title: T', 'author: Doe, Jane', line, '---').warnings
  t.match(told('volme: 3'), /The field "volme" of the front matter is not known: did you mean "volume"\?/)
  t.match(told('mood: bright'), /The field "mood" of the front matter is not known/)
  t.match(
    told('mood: bright\nweather: fine'),
    /The fields "mood", "weather" of the front matter are not known/,
  )
  t.match(told('type: article-jurnal'), /"article-jurnal" of "type".*did you mean "article-journal"\?/)
  t.match(told('doi: ten'), /"ten" of "doi" in the front matter is no DOI/)
  t.match(told('url: example'), /no address/)
  t.match(told('isbn: 978-3-16-148410-1'), /wrong check digit/)
  t.match(told('lang: Klingonese'), /no language that is known/)
  for (const quiet of ['draft: true', 'published: false', 'publisher:', 'weight: 3', 'categories: [a]'])
    t.equal(told(quiet), '', quiet)
})

t.test('a language by its name is its tag, and that is told', async (t) => {
  for (const [name, tag] of Object.entries({ English: 'en', Deutsch: 'de', français: 'fr', Russian: 'ru' })) {
    const { metadata, warnings } = headed('---', 'title: T', `lang: ${name}`, '---')
    t.equal(metadata.language, tag)
    t.match(warnings, `The language "${name}" was read as the language tag "${tag}".`)
  }
  for (const [written, tag] of Object.entries({ 'en-gb': 'en-GB', en_US: 'en-US', deu: 'de', ckb: 'ckb' })) {
    const { metadata, warnings } = headed('---', 'title: T', 'author: Doe, Jane', `lang: ${written}`, '---')
    t.equal(metadata.language, tag)
    t.equal(warnings, '')
  }
  t.throws(() => parseGivenMetadata('{"language":"English"}'), { message: /Write "en"/ })
  t.throws(() => parseGivenMetadata('{"language":"Klingonese"}'), { message: /BCP 47/ })
})

t.test('the heads of Hugo, pandoc and MultiMarkdown are front matter, too', async (t) => {
  const heads: Record<string, string[]> = {
    TOML: ['+++', 'title = "On ferries"', "author = 'Doe, Jane'", 'date = 2001-05-06T23:30:00Z', '+++'],
    'TOML with lists': [
      '+++',
      'date = 2001-05-06',
      'author = [',
      '  "Doe, Jane",',
      ']',
      'title = "On ferries"',
      '+++',
    ],
    pandoc: ['% On', '  ferries', '% Doe, Jane', '% May 6, 2001'],
    MultiMarkdown: ['Title: On ferries', 'Author: Doe, Jane', 'Date: 6 May 2001'],
  }
  for (const [kind, lines] of Object.entries(heads)) {
    for (const mark of ['', '\ufeff']) {
      const { metadata, warnings, statements, blocks } = headed(mark + lines[0], ...lines.slice(1))
      t.equal(metadata.title, 'On ferries', kind)
      t.strictSame(metadata.authors, [{ family: 'Doe', given: 'Jane' }], kind)
      t.equal(metadata.issued?.edtf, '2001-05-06', kind)
      t.equal(warnings, '', kind)
      t.strictSame(
        blocks.map(({ text }) => text),
        ['The ferry leaves at six.'],
        kind,
      )
      const source = Buffer.from(mark + lines.join('\n'))
      for (const { raw, start, end } of statements)
        if (raw !== undefined && start !== undefined)
          t.equal(source.subarray(start, end).toString().trim(), raw)
    }
  }
  t.strictSame(headed('% Title', '% Ann Author; Bob Writer', '% June 1, 2003').metadata.authors, [
    { family: 'Author', given: 'Ann' },
    { family: 'Writer', given: 'Bob' },
  ])
  t.match(headed('% Title', '%', '% 2003').metadata, {
    title: 'Title',
    authors: [],
    issued: { edtf: '2003' },
  })
})

t.test('what only looks like a head is text', async (t) => {
  for (const lines of [
    ['+++'],
    ['+++', 'More and more.', '+++'],
    ['% of all ferries leave', 'at six.'],
    ['Remark: the pilots', 'Author: unknown to us'],
    ['Title: a word of many meanings'],
  ])
    t.ok(headed(...lines).blocks.length > 1, lines.join(' '))
  t.equal(headed('---', 'He said: go: now', '---').metadata.title, 'He said: go: now', 'a heading')
})

t.test('front matter that is not YAML is read key by key, and told with its line', async (t) => {
  const { metadata, warnings, blocks } = headed(
    '---',
    'title: The ice year: a letter',
    'author: Doe, Jane',
    'editor:',
    '  - Roe, Max',
    'keywords: [ferries',
    '  harbours',
    'date: 2001',
    '---',
  )
  t.match(metadata, {
    title: 'The ice year: a letter',
    authors: [{ family: 'Doe', given: 'Jane' }],
    editors: [{ family: 'Roe', given: 'Max' }],
    issued: { edtf: '2001' },
  })
  t.match(
    warnings,
    /Line 2 of the file is not YAML: "title" was read as "The ice year: a letter"\. Put the value in/,
  )
  t.match(
    warnings,
    /Line 6 of the file is not YAML: "keywords" and the lines that belong to it were not read/,
  )
  t.equal(blocks.length, 1)
  const toml = headed('+++', 'title = "T', 'author = "Jane"', '+++')
  t.match(toml.warnings, /The head of the file was not read: line 2 is not TOML/)
  t.equal(toml.metadata.title, 'Untitled')
  t.equal(toml.blocks.length, 1)
})

t.test('so are the title and the byline of a text, and a title from a name', async (t) => {
  const { metadata } = load({
    bytes: Buffer.from('# On \u001b[31mferries\u0007\n\nBy Ann\u0008 Author\n\nThe ferry leaves at six.'),
    mediaType: 'text/markdown',
  }).document
  t.match(metadata, { title: 'On [31mferries', authors: [{ family: 'Author', given: 'Ann' }] })
  const named = load({
    bytes: Buffer.from('Words.'),
    mediaType: 'text/plain',
    fileName: 'on\u001b\nferries.txt',
  })
  t.equal(named.document.metadata.title, 'on ferries')
})

t.test('a byline is read in persons, with a warning, where nobody else names the authors', async (t) => {
  const read = (byline: string, ...head: string[]) => {
    const source = [...head, '# T', '', byline, '', '1 May 2001', '', 'The ferry leaves at six.'].join('\n')
    const { document } = load({ bytes: Buffer.from(source), mediaType: 'text/markdown' })
    const said = document.statements.filter(({ field, origin }) => field === 'author' && origin === 'parsed')
    const places = said.map(({ start, end }) => source.slice(start, end))
    return { authors: document.metadata.authors, warnings: document.warnings.join(' '), places }
  }
  const two = read('By Jane Q. Doe and Jan van den Berg')
  t.strictSame(two.authors, [
    { family: 'Doe', given: 'Jane Q.' },
    { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van den' },
  ])
  t.strictSame(
    two.places,
    ['Jane Q. Doe', 'Jan van den Berg'],
    'each of them stands in its own place of the source',
  )
  t.match(two.warnings, /The names "Doe, Jane Q\.", "van den Berg, Jan" were read as/)
  const group = read('The Harbour Collective')
  t.strictSame(group.authors, [{ literal: 'The Harbour Collective' }])
  t.equal(group.warnings, '')
  const department = read('By Department of Health and Human Services')
  t.strictSame(department.authors, [{ literal: 'Department of Health and Human Services' }])
  const whole = read('By Plato')
  t.strictSame(whole.authors, [{ literal: 'Plato' }])
  t.match(whole.warnings, /The name "Plato" is kept whole/)
  const named = read('By Jane Doe', '---', 'author: {literal: Jane Doe}', '---')
  t.strictSame(named.authors, [{ literal: 'Jane Doe' }])
  t.equal(named.warnings, '')
})

t.test('a line after the title is no byline unless something confirms it', async (t) => {
  const { metadata, blocks } = load({
    bytes: Buffer.from('# T\n\nEarly Life\n\nHe was born.'),
    mediaType: 'text/markdown',
  }).document
  t.strictSame(metadata.authors, [])
  t.equal(blocks.length, 2)
})

t.test('a manifest is taken as it is, its language made canonical', async (t) => {
  const manifest = {
    key: 'k',
    slug: 'a-slug',
    title: 'Titel 😀',
    authors: [{ family: 'Al Shami', given: 'Leila' }, { literal: 'A Group' }],
    issued: '1905~',
    language: 'EN-gb',
    type: 'post-weblog',
    containerTitle: 'C',
    publisher: 'P',
    url: 'https://a.example/ü?b#c',
    license: 'CC-BY-4.0',
    retrieved: { date: '2025-03', label: 'L', url: 'http://l.example' },
    archive: { label: 'A', url: 'http://a.example' },
  }
  t.strictSame(parseGivenMetadata(JSON.stringify(manifest)), { ...manifest, language: 'en-GB' })
  t.strictSame(parseGivenMetadata('{}'), {})
})

/** What a manifest says of an article in a journal, in the names of CSL-JSON. */
const ARTICLE = {
  type: 'article-journal',
  title: 'Ferries without harbours',
  author: [{ family: 'Doe', given: 'Jane Q.' }],
  editor: [{ literal: 'The Harbour Group' }],
  translator: [{ family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van den', suffix: 'Jr.' }],
  issued: '2019-05',
  'container-title': 'Journal of Short Crossings',
  'collection-title': 'Harbour studies',
  volume: 12,
  issue: '3-4',
  page: '45-67',
  DOI: 'https://doi.org/10.5555/Ferries%3C1%3E',
  ISSN: '0317-8471',
  ISBN: '978-3-16-148410-0',
  edition: '2',
  publisher: 'Quay Press',
  'publisher-place': 'Dover',
  'event-title': 'Third meeting of pilots',
  'event-date': '2018-11',
  genre: 'Field report',
  abstract: 'Of ferries.\n\nAnd of harbours.',
  keyword: 'ferries, harbours',
  note: 'With a map.',
  number: 7,
  license: 'CC-BY-4.0',
}

t.test(
  'a manifest may have every variable of CSL that fits a text, by the name that CSL has or its own',
  async (t) => {
    const manifest = parseGivenMetadata(JSON.stringify(ARTICLE))
    const metadata = load({ bytes: Buffer.from('Words.'), mediaType: 'text/plain', manifest }).document
      .metadata
    const expected = {
      type: 'article-journal',
      title: 'Ferries without harbours',
      authors: [{ family: 'Doe', given: 'Jane Q.' }],
      editors: [{ literal: 'The Harbour Group' }],
      translators: [{ family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van den', suffix: 'Jr.' }],
      containerTitle: 'Journal of Short Crossings',
      collectionTitle: 'Harbour studies',
      volume: '12',
      issue: '3-4',
      page: '45-67',
      doi: '10.5555/Ferries<1>',
      issn: '0317-8471',
      isbn: '978-3-16-148410-0',
      edition: '2',
      publisher: 'Quay Press',
      publisherPlace: 'Dover',
      eventTitle: 'Third meeting of pilots',
      genre: 'Field report',
      abstract: 'Of ferries. And of harbours.',
      keywords: ['ferries', 'harbours'],
      note: 'With a map.',
      number: '7',
      license: 'CC-BY-4.0',
    }
    t.match(metadata, expected)
    t.strictSame(metadata.eventDate, { edtf: '2018-11', raw: '2018-11' })
    const { issued, eventDate, ...others } = asGivenMetadata(metadata)
    t.strictSame(others, expected, 'they come back as they were given, in their one spelling')
    t.strictSame([issued, eventDate], ['2019-05', '2018-11'])
    t.strictSame(metadataFrom(JSON.parse(JSON.stringify(metadata))), metadata)
    t.equal(metadataFrom({ ...metadata, editors: 5 }), undefined)
    t.equal(metadataFrom({ ...metadata, eventDate: { edtf: 'x', raw: 'x' } }), undefined)
    for (const variable of CSL_NAMES.keys())
      t.throws(
        () => parseGivenMetadata(JSON.stringify({ [variable]: {} })),
        { code: 'invalid_manifest' },
        variable,
      )
  },
)

t.test('what a work lacks has no member, so that the digests of earlier metadata stay', async (t) => {
  const { metadata } = load({ bytes: Buffer.from('# T\n\nWords.'), mediaType: 'text/markdown' }).document
  t.strictSame(Object.keys(metadata), [
    ...['title', 'authors', 'issued', 'language', 'type', 'containerTitle', 'publisher', 'url', 'license'],
    ...['retrieved', 'archive'],
  ])
})

t.test('identifiers are read in the forms that people write, their check digits computed', async (t) => {
  for (const doi of ['10.1000/182', 'doi:10.1000/182', 'DOI 10.1000/182', 'https://doi.org/10.1000/182'])
    t.equal(normalDoi(doi), '10.1000/182', doi)
  t.equal(normalDoi('http://dx.doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0'), '10.1002/(SICI)1097<1::AID>3.0')
  t.equal(normalDoi('doi:10.1000.10/123'), '10.1000.10/123')
  for (const none of ['', '10.1000', '10.1000/', 'https://example.org/10.1000/182', '10.1000/a b'])
    t.equal(normalDoi(none), null, none)
  // ISO 2108 and 3297 have these numbers as examples.
  for (const isbn of [
    '978-3-16-148410-0',
    '9783161484100',
    '0-306-40615-2',
    '080442957X',
    'ISBN 0-306-40615-2',
  ])
    t.ok(isIsbn(isbn), isbn)
  t.ok(isIsbn('0-306-40615-2, 978-3-16-148410-0'))
  for (const wrong of ['978-3-16-148410-1', '0-306-40615-3', '12345', '0-306-40615-2, 1'])
    t.notOk(isIsbn(wrong), wrong)
  for (const issn of ['0317-8471', '2434-561X', 'ISSN 0317-8471']) t.ok(isIssn(issn), issn)
  for (const wrong of ['0317-8472', '0317', '2434-561Y']) t.notOk(isIssn(wrong), wrong)
})

t.test('a wrong check digit is told and kept; what is no DOI is refused', async (t) => {
  const manifest = parseGivenMetadata('{"issn":"0317-8472","isbn":"978-3-16-148410-1"}')
  const { metadata, warnings } = load({
    bytes: Buffer.from('Words.'),
    mediaType: 'text/plain',
    manifest,
  }).document
  t.match(metadata, { issn: '0317-8472', isbn: '978-3-16-148410-1' })
  t.match(warnings.join(' '), /ISBN "978-3-16-148410-1" has a wrong check digit.*\sThe ISSN "0317-8472"/)
  const refused: [json: string, message: RegExp][] = [
    ['{"DOI":"ten"}', /\/doi is no DOI: "ten"/],
    ['{"DOI":"10.1000/1","doi":"10.1000/1"}', /same as its "DOI"/],
    ['{"volme":"1"}', /did you mean "volume"/],
    ['{"containr-title":"1"}', /did you mean "container-title"/],
    ['{"editor":[{"given":"x"}]}', /\/editors\/0 must have/],
    ['{"original-date":"May"}', /\/originalDate is no EDTF/],
  ]
  for (const [json, message] of refused)
    t.throws(() => parseGivenMetadata(json), { code: 'invalid_manifest', message }, json)
})

t.test('a manifest that is none is refused with field and cure', async (t) => {
  const refuse = (json: string, path: string, message: RegExp) =>
    t.throws(
      () => parseGivenMetadata(json),
      { code: 'invalid_manifest', details: { path }, message },
      json.slice(0, 60),
    )
  refuse('{', '', /no JSON/)
  refuse('[]', '', /JSON object/)
  refuse('null', '', /JSON object/)
  refuse('{"tilte":"x"}', '/tilte', /did you mean "title"/)
  refuse('{"authors":[{"famly":"x"}]}', '/authors/0/famly', /did you mean "family"/)
  refuse('{"archive":{"lable":"x"}}', '/archive/lable', /did you mean "label"/)
  refuse('{"__proto__":{"title":"x"}}', '/__proto__', /not a field/)
  for (const control of ['\\u0000', '\\n', '\\u001b', '\\u009b', '\\u2028'])
    refuse(`{"title":"a${control}b"}`, '/title', /one line of text/)
  refuse('{"authors":[{"given":"x"}]}', '/authors/0', /family/)
  refuse('{"authors":[{"family":"x","literal":"y"}]}', '/authors/0', /either/)
  refuse('{"issued":"May 2014"}', '/issued', /EDTF/)
  refuse('{"retrieved":{"date":"2015-02-29"}}', '/retrieved/date', /EDTF/)
  refuse('{"type":"post-weblogg"}', '/type', /did you mean "post-weblog"/)
  refuse('{"language":"not a tag"}', '/language', /BCP 47/)
  refuse('{"url":"ftp://a.example"}', '/url', /http/)
  refuse('{"url":"javascript:alert(1)"}', '/url', /http/)
  refuse('{"title":" "}', '/title', /one line/)
  refuse('{"title":"a\\u0000b"}', '/title', /one line/)
  refuse('{"title":"\\ud800"}', '/title', /one line/)
  refuse('{"slug":"A b"}', '/slug', /lower-case/)
  for (const slug of ['2rma5yfyxknb207f', '2rma-5yfy-xknb-207f', '2rma5yfyxknb2o7f'])
    refuse(JSON.stringify({ slug }), '/slug', /reads as the id 2rma5yfyxknb207f of a work; add a word/)
  refuse(`{"title":"${'x'.repeat(1001)}"}`, '/title', /1000/)
  refuse(`{"title":"${'x'.repeat(300_000)}"}`, '', /characters/)
  fc.assert(
    fc.property(fc.json(), (json) => {
      try {
        parseGivenMetadata(json)
      } catch (error) {
        if (!(error instanceof InvalidManifest)) throw error
      }
    }),
  )
})

t.test('a year, a month and a day last as long as EDTF says', (t) => {
  const day = (time: number) => {
    const date = new Date(time)
    return date.getUTCFullYear() > 9999 ? null : date.toISOString().slice(0, 10)
  }
  const said = (date: string) => {
    try {
      const { min, max } = edtf(date)
      return { from: day(min), until: day(max) }
    } catch {
      return 'none'
    }
  }
  const found = (date: string) => {
    try {
      return dateRange(date)
    } catch {
      return 'none'
    }
  }
  const two = (number: number) => String(number).padStart(2, '0')
  for (const year of ['0000', '0099', '1900', '2000', '2023', '9999']) {
    t.strictSame(found(year), said(year), year)
    for (let month = 0; month <= 24; month++) {
      const date = `${year}-${two(month)}`
      t.strictSame(found(date), said(date), date)
      for (const number of [0, 1, 15, 28, 29, 30, 31, 32])
        t.strictSame(found(`${date}-${two(number)}`), said(`${date}-${two(number)}`), `${date}-${number}`)
    }
  }
  t.end()
})

t.test('a title that stands on one line with names and date is told apart from them', (t) => {
  const text = 'The people of the city went out to see the ships.\n\nThen they came home again.'
  const read = (head: string) => {
    const bytes = Buffer.from(`${head}\n\n${text}\n`)
    const { title, authors, issued } = load({ bytes, mediaType: 'text/markdown', fileName: 'a.md' }).document
      .metadata
    return [title, authors.map(({ family, literal }) => family ?? literal).join('; '), issued?.edtf]
  }
  for (const [head, right] of [
    ['# The Long Road — Anna Ward, 3 May 1911', ['The Long Road', 'Ward', '1911-05-03']],
    ['# The Long Road – Anna Ward (1911)', ['The Long Road', 'Ward', '1911']],
    ['# The Long Road by Anna Ward', ['The Long Road', 'Ward', undefined]],
    ['# De brug door Wietske Hoekema\n\n11 november 1983', ['De brug', 'Hoekema', '1983-11-11']],
    ['# Peter Kropotkin: Mutual Aid\n\n1902', ['Mutual Aid', 'Kropotkin', '1902']],
    [
      '# Il registro\n\nPubblicato il 4 maggio 1980 da Nives Corradin',
      ['Il registro', 'Corradin', '1980-05-04'],
    ],
    ['# Paris — May 1968', ['Paris — May 1968', '', undefined]],
    ['# Stand by Me', ['Stand by Me', '', undefined]],
    ['# Briefe von Anna Ward', ['Briefe von Anna Ward', '', undefined]],
    ['# The State: Its Historic Role', ['The State: Its Historic Role', '', undefined]],
    ['# The Long Road — Anna Ward\n\nby Tom Hill', ['The Long Road — Anna Ward', 'Hill', undefined]],
  ] as const)
    t.strictSame(read(head), right, head)
  t.end()
})

t.test('the heads of Eleventy and of Hugo in JSON are front matter', (t) => {
  const read = (head: string) =>
    load({ bytes: Buffer.from(`${head}\n\nWords.\n`), mediaType: 'text/markdown', fileName: 'a.md' }).document
  const json = '{\n  "title": "The Ferry",\n  "author": "Lyle, Harriet",\n  "date": "1987-03-09T08:00:00Z"\n}'
  for (const head of [
    `---json\n${json}\n---`,
    json,
    `---toml\ntitle = "The Ferry"\nauthor = "Lyle, Harriet"\ndate = 1987-03-09\n---`,
  ]) {
    const { metadata, blocks } = read(head)
    t.strictSame(
      [metadata.title, metadata.authors[0]?.family, metadata.issued?.edtf],
      ['The Ferry', 'Lyle', '1987-03-09'],
      head,
    )
    t.equal(blocks.length, 1)
  }
  const script = read(
    "---js\n{\n  title: 'The Ferry',\n  slug: function (data) { return data.x + '{' },\n}\n---",
  )
  t.equal(script.metadata.title, 'The Ferry')
  t.match(script.warnings.join(' '), /line 4 is no plain value/)
  t.equal(read('{\n"a": 1\n}').blocks.length, 2, 'an object without a known key is text')
  t.end()
})

t.test('a list in front matter that is not closed gives no name with a bracket', async (t) => {
  const bytes = Buffer.from('---\ntitle: The Orchard\nauthor: [Ines Carrow\n---\n\nNobody asked.\n')
  const { document } = load({ bytes, mediaType: 'text/markdown' })
  t.equal(document.metadata.title, 'The Orchard')
  t.same(document.metadata.authors, [])
  t.ok(document.warnings.some((warning) => warning.startsWith('Line 3 of the file is not YAML: "author"')))
})
