import type { Command } from 'commander'
import type { Archive } from '../archive/archive.ts'
import type { Quote } from '../quoting/quote.ts'
import { QuoteFinder } from '../quoting/quote-finder.ts'
import { workNamed } from '../resolving/work.ts'
import type { ListedWork } from '../store/works.ts'
import type { Urls } from '../wire/urls.ts'
import { addressesOf } from './addresses.ts'
import { serverFor, withWhom } from './asking/asking.ts'
import { EXIT } from './exit-codes.ts'
import { note } from './output.ts'
import { type FoundQuote, NOWHERE, printQuote } from './quote-report.ts'
import { settingsOf } from './settings.ts'
import { usingArchive } from './using-archive.ts'

const WORKS_AT_A_TIME = 200

/** `colophon quote`. */
export function addQuote(program: Command): void {
  const command = program
    .command('quote')
    .argument('<words>', 'the words; typography may differ')
    .option('--work <id>', 'look only in this work (id or slug)')
    .option('--register', 'register the quote, so that its address needs no place')
    .option('--json', 'print lines of JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon quote "This is where abandonment has led."\n  colophon quote --work breaking-the-siege-of-aleppo "open-air prison" --json\n  colophon quote --register "This is where abandonment has led."',
    )
  withWhom(command).action(findQuote)
}

async function findQuote(
  words: string,
  options: { work?: string; register?: boolean; json?: boolean },
  self: Command,
): Promise<void> {
  if (serverFor(self) !== '' || options.register) {
    const { quoteAsked } = await import('./asking/quote.ts')
    return quoteAsked(words, options, self)
  }
  const config = settingsOf(self)
  const urls = addressesOf(config)
  await usingArchive(config.data, async (archive) => {
    const finder = new QuoteFinder(archive)
    let found = 0
    for await (const work of worksToSearch(archive, options.work)) {
      const { quotes } = await finder.find({ work: work.id, versionNo: work.version.no }, words, {
        limit: 100,
      })
      for (const quote of quotes) printQuote(describe(urls, work, quote), options)
      found += quotes.length
    }
    if (found > 0) return
    note(NOWHERE)
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

function describe(urls: Urls, work: ListedWork, quote: Quote): FoundQuote {
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
