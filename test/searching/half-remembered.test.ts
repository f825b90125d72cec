/** What somebody half remembers is found: by some words of it, and by what they say that it was. */
import { readdirSync, readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { prepareArchive } from '../../src/archive/preparing.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { excerpt } from '../../src/pages/lists/excerpt.ts'
import { LocalSearching } from '../../src/searching/searching-thread.ts'
import type { SearchCursor, SearchRequest } from '../../src/searching/word-search.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { wordsOf } from '../../src/text/words.ts'
import { directoryFor } from '../support/directory.ts'

const FIXTURES = new URL('../fixtures/half-remembered/', import.meta.url)
const SEARCHES: { q: string; memory: string; passage: string }[] = JSON.parse(
  readFileSync(new URL('searches.json', FIXTURES), 'utf8'),
)
/** Of half-remembered passages, the share that is to be among the first three. */
const WANTED = 0.9

/** Of the words of a passage, the share that the nearest passage is to have. */
const OVERLAP = 0.6

interface Text {
  text: string
  manifest?: { title: string; authors?: { family: string }[]; issued?: string; language?: string }
}

async function searchingIn(t: Test, texts: readonly Text[]) {
  const directory = directoryFor(t)
  await prepareArchive(directory)
  const writer = new LocalWriter(openWriter(databaseFile(directory)), () => '2026-01-01T00:00:00.000Z')
  for (const { text, manifest } of texts)
    await writer.importSource({
      bytes: Buffer.from(text),
      mediaType: 'text/markdown',
      ...(manifest && { manifest }),
    })
  const archive = new Archive(directory)
  t.teardown(async () => {
    archive.close()
    await writer.close()
  })
  const searching = new LocalSearching(archive)
  const search = (q: string, more: Partial<SearchRequest> = {}) =>
    searching.search({ q, filter: {}, limit: 100, ...more })
  const found = async (q: string, more: Partial<SearchRequest> = {}) =>
    (await search(q, more)).hits.map(({ text }) => text)
  return { searching, search, found }
}

const remembered = readdirSync(FIXTURES)
  .filter((name) => /\.(md|txt)$/.test(name) && name !== 'README.md')
  .map((name) => ({ text: readFileSync(new URL(name, FIXTURES), 'utf8') }))

t.test('nine of ten half-remembered passages are among the first three, and shown', async (t) => {
  const { search } = await searchingIn(t, remembered)
  let found = 0
  for (const { q, passage } of SEARCHES) {
    const { hits } = await search(q, { limit: 3 })
    const isFound = hits.some(({ text, ranges, passage: near }) => {
      const { start, end } = excerpt(text, ranges, near)
      return text.slice(start, end).includes(passage)
    })
    if (isFound) found++
    else t.comment(`not found: ${q}`)
  }
  t.ok(found >= WANTED * SEARCHES.length, `${found} of ${SEARCHES.length}`)
})

t.test('nine of ten garbled memories are told the passage that they are of', async (t) => {
  const { searching } = await searchingIn(t, remembered)
  const wordsIn = (text: string) => [...wordsOf(text)].map(({ word }) => word)
  let found = 0
  for (const { memory, passage } of SEARCHES) {
    const { matches, nearest } = await searching.verify({ text: memory, limit: 3 })
    const offered = [...matches.map(({ exact }) => exact), nearest?.text ?? ''].map(
      (text) => new Set(wordsIn(text)),
    )
    const wanted = wordsIn(passage)
    const isFound = offered.some(
      (words) => wanted.filter((word) => words.has(word)).length >= OVERLAP * wanted.length,
    )
    if (isFound) found++
    else t.comment(`not found: ${memory}`)
  }
  t.ok(found >= WANTED * SEARCHES.length, `${found} of ${SEARCHES.length}`)
  const within = await searching.verify({ text: 'Jonah was three days in the belly of a big fish', limit: 1 })
  const work = within.nearest!.work
  const named = await searching.verify({
    text: 'Jonah was three days in the belly of a big fish',
    limit: 1,
    work,
  })
  t.match(named.nearest, { work, text: /belly of the fish three days/ })
  const invented = 'Bananas ripen slowly beneath corrugated greenhouse roofs.'
  t.equal((await searching.verify({ text: invented, limit: 1 })).nearest, null)
})

const essays: Text[] = [
  'The council voted to rebrand the harbour, and nobody liked the new name.',
  'They met in secret to plan the re-brand of the old canal.',
  'Old tyres burned at the gates while the neighbours watched.',
  'This is where abandonment has led: the abandoned houses fell one by one.',
  'They were celebrating the end of the strike with bread and wine.',
  'Nothing burned that winter but coal, and the gates stayed shut.',
  'The lighthouse keeper wrote a letter each evening, and each morning he burned it.',
].map((text) => ({ text: `${text}\n` }))

t.test('words are found in their other forms and spellings', async (t) => {
  const { found } = await searchingIn(t, essays)
  const [harbour, canal, tyres, houses, strike, , keeper] = essays.map(({ text }) => text.trim())
  const cases: [q: string, texts: (string | undefined)[]][] = [
    ['re-brand', [canal, harbour]],
    ['rebrand', [harbour, canal]],
    ['rebranding', [harbour, canal]],
    ['tires', [tyres]],
    ['harbor', [harbour]],
    ['neighbor', [tyres]],
    ['abandon', [houses]],
    ['aband*', [houses]],
    ['celebrate', [strike]],
    ['celebration', [strike]],
    ['light-house', [keeper]],
    ['light house', [keeper]],
    ['abandonned', [houses]],
  ]
  for (const [q, texts] of cases) t.same((await found(q)).toSorted(), texts.toSorted(), q)
  for (const [q, first] of [
    ['re-brand', canal],
    ['rebrand', harbour],
    ['abandoned', houses],
    ['burned gates', tyres],
  ] as const)
    t.equal((await found(q))[0], first, `${q}: as it is typed goes before other forms, together before apart`)
  for (const q of ['tires', 'rebranding', 'abandon', 'lighthouse keepers'])
    t.same(await found(q, { exact: true }), [], `${q} as it is typed stands nowhere`)
  for (const q of ['"tires"', '"abandon"', '"old tires"', '"gates the at"']) t.same(await found(q), [], q)
  t.same(await found('"old tyres"'), [tyres])
})

t.test('operators narrow and widen a search, and are words where they join nothing', async (t) => {
  const { found, search } = await searchingIn(t, essays)
  const [, , tyres, , , coal, keeper] = essays.map(({ text }) => text.trim())
  const same = async (q: string, texts: (string | undefined)[]) =>
    t.same((await found(q)).toSorted(), texts.toSorted(), q)
  await same('burned NOT gates', [keeper])
  await same('burned -gates', [keeper])
  await same('burned -"the gates"', [keeper])
  await same('tyres OR coal', [tyres, coal])
  await same('(tyres | coal) AND burned', [tyres, coal])
  await same('+burned +letter', [keeper])
  await same('burned NEAR/3 gates', [tyres])
  await same('burned NEAR gates', [tyres, coal])
  await same('keeper AND gates', [])
  for (const q of ['AND burned OR', 'burned NOT', 'OR burned', 'NEAR burned NEAR/9', '((burned', 'burned)*'])
    t.equal((await found(q)).length, 3, q)
  t.equal((await found('BURNED NOT')).length > 0, true, 'all in capitals are words')
  for (const q of ['AND', 'or'.repeat(3), 'NOT', '-burned', 'NOT burned', '"', '*', '😀', '\u0000'])
    await search(q).then(
      ({ hits }) => t.ok(hits, q),
      (error) => t.equal(error.code, 'empty_search', q),
    )
})

t.test('where few have all of it, what lacks a word is shown, and says so', async (t) => {
  const { search } = await searchingIn(t, essays)
  const { hits, corrected } = await search('lighthouse keeper wrote postcards')
  t.match(hits[0], { missing: ['postcards'] })
  t.match(hits[0]!.text, /^The lighthouse/)
  t.equal(corrected, null)
})

t.test('what was meant is offered from the words of the archive', async (t) => {
  const { search } = await searchingIn(t, essays)
  t.equal((await search('lighthouse keepper')).corrected, 'lighthouse keeper')
  t.equal((await search('"lihgthouse keeper"')).corrected, '"lighthouse keeper"')
  t.equal((await search('lihgthouse', { exact: true })).corrected, 'lighthouse')
  t.equal((await search('zzzqqqxxx')).corrected, null)
  t.equal((await search('keepers')).corrected, null)
})

t.test('forms are those of the languages of the archive', async (t) => {
  const { found } = await searchingIn(t, [
    { text: 'Les maisons abandonnées tombaient.\n', manifest: { title: 'A', language: 'fr' } },
    { text: 'Die Häuser standen leer.\n', manifest: { title: 'B', language: 'de' } },
    { text: 'Он читал русские книги.\n', manifest: { title: 'C', language: 'ru' } },
    { text: 'Las naciones unidas.\n', manifest: { title: 'D', language: 'es' } },
    { text: '自由不是給予的，而是爭取來的。\n', manifest: { title: 'E', language: 'zh' } },
  ])
  for (const q of [
    'abandonner',
    'abandonnée',
    'maison',
    'Haus',
    'книга',
    'русский',
    'nación',
    '自由不是给予的',
  ])
    t.equal((await found(q)).length, 1, q)
})

t.test('what is found is counted and put in order when it is asked for', async (t) => {
  const { search } = await searchingIn(
    t,
    [
      ['1850', 'Harrow', 'en'],
      ['1901', 'Berg', 'de'],
      ['1877-05', 'Harrow', 'en'],
      [undefined, 'Roe', 'en'],
    ].map(([edtf, family, language], n) => ({
      text: `The strike of the weavers, ${n} times told.\n\nA second word of the strike ${n}.\n`,
      manifest: {
        title: `Strike ${n}`,
        authors: [{ family: family! }],
        ...(edtf && { issued: edtf }),
        language: language!,
      },
    })),
  )
  const facets = ['author', 'year', 'language'] as const
  const counted = await search('strikes', { limit: 1, total: true, facets })
  t.match(counted, {
    total: { count: 8, isComplete: true },
    facets: {
      author: [
        { value: 'Harrow', count: 4 },
        { value: 'Berg', count: 2 },
        { value: 'Roe', count: 2 },
      ],
      year: [
        { value: '1850', count: 2 },
        { value: '1877', count: 2 },
        { value: '1901', count: 2 },
      ],
      language: [
        { value: 'en', count: 6 },
        { value: 'de', count: 2 },
      ],
    },
  })
  t.equal((await search('strikes')).total, undefined)
  const titles = async (order: 'newest' | 'oldest') => {
    const found: string[] = []
    for (let after: SearchCursor | undefined; ; ) {
      const { hits, next } = await search('weavers', { order, limit: 3, after })
      found.push(...hits.map(({ title }) => title.slice(-1)))
      if (!next) return found.join('')
      after = next
    }
  }
  t.equal(await titles('newest'), '1203')
  t.equal(await titles('oldest'), '0213')
})
