import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseFragment } from 'parse5'
import t from 'tap'
import { isElement, isText, type Node } from '../../src/formats/html/tree.ts'
import { canonicalExact } from '../../src/text/canonical.ts'
import { load } from '../support/load.ts'
import { rebuildBlocks, rebuildSource } from '../support/rebuild.ts'
import { ROOT } from '../support/root.ts'

function loaded(text: string, fileName = 'text.muse') {
  const bytes = Buffer.from(text)
  const { document } = load({ bytes, mediaType: '', fileName })
  t.ok(Buffer.from(rebuildSource(document.segments, bytes)).equals(bytes))
  t.strictSame(
    rebuildBlocks(document.segments, bytes),
    document.blocks.map(({ text: words }) => words),
  )
  return document
}

const blocks = (body: string) =>
  loaded(`#title The siege\n#lang en\n\n${body}`).blocks.map(
    ({ kind, level = '', text }) => `${kind}${level} ${text}`,
  )

t.test('directives are the metadata of a text, and none is lost', async (t) => {
  const { metadata, statements, warnings, loader } = loaded(
    `#title The *siege*
#subtitle A history
#author J. Smith and others
#SORTauthors Smith, John; Doe, Jane
#LISTtitle Siege, The
#date May 1921
#lang en
#source Retrieved on 8<sup>th</sup> April 2022 from [[https://example.org/a][example.org]]
#notes Translated
 by somebody.

#SORTtopics war, peace
#seriesname Sieges
#seriesnumber 4
#publisher Black Press
#rights CC BY 4.0
#pubdate 2022-04-09T10:00:00
#uid siege-1
#cat essays

It began at noon.`,
    'text.txt',
  )
  t.equal(loader.name, 'muse')
  t.match(metadata, {
    title: 'The siege: A history',
    titleShort: 'The siege',
    authors: [
      { family: 'Smith', given: 'John' },
      { family: 'Doe', given: 'Jane' },
    ],
    issued: { edtf: '1921-05', raw: 'May 1921' },
    language: 'en',
    note: 'Translated by somebody.',
    keywords: ['war', 'peace'],
    collectionTitle: 'Sieges',
    collectionNumber: '4',
    publisher: 'Black Press',
    license: 'CC BY 4.0',
    retrieved: {
      edtf: '2022-04-08',
      raw: '8th April 2022',
      from: { label: 'example.org', url: 'https://example.org/a' },
    },
  })
  const kept = statements.filter(({ field }) => field.startsWith('muse.')).map(({ field }) => field)
  t.strictSame(kept.sort(), [
    'muse.LISTtitle',
    'muse.author',
    'muse.cat',
    'muse.pubdate',
    'muse.source',
    'muse.subtitle',
    'muse.uid',
  ])
  t.match(warnings.join('\n'), 'read as Muse, by its content, although its name ends in ".txt"')
})

t.test('each mark of a block makes what the manual says', async (t) => {
  t.strictSame(
    blocks(`* Part

** Chapter
that goes on

A paragraph
in two lines.

  Quoted by two blanks.

<quote>
One.

Two.
</quote>

          Set in the middle.

                         To the right.

> A line
>   and another

<verse>
One
  two

three
</verse>

<example>
*code*  stays
</example>

; a remark

<comment>
Nothing.
</comment>

----

      * * * * *

<biblio>
A book.
</biblio>`),
    [
      'heading2 Part',
      'heading3 Chapter that goes on',
      'p A paragraph in two lines.',
      'blockquote Quoted by two blanks.',
      'blockquote One.',
      'blockquote Two.',
      'p Set in the middle.',
      'p To the right.',
      'verse A line and another',
      'verse One two three',
      'pre *code* stays',
      'p A book.',
    ],
  )
})

t.test('lists, definitions and tables', async (t) => {
  t.strictSame(
    blocks(` - One
   goes on

   and has a second paragraph.

   3. Within
 - Two

After.

 Term :: What it is

 a | b
 c || d
 |+ A table +|`),
    [
      'li One goes on',
      'li and has a second paragraph.',
      'li Within',
      'li Two',
      'p After.',
      'p Term',
      'li What it is',
      'table a b c d',
      'caption A table',
    ],
  )
})

t.test('notes stand behind the text, and what calls them is no word', async (t) => {
  t.strictSame(
    blocks(`He went [1], and {1} came. [2] Not [3].

[1] Home.

    By train.

[2] Who{1}?

{1} See [1].`),
    ['p He went, and came. Not [3].', 'note Home. By train.', 'note Who?', 'note See [1].'],
  )
})

t.test('marks within words are taken out where they are marks', async (t) => {
  const lines: [string, string][] = [
    ['*one* **two** ***three*** =four= 2*3*4 * five', 'one two three four 2*3*4 * five'],
    ['<em>one</em> <strong>two</strong> m<sup>2</sup> 13<sup>th</sup> <b>', 'one two m² 13th <b>'],
    ['[[https://a.example][a *label*]] [[https://b.example]] [no]', 'a label https://b.example [no]'],
    ['x [[map.png 50 r]] a~~b<br>c', 'x a b c'],
    ['<verbatim>*not*</verbatim> <code>*code*</code>', '*not* *code*'],
    ['<[it]>ciao</[it]> #here', 'ciao #here'],
    ['#anchor words', 'words'],
    ['*open', 'open'],
  ]
  for (const [source, text] of lines) t.strictSame(blocks(`One.\n\n${source}`)[1], `p ${text}`, source)
})

t.test('a file that is to be included and a picture are told', async (t) => {
  const { warnings } = loaded('#title A\n#lang en\n\nOne.\n\n#include other.txt\n\n[[a.png]]')
  t.match(warnings.join('\n'), /1 picture was left out.*\n.*1 other file is to be included/)
})

const REFERENCE = join(ROOT, '../shared/data/muse/text-amuse')

/** The texts of the blocks of a reference reading, and of its notes; tables as their words, in any order. */
function referenceBlocks(html: string): { text: string[]; notes: string[] } {
  const found = { text: [] as string[], notes: [] as string[] }
  const classOf = (node: Node) =>
    isElement(node) ? (node.attrs.find(({ name }) => name === 'class')?.value ?? '') : ''
  const wordsOf = (node: Node): string => {
    if (isText(node)) return node.value
    if (classOf(node) === 'footnote') return '\ue000'
    if (classOf(node) === 'footnotebody') return ''
    if (node.nodeName === 'br') return ' '
    const words = 'childNodes' in node ? node.childNodes.map(wordsOf).join('') : ''
    return /^t[dh]$/.test(node.nodeName) ? `${words} ` : words
  }
  const line = (words: string) =>
    comparable(words.replace(/ *\ue000(?=$|[\s.,;:!?)\]])/g, '').replaceAll('\ue000', ''))
  const walk = (node: Node): void => {
    const kind = classOf(node)
    if (kind === 'comment') return
    if (node.nodeName === 'table' && 'childNodes' in node) {
      const [captions, rows] = [true, false].map((isCaption) =>
        node.childNodes.filter(({ nodeName }) => (nodeName === 'caption') === isCaption).map(wordsOf),
      )
      found.text.push(...captions!.map(line), sorted(line(rows!.join(' '))))
    } else if (/^(?:h[1-6]|pre|dt|p)$/.test(node.nodeName) || kind === 'verse')
      (kind.includes('fnline') ? found.notes : found.text).push(line(wordsOf(node)))
    else if (isText(node)) found.text.push(line(node.value))
    else if ('childNodes' in node) for (const child of node.childNodes) walk(child)
  }
  walk(parseFragment(html))
  return found
}

/** Without the marks of direction that the reference puts in where its source has none. */
function comparable(words: string): string {
  return canonicalExact(words.replace(/[\u200e\u200f]/g, ''))
}

const sorted = (words: string) => words.split(' ').sort().join(' ')
/** What parts sections is no text. */
const withWords = (texts: string[]) => texts.filter((text) => /[\p{L}\p{N}]/u.test(text)).sort()

const wordsAlone = (texts: string[]) =>
  texts
    .join(' ')
    .match(/[\p{L}\p{N}]+/gu)!
    .sort()

t.test(
  'texts are read as the reference reads them',
  { skip: !existsSync(REFERENCE) && 'no shared data' },
  async (t) => {
    const names = readdirSync(REFERENCE).filter((name) => name.endsWith('.muse'))
    const unlike = names.filter((name) => {
      const { blocks: read } = loaded(readFileSync(join(REFERENCE, name), 'utf8'), name)
      const html = readFileSync(join(REFERENCE, name.replace('.muse', '.exp.html')), 'utf8')
      const { text, notes } = referenceBlocks(html)
      const own = (isNote: boolean) =>
        read
          .filter(({ kind }) => (kind === 'note') === isNote)
          .map(({ kind, text: words }) => (kind === 'table' ? sorted(comparable(words)) : comparable(words)))
      // Figures stand in paragraphs there, in which no parser leaves them: of such files the words alone are compared.
      const [theirs, ours] = [text, own(false)].map(html.includes('<img') ? wordsAlone : withWords)
      const isSame = JSON.stringify(theirs) === JSON.stringify(ours)
      return !isSame || notes.some((note) => !own(true).includes(note))
    })
    t.ok(names.length > 50)
    t.strictSame(unlike, [])
  },
)
