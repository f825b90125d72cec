import type { GivenMetadata } from './given-metadata-schema.ts'
import type { Statement } from './statement.ts'

/** What the person who imports says, as statements. */
export function givenStatements(manifest: GivenMetadata | undefined): Statement[] {
  if (manifest === undefined) return []
  const { authors, retrieved, archive, key: _key, slug: _slug, ...plain } = manifest
  const fields: [string, unknown][] = [
    ...Object.entries(plain),
    ...(authors ?? []).map((author): [string, unknown] => ['author', author]),
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
