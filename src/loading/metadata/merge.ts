/** Makes the metadata of a work from what is said about it: given before parsed before inferred. */
import { DATE_FIELDS, NAME_DETAILS, NAME_FIELDS, TEXT_FIELDS } from './details.ts'
import type { DatedText, Details, LabelledUrl, Metadata, Name } from './metadata.ts'
import { oneLine } from './one-line.ts'
import type { Statement, StatementOrigin } from './statement.ts'

const PRECEDENCE: readonly StatementOrigin[] = ['given', 'parsed', 'inferred']

/** The metadata that the statements give. A title and a type must be among them. */
export function mergeMetadata(statements: readonly Statement[]): Metadata {
  const pick = (...fields: string[]) => pickStatement(statements, fields)
  const text = (...fields: string[]) => (pick(...fields)?.value as string | undefined) ?? null
  return {
    title: text('title', 'colophon.title') ?? '',
    authors: authorsOf(statements),
    issued: dateOf(pick('issued', 'colophon.date')),
    language: text('language'),
    type: text('type') ?? 'document',
    containerTitle: text('containerTitle'),
    publisher: text('publisher'),
    url: text('url', 'source.url'),
    license: text('license'),
    retrieved: retrievedOf(pick('retrieved.date'), placeOf(text('source.label'), text('source.url'))),
    archive: placeOf(text('archive.label'), text('archive.url')),
    ...detailsOf(statements),
  }
}

/** The best origin wins; within it the first field asked for, and its first statement. */
function pickStatement(statements: readonly Statement[], fields: readonly string[]): Statement | undefined {
  for (const origin of PRECEDENCE) {
    for (const field of fields) {
      const found = statements.find((statement) => statement.origin === origin && statement.field === field)
      if (found !== undefined) return found
    }
  }
  return undefined
}

function authorsOf(statements: readonly Statement[]): Name[] {
  const named = valuesOf<Name>(statements, 'author')
  if (named.length > 0) return named
  const repeated = pickStatement(statements, ['colophon.author'])
  return repeated === undefined ? [] : [{ literal: repeated.value as string }]
}

/** What the best origin says, each thing once. */
function valuesOf<T>(statements: readonly Statement[], field: string): T[] {
  const origin = pickStatement(statements, [field])?.origin
  const said = statements.filter((statement) => statement.origin === origin && statement.field === field)
  return [...new Map(said.map(({ value }) => [JSON.stringify(value), value as T])).values()]
}

/** Only what is known has a member. */
function detailsOf(statements: readonly Statement[]): Details {
  const found: [string, unknown][] = [
    ...TEXT_FIELDS.map((field): [string, unknown] => [field, pickStatement(statements, [field])?.value]),
    ...NAME_FIELDS.map((field): [string, unknown] => [field, listOf(statements, NAME_DETAILS[field])]),
    ...DATE_FIELDS.map((field): [string, unknown] => [field, dateOf(pickStatement(statements, [field]))]),
    ['keywords', listOf(statements, 'keyword')],
    ['locators', pickStatement(statements, ['locators'])?.value],
  ]
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== null))
}

function listOf(statements: readonly Statement[], field: string): unknown[] | undefined {
  const values = valuesOf(statements, field)
  return values.length === 0 ? undefined : values
}

function dateOf(statement: Statement | undefined): DatedText | null {
  if (statement === undefined) return null
  const edtf = statement.value as string | null
  return { edtf, raw: oneLine(statement.raw ?? '') ?? edtf ?? '' }
}

function placeOf(label: string | null, url: string | null): LabelledUrl | null {
  const name = label ?? url
  return name === null ? null : { label: name, url }
}

function retrievedOf(statement: Statement | undefined, from: LabelledUrl | null): Metadata['retrieved'] {
  const date = dateOf(statement)
  return date === null && from === null ? null : { edtf: date?.edtf ?? null, raw: date?.raw ?? '', from }
}
