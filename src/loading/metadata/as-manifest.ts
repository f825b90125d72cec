import type { Manifest, Metadata } from '../document.ts'

/**
 * Metadata as a manifest that gives them again. Of dates only the EDTF is said: one that could not be read is left
 * out, as are values that there are none of. Pure.
 */
export function asManifest({ issued, retrieved, archive, ...plain }: Metadata): Manifest {
  return withoutNothing({
    ...plain,
    issued: issued?.edtf,
    retrieved: retrieved && withoutNothing({ date: retrieved.edtf, ...retrieved.from }),
    archive: archive && withoutNothing({ ...archive }),
  }) as Manifest
}

function withoutNothing(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  )
}
