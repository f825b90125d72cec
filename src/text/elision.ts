import { canonicalExact } from './canonical.ts'

/** A mark of omission set by the one who quotes: `[...]`, `[…]`, `(...)`, with or without spaces inside. */
const OMISSION = / ?[[(] ?(?:\u2026|\. ?\. ?\.) ?[\])] ?/g

/** A quotation's exact text with every omission spelt ` [...] `, which makes its id (DESIGN §2). */
export function canonicalElision(quotation: string): string {
  return canonicalExact(canonicalExact(quotation).replace(OMISSION, ' [...] '))
}
