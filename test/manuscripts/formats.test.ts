import assert from 'node:assert/strict'
import { strToU8, zipSync } from 'fflate'
import t from 'tap'
import { manuscriptFormatOf } from '../../src/manuscripts/formats/registry.ts'
import { manuscriptBlocks } from '../../src/manuscripts/manuscript-blocks.ts'
import { readManuscript } from '../../src/manuscripts/read-manuscript.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

const read = (manuscript: string | Uint8Array, mediaType: string) =>
  readManuscript({ bytes: Buffer.from(manuscript), mediaType })
const texts = (manuscript: string | Uint8Array, mediaType: string) =>
  read(manuscript, mediaType).map(({ text }) => text)
/** The blocks as the citations of a manuscript are read from: text, note, references to notes. */
const blocksOf = (manuscript: string | Uint8Array, mediaType: string) => {
  const bytes = Buffer.from(manuscript)
  return manuscriptBlocks(manuscriptFormatOf({ bytes, mediaType }).read(bytes))
}
const notesOf = (manuscript: string | Uint8Array, mediaType: string) =>
  blocksOf(manuscript, mediaType).map(({ text, note, notes }) => ({ text, note, notes }))

t.test('of HTML what browsers quote is read, and where it stands', async (t) => {
  const page =
    '<!doctype html><title>“No words of the page”</title>\n<script>"no words"</script>\n<p>She says <q cite="https://a.example/x">so it <q>ended</q> then</q>, and\n&ldquo;so it <em>began</em> h&egrave;re&rdquo; <code>"not so"</code>.</p>\n<blockquote cite="https://b.example/y"><p>One goes on.<p>Two &amp; three. (Ward 12)</blockquote>\n<p hidden>“Not this”</p>'
  t.match(read(page, 'text/html'), [
    { kind: 'inline', text: 'so it ‘ended’ then', hints: ['https://a.example/x'], start: { line: 3, column: 43 } },
    { kind: 'inline', text: 'so it began hère', start: { line: 4, column: 8 }, end: { line: 4, column: 40 } },
    { kind: 'block', text: 'One goes on. Two & three.', hints: ['https://b.example/y'], start: { line: 5, column: 43 } },
  ]) // biome-ignore format: one quotation a line
  t.strictSame(
    texts('<p>“One<p>“Two” and <b>“three</i>”</b><table>“four”<tr><td>“five”</table>', 'text/html'),
    ['One Two', 'three', 'four', 'five'],
  )
  t.equal(read('<p>“a b c” &nbsp “d e f” ende</p>', 'text/html')[1]!.text, 'd e f')
})

t.test('notes of HTML are blocks of their own, and what refers to them is none of the words', async (t) => {
  const pandoc =
    '<p>He “went home.”<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a> And<sup><a href="#fn2">2</a></sup> so.</p><section role="doc-endnotes"><ol><li id="fn1"><p>Ward 12.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li><li id="fn2">Roe 3.</li></ol></section>'
  t.strictSame(notesOf(pandoc, 'text/html'), [
    {
      text: 'He “went home.” And so.',
      note: null,
      notes: [
        { at: 15, label: 'fn1' },
        { at: 19, label: 'fn2' },
      ],
    },
    { text: 'Ward 12.', note: 'fn1', notes: [] },
    { text: 'Roe 3.', note: 'fn2', notes: [] },
  ])
  t.strictSame(notesOf('He “went home.”[^1]\n\n[^1]: Ward 12.\n', 'text/markdown'), [
    { text: 'He “went home.”', note: null, notes: [{ at: 15, label: '1' }] },
    { text: 'Ward 12.', note: '1', notes: [] },
  ])
})

t.test('pages that are nested beyond what anybody draws are refused, long ones are read', async (t) => {
  t.throws(() => read('<div>'.repeat(501), 'text/html'), {
    code: 'source_too_complex',
    message: /nested more than 500/,
  })
  t.equal(read('<p>“a b c”\n'.repeat(20_000), 'text/html').length, 20_000)
})

t.test('what a manuscript is, its type tells, else its name, else its content', async (t) => {
  const titled = (content: string, fileName?: string, mediaType = '') =>
    manuscriptFormatOf({ bytes: Buffer.from(content), fileName, mediaType }).title
  t.equal(titled('<html>', 'a.qmd'), 'Markdown')
  t.equal(titled('# A', 'a.md', 'text/plain; charset=utf-8'), 'plain text')
  t.equal(titled('\n<!DOCTYPE html><p>'), 'HTML')
  t.equal(titled('# A heading'), 'Markdown')
  t.equal(titled('Words.'), 'Markdown')
  t.throws(() => titled('', 'a.xls'), {
    code: 'unsupported_media_type',
    message: /"\.xls" files.*\.html.*\.md/,
  })
})

t.test(
  'of LaTeX what is printed is read: quotations of csquotes, of environments and between marks',
  async (t) => {
    const paper =
      String.raw`\documentclass{article}
\title{` +
      "``No words of the paper''" +
      String.raw`}
\begin{document}
\section{One}
She says ` +
      "``it's so, na\\\"ive \\emph{and} caf\\'e---here'' and `there it was' % “not so”" +
      String.raw`
then \enquote{so \enquote{it}
ended \textelp{} here} \autocite[see][p.~3]{ward, roe}, \verb|"no code"|.

\textquote[{\cite[12]{ward}}][.]{three words here}, \textcquote[4]{roe}{more words here}, \foreignquote{german}{das ist es}.\footnote{In a \enquote{note of it}.}
\begin{displayquote}[Ward 1999, 12]
One goes on.

Two \& three\\
lines.
\end{displayquote}
\blockcquote[7]{roe}{All of
it.}
\begin{quote}As a block of words.\hfill\textcite[3]{roe}\end{quote}
\begin{verbatim}
"no words at all"
\end{verbatim}
\end{document}
`
    t.match(read(paper, 'application/x-tex'), [
    { kind: 'inline', text: 'it’s so, naïve and café—here', start: { line: 5, column: 12 } },
    { kind: 'inline', text: 'there it was' },
    { kind: 'inline', text: 'so ‘it’ ended […] here', hints: ['ward', 'roe'], start: { line: 6, column: 15 }, end: { line: 7, column: 22 } },
    { kind: 'inline', text: 'three words here.', hints: ['ward'] },
    { kind: 'inline', text: 'more words here', hints: ['roe'] },
    { kind: 'inline', text: 'das ist es' },
    { kind: 'inline', text: 'note of it' },
    { kind: 'block', text: 'One goes on. Two & three lines.', start: { line: 11, column: 1 } },
    { kind: 'block', text: 'All of it.', hints: ['roe'] },
    { kind: 'block', text: 'As a block of words.' },
  ]) // biome-ignore format: one quotation a line
    const text = (manuscript: string) => blocksOf(manuscript, 'application/x-tex').map((block) => block.text)
    t.strictSame(
      text(String.raw`Say \textcite[p.~3]{ward} \citeyear{roe} \parencite{a,b} \parencite[cf.][]{a}.`),
      ['Say @ward [p. 3] [-@roe] [@a; @b] [cf. @a].'],
    )
    t.strictSame(text('A line % comment\nof words.\n\n% all\nB~c\\,d.'), ['A line of words.', 'B c d.'])
    t.strictSame(notesOf(String.raw`He \enquote{went}\footnote{Ward~12.} home.`, 'application/x-tex'), [
      { text: 'He “went” home.', note: null, notes: [{ at: 9, label: '1' }] },
      { text: 'Ward 12.', note: '1', notes: [] },
    ])
    t.throws(() => read('{'.repeat(20_000), 'application/x-tex'), {
      code: 'source_too_complex',
      message: /nested too deeply/,
    })
  },
)

t.test('of a long LaTeX manuscript every quotation has its place, whatever stands around', async (t) => {
  const around = [
    'Words before na\\"ive \\verb|"no words{"| and more, of the sort, % a "comment {',
    '\\textbf word, as \\LaTeX says: \\v{S}koda (in brackets) #1 and 100\\% $x_{12}$',
    '\\begin{verbatim}\n"no } words"\n\\end{verbatim} then these few words',
    '{\\em An open group\n\nthat goes on}, \\emph{set so and so}, and on',
  ]
  const paragraphs = Array.from(
    { length: 400 },
    (_, n) =>
      `${around[n % around.length]}\n\\enquote{the words of number ${n} here} \\autocite[p.~${n}]{key${n}}, said “she of ${n}, and so”.`,
  )
  const manuscript = `\\documentclass{article}\n\\title{“Of no words here”}\n\\begin{document}\n${paragraphs.join('\n\n')}\n\\end{document}\n“behind the end of it”\n`
  const found = read(manuscript, 'application/x-tex')
  t.equal(found.length, 800)
  for (const [at, { text, start, end, hints }] of found.entries()) {
    const n = Math.floor(at / 2)
    const isFirst = at % 2 === 0
    t.equal(text, isFirst ? `the words of number ${n} here` : `she of ${n}, and so`)
    t.equal(manuscript.slice(start.utf16, end.utf16), text)
    if (isFirst) t.strictSame(hints, [`key${n}`])
  }
})

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const ODT = 'application/vnd.oasis.opendocument.text'
const packed = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
const word = (body: string, more: Record<string, string> = {}) =>
  packed({
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${body}</w:body></w:document>`,
    ...more,
  })

t.test(
  'of Word the text as it stands is read: styles, pages, notes, links, no deletions and no fields',
  async (t) => {
    const paragraph = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${text}</w:p>`
    const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
    const document = word(
    [
      paragraph(run('One'), '<w:pStyle w:val="berschrift1"/>'),
      paragraph(`${run('She “went ')}<w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins>${run('home')}</w:ins>${run(' again” ')}<w:hyperlink r:id="r1">${run('here')}</w:hyperlink><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:fldChar/><w:instrText>PAGE “no words at all”</w:instrText></w:r>`),
      paragraph(`<w:r><w:lastRenderedPageBreak/></w:r>${run('As a block')}<w:r><w:br/></w:r>${run('of words. (Ward 12)')}`, '<w:pStyle w:val="Zitat"/>'),
      paragraph(run('It goes on.'), '<w:pStyle w:val="Zitat"/>'),
      paragraph(run('Between.')),
      paragraph(run('Set in by hand, without a style.'), '<w:ind w:left="720"/>'),
      paragraph(run('An item.'), '<w:numPr/><w:ind w:left="720"/>'),
    ].join(''),
    {
      'word/styles.xml': '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Eigen"><w:name w:val="Intense Quote"/></w:style><w:style w:styleId="Zitat"><w:name w:val="Mine"/><w:basedOn w:val="Eigen"/></w:style></w:styles>',
      'word/_rels/document.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="https://a.example/x"/></Relationships>',
      'word/footnotes.xml': `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="0" w:type="separator">${paragraph(run('“not a word of it”'))}</w:footnote><w:footnote w:id="7">${paragraph(run('See “the note of it”.'))}</w:footnote></w:footnotes>`,
    },
  ) // biome-ignore format: a paragraph a line
    t.match(read(document, DOCX), [
    { kind: 'inline', text: 'went home again', hints: ['https://a.example/x'], start: { line: 2, column: 6, paragraph: 2 } },
    { kind: 'block', text: 'As a block of words. (Ward 12) It goes on.', start: { paragraph: 3, page: 2 }, end: { paragraph: 4, page: 2 } },
    { kind: 'block', text: 'Set in by hand, without a style.', start: { paragraph: 6 } },
    { kind: 'inline', text: 'the note of it', start: { part: 'note 1', paragraph: 1 } },
  ]) // biome-ignore format: one quotation a line
    t.match(notesOf(document, DOCX).slice(1, 2), [
      { text: 'She “went home again” here', notes: [{ at: 26, label: 'fn7' }] },
    ])
    t.match(notesOf(document, DOCX).at(-1), { text: 'See “the note of it”.', note: 'fn7' })
  },
)

t.test(
  'of OpenDocument the notes within paragraphs come behind them, remarks and what was deleted do not',
  async (t) => {
    const document = packed({
      'content.xml':
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles><style:style style:name="P1" style:parent-style-name="Quotations"/></office:automatic-styles><office:body><office:text><text:tracked-changes><text:p>“not these words”</text:p></text:tracked-changes><text:h text:outline-level="2">Two</text:h><text:p>She “went<text:s text:c="4000000"/>home<office:annotation><text:p>“a remark of mine”</text:p></office:annotation>”<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>See “the note of it”.</text:p></text:note-body></text:note> again.</text:p><text:p text:style-name="P1">As a<text:soft-page-break/> block of words.</text:p></office:text></office:body></office:document-content>',
    })
    t.match(read(document, ODT), [
      { kind: 'inline', text: 'went home', start: { paragraph: 2 } },
      {
        kind: 'block',
        text: 'As a block of words.',
        start: { paragraph: 3 },
        end: { paragraph: 3, page: 2 },
      },
      { kind: 'inline', text: 'the note of it', start: { part: 'note 1', paragraph: 1 } },
    ])
    t.match(notesOf(document, ODT)[1], { text: 'She “went home” again.', notes: [{ at: 15, label: '1' }] })
  },
)

t.test('bombs and bad files end in a clear problem', async (t) => {
  const refused = (bytes: Uint8Array, code: string, message: RegExp, type = DOCX) =>
    t.throws(() => read(bytes, type), { code, message })
  refused(word(' '.repeat(33 * 1024 * 1024)), 'source_too_complex', /more than 33554432 bytes/)
  refused(
    word(`<w:p><w:r><w:t>${'a'.repeat(2 * 1024 * 1024)}</w:t></w:r></w:p>`),
    'source_too_large',
    /2097153/,
  )
  refused(word('<w:p>'.repeat(600)), 'source_too_complex', /nested more than 500/)
  const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`a${at}`, '']))
  refused(word('', many), 'source_too_complex', /more than 10000 files/)
  const laughs = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'
  refused(
    packed({ 'word/document.xml': laughs }),
    'unreadable_document',
    /not a Word document that can be opened/,
  )
  refused(packed({ 'content.xml': '<a><b></a>' }), 'unreadable_document', /not an OpenDocument text/, ODT)
  refused(packed({ 'a.txt': 'a' }), 'unreadable_document', /not an EPUB/, 'application/epub+zip')
  refused(Buffer.from('\xd0\xcf\x11\xe0 of old', 'latin1'), 'unreadable_document', /password/)
  const lying = word('<w:p><w:r><w:t>“so it is”</w:t></w:r></w:p>')
  Buffer.from(lying.buffer).writeUInt32LE(40, Buffer.from(lying).indexOf('PK\x01\x02', 'latin1') + 24)
  refused(lying, 'unreadable_document', /damaged/)
})

/** Outer and inner marks of many countries: opening, inner opening, inner closing, closing. */
const MARKS = '“‘’” ‘“”’ "\'\'" „‚‘“ „»«” „’’” «“”» «‹›» »›‹« ”’’” »’’» „«»“ 「『』」 『「」』'.split(' ')
const WORDS = 'the harbour froze and it’s don’t dogs’ workers’ l’homme of all years they said'.split(' ')

t.test(
  'quotations nested two deep, in marks of many countries, between apostrophes, are found as written',
  async () => {
    const run = (least: number) =>
      fc.array(fc.constantFrom(...WORDS), { minLength: least, maxLength: least + 4 })
    const parts = fc.tuple(fc.constantFrom(...MARKS), run(3), run(3), fc.boolean(), run(2), run(2))
    const check = ([marks, before, words, isNested, inner, behind]: [
      string,
      string[],
      string[],
      boolean,
      string[],
      string[],
    ]) => {
      const [open, innerOpen, innerClose, close] = [...marks]
      const nested = isNested ? `${innerOpen}we ${inner.join(' ')} too${innerClose} ` : ''
      const straight = (text: string) => (open === '"' ? text.replaceAll('’', "'") : text)
      const quoted = straight(`so ${words.join(' ')} ${nested}in the end`)
      const manuscript = straight(
        `They ${before.join(' ')} here ${open}${quoted}${close} and ${behind.join(' ')} so.`,
      )
      for (const type of ['text/plain', 'text/html']) assert.deepEqual(texts(manuscript, type), [quoted])
    }
    fc.assert(fc.property(parts, check), { numRuns: runs(300) })
  },
)
