import { print, printJson } from './output.ts'

/** A place where words stand, as it is told, whoever found it. */
export interface FoundQuote {
  id: string
  url: string
  exact: string
  work: { id: string; slug: string; title: string }
  spans: readonly { number: number | null }[]
  occurrence: number
  occurrences: number
}

/** Prints a quote: its permanent address, and where it stands. */
export function printQuote(quote: FoundQuote, { json = false }: { json?: boolean | undefined }): void {
  const { id, url, exact, work, spans, occurrence, occurrences } = quote
  if (json) {
    const { slug, title } = work
    printJson({ id, url, exact, work: { id: work.id, slug, title }, spans, occurrence, occurrences })
    return
  }
  const numbers = [...new Set(spans.map(({ number }) => number ?? '–'))]
  print(`${url}\n  ${work.title}, paragraph ${numbers.join(', ')}: “${exact}”`)
}

export const NOWHERE = 'These words stand nowhere, word for word.'
