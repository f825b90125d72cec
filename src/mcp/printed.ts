/** What the tools say of quotes in words. */
import type { Static } from 'typebox'
import type { CitationSchema } from '../wire/schemas/citation.ts'
import type { QuoteSchema } from '../wire/schemas/quote.ts'
import type { VerifiedMatchSchema } from '../wire/schemas/verification.ts'

type Citation = Static<typeof CitationSchema>
type Quote = Static<typeof QuoteSchema>
type Diff = Static<typeof VerifiedMatchSchema>['diff']

/** The address where the proof of a quote is to be had. */
export function proofOf({ url }: Pick<Quote, 'url'>): string {
  const [address, query] = url.split('?')
  return `${address}/proof${query === undefined ? '' : `?${query}`}`
}

/** `paragraph 4`; nothing where the words stand in none that is counted. */
export function placeOf({ spans }: Pick<Quote, 'spans'>): string {
  const numbers = [...new Set(spans.flatMap(({ number }) => number ?? []))]
  if (numbers.length === 0) return ''
  return numbers.length === 1 ? `paragraph ${numbers[0]}` : `paragraphs ${numbers[0]}–${numbers.at(-1)}`
}

/** The words as they were given, with what the work has in the place of each difference. */
export function printDiff(diff: Diff): string {
  const marks = { equal: ['', ''], delete: ['[-', '-]'], insert: ['{+', '+}'] } as const
  return diff.map(({ op, text }) => `${marks[op][0]}${text}${marks[op][1]}`).join('')
}

/** The citation as it goes into a text, and the entry of the bibliography. */
export function citationLines({ inText, bibliography, note, warnings }: Citation): string[] {
  return [
    `In the text: ${inText.text}`,
    ...(note ? [`As a note: ${note.text}`] : []),
    `Bibliography: ${bibliography.text}`,
    ...warnings.map((warning) => `Note: ${warning}`),
  ]
}
