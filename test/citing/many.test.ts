import t from 'tap'
import { Citer } from '../../src/citing/citer.ts'
import type { CslItem } from '../../src/citing/csl/item.ts'
import { readCslItems } from '../../src/citing/csl/json.ts'
import type { CiteMode } from '../../src/citing/formatter.ts'
import { formatterThreads } from '../../src/citing/formatter-thread.ts'
import { LOCATOR_LABELS } from '../../src/numbering/labels.ts'
import { runs, some } from '../support/runs.ts'
import { goldenLines } from './golden-lines.ts'

const citer = new Citer()

function book(title: string, members: Partial<CslItem> = {}): CslItem {
  return {
    id: title,
    type: 'book',
    title,
    author: [{ family: 'Goldman', given: 'Emma' }],
    issued: { 'date-parts': [[1910]] },
    publisher: 'Mother Earth',
    ...members,
  }
}

function many(style: string, items: CslItem[], more: object = {}) {
  return citer.citeMany({ style, items: items.map((item) => ({ id: item.id, item })), ...more })
}

const texts = (forms: { text: string }[]) => forms.map(({ text }) => text)

t.test('works of one author and year are told apart, in entries and cites', async (t) => {
  const items = [
    book('On strikes'),
    book('Anarchism'),
    book('Birds', { author: [{ family: 'Abe', given: 'B' }] }),
  ]
  const cites = [{ id: 'On strikes', locator: '12' }, { id: 'Anarchism' }, { id: 'Birds' }]
  const apa = await many('apa', items, { cites })
  t.strictSame(apa.style, { id: 'apa', title: 'APA Style 7th edition' })
  t.equal(apa.locale, 'en-US')
  t.strictSame(apa.bibliography, [
    { id: 'Birds', text: 'Abe, B. (1910). Birds. Mother Earth.', html: 'Abe, B. (1910). <i>Birds</i>. Mother Earth.' },
    { id: 'Anarchism', text: 'Goldman, E. (1910a). Anarchism. Mother Earth.', html: 'Goldman, E. (1910a). <i>Anarchism</i>. Mother Earth.' },
    { id: 'On strikes', text: 'Goldman, E. (1910b). On strikes. Mother Earth.', html: 'Goldman, E. (1910b). <i>On strikes</i>. Mother Earth.' },
  ]) // biome-ignore format: one entry a line
  t.strictSame(apa.cites[0], {
    id: 'On strikes',
    text: '(Goldman, 1910b, p. 12)',
    html: '(Goldman, 1910b, p. 12)',
  })
  t.strictSame(texts(apa.cites).slice(1), ['(Goldman, 1910a)', '(Abe, 1910)'])
  const chicago = await many('chicago', items, { cites })
  t.strictSame(texts(chicago.cites), ['(Goldman 1910b, 12)', '(Goldman 1910a)', '(Abe 1910)'])
  const mla = await many('mla', items, { cites })
  t.strictSame(texts(mla.cites), ['(Goldman, On Strikes 12)', '(Goldman, Anarchism)', '(Abe)'])
})

t.test('numbers follow the order of the cites, what is not cited comes last', async (t) => {
  const cites = [{ id: 'C' }, { id: 'A', locator: '3', label: 'chapter' }, { id: 'C' }]
  const { bibliography, cites: made, warnings } = await many('vancouver', ['A', 'B', 'C'].map((title) => book(title)), { cites }) // biome-ignore format: one call
  t.strictSame(bibliography.map(({ id, text }) => [id, text.slice(0, 2)]), [['C', '1.'], ['A', '2.'], ['B', '3.']]) // biome-ignore format: one list
  t.strictSame(texts(made), ['(1)', '(2)', '(1)'])
  t.match(warnings, [/^A: .* has no place for the locator in a citation/])
})

t.test(
  'a note is shortened when the work was cited before; a sentence can name the author alone',
  async (t) => {
    const items = [
      book('Living my life: an autobiography', { 'title-short': 'Living my life' }),
      book('Anarchism'),
    ]
    const modes: CiteMode[] = ['normal', 'author-only', 'suppress-author']
    const notes = await many('chicago-notes', items, {
      cites: [0, 1, 0, 0].map((n) => ({ id: items[n]!.id })),
    })
    t.equal(notes.cites[0]!.text, 'Emma Goldman, Living My Life: An Autobiography (Mother Earth, 1910).')
    t.equal(notes.cites[2]!.text, 'Goldman, Living My Life.')
    const apa = await many('apa', items, { cites: modes.map((mode) => ({ id: 'Anarchism', mode })) })
    t.strictSame(texts(apa.cites), ['(Goldman, 1910a)', 'Goldman', '(1910a)'])
  },
)

t.test('what no entry is printed for, and what is missing, is said', async (t) => {
  const { publisher: _, ...letter } = { ...book('L'), type: 'personal_communication' }
  const undated = { id: 'u', type: 'book', title: 'U' }
  const { bibliography, warnings } = await many('apa', [book('A'), letter, undated, book('Z')])
  const listed = bibliography.map(({ id, text, html }) => [id, text.includes(id.toUpperCase()), html.includes(id.toUpperCase())]) // biome-ignore format: one call
  t.strictSame(listed, ['A', 'Z', 'u'].map((id) => [id, true, true])) // biome-ignore format: one list
  t.strictSame(warnings, [
    'L: APA Style 7th edition prints no entry for it.',
    'u: The date of publication is not known.',
  ])
  const numbered = await many('ieee', [book('A'), { id: 'e', type: 'book' }, book('B')])
  t.notMatch(JSON.stringify(numbered), /\[CSL/)
  t.match(numbered.bibliography.at(-1), { id: 'B', text: /^\[3\] .*, B/ })
})

t.test('a list of one item reads as the item does alone', async (t) => {
  for (const { style, locale, item } of some(goldenLines().filter((_, n) => n % 9 === 0))) {
    const alone = await citer.cite({ item, revision: `${item.id}@1`, style, locale })
    const { bibliography, cites } = await many(style, [item], { locale, cites: [{ id: item.id }] })
    t.strictSame(bibliography[0]?.html ?? '', alone.bibliography.html, `${style} ${item.id}`)
    t.equal(cites[0]!.text, alone.inText.text, `${style} ${item.id}`)
  }
})

t.test('a cite of what is not in the list, and an id that is there twice, are refused', async (t) => {
  await t.rejects(many('apa', [book('A')], { cites: [{ id: 'A' }, { id: 'toString' }] }), {
    code: 'unknown_item',
    details: { pointer: '/cites/1/id', id: 'toString' },
  })
  await t.rejects(many('apa', [book('A'), book('A')]), {
    code: 'invalid_item',
    details: { pointer: '/items/1/id' },
  })
  await t.rejects(many('apa', Array(2001).fill(book('A'))), { code: 'invalid_item', message: /2001/ })
  await t.rejects(many('apa', [book('A')], { cites: [{ id: 'A', locator: '1', label: 'shelf' }] }), {
    code: 'invalid_item',
    details: { pointer: '/cites/0/label' },
  })
  await t.rejects(many('apaa', []), { code: 'unknown_style' })
  t.strictSame((await many('apa', [])).bibliography, [])
})

t.test('ids and names that are names of JavaScript break nothing', async (t) => {
  const words = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '1', 'a::b', '']
  const items = words.flatMap((family) =>
    words.map((given) => book(family, { id: `${family} ${given}`, author: [{ family, given }] })),
  )
  items[0]!.id = '__proto__'
  for (const style of ['apa', 'chicago', 'mla', 'ieee', 'chicago-notes', 'harvard', 'nlm']) {
    const { bibliography, cites } = await many(style, items, { cites: items.map(({ id }) => ({ id })) })
    t.equal(bibliography.length, items.length, style)
    t.notOk(
      cites.some(({ text }) => /undefined|native code/.test(text)),
      style,
    )
  }
})

t.test('every locator label is known to every style', async (t) => {
  for (const { id: style } of some(await citer.styles.list())) {
    const cites = LOCATOR_LABELS.map((label) => ({ id: 'A', locator: '7', label }))
    const { cites: made } = await many(style, [book('A')], { cites })
    t.notOk(
      made.some(({ text }) => /undefined|\[CSL|label/i.test(text)),
      style,
    )
  }
})

/** At least as many as have every list twice. */
const ASKED = Math.max(80, runs(1000))
/** Of them, asked of a formatter that has made nothing else: each style, as a list and as a single item. */
const ALONE = Math.max(4, runs(16))

t.test('a thousand lists and single items interleaved leave nothing behind in each other', async (t) => {
  const styles = ['apa', 'chicago-author-date', 'modern-language-association', 'ieee']
  const golden = [...new Map(goldenLines().map((line) => [line.item.id, line.item])).values()]
  const lists = Array.from({ length: 40 }, (_, n) => ({
    style: styles[n % 4]!,
    items: Array.from({ length: 1 + (n % 7) }, (_, m) => {
      const item = golden[(n * 5 + m * 3) % golden.length]!
      return {
        id: `${m}`,
        item: m % 2 ? { ...item, author: [{ family: 'Doe', given: 'Jo'.slice(m % 3) }] } : item,
      }
    }),
    cites: [{ id: '0' }, { id: '0', locator: '4' }],
  }))
  const ask = (citer: Citer, n: number) => {
    const list = lists[(n * 7) % lists.length]!
    const { item } = list.items[0]!
    return n % 2 ? citer.citeMany(list) : citer.cite({ item, revision: `${n}`, style: list.style, locator: { start: n } }) // biome-ignore format: one choice
  }
  const thread = new Citer({ formatter: formatterThreads() })
  t.teardown(() => thread.close())
  const together: string[] = []
  for (let n = 0; n < ASKED; n += 8) {
    const some = Array.from({ length: 8 }, (_, m) => ask(thread, n + m))
    together.push(...(await Promise.all(some)).map((made) => JSON.stringify(made)))
  }
  for (let n = 0; n < Math.min(80, ASKED); n += 1) {
    const fresh = n < ALONE ? new Citer() : citer
    if (JSON.stringify(await ask(fresh, n)) !== together[n]) t.fail(`${n} differs`)
  }
  const last = ASKED - 1
  t.equal(together[last], JSON.stringify(await ask(citer, last)))
})

t.test(
  'the thread answers as this thread does, errors keep their code, and too much is refused',
  async (t) => {
    const thread = new Citer({ formatter: formatterThreads() })
    t.teardown(() => thread.close())
    const request = { item: book('A'), revision: 'a@1', style: 'chicago', locator: { start: 3, end: 4 } }
    t.strictSame(await thread.cite(request), await citer.cite(request))
    const list = { style: 'apa', items: [{ id: 'A', item: book('A') }] }
    const waiting = await Promise.allSettled(Array.from({ length: 12 }, () => thread.citeMany(list)))
    t.strictSame(waiting.map(({ status }) => status === 'fulfilled').lastIndexOf(true), 7)
    t.match(waiting[8], { reason: { code: 'busy' } })
    t.equal((await thread.citeMany(list)).bibliography.length, 1, 'and answers again')
  },
)

t.test('a style’s first answer lets other work go on', async (t) => {
  const thread = new Citer({ formatter: formatterThreads() })
  t.teardown(() => thread.close())
  // Each style takes hundreds of milliseconds: in this thread, nothing would run before it is there.
  let turns = 0
  const count = setInterval(() => turns++, 1)
  for (const style of ['apa', 'chicago', 'chicago-notes'])
    await thread.cite({ item: book('A'), revision: 'a@1', style })
  clearInterval(count)
  t.ok(turns > 3, `${turns} turns`)
})

t.test(
  'items of other programs are read as CSL-JSON 1.0.2, what is none is refused by its place',
  async (t) => {
    const zotero = {
      id: 1234,
      type: 'article-journal',
      'citation-key': 'doe2020',
      'container-title': 'Journal',
      volume: 12,
      issued: { 'date-parts': [['2020', 5]], season: '2' },
      author: [{ family: 'Doe', given: 'Jo', 'parse-names': false }],
      custom: { anything: true },
      categories: ['x'],
    }
    t.strictSame(readCslItems([zotero]), [
      {
        id: '1234',
        type: 'article-journal',
        'citation-key': 'doe2020',
        'container-title': 'Journal',
        volume: '12',
        issued: { 'date-parts': [[2020, 5]], season: '2' },
        author: [{ family: 'Doe', given: 'Jo', 'parse-names': false }],
      },
    ])
    const base = { id: 'a', type: 'book' }
    const refused: [unknown, string][] = [
      [{}, ''],
      [[base, { type: 'book' }], '/1'],
      [[{ ...base, type: 'journal-article' }], '/0/type'],
      [[{ ...base, titel: 'x' }], '/0/titel'],
      [[JSON.parse('{"id":"a","type":"book","__proto__":{}}')], '/0/__proto__'],
      [[{ ...base, ISSN: ['1'] }], '/0/ISSN'],
      [[{ ...base, author: [{ name: 'x' }] }], '/0/author/0/name'],
      [[{ ...base, issued: { 'date-parts': [[2020, 1, 1, 1]] } }], '/0/issued/date-parts/0'],
      [[{ ...base, title: 'x'.repeat(20_001) }], '/0/title'],
      [[null], '/0'],
      [Array(1001).fill(base), ''],
    ]
    for (const [value, pointer] of refused)
      t.throws(() => readCslItems(value), { code: 'invalid_item', details: { pointer } }, pointer)
    for (const { item } of goldenLines()) t.ok(readCslItems([item]))
  },
)
