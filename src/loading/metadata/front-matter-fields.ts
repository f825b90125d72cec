/** What the keys of front matter mean. Names as pandoc, Jekyll, Hugo and Zettlr write them. */

import { parseDate } from './dates.ts'
import { oneLine } from './one-line.ts'
import type { Statement } from './statement.ts'
import { isWebAddress } from './web-address.ts'

const FIELDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    title: 'title',
    author: 'author',
    authors: 'author',
    creator: 'author',
    by: 'author',
    date: 'issued',
    issued: 'issued',
    published: 'issued',
    lang: 'language',
    language: 'language',
    publisher: 'publisher',
    license: 'license',
    rights: 'license',
    url: 'url',
    link: 'url',
    source: 'url',
    'container-title': 'containerTitle',
    type: 'type',
  }),
)

/** The statements of front matter under the fields that their keys mean; what is not understood keeps its key. */
export function readFrontMatterFields(statements: readonly Statement[]): Statement[] {
  return statements.flatMap((statement) => {
    const field = FIELDS.get(statement.field.replace(/^frontMatter\./, '').toLowerCase())
    return field === undefined ? [statement] : valuesOf(field, statement)
  })
}

function valuesOf(field: string, statement: Statement): Statement[] {
  const values = Array.isArray(statement.value) && field === 'author' ? statement.value : [statement.value]
  return values.map((value) => {
    const known = understood(field, value, statement.raw ?? '')
    return known === undefined || !isWellFormed(known) ? statement : { ...statement, field, value: known }
  })
}

/** Undefined for a value that the field cannot have. */
function understood(field: string, value: unknown, raw: string): unknown {
  if (field === 'author') return authorOf(value)
  if (field === 'issued') return parseDate(typeof value === 'string' ? value : raw)
  if (field === 'url') return typeof value === 'string' && isWebAddress(value) ? value : undefined
  if (field === 'type') return undefined
  if (field === 'language') return typeof value === 'string' ? languageOf(value) : undefined
  return lineOf(value)
}

function authorOf(value: unknown): unknown {
  if (typeof value === 'string') return literalOf(value)
  if (typeof value !== 'object' || value === null) return undefined
  const { family, given, name } = value as Record<string, unknown>
  const [familyLine, givenLine] = [lineOf(family), lineOf(given)]
  if (familyLine === undefined) return literalOf(name)
  return givenLine === undefined ? { family: familyLine } : { family: familyLine, given: givenLine }
}

function literalOf(name: unknown): unknown {
  const literal = lineOf(name)
  return literal === undefined ? undefined : { literal }
}

function lineOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? oneLine(String(value)) : undefined
}

function languageOf(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}

/** YAML can write half of a surrogate pair, which no text and no JSON that is signed can hold. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  return typeof value !== 'object' || value === null || Object.values(value).every(isWellFormed)
}
