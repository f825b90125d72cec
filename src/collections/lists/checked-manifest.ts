import { InvalidManifest } from '../../loading/errors.ts'
import { checkGivenMetadata } from '../../loading/metadata/given-metadata.ts'
import { type GivenMetadata, GivenMetadataSchema } from '../../loading/metadata/given-metadata-schema.ts'

const FIELDS = GivenMetadataSchema.properties
const NO_FIELD = 'A manifest has no such field.'

/** A field that an entry has and a manifest cannot have, and why. */
export interface LeftOut {
  field: string
  why: string
}

/** The fields that fit a manifest, and those that do not. Throws `InvalidManifest` when what is wrong is in no field. */
export function fittingManifest(fields: Record<string, unknown>): {
  manifest: GivenMetadata
  leftOut: LeftOut[]
} {
  const left = { ...fields }
  const leftOut: LeftOut[] = []
  for (;;) {
    try {
      return { manifest: checkGivenMetadata(left), leftOut }
    } catch (error) {
      const field = fieldOf(error)
      if (!Object.hasOwn(left, field)) throw error
      leftOut.push({ field, why: Object.hasOwn(FIELDS, field) ? (error as Error).message : NO_FIELD })
      delete left[field]
    }
  }
}

function fieldOf(error: unknown): string {
  const path = error instanceof InvalidManifest ? String(error.details['path']) : ''
  return path.split('/')[1] ?? ''
}
