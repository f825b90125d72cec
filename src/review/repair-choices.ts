/** What a person may decide on a repair. */
import { DECISIONS, type DecisionKind } from '../loading/decisions/decision.ts'
import type { Repair } from '../loading/repair/repair.ts'

/** What may be decided on one repair: each word is an option of `colophon repairs`. */
export interface Choices {
  /** How the place reads when the repair is accepted; undefined when there is nothing to accept. */
  accept: DecisionKind | undefined
  /** How it reads when the repair is rejected. */
  reject: DecisionKind | undefined
  others: readonly DecisionKind[]
}

const NOTHING: Choices = { accept: undefined, reject: undefined, others: [] }

/** Rules that leave nothing to decide: an author put a soft hyphen there, and a spelling repeats a word's own hyphen. */
const SETTLED: ReadonlySet<string> = new Set(['soft-hyphen-line-break', 'repeated-hyphen-line-break'])

/** The choices for a repair as it is recorded. */
export function choicesFor({ rule, op, certainty }: Pick<Repair, 'rule' | 'op' | 'certainty'>): Choices {
  if (SETTLED.has(rule)) return NOTHING
  const others = DECISIONS.filter((each) => isPossible(each, rule))
  if (certainty === 'unresolved' || isDecided({ rule })) return { ...NOTHING, others }
  const accept = standsAs(rule, op)
  return { accept, reject: oppositeOf(rule, accept), others }
}

/** Whether a person decided on a repair already. */
export function isDecided({ rule }: Pick<Repair, 'rule'>): boolean {
  return rule.startsWith('decided-')
}

/** A line ends no paragraph, and where no hyphen stands there is none to keep. */
function isPossible(decision: DecisionKind, rule: string): boolean {
  if (decision === 'part') return !isInLine(rule)
  return decision !== 'keep' || rule.includes('hyphen') || isDecided({ rule })
}

function isInLine(rule: string): boolean {
  return rule.endsWith('-line-break')
}

function standsAs(rule: string, op: Repair['op']): DecisionKind {
  if (rule.startsWith('dehyphenate-')) return 'join'
  return op === 'drop' ? 'keep' : 'space'
}

function oppositeOf(rule: string, accept: DecisionKind): DecisionKind {
  if (/^(?:dehyphenate|keep-hyphen)-/.test(rule)) return accept === 'join' ? 'keep' : 'join'
  return 'part'
}
