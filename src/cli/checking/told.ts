/** What is told of a checked quotation, in words, whatever form it is told in. */
import { MISATTRIBUTIONS } from '../../attribution/claim.ts'
import type { Outcome } from '../../manuscripts/judgement.ts'
import type { WordEdit } from '../../text/word-diff.ts'
import type { checkedQuotationView } from '../../wire/checked-quotation.ts'

/** A checked quotation as the API answers with it. */
export type View = Awaited<ReturnType<typeof checkedQuotationView>>

/** How grave it is: an error fails the check. */
export type Level = 'error' | 'warning' | 'note'

export const HEADINGS: Readonly<Record<Outcome, string>> = {
  word_for_word: 'word for word',
  altered: 'altered',
  doubtful: 'doubtful',
  not_found: 'not found',
  not_checked: 'not checked',
}

const ATTRIBUTED: Readonly<Record<View['attribution'], string>> = {
  right: 'source right',
  wrong_place: 'wrong place',
  wrong_work: 'wrong work',
  wrong_author: 'wrong author',
  wrong_year: 'wrong year',
  unknown_source: 'unknown source',
  not_claimed: 'no source claimed',
}

/** Whether the manuscript surely cites another source than that of the words. */
export function isMisattributed({ attribution }: Pick<View, 'attribution'>): boolean {
  return MISATTRIBUTIONS.has(attribution)
}

/** Whether there is anything that a writer has to look at. */
export function isToBeTold(view: View): boolean {
  return view.outcome !== 'word_for_word' || isMisattributed(view)
}

/** @param strict a quotation that is not found fails the check, too */
export function levelOf(view: View, strict: boolean): Level {
  const { outcome } = view
  if (isMisattributed(view) || outcome === 'altered' || outcome === 'doubtful') return 'error'
  if (outcome === 'not_found') return strict ? 'error' : 'warning'
  return 'note'
}

/** "altered, negation: the meaning may have changed" */
export function headingOf(view: View): string {
  const { outcome, found } = view
  const source = isMisattributed(view) ? `, ${ATTRIBUTED[view.attribution]}` : ''
  const risk = found?.meaningRisk ? ': the meaning may have changed' : ''
  return [HEADINGS[outcome], ...(found?.flags ?? [])].join(', ') + risk + source
}

/** The words, with what differs; of a quotation that is like nothing the words alone. */
export function diffOf({ found, nearest, asQuoted }: View): readonly WordEdit[] {
  return (found ?? nearest)?.diff ?? [{ op: 'equal', text: asQuoted }]
}

/** Where the words come from, and what else there is to know. */
export function remarksOf({ reason, attributionSentence, found, nearest }: View): string[] {
  const remarks: string[] = []
  if (reason !== null) remarks.push(reason)
  if (attributionSentence !== null) remarks.push(attributionSentence)
  if (found) remarks.push(`${found.work.title}: ${found.url}`, found.citation.inText)
  if (nearest)
    remarks.push(`the likest passage: ${nearest.work.title}, ${nearest.paragraph ?? nearest.work.url}`)
  return remarks
}

/** Whether a place is in a file that has lines. */
export function hasLines({ where }: Pick<View, 'where'>): boolean {
  return where.start.paragraph === undefined
}

/** "page 3, paragraph 12", "chapter-2.xhtml, paragraph 4", or "line 8, column 12". */
export function placeOf({ where: { start } }: Pick<View, 'where'>): string {
  if (start.paragraph === undefined) return `line ${start.line}, column ${start.column}`
  const page = start.page === undefined ? [] : [`page ${start.page}`]
  return [...(start.part === undefined ? [] : [start.part]), ...page, `paragraph ${start.paragraph}`].join(
    ', ',
  )
}

/** How the parts of a diff are printed. */
interface DiffForm {
  /** @param isFirst,isLast whether it begins or ends the quotation */
  equal(text: string, place: { isFirst: boolean; isLast: boolean }): string
  changed(op: 'delete' | 'insert', marked: string): string
}

/** What the source has not stands in [-…-], what it has instead in {+…+}; spaces stand outside. */
export function printedDiff(diff: readonly WordEdit[], { equal, changed }: DiffForm): string {
  return diff
    .map(({ op, text }, at) => {
      if (op === 'equal') return equal(text, { isFirst: at === 0, isLast: at === diff.length - 1 })
      const [, space = '', words = ''] = /^(\s*)(.*)$/s.exec(text)!
      const before = diff[at - 1]
      const isReplacement = op === 'insert' && before?.op === 'delete' && before.text.startsWith(space)
      const marked = words === '' ? text : words
      const lead = words === '' || isReplacement ? '' : space
      return lead + changed(op, op === 'delete' ? `[-${marked}-]` : `{+${marked}+}`)
    })
    .join('')
}

/** All of it as plain text, a line each: for forms without colours. */
export function plainLines(view: View): string[] {
  const words = printedDiff(diffOf(view), { equal: (text) => text, changed: (_, marked) => marked })
  return [...(hasLines(view) ? [] : [placeOf(view)]), `“${words}”`, ...remarksOf(view)]
}
