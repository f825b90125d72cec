/** Statements over the files of versions, as SQLite and PostgreSQL both take them. */
import type { VersionManifest } from '../../log/version-manifest.ts'

export type File = VersionManifest['files'][number]
/** What was extracted from a source, and by what. */
export type ExtractedRow = File & { name: string; version: string }

const COLUMNS = `source.sha256, source.byte_length AS bytes, source.media_type AS "mediaType",
    source.file_name AS "fileName", source.received_at AS "receivedAt"`
export const SOURCE_FILE = `SELECT ${COLUMNS} FROM version JOIN source ON source.sha256 = version.source_sha256 WHERE version.no = ?`
export const EXTRACTED_FILE = `SELECT ${COLUMNS}, tool_name AS name, tool_version AS version
  FROM extraction JOIN source USING (sha256) WHERE version_no = ?`

/** The files of a version as its manifest names them: its source, and what was extracted from it. None without a source. */
export function filesFrom(source: File | undefined, extraction: ExtractedRow | undefined): File[] {
  if (source === undefined) return []
  if (extraction === undefined) return [source]
  const { name, version, ...file } = extraction
  return [source, { ...file, extractedBy: { name, version } }]
}
