/** Checking the quotations of one document, so that it takes from nobody else what it needs. */

import type { Static } from 'typebox'
import { MISATTRIBUTIONS } from '../../../attribution/claim.ts'
import type { CitationOptions } from '../../../citing/cited.ts'
import { ColophonError } from '../../../errors.ts'
import { type Checking, checkQuotations } from '../../../manuscripts/check-quotations.ts'
import type { Outcome } from '../../../manuscripts/judgement.ts'
import type { ManuscriptQuotation } from '../../../manuscripts/manuscript-quotation.ts'
import { checkedQuotationView } from '../../../wire/checked-quotation.ts'
import { isProblemCode, Problem, problemBody } from '../../../wire/problems.ts'
import type { CheckedDocumentSchema } from '../../../wire/schemas/checked-document.ts'
import type { ClientContext } from '../../route-context.ts'

/** Where to look and for what, how to cite, and whether anybody still waits. */
export interface DocumentCheck {
  checking: Checking
  options: CitationOptions
  /** Has the client gone away? Then nothing more is done. */
  isGone: () => boolean
  /** The moment of `performance.now()` at which it is given up. */
  until: number
}

type Document = Static<typeof CheckedDocumentSchema>
type Checked = { item: Document['items'][number] } | Pick<Document, 'summary'>

/** Each quotation as it is checked, one at a time in the threads that search; then the summary. */
export async function* checkDocument(
  services: ClientContext,
  quotations: readonly ManuscriptQuotation[],
  { checking, options, isGone, until }: DocumentCheck,
): AsyncGenerator<Checked> {
  const counts = { word_for_word: 0, altered: 0, doubtful: 0, not_found: 0, not_checked: 0 }
  let misattributed = 0
  for await (const checked of checkQuotations(services, quotations, checking)) {
    if (isGone()) return
    if (performance.now() > until)
      throw new ColophonError(
        'busy',
        'Checking the document took too long. Send it in parts, or try again later.',
      )
    counts[checked.outcome]++
    if (MISATTRIBUTIONS.has(checked.attribution.attribution)) misattributed++
    yield { item: await checkedQuotationView(services, checked, options) }
  }
  yield { summary: { ...summaryOf(counts), misattributed } }
}

function summaryOf(counts: Readonly<Record<Outcome, number>>): Omit<Document['summary'], 'misattributed'> {
  const {
    word_for_word: wordForWord,
    altered,
    doubtful,
    not_found: notFound,
    not_checked: notChecked,
  } = counts
  const quotations = wordForWord + altered + doubtful + notFound + notChecked
  return { quotations, wordForWord, altered, doubtful, notFound, notChecked }
}

/** All of it, as one answer; without a summary when nobody waits for it any more. */
export async function gathered(
  checked: AsyncIterable<Checked>,
): Promise<Pick<Document, 'items'> & Partial<Document>> {
  const items: Document['items'] = []
  for await (const each of checked) {
    if ('summary' in each) return { summary: each.summary, items }
    items.push(each.item)
  }
  return { items }
}

/** A line for each quotation and one for the summary. What goes wrong on the way is told in the last line. */
export async function* ndjsonLines(base: string, checked: AsyncIterable<Checked>): AsyncGenerator<string> {
  try {
    for await (const each of checked) yield `${JSON.stringify('item' in each ? each.item : each)}\n`
  } catch (error) {
    const { code, message } = error as ColophonError
    if (!(error instanceof ColophonError && isProblemCode(code))) throw error
    yield `${JSON.stringify({ problem: problemBody(base, new Problem(code, message)) })}\n`
  }
}
