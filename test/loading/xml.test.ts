import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { loadSource } from '../../src/formats/load.ts'
import { LoadingError } from '../../src/loading/errors.ts'
import { rebuildBlocks, rebuildSource } from '../support/rebuild.ts'
import { ROOT } from '../support/root.ts'

async function loaded(source: string | Uint8Array, fileName = 'text.xml') {
  const bytes = Buffer.from(source as string)
  const { document } = await loadSource({ bytes, mediaType: '', fileName })
  t.ok(Buffer.from(rebuildSource(document.segments, bytes)).equals(bytes))
  t.strictSame(
    rebuildBlocks(document.segments, bytes),
    document.blocks.map(({ text }) => text),
  )
  return document
}

const fixture = (name: string) => loaded(readFileSync(join(ROOT, 'test/fixtures/xml', name)))

const inTei = (body: string, more = '') =>
  `<?xml version="1.0"?>${more}<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader><text><body>${body}</body></text></TEI>`

const teiBlocks = async (body: string) =>
  (await loaded(inTei(body))).blocks.map(({ kind, level = '', text }) => `${kind}${level} ${text}`)

async function refusal(source: string | Uint8Array) {
  try {
    await loadSource({ bytes: Buffer.from(source as string), mediaType: '', fileName: 'text.xml' })
  } catch (error) {
    if (error instanceof LoadingError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'read'
}

t.test('a drama in TEI has its speeches, verse, notes, pages and lines', async (t) => {
  const { loader, metadata, blocks } = await fixture('drama.tei.xml')
  t.equal(loader.name, 'tei')
  t.match(metadata, {
    title: 'The Ferry: A drama',
    titleShort: 'The Ferry',
    authors: [{ family: 'Boatwright', given: 'Anna' }],
    editors: [{ family: 'Smith', given: 'Jo' }],
    issued: { edtf: '1897' },
    language: 'en-GB',
    publisher: 'Quay Press',
    publisherPlace: 'Hull',
    license: 'https://creativecommons.org/licenses/by/4.0/',
    doi: '10.1234/abc.5',
    keywords: ['ferries', 'war'],
  })
  const texts = blocks.map(({ kind, text }) => `${kind} ${text}`)
  for (const text of [
    'heading Act I',
    'verse It sailed at noon, and nobody saw it leave the harbour.',
    'p They say aside it was a ghost. H²O & x on the next page, inter-national and Begriff and new line.',
    'p I received your letter. “Come soon”, you wrote. all here.',
    'blockquote A block that was quoted.',
    'blockquote In two.',
    'li one',
    'p and goes on bien.',
    'caption Ships',
    'table Name Year Anna 1890',
    'verse Roses are red violets blue',
    'p boat bəʊt n',
    'p a small ship “the boat sank”',
    'note An endnote.',
    'note Or: “heard” it.',
    'note Second part.',
  ])
    t.ok(texts.includes(text), text)
  t.notOk(texts.join().includes('THE FERRY'), 'running heads are furniture')
  const [page, line] = metadata.locators!
  const paragraphs = blocks.filter(({ kind }) => ['p', 'blockquote', 'verse', 'li'].includes(kind))
  const numberOf = (beginning: string) =>
    `${paragraphs.findIndex(({ text }) => text.startsWith(beginning)) + 1}`
  t.equal(page!.values[numberOf('It sailed')], '3')
  t.equal(page!.values[numberOf('They say')], '3–4')
  t.strictSame(line, { label: 'line', values: { [numberOf('It sailed')]: '1–3' } })
})

t.test('an article in JATS has its metadata, sections, floats, notes and references', async (t) => {
  const { loader, metadata, blocks } = await fixture('article.jats.xml')
  t.equal(loader.name, 'jats')
  t.match(metadata, {
    title: 'On ferries: a study',
    authors: [{ family: 'Boatwright', given: 'Anna B.' }, { literal: 'The Ferry Group' }],
    editors: [{ family: 'Smith', given: 'Jo' }],
    issued: { edtf: '2019-04-03' },
    language: 'en',
    type: 'article-journal',
    containerTitle: 'Journal of Ferries',
    containerTitleShort: 'J Ferr',
    publisher: 'Quay',
    publisherPlace: 'Hull',
    volume: '12',
    issue: '3',
    page: '101–120',
    doi: '10.1234/ferr.9',
    issn: '1234-5679',
    pmid: '123',
    license: 'https://creativecommons.org/licenses/by/4.0/',
    abstract: 'We study ferries.',
    keywords: ['ferry', 'boat'],
  })
  t.strictSame(
    blocks.map(({ kind, level = '', text }) => `${kind}${level} ${text}`),
    [
      'heading1 Abstract',
      'p We study ferries.',
      'heading2 1 Introduction',
      'p Ferries sail [1] at noon. By Boatwright Co and ¹³C 10⁶ été. See here.',
      'p Formula a=b and',
      'blockquote quoted words',
      'blockquote Somebody',
      'li first',
      'li second',
      'caption Figure 1 A ferry. At noon.',
      'caption Table 1 Ships',
      'table Name Year Anna 1890',
      'heading3 Nested',
      'p Deep text.',
      'verse one two',
      'heading1 Thanks',
      'p To all.',
      'heading1 References',
      'li Doe J 2010 Boats Sea 3 1',
      'li Roe, R. Ships. 1999;4:5.',
      'note Built.',
      'note The note.',
      'note Inline note.',
    ],
  )
})

t.test('DocBook 4 and 5 have their sections, lists, code, tables and footnotes', async (t) => {
  const manual = await fixture('manual.docbook5.xml')
  t.match(manual.metadata, {
    title: 'Sailing: a manual',
    authors: [{ family: 'Boatwright', given: 'Anna' }, { literal: 'Quay Ltd' }],
    issued: { edtf: '2015-06-01' },
    type: 'book',
    publisher: 'Quay',
    license: 'https://creativecommons.org/licenses/by-sa/4.0/',
    isbn: '978-0-00-000000-2',
    abstract: 'About sailing.',
  })
  t.strictSame(
    manual.blocks.map(({ kind, text }) => `${kind} ${text}`),
    [
      'heading Rope',
      'p Tie knots and “pull ‘hard’” on it. H₂O. See there.',
      'heading Kinds',
      'li bowline',
      'li reef',
      'li twice',
      'p aft',
      'li behind',
      'pre if (a < b) go();',
      'pre $ ls <x> &amp; done',
      'caption Ships',
      'table Name Year Anna 1890',
      'caption Mind',
      'p the gap',
      'blockquote Somebody',
      'blockquote Quoted.',
      'p Head. Body of it.',
      'caption A ship',
      'p Why?',
      'p Because.',
      'p a b',
      'note Not too tight.',
    ],
  )
  const article = await fixture('article.docbook4.xml')
  t.match(article.metadata, { title: 'Seil 1.2', language: 'de', issued: { edtf: '2003' } })
  t.strictSame(
    article.blocks.map(({ kind, text }) => `${kind} ${text}`),
    ['heading Erstes', 'p Text mit 1.2 und Verweis.', 'verse eins zwei', 'heading Tief', 'p Ende.'],
  )
})

t.test('OSIS is cited by its verses, in elements and in milestones', async (t) => {
  const { metadata, blocks } = await fixture('genesis.osis.xml')
  t.match(metadata, { title: 'King James', language: 'en', issued: { edtf: '1769' }, publisher: 'CrossWire' })
  t.strictSame(
    blocks.map(({ kind, text }) => `${kind} ${text}`),
    [
      'heading Genesis',
      'heading Chapter 1',
      'p In the beginning God created the heaven. And the earth.',
      'verse Let there be light, and there was light.',
      'p And God saw.',
      'p And “called” it day.',
      'note Heb. bara',
    ],
  )
  t.strictSame(metadata.locators, [
    { label: 'verse', values: { 1: '1.1–1.2', 2: '1.3', 3: '1.4', 4: '1.5' } },
  ])
})

t.test('emphasis, links and note calls of XML are told as those of HTML', async (t) => {
  const { segments } = await loaded(
    inTei('<p>a <hi rend="bold">b</hi> <ref target="https://a.b/">c</ref><note n="7">d</note> <s>e</s></p>'),
  )
  const kinds = segments.map(({ kind }) => kind).filter((kind) => kind.includes(':') && kind !== 'tag:')
  t.strictSame(kinds, ['tag:strong', 'tag:/strong', 'tag:a', 'tag:/a', 'note-call:7', 'note:7'])
})

t.test('very many elements that belong to nothing behind a verse are read', async (t) => {
  const blocks = await teiBlocks(`<p>Some words.</p><l>A line</l>${'<lb/>'.repeat(145_000)}<p>The end.</p>`)
  t.strictSame(blocks, ['p Some words.', 'verse A line', 'p The end.'])
})

t.test('notes in notes, empty ones and one before all words are read', async (t) => {
  t.strictSame(await teiBlocks('<p><note>first</note>One<note/> two<note>a<note>b</note>c</note>.</p>'), [
    'p One two.',
    'note first',
    'note ac',
    'note b',
  ])
})

t.test('what needs other files, grows, or is broken is refused with the cure', async (t) => {
  const declares = (what: string) => `<!DOCTYPE TEI [${what}]>`
  t.match(await refusal(inTei('<p>&a;</p>', declares('<!ENTITY a SYSTEM "file:///x">'))), /another file/)
  t.match(
    await refusal(inTei('<p>&b;</p>', declares('<!ENTITY a "x"><!ENTITY b "&a;&a;">'))),
    /other entities/,
  )
  const long = declares(`<!ENTITY a "${'x'.repeat(900)}">`)
  t.match(await refusal(inTei(`<p>${'&a;'.repeat(2000)}</p>`, long)), /^source_too_complex/)
  t.match(await refusal(inTei('<div>'.repeat(500_000))), /nested more than 500 deep/)
  t.match(await refusal(inTei('<p>a\n<hi>b</p>')), /^unreadable_document: .* at line 2/)
  t.match(await refusal(inTei('<p>a</p>').slice(0, 150)), /^unreadable_document/)
  t.match(await refusal('<recipe><title>Soup</title></recipe>'), /TEI, JATS, DocBook or OSIS/)
})
