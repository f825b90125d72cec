import { styleText } from 'node:util'
import { MISATTRIBUTIONS } from '../attribution/claim.ts'
import type { Outcome } from '../manuscripts/judgement.ts'
import type { WordEdit } from '../text/word-diff.ts'
import type { checkedQuotationView } from '../wire/checked-quotation.ts'
import { shown } from './output.ts'

type View = Awaited<ReturnType<typeof checkedQuotationView>>

/** Longer quotations are cut in the report where nothing differs, in characters on each side. */
const CONTEXT = 60

const HEADINGS: Readonly<Record<Outcome, string>> = {
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

const COLOURS: Readonly<Record<Outcome, 'red' | 'green' | 'yellow'>> = {
  word_for_word: 'green',
  altered: 'red',
  doubtful: 'red',
  not_found: 'yellow',
  not_checked: 'yellow',
}

/** What a person is told of a quotation: where it stands, what differs, its address and citation. */
export function reportLines(file: string, view: View): string[] {
  const { where, outcome, asQuoted, reason, found, nearest } = view
  const { line, column } = where.start
  const what = [HEADINGS[outcome], ...(found?.flags ?? [])].join(', ')
  const risk = found?.meaningRisk ? ': the meaning may have changed' : ''
  const wrong = MISATTRIBUTIONS.has(view.attribution)
  const source = wrong ? `, ${ATTRIBUTED[view.attribution]}` : ''
  const colour = wrong ? 'red' : COLOURS[outcome]
  const lines = [coloured(colour, shown(`${file}:${line}:${column}: ${what}${risk}${source}`))]
  const diff = (found ?? nearest)?.diff ?? [{ op: 'equal', text: asQuoted }]
  lines.push(`  “${printDiff(diff.map(({ op, text }) => ({ op, text: shown(text) })))}”`)
  const more: string[] = []
  if (reason !== null) more.push(reason)
  if (view.attributionSentence !== null) more.push(view.attributionSentence)
  if (found) more.push(`${found.work.title}: ${found.url}`, found.citation.inText)
  if (nearest)
    more.push(`the likest passage: ${nearest.work.title}, ${nearest.paragraph ?? nearest.work.url}`)
  return [...lines, ...more.map((line) => `  ${shown(line)}`)]
}

/** How many quotations there are of each kind. */
export function summaryLine({
  misattributed,
  ...counts
}: Readonly<Record<Outcome | 'misattributed', number>>): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const kinds = (Object.keys(HEADINGS) as Outcome[]).map(
    (outcome) => `${counts[outcome]} ${HEADINGS[outcome]}`,
  )
  return `${all} ${all === 1 ? 'quotation' : 'quotations'}: ${kinds.join(', ')}${misattributed > 0 ? `; of all these ${misattributed} with a wrong source` : ''}`
}

/** What the source has not stands in [-…-], what it has instead in {+…+}; spaces stand outside. */
function printDiff(diff: readonly WordEdit[]): string {
  return diff
    .map(({ op, text }, at) => {
      if (op === 'equal') return shortened(text, { first: at === 0, last: at === diff.length - 1 })
      const [, space = '', words = ''] = /^(\s*)(.*)$/s.exec(text)!
      const before = diff[at - 1]
      const isReplacement = op === 'insert' && before?.op === 'delete' && before.text.startsWith(space)
      const marked = words === '' ? text : words
      const lead = words === '' || isReplacement ? '' : space
      return lead + (op === 'delete' ? coloured('red', `[-${marked}-]`) : coloured('green', `{+${marked}+}`))
    })
    .join('')
}

/** The words beside a difference; what is far from one is left out. */
function shortened(text: string, { first, last }: { first: boolean; last: boolean }): string {
  if (text.length <= 2 * CONTEXT) return text
  const head = first && !last ? '' : text.slice(0, CONTEXT).replace(/\s\S*$/, ' ')
  const tail = last ? '' : text.slice(-CONTEXT).replace(/^\S*\s/, ' ')
  return `${head}…${tail}`
}

function coloured(colour: 'red' | 'green' | 'yellow', text: string): string {
  return process.stdout.isTTY && process.stdout.hasColors() ? styleText(colour, text) : text
}
