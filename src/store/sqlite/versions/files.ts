import type { VersionManifest } from '../../../log/version-manifest.ts'
import type { Database } from '../database.ts'

type File = VersionManifest['files'][number]

const COLUMNS = `source.sha256, source.byte_length AS bytes, source.media_type AS "mediaType",
    source.file_name AS "fileName", source.received_at AS "receivedAt"`
const SOURCE = `SELECT ${COLUMNS} FROM version JOIN source ON source.sha256 = version.source_sha256 WHERE version.no = ?`
const EXTRACTION = `SELECT ${COLUMNS}, tool_name AS name, tool_version AS version
  FROM extraction JOIN source USING (sha256) WHERE version_no = ?`

/** The files of a version as its manifest names them: its source, and what was extracted from it. None without a source. */
export function filesOf(db: Database, versionNo: number): File[] {
  const source = db.one<File>(SOURCE, versionNo)
  if (source === undefined) return []
  const extraction = db.one<File & { name: string; version: string }>(EXTRACTION, versionNo)
  if (extraction === undefined) return [source]
  const { name, version, ...file } = extraction
  return [source, { ...file, extractedBy: { name, version } }]
}
