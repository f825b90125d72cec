import { isDeepStrictEqual } from 'node:util'
import type { GivenNumbering } from '../../numbering/numbering.ts'
import { asGivenMetadata } from './as-given.ts'
import { givenStatements } from './given.ts'
import type { GivenMetadata } from './given-metadata-schema.ts'
import { mergeMetadata } from './merge.ts'
import type { Metadata } from './metadata.ts'

/**
 * The metadata of a work with what a manifest says in place of what they say of the same fields; undefined when they
 * say that already. What the manifest does not name stays as it is, `key` and `slug` too. Pure.
 */
export function amendedMetadata(metadata: Metadata, manifest: GivenMetadata): Metadata | undefined {
  const { key: _key, slug: _slug, ...given } = manifest
  const said = asGivenMetadata(metadata)
  const whole: GivenMetadata = {
    ...given,
    ...(given.retrieved && { retrieved: { ...said.retrieved, ...given.retrieved } }),
    ...(given.archive && { archive: { ...said.archive, ...given.archive } }),
  }
  if (whole.locators) whole.locators = inTheirVersions(whole.locators, said.locators)
  const fields = (Object.keys(whole) as (keyof typeof given)[]).filter(
    (field) => !isDeepStrictEqual(whole[field], said[field]),
  )
  if (fields.length === 0) return undefined
  const merged = mergeMetadata(givenStatements(whole))
  return { ...metadata, ...Object.fromEntries(fields.map((field) => [field, merged[field]])) }
}

/** A numbering that names no version says what one with the same values says already. */
function inTheirVersions(
  given: readonly GivenNumbering[],
  known: readonly GivenNumbering[] = [],
): GivenNumbering[] {
  return given.map((one) => {
    const same = known.find(
      ({ label, values }) => label === one.label && isDeepStrictEqual(values, one.values),
    )
    return one.version === undefined && same ? same : one
  })
}
