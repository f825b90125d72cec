import t from 'tap'
import { assertBounded } from '../../src/formats/markdown/bounds.ts'
import type { LoadedDocument } from '../../src/loading/document.ts'
import { SourceTooComplex } from '../../src/loading/errors.ts'
import { load } from '../support/load.ts'

function loadMarkdown(text: string): LoadedDocument {
  return load({ bytes: Buffer.from(text), mediaType: 'text/markdown', fileName: 'a.md' }).document
}

/** The text of the first block of a source that has nothing else. */
function textOf(markdown: string): string | undefined {
  return loadMarkdown(`Before.\n\n${markdown}`).blocks[1]?.text
}

function blocksOf(markdown: string): [string, string][] {
  return loadMarkdown(markdown).blocks.map(({ kind, text }) => [kind, text])
}

t.test('inline markup is stripped to the words', async (t) => {
  const cases: [string, string][] = [
    ['On the 13<sup>th</sup> day.', 'On the 13th day.'],
    ['*one* _two_ **three** ***four*** ~~five~~', 'one two three four five'],
    ['in*word*emphasis', 'inwordemphasis'],
    ['snake_case_word and 2 * 3 * 4', 'snake_case_word and 2 * 3 * 4'],
    ['a [label](http://a.example "title") b', 'a label b'],
    ['a [full][x] [collapsed][] [x] b\n\n[x]: /u\n[collapsed]: /v', 'a full collapsed x b'],
    ['see [undefined] here', 'see [undefined] here'],
    ['a ![picture](p.png) b', 'a b'],
    ['a `code  *x*` b', 'a code *x* b'],
    ['`` a`b ``', 'a`b'],
    ['&copy; &amp;amp; &#x2014; &#8212; &nosuch;', '© &amp; — — &nosuch;'],
    ['a&nbsp;b&shy;c', 'a bc'],
    ['\\*not emphasis\\* \\[1\\]', '*not emphasis* [1]'],
    ['one  \ntwo\\\nthree<br>four<br/>\nfive', 'one two three four five'],
    ['soft\nbreak\n  indented', 'soft break indented'],
    ['a <!-- secret --> b', 'a b'],
    ['x<span class="a > b">y</span>z', 'xyz'],
    ['<http://a.example/b> and www.a.example', 'http://a.example/b and www.a.example'],
    ['e\u0301 and a\u030a', 'é and å'],
    ['zero\u200bwidth so\u00adft', 'zerowidth soft'],
    ['$a_1 = b_1$', '$a_1 = b_1$'],
  ]
  for (const [markdown, text] of cases) t.equal(textOf(markdown), text, markdown)
})

t.test('blocks have the kinds of their containers, in reading order', async (t) => {
  const markdown = `# Title

Text[^1] goes on.

> Quoted
lazily.
>
> > Deeper.

- one
- two

  more of two
  1. nested

Heading two
-----------

| a | b |
|---|--:|
| *c* | d \\| e |

    indented  code

\`\`\`js
fenced
 code
\`\`\`

[^1]: A note
    in two lines.

    And two paragraphs.

* * *

Last.
`
  t.strictSame(blocksOf(markdown), [
    ['p', 'Text goes on.'],
    ['blockquote', 'Quoted lazily.'],
    ['blockquote', 'Deeper.'],
    ['li', 'one'],
    ['li', 'two'],
    ['li', 'more of two'],
    ['li', 'nested'],
    ['heading', 'Heading two'],
    ['table', 'a b c d | e'],
    ['pre', 'indented code'],
    ['pre', 'fenced code'],
    ['p', 'Last.'],
    ['note', 'A note in two lines.'],
    ['note', 'And two paragraphs.'],
  ])
  t.equal(loadMarkdown('A.\n\n### Three\n\nB.').blocks[1]?.level, 3)
  t.equal(loadMarkdown('A.\n\nTwo\n---\n\nB.').blocks[1]?.level, 2)
})

t.test('HTML blocks give their text, cut at block tags, without comments and scripts', async (t) => {
  const html = `Before.

<div class="x">
<h2>A &amp; B</h2>
<p>First<br>line</p><p>Second <b>bold</b></p>
<script>var p = "<p>no</p>"</script>
<table><tr><td>1</td><td>2</td></tr></table>
</div>

<!-- a
comment -->

After.`
  t.strictSame(blocksOf(html), [
    ['p', 'Before.'],
    ['heading', 'A & B'],
    ['p', 'First line'],
    ['p', 'Second bold'],
    ['table', '1 2'],
    ['p', 'After.'],
  ])
})

t.test('front matter becomes metadata with its place in the source', async (t) => {
  const markdown =
    '---\ntitle: "The Title"\nauthor:\n  - Ann Author\n  - {family: Writer, given: Will}\ndate: Fall 2013\nlang: en-gb\ntags: [a, b]\n---\nText.\n'
  const { metadata, statements, blocks } = loadMarkdown(markdown)
  t.strictSame(blocks, [{ kind: 'p', text: 'Text.' }])
  t.equal(metadata.title, 'The Title')
  t.strictSame(metadata.authors, [
    { family: 'Author', given: 'Ann' },
    { family: 'Writer', given: 'Will' },
  ])
  t.strictSame(metadata.issued, { edtf: '2013-23', raw: 'Fall 2013' })
  t.equal(metadata.language, 'en-GB')
  const title = statements.find((statement) => statement.field === 'title')!
  t.equal(markdown.slice(title.start, title.end), '"The Title"')
  t.strictSame(statements.find((statement) => statement.field === 'frontMatter.tags')?.value, ['a', 'b'])
  t.strictSame(blocksOf('---\n\nNot front matter.\n\n---\n'), [['p', 'Not front matter.']])
})

t.test('what a long file is cut at to be parsed does not show', async (t) => {
  const part = `Paragraph with [ref] and [^n].

\`\`\`
fence

not a *paragraph*
\`\`\`

- item

  ~~~
  in a list

- [other][ref]

<pre>
raw

text</pre>

> quote

> another

`
  const one = blocksOf(`Start.\n\n${part}`).slice(1)
  const many = blocksOf(`Start.\n\n${part.repeat(60)}\n[ref]: /x\n\n[^n]: Note.\n`)
  const withReferences = one.map(([kind, text]) => [
    kind,
    text.replace('[other][ref]', 'other').replace('[ref]', 'ref').replace(' and [^n]', ' and '),
  ])
  t.strictSame(
    many.slice(1, 1 + one.length),
    withReferences.map(([kind, text]) => [kind, text!.replace(' .', ' .')]),
  )
  t.equal(many.length, 1 + one.length * 60 + 1)
  t.strictSame(many.at(-1), ['note', 'Note.'])
})

t.test(
  'an underlined heading after a link definition and a byte order mark after front matter keep their places',
  async (t) => {
    t.strictSame(blocksOf('A.\n\n[x]: http://x.example\n$x$\n===\nB.'), [
      ['p', 'A.'],
      ['heading', '$x$'],
      ['p', 'B.'],
    ])
    t.strictSame(blocksOf('---\ntitle: T\n---\n\ufeff😀'), [['p', '😀']])
  },
)

t.test('offsets after characters of two UTF-16 units are right', async (t) => {
  const bytes = Buffer.from('😀 — *x*\n\n漢字 **y** é\n')
  const { segments, blocks } = load({ bytes, mediaType: 'text/markdown' }).document
  t.strictSame(
    blocks.map((block) => block.text),
    ['😀 — x', '漢字 y é'],
  )
  const copied = segments.filter((segment) => segment.op === 'copy')
  t.strictSame(
    copied.map(({ start, end, target }) => [start, end, target?.start, target?.end]),
    [
      [0, 9, 0, 4],
      [10, 11, 4, 5],
      [14, 21, 0, 3],
      [23, 24, 3, 4],
      [26, 29, 4, 6],
    ],
  )
})

t.test(
  'markdown that would take the parser long is refused before it is parsed, and so by its kind',
  async (t) => {
    const n = 100_000
    const indented = (lines: number, mark: string, step = mark.length) =>
      Array.from({ length: lines }, (_, line) => `${' '.repeat(step * line)}${mark}a`)
    const nested = /more than 32 quotes or lists are open in line 33\./
    const refused: Record<string, [source: string, why: RegExp]> = {
      quotes: ['>'.repeat(n), /open in line 1\./],
      lists: [`${'- '.repeat(n)}a`, /open in line 1\./],
      'lists, one a line': [indented(1000, '- ').join('\n'), nested],
      'lists, one a line, numbered': [indented(1000, '1. ').join('\n'), nested],
      'lists, one a line, by tabs': [indented(1000, '- ').join('\n').replaceAll('  ', '\t'), nested],
      'lists, with empty lines between': [indented(1000, '- ').join('\n\n'), /open in line 65\./],
      'lists in a quote': [
        indented(1000, '- ')
          .map((line) => `> ${line}`)
          .join('\n'),
        /open in line 32\./,
      ],
      'quotes in lists': [indented(1000, '- > ', 2).join('\n'), /open in line \d\d\./],
      'what 30 lists hold': [
        `${indented(30, '- ').join('\n')}${`\n${' '.repeat(60)}b`.repeat(n / 10)}`,
        /nested too much up to line 8348\./,
      ],
      'what 30 lists hold, unmarked': [
        `${indented(30, '- ').join('\n')}${'\nb'.repeat(n / 10)}`,
        /goes on for too many lines without its marks up to line 4502\.|nested too much/,
      ],
      'nested lists on many lines': [
        `${'- '.repeat(32)}a\n`.repeat(n / 65),
        /nested too much up to line 293\./,
      ],
      'nested quotes on many lines': [
        `${'>'.repeat(32)}a\n\n`.repeat(n / 34),
        /nested too much up to line 585\./,
      ],
      'a quote without marks': [
        `> a${'\nb'.repeat(n / 10)}`,
        /too many lines without its marks up to line 4473\./,
      ],
      brackets: ['['.repeat(n), /too many marks/],
      closings: ['a]'.repeat(n), /too many marks/],
      emphasis: ['*a_ '.repeat(n), /too many marks/],
      stars: [`${'*'.repeat(n)}a${'*'.repeat(n)}`, /too many marks/],
      backticks: [Array.from({ length: 400 }, (_, at) => '`'.repeat(at)).join(' '), /too many marks/],
      tags: ['<a b="'.repeat(n), /too many marks/],
      'bars of a table': ['|a'.repeat(n), /a table has too many bars/],
      'pictures in pictures': [`${'!['.repeat(n / 20)}${'](b)'.repeat(n / 20)}`, /too many marks/],
      comments: [`<div>\n${'<!--'.repeat(n)}`, /too many marks/],
    }
    for (const [name, [source, why]] of Object.entries(refused)) {
      t.throws(() => assertBounded(source), { constructor: SourceTooComplex, message: why }, name)
      t.throws(() => loadMarkdown(source), { message: why }, name)
    }
    t.doesNotThrow(() => loadMarkdown('---\na: &a [1]\nb: [*a, *a]\n---\nText.'), 'aliases are not resolved')
  },
)

t.test('markdown as people write it is within the bounds', async (t) => {
  const outline = Array.from({ length: 32 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n')
  const read: Record<string, string> = {
    'an outline of 32 levels, again and again': `${outline}\n`.repeat(400),
    'a book that is quoted as a whole': '> Words of a line of a book.\n'.repeat(20_000),
    'long paragraphs of quotes whose lines are not marked': `> a${'\nb'.repeat(200)}\n\n`.repeat(400),
    'a list of many items': '1. An item of a list.\n'.repeat(20_000),
    'a table of a thousand rows': `| a | b | c | d |\n|---|---|---|---|\n${'| 1 | 2 | 3 | 4 |\n'.repeat(1000)}`,
    'a long bibliography without empty lines': `[Ann Author, *On ferries*](https://example.org/a_b)\n`.repeat(
      400,
    ),
    'rules of spaced marks': `${'* '.repeat(40)}\n\n${'- '.repeat(40)}\n\n`.repeat(100),
  }
  for (const [name, source] of Object.entries(read)) t.doesNotThrow(() => assertBounded(source), name)
})

t.test('a page number between two items that count on is no text', async (t) => {
  const list =
    'Rules\n=====\n\nThese were the rules:\n\n1. Bring wood.\n2. Sweep.\n\n12\n\n3. Shut the door.\n'
  t.strictSame(
    loadMarkdown(list).blocks.map(({ text }) => text),
    ['These were the rules:', 'Bring wood.', 'Sweep.', 'Shut the door.'],
  )
  const sections = '# T\n\n1\n\n- one thing\n\n2\n\n- another thing\n'
  t.equal(loadMarkdown(sections).blocks.length, 4, 'sections are numbered, too')
})

t.test('line blocks of pandoc are verse', async (t) => {
  t.strictSame(
    loadMarkdown('# T\n\n| The tide went out,\n| *the* tide came in\n\nA | b\n').blocks.map(
      ({ kind, text }) => [kind, text],
    ),
    [
      ['verse', 'The tide went out, the tide came in'],
      ['p', 'A | b'],
    ],
  )
})

t.test('ligatures are read as their letters, each with a segment of its own, and told', async (t) => {
  const bytes = Buffer.from('# The oﬃce\n\nThe ﬁrst ﬂeet.\n\n    a ﬁle\n')
  const { document } = load({ bytes, mediaType: 'text/markdown', fileName: 'a.md' })
  t.equal(document.metadata.title, 'The office')
  t.strictSame(
    document.blocks.map(({ text }) => text),
    ['The first fleet.', 'a ﬁle'],
  )
  t.equal(document.segments.filter(({ rule }) => rule === 'ligature').length, 3)
  t.match(document.warnings.join(' '), /3 ligatures/)
})
