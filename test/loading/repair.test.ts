import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import type { LoadedDocument } from '../../src/loading/document.ts'
import { printName } from '../../src/loading/metadata/print-name.ts'
import { documentWords } from '../../src/loading/repair/evidence.ts'
import { cutWord, decideHyphen } from '../../src/loading/repair/hyphen.ts'
import { wordListOf } from '../../src/loading/repair/word-list.ts'
import { load } from '../support/load.ts'
import { SHARED } from '../support/root.ts'

function loadMarkdown(text: string): LoadedDocument {
  return load({
    bytes: Buffer.from(text),
    mediaType: 'text/markdown',
    fileName: 'a.md',
    manifest: { language: 'en' },
  }).document
}

function textsOf(markdown: string): string[] {
  return loadMarkdown(markdown).blocks.map((block) => block.text)
}

/** Rule and certainty of every repair. */
function repairsOf(markdown: string): string[] {
  return loadMarkdown(markdown).repairs.map(({ rule, certainty }) => `${rule} ${certainty}`)
}

t.test('a cut word is decided by evidence, in the order of the rules', async (t) => {
  const english = wordListOf('en')
  const decide = (cut: string, document: string, list: typeof english | null = english) => {
    const [before, after] = cut.split('|')
    return decideHyphen(cutWord(before!, after!)!, {
      document: documentWords([document]),
      list: list ?? undefined,
      language: list === null ? null : 'en',
    }).decision
  }
  t.equal(decide('a re-|brand of it', 'the re-brand went on'), 'keep', 'the document has a-b')
  t.equal(decide('Queeq-|ueg said', 'Queequeg was there'), 'join', 'the document has ab')
  t.equal(decide('to-|day', 'today and to-day'), 'unresolved', 'the document has both')
  t.equal(decide('Anglo-|American', 'words'), 'keep', 'a capital follows')
  t.equal(
    decide('Anglo-|American', 'the Anglo-American war'),
    'keep',
    'a capital follows, but the document knows',
  )
  t.equal(decide('1914-|18', 'words'), 'keep', 'a digit follows')
  t.equal(
    decide('attacks. In-|deed, they', 'in deed and word'),
    'join',
    'the joined form is in the word list',
  )
  t.equal(decide('opposi-|tions went', 'words'), 'join', 'a plural is')
  t.equal(decide('hand-|spikes', 'words'), 'unresolved', 'neither form is known')
  t.equal(decide('attacks. In-|deed', 'words', null), 'unresolved', 'no list for the language')
  t.equal(decide('the Ahab-|ian’s', 'ahabian'), 'join', 'a possessive speaks for its word')
})

t.test('cut paragraphs are joined by how they end and begin', async (t) => {
  const A = 'The people of the city went out to see the ships of the'
  t.strictSame(textsOf(`# T\n\n${A}\n\nharbour.`), [`${A} harbour.`])
  t.strictSame(
    repairsOf(`# T\n\n${A}\n\nharbour.`),
    ['join-space-page-break probable'],
    'no sign of a page: it is told',
  )
  t.strictSame(
    repairsOf(`# T\n\n${A}\n\n— 7 —\n\nharbour.`),
    ['join-space-page-break certain'],
    'a page number stands there',
  )
  t.strictSame(repairsOf(`# T\n\n${A}\n\nKing.`), ['join-space-page-break probable'])
  t.strictSame(repairsOf(`# T\n\n${A}\n\n300 men.`), ['join-space-page-break probable'])
  t.strictSame(textsOf(`# T\n\n${A} sea—\n\nthen home.`), [`${A} sea—then home.`])
  for (const end of ['sea.', 'sea!', 'sea?”', 'sea…', "sea.'", 'sea.)', 'sea. [Laughter]', 'sea:']) {
    t.equal(textsOf(`# T\n\n${A} ${end}\n\nharbour.`).length, 2, end)
  }
  for (const between of [
    '## Heading',
    '- item',
    '> quote',
    '| a |\n|---|\n| b |',
    '```\ncode\n```',
    '* * *',
    '<figure>a</figure>',
  ]) {
    t.equal(textsOf(`# T\n\n${A}\n\n${between}\n\nharbour.`).includes('harbour.'), true, between)
  }
  for (const end of ['![p](p.png)', '-----', '<hr>'])
    t.strictSame(
      repairsOf(`# T\n\n${A}\n\n${end}\n\nharbour.`),
      ['join-space-page-break probable'],
      'a page may end with a rule or a picture',
    )
  const verses = `${A},\n\nAnd the ships that ${A},\n\nAnd all who ${A},\n\nAnd none who went.`
  t.equal(textsOf(`# T\n\n${verses}`).length, 4, 'verses that begin with capitals')
  t.equal(textsOf('# T\n\nDear Sir,\n\nyours of the third.').length, 2, 'a salutation')
  t.equal(textsOf('# T\n\nThe End\n\nA new part.').length, 2, 'a line that is no prose')
  t.equal(
    textsOf('# T\n\nCall me\n\nIshmael, you\n\nold and\n\ngrey thing of\n\nthe sea').length,
    5,
    'verse without points',
  )
})

t.test('an unresolved hyphen stays, is flagged and listed', async (t) => {
  const { blocks, repairs, warnings } = loadMarkdown('# T\n\nHe took up the hand-\n\nspikes of the ship.')
  t.strictSame(blocks, [{ kind: 'p', text: 'He took up the hand-spikes of the ship.' }])
  t.strictSame(
    repairs.map(({ segment: _, ...repair }) => repair),
    [
      {
        rule: 'unresolved-hyphen-page-break',
        certainty: 'unresolved',
        op: 'drop',
        start: 25,
        end: 27,
        block: 0,
        at: 20,
        before: 'up the hand-',
        after: 'spikes of th',
      },
    ],
  )
  t.match(warnings.join(' '), /1 hyphen /)
  t.strictSame(textsOf('# T\n\nThis was pre-\n\nand post-war.'), ['This was pre- and post-war.'])
})

t.test('words cut at the end of a line are mended by the same evidence', async (t) => {
  t.strictSame(
    textsOf(
      '# T\n\nThe attacks. In-\ndeed, the well-\nknown hand-\nspikes of pre-\nand post-war. A well-known so\u00ad\nlution.',
    ),
    ['The attacks. Indeed, the well-known hand-spikes of pre- and post-war. A well-known solution.'],
  )
})

t.test('a colophon is lifted wherever it stands, in several languages, and prose is not', async (t) => {
  const head = '# The Title\n\nAnn Author\n\n3 May 2014\n\n'
  const body = 'One sentence of it.\n\nAnother one follows.'
  const notes = [
    'Retrieved on 8<sup>th</sup> April 2022 from [x.org](http://x.org/a)',
    'Retrieved 2020-07-01 from x.org',
    'Retrieved on March 8, 2012 from <http://x.org/a>',
    'Consulté le 8 avril 2022 de [x.org](http://x.org/a)',
    'Abgerufen am 8. April 2022 von x.org',
    'Recuperado el 8 de abril de 2022 de x.org',
    'Accessed 8 April 2022 from The Example Library',
    '于2021-12-31从https://x.org/a拾获',
  ]
  for (const note of notes) {
    for (const place of [
      `${head}${body}\n\n${note}`,
      `${head}One sentence of it.\n\n${note}\n\nAnother one follows.`,
      `${note}\n\n${head}${body}`,
    ]) {
      const { blocks, relocations, metadata } = loadMarkdown(place)
      t.equal(blocks.map((block) => block.text).join('\n\n'), body, note)
      t.equal(relocations.length, 1, note)
      t.ok(metadata.retrieved?.edtf, note)
      t.equal(metadata.title, 'The Title')
    }
  }
  const prose = [
    'Retrieved from the wreck on 3 May, the bell was hung in the church. It rings still.',
    'Accessed by a narrow stair from the yard, the room was dark and nobody had been there since 1914.',
    'From [x.org](http://x.org) we learn that nothing was retrieved on 3 May 2014 from the sea.',
    'Ann Author',
  ]
  for (const text of prose) t.equal(loadMarkdown(`${head}${text}\n\n${body}`).relocations.length, 0, text)
})

t.test('marks of a converter’s pages are furniture, and nothing is joined elsewhere', async (t) => {
  const mark = (page: number) => `{${page}}${'-'.repeat(48)}`
  const { blocks, segments } = loadMarkdown(
    `${mark(0)}\n\nThe people of the\n\n${mark(1)}\n\ncity went out in the\n\nnight and came back.`,
  )
  t.strictSame(
    blocks.map((block) => block.text),
    ['The people of the city went out in the', 'night and came back.'],
  )
  t.equal(segments.filter((segment) => segment.role === 'page-mark').length, 2)
})

t.test('where columns were mixed up, no capital goes on and small letters do so in doubt', async (t) => {
  const parts = [
    'The old miller and his sons went down to the harbour every week, and',
    '1',
    'Nobody asked the ferryman what he thought of all the visitors who came.',
    'The second page of it began with what the sisters of the weaver saw in',
    '2',
    'the window of the shop, where all the lamps were burning the whole night.',
    'sold the flour to the bakers who lived in the streets behind the church.',
    '3',
    'The rest of the village had no opinion about it.',
  ]
  const { blocks, repairs } = loadMarkdown(`# The Mill\n\n${parts.join('\n\n')}`)
  const texts = blocks.filter(({ kind }) => kind === 'p').map(({ text }) => text)
  t.ok(texts.includes(parts[0]!), 'the sentence whose rest stands elsewhere is left alone')
  t.strictSame(
    repairs.map(({ certainty }) => certainty),
    ['probable'],
  )
})

t.test('a page number within a sentence of a script without case is furniture', async (t) => {
  const cut: [string, string, string, string][] = [
    ['面包师在天亮之前起床，从来不锁店门，人们', '2', '把钱放在门槛上。', ''],
    [
      'كان الخباز يستيقظ قبل الفجر ولا يقفل باب الدكان أبدا، وكان الناس',
      '- 2 -',
      'يتركون النقود على العتبة.',
      ' ',
    ],
  ]
  for (const [before, number, after, space] of cut) {
    const { blocks, repairs } = loadMarkdown(`# T\n\n${before}\n\n${number}\n\n${after}`)
    t.strictSame(
      blocks.filter(({ kind }) => kind !== 'heading').map(({ text }) => text),
      [before + space + after],
    )
    t.equal(repairs[0]?.certainty, 'probable')
  }
  const { blocks } = loadMarkdown('# T\n\n春眠不觉晓\n\n2\n\n处处闻啼鸟')
  t.equal(blocks.filter(({ text }) => text === '2').length, 1, 'between short lines a number stays')
})

/** Documents with truth: those of the repository, and the whole set where it is there. */
const folders = [new URL('../fixtures/', import.meta.url), SHARED].map(
  (place) => new URL('booklet-like/', place),
)

/** What the rules cannot know: sentences that end at a page's end, words that nothing is known of, an order that two fit. */
const UNKNOWABLE = new Set(['040-as-seed', '070-as-seed', '076-straight', '088-as-seed', '124-imposed'])

function letters(text: string): string {
  return text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '')
}

for (const folder of folders) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.truth.json')) : []
  t.test(
    `booklets in ${folder.pathname.split('/').slice(-3).join('/')} read as their truth says`,
    { skip: names.length === 0 && 'the set is not here' },
    async (t) => {
      for (const name of names) {
        const stem = name.replace('.truth.json', '')
        const truth = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
        const bytes = readFileSync(new URL(`${stem}.md`, folder))
        const { blocks, metadata, warnings, repairs } = load({ bytes, mediaType: 'text/markdown' }).document
        t.strictSame(
          [metadata.title, metadata.authors.map(printName), metadata.issued?.raw],
          [truth.title, [truth.author], truth.date],
          stem,
        )
        t.ok(metadata.retrieved?.edtf, stem)
        const texts = blocks.map((block) => block.text)
        const sorted = (all: string[]) => [...letters(all.join(''))].sort().join('')
        t.equal(sorted(texts), sorted(truth.paragraphs), `${stem}: no letter lost or invented`)
        if (!UNKNOWABLE.has(stem)) t.strictSame(texts, truth.paragraphs, stem)
        else
          t.ok(
            texts.length >= truth.paragraphs.length ||
              repairs.some((repair) => repair.certainty === 'unresolved'),
            stem,
          )
        if (stem === '124-imposed') {
          t.match(warnings.join(' '), /3 orders fit/)
          t.strictSame([...texts].sort(), [...truth.paragraphs].sort(), 'what goes together in all is joined')
        }
      }
    },
  )
}

t.test('what is no page’s and no note’s stays in the text', async (t) => {
  const sentence = 'The people of the city went out to see the ships.'
  const kept = {
    'a list with stars, where something else has one': `Any of them*, it says.\n\n\\* one of them\n\n\\* another of them`,
    'numbered sections': `1\n\n${sentence}\n\n2\n\n${sentence}\n\n3\n\n${sentence}`,
    'a link that is repeated': Array(4).fill(`[Try it](http://a.example/try)\n\n${sentence}`).join('\n\n'),
    'a name of the trade': `They sold what the sailors called\n\neBay to the people of the city.`,
    'a name in a program': `This is considered to be large by the\n\nlargeArraySize of the program.`,
  }
  for (const [what, text] of Object.entries(kept)) {
    const { relocations, repairs } = loadMarkdown(`# T\n\n${text}\n\n${sentence}`)
    t.strictSame([relocations, repairs], [[], []], what)
  }
})

t.test('the name of a library before a colophon belongs to it', async (t) => {
  const { blocks, metadata } = loadMarkdown(
    '# Семафор\n\nВера Ладыгина\n\n1969\n\nПоезда по этой ветке не ходили с прошлой войны.\n\nБиблиотека Перегон\n\nВера Ладыгина  \nСемафор  \n1969\n\nСкопировано 12 мая 2018 г. с сайта [peregon.example](http://peregon.example)\n',
  )
  t.strictSame(
    blocks.map(({ text }) => text),
    ['Поезда по этой ветке не ходили с прошлой войны.'],
  )
  t.equal(metadata.retrieved?.edtf, '2018-05-12')
})
