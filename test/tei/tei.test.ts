/** Works as TEI: well-formed whatever is in them, to the letter, and valid by the schema where it is installed. */
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import t from 'tap'
import type { VersionBlock } from '../../src/store/versions.ts'
import { readTeiText, teiDocument } from '../../src/tei/document.ts'
import { SYNTAX } from '../markup/syntax.ts'
import { BASE, buildTestApp, type TestApp } from '../support/app.ts'
import { directoryFor } from '../support/directory.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

const WORK = '2rma5yfyxknb207f'
const FIRST = '5w9k7j84a4g748q6hy57gfg6'
const TEI = 'http://www.tei-c.org/ns/1.0'
/** Of Debian's xmlcopyeditor: made in 2006, so that what is of before and of today's guidelines alike is valid by it. */
const SCHEMA = '/usr/share/xmlcopyeditor/rng/tei_all.rng'

const RICH = `# Rich

## First part

> Whatever begins, ends.

A *word*, a **strong** one, \`code <b>\`, ~~gone~~ and [a link](http://x.example/a?b=1&c=2|3).[^1]

1. One
2. Two & three

- loose <q>item</q>
- H<sub>2</sub>O, <ruby>漢字<rt>かんじ</rt></ruby>, <cite>Cited</cite>, <kbd>K</kbd>, <ins>new</ins>, <abbr>ab</abbr>

### Deeper

| The verse stands
| *over
| lines*

\`\`\`
if (a < b)
  return
\`\`\`

| a | b |
|---|---|
| 1 | *2* |

## Second part

The end.[^1][^none]

[^1]: A note with *words*.
`

interface Imported {
  text: string
  fileName?: string
  mediaType?: string
  manifest?: Record<string, unknown>
}

async function imported({ writer, archive, urls }: TestApp, given: Imported) {
  const { text, mediaType = 'text/markdown', fileName = 'a.md', manifest } = given
  const request = { bytes: Buffer.from(text), mediaType, fileName, ...(manifest && { manifest }) }
  const { work: id } = await writer.importSource(request)
  const work = (await archive.reads.works.named(id))!
  const tei = (await teiDocument(urls, await readTeiText(archive.reads, work))).toString()
  return { work, tei, blocks: await archive.reads.versions.blocks(work.version.no) }
}

/** Throws what is not well-formed. */
const parsed = (tei: string) =>
  new JSDOM(tei, { contentType: 'application/xml' }).window['document'] as Parsed

/** What the tests use of an element of XML. */
interface XmlElement {
  namespaceURI: string
  textContent: string
  parentElement: XmlElement | null
  nextElementSibling: XmlElement | null
  firstElementChild: XmlElement | null
  getAttribute(name: string): string | null
  closest(selector: string): XmlElement | null
}

interface Parsed {
  documentElement: XmlElement
  querySelector(selector: string): XmlElement | null
  querySelectorAll(selector: string): Iterable<XmlElement>
  getElementsByTagNameNS(namespace: string, name: string): Iterable<XmlElement>
}

const elements = (document: Parsed, name: string) => [...document.getElementsByTagNameNS(TEI, name)]

/** The words of a block as its element has them. */
function wordsIn(document: Parsed, { paragraph, ordinal, text, kind }: VersionBlock) {
  const id = paragraph === null ? `b-${ordinal}` : `p-${paragraph}`
  const found = [...document.querySelectorAll('*')].filter((one) => one.getAttribute('xml:id') === id)
  if (found.length !== 1) throw new Error(`${found.length} elements have the id ${id}`)
  const plain = (words: string) => (kind === 'pre' || kind === 'table' ? words.replaceAll(/\s/g, '') : words)
  return [plain(found[0]!.textContent ?? ''), plain(text)]
}

/** What the schema says against documents; nothing when they are valid. It has other names for two attributes of today. */
function faults(
  t: { testdir?: unknown } & Parameters<typeof directoryFor>[0],
  documents: readonly string[],
): string {
  const directory = directoryFor(t)
  const files = documents.map((tei, at) => {
    const file = join(directory, `${at}.xml`)
    writeFileSync(
      file,
      tei.replaceAll(' when="', ' value="').replaceAll('biblScope unit=', 'biblScope type='),
    )
    return file
  })
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--relaxng', SCHEMA, ...files], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  return status === 0
    ? ''
    : stderr
        .split('\n')
        .filter((line) => !line.endsWith('validates'))
        .join('\n')
}

const withoutSchema = existsSync(SCHEMA) ? false : `no ${SCHEMA}: install Debian's xmlcopyeditor`

t.test('a work and each of its versions answer as TEI, by name, extension and media type', async (t) => {
  const { app } = await buildTestApp(t)
  for (const path of [`/works/${WORK}`, `/works/${WORK}/versions/${FIRST}`]) {
    const answer = await app.inject(`${path}.tei.xml`)
    t.equal(answer.statusCode, 200)
    t.equal(answer.headers['content-type'], 'application/tei+xml')
    t.match(answer.headers['repr-digest'], /^sha-256=:/)
    const accepted = await app.inject({ url: path, headers: { accept: 'application/tei+xml' } })
    t.equal(accepted.body, answer.body)
    t.equal((await app.inject(`${path}?format=tei`)).body, answer.body)
    t.match(
      String((await app.inject(path)).headers['link']),
      new RegExp(`${path}[.]tei[.]xml>; rel="alternate(?: item)?"; type="application/tei[+]xml"`),
    )
    const document = parsed(answer.body)
    t.equal(document.documentElement.namespaceURI, TEI)
    t.equal(elements(document, 'idno')[0]!.textContent, `${BASE}/works/${WORK}`)
    t.match(answer.body, '<idno type="sha256">')
    const paragraphs = (await app.inject(`/works/${WORK}/paragraphs`)).json().items
    t.equal(paragraphs.length, 12)
    for (const { id, number, text } of paragraphs) {
      const paragraph = [...document.querySelectorAll('p, quote, item, lg')].find(
        (one) => one.getAttribute('xml:id') === `p-${id}`,
      )
      t.strictSame([paragraph?.getAttribute('n'), paragraph?.textContent], [String(number), text])
    }
  }
})

t.test('headings, notes, verse, quotes, lists, tables, code and spans are what they are', async (t) => {
  const built = await buildTestApp(t, { seed: false })
  const { tei, blocks } = await imported(built, { text: RICH })
  const document = parsed(tei)
  for (const block of blocks) t.strictSame(...(wordsIn(document, block) as [string, string]))
  const shape = (name: string) => elements(document, name).map(({ textContent }) => textContent)
  t.strictSame(shape('head'), ['First part', 'Deeper', 'Second part'])
  t.equal(
    elements(document, 'head')[1]!.closest('div')!.parentElement!.closest('div')!.firstElementChild!
      .textContent,
    'First part',
  )
  t.strictSame(shape('l'), ['The verse stands ', 'over ', 'lines'])
  t.strictSame(shape('label'), ['1.', '2.'])
  t.strictSame(
    elements(document, 'list').map((list) => list.getAttribute('rend')),
    ['ordered', 'unordered'],
  )
  t.strictSame(shape('cell'), ['a', 'b', '1', '2'])
  t.strictSame(shape('eg'), ['if (a < b)\n  return'])
  t.strictSame(shape('ref').slice(-1), ['a link'])
  t.equal(elements(document, 'ref').at(-1)!.getAttribute('target'), 'http://x.example/a?b=1&c=2%7C3')
  const [first, second, ...others] = elements(document, 'ptr').map((one) => one.getAttribute('target'))
  t.equal(first, second)
  t.strictSame(others, [], 'the call of a note that is not there leads nowhere')
  const note = [...document.querySelectorAll('note')].find(
    (one) => `#${one.getAttribute('xml:id')}` === first,
  )
  t.equal(note?.textContent, 'A note with words.')
  t.strictSame(shape('code'), ['code <b>', 'K'])
})

t.test('places of a second numbering begin with milestones', async (t) => {
  const built = await buildTestApp(t, { seed: false })
  const manifest = {
    locators: [
      { label: 'page', values: { '1-2': '12', '3': '13–14' } },
      { label: 'line', values: { '2': '7' } },
    ],
  }
  const { tei } = await imported(built, { text: '# T\n\nOne.\n\nTwo.\n\n- Three.\n\nFour.\n', manifest })
  const milestones = elements(parsed(tei), 'milestone').map((one) => [
    one.getAttribute('unit'),
    one.getAttribute('n'),
    (one.nextElementSibling ?? one.parentElement)?.textContent,
  ])
  t.strictSame(milestones, [
    ['page', '12', 'One.'],
    ['line', '7', 'Two.'],
    ['page', '13–14', 'Three.'],
  ])
})

/** Titles and texts that must survive, and what must break nothing. */
const HARD: Readonly<Record<string, string>> = {
  Arabic: 'كسر حصار حلب',
  Japanese: '吾輩は猫である',
  markup: 'A </title><evil attr="x">&amp; ]]> --> title',
  astral: '𝒳 🧿 title',
  controls: 'Bell \u0007 and \u0001 \ufffe end',
}

t.test('titles and texts of any script survive; markup and control characters break nothing', async (t) => {
  const built = await buildTestApp(t, { seed: false })
  for (const [name, words] of Object.entries(HARD)) {
    const { tei, work } = await imported(built, {
      text: `${words} begins.\n\nThe second has ${words}.\n`,
      mediaType: 'text/plain',
      fileName: `${words}.txt`,
      manifest: {
        title: words,
        language: name === 'Arabic' ? 'ar' : 'x"><evil',
        authors: [{ family: words, given: words }],
        license: words,
        keywords: [words],
      },
    })
    const document = parsed(tei)
    t.notOk(document.querySelector('evil'), name)
    const last = elements(document, 'p').at(-1)!.textContent
    t.equal(last, `The second has ${words.replaceAll(/\p{Cc}|\ufffe/gu, '\ufffd')}.`, name)
    const title = elements(document, 'title')[0]!.textContent
    t.equal(title, name === 'controls' ? 'Bell and end' : work.metadata.title, name)
  }
})

t.test('whatever markup a text has, its TEI is well-formed and has its words', async (t) => {
  const built = await buildTestApp(t, { seed: false })
  const written: string[] = []
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...SYNTAX, '## ', '| ', '1. '), { minLength: 5, maxLength: 60 }),
      async (parts) => {
        const { tei, blocks } = await imported(built, { text: `# Title\n\nWord ${parts.join('')} word.\n` })
        const document = parsed(tei)
        for (const block of blocks) {
          const [found, wanted] = wordsIn(document, block)
          if (found !== wanted) throw new Error(`${wanted} is written as ${found}`)
        }
        written.push(tei)
      },
    ),
    { numRuns: runs(100) },
  )
  if (!withoutSchema) t.equal(faults(t, written), '')
})

t.test('the TEI is valid', { skip: withoutSchema }, async (t) => {
  const built = await buildTestApp(t)
  const seed = (await built.app.inject(`/works/${WORK}.tei.xml`)).body
  const manifest = {
    language: 'de',
    issued: '1921-05',
    editors: [{ family: 'Beek', given: 'Ann', 'non-dropping-particle': 'van' }],
    translators: [{ literal: 'A Collective' }],
    license: 'https://creativecommons.org/licenses/by/4.0/',
    keywords: ['one', 'two words'],
    publisher: 'P',
    volume: '2',
    page: '1-3',
    doi: '10.1000/182',
    locators: [{ label: 'page', values: { '1-3': '12', '4': '13–14' } }],
  }
  const rich = await imported(built, { text: RICH, manifest })
  const named = await imported(built, {
    text: 'A plain one.\n',
    mediaType: 'text/plain',
    manifest: { title: 'T', license: 'MIT' },
  })
  t.equal(faults(t, [seed, rich.tei, named.tei]), '')
  t.not(faults(t, [seed.replace('<body>', '<body><evil/>')]), '', 'the schema finds what is wrong')
})
