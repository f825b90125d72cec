/** Statements over what the log published, as SQLite and PostgreSQL both take them. */
import type { Metadata } from '../../loading/metadata/metadata.ts'
import type { VersionManifest } from '../../log/version-manifest.ts'
import { WITHDRAWN } from './withdrawn.ts'

/** What a manifest says of a version beside its records. */
export interface PublishedVersion {
  versionNo: number
  workId: string
  workKey: string
  workSlug: string
  workCreatedAt: string
  versionId: string
  versionCreatedAt: string
  loaderName: string
  loaderVersion: string
  revision: number
  recordedAt: string
  metadata: Metadata
  /** As a manifest has them: the source, and what was extracted from it. */
  files: VersionManifest['files']
}

export type PublishedRow = Omit<PublishedVersion, 'metadata' | 'files'> & { metadata: string }

export const FOR_PUBLICATION = `SELECT version.no AS "versionNo", work.id AS "workId", work.key AS "workKey", work.slug AS "workSlug",
  work.created_at AS "workCreatedAt", version.id AS "versionId", version.created_at AS "versionCreatedAt",
  version.loader_name AS "loaderName", version.loader_version AS "loaderVersion",
  metadata.revision, metadata.recorded_at AS "recordedAt", metadata.body AS metadata
  FROM version
  JOIN work ON work.no = version.work_no
  JOIN metadata ON metadata.work_no = work.no
  WHERE version.no = ? ORDER BY metadata.revision DESC LIMIT 1`
export const LAST_PUBLICATION = `SELECT seq, version_no AS "versionNo", manifest_sha256 AS manifest FROM publication
  WHERE version_no = ? AND seq < ? ORDER BY seq DESC LIMIT 1`
export const BY_MANIFEST = `SELECT seq, version_no AS "versionNo", manifest_sha256 AS manifest,
  version_no IN ${WITHDRAWN} AS withdrawn
  FROM publication WHERE manifest_sha256 = ?`
/** The entries that published versions of a work that are not withdrawn, in the order of the log. */
export const PUBLICATIONS_OF = `SELECT seq, version.no AS "versionNo", manifest_sha256 AS manifest
  FROM work JOIN version ON version.work_no = work.no JOIN publication ON publication.version_no = version.no
  WHERE work.id = ? AND version.no NOT IN ${WITHDRAWN} ORDER BY seq`
/** All manifests of a version among so many entries of the log, the oldest first. */
export const MANIFESTS =
  'SELECT manifest_sha256 FROM publication WHERE version_no = ? AND seq < ? ORDER BY seq'

/** What is to be published of a version, from its row. */
export function publishedVersion(row: PublishedRow, files: VersionManifest['files']): PublishedVersion {
  return { ...row, metadata: JSON.parse(row.metadata) as Metadata, files }
}

/** The manifest of a version whose rows are summed up already. */
export function manifestWith(
  row: PublishedVersion,
  sums: Pick<VersionManifest, 'provenance' | 'blocks' | 'nonce'>,
): VersionManifest {
  return {
    v: 1,
    work: { id: row.workId, key: row.workKey, slug: row.workSlug, createdAt: row.workCreatedAt },
    version: {
      id: row.versionId,
      createdAt: row.versionCreatedAt,
      loader: { name: row.loaderName, version: row.loaderVersion },
    },
    metadata: { revision: row.revision, recordedAt: row.recordedAt, body: { ...row.metadata } },
    files: row.files,
    ...sums,
  }
}
