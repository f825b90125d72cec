/** Statements over works, as SQLite and PostgreSQL both take them, and their rows. */
import type { Selectable } from 'kysely'
import type { Metadata } from '../../loading/metadata/metadata.ts'
import type { SourceTable, VersionTable } from '../tables/versions.ts'
import type { MetadataTable, WorkTable } from '../tables/works.ts'
import type { WorkRecord } from '../works.ts'
import { SHARES_KEY } from './citation-keys.ts'

export type WorkRow = Pick<Selectable<WorkTable>, 'no' | 'id' | 'slug' | 'key' | 'created_at'> &
  Pick<Selectable<MetadataTable>, 'revision' | 'recorded_at' | 'body'> &
  Pick<Selectable<VersionTable>, 'loader_name' | 'loader_version' | 'paragraph_count' | 'word_count'> &
  Pick<Selectable<VersionTable>, 'repair_count' | 'unresolved_count' | 'warnings'> &
  Pick<SourceTable, 'sha256' | 'media_type' | 'file_name' | 'byte_length'> & {
    version_no: number
    version_id: string
    version_created_at: string
    shares_key: 0 | 1 | boolean
    extracted_sha256: string | null
    extracted_media_type: string
    extracted_byte_length: number
    tool_name: string
    tool_version: string
  }

/** Versions that are not withdrawn, each with its work under its metadata of today and its source. */
const VERSIONS = `SELECT work.no, work.id, work.slug, work.key, work.created_at,
    metadata.revision, metadata.recorded_at, metadata.body, ${SHARES_KEY} AS shares_key,
    version.no AS version_no, version.id AS version_id, version.created_at AS version_created_at,
    version.loader_name, version.loader_version, version.paragraph_count, version.word_count,
    version.repair_count, version.unresolved_count, version.warnings,
    source.sha256, source.media_type, source.file_name, source.byte_length,
    extraction.sha256 AS extracted_sha256, extracted.media_type AS extracted_media_type,
    extracted.byte_length AS extracted_byte_length, tool_name, tool_version
  FROM work
  JOIN present_version AS version ON version.work_no = work.no
  JOIN metadata ON metadata.work_no = work.no AND metadata.revision =
    (SELECT max(current.revision) FROM metadata AS current WHERE current.work_no = work.no)
  JOIN source ON source.sha256 = version.source_sha256
  LEFT JOIN extraction ON extraction.version_no = version.no
  LEFT JOIN source AS extracted ON extracted.sha256 = extraction.sha256`

/** A work by its newest version. */
const NEWEST = `version.no = (SELECT newest.no FROM present_version AS newest
  WHERE newest.work_no = work.no ORDER BY newest.no DESC LIMIT 1)`
export const WORK_BY_ID = `${VERSIONS} WHERE work.id = ? AND ${NEWEST}`
export const WORK_BY_SLUG = `${VERSIONS} WHERE work.slug = ? AND ${NEWEST}`
export const WORK_AT_VERSION = `${VERSIONS} WHERE work.id = ? AND version.id = ? ORDER BY version.no DESC LIMIT 1`

/** A work from its row. */
export function workRecord(row: WorkRow): WorkRecord {
  return {
    no: row.no,
    id: row.id,
    slug: row.slug,
    key: row.key,
    createdAt: row.created_at,
    revision: row.revision,
    revisedAt: row.recorded_at,
    metadata: JSON.parse(row.body) as Metadata,
    sharesKey: Boolean(row.shares_key),
    version: {
      no: row.version_no,
      id: row.version_id,
      createdAt: row.version_created_at,
      loader: { name: row.loader_name, version: row.loader_version },
      paragraphCount: row.paragraph_count,
      wordCount: row.word_count,
      repairCount: row.repair_count,
      unresolvedCount: row.unresolved_count,
      warnings: JSON.parse(row.warnings) as string[],
    },
    source: {
      sha256: row.sha256,
      mediaType: row.media_type,
      fileName: row.file_name,
      byteLength: row.byte_length,
    },
    extraction: row.extracted_sha256 === null ? null : extractionRecord(row, row.extracted_sha256),
  }
}

function extractionRecord(row: WorkRow, sha256: string): WorkRecord['extraction'] {
  return {
    sha256,
    mediaType: row.extracted_media_type,
    fileName: null,
    byteLength: row.extracted_byte_length,
    tool: { name: row.tool_name, version: row.tool_version },
  }
}
