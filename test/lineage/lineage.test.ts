import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { paragraphId } from '../../src/identity/ids.ts'
import { align } from '../../src/lineage/align.ts'
import type { Alignment, LineageBlock } from '../../src/lineage/alignment.ts'
import { numberOccurrences, type StandingsOfVersion } from '../../src/lineage/occurrences.ts'
import { canonicalExact } from '../../src/text/canonical.ts'
import fc from '../support/properties.ts'
import { SHARED } from '../support/root.ts'
import { runs } from '../support/runs.ts'
import { block, edit, randomFrom } from './edited.ts'
import { History, told } from './history.ts'

const SEED = new URL('../fixtures/seed/', import.meta.url)
const MOBY_DICK = new URL('moby-dick/', SHARED)

const CAT = 'The cat sat on the warm stove and watched the rain run down the kitchen window.'
const DOG = 'A dog barked twice at the gate, then lay down in the long shade of the barn.'
const OWL = 'Nobody had seen the owl since the harvest, though its voice was heard every night.'
const FOX = 'In the third winter a fox came as far as the steps and took bread from the hand.'

const paragraphs = (...texts: string[]) => texts.map((text) => block(text))

/** Alignments short: `relation from>to`, `~` when moved. */
const short = (alignments: Alignment[]) =>
  alignments.map(({ relation, from, to, moved }) => `${relation} ${from}>${to}${moved ? '~' : ''}`)

const aligned = (older: string[], newer: string[]) => short(align(paragraphs(...older), paragraphs(...newer)))

t.test('a block is the same, differs in its typography, or is altered', async (t) => {
  t.same(aligned([CAT, "It's over", DOG], [CAT, 'It\u2019s over', DOG.replace('twice', 'once')]), [
    'same 0>0',
    'typography 1>1',
    'altered 2>2',
  ])
  t.same(aligned([CAT, 'Yes, sir.', DOG], [CAT, 'Yes, sir!', DOG]), ['same 0>0', 'altered 1>1', 'same 2>2'])
})

t.test('what is alike in nothing is gone and new', async (t) => {
  t.same(aligned([CAT, DOG, OWL], [CAT, FOX, OWL]), ['same 0>0', 'gone 1>', 'new >1', 'same 2>2'])
  t.same(aligned([], [CAT]), ['new >0'])
  t.same(aligned([CAT], []), ['gone 0>'])
  t.same(aligned([], []), [])
})

t.test('merged and split blocks are found, of two parts and of more', async (t) => {
  t.same(aligned([CAT, DOG, OWL], [`${CAT} ${DOG}`, OWL]), ['merged 0,1>0', 'same 2>1'])
  t.same(aligned([`${CAT} ${DOG}`, OWL], [CAT, DOG, OWL]), ['split 0>0,1', 'same 1>2'])
  t.same(aligned([CAT, DOG, OWL, FOX], [`${CAT} ${DOG} ${OWL} ${FOX}`]), ['merged 0,1,2,3>0'])
  t.same(aligned([`${CAT} ${DOG} ${OWL} ${FOX}`], [CAT, DOG, OWL, FOX]), ['split 0>0,1,2,3'])
})

t.test('a block between two halves does not keep them apart', async (t) => {
  const colophon = 'Retrieved on the first of May from the library of the town.'
  t.same(aligned([CAT, colophon, DOG, OWL], [`${CAT} ${DOG}`, OWL]), ['merged 0,2>0', 'gone 1>', 'same 3>1'])
})

t.test('a deleted paragraph is no part of one that is like it', async (t) => {
  t.same(aligned([CAT, CAT.replace('cat', 'dog'), OWL], [CAT.replace('rain', 'hail'), OWL]), [
    'altered 0>0',
    'gone 1>',
    'same 2>1',
  ])
})

t.test('what moved is found, altered or not; equal texts keep their order', async (t) => {
  t.same(aligned([CAT, DOG, OWL], [DOG, OWL, CAT]), ['same 1>0', 'same 2>1', 'same 0>2~'])
  t.same(aligned([CAT, FOX, DOG, OWL], [OWL.replace('voice', 'call'), CAT, FOX, DOG]), [
    'altered 3>0~',
    'same 0>1',
    'same 1>2',
    'same 2>3',
  ])
  t.same(aligned([CAT, OWL, CAT, DOG, CAT], [CAT, OWL, CAT, DOG, CAT]).length, 5)
  t.same(aligned([CAT, CAT, CAT], [CAT, CAT]), ['same 0>0', 'same 1>1', 'gone 2>'])
})

t.test('scripts without spaces between words are compared', async (t) => {
  const [first, second] = [
    '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。',
    '何でも薄暗いじめじめした所でニャーニャー泣いていた事だけは記憶している。',
  ]
  t.same(aligned([first!, second!], [first! + second!]), ['merged 0,1>0'])
  t.same(aligned([first!, second!], [second!, first!.replace('名前', '名')]), ['same 1>0', 'altered 0>1~'])
})

t.test('a heading is no paragraph, whatever its words', async (t) => {
  const older = [block(CAT), block(DOG)]
  const newer = [block(CAT, { kind: 'heading' }), block(CAT, { kind: 'blockquote' }), block(DOG)]
  t.same(short(align(older, newer)), ['new >0', 'same 0>1', 'same 1>2'])
  t.same(short(align(older, newer.slice(0, 1))), ['same 0>0', 'gone 1>'], 'but it may have been one')
})

t.test('the seed, cut at its pages, becomes the twelve paragraphs', async (t) => {
  const pieces = readFileSync(new URL('breaking-the-siege-of-aleppo.md', SEED), 'utf8').split(/\n\s*\n/)
  const expected = JSON.parse(readFileSync(new URL('seed.expected.json', SEED), 'utf8'))
  const older = pieces.map(canonicalExact).filter((text) => text !== '')
  const newer: string[] = expected.paragraphs.map(({ text }: { text: string }) => text)
  const alignments = align(paragraphs(...older), paragraphs(...newer))
  const only = (relation: string) => alignments.filter((alignment) => alignment.relation === relation)
  t.same(
    only('gone').map(({ from }) => older[from[0]!]!.slice(0, 12)),
    ['# Breaking t', 'Leila Al Sha', '11 August 20', 'Leila Al Sha', 'Retrieved on', '**[theanarch'],
  )
  t.equal(only('same').length, 9)
  t.same(
    only('merged').map(({ from, to }) => [...from.map((ordinal) => older[ordinal]!.slice(-14)), to[0]! + 1]),
    [
      ['an attacks. In-', 'd food supply.', 3],
      ['anywhere in the', 't of existence.', 6],
      ['ssia to pressure', 'in their place.', 10],
    ].map(([first, second, number]) => [String(first).slice(-14), String(second).slice(-14), number]),
  )
  t.equal(alignments.length, 18, 'and nothing else')
})

/** Links between paragraphs that were found, rightly or not, and how many there are. */
function measure(texts: readonly string[], noise: number, seed: number) {
  const { texts: edited, links } = edit(texts, noise, randomFrom(seed))
  const started = performance.now()
  const alignments = align(paragraphs(...texts), paragraphs(...edited))
  const milliseconds = performance.now() - started
  const found = alignments.flatMap(({ from, to }) => from.flatMap((i) => to.map((j) => `${i}-${j}`)))
  const right = found.filter((link) => links.has(link)).length
  return { precision: right / found.length, recall: right / links.size, milliseconds }
}

/** Words of a vocabulary in which few are frequent, in sentences of 5 to 20. */
function inventedParagraphs(count: number, random: () => number): string[] {
  const word = () => `w${Math.floor(5000 ** random()).toString(36)}${'aeiou'[Math.floor(random() * 5)]}`
  const words = (least: number, most: number) =>
    Array.from({ length: least + Math.floor(random() * (most - least)) }, word).join(' ')
  const sentence = () => `${words(5, 20)}.`
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + Math.floor(random() * 6) }, sentence).join(' '),
  )
}

t.test('edits of a known kind are found in at least 99 of 100 paragraphs', async (t) => {
  const corpora: Record<string, string[]> = { invented: inventedParagraphs(1000, randomFrom(1)) }
  if (existsSync(MOBY_DICK)) {
    corpora['Moby-Dick'] = readdirSync(MOBY_DICK)
      .filter((name) => name.endsWith('.txt'))
      .flatMap((name) => readFileSync(new URL(name, MOBY_DICK), 'utf8').split(/\n\s*\n/))
      .map(canonicalExact)
      .filter((text) => text !== '')
  }
  for (const [name, texts] of Object.entries(corpora)) {
    for (const [count, noise] of [
      [300, 0.01],
      [300, 0.03],
      [1000, 0.01],
      [1000, 0.03],
    ] as const) {
      const { precision, recall, milliseconds } = measure(texts.slice(0, count), noise, count)
      const figures = `${precision.toFixed(4)} / ${recall.toFixed(4)} in ${Math.round(milliseconds)} ms`
      t.ok(
        precision >= 0.99 && recall >= 0.99,
        `${name}, ${Math.min(count, texts.length)} paragraphs, ${noise * 100} % noise: ${figures}`,
      )
    }
  }
})

t.test('a text of which no paragraph is as it was is aligned all the same', async (t) => {
  const texts = inventedParagraphs(3000, randomFrom(2))
  const alignments = align(
    paragraphs(...texts),
    paragraphs(...texts.map((text) => text.replace(/[aeiou]\./, '!'))),
  )
  const right = alignments.filter(({ from, to }) => from.length === 1 && from[0] === to[0]).length
  t.ok(right >= 2970, `${right} of 3000`)
})

t.test('no text keeps the alignment busy', async (t) => {
  const many = (text: (index: number) => string) => Array.from({ length: 10_000 }, (_, index) => text(index))
  const hostile: Record<string, [string[], string[]]> = {
    'the same block': [many(() => CAT), many(() => CAT).slice(1)],
    'one word': [many(() => 'Amen'), many(() => 'Amen.')],
    'two blocks in other rhythms': [many((i) => (i % 2 ? CAT : DOG)), many((i) => (i % 3 ? CAT : DOG))],
    'a number apart': [many((i) => `${CAT} ${i}`), many((i) => `${CAT} x${i}`)],
    'the other way round': [many((i) => `w${i}`), many((i) => `w${9999 - i}`)],
    'one block of all': [[many((i) => `${DOG} ${i * i}`).join(' ')], many((i) => `${DOG} ${i * i}`)],
  }
  for (const [name, [older, newer]] of Object.entries(hostile)) {
    const [from, to] = [paragraphs(...older), paragraphs(...newer)]
    const started = performance.now()
    align(from, to)
    const milliseconds = performance.now() - started
    t.ok(milliseconds < 10_000, `${name}: ${Math.round(milliseconds)} ms`)
  }
})

/** Few words, so that texts are often alike, contained in each other or the same. */
const someText = fc
  .array(
    fc.constantFrom('a', 'the', 'cat', 'Dog', 'owl\u2019s', "owl's", 'barn.', 'fox', '\u2014', '- ', '7'),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((words) => canonicalExact(words.join(' ')))
const someBlock = fc
  .tuple(someText, fc.constantFrom('p', 'p', 'p', 'blockquote', 'heading'))
  .map(([text, kind]) => block(text, { kind }))
const someVersion = fc.array(someBlock, { maxLength: 25 })

t.test(
  'whatever the texts, every block is in exactly one relation, of the shape that its name says',
  async (t) => {
    fc.assert(
      fc.property(someVersion, someVersion, (older, newer) => {
        const alignments = align(older, newer)
        if (!t.same(align(older, newer), alignments, 'again')) return false
        t.same(
          alignments.flatMap(({ from }) => from).sort((a, b) => a - b),
          [...older.keys()],
        )
        t.same(
          alignments.flatMap(({ to }) => to).sort((a, b) => a - b),
          [...newer.keys()],
        )
        for (const { relation, from, to } of alignments) {
          const shape = { gone: '1-0', new: '0-1', merged: 'n-1', split: '1-n' }[relation as string] ?? '1-1'
          const size = (list: number[]) => (list.length > 1 ? 'n' : list.length)
          if (`${size(from)}-${size(to)}` !== shape) return false
        }
        return true
      }),
      { numRuns: runs(400) },
    )
    fc.assert(
      fc.property(someVersion, (blocks) =>
        align(blocks, blocks).every(
          ({ relation, from, to, moved }) => relation === 'same' && from[0] === to[0] && !moved,
        ),
      ),
    )
  },
)

t.test('a paragraph keeps its id through what becomes of it, and the history tells so', async (t) => {
  const history = new History()
  const names = new Map<string, string>()
  const add = (...blocks: (string | LineageBlock)[]) => {
    const inheritance = history.add(...blocks)
    const changes = told(inheritance, names)
    for (const id of inheritance.ids) if (id !== null && !names.has(id)) names.set(id, `P${names.size + 1}`)
    return { ids: inheritance.ids.map((id) => (id === null ? '-' : names.get(id))).join(' '), changes }
  }
  t.same(add(CAT, DOG, OWL, FOX), {
    ids: 'P1 P2 P3 P4',
    changes: ['new new -:1', 'new new -:2', 'new new -:3', 'new new -:4'],
  })
  t.same(add(CAT, DOG, OWL, FOX), { ids: 'P1 P2 P3 P4', changes: [] }, 'nothing happened')
  t.same(
    add(`${CAT} ${DOG}`, OWL, FOX),
    { ids: 'P1 P3 P4', changes: ['altered P1 1:1', 'merged P2 into P1 2:1'] },
    'the first part gives a merged paragraph its id',
  )
  t.same(
    add(CAT, DOG, OWL, FOX),
    { ids: 'P1 P2 P3 P4', changes: ['altered P1 1:1', 'restored P2 -:2'] },
    'and what was merged gets its own back',
  )
  const [start, end] = [
    'Nobody had seen the owl since the harvest,',
    'though its voice was heard every night.',
  ]
  t.same(
    add(CAT, DOG, start, end, FOX),
    { ids: 'P1 P2 P3 P5 P4', changes: ['altered P3 3:3', 'split new from P3 3:4'] },
    'the first part of a split paragraph keeps its id',
  )
  t.same(add(CAT, FOX, DOG, OWL.replace('night', 'day')), {
    ids: 'P1 P4 P2 P3',
    changes: ['moved P4 5:2', 'altered P3 3:4', 'merged P5 into P3 4:4'],
  })
  t.same(add(CAT, DOG), { ids: 'P1 P2', changes: ['gone P4 2:-', 'gone P3 4:-'] })
  t.same(
    add(CAT, CAT, DOG, FOX),
    { ids: 'P1 P6 P2 P4', changes: ['new new -:2', 'restored P4 -:4'] },
    'an equal text beside the first is another paragraph',
  )
  t.same(
    add(CAT, DOG, block(FOX, { kind: 'heading' })),
    { ids: 'P1 P2 -', changes: ['gone P6 2:-', 'gone P4 4:-'] },
    'a heading has no identity',
  )
  t.same(
    add(CAT, CAT, block(DOG, { kind: 'blockquote' }), FOX),
    { ids: 'P1 P6 P2 P4', changes: ['restored P6 -:2', 'restored P4 -:4'] },
    'a paragraph may change its kind',
  )
})

t.test('ids are computed from the first text and its count in the work', async (t) => {
  const history = new History()
  const { minted, ids } = history.add(CAT, DOG, CAT)
  const [cat, dog] = [block(CAT).wordsSha256, block(DOG).wordsSha256]
  t.same(minted, [
    { id: paragraphId(history.work, cat, 1), ordinal: 0, wordsSha256: cat, k: 1, derivedFrom: null },
    { id: paragraphId(history.work, dog, 1), ordinal: 1, wordsSha256: dog, k: 1, derivedFrom: null },
    { id: paragraphId(history.work, cat, 2), ordinal: 2, wordsSha256: cat, k: 2, derivedFrom: null },
  ])
  t.same(
    ids,
    minted.map(({ id }) => id),
  )
  history.add(CAT.replace('rain', 'hail'), DOG, CAT.replace('cat', 'hen'))
  const third = history.add(CAT.replace('rain', 'hail'), DOG, CAT.replace('cat', 'hen'), OWL, CAT)
  t.equal(third.minted.at(-1)!.k, 3, 'the same first text, while both others live on with other words')
})

t.test('of several earlier paragraphs the one with the exact text returns, then the oldest', async (t) => {
  const history = new History()
  const [curly, straight] = ['\u201cThat is all,\u201d he said.', '"That is all," he said.']
  const { ids } = history.add(OWL, straight, curly, straight)
  history.add(OWL)
  t.same(history.add(OWL, curly).ids, [ids[0], ids[2]])
  t.same(history.add(OWL, curly, curly).ids, [ids[0], ids[2], ids[1]])
})

t.test(
  'every paragraph of the version before is kept, merged or gone, and no id is given twice',
  async (t) => {
    fc.assert(
      fc.property(fc.array(someVersion, { minLength: 2, maxLength: 6 }), (versions) => {
        const history = new History()
        for (const version of versions) {
          const before = history.versions.at(-1) ?? []
          const { ids, minted, changes } = history.add(...version)
          const given = ids.filter((id) => id !== null)
          t.equal(new Set(given).size, given.length)
          t.same(
            ids.map((id) => id !== null),
            version.map(({ counted }) => counted),
          )
          const lost = changes.filter(({ relation }) => relation === 'merged' || relation === 'gone')
          for (const { paragraph } of before) {
            if (paragraph === null) continue
            const fates = lost.filter((change) => change.paragraph === paragraph).length
            t.equal(fates, given.includes(paragraph) ? 0 : 1)
          }
          t.ok(lost.every(({ relation, into }) => relation === 'gone' || given.includes(into!)))
          const begun = changes.filter(
            ({ relation, from }) => relation === 'new' || (relation === 'split' && from),
          )
          t.same(begun.map(({ paragraph }) => paragraph).sort(), minted.map(({ id }) => id).sort())
          const known = new Set([...before.map(({ paragraph }) => paragraph), ...minted.map(({ id }) => id)])
          t.same(
            changes
              .filter(({ relation }) => relation === 'restored')
              .map(({ paragraph }) => paragraph)
              .sort(),
            given.filter((id) => !known.has(id)).sort(),
          )
        }
      }),
      { numRuns: runs(200) },
    )
  },
)

t.test(
  'a text that returns gives every paragraph its id back that was only moved, removed, cut once or joined once',
  async (t) => {
    const texts = inventedParagraphs(40, randomFrom(3))
    const steps = fc.array(
      fc.tuple(fc.constantFrom('delete', 'merge', 'split', 'move', 'insert'), fc.nat(), fc.nat()),
      {
        maxLength: 8,
      },
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), steps, (count, steps) => {
        const history = new History()
        const original = texts.slice(0, count)
        const { ids } = history.add(...original)
        const edited = original.map((text) => ({ text, whole: true }))
        for (const [what, first, second] of steps)
          applyStep(edited, what, { first, second, spare: texts.slice(30) })
        history.add(...edited.map(({ text }) => text))
        t.same(history.add(...original).ids, ids)
      }),
      { numRuns: runs(300) },
    )
  },
)

/** A text of the original, or what one step made of it: a piece of a piece is another matter. */
interface Piece {
  text: string
  whole: boolean
}

function applyStep(
  pieces: Piece[],
  what: string,
  { first, second, spare }: Record<'first' | 'second', number> & { spare: string[] },
) {
  const at = first % Math.max(1, pieces.length)
  const [piece, next] = pieces.slice(at, at + 2)
  if (what === 'insert') pieces.splice(at, 0, { text: spare[second % spare.length]!, whole: false })
  else if (!piece) return
  else if (what === 'delete') pieces.splice(at, 1)
  else if (what === 'move') pieces.splice(second % pieces.length, 0, ...pieces.splice(at, 1))
  else if (what === 'merge' && piece.whole && next?.whole) {
    pieces.splice(at, 2, { text: `${piece.text} ${next.text}`, whole: false })
  } else if (what === 'split' && piece.whole) {
    const parts = piece.text.split(/(?<=\.) (.*)/).filter((text) => text !== '')
    pieces.splice(at, 1, ...parts.map((text) => ({ text, whole: false })))
  }
}

const WORDS = 'abandonment has led'

/** A version's places, each with the surroundings of the words in it; `from` names other ancestors of places. */
function version(places: Record<string, string[]>, from: Record<string, string[]> = {}): StandingsOfVersion {
  const text = Object.entries(places).map(([place, labels]) => ({
    place,
    text: labels
      .map(
        (label) =>
          `${label}-one ${label}-two ${label}-three ${WORDS} ${label}-four ${label}-five ${label}-six.`,
      )
      .join(' '),
  }))
  const standings = text.flatMap(({ place, text }) =>
    [...text.matchAll(new RegExp(WORDS, 'g'))].map(({ index }) => ({
      place,
      start: index,
      before: text.slice(Math.max(0, index - 32), index),
      after: text.slice(index + WORDS.length, index + WORDS.length + 32),
    })),
  )
  return { standings, carriedFrom: (place) => from[place] ?? [place] }
}

t.test('an occurrence keeps its number; a new one gets the next wherever it stands', async (t) => {
  const first = version({ p1: ['aa'], p2: ['bb'] })
  t.same(numberOccurrences([]), [])
  t.same(numberOccurrences([first]), [[1, 2]])
  t.same(
    numberOccurrences([first, first, version({ p0: ['cc'], p1: ['aa'], p2: ['bb'] })]),
    [
      [1, 2],
      [1, 2],
      [3, 1, 2],
    ],
    'before the others',
  )
  t.same(
    numberOccurrences([first, version({ p1: ['cc', 'aa', 'dd'], p2: ['bb'] })])[1],
    [3, 1, 4, 2],
    'around one',
  )
  t.same(numberOccurrences([first, version({ p2: ['bb'], p1: ['aa'] })])[1], [2, 1], 'when paragraphs move')
  t.same(
    numberOccurrences([first, version({ p1: ['xx'], p2: ['bb'] })])[1],
    [1, 2],
    'when all around it is altered',
  )
})

t.test('an occurrence follows its text into merged and split paragraphs', async (t) => {
  const first = version({ p1: ['aa'], p2: ['bb'], p3: ['cc', 'dd'] })
  t.same(
    numberOccurrences([first, version({ p1: ['aa', 'bb'], p3: ['cc', 'dd'] }, { p1: ['p1', 'p2'] })])[1],
    [1, 2, 3, 4],
  )
  t.same(
    numberOccurrences([
      first,
      version({ p1: ['aa'], p2: ['bb'], p3: ['cc'], p4: ['dd'] }, { p4: ['p4', 'p3'] }),
    ])[1],
    [1, 2, 3, 4],
  )
})

t.test(
  'in headings and notes, whose places have no name of their own, the surroundings come first',
  async (t) => {
    const first = version({ b0: ['aa'], b3: ['bb'] })
    t.same(numberOccurrences([first, version({ b0: ['aa'], b3: ['cc'], b4: ['bb'] })])[1], [1, 3, 2])
    t.same(numberOccurrences([first, version({ b0: ['dd'], b3: ['bb'] })])[1], [1, 2], 'then the place')
  },
)

t.test(
  'a number that was away returns with its place and surroundings, and is given to nothing else',
  async (t) => {
    const first = version({ p1: ['aa'], p2: ['bb'] })
    const without = version({ p2: ['bb'] })
    t.same(numberOccurrences([first, without, first]), [[1, 2], [2], [1, 2]])
    t.same(numberOccurrences([first, without, without, version({ p1: ['xx'], p2: ['bb'] })])[3], [3, 2])
    t.same(
      numberOccurrences([
        first,
        without,
        version({ p2: ['bb'] }, { p2: ['p2', 'p1'] }),
        version({ p9: ['aa'], p2: ['bb'] }),
      ])[3],
      [1, 2],
      'in another place too',
    )
  },
)

t.test(
  'through any history a number names one occurrence, and later versions change no number',
  async (t) => {
    const step = fc.record({
      add: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
      drop: fc.array(fc.nat(), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const places: Record<string, string[]> = { p1: [], p2: [], p3: [] }
        const order: string[] = []
        const labels: string[][] = []
        const versions = steps.map(({ add, drop }, at) => {
          if (at % 2 === 0) {
            for (const [place, index] of add) {
              const into = places[`p${(place % 3) + 1}`]!
              into.splice(index % (into.length + 1), 0, `x${at}y${place}z${index}`)
            }
          } else for (const index of drop) dropLabel(places, index)
          labels.push(Object.values(places).flat())
          for (const label of labels[at]!) if (!order.includes(label)) order.push(label)
          return version(places)
        })
        const numbers = numberOccurrences(versions)
        t.same(
          numbers,
          labels.map((version) => version.map((label) => order.indexOf(label) + 1)),
        )
        for (const count of versions.keys())
          t.same(numberOccurrences(versions.slice(0, count)), numbers.slice(0, count))
      }),
      { numRuns: runs(300) },
    )
  },
)

function dropLabel(places: Record<string, string[]>, index: number): void {
  const filled = Object.values(places).filter((labels) => labels.length > 0)
  const labels = filled[index % Math.max(1, filled.length)]
  labels?.splice(index % labels.length, 1)
}

t.test('ten thousand occurrences are numbered in bounded time', async (t) => {
  const standing = (index: number) => ({ place: 'p1', start: index * 3, before: 'na na ', after: ' na na' })
  const of = (count: number) => ({
    standings: Array.from({ length: count }, (_, index) => standing(index)),
    carriedFrom: (place: string) => [place],
  })
  const started = performance.now()
  const numbers = numberOccurrences([of(10_000), of(9_999), of(10_000), of(5_000)])
  const milliseconds = performance.now() - started
  t.same(
    numbers.map((version) => new Set(version).size),
    [10_000, 9_999, 10_000, 5_000],
  )
  t.ok(milliseconds < 5000, `${Math.round(milliseconds)} ms`)
})
