import type SQLite from 'better-sqlite3'
import { sha256 } from '../identity/digest.ts'
import { inserter } from './inserter.ts'
import { prepared } from './prepared.ts'

/** Bytes that the log speaks of: a manifest, a notice or a source. */
export interface Blob {
  /** Empty once erased. */
  content: Buffer
  mediaType: string
  /** Whether it is erased, or only of what was withdrawn. */
  withdrawn: boolean
}

/** Keeps a manifest or a notice, inside the caller's transaction, and answers with its digest. */
export function recordBlob(sql: SQLite.Database, content: Buffer): string {
  const digest = sha256(content)
  if (!sql.prepare('SELECT 1 FROM blob WHERE sha256 = ?').get(digest))
    inserter(sql, 'blob')({ sha256: digest, content, erased_at: null })
  return digest
}

/** The bytes with this digest, be they a record of the log or a source; undefined when they were never here. */
export function readBlob(sql: SQLite.Database, digest: string): Blob | undefined {
  const row = prepared<[{ digest: string }], Omit<Blob, 'withdrawn'> & { withdrawn: 0 | 1 }>(
    sql,
    `SELECT content, 'application/json' AS mediaType, erased_at IS NOT NULL OR EXISTS
         (SELECT 1 FROM publication JOIN withdrawn_version USING (version_no)
          WHERE manifest_sha256 = @digest) AS withdrawn
       FROM blob WHERE sha256 = @digest
     UNION ALL
     SELECT content, media_type, erased_at IS NOT NULL OR NOT EXISTS
         (SELECT 1 FROM version WHERE source_sha256 = @digest
          AND no NOT IN (SELECT version_no FROM withdrawn_version))
       FROM source WHERE sha256 = @digest LIMIT 1`,
  ).get({ digest })
  return row && { ...row, withdrawn: row.withdrawn === 1 }
}

/** The digests and bytes of the notices of withdrawals that are not erased: the blobs that publish no version. */
export function keptNotices(sql: SQLite.Database): { sha256: string; content: Buffer }[] {
  return sql
    .prepare<[], { sha256: string; content: Buffer }>(
      `SELECT sha256, content FROM blob WHERE erased_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM publication WHERE manifest_sha256 = sha256)`,
    )
    .all()
}

/** Erases a manifest or a notice for good, inside the caller's transaction. */
export function eraseBlob(sql: SQLite.Database, digest: string, now: string): void {
  prepared<[string, string]>(
    sql,
    'UPDATE blob SET content = zeroblob(0), erased_at = ? WHERE sha256 = ? AND erased_at IS NULL',
  ).run(now, digest)
}
