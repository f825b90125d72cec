import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import t from 'tap'
import type { VersionBlock } from '../../src/store/versions.ts'
import type { WorkRecord } from '../../src/store/works.ts'
import { canonicalExact } from '../../src/text/canonical.ts'
import { markdownText } from '../../src/wire/markdown-text.ts'
import { plainText } from '../../src/wire/plain-text.ts'
import { inParts } from '../../src/wire/printed-json.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

const work = {
  metadata: { title: 'A *title*', authors: [{ given: 'Ann', family: 'Other' }], issued: null },
} as unknown as WorkRecord

const KINDS = ['p', 'heading', 'blockquote', 'verse', 'epigraph', 'li', 'pre', 'note', 'table', 'caption']
/** What Markdown could take for its own. */
const MARKS = [
  '*',
  '_',
  '#',
  '-',
  '+',
  '>',
  '`',
  '1.',
  '1)',
  '[a]',
  '<b>',
  '|',
  '~',
  '\\',
  '&amp;',
  '===',
  '---',
  'http://a.b',
  'word',
  'سورية',
  '字',
]

const text = fc
  .array(fc.oneof(fc.constantFrom(...MARKS), fc.string({ unit: 'grapheme', maxLength: 4 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((words) => canonicalExact(words.join(' ')))
  .filter((words) => words !== '')
const block = fc.record({ kind: fc.constantFrom(...KINDS), level: fc.constantFrom(1, 2, 6), text })

/** The form of a block in Markdown: what it is called there. */
function formOf(kind: string): string {
  if (kind === 'li') return 'item'
  if (kind === 'pre') return 'code'
  if (kind === 'heading') return kind
  return ['blockquote', 'verse', 'epigraph'].includes(kind) ? 'blockquote' : 'paragraph'
}

function textOf(node: Nodes): string {
  return 'value' in node ? node.value : 'children' in node ? node.children.map(textOf).join('') : ''
}

/** The blocks that a reader of Markdown finds below the title and the byline, and the number of its lists. */
function readAgain(markdown: string) {
  const blocks: string[][] = []
  let lists = 0
  for (const node of fromMarkdown(markdown).children.slice(2))
    if (node.type === 'list') {
      lists++
      for (const item of node.children)
        blocks.push([node.spread ? 'item of a loose list' : 'item', textOf(item)])
    } else blocks.push([node.type, textOf(node)])
  return { blocks, lists }
}

t.test(
  'the Markdown of a text, of one part or of many, has just its blocks for whoever reads it',
  async (t) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(block, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1, 1, 60),
        async (some, times) => {
          const blocks = Array.from({ length: times }, () => some).flat() as unknown as VersionBlock[]
          const { type, body } = await markdownText(work, inParts(blocks))
          const read = readAgain(body.toString())
          const lists = blocks.filter(({ kind }, n) => kind === 'li' && blocks[n - 1]?.kind !== 'li').length
          t.strictSame(
            [type, read],
            [
              'text/markdown; charset=utf-8',
              { blocks: blocks.map(({ kind, text }) => [formOf(kind), text]), lists },
            ],
          )
        },
      ),
      { numRuns: runs(200), examples: [[[{ kind: 'li', level: 1, text: 'one' }], 450]] },
    )
  },
)

t.test('the plain text has the blocks with a blank line between them', async (t) => {
  for (const length of [0, 1, 199, 200, 201, 1000]) {
    const blocks = Array.from({ length }, (_, n) => ({ kind: 'p', text: `Block ${n}.` })) as VersionBlock[]
    const { body } = await plainText(inParts(blocks))
    t.equal(body.toString(), blocks.map(({ text }) => text).join('\n\n'))
  }
})
