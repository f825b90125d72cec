import type SQLite from 'better-sqlite3'
import type { Metadata } from '../loading/document.ts'
import { inserter } from './inserter.ts'
import { metadataFilters } from './metadata-filters.ts'

/** What was said of a work as such, and when it was recorded (ISO time). Revisions count from 1. */
export interface MetadataRevision {
  revision: number
  recordedAt: string
  metadata: Metadata
}

/**
 * Records metadata as a work's current ones, inside the caller's transaction, and answers with the revision.
 * What is the same as before makes no new revision.
 */
export function recordMetadata(
  sql: SQLite.Database,
  workNo: number,
  { metadata, now }: { metadata: Metadata; now: string },
): number {
  const current = sql
    .prepare<[number], { revision: number; body: string }>(
      'SELECT revision, body FROM metadata WHERE work_no = ? ORDER BY revision DESC LIMIT 1',
    )
    .get(workNo)
  const body = JSON.stringify(metadata)
  if (current?.body === body) return current.revision
  const revision = (current?.revision ?? 0) + 1
  inserter(
    sql,
    'metadata',
  )({ work_no: workNo, revision, recorded_at: now, body, ...metadataFilters(metadata) })
  return revision
}

/** The metadata of a work, which must be one. */
export function currentMetadata(sql: SQLite.Database, workNo: number): MetadataRevision {
  return readMetadataHistory(sql, workNo).at(-1)!
}

/** Every revision of a work's metadata, the oldest first. */
export function readMetadataHistory(sql: SQLite.Database, workNo: number): MetadataRevision[] {
  return sql
    .prepare<[number], { revision: number; recordedAt: string; body: string }>(
      'SELECT revision, recorded_at AS recordedAt, body FROM metadata WHERE work_no = ? ORDER BY revision',
    )
    .all(workNo)
    .map(({ body, ...row }) => ({ ...row, metadata: JSON.parse(body) as Metadata }))
}
