import type { Publication } from '../../log.ts'
import type { Connection } from '../../sql/connection.ts'
import {
  BY_MANIFEST,
  FOR_PUBLICATION,
  LAST_PUBLICATION,
  MANIFESTS,
  type PublishedRow,
  type PublishedVersion,
  publishedVersion,
} from '../../sql/publications.ts'
import { WITHDRAWN } from '../../sql/withdrawn.ts'
import { filesOf } from '../versions/files.ts'

/** What is to be published of a version: with the work's metadata of today. */
export function readForPublication(db: Connection, versionNo: number): PublishedVersion {
  return publishedVersion(db.one<PublishedRow>(FOR_PUBLICATION, versionNo)!, filesOf(db, versionNo))
}

/** Records that an entry of the log published a version by a manifest, inside the caller's transaction. */
export function recordPublication(
  db: Connection,
  row: { seq: number; version_no: number; manifest_sha256: string },
): void {
  db.insert('publication', row)
}

/** The versions that no entry of the log speaks of, the oldest first: those from before there was a log. */
export function unpublishedVersions(db: Connection): number[] {
  return db.values<number>(
    `SELECT no FROM present_version WHERE no NOT IN (SELECT version_no FROM publication) ORDER BY no`,
  )
}

/** The last entry that published a version, among the first `size` of the log; undefined when there is none. */
export function lastPublication(db: Connection, versionNo: number, size: number): Publication | undefined {
  return db.one<Publication>(LAST_PUBLICATION, versionNo, size)
}

/** The version that a manifest describes, and whether it was withdrawn. */
export function publicationByManifest(
  db: Connection,
  manifest: string,
): (Publication & { withdrawn: boolean }) | undefined {
  const row = db.one<Publication & { withdrawn: 0 | 1 }>(BY_MANIFEST, manifest)
  return row && { ...row, withdrawn: row.withdrawn === 1 }
}

/** The manifests, not yet erased, of the withdrawn versions of a work, or of those with this id. */
export function withdrawnManifests(db: Connection, work: string, version: string | null): string[] {
  return db.values<string>(
    `SELECT manifest_sha256 FROM publication
       JOIN blob ON blob.sha256 = manifest_sha256 AND erased_at IS NULL
       JOIN withdrawn_version USING (version_no)
       JOIN version ON version.no = version_no JOIN work ON work.no = version.work_no
       WHERE work.id = @work AND (version.id = @version OR @version IS NULL)`,
    { work, version },
  )
}

/** The published versions that are not withdrawn, with the last manifest of each: at most `limit` after one, in their order. */
export function publishedVersions(
  db: Connection,
  { after, limit }: { after: number; limit: number },
): Publication[] {
  return db.all<Publication>(
    `SELECT max(seq) AS seq, version_no AS "versionNo", manifest_sha256 AS manifest FROM publication
     WHERE version_no > ? AND version_no NOT IN ${WITHDRAWN}
     GROUP BY version_no ORDER BY version_no LIMIT ?`,
    after,
    limit,
  )
}

/** All manifests of a version among the first `size` entries of the log, the oldest first. */
export function manifestsOf(db: Connection, versionNo: number, size: number): string[] {
  return db.values<string>(MANIFESTS, versionNo, size)
}

/**
 * The digests of those files of a version that no version before it has, among those that are not withdrawn and that the
 * first `size` entries of the log publish: its source, and then what was extracted from it.
 */
export function filesFirstOf(db: Connection, versionNo: number, size: number): string[] {
  return db.values<string>(
    `SELECT sha256 FROM version_file AS own WHERE version_no = ? AND NOT EXISTS
       (SELECT 1 FROM version_file AS earlier JOIN publication USING (version_no)
        WHERE earlier.sha256 = own.sha256 AND version_no < own.version_no AND seq < ?
          AND version_no NOT IN ${WITHDRAWN})`,
    versionNo,
    size,
  )
}

/** Those of the versions that are published and not withdrawn that a choice takes, in their order. */
export function chooseVersions(db: Connection, choose: () => boolean): number[] {
  const versions = db.eachValue<number>(`SELECT DISTINCT version_no FROM publication
       WHERE version_no NOT IN ${WITHDRAWN} ORDER BY version_no`)
  const chosen: number[] = []
  for (const no of versions) if (choose()) chosen.push(no)
  return chosen
}
