import type { Metadata } from '../../loading/metadata/metadata.ts'
import type { MetadataRevision } from '../works.ts'

export interface RevisionRow extends Omit<MetadataRevision, 'metadata'> {
  body: string
}

export const REVISIONS =
  'SELECT revision, recorded_at AS "recordedAt", body FROM metadata WHERE work_no = ? ORDER BY revision'
/** Of the work of a version. */
export const REVISION = `SELECT revision, recorded_at AS "recordedAt", body FROM version JOIN metadata USING (work_no)
  WHERE version.no = ? AND revision = ?`

/** A revision from its row. */
export function metadataRevision({ body, ...row }: RevisionRow): MetadataRevision {
  return { ...row, metadata: JSON.parse(body) as Metadata }
}
