import type { Command } from 'commander'
import { type AskApi, askJson, posted } from '../../mcp/api.ts'
import { findQuotes } from '../../mcp/tools/find-quote.ts'
import { EXIT } from '../exit-codes.ts'
import { note } from '../output.ts'
import { type FoundQuote, NOWHERE, printQuote } from '../quote-report.ts'
import { asking } from './asking.ts'

interface QuoteOptions {
  work?: string
  register?: boolean
  json?: boolean
}

type Found = Awaited<ReturnType<typeof findQuotes>>[number]

/** Finds words by the API, and registers the quote when it is to be. */
export async function quoteAsked(words: string, options: QuoteOptions, self: Command): Promise<void> {
  const writing = options.register ?? false
  await asking(
    self,
    async (ask) => {
      const found = await findQuotes(ask, words, options.work)
      const quotes = writing && found.length === 1 ? [await registered(ask, found[0]!)] : found
      for (const quote of quotes) printQuote(quote, options)
      if (found.length === 0) {
        note(NOWHERE)
        process.exitCode = EXIT.notFound
      } else if (writing && found.length > 1) {
        note(
          'Nothing was registered: the words stand in several places. Name a work with --work, or more words.',
        )
        process.exitCode = EXIT.failure
      }
    },
    { writing },
  )
}

function registered(ask: AskApi, { exact, work, prefix, suffix }: Found): Promise<FoundQuote> {
  return askJson<FoundQuote>(ask, posted('/quotes', { work: work.id, exact, prefix, suffix }))
}
