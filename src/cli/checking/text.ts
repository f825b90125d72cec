import { styleText } from 'node:util'
import type { Outcome } from '../../manuscripts/judgement.ts'
import { shown } from '../output.ts'
import type { Counts, Reporter, ReportOptions } from './report-form.ts'
import {
  diffOf,
  HEADINGS,
  hasLines,
  headingOf,
  isMisattributed,
  isToBeTold,
  placeOf,
  printedDiff,
  remarksOf,
  type View,
} from './told.ts'

/** Longer quotations are cut in the report where nothing differs, in characters on each side. */
const CONTEXT = 60

const COLOURS: Readonly<Record<Outcome, 'red' | 'green' | 'yellow'>> = {
  word_for_word: 'green',
  altered: 'red',
  doubtful: 'red',
  not_found: 'yellow',
  not_checked: 'yellow',
}

/** What a person reads in a terminal. */
export function textReporter({ all }: ReportOptions): Reporter {
  return {
    checked: (file, view) => (all || isToBeTold(view) ? reportLines(file, view) : []),
    failed: () => [],
    end: (counts, files) => (files === 0 ? [] : [summaryLine(counts)]),
  }
}

/** Where it stands, what differs, its address and citation. */
function reportLines(file: string, view: View): string[] {
  const { line, column } = view.where.start
  const place = hasLines(view) ? `${file}:${line}:${column}` : `${file}: ${placeOf(view)}`
  const diff = diffOf(view).map(({ op, text }) => ({ op, text: shown(text) }))
  return [
    coloured(isMisattributed(view) ? 'red' : COLOURS[view.outcome], shown(`${place}: ${headingOf(view)}`)),
    `  “${printedDiff(diff, { equal: shortened, changed })}”`,
    ...remarksOf(view).map((remark) => `  ${shown(remark)}`),
  ]
}

/** How many quotations there are of each kind. */
function summaryLine({ misattributed, ...counts }: Readonly<Counts>): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const kinds = (Object.keys(HEADINGS) as Outcome[]).map(
    (outcome) => `${counts[outcome]} ${HEADINGS[outcome]}`,
  )
  return `${all} ${all === 1 ? 'quotation' : 'quotations'}: ${kinds.join(', ')}${misattributed > 0 ? `; of all these ${misattributed} with a wrong source` : ''}`
}

function changed(op: 'delete' | 'insert', marked: string): string {
  return coloured(op === 'delete' ? 'red' : 'green', marked)
}

/** The words beside a difference; what is far from one is left out. */
function shortened(text: string, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): string {
  if (text.length <= 2 * CONTEXT) return text
  const head = isFirst && !isLast ? '' : text.slice(0, CONTEXT).replace(/\s\S*$/, ' ')
  const tail = isLast ? '' : text.slice(-CONTEXT).replace(/^\S*\s/, ' ')
  return `${head}…${tail}`
}

function coloured(colour: 'red' | 'green' | 'yellow', text: string): string {
  return process.stdout.isTTY && process.stdout.hasColors() ? styleText(colour, text) : text
}
