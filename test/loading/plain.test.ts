import t from 'tap'
import { formatOf } from '../../src/formats/choosing.ts'
import type { LoadedSource } from '../../src/formats/load.ts'
import type { LoadedDocument, LoadRequest } from '../../src/loading/document.ts'
import { load } from '../support/load.ts'
import { rebuildSource } from '../support/rebuild.ts'

function loadPlain(text: string, more: Partial<LoadRequest> = {}): LoadedDocument {
  return load({ bytes: Buffer.from(text), mediaType: 'text/plain', fileName: 'the-file-name.txt', ...more })
    .document
}

function blocksOf(text: string, more: Partial<LoadRequest> = {}): [string, string][] {
  return loadPlain(text, more).blocks.map(({ kind, text: words }) => [kind, words])
}

const wrapped = `It was the best of times, it was the worst of times, it was the age
of wisdom, it was the age of foolishness, it was the epoch of belief,
it was the epoch of incredulity, it was the season of Light.`
const joined = wrapped.replaceAll('\n', ' ')

t.test(
  'blank lines part the blocks and hard-wrapped lines are joined, whatever ends the lines',
  async (t) => {
    const text = `\n\n${wrapped}\n\n  \t\n${wrapped}\n`
    for (const source of [
      text,
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r'),
      `\ufeff${text}`,
    ]) {
      t.strictSame(blocksOf(source), [
        ['p', joined],
        ['p', joined],
      ])
    }
  },
)

t.test('a form feed is a page break: a cut sentence goes on, a finished one does not', async (t) => {
  t.strictSame(
    blocksOf('The people of the city went out to the\n\fmarket and came back.\n\fThen they ate.'),
    [
      ['p', 'The people of the city went out to the market and came back.'],
      ['p', 'Then they ate.'],
    ],
  )
})

t.test('short lines that begin with capitals are verse', async (t) => {
  const verse =
    'Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\nCould frame thy fearful symmetry?'
  t.strictSame(blocksOf(`${wrapped}\n\n${verse}\n\n${wrapped}`)[1], ['verse', verse.replaceAll('\n', ' ')])
  const kana = '村の道は港まで続いていて、朝になると\n荷車が並んだ。人びとは\n静かに待った。'
  t.strictSame(
    blocksOf(`${kana}\n\n夕方には皆が帰った。`)[0],
    ['p', kana.replaceAll('\n', '')],
    'which Japanese has not',
  )
  const poem = '床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。'
  t.equal(blocksOf(`${poem}\n\n李白`)[0]![0], 'verse', 'there the marks at their ends tell')
})

t.test('a file of long lines without blank ones has a paragraph on every line, and says so', async (t) => {
  const { blocks, warnings } = loadPlain([joined, joined, joined].join('\n'))
  t.equal(blocks.length, 3)
  t.match(warnings.join(' '), /every line was read as one/)
})

t.test(
  'the title is the manifest’s, else the first line, else the file name, and the statement says which',
  async (t) => {
    const ruled = ({ metadata, statements }: LoadedDocument) => {
      const title = statements.find((statement) => statement.field === 'title')!
      return [metadata.title, title.origin, title.rule, title.certainty]
    }
    const text = `A Tale of Two Cities\n\n${wrapped}`
    t.strictSame(ruled(loadPlain(text)), ['A Tale of Two Cities', 'parsed', 'first line', 'probable'])
    t.strictSame(blocksOf(text), [['p', joined]])
    t.strictSame(ruled(loadPlain(text, { manifest: { title: 'Given' } })), [
      'Given',
      'given',
      undefined,
      'certain',
    ])
    t.equal(
      blocksOf(text, { manifest: { title: 'Given' } }).length,
      2,
      'another first line stays in the text',
    )
    t.equal(
      blocksOf(text, { manifest: { title: 'a tale of two cities' } }).length,
      1,
      'the same one does not',
    )
    t.strictSame(ruled(loadPlain(wrapped)), ['the file name', 'inferred', 'file name', 'probable'])
    t.strictSame(ruled(load({ bytes: Buffer.from(wrapped), mediaType: 'text/plain' }).document), [
      'Untitled',
      'inferred',
      'no title was found',
      'unresolved',
    ])
  },
)

t.test('byline and date after the first line are read', async (t) => {
  const { metadata, blocks } = loadPlain(`The Albatross\n\nby Herman Melville\n\n1 May 1851\n\n${wrapped}`)
  t.equal(metadata.title, 'The Albatross')
  t.strictSame(metadata.authors, [{ family: 'Melville', given: 'Herman' }])
  t.strictSame(metadata.issued, { edtf: '1851-05-01', raw: '1 May 1851' })
  t.equal(blocks.length, 1)
})

const misnamedIn = ({ document }: LoadedSource) =>
  document.warnings.filter((warning) => warning.includes('although its'))

t.test(
  'the loader is chosen by content that can be of one format alone, then type, then extension, then content',
  async (t) => {
    const choose = (text: string, mediaType?: string, fileName?: string) =>
      formatOf({ bytes: Buffer.from(text), mediaType, fileName }).name
    t.equal(choose('# A', 'text/plain; charset=utf-8', 'a.md'), 'plain-text')
    t.equal(choose('A', 'text/markdown', 'a.txt'), 'markdown')
    t.equal(choose('A', '', 'A.MD'), 'markdown')
    t.equal(choose('# A', 'application/octet-stream', 'a.txt'), 'plain-text')
    t.equal(choose('# A\n\nText.'), 'markdown')
    t.equal(choose('See [a](http://a.example).'), 'markdown')
    t.equal(choose('#hashtag and [brackets] (parentheses)'), 'plain-text')
    t.equal(choose('<!DOCTYPE html><p>A', 'text/plain', 'a.txt'), 'html')
    t.equal(choose('A <p>', 'text/html', 'a.txt'), 'html')
    const said = (mediaType: string, fileName?: string) =>
      load({ bytes: Buffer.from('<!DOCTYPE html><p>One.'), mediaType, ...(fileName && { fileName }) })
    t.strictSame(misnamedIn(said('text/plain', 'a.html')), [
      'The source was read as HTML, by its content, although its media type was given as "text/plain".',
    ])
    t.strictSame(misnamedIn(said('', 'a.txt')), [
      'The source was read as HTML, by its content, although its name ends in ".txt".',
    ])
    t.strictSame(misnamedIn(said('', 'a.php')), [])
    t.strictSame(misnamedIn(said('text/html; charset=utf-8', 'a.txt')), [])
    t.equal(said('text/plain').request.mediaType, 'text/html')
    t.throws(() => choose('A', 'application/postscript'), {
      code: 'unsupported_media_type',
      message: /application\/postscript.*text\/markdown/,
    })
    t.throws(() => choose('A', '', 'a.rtf'), { code: 'unsupported_media_type', message: /\.rtf/ })
  },
)

t.test('what is no UTF-8 text is refused with the place', async (t) => {
  const refuse = (bytes: Uint8Array, code: string, offset?: number) =>
    t.throws(() => load({ bytes, mediaType: 'text/plain' }).document, {
      code,
      ...(offset !== undefined && { details: { offset } }),
    })
  refuse(Buffer.from([0x61, 0xff, 0x62]), 'invalid_encoding', 1)
  refuse(Buffer.from([0x61, 0xe2, 0x82]), 'invalid_encoding', 1)
  refuse(Buffer.from('a\0b'), 'invalid_encoding', 1)
  refuse(Buffer.from('\ufeffa', 'utf16le'), 'invalid_encoding', 3)
  refuse(Buffer.from('café', 'latin1'), 'invalid_encoding', 3)
  refuse(Buffer.from(' \n\n\t'), 'empty_text')
  refuse(Buffer.alloc(0), 'empty_text')
  refuse(Buffer.alloc(65 * 1024 * 1024, 0x61), 'source_too_large')
})

t.test('page numbers and running heads are furniture only where they cut a sentence', async (t) => {
  const page = (number: number, text: string) => `${number}\n\nThe Title\n\n${text}\n\n`
  const cut = `The Title\n\nIt was the best of times and the men of the\n\n${page(1, 'city went out to see the ships of the')}${page(2, 'harbour come in and then went back to the')}${page(3, 'town.')}`
  const { blocks, relocations } = loadPlain(cut)
  t.strictSame(
    blocks.map((block) => block.text),
    [
      'It was the best of times and the men of the city went out to see the ships of the harbour come in and then went back to the town.',
    ],
  )
  t.equal(relocations.filter(({ what }) => what === 'page-number').length, 3)
  t.equal(relocations.filter(({ what }) => what === 'running-head').length, 3)
  const sections = '1\n\nOne sentence.\n\n2\n\nAnother sentence.\n\n3\n\nA third sentence.'
  t.equal(loadPlain(`Heading of all\n\n${sections}`).blocks.length, 6)
})

t.test(
  'a source of more lines, paragraphs or cuts than its size lets expect is refused, one of print is not',
  async (t) => {
    const refused: [source: string, why: RegExp][] = [
      ['\n'.repeat(1_000_001), /more than 1000000 lines\. Split it/],
      ['a\r\n'.repeat(500_001), /more than 500000 ends of lines, uneven spaces/],
      ['a  b '.repeat(500_001), /uneven spaces/],
      ['e\u0301'.repeat(500_001), /letters apart from their accents/],
      ['a\u00ad'.repeat(500_001), /invisible characters/],
      ['a\n\n'.repeat(250_001), /more than 250000 paragraphs\. Split it/],
    ]
    for (const [source, message] of refused) {
      t.throws(() => loadPlain(source), { code: 'source_too_complex', message })
      t.throws(() => load({ bytes: Buffer.from(source), mediaType: 'text/markdown' }), {
        code: 'source_too_complex',
      })
    }
    t.throws(() => loadPlain('a\n'.repeat(8_000_000)), { message: /more than 1000000 lines/ })
    const sentence = 'The ferry leaves at six, and comes back to the harbour when the tide is right. '
    const printed = `${`${sentence.repeat(5)}\n\n`.repeat(10_000)}`
    t.equal(loadPlain(printed).blocks.length, 10_000)
  },
)

t.test('a pile of combining marks is refused, and marks as any script sets them are not', async (t) => {
  for (const pile of ['\u0301\u0316'.repeat(10_000), '\u0301\u200b'.repeat(257), '&#x301;'.repeat(257)]) {
    for (const mediaType of ['text/plain', 'text/markdown']) {
      if (mediaType === 'text/plain' && pile.startsWith('&')) continue
      t.throws(() => load({ bytes: Buffer.from(`Words, a${pile} and more.`), mediaType }), {
        code: 'source_too_complex',
        message: /more than 256 combining marks, in "Words, a/,
      })
    }
  }
  const most = `a${'\u0301'.repeat(256)}`
  t.equal(loadPlain(`Words ${most}.`).blocks[0]?.text, `Words ${most}.`.normalize('NFC'))
})

t.test('what mutated sources have broken a reader with is read', async (t) => {
  for (const source of [
    // A reference right behind the mark of its note.
    '][1]\n[1] [1] t',
    // A name and a date before the title, the first of more lines than a head has.
    'Herman Melville\nh\n15 November 1851\n*\nn\n\nHerman Melville\n\n15 November 1851',
  ]) {
    const bytes = Buffer.from(source)
    const { segments } = load({ bytes, mediaType: 'text/plain', fileName: 'a.txt' }).document
    t.strictSame(Buffer.from(rebuildSource(segments, bytes)), bytes, source)
  }
})

t.test(
  'where a converter glued cut words, the last line of a paragraph is what full lines leave of it',
  async (t) => {
    const paragraphs = [
      'What remained of the mill after the flood was the floor and one\nwall with a window in it. For years we took visitors there to look\nthrough the window, since the view was the same as before, and the\ncompany did not share this opinion, and said so in many of its details, none of them insured by anybody.',
      'A letter took nine days to reach the capital and eleven to come\nback, so that a correspondence had the rhythm of a slow tide, and one learned to wait long.',
      'The schoolmaster kept a notebook in which he recorded the weather,\nthe price of lamp oil and the number of children who had come with\nshoes, and nobody who reads the columns side by side fails to note\nwhat he never says.',
    ]
    const { blocks, warnings } = loadPlain(paragraphs.join('\n'))
    t.strictSame(
      blocks.map(({ text }) => text),
      paragraphs.map((text) => text.replaceAll('\n', ' ')),
    )
    t.match(warnings.join(' '), /told apart by their short last lines/)
  },
)

t.test('items are told by their signs, within and between blank lines, and speeches are none', async (t) => {
  t.strictSame(
    blocksOf(
      `What we need\n\nWe need these things for the winter:\n\n- coal for the two stoves, and somebody\n  who carries it;\n\n- lamp oil\n\n${wrapped}`,
    ).slice(1, 3),
    [
      ['li', 'coal for the two stoves, and somebody who carries it;'],
      ['li', 'lamp oil'],
    ],
  )
  t.strictSame(
    blocksOf(
      `The rules\n\n1. Bring wood.\n2. Sweep the floor.\n\n12\n\n3. Shut the door.\n4. Go home.\n\n${wrapped}`,
    )
      .filter(([kind]) => kind === 'li')
      .map(([, text]) => text),
    ['Bring wood.', 'Sweep the floor.', 'Shut the door.', 'Go home.'],
    'a page ends within the list',
  )
  t.strictSame(
    blocksOf(`Разговор\n\n— А если поезд придёт?\n\n— Тогда мы его пропустим.\n\n${wrapped}`).slice(0, 2),
    [
      ['p', '— А если поезд придёт?'],
      ['p', '— Тогда мы его пропустим.'],
    ],
  )
})

t.test(
  'a head that is repeated, and numbers that count up, part a page from the text around it',
  async (t) => {
    const lines = 'The people of the city went out to see the\nships of the east, and the ships'
    const rest = 'came in behind the wall.\nNobody had been told, and'
    const text = `The Harbour Wall\n\nAnna Ward\n\n1901\n\n${lines}\nTHE HARBOUR WALL      12\n${rest}\n13        ANNA WARD\nnobody asked.`
    t.strictSame(blocksOf(text), [
      [
        'p',
        'The people of the city went out to see the ships of the east, and the ships came in behind the wall. Nobody had been told, and nobody asked.',
      ],
    ])
    t.strictSame(blocksOf(`${lines}\n12\n${rest}\n13\nnobody asked.`).length, 1, 'numbers alone')
  },
)

t.test('a head without blank lines is told by its date or its byline', async (t) => {
  const { metadata, blocks } = loadPlain(`The Harbour\nWall\nAnna Ward\n3 May 1901\n${wrapped}\n`)
  t.equal(metadata.title, 'The Harbour Wall')
  t.equal(metadata.authors[0]?.family, 'Ward')
  t.equal(metadata.issued?.edtf, '1901-05-03')
  t.strictSame(
    blocks.map(({ text }) => text),
    [joined],
  )
})

t.test('numbers on the line that count with the notes at the end refer to them', async (t) => {
  t.strictSame(
    blocksOf(
      `The wall\n\nThe wall was built.1 It was built twice.2 ${joined}\n\n1. By masons from the north.\n\n2. The second time by their sons.`,
    ),
    [
      ['p', `The wall was built. It was built twice. ${joined}`],
      ['note', 'By masons from the north.'],
      ['note', 'The second time by their sons.'],
    ],
  )
  t.strictSame(
    blocksOf(`The wall\n\nThey used form a1 for the wall.\n\n1. Bring stone.\n\n2. Bring sand.`).at(-1),
    ['li', 'Bring sand.'],
    'a list is none',
  )
})

t.test('of a text of Project Gutenberg head and licence are furniture, and say what it is', async (t) => {
  const source = `\ufeffThe Project Gutenberg eBook of The Ferry
    
This ebook is for the use of anyone anywhere.

Title: The Ferry
        A tale of the river

Author: Herman Melville
Translator: Ana Pérez

Release date: July 1, 2001 [eBook #2701]

Language: English

Credits: A volunteer

*** START OF THE PROJECT GUTENBERG EBOOK THE FERRY ***

Produced by a volunteer
and another

CHAPTER I

It left at noon, and nobody
saw it come.

*** END OF THE PROJECT GUTENBERG EBOOK THE FERRY ***

Section 1. General Terms of Use
`
  const bytes = Buffer.from(source.replaceAll('\n', '\r\n'))
  const { document } = load({ bytes, mediaType: 'text/plain', fileName: 'pg2701.txt' })
  t.ok(Buffer.from(rebuildSource(document.segments, bytes)).equals(bytes))
  t.equal(document.loader.name, 'gutenberg')
  t.strictSame(
    document.blocks.map(({ kind, text }) => [kind, text]),
    [
      ['heading', 'CHAPTER I'],
      ['p', 'It left at noon, and nobody saw it come.'],
    ],
  )
  t.match(document.metadata, {
    title: 'The Ferry A tale of the river',
    authors: [{ family: 'Melville', given: 'Herman' }],
    translators: [{ family: 'Pérez', given: 'Ana' }],
    language: 'en',
    availableDate: { edtf: '2001-07-01', raw: 'July 1, 2001' },
  })
  t.ok(
    document.segments
      .filter(({ rule }) => rule === 'gutenberg-licence')
      .every(({ role }) => role === 'furniture'),
  )
  t.equal(document.statements.find(({ field }) => field === 'gutenberg.ebook')?.value, '2701')
})
