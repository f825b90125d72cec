import type { Statement } from './statement.ts'

/** What is assumed of nearly every text, or counted, and what every text with a heading has: no work for a person. */
const USUAL: ReadonlySet<string> = new Set(['type', 'language', 'locators'])
const USUAL_RULE = 'first heading'

/** What is said of a work and is not certain, where nobody who imports said anything of it. */
export function doubtfulOf(statements: readonly Statement[]): Statement[] {
  const given = new Set(
    statements.filter(({ origin }) => origin === 'given').map(({ field }) => subjectOf(field)),
  )
  return statements.filter(
    ({ field, certainty, rule }) =>
      certainty !== 'certain' && !USUAL.has(field) && rule !== USUAL_RULE && !given.has(subjectOf(field)),
  )
}

/** `author.parts` speaks of the author. */
function subjectOf(field: string): string {
  return field.replace(/^author\..*/, 'author')
}
