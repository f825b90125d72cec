/** What the person who imports should know of front matter: what was not understood, and what was read as something else. */
import { closest, distance } from 'fastest-levenshtein'
import { BY_NAME, keyOf, UNREAD } from './front-matter-fields.ts'
import { KNOWN_KEYS, type Meaning, meaningOf } from './front-matter-keys.ts'
import { CSL_ITEM_TYPES } from './item-types.ts'
import { lineOf } from './one-line.ts'
import type { Statement } from './statement.ts'

/** Characters of a key or a value that a warning repeats. */
const MOST_SHOWN = 100
/** Keys that one warning names. */
const MOST_NAMED = 10

/** A sentence for each mistyped key and each value that was not understood; one for all keys that nobody knows. */
export function frontMatterWarnings(statements: readonly Statement[]): string[] {
  const unread = statements.filter(({ field }) => field.startsWith(UNREAD))
  const unknown = unread.filter((statement) => meaningOf(keyOf(statement)) === undefined)
  const strangers = unknown.filter((statement) => nearest(keyOf(statement)) === undefined)
  return [
    ...statements.flatMap(byName),
    ...unknown.filter((statement) => !strangers.includes(statement)).map(mistyped),
    ...unknownKeys(strangers),
    ...unread.flatMap(notUnderstood),
  ]
}

function byName({ field, rule, raw, value }: Statement): string[] {
  if (field !== 'language' || rule !== BY_NAME) return []
  return [
    `The language ${shown(raw?.replace(/^["']|["']$/g, ''))} was read as the language tag "${String(value)}".`,
  ]
}

function mistyped(statement: Statement): string {
  const key = keyOf(statement)
  return `The field ${shown(key)} of the front matter is not known: did you mean "${nearest(key)}"? It is kept in the provenance alone.`
}

function unknownKeys(strangers: readonly Statement[]): string[] {
  const [first, ...more] = strangers.map(keyOf)
  if (first === undefined) return []
  const near = closest(first.slice(0, MOST_SHOWN).toLowerCase(), KNOWN_KEYS)
  if (more.length === 0)
    return [
      `The field ${shown(first)} of the front matter is not known (the nearest name is "${near}"). It is kept in the provenance alone.`,
    ]
  const named = [first, ...more].slice(0, MOST_NAMED).map(shown).join(', ')
  const rest = strangers.length > MOST_NAMED ? ` and ${strangers.length - MOST_NAMED} more` : ''
  return [
    `The fields ${named}${rest} of the front matter are not known. They are kept in the provenance alone.`,
  ]
}

/** A key that is a letter or two away, in words of some length. */
function nearest(key: string): string | undefined {
  const typed = key.slice(0, MOST_SHOWN).toLowerCase()
  const near = closest(typed, KNOWN_KEYS)
  return distance(typed, near) <= Math.min(2, Math.floor(typed.length / 3)) ? near : undefined
}

function notUnderstood(statement: Statement): string[] {
  const meaning = meaningOf(keyOf(statement))
  const value = lineOf(statement.value)
  const isNothing = value === undefined && (typeof statement.value !== 'object' || statement.value === null)
  if (!meaning || isNothing) return []
  const key = keyOf(statement)
  return [
    `The value ${shown(value ?? JSON.stringify(statement.value))} of "${key}" in the front matter ${fault(meaning, value)}`,
  ]
}

function fault({ field, as }: Meaning, value = ''): string {
  if (as === 'type') {
    const near = closest(value.slice(0, MOST_SHOWN), [...CSL_ITEM_TYPES])
    return `is no item type of CSL: did you mean "${near}"?`
  }
  if (as === 'language') return 'is no language that is known. Write its tag, such as "en" or "pt-BR".'
  if (as === 'address') return 'is no address: it must begin with http:// or https://.'
  if (field === 'doi') return 'is no DOI. Write it as 10.1000/182.'
  if (as === 'date') return 'is no date. Write 2016-08-11, 2016-08 or 2016.'
  return 'was not understood. It is kept in the provenance alone.'
}

function shown(text = ''): string {
  return text.length > MOST_SHOWN
    ? `"${text.slice(0, MOST_SHOWN).toWellFormed()}…"`
    : `"${text.toWellFormed()}"`
}
