import type { VersionEntry } from '../../versions.ts'
import type { Database } from '../database.ts'

const SELECT = `SELECT version.no, version.work_no AS "workNo", version.id, version.created_at AS "createdAt",
    version.source_sha256 AS "sourceSha256",
    coalesce((SELECT sha256 FROM extraction WHERE version_no = version.no), version.source_sha256) AS "readFrom"
  FROM work JOIN present_version AS version ON version.work_no = work.no
  WHERE work.id = ?`
const OLDEST_FIRST = `${SELECT} ORDER BY version.no`
const NEWEST = `${SELECT} ORDER BY version.no DESC LIMIT 1`

/** The versions of the work with this id that are not withdrawn, the oldest first. */
export function versionsOfWork(db: Database, work: string): VersionEntry[] {
  return db.all(OLDEST_FIRST, work)
}

const BYTES = 'SELECT byte_length FROM source WHERE source.sha256'

/** Bytes of the sources of all versions of the work with this id, and of what was extracted from them. */
export function sourceBytesOfWork(db: Database, work: string): number {
  return db.value<number>(
    `SELECT coalesce(sum((${BYTES} = version.source_sha256)
       + coalesce((${BYTES} = (SELECT sha256 FROM extraction WHERE version_no = version.no)), 0)), 0)
     FROM work JOIN version ON version.work_no = work.no
     WHERE work.id = ?`,
    work,
  )!
}

/** The newest version of a work that is not withdrawn. */
export function newestVersion(db: Database, work: string): VersionEntry | undefined {
  return db.one(NEWEST, work)
}

/** Ids of the works of which something is not withdrawn, in order: at most `limit` after one ('' for the first). */
export function presentWorkIdsAfter(db: Database, after: string, limit: number): string[] {
  return db
    .all<{ id: string }>(
      `SELECT id FROM work WHERE id > ? AND EXISTS (SELECT 1 FROM present_version WHERE work_no = work.no) ORDER BY id LIMIT ?`,
      after,
      limit,
    )
    .map(({ id }) => id)
}
