/** Front matter → statements about the work. */
import { dateStatement } from './front-matter-dates.ts'
import { type Meaning, meaningOf } from './front-matter-keys.ts'
import { namesIn } from './front-matter-names.ts'
import { normalDoi } from './identifiers.ts'
import { CSL_ITEM_TYPES } from './item-types.ts'
import { languageTag } from './language-names.ts'
import { keywordsOf } from './manifest-spellings.ts'
import { lineOf } from './one-line.ts'
import type { Statement } from './statement.ts'
import { isWebAddress } from './web-address.ts'

/** What the fields of front matter begin with, until they are understood. */
export const UNREAD = 'frontMatter.'
/** The rule of a language that was told by its name. */
export const BY_NAME = 'name of a language'

/** The statements of front matter under the fields that their keys mean; what is not understood keeps its key. */
export function readFrontMatterFields(statements: readonly Statement[]): Statement[] {
  return statements.flatMap(inParts).flatMap((statement) => {
    const meaning = meaningOf(keyOf(statement))
    const read = meaning ? understood(meaning, statement) : []
    return read.length > 0 && read.every(({ value }) => isWellFormed(value)) ? read : [statement]
  })
}

/** The key that a statement of front matter was found under. */
export function keyOf({ field }: Pick<Statement, 'field'>): string {
  return field.startsWith(UNREAD) ? field.slice(UNREAD.length) : field
}

/** Quarto has what a citation needs in a mapping of its own, `citation`. */
function inParts(statement: Statement): Statement[] {
  const { value, start: _start, end: _end, raw: _raw, ...rest } = statement
  if (keyOf(statement) !== 'citation' || typeof value !== 'object' || value === null || Array.isArray(value))
    return [statement]
  return Object.entries(value).map(([key, part]) => ({
    ...rest,
    field: `${UNREAD}${key}`,
    value: part as unknown,
    ...(lineOf(part) !== undefined && { raw: lineOf(part)! }),
  }))
}

/** None for a value that the field cannot have. */
function understood({ field, as }: Meaning, statement: Statement): Statement[] {
  const { value } = statement
  const all = (values: readonly unknown[]) =>
    values.flatMap((one) => (one === undefined ? [] : [{ ...statement, field, value: one }]))
  if (as === 'names')
    return namesIn(value).map(({ name, certainty }) => ({ ...statement, field, value: name, certainty }))
  if (as === 'date')
    return [dateStatement(statement)].flatMap((date) => date ?? []).map((date) => ({ ...date, field }))
  if (as === 'keywords') return all(keywordsIn(value))
  if (as === 'language') return languageStatements(statement)
  if (as === 'type') return all([CSL_ITEM_TYPES.find((type) => type === value)])
  if (as === 'address') return all([typeof value === 'string' && isWebAddress(value) ? value : undefined])
  return all([textOf(field, value)])
}

function languageStatements(statement: Statement): Statement[] {
  const found = languageTag(lineOf(statement.value) ?? '')
  if (found === undefined) return []
  return [{ ...statement, field: 'language', value: found.tag, ...(found.byName && { rule: BY_NAME }) }]
}

function keywordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((word) => lineOf(word) ?? [])
  return keywordsOf(lineOf(value) ?? '')
}

/** Several numbers, as of an ISBN, in one text; of a mapping, as Quarto has for a licence, its name. */
function textOf(field: string, value: unknown): string | undefined {
  if (Array.isArray(value)) return lineOf(value.flatMap((one) => lineOf(one) ?? []).join(', '))
  if (typeof value === 'object' && value !== null) {
    const { url, text, name, title } = value as Record<string, unknown>
    return [url, text, name, title].map(lineOf).find((line) => line !== undefined)
  }
  const line = lineOf(value)
  return field === 'doi' && line !== undefined ? (normalDoi(line) ?? undefined) : line
}

/** YAML can write half of a surrogate pair, which no text and no JSON that is signed can hold. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  return typeof value !== 'object' || value === null || Object.values(value).every(isWellFormed)
}
