import t from 'tap'
import { referenceName } from '../../src/formats/markdown/links.ts'
import { type Inline, inlineOf, wordsOf } from '../../src/markup/inline.ts'
import { sourceMarks } from '../../src/markup/source-marks.ts'
import { tableOf } from '../../src/markup/table.ts'
import { load } from '../support/load.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'
import { SYNTAX } from './syntax.ts'

/** The blocks of a Markdown text with their marks. */
async function marked(markdown: string) {
  const bytes = Buffer.from(markdown)
  const { document } = load({ bytes, mediaType: 'text/markdown' })
  const { ofBlocks, definitions } = await sourceMarks(inPages(document.segments), bytes)
  return document.blocks.map((block, ordinal) => ({
    ...block,
    marks: ofBlocks.get(ordinal) ?? [],
    definitions,
  }))
}

async function* inPages<T>(items: readonly T[]) {
  yield items.slice(0, 3)
  yield items.slice(3)
}

/** A tree in short: elements as `<name>…</name>`. */
function short(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text
      if (node.type === 'break') return '|'
      if (node.type === 'note') return `{${node.label}}`
      const address = node.href === undefined ? '' : ` ${node.href}`
      return `<${node.element}${address}>${short(node.children)}</${node.element}>`
    })
    .join('')
}

const CASES: Record<string, string> = {
  'Some *em*, **strong** and ***both***.':
    'Some <em>em</em>, <strong>strong</strong> and <em><strong>both</strong></em>.',
  'A `code` and ~~struck~~.': 'A <code>code</code> and <del>struck</del>.',
  'A [link](http://x.example/y "t") here.': 'A <link http://x.example/y>link</link> here.',
  '[one](http://a.example/)[two](http://b.example/)':
    '<link http://a.example/>one</link><link http://b.example/>two</link>',
  'An [evil](javascript:alert(1)) one.': 'An evil one.',
  'See <https://a.example/>.': 'See <link https://a.example/>https://a.example/</link>.',
  'H<sub>2</sub>O and <i class="x">names</i>.': 'H₂O and <i>names</i>.',
  'The 13<sup>th</sup> of M<sub>max</sub>.': 'The 13<sup>th</sup> of M<sub>max</sub>.',
  'A <script>alert(1)</script> word.': 'A alert(1) word.',
  'Never <em>closed': 'Never closed',
  'Closed</em> only': 'Closed only',
  '<em>over <strong>cross</em>ed</strong>': '<em>over cross</em>ed',
  'First  \nsecond<br>third\nline': 'First |second |third line',
  '<ruby>漢字<rt>かんじ</rt></ruby>です': '<ruby>漢字<rt>かんじ</rt></ruby>です',
  'Two notes[^a][^b].\n\n[^a]: A.\n\n[^b]: B.': 'Two notes{a}{b}.',
}

t.test('inline markup is shown as the source has it', async (t) => {
  for (const [markdown, expected] of Object.entries(CASES)) {
    const [block] = await marked(`# Title\n\nA sentence of its own.\n\n${markdown}\n`).then((blocks) =>
      blocks.slice(1),
    )
    t.equal(short(inlineOf(block!.text, block!.marks)), expected, markdown)
  }
})

t.test('a link by reference leads where its definition says, wherever that stands', async (t) => {
  const [block] = await marked(
    '# Title\n\nA [link][Ref  One] here.\n\nMore.\n\n[ref one]: http://a.example/ "t"\n',
  )
  t.equal(block!.definitions.length, 1)
  const references = new Map([[referenceName('REF ONE'), 'http://a.example/']])
  t.equal(
    short(inlineOf(block!.text, block!.marks, { references })),
    'A <link http://a.example/>link</link> here.',
  )
})

t.test('a table has its rows and cells again, also empty ones', async (t) => {
  const [block] = await marked('# T\n\n| a | b *c* | d |\n|---|---|---|\n| 1 | | 3 |\n| | 5 | 6 |\n')
  t.equal(block!.kind, 'table')
  t.strictSame(
    tableOf(block!.text, block!.marks).map((row) => row.map(short)),
    [
      ['a', 'b <em>c</em>', 'd'],
      ['1', '', '3'],
      ['', '5', '6'],
    ],
  )
})

t.test('what was lifted out of a paragraph leaves no mark in it', async (t) => {
  const blocks = await marked(
    '# A title\n\nThe first paragraph ends in a word that is cut by the page, so that the sectarian attacks. In-\n\nA. Author  \nA title  \n2016\n\n**[site.example](http://site.example)**\n\ndeed, the second half of it goes on here until it ends.\n',
  )
  for (const { text, marks } of blocks) t.equal(wordsOf(inlineOf(text, marks)), text)
})

t.test('the words of the tree are the text of the block, whatever the source', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...SYNTAX), { maxLength: 40 }), async (parts) => {
      for (const { text, marks } of await marked(`# T\n\nWord ${parts.join('')} word.\n`))
        if (wordsOf(inlineOf(text, marks)) !== text) throw new Error(JSON.stringify({ text, marks }))
    }),
    { numRuns: runs(2000) },
  )
  t.pass()
})
