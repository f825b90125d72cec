import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { loadSource } from '../../src/formats/load.ts'
import { pdfOf, pdfWith, type SetLine, type SetSheet, streamOf } from '../support/pdf.ts'
import { ROOT } from '../support/root.ts'

const load = async (bytes: Buffer) => (await loadSource({ bytes, mediaType: '', fileName: 'a.pdf' })).document

const [WIDTH, HEIGHT] = [360, 300]
const LEADING = 12
/** Letters on a line. */
const MEASURE = 46

const PARAGRAPHS = [
  'At noon the ferry sailed from the old quay and was gone, which everybody who stood there remembered for years and told their children about.',
  'Nobody saw it leave the harbour, they said, but somebody must have been there, because the ropes were taken in and laid down in their places.',
  'The harbour master wrote it down in his book, as was his habit on such days, and gave the page to the clerk, who read it twice before he signed.',
  'In the evening the wind turned, and the boats came home one after the other with their lamps lit, and the women counted them from the wall.',
  'Of the ferry there was no word that night nor in the week that followed, although letters were sent to every harbour along the whole coast.',
  'Years later a bell was found in the sand at low water, green with age, and the oldest of the fishermen knew the sound of it at once, he said.',
]

const MORE = [
  'The school was built of stone from the broken mole, and the children counted the fossils in its walls when the lessons were long in spring.',
  'Bread came twice a week over the hill road, on the back of a mule that knew the way so well that no man walked beside it after the thaw.',
  'They paid the miller in salted fish until the year of the frost, when even the fish were scarce and he gave out his flour against promises.',
  'A priest wrote down all these promises in a ledger that is kept in the town, where whoever asks for it may turn its pages with clean hands.',
  'Two of the promises were never kept, and the names of those who made them are crossed out in another ink than that of the priest himself.',
  'Whoever reads the ledger today finds a pressed flower at that page, and nobody in the town will say who laid it there or in which summer.',
]

function wrapped(text: string, measure = MEASURE): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= measure)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Lines of paragraphs, each of which begins a little in; pages of so many lines. */
function setIn(
  texts: readonly string[],
  { perPage, first, measure = MEASURE }: { perPage: number; first: number; measure?: number },
): SetLine[][] {
  const lines = texts.flatMap((text) =>
    wrapped(text, measure).map((line, at) => ({ text: line, x: at === 0 ? 42 : 30 })),
  )
  const out: SetLine[][] = []
  for (let at = 0; at < lines.length; at += perPage)
    out.push(lines.slice(at, at + perPage).map((line, row) => ({ ...line, y: first + row * LEADING })))
  return out
}

const page = (lines: SetLine[], folio: string, head = ''): SetSheet => ({
  ...{ width: WIDTH, height: HEIGHT },
  lines: [
    ...(head === '' ? [] : [{ text: head, x: 120, y: 24 }]),
    ...lines,
    ...(folio === '' ? [] : [{ text: folio, x: WIDTH / 2 - 6, y: HEIGHT - 20 }]),
  ],
})

const paragraphsOf = ({ blocks }: Awaited<ReturnType<typeof load>>) =>
  blocks.filter(({ kind }) => kind === 'p').map(({ text }) => text)

/** The printed page of each paragraph, from where its lines were set. */
function pagesOf(pages: readonly SetLine[][], name: (page: number) => string): Record<string, string> {
  const starts = pages.flatMap((lines, at) => lines.filter(({ x }) => x === 42).map(() => at))
  const all = pages.flatMap((lines, at) => lines.map(({ x }) => ({ at, isFirst: x === 42 })))
  const values: Record<string, string> = {}
  let number = 0
  for (const [index, { isFirst }] of all.entries()) {
    if (!isFirst) continue
    const next = all.findIndex((line, later) => later > index && line.isFirst)
    const [from, to] = [starts[number]!, all[(next < 0 ? all.length : next) - 1]!.at]
    values[++number] = from === to ? name(from) : `${name(from)}–${name(to)}`
  }
  return values
}

const TITLE: SetLine[] = [{ text: 'The Lost Ferry', x: 90, y: 40, size: 18 }]

t.test('the pages of a PDF are put together, and the printed page of each paragraph is known', async (t) => {
  const set = setIn(PARAGRAPHS, { perPage: 8, first: 70 })
  for (const [name, of, head] of [
    ['from 37', (at: number) => `${37 + at}`, ''],
    ['roman', (at: number) => ['iii', 'iv', 'v', 'vi'][at]!, ''],
    ['under running heads', (at: number) => `${37 + at}`, 'THE LOST FERRY'],
    ['without numbers', (at: number) => `${at + 1}`, ''],
  ] as const) {
    const printed = name === 'without numbers' ? () => '' : of
    const sheets = set.map((lines, at) =>
      page(at === 0 ? [...TITLE, ...lines] : lines, printed(at), at === 0 ? '' : head),
    )
    const bytes = pdfOf(sheets)
    const document = await load(bytes)
    t.strictSame(paragraphsOf(document), PARAGRAPHS, name)
    t.equal(document.metadata.title, 'The Lost Ferry')
    t.strictSame(document.metadata.locators, [{ label: 'page', values: pagesOf(set, of) }], name)
    const again = await load(bytes)
    t.ok(Buffer.from(again.extraction!.bytes).equals(document.extraction!.bytes), 'the same bytes each time')
  }
})

t.test('every byte of what is extracted has a segment, and words have their places', async (t) => {
  const [lines] = setIn(PARAGRAPHS, { perPage: 100, first: 70 })
  const { extraction, segments } = await load(pdfOf([{ width: WIDTH, height: 800, lines: lines! }]))
  t.equal(segments[0]!.start, 0)
  t.ok(segments.every(({ start }, at) => at === 0 || start === segments[at - 1]!.end))
  t.equal(segments.at(-1)!.end, extraction!.bytes.length)
  const text = Buffer.from(extraction!.bytes).toString()
  t.match(text, /^\tpdf-words 1\n\tpage 1 3600 8000\nAt noon the ferry/)
  t.match(text, /\n?At noon [^\t]*\t100 700 420-540 600-840 /, 'letters are 6 points wide from 42 on')
  const pinned = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).dependencies['pdfjs-dist']
  t.strictSame(extraction!.tool, { name: 'pdfjs-dist', version: pinned })
})

t.test('columns are read one after the other', async (t) => {
  const columns = setIn(PARAGRAPHS, { perPage: 11, first: 80, measure: 34 })
  const sheets: SetSheet[] = [0, 2].flatMap((first) => {
    const [left = [], right = []] = columns.slice(first, first + 2)
    if (left.length === 0) return []
    const beside = right.map((line) => ({ ...line, x: line.x + 250, y: line.y + 1 }))
    return [
      {
        width: 520,
        height: HEIGHT,
        lines: left.flatMap((line, at) => [line, ...(beside[at] ? [beside[at]] : [])]),
      },
    ]
  })
  t.strictSame(paragraphsOf(await load(pdfOf(sheets))), PARAGRAPHS)
})

t.test('two pages on a sheet are two pages, and those of a booklet are put in order', async (t) => {
  const all = [...PARAGRAPHS, ...MORE]
  const set = setIn(all, { perPage: 8, first: 90 })
  const head = ['The Lost Ferry', 'Anna Ward', '11 August 2016']
  const colophon = [
    ...['Anna Ward', 'The Lost Ferry', '11 August 2016'],
    'Retrieved on 13th March 2025 from example.org',
  ]
  const pages = Array.from({ length: 8 }, (_, at) => (set[at] ? page(set[at], `${at + 1}`).lines : []))
  t.equal(set.length, 6, 'one page of the eight is blank, and one has the colophon')
  pages[0] = [...head.map((text, at) => ({ text, x: 90, y: 24 + at * 20 })), ...pages[0]!]
  pages[7] = colophon.map((text, at) => ({ text, x: 30, y: 60 + at * LEADING * (at === 3 ? 2 : 1) }))
  const pairs = [
    [8, 1],
    [2, 7],
    [6, 3],
    [4, 5],
  ]
  const sheets: SetSheet[] = pairs.map((pair) => ({
    ...{ width: WIDTH * 2, height: HEIGHT },
    lines: pair.flatMap((number, half) =>
      pages[number - 1]!.map((line) => ({ ...line, x: line.x + half * WIDTH })),
    ),
  }))
  const document = await load(pdfOf(sheets))
  t.strictSame(paragraphsOf(document), all)
  t.equal(document.metadata.title, 'The Lost Ferry')
})

t.test('notes at the foot are notes, and raised figures are no part of a word', async (t) => {
  const text = [
    ...wrapped('The bell was green with age and cracked along its whole length'),
    'when it came out of the sand.',
  ]
  const lines: SetLine[] = text.map((line, at) => ({ text: line, x: 30, y: 60 + at * LEADING }))
  const last = lines.at(-1)!
  const document = await load(
    pdfOf([
      page(
        [
          ...lines,
          { text: '1', x: 30 + last.text.length * 6, y: last.y - 4, size: 6 },
          { text: '1', x: 30, y: 217, size: 5 },
          { text: 'Museum of the coast, room two.', x: 36, y: 220, size: 8 },
        ],
        '',
      ),
    ]),
  )
  t.strictSame(
    document.blocks.map(({ kind, text }) => [kind, text]),
    [
      ['p', 'The bell was green with age and cracked along its whole length when it came out of the sand.'],
      ['note', 'Museum of the coast, room two.'],
    ],
  )
})

t.test('what programs write into the properties is not believed', async (t) => {
  const sheets = [page(setIn(PARAGRAPHS, { perPage: 100, first: 70 })[0]!.slice(0, 8), '')]
  const program = await load(pdfOf(sheets, { Title: 'Microsoft Word - ferry.doc', Author: 'user' }))
  t.strictSame([program.metadata.title, program.metadata.authors], ['a', []])
  const person = await load(pdfOf(sheets, { Title: 'The Lost Ferry', Author: 'Anna Ward' }))
  t.strictSame(
    [person.metadata.title, person.metadata.authors],
    ['The Lost Ferry', [{ family: 'Ward', given: 'Anna' }]],
  )
})

t.test('what cannot be read is refused with the cure', async (t) => {
  const sheet = page([{ text: 'At noon it sailed.', x: 30, y: 60 }], '')
  const whole = pdfOf([sheet])
  const refused = (bytes: Buffer, code: string, message: RegExp) => t.rejects(load(bytes), { code, message })
  await refused(pdfOf([page([], '')]), 'empty_text', /ocrmypdf/)
  await refused(whole.subarray(0, 300), 'unreadable_document', /damaged/)
  await refused(Buffer.from('%PDF-1.4\n'), 'unreadable_document', /damaged/)
  const many = Array.from({ length: 10_000 }, () => ({ width: 100, height: 100 }))
  await refused(
    pdfWith(
      many,
      many.map(() => streamOf(Buffer.from(''))),
    ),
    'source_too_complex',
    /5000 pages/,
  )
  const nested = Buffer.from(`BT /F 12 Tf ${'['.repeat(200_000)} Tj ET`)
  await refused(pdfWith([sheet], [streamOf(nested)]), 'empty_text', /pictures/)
  t.strictSame(paragraphsOf(await load(whole)), ['At noon it sailed.'], 'others are read after them')
})
