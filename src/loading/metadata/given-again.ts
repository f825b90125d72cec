import { NAME_DETAILS, NAME_FIELDS } from './details.ts'
import type { GivenMetadata } from './given-metadata-schema.ts'
import type { Statement } from './statement.ts'

/** Fields of statements that a manifest has as a list → its name there. */
const LISTS: Readonly<Record<string, string>> = {
  author: 'authors',
  keyword: 'keywords',
  ...Object.fromEntries(NAME_FIELDS.map((field) => [NAME_DETAILS[field], field])),
}

/** Fields of statements that a manifest has within another → both names there. */
const WITHIN: Readonly<Record<string, [string, string]>> = {
  'retrieved.date': ['retrieved', 'date'],
  'source.label': ['retrieved', 'label'],
  'source.url': ['retrieved', 'url'],
  'archive.label': ['archive', 'label'],
  'archive.url': ['archive', 'url'],
}

/** The manifest that makes these statements with `givenStatements`: what was given when a source was imported. */
export function givenAgain(statements: readonly Statement[]): GivenMetadata {
  const manifest: Record<string, unknown> = {}
  for (const { field, value, origin } of statements) {
    if (origin !== 'given') continue
    const list = LISTS[field]
    const within = WITHIN[field]
    if (list !== undefined) manifest[list] = [...((manifest[list] as unknown[] | undefined) ?? []), value]
    else if (within !== undefined)
      manifest[within[0]] = { ...(manifest[within[0]] as object | undefined), [within[1]]: value }
    else manifest[field] = value
  }
  return manifest
}
