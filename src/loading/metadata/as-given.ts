import { DATE_FIELDS } from './details.ts'
import type { GivenMetadata } from './given-metadata-schema.ts'
import type { Metadata } from './metadata.ts'

/**
 * Metadata as a person would give them. Of dates only the EDTF is said: one that could not be read is left
 * out, as are values that there are none of. Pure.
 */
export function asGivenMetadata({ issued, retrieved, archive, ...plain }: Metadata): GivenMetadata {
  return withoutNothing({
    ...plain,
    issued: issued?.edtf,
    ...Object.fromEntries(DATE_FIELDS.map((field) => [field, plain[field]?.edtf])),
    retrieved: retrieved && withoutNothing({ date: retrieved.edtf, ...retrieved.from }),
    archive: archive && withoutNothing({ ...archive }),
  }) as GivenMetadata
}

function withoutNothing(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  )
}
