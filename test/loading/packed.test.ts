import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import t from 'tap'
import { loadSource } from '../../src/formats/load.ts'
import { toolOf } from '../../src/formats/packed/tool-of.ts'
import type { LoadedDocument } from '../../src/loading/document.ts'
import { canonicalWords } from '../../src/text/canonical.ts'
import { ROOT } from '../support/root.ts'

const load = async (bytes: Uint8Array, fileName = ''): Promise<LoadedDocument> =>
  (await loadSource({ bytes, mediaType: '', fileName })).document

const lines = ({ blocks }: LoadedDocument) =>
  blocks.map(({ kind, level = '', text }) => `${kind}${level} ${text}`)

/** A package of files, by their paths. OpenDocument and EPUB begin with their media type. */
function packageOf(files: Record<string, string>, mimetype?: string): Uint8Array {
  const first =
    mimetype === undefined ? {} : { mimetype: [strToU8(mimetype), { level: 0 as const }] as const }
  const others = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const)
  return zipSync({ ...first, ...Object.fromEntries(others) } as never)
}

const ODT_NAMESPACES = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
  xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"`

function odtOf(body: string, styles = '', meta = ''): Uint8Array {
  return packageOf(
    {
      'content.xml': `<office:document-content ${ODT_NAMESPACES}><office:automatic-styles>${styles}</office:automatic-styles>
        <office:body><office:text>${body}</office:text></office:body></office:document-content>`,
      'meta.xml': `<office:document-meta ${ODT_NAMESPACES}><office:meta>${meta}</office:meta></office:document-meta>`,
    },
    'application/vnd.oasis.opendocument.text',
  )
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

function docxOf(body: string, more: Record<string, string> = {}): Uint8Array {
  return packageOf({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="xml" ContentType="application/xml"/>
      <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...more,
  })
}

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`

/** @param lists files beside the spine: what the package says of each, and what is in it */
function epubOf(
  metadata: string,
  parts: Record<string, string>,
  lists: Record<string, [said: string, content: string]> = {},
): Uint8Array {
  const names = Object.keys(parts)
  return packageOf(
    {
      'META-INF/container.xml': `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
        <rootfile full-path="book/package.opf"/></rootfiles></container>`,
      'book/package.opf': `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:opf="http://www.idpf.org/2007/opf"><metadata>${metadata}</metadata><manifest>
        ${names.map((name, at) => `<item id="i${at}" href="${encodeURI(name)}"/>`).join('')}
        ${Object.entries(lists).map(([name, [said]]) => `<item id="${name}" href="${name}" ${said}/>`)}</manifest><spine>
        ${names.map((_, at) => `<itemref idref="i${at}"/>`).join('')}</spine></package>`,
      ...Object.fromEntries(Object.entries(lists).map(([name, [, content]]) => [`book/${name}`, content])),
      ...Object.fromEntries(
        Object.entries(parts).map(([name, body]) => [
          `book/${name}`,
          `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>${body}</body></html>`,
        ]),
      ),
    },
    'application/epub+zip',
  )
}

t.test(
  'one essay has the same text as a web page, a Word document, an OpenDocument text and a book',
  async (t) => {
    const of = (name: string) => {
      const file = join(ROOT, 'test/fixtures/essays/formats', name)
      return load(readFileSync(file), name)
    }
    const page = lines(await of('twelve.html'))
    t.ok(page.length > 8)
    for (const name of ['twelve.docx', 'twelve.odt', 'twelve.epub'])
      t.strictSame(lines(await of(name)), page, name)
    const words = (document: LoadedDocument) =>
      canonicalWords(document.blocks.map(({ text }) => text).join(' '))
    const [text, markdown] = [words(await of('twelve.html')), words(await of('twelve.md'))]
    t.ok(text.endsWith(markdown), 'and that of the Markdown that all were made of')
  },
)

t.test('what is extracted is the same each time, by the tool that it names', async (t) => {
  const bytes = docxOf(paragraph('At noon it sailed.'))
  const [{ extraction: one }, { extraction: other }] = [await load(bytes), await load(bytes)]
  t.strictSame(Buffer.from(one!.bytes), Buffer.from(other!.bytes))
  const pinned = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).dependencies['mammoth']
  t.strictSame(one!.tool, { name: 'mammoth', version: pinned })
  t.strictSame(
    toolOf('mammoth').version,
    pinned,
    'another version may make another page, for which mirrors would differ',
  )
})

t.test(
  'a Word document keeps quotations, notes, lists and powers, and leaves out what was deleted',
  async (t) => {
    const styles = `<w:styles ${W}><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="Z"><w:name w:val="Zitat"/></w:style>
    <w:style w:type="paragraph" w:styleId="Z2"><w:name w:val="Mein"/><w:basedOn w:val="Z"/></w:style></w:styles>`
    const document = await load(
      docxOf(
        [
          paragraph('The mill', '<w:pStyle w:val="T"/>'),
          paragraph('It ran.'),
          paragraph('Set off by a style.', '<w:pStyle w:val="Z2"/>'),
          paragraph('Set in by hand.', '<w:ind w:left="720"/>'),
          `<w:p>${run('At 10')}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>6</w:t></w:r>${run(' turns.')}
          <w:del w:id="1" w:author="x"><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>`,
        ].join(''),
        { 'word/styles.xml': styles },
      ),
      'mill.docx',
    )
    t.strictSame(
      document.blocks.map(({ kind, text }) => [kind, text]),
      [
        ['p', 'It ran.'],
        ['blockquote', 'Set off by a style.'],
        ['blockquote', 'Set in by hand.'],
        ['p', 'At 10⁶ turns.'],
      ],
    )
    t.match(document.metadata, { title: 'The mill', type: 'document' })
  },
)

t.test(
  'an OpenDocument text keeps its structure, with notes and boxes behind their paragraphs',
  async (t) => {
    const document = await load(
      odtOf(
        `<text:h text:outline-level="2">Night</text:h>
      <text:p>It <text:span text:style-name="I">ran</text:span><text:note><text:note-citation>1</text:note-citation>
        <text:note-body><text:p>Until noon.</text:p></text:note-body></text:note><text:s text:c="2"/>on.<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>
      <text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>
      <text:list text:style-name="L"><text:list-item text:start-value="4"><text:p>four</text:p></text:list-item>
        <text:list-item><text:p>five</text:p></text:list-item></text:list>
      <text:p text:style-name="Quotations">One.</text:p><text:p text:style-name="Quotations">Two.</text:p>
      <text:p text:style-name="Preformatted_20_Text">if x:</text:p><text:p text:style-name="Preformatted_20_Text"><text:s text:c="2"/>y</text:p>
      <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>
        <table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>`,
        `<style:style style:name="I"><style:text-properties fo:font-style="italic"/></style:style>
      <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>`,
        '<dc:title>The mill</dc:title><meta:initial-creator>Ana Pérez</meta:initial-creator><dc:creator>somebody</dc:creator>',
      ),
    )
    t.strictSame(
      document.blocks.map(({ kind, text }) => [kind, text]),
      [
        ['heading', 'Night'],
        ['p', 'It ran on.'],
        ['p', 'In a box.'],
        ['li', 'four'],
        ['li', 'five'],
        ['blockquote', 'One.'],
        ['blockquote', 'Two.'],
        ['pre', 'if x: y'],
        ['table', 'a b'],
        ['note', 'Until noon.'],
      ],
    )
    t.match(document.metadata, { title: 'The mill', authors: [{ given: 'Ana', family: 'Pérez' }] })
    t.match(Buffer.from(document.extraction!.bytes).toString(), '<ol type="1"><li value="4">')
  },
)

t.test('a book is read in the order of its spine, with notes that stand in another file', async (t) => {
  const document = await load(
    epubOf(
      `<dc:title>The mill</dc:title><dc:creator id="a">Ana Pérez</dc:creator><meta refines="#a" property="role">aut</meta>
      <dc:creator id="b">Bo Li</dc:creator><meta refines="#b" property="role">ill</meta><dc:date>1912</dc:date>
      <dc:language>en</dc:language><dc:identifier>urn:isbn:9780306406157</dc:identifier><dc:publisher>unknown</dc:publisher>`,
      {
        'two b.xhtml':
          '<h1>Two</h1><p>It ran<a epub:type="noteref" href="notes.xhtml#n1">1</a> on.</p><script>x</script>',
        'one.xhtml': '<p>It <em>stood</em>.<br/>Still &amp; dark.</p>',
        'notes.xhtml': '<aside epub:type="footnote" id="n1"><p>Until noon.</p></aside>',
      },
    ),
  )
  t.strictSame(
    document.blocks.map(({ kind, text }) => [kind, text]),
    [
      ['heading', 'Two'],
      ['p', 'It ran on.'],
      ['p', 'It stood. Still & dark.'],
      ['note', 'Until noon.'],
    ],
  )
  t.match(document.metadata, {
    title: 'The mill',
    authors: [{ given: 'Ana', family: 'Pérez' }],
    issued: { edtf: '1912' },
    language: 'en',
    type: 'book',
    publisher: null,
  })
})

const pagesOf = ({ statements }: LoadedDocument) =>
  statements.find(({ field }) => field === 'locators')?.value ?? null

t.test(
  'the pages of the printed edition of a book are locators, and their numbers are no words',
  async (t) => {
    const marks = `<p>Before.</p><span epub:type="pagebreak" id="p11" title="11"/><p>It <b>stood</b>
    still<span role="doc-pagebreak" aria-label=" page 12 "></span> and dark.</p>
    <div epub:type="pagebreak">xiii</div><p>At noon.</p>`
    const nav = `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
    <nav epub:type="toc"><ol><li><a href="two.xhtml#h">Two</a></li></ol></nav>
    <nav epub:type="page-list"><ol><li><a href="one.xhtml#p11">11a</a></li><li><a href="two.xhtml#h">14</a></li></ol></nav></body></html>`
    const ncx = `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><pageList>
    <pageTarget type="normal"><navLabel><text>11a</text></navLabel><content src="one.xhtml#p11"/></pageTarget>
    <pageTarget type="normal"><navLabel><text>14</text></navLabel><content src="two.xhtml#h"/></pageTarget></pageList></ncx>`
    const parts = { 'one.xhtml': marks, 'two.xhtml': '<h1>Two</h1><p id="h">It ran.</p><p>On.</p>' }
    const texts = ['Before.', 'It stood still and dark.', 'At noon.', 'It ran.', 'On.']
    for (const [name, list] of [
      ['nav.xhtml', ['properties="nav"', nav]],
      ['toc.ncx', ['media-type="application/x-dtbncx+xml"', ncx]],
    ] as const) {
      const document = await load(epubOf('<dc:title>T</dc:title>', parts, { [name]: [...list] }))
      t.strictSame(
        document.blocks.filter(({ kind }) => kind === 'p').map(({ text }) => text),
        texts,
      )
      const values = { 2: '11a–12', 3: 'xiii', 4: '14', 5: '14' }
      t.strictSame(pagesOf(document), [{ label: 'page', values }], name)
    }
    const alone = await load(epubOf('', { 'one.xhtml': marks }))
    t.strictSame(pagesOf(alone), [{ label: 'page', values: { 2: '11–12', 3: 'xiii' } }])
    t.strictSame(pagesOf(await load(epubOf('', { 'one.xhtml': '<p id="p1">No pages.</p>' }))), null)
  },
)

t.test('what cannot be opened, or is too much, is refused with the cure', async (t) => {
  const whole = docxOf(paragraph('At noon it sailed.'))
  const nested = '<text:section>'.repeat(100_000) + '</text:section>'.repeat(100_000)
  const entity = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
  const refused: [what: string, bytes: Uint8Array, fileName: string, code: string][] = [
    ['cut off', whole.subarray(0, whole.length / 2), 'a.docx', 'unreadable_document'],
    ['no package', strToU8('At noon.'), 'a.odt', 'unreadable_document'],
    ['of another kind', packageOf({ 'a.txt': 'At noon.' }), 'a.epub', 'unreadable_document'],
    ['without a text', packageOf({ 'word/styles.xml': '<a/>' }), 'a.docx', 'unreadable_document'],
    ['nested without end', odtOf(nested), 'a.odt', 'source_too_complex'],
    ['bomb', odtOf(`<text:p>${' '.repeat(40_000_000)}</text:p>`), 'a.odt', 'source_too_complex'],
    [
      'own entities',
      docxOf('', { 'word/document.xml': `${entity}<w:p ${W}>&b;</w:p>` }),
      'a.docx',
      'unreadable_document',
    ],
    ['empty', odtOf(''), 'a.odt', 'empty_text'],
  ]
  for (const [what, bytes, fileName, code] of refused) await t.rejects(load(bytes, fileName), { code }, what)
  const document = await load(whole, 'a.epub')
  t.equal(document.loader.name, 'docx')
  t.match(document.warnings.join('\n'), 'read as Word, by its content, although its name ends in ".epub"')
})
