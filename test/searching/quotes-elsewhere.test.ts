/** The quotes of large works are found in other threads, with the same answers. */

import t, { type Test } from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { prepareArchive } from '../../src/archive/preparing.ts'
import { readLimits } from '../../src/bounds/limits.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { parseQuoteId } from '../../src/identity/ids.ts'
import { QuoteFinder } from '../../src/quoting/quote-finder.ts'
import type { Quotes } from '../../src/quoting/quotes.ts'
import type { Selection } from '../../src/quoting/selectors/selector.ts'
import type { TextOfWork } from '../../src/quoting/text-of-work.ts'
import { quotesBySize } from '../../src/searching/quotes-by-size.ts'
import { LocalSearching, searchingThreads } from '../../src/searching/searching-thread.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { directoryFor } from '../support/directory.ts'

const PARAGRAPHS = [
  'Bread was scarce that winter. The bakers of the old town worked by night, and by day they slept.',
  'Nobody counted the loaves. Nobody counted the people who came for them either.',
  'In the spring the river rose. It took the two bridges and left the mill standing.',
]
const CHANGED = 'Nobody counted the loaves. Nobody counted the children who came for them either.'

/** An archive with a work of two versions. */
async function archiveOf(t: Test) {
  const directory = directoryFor(t)
  await prepareArchive(directory)
  const writer = new LocalWriter(openWriter(databaseFile(directory)), () => '2026-01-01T00:00:00.000Z')
  const source = (...paragraphs: string[]) => ({
    bytes: Buffer.from(`# The winter\n\n${paragraphs.join('\n\n')}\n`),
    mediaType: 'text/markdown' as const,
    fileName: 'winter.md',
  })
  const { work } = await writer.importSource(source(...PARAGRAPHS))
  await writer.importVersion(work, source(PARAGRAPHS[0]!, CHANGED, PARAGRAPHS[2]!))
  const archive = new Archive(directory)
  t.teardown(async () => {
    archive.close()
    await writer.close()
  })
  const importLarge = async () => {
    const lines = Array.from(
      { length: 9000 },
      (_, n) => `Line ${n} of a long ledger says what was paid for flour.`,
    )
    return (await writer.importSource({ ...source(...lines), fileName: 'ledger.md' })).work
  }
  return { directory, archive, work, importLarge }
}

t.test('every question about quotes has the same answer in another thread', async (t) => {
  const { directory, archive, work } = await archiveOf(t)
  const versions = await archive.reads.versions.ofWork(work)
  const place: TextOfWork = { work, versionNo: versions.at(-1)!.no }
  const here = new QuoteFinder(archive)
  const elsewhere = searchingThreads({ data: directory, store: '', limits: readLimits() }, 1)
  t.teardown(() => elsewhere.close())
  const old = await here.find(
    { work, versionNo: versions[0]!.no },
    'Nobody counted the people who came for them either',
    {},
  )
  const text = await archive.readingText(place.versionNo)
  const start = text.text.indexOf('It took')
  const position = (start: number, end: number): Selection => ({
    source: null,
    cached: null,
    quote: null,
    others: [{ type: 'TextPositionSelector', start, end }],
  })
  const questions: Record<string, (quotes: Quotes) => Promise<unknown>> = {
    'words that stand in two places': (quotes) => quotes.find(place, 'counted the', { limit: 5 }),
    'words with an omission': (quotes) => quotes.find(place, 'Bread was scarce [...] they slept.', {}),
    'words that stand nowhere': (quotes) => quotes.find(place, 'wine was scarce', {}),
    'a range': (quotes) => quotes.describe(place, [{ start, end: start + 24 }]),
    'an id that a sentence has': async (quotes) => {
      const [sentence] = (await quotes.find(place, 'In the spring the river rose.', {})).quotes
      return quotes.resolve(place, parseQuoteId(sentence!.id)!)
    },
    'an id with a hint': (quotes) =>
      quotes.resolve(place, parseQuoteId(old.quotes[0]!.id)!, old.quotes[0]!.hint),
    'an id of nothing': (quotes) =>
      quotes.resolve(place, { ...parseQuoteId(old.quotes[0]!.id)!, core: '0'.repeat(24) }),
    'a selection': (quotes) => quotes.select(place, position(5, 30)),
    'a selection of nothing': (quotes) =>
      quotes.select(place, position(5, 1_000_000)).catch(({ code }) => code),
    'the nearest passage': (quotes) => quotes.nearest(place, 'the bakers of the new town worked by night'),
  }
  for (const [name, ask] of Object.entries(questions))
    t.strictSame(await ask(elsewhere), await ask(here), name)
  const became = (await elsewhere.resolve(place, parseQuoteId(old.quotes[0]!.id)!, old.quotes[0]!.hint))!
  t.match(became, {
    exact: 'Nobody counted the people who came for them either',
    standing: { status: 'altered' },
  })
  t.match(await questions['a selection of nothing']!(elsewhere), 'invalid_selector')
})

t.test('large works are asked elsewhere, small ones here', async (t) => {
  const { archive, work, importLarge } = await archiveOf(t)
  const elsewhere = new LocalSearching(archive)
  const here = new QuoteFinder(archive)
  const quotes = quotesBySize(archive, { here, elsewhere })
  t.equal(await quotes(work), here)
  const large = await importLarge()
  archive.refresh()
  t.equal(await quotes(large), elsewhere)
})
