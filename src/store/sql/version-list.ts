/** Statements over the versions of works, as SQLite and PostgreSQL both take them. */

const SELECT = `SELECT version.no, version.work_no AS "workNo", version.id, version.created_at AS "createdAt",
    version.source_sha256 AS "sourceSha256",
    coalesce((SELECT sha256 FROM extraction WHERE version_no = version.no), version.source_sha256) AS "readFrom"
  FROM work JOIN present_version AS version ON version.work_no = work.no
  WHERE work.id = ?`
export const OLDEST_FIRST = `${SELECT} ORDER BY version.no`
export const NEWEST = `${SELECT} ORDER BY version.no DESC LIMIT 1`

const BYTES = 'SELECT byte_length FROM source WHERE source.sha256'

export const SOURCE_BYTES = `SELECT coalesce(sum((${BYTES} = version.source_sha256)
  + coalesce((${BYTES} = (SELECT sha256 FROM extraction WHERE version_no = version.no)), 0)), 0)
  FROM work JOIN version ON version.work_no = work.no
  WHERE work.id = ?`

export const PRESENT_IDS_AFTER = `SELECT id FROM work WHERE id > ?
  AND EXISTS (SELECT 1 FROM present_version WHERE work_no = work.no) ORDER BY id LIMIT ?`
