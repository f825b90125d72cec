import { ColophonError } from '../errors.ts'
import { InvalidManifest } from '../loading/errors.ts'
import { amendedMetadata } from '../loading/metadata/amended.ts'
import { givenStatements } from '../loading/metadata/given.ts'
import type { GivenMetadata } from '../loading/metadata/given-metadata-schema.ts'
import { mergeMetadata } from '../loading/metadata/merge.ts'
import type { Metadata } from '../loading/metadata/metadata.ts'
import type { Connection } from '../store/sql/connection.ts'
import { refuseWithdrawn } from '../store/sqlite/withdrawals/withdrawals.ts'
import { currentMetadata } from '../store/sqlite/works/metadata.ts'
import { recordMetadata } from '../store/sqlite/works/record-metadata.ts'
import { newestVersion } from '../store/sqlite/works/version-list.ts'
import type { MetadataRevision } from '../store/works.ts'
import type { Publisher } from './signing/publisher.ts'

/** New metadata for a work: all of them, in place of those that it has. */
export interface MetadataCorrection {
  /** Id of the work. */
  work: string
  manifest: GivenMetadata
  /** The revision that is to be replaced; null for whichever there is. */
  revision: number | null
}

/**
 * Replaces the metadata of a work, in one transaction; the earlier ones are kept. The same again changes nothing.
 *
 * @throws ColophonError `work_not_found`, `withdrawn`, `invalid_manifest`, `revision_changed` when another revision
 *   came between
 */
export function correctMetadata(
  db: Connection,
  { work, manifest, revision }: MetadataCorrection,
  { publisher, now }: { publisher: Publisher; now: string },
): MetadataRevision {
  if (manifest.title === undefined)
    throw new InvalidManifest('/title', 'The field "title" is missing: the metadata are replaced as a whole.')
  for (const field of ['key', 'slug'] as const) {
    if (manifest[field] !== undefined)
      throw new InvalidManifest(`/${field}`, `The field "${field}" cannot be changed. Leave it out.`)
  }
  const metadata = mergeMetadata(givenStatements(manifest))
  const replaced = (current: MetadataRevision) => {
    if (revision === null || revision === current.revision) return metadata
    throw new ColophonError(
      'revision_changed',
      `The metadata are at revision ${current.revision} by now. Read them again, then send the change with their entity tag.`,
      { revision: current.revision },
    )
  }
  return replaceMetadata(db, { work, replaced }, { publisher, now })
}

/**
 * Puts what a manifest says in place of what is said of the same fields, in one transaction; false when that is said
 * already. @throws ColophonError `work_not_found`, `withdrawn`, `metadata_too_long`
 */
export function amendMetadata(
  db: Connection,
  { work, manifest }: Pick<MetadataCorrection, 'work' | 'manifest'>,
  recording: { publisher: Publisher; now: string },
): boolean {
  let isNew = false
  const replaced = ({ metadata }: MetadataRevision) => {
    const amended = amendedMetadata(metadata, manifest)
    isNew = amended !== undefined
    return amended ?? metadata
  }
  replaceMetadata(db, { work, replaced }, recording)
  return isNew
}

/** Replaces the current metadata by what is made of them. */
function replaceMetadata(
  db: Connection,
  { work, replaced }: { work: string; replaced: (current: MetadataRevision) => Metadata },
  { publisher, now }: { publisher: Publisher; now: string },
): MetadataRevision {
  return db.transaction((): MetadataRevision => {
    refuseWithdrawn(db, work)
    const newest = newestVersion(db, work)
    if (!newest) throw new ColophonError('work_not_found', `There is no work ${work}.`)
    const current = currentMetadata(db, newest.workNo)
    const metadata = replaced(current)
    const recorded = recordMetadata(db, newest.workNo, { metadata, version: { id: newest.id }, now })
    if (recorded === current.revision) return current
    publisher.publish('metadata', newest.no, now)
    return currentMetadata(db, newest.workNo)
  })
}
