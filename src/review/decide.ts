/** Turns what a person says of numbered repairs into decisions on places of the source. */
import { ColophonError } from '../errors.ts'
import { DECISIONS, type Decision, type DecisionKind } from '../loading/decisions/decision.ts'
import type { NumberedRepair } from './numbered-repairs.ts'

/** Numbers of repairs by what is decided on them; `allProbable` is about all that are probable. */
export interface RepairOrders extends Partial<Record<DecisionKind | Answer, readonly number[]>> {
  allProbable?: Answer
}

/** What may be said to what the loader did by itself. */
export const ANSWERS = ['accept', 'reject'] as const
export type Answer = (typeof ANSWERS)[number]

type Signature = Pick<Decision, 'by' | 'decidedAt'>

/** The decisions that the orders make. @throws ColophonError `invalid_decision` for a number or choice that is not there */
export function decisionsFor(
  repairs: readonly NumberedRepair[],
  orders: RepairOrders,
  signature: Signature,
): Decision[] {
  const words = new Map<NumberedRepair, DecisionKind>()
  for (const word of [...ANSWERS, ...DECISIONS]) {
    for (const number of orders[word] ?? []) {
      const repair = numbered(repairs, number)
      if (words.has(repair)) refuse(`Two things are decided on repair ${number}. Say one.`)
      words.set(repair, chosen(repair, word))
    }
  }
  const { allProbable } = orders
  if (allProbable !== undefined) {
    for (const repair of repairs) {
      const decision = repair.certainty === 'probable' ? repair.choices[allProbable] : undefined
      if (decision !== undefined && !words.has(repair)) words.set(repair, decision)
    }
  }
  return [...words].map(([{ start, end, rule }, decision]) => ({ start, end, rule, decision, ...signature }))
}

function numbered(repairs: readonly NumberedRepair[], number: number): NumberedRepair {
  const repair = repairs[number - 1]
  if (repair) return repair
  const there = repairs.length === 0 ? 'it has none' : `they are numbered from 1 to ${repairs.length}`
  return refuse(`The newest version has no repair ${number}: ${there}.`)
}

function chosen({ number, choices }: NumberedRepair, word: DecisionKind | Answer): DecisionKind {
  if (word === 'accept' || word === 'reject') {
    const decision = choices[word]
    if (decision !== undefined) return decision
  } else if (choices.others.includes(word)) return word
  const words = choiceWords({ choices })
  return refuse(
    words.length === 0
      ? `Nothing can be decided on repair ${number}.`
      : `Repair ${number} cannot be decided with --${word}. Choose of: ${words.map((each) => `--${each}`).join(', ')}.`,
  )
}

/** What can be said of a repair, the simplest first. */
export function choiceWords({ choices }: Pick<NumberedRepair, 'choices'>): string[] {
  return [...ANSWERS.filter((answer) => choices[answer] !== undefined), ...choices.others]
}

function refuse(message: string): never {
  throw new ColophonError('invalid_decision', message)
}
