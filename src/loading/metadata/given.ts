import { NAME_DETAILS, NAME_FIELDS, type NameDetail } from './details.ts'
import type { GivenMetadata } from './given-metadata-schema.ts'
import type { Statement } from './statement.ts'

/** What the person who imports says, as statements. */
export function givenStatements(manifest: GivenMetadata | undefined): Statement[] {
  if (manifest === undefined) return []
  const { authors, keywords, retrieved, archive, key: _key, slug: _slug, ...others } = manifest
  const plain = Object.entries(others).filter(([field]) => !NAME_FIELDS.includes(field as NameDetail))
  const fields: [string, unknown][] = [
    ...plain,
    ...each('author', authors),
    ...NAME_FIELDS.flatMap((field) => each(NAME_DETAILS[field], manifest[field])),
    ...each('keyword', keywords),
    ['retrieved.date', retrieved?.date],
    ['source.label', retrieved?.label],
    ['source.url', retrieved?.url],
    ['archive.label', archive?.label],
    ['archive.url', archive?.url],
  ]
  return fields.flatMap(([field, value]) =>
    value === undefined ? [] : [{ field, value, certainty: 'certain', origin: 'given' }],
  )
}

/** A statement for each, under the name that CSL has for one of them. */
function each(field: string, values: readonly unknown[] = []): [string, unknown][] {
  return values.map((value) => [field, value])
}
