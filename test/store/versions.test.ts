/** Works over many versions: ids that were handed out go on answering, and what is said of them is true. */

import t, { type Test } from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { prepareArchive } from '../../src/archive/preparing.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { parseQuoteId } from '../../src/identity/ids.ts'
import { QuoteFinder } from '../../src/quoting/quote-finder.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { canonicalWords } from '../../src/text/canonical.ts'
import { directoryFor } from '../support/directory.ts'

const NOW = '2026-01-01T00:00:00.000Z'
type Tap = { testdir(): string; teardown(close: () => Promise<void>): void }

async function freshArchive(directory: string) {
  await prepareArchive(directory)
  const connection = openWriter(databaseFile(directory))
  const writer = new LocalWriter(connection, () => NOW)
  const archive = new Archive(directory)
  return {
    connection,
    writer,
    archive,
    close: async () => {
      archive.close()
      await writer.close()
    },
  }
}

async function archiveFor(t: Tap) {
  const archive = await freshArchive(directoryFor(t))
  t.teardown(archive.close)
  return archive
}

const article = (paragraphs: readonly string[]) => ({
  bytes: Buffer.from(`# On the record\n\n${paragraphs.join('\n\n')}\n`),
  mediaType: 'text/markdown',
  fileName: 'article.md',
})

/** A small generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const WORDS =
  'harbour ledger council winter bridge market orchard signal quarry lantern ferry granary treaty copper meadow canvas archive parcel timber vessel column garden letter border census'.split(
    ' ',
  )

/** Random paragraphs and edits of them. No two sentences are ever the same: each has a number of its own. */
class Author {
  readonly #random: () => number
  #sentences = 0

  constructor(seed: number) {
    this.#random = randomFrom(seed)
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  word(): string {
    return WORDS[this.below(WORDS.length)]!
  }

  sentence(): string {
    const words = Array.from({ length: 7 + this.below(9) }, () => this.word())
    return `The ${words.join(' ')} of case ${++this.#sentences} was recorded.`
  }

  paragraph(): string {
    return Array.from({ length: 2 + this.below(4) }, () => this.sentence()).join(' ')
  }

  /** One edit of a text, in place; `past` holds paragraphs that stood in it before. */
  edit(text: string[], past: readonly string[]): void {
    const at = this.below(text.length)
    const sentences = text[at]!.split(/(?<=\.) /)
    switch (this.below(7)) {
      case 0:
        text.splice(at, 0, this.paragraph())
        break
      case 1:
        if (text.length > 4) text.splice(at, 1)
        break
      case 2:
        if (sentences.length > 1)
          text.splice(at, 1, sentences.slice(0, 1).join(' '), sentences.slice(1).join(' '))
        break
      case 3:
        if (at + 1 < text.length) text.splice(at, 2, `${text[at]} ${text[at + 1]}`)
        break
      case 4:
        text.splice(this.below(text.length), 0, ...text.splice(at, 1))
        break
      case 5:
        text[at] = text[at]!.replace(this.word(), this.word().toUpperCase())
        break
      default: {
        const old = past[this.below(past.length)]
        if (old && !text.includes(old)) text.splice(at, 0, old)
      }
    }
  }
}

const STANDING = new Set(['identical', 'typography', 'moved', 'joined', 'split'])

for (const seed of [1, 2, 3, 4]) {
  t.test(`over twenty versions every id goes on answering, with the truth (history ${seed})`, async (t) => {
    const { writer, archive } = await archiveFor(t)
    const finder = new QuoteFinder(archive)
    const author = new Author(seed)
    const text = Array.from({ length: 8 }, () => author.paragraph())
    const { work } = await writer.importSource(article(text))
    const past: string[] = []
    const recorded = new Map<string, { exact: string; hint?: string }>()
    const paragraphs = new Map<string, string>()
    for (let version = 0; version < 20; version++) {
      if (version > 0) {
        past.push(...text)
        for (let edits = 1 + author.below(3); edits > 0; edits--) author.edit(text, past)
        await writer.importVersion(work, article(text))
      }
      archive.refresh()
      const record = (await archive.reads.works.named(work))!
      const place = { work, versionNo: record.version.no }
      const stand = canonicalWords(text.join(' '))
      const all = { after: 0, to: 1000, limit: 1000 }
      const present = await archive.reads.paragraphs.page(record.version.no, all)
      for (const paragraph of present) paragraphs.set(paragraph.id, paragraph.text)
      t.same(
        present.map((paragraph) => paragraph.text),
        text,
        'the newest version is the text as it was sent',
      )
      await checkQuotes(t, { finder, place, recorded, stand })
      for (const id of paragraphs.keys())
        t.ok(await archive.reads.paragraphs.byId(id), `the paragraph ${id} answers`)
      for (const words of quotable(author, text)) {
        const { quotes } = await finder.find(place, words, {})
        t.equal(quotes[0]?.exact, words)
        if (!recorded.has(quotes[0]!.id)) recorded.set(quotes[0]!.id, { exact: words })
        if (author.below(2) === 0) await register(writer, work, quotes[0]!)
      }
      archive.refresh()
    }
    t.ok(recorded.size > 30, `${recorded.size} quotes and ${paragraphs.size} paragraphs were followed`)
  })
}

/** A sentence, a paragraph and a run over a paragraph's end: each resolves without being registered. */
function quotable(author: Author, text: readonly string[]): string[] {
  const at = author.below(text.length - 1)
  const sentences = text[at]!.split(/(?<=\.) /)
  const next = text[at + 1]!.split(/(?<=\.) /)[0]!
  return [sentences[author.below(sentences.length)]!, text[at]!, `${sentences.at(-1)} ${next}`]
}

async function register(
  writer: LocalWriter,
  work: string,
  quote: Awaited<ReturnType<QuoteFinder['describe']>>,
): Promise<void> {
  const first = quote.spans[0]!
  const last = quote.spans.at(-1)!
  const { id, core, occurrence, exact, version } = quote
  await writer.registerQuote({
    id,
    work,
    versionNo: version.no,
    core,
    occurrence,
    wordsSha256: quote.sha256,
    exact,
    startBlock: first.block,
    startOffset: first.start,
    endBlock: last.block,
    endOffset: last.end,
  })
}

async function checkQuotes(
  t: Test,
  {
    finder,
    place,
    recorded,
    stand,
  }: {
    finder: QuoteFinder
    place: { work: string; versionNo: number }
    recorded: Map<string, { exact: string }>
    stand: string
  },
) {
  for (const [id, { exact }] of recorded) {
    const quote = await finder.resolve(place, parseQuoteId(id)!)
    if (!quote) {
      t.ok(false, `${id} answers no more: ${exact}`)
      continue
    }
    t.equal(quote.exact, exact, 'with the words first recorded')
    const { status, instead } = quote.standing
    t.equal(
      STANDING.has(status),
      stand.includes(canonicalWords(exact)),
      `${status} is the truth of: ${exact}`,
    )
    if (instead) t.ok(quote.successor, 'what stands there instead has an id of its own')
    if (status === 'altered') {
      t.ok(stand.includes(canonicalWords(instead!.exact)), 'what stands there instead does stand there')
      t.ok(
        instead!.diff.some(({ op }) => op !== 'equal'),
        'and the difference is shown',
      )
    }
  }
}

t.test('two archives fed the same files have the same ids in every table', async (t) => {
  const rows = []
  for (const directory of [t.testdir({ a: {}, b: {} })].flatMap((base) => [`${base}/a`, `${base}/b`])) {
    const { writer, connection, close } = await freshArchive(directory)
    const author = new Author(9)
    const text = Array.from({ length: 6 }, () => author.paragraph())
    const { work } = await writer.importSource(article(text))
    const past: string[] = []
    for (let version = 0; version < 6; version++) {
      past.push(...text)
      author.edit(text, past)
      author.edit(text, past)
      await writer.importVersion(work, article(text))
    }
    const all = (sql: string) => connection.tuples(sql)
    rows.push({
      works: all('SELECT id, key, slug FROM work'),
      versions: all('SELECT id, source_sha256 FROM version ORDER BY no'),
      paragraphs: all('SELECT id, genesis_words_sha256, k, derived_from FROM paragraph ORDER BY no'),
      blocks: all(
        'SELECT version_no, ordinal, paragraph, previous, next FROM block ORDER BY version_no, ordinal',
      ),
      lineage: all('SELECT * FROM lineage'),
    })
    await close()
  }
  t.ok(rows[0]!.lineage.length > 5)
  t.same(rows[0], rows[1])
})

t.test('a second occurrence that comes later has the next number, wherever it stands', async (t) => {
  const { writer, archive } = await archiveFor(t)
  const finder = new QuoteFinder(archive)
  const words = 'Nobody was told.'
  const first = [
    'It began in the spring of that year, as the letters show. Nobody was told.',
    'By autumn the harbour was closed to all of them. Nobody was told.',
  ]
  const { work } = await writer.importSource(article(first))
  await writer.importVersion(
    work,
    article(['A preface that was left out of the first printing. Nobody was told.', ...first]),
  )
  archive.refresh()
  const record = (await archive.reads.works.named(work))!
  const { quotes } = await finder.find({ work, versionNo: record.version.no }, words, { limit: 5 })
  t.same(
    quotes.map(({ occurrence, spans }) => [occurrence, spans[0]!.number]),
    [
      [1, 2],
      [2, 3],
      [3, 1],
    ],
  )
})

t.test(
  'the same file again changes nothing; an older one again is the newest text, under its old id',
  async (t) => {
    const { writer, archive } = await archiveFor(t)
    const author = new Author(5)
    const a = article(Array.from({ length: 5 }, () => author.paragraph()))
    const b = article([author.paragraph(), author.paragraph()])
    const first = await writer.importSource(a)
    t.same(await writer.importVersion(first.work, a), { ...first, known: true })
    const second = await writer.importVersion(first.work, b)
    t.not(second.version, first.version)
    t.same(await writer.importVersion(first.work, b), { ...second, known: true })
    t.same(await writer.importVersion(first.work, a), { ...first, known: false })
    archive.refresh()
    const record = (await archive.reads.works.named(first.work))!
    t.equal(record.version.id, first.version)
    const ids = async (no: number) => {
      const paragraphs = await archive.reads.paragraphs.page(no, { after: 0, to: 100, limit: 100 })
      return paragraphs.map(({ id }) => id)
    }
    const [one, , three] = await archive.reads.versions.ofWork(first.work)
    t.same(await ids(three!.no), await ids(one!.no), 'its paragraphs have their old ids')
  },
)

t.test('what cannot become a version is refused', async (t) => {
  const { writer } = await archiveFor(t)
  const file = article(['A paragraph that is long enough to be one.'])
  await t.rejects(writer.importVersion('0123456789abcdef', file), { code: 'work_not_found' })
  const { work } = await writer.importSource(file)
  await t.rejects(writer.importVersion(work, { ...file, bytes: Buffer.from(' \n') }), { code: 'empty_text' })
  await t.rejects(writer.importVersion(work, { ...file, manifest: { key: 'doi:10.1/other' } }), {
    code: 'invalid_manifest',
  })
})
