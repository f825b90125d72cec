import type { Connection } from '../../sql/connection.ts'
import { metadataRevision, REVISION, REVISIONS, type RevisionRow } from '../../sql/metadata.ts'
import type { MetadataRevision } from '../../works.ts'

/** The metadata of a work, which must be one. */
export function currentMetadata(db: Connection, workNo: number): MetadataRevision {
  return readMetadataHistory(db, workNo).at(-1)!
}

/** A revision of the metadata of a version's work, which must be there. */
export function readRevision(db: Connection, versionNo: number, revision: number): MetadataRevision {
  return metadataRevision(db.one<RevisionRow>(REVISION, versionNo, revision)!)
}

/** Every revision of a work's metadata, the oldest first. */
export function readMetadataHistory(db: Connection, workNo: number): MetadataRevision[] {
  return db.all<RevisionRow>(REVISIONS, workNo).map(metadataRevision)
}
