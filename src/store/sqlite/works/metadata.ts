import type { Metadata } from '../../../loading/metadata/metadata.ts'
import type { MetadataRevision } from '../../works.ts'
import type { Database } from '../database.ts'

/** The metadata of a work, which must be one. */
export function currentMetadata(db: Database, workNo: number): MetadataRevision {
  return readMetadataHistory(db, workNo).at(-1)!
}

/** A revision of the metadata of a version's work, which must be there. */
export function readRevision(db: Database, versionNo: number, revision: number): MetadataRevision {
  const row = db.one<{ recordedAt: string; body: string }>(
    `SELECT recorded_at AS "recordedAt", body FROM version JOIN metadata USING (work_no)
     WHERE version.no = ? AND revision = ?`,
    versionNo,
    revision,
  )!
  return { revision, recordedAt: row.recordedAt, metadata: JSON.parse(row.body) as Metadata }
}

/** Every revision of a work's metadata, the oldest first. */
export function readMetadataHistory(db: Database, workNo: number): MetadataRevision[] {
  return db
    .all<{ revision: number; recordedAt: string; body: string }>(
      'SELECT revision, recorded_at AS "recordedAt", body FROM metadata WHERE work_no = ? ORDER BY revision',
      workNo,
    )
    .map(({ body, ...row }) => ({ ...row, metadata: JSON.parse(body) as Metadata }))
}
