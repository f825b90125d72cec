import t from 'tap'
import { manuscriptFormatOf } from '../../src/manuscripts/formats/registry.ts'
import { manuscriptBlocks } from '../../src/manuscripts/manuscript-blocks.ts'
import { readManuscript } from '../../src/manuscripts/read-manuscript.ts'

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
