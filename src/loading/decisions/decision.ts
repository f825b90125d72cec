/** What a person decided on a repair: data of a load, kept among the statements of the version that it made. */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Statement } from '../metadata/statement.ts'

/**
 * How a place is to read where the end of a line or page had cut the text: `join` as one word without the hyphen, `keep`
 * as one word with what stands there, `space` with a space between the parts, `part` as two paragraphs.
 */
export const DECISIONS = ['join', 'keep', 'space', 'part'] as const
export type DecisionKind = (typeof DECISIONS)[number]

/** A decision on one place of a source. Offsets in bytes: those of the repair that it is about. */
export interface Decision {
  start: number
  end: number
  /** The rule of that repair. */
  rule: string
  decision: DecisionKind
  /** Who decided, as this person wants to be named. */
  by: string
  /** When (ISO time). */
  decidedAt: string
}

/** Characters of the name of who decides. */
export const LONGEST_NAME = 200

const FIELD = 'decision'

const Said = Type.Object({
  decision: Type.Enum([...DECISIONS]),
  by: Type.String({ minLength: 1, maxLength: LONGEST_NAME }),
  decidedAt: Type.String(),
})

/** Decisions as statements of the version, in the order of the source. */
export function decisionStatements(decisions: readonly Decision[]): Statement[] {
  const inOrder = [...decisions].sort((a, b) => a.start - b.start)
  return inOrder.map(({ start, end, rule, ...value }) => ({
    field: FIELD,
    value,
    start,
    end,
    certainty: 'certain',
    origin: 'given',
    rule,
  }))
}

/** Whether a statement is a decision on a place of the text, and says nothing of the work. */
export function isDecision({ field, origin }: Statement): boolean {
  return field === FIELD && origin === 'given'
}

/** The decisions among what was said of a version. */
export function decisionsIn(statements: readonly Statement[]): Decision[] {
  return statements
    .filter(isDecision)
    .flatMap(({ value, start, end, rule }) =>
      start !== undefined && end !== undefined && rule !== undefined && Value.Check(Said, value)
        ? [{ start, end, rule, ...value }]
        : [],
    )
}
