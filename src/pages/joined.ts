import type { Value } from './html.ts'

/** What there is of some facts, in one line. */
export function joined(facts: readonly Value[]): Value {
  return facts.filter(Boolean).map((fact, at) => [at > 0 && ' · ', fact])
}
