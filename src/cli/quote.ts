import type { Command } from 'commander'
import type { Archive } from '../archive/archive.ts'
import type { Quote } from '../quoting/quote.ts'
import { QuoteFinder } from '../quoting/quote-finder.ts'
import { workNamed } from '../resolving/work.ts'
import type { ListedWork } from '../store/works.ts'
import type { Urls } from '../wire/urls.ts'
import { addressesOf } from './addresses.ts'
import { EXIT } from './exit-codes.ts'
import { note, print, printJson } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'
import { usingArchive } from './using-archive.ts'

const WORKS_AT_A_TIME = 200

/** `colophon quote`. */
export function addQuote(program: Command): void {
  const command = program
    .command('quote')
    .argument('<words>', 'the words; typography may differ')
    .option('--work <id>', 'look only in this work (id or slug)')
    .option('--json', 'print lines of JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon quote "This is where abandonment has led."\n  colophon quote --work breaking-the-siege-of-aleppo "open-air prison" --json',
    )
  withSettings(command, ['data', 'baseUrl', 'host', 'port']).action(findQuote)
}

async function findQuote(
  words: string,
  options: { work?: string; json?: boolean },
  self: Command,
): Promise<void> {
  const config = settingsOf(self)
  const urls = addressesOf(config)
  await usingArchive(config.data, async (archive) => {
    const finder = new QuoteFinder(archive)
    let found = 0
    for await (const work of worksToSearch(archive, options.work)) {
      const { quotes } = await finder.find({ work: work.id, versionNo: work.version.no }, words, {
        limit: 100,
      })
      for (const quote of quotes) {
        if (options.json) printJson(describe(urls, work, quote))
        else print(line(urls, work, quote))
      }
      found += quotes.length
    }
    if (found > 0) return
    note('These words stand nowhere, word for word.')
    process.exitCode = EXIT.notFound
  })
}

async function* worksToSearch(archive: Archive, named: string | undefined): AsyncGenerator<ListedWork> {
  if (named !== undefined) {
    yield await workNamed({ archive }, named)
    return
  }
  for (let after = 0; ; ) {
    const works = await archive.reads.works.list({ after, limit: WORKS_AT_A_TIME })
    yield* works
    if (works.length < WORKS_AT_A_TIME) return
    after = works.at(-1)!.no
  }
}

function describe(urls: Urls, work: ListedWork, quote: Quote) {
  return {
    id: quote.id,
    url: urls.quote(quote.id, quote.hint),
    exact: quote.exact,
    work: { id: work.id, slug: work.slug, title: work.metadata.title },
    spans: quote.spans,
    occurrence: quote.occurrence,
    occurrences: quote.occurrences,
  }
}

function line(urls: Urls, work: ListedWork, quote: Quote): string {
  const numbers = quote.spans.map((span) => span.number ?? '–')
  return `${urls.quote(quote.id, quote.hint)}\n  ${work.metadata.title}, paragraph ${[...new Set(numbers)].join(', ')}: “${quote.exact}”`
}
