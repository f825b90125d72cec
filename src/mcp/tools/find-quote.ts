import { type Static, Type } from 'typebox'
import type { QuoteSchema } from '../../wire/schemas/quote.ts'
import type { VerificationSchema } from '../../wire/schemas/verification.ts'
import { type AskApi, askJson, posted, withQuery } from '../api.ts'
import { nameOfWork } from '../named.ts'
import { placeOf, proofOf } from '../printed.ts'
import { tool } from '../tool.ts'
import { Work } from './inputs.ts'

type Quote = Static<typeof QuoteSchema>

const MOST = 25
/** Words that stand in a text but for marks and the case of letters are found. */
const LITERAL = ['identical', 'typography', 'case']

export const FIND_QUOTE = tool({
  name: 'find_quote',
  title: 'Find where words stand',
  description:
    'Find every place where these exact words stand, and get the permanent address of each. Only typography may differ. For words that may be wrong or whose source is claimed, use verify_quote.',
  input: Type.Object({
    words: Type.String({ minLength: 1, maxLength: 20_000, description: 'The exact words.' }),
    work: Work,
  }),
  async call(ask, { words, work }) {
    const quotes = await findQuotes(ask, words, work)
    const places = quotes.map((quote) => ({
      ...{ text: quote.exact, work: quote.work.title, place: placeOf(quote), address: quote.url },
      ...{ proof: proofOf(quote), before: quote.prefix, after: quote.suffix },
    }))
    const lines = places.map(
      ({ text, work: title, place, address }) =>
        `“${text}”\n${[title, place].filter(Boolean).join(', ')}\n${address}`,
    )
    const none = 'These words stand nowhere here, word for word. verify_quote finds what is like them.'
    return { text: lines.length > 0 ? lines.join('\n\n') : none, data: { places } }
  },
})

/** The places where words stand but for typography and case, in a work or in all: at most 25. */
export function findQuotes(ask: AskApi, words: string, work: string | undefined): Promise<Quote[]> {
  return work === undefined ? everywhere(ask, words) : inWork(ask, words, nameOfWork(work))
}

async function everywhere(ask: AskApi, text: string): Promise<Quote[]> {
  const found = await askJson<Static<typeof VerificationSchema>>(
    ask,
    posted('/verify', { text, limit: MOST }),
  )
  return found.matches.flatMap(({ verdict, quote }) => (LITERAL.includes(verdict) ? [quote] : []))
}

async function inWork(ask: AskApi, exact: string, work: string): Promise<Quote[]> {
  const path = withQuery(`/works/${encodeURIComponent(work)}/quotes`, { exact, limit: MOST })
  return (await askJson<{ items: Quote[] }>(ask, { path })).items
}
