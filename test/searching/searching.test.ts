/** Finding quotations and words in a whole archive, through the indexes. */

import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { prepareArchive } from '../../src/archive/preparing.ts'
import { readLimits } from '../../src/bounds/limits.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { LocalSearching, searchingThreads } from '../../src/searching/searching-thread.ts'
import type { SearchCursor } from '../../src/searching/word-search.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { fingerprints, gramHashes, isLikelyFingerprint, lettersOf } from '../../src/text/winnowing.ts'
import { wordsOf } from '../../src/text/words.ts'
import { directoryFor } from '../support/directory.ts'
import fc from '../support/properties.ts'

const NOW = '2026-01-01T00:00:00.000Z'
const SEED = readFileSync(new URL('../fixtures/seed/breaking-the-siege-of-aleppo.md', import.meta.url))
const WORK = '2rma5yfyxknb207f'

async function archiveOf(t: Test, files: readonly { name: string; text: string | Buffer }[]) {
  const directory = directoryFor(t)
  await prepareArchive(directory)
  const writer = new LocalWriter(openWriter(databaseFile(directory)), () => NOW)
  const works: string[] = []
  for (const { name, text } of files) {
    const { work } = await writer.importSource({
      bytes: Buffer.from(text),
      mediaType: 'text/markdown',
      fileName: name,
    })
    works.push(work)
  }
  const archive = new Archive(directory)
  t.teardown(async () => {
    archive.close()
    await writer.close()
  })
  return { directory, writer, archive, works, searching: new LocalSearching(archive) }
}

const seed = { name: 'seed.md', text: SEED }
const japanese = {
  name: 'ja.md',
  text: '# 世界人権宣言\n\nすべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。\n\nすべて人は、生命、自由及び身体の安全に対する権利を有する。\n',
}
const thai = {
  name: 'th.md',
  text: '# ปฏิญญาสากล\n\nมนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ\n',
}
const arabic = {
  name: 'ar.md',
  text: '# الإعلان العالمي\n\nيولد جميع الناس أحرارا متساوين في الكرامة والحقوق، وقد وهبوا عقلا وضميرا وعليهم أن يعامل بعضهم بعضا بروح الإخاء.\n',
}

t.test('nineteen letters in common are a fingerprint in common', (t) => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 0, maxLength: 60 })
  const shared = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 19, maxLength: 40 })
  fc.assert(
    fc.property(letters, shared, letters, letters, (a, common, b, c) => {
      const chosen = fingerprints(a + common + b)
      return gramHashes(c + common).some((hash) => chosen.has(hash))
    }),
  )
  const ofSeed = [...fingerprints(lettersOf(SEED.toString()))]
  t.ok(
    ofSeed.filter(isLikelyFingerprint).length > 0.95 * ofSeed.length,
    'nearly all were likely to be chosen',
  )
  t.equal(lettersOf('Ál-Shami’s “re-\u00adbrand”, 2016'), 'alshamisrebrand2016')
  t.end()
})

t.test('words are found as people type them, with the place where they stand', (t) => {
  const words = (text: string) => [...wordsOf(text)].map(({ word }) => word)
  t.same(words("Nusra's U.S. café — re-brand ½"), ['nusra', 's', 'u', 's', 'cafe', 're', 'brand', '1', '2'])
  t.same(words('自由であり'), ['自', '由', 'て', 'あ', 'り'])
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      let end = 0
      for (const word of wordsOf(text)) {
        if (word.start < 0 || word.end > text.length || word.end <= word.start || word.word === '')
          return false
        if (word.start < end && word.end !== end) return false
        end = word.end
      }
      return true
    }),
  )
  t.end()
})

t.test('a quotation is found wherever it stands, and judged', async (t) => {
  const { searching, works } = await archiveOf(t, [seed, japanese, thai, arabic])
  const verify = (text: string) => searching.verify({ text, limit: 5 })
  const cases: [string, string, number][] = [
    ['Syrian civil society was not generally impressed by the re-brand.', 'identical', 0],
    ['SYRIAN civil society was not generally impressed by the re-brand', 'case', 0],
    ['As Aleppo burned, then starved, the United States appeased', 'identical', 0],
    ['attacks on rebel held Aleppo. In such a context, regime/Russian claims', 'identical', 0],
    ['生れながらにして自由であり、かつ、尊厳と権利とについて', 'identical', 1],
    ['มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกัน', 'identical', 2],
    ['يولد جميع الناس أحرارا متساوين في الكرامة', 'identical', 3],
    [
      'The liberated districts of the east ran their own affairs […] through their democratically elected local councils',
      'elided',
      0,
    ],
  ]
  for (const [text, verdict, at] of cases) {
    const answer = await verify(text)
    t.equal(answer.verdict, verdict, text)
    t.equal(answer.matches[0]?.work, works[at])
    t.ok(answer.matches[0]?.quote.id.startsWith(`${works[at]}.`))
    t.equal(answer.searched.works, 4)
  }
  const negated = await verify('Syrian civil society was generally impressed by the re-brand')
  t.match(negated, { verdict: 'altered', matches: [{ flags: ['negation'], meaningRisk: true }] })
  const hyphenated = await verify('In- deed, revolutionaries in Idlib province have been protesting')
  t.match(hyphenated, { verdict: 'altered', matches: [{ flags: ['dehyphenation'], meaningRisk: false }] })
  const invented = await verify(
    'The ferries of the northern harbour were repainted by the council in the spring.',
  )
  t.match(invented, { verdict: 'not_found', matches: [] })
})

t.test(
  'words in the other script of Chinese are found and said to be, and what else differs too',
  async (t) => {
    const traditional = `# 論自由

自由不是給予的，而是爭取來的；沒有人會因為統治者的慈悲而得到解放。工人們在這個冬天裡罷工了三個月。`
    const simplified = `# 论水

河水从山里流出来，经过我们的村庄，然后进入大海；没有人知道它从什么时候开始流动。`
    const { searching, works } = await archiveOf(t, [
      seed,
      { name: 'hant.md', text: `${traditional}\n` },
      { name: 'hans.md', text: `${simplified}\n` },
    ])
    const cases: [text: string, work: number, flags: string[], risk: boolean][] = [
      ['自由不是给予的，而是争取来的；没有人会因为统治者的慈悲而得到解放。', 1, ['script'], false],
      [
        '而是争取来的；没有人会因为统治者的慈悲而得到解放。工人们在这个冬天里罢工了三个月',
        1,
        ['script'],
        false,
      ],
      ['自由是给予的，而是争取来的；没有人会因为统治者的慈悲而得到解放。', 1, ['negation', 'script'], true],
      [
        '河水從山裡流出來，經過我們的村莊，然後進入大海；沒有人知道它從什麼時候開始流動。',
        2,
        ['script'],
        false,
      ],
    ]
    for (const [text, work, flags, meaningRisk] of cases)
      for (const within of [undefined, works[work]]) {
        const found = await searching.verify({ text, limit: 3, ...(within && { work: within }) })
        t.match(found, { verdict: 'altered', matches: [{ work: works[work]!, flags, meaningRisk }] }, text)
      }
    t.equal((await searching.verify({ text: '自由不是給予的，而是爭取來的', limit: 3 })).verdict, 'identical')
  },
)

t.test('a slash stands for the end of a line only where the source has one', async (t) => {
  const { searching } = await archiveOf(t, [
    {
      name: 'verse.md',
      text: `# Boats

The long boats rock upon the bay,\\
and all the gulls have gone to sea,\\
and no one asks the men to stay.

They stood upon the quay, and all the women said that none of them would ever leave the harbour.
`,
    },
  ])
  const verdictOf = async (text: string) => {
    const { verdict, matches } = await searching.verify({ text, limit: 3 })
    return [verdict, matches[0]?.flags]
  }
  const verse = 'boats rock upon the bay, / and all the gulls have gone to sea, / and no one asks'
  t.strictSame(await verdictOf(verse), ['typography', []])
  t.strictSame(await verdictOf(verse.replace('the gulls', 'the / gulls')), ['altered', ['punctuation']])
  t.strictSame(await verdictOf('asks the men to stay. / They stood upon the quay'), ['typography', []])
  t.strictSame(
    await verdictOf('upon the quay, / and all the women said that none of them would ever leave'),
    ['altered', ['punctuation']],
  )
})

t.test('the same words are found in one block and over the ends of blocks alike', async (t) => {
  const sentences = [
    'The harbour master kept his ledgers.',
    'Nobody else could read their language.',
    'It was lost with him.',
  ]
  const ends = [
    [' ', ' '],
    ['\n\n', ' '],
    [' ', '\n\n'],
    ['\n\n', '\n\n'],
  ]
  const { searching, works } = await archiveOf(
    t,
    ends.map(([first, second], n) => ({
      name: `${n}.md`,
      text: `# Book ${n}\n\nThey say in port ${n}: ${sentences[0]}${first}${sentences[1]}${second}${sentences[2]} So says book ${n}.\n`,
    })),
  )
  const blocks = async (text: string) => {
    const { matches } = await searching.verify({ text, limit: 25 })
    t.ok(matches.every(({ verdict }) => verdict === 'identical'))
    return works.map((work) => matches.find((match) => match.work === work)?.quote.spans.length)
  }
  t.same(await blocks(sentences.join(' ')), [1, 2, 2, 3])
  t.same(
    await blocks('kept his ledgers. Nobody else'),
    [1, 2, 1, 2],
    'of hardly more letters than a fingerprint has',
  )
})

t.test('a passage is found to its ends over a heading', async (t) => {
  const text = [
    '# The harbour',
    'Nobody had counted them before. It was the master who did.',
    'The ledgers lay in the cellar of the customs house until the flood of the following year carried them away.',
    '## Ash',
    'Only one page of them dried. The rest was pulp.',
  ].join('\n\n')
  const { searching } = await archiveOf(t, [seed, { name: 'harbour.md', text }])
  const quoted =
    'the master who did. The ledgers lay in the cellar of the customs house until the flood of the following year carried them away. Only one page of them dried'
  const skipped = await searching.verify({ text: quoted, limit: 1 })
  t.match(skipped, {
    verdict: 'identical',
    matches: [{ exact: quoted, edits: [{ kind: 'skipped', source: 'Ash' }] }],
  })
  t.equal(skipped.matches[0]!.quote.spans.length, 3)
  const { verdict, matches } = await searching.verify({ text: quoted.replace('cellar', 'attic'), limit: 1 })
  t.equal(verdict, 'altered')
  t.match(matches[0]!.exact, /^the master who did\. .* Ash Only one page of them dried$/)
})

t.test('a long quotation of many blocks is found to the letter', async (t) => {
  const sentence = (n: number) =>
    `In the year ${1000 + n} the council of the ${n % 2 ? 'northern' : 'southern'} quarter wrote ${n * 7919} letters to the king, and number ${n} was never answered.`
  const paragraphs = Array.from({ length: 300 }, (_, n) => `${sentence(n)} ${sentence(n + 5000)}`)
  const { searching, works } = await archiveOf(t, [
    { name: 'council.md', text: `# The council\n\n${paragraphs.join('\n\n')}\n` },
  ])
  const quoted = paragraphs.slice(100, 170).join(' ').slice(40, -40)
  t.ok(quoted.length > 15_000 && quoted.length < 20_000)
  const { verdict, matches } = await searching.verify({ text: quoted, limit: 1 })
  t.equal(verdict, 'identical')
  t.same([matches[0]!.work, matches[0]!.quote.spans.length], [works[0], 70])
})

t.test('what is too short or too common must be looked for in a named work', async (t) => {
  const filler = Array.from(
    { length: 400 },
    (_, n) => `Of the many things the ${n} are here and there.`,
  ).join('\n\n')
  const { searching } = await archiveOf(t, [seed, { name: 'filler.md', text: `# Filler\n\n${filler}\n` }])
  await t.rejects(searching.verify({ text: 'the', limit: 5 }), { code: 'quotation_too_common' })
  const named = await searching.verify({ text: 'the', work: WORK, limit: 3 })
  t.equal(named.verdict, 'identical')
  t.equal(named.matches.length, 3)
  t.equal(
    (await searching.verify({ text: 'Nusra', limit: 5 })).verdict,
    'identical',
    'a rare word needs no work',
  )
})

t.test('a search answers paragraphs with the words, best first, and pages through all of them', async (t) => {
  const { searching, works } = await archiveOf(t, [seed, japanese, arabic])
  const search = (q: string, filter = {}) => searching.search({ q, filter, limit: 100 })
  const paragraphs = async (q: string) =>
    (await search(q)).hits.map(({ number }) => number).sort((a, b) => a - b)
  t.same(
    await paragraphs('nusra'),
    [2, 3, 4, 9].filter((n) => textHas(n, /nusra/i)),
  )
  t.same(await paragraphs('"generally impressed"'), [3])
  t.same(await paragraphs('"impressed generally"'), [])
  const [hit] = (await search('re-brand')).hits
  t.same(
    hit!.ranges.map(({ start, end }) => hit!.text.slice(start, end)),
    ['re', 'brand'],
  )
  t.same(
    (await search('権利')).hits.map(({ work }) => work),
    [works[1], works[1]],
  )
  t.equal((await search('الكرامة')).hits.length, 1)
  t.equal((await search('aleppo', { author: 'shami' })).hits.length > 3, true)
  t.equal((await search('aleppo', { author: 'nobody' })).hits.length, 0)
  t.equal((await search('aleppo', { work: works[1] })).hits.length, 0)
  const paged: string[] = []
  for (let after: SearchCursor | undefined; ; ) {
    const { hits, next } = await searching.search({ q: 'the', filter: {}, limit: 2, after })
    paged.push(...hits.map(({ paragraph }) => paragraph))
    if (!next) break
    after = next
  }
  t.same(new Set(paged).size, paged.length, 'none twice')
  t.same(paged.toSorted(), (await search('the')).hits.map(({ paragraph }) => paragraph).sort())
})

function textHas(number: number, pattern: RegExp): boolean {
  const expected = JSON.parse(
    readFileSync(new URL('../fixtures/seed/seed.expected.json', import.meta.url), 'utf8'),
  )
  return pattern.test(expected.paragraphs[number - 1].text)
}

t.test('no search and no quotation is slow or unsafe', async (t) => {
  const { searching } = await archiveOf(t, [seed])
  for (const q of [
    'U.S.',
    "Nusra's",
    'a AND OR NOT NEAR(',
    '"aleppo',
    'aleppo*',
    '^aleppo',
    'a:b',
    '{aleppo}',
    '"" aleppo',
  ])
    await t.resolves(searching.search({ q, filter: {}, limit: 5 }), q)
  for (const q of ['"', '', '\u0000', '()*^'])
    await t.rejects(
      searching.search({ q, filter: {}, limit: 5 }),
      { code: 'empty_search' },
      JSON.stringify(q),
    )
  await t.rejects(
    searching.search({ q: Array.from({ length: 500 }, (_, n) => `w${n}`).join(' '), filter: {}, limit: 5 }),
    { code: 'search_too_long' },
  )
  for (const text of [
    'a '.repeat(10_000),
    'a'.repeat(20_000),
    'the '.repeat(5000),
    '[...] '.repeat(15),
    '\u0301'.repeat(20_000),
  ]) {
    const began = Date.now()
    await searching.verify({ text, limit: 5 }).catch((error) => {
      if (!('code' in error)) throw error
    })
    t.ok(Date.now() - began < 60_000, `${text.slice(0, 10)}… took ${Date.now() - began} ms`)
  }
})

t.test('threads see at once what was imported', async (t) => {
  const { directory, writer } = await archiveOf(t, [seed])
  const threads = searchingThreads({ data: directory, store: '', limits: readLimits() }, 1)
  t.teardown(() => threads.close())
  t.equal(
    (await threads.verify({ text: 'This is where abandonment has led.', limit: 1 })).verdict,
    'identical',
  )
  await writer.importSource({
    bytes: Buffer.from(arabic.text),
    mediaType: 'text/markdown',
    fileName: 'ar.md',
  })
  t.equal((await threads.search({ q: 'الناس', filter: {}, limit: 5 })).hits.length, 1)
  const { searched } = await threads.verify({ text: 'This is where abandonment has led.', limit: 1 })
  t.equal(searched.works, 2, 'what was counted before is counted anew')
})
