import { sha256 } from '../../../identity/digest.ts'
import type { Blob } from '../../log.ts'
import type { Database } from '../database.ts'

import { ERASE_BLOBS, IS_IN_USE, OF_WITHDRAWN } from '../withdrawals/erasing-rows.ts'

/** Keeps a manifest or a notice, inside the caller's transaction, and answers with its digest. */
export function recordBlob(db: Database, content: Buffer): string {
  const digest = sha256(content)
  if (!db.one('SELECT 1 FROM blob WHERE sha256 = ?', digest))
    db.insert('blob', { sha256: digest, content, erased_at: null })
  return digest
}

/** The bytes with this digest, be they a record of the log or a source; undefined when they were never here. */
export function readBlob(db: Database, digest: string): Blob | undefined {
  const row = db.one<Omit<Blob, 'withdrawn'> & { withdrawn: 0 | 1 }>(
    `SELECT content, 'application/json' AS "mediaType", erased_at IS NOT NULL OR ${OF_WITHDRAWN} AS withdrawn
       FROM blob WHERE sha256 = @digest
     UNION ALL
     SELECT content, media_type, erased_at IS NOT NULL OR NOT ${IS_IN_USE}
       FROM source WHERE sha256 = @digest LIMIT 1`,
    { digest },
  )
  return row && { ...row, withdrawn: row.withdrawn === 1 }
}

/**
 * What is kept and not withdrawn, as `readBlob` has it. Whether it is erased is told by its length: `erased_at` stands
 * behind the bytes, which SQLite would have to read through.
 */
const KEPT = {
  blob: `FROM blob WHERE length(content) > 0 AND NOT ${OF_WITHDRAWN}`,
  source: `FROM source WHERE length(content) > 0 AND ${IS_IN_USE}`,
  notice: `FROM blob WHERE length(content) > 0
    AND NOT EXISTS (SELECT 1 FROM publication WHERE manifest_sha256 = blob.sha256)`,
}

/**
 * Digests of what `readBlob` has and was not withdrawn, in order, at most `limit` after one ('' for the first).
 *
 * @param kind `blob` for manifests and notices, `notice` for notices alone
 */
export function keptDigests(
  db: Database,
  kind: keyof typeof KEPT,
  { after, limit }: { after: string; limit: number },
): string[] {
  return db
    .all<{ sha256: string }>(
      `SELECT sha256 ${KEPT[kind]} AND sha256 > ? ORDER BY sha256 LIMIT ?`,
      after,
      limit,
    )
    .map(({ sha256 }) => sha256)
}

/** The digests and bytes of the notices of withdrawals that are not erased: the blobs that publish no version. */
export function keptNotices(db: Database): { sha256: string; content: Buffer }[] {
  return db.all<{ sha256: string; content: Buffer }>(`SELECT sha256, content FROM blob WHERE erased_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM publication WHERE manifest_sha256 = sha256)`)
}

/** A manifest or a notice, and whether it publishes versions, and then whether these are of a work and withdrawn. */
export interface LogBlob {
  content: Buffer
  publishes: 0 | 1
  ofWithdrawn: 0 | 1
}

/** What the log names by a digest; undefined when it was never here. */
export function findLogBlob(db: Database, work: string, digest: string): LogBlob | undefined {
  return db.one<LogBlob>(
    `SELECT content, EXISTS (SELECT 1 FROM publication WHERE manifest_sha256 = @digest) AS publishes,
       EXISTS (SELECT 1 FROM publication JOIN withdrawn_version USING (version_no)
         JOIN version ON version.no = version_no JOIN work ON work.no = work_no
         WHERE manifest_sha256 = @digest AND work.id = @work) AS "ofWithdrawn"
     FROM blob WHERE sha256 = @digest`,
    { work, digest },
  )
}

/** Erases a manifest or a notice for good, inside the caller's transaction. */
export function eraseBlob(db: Database, digest: string, now: string): void {
  db.run(`${ERASE_BLOBS} AND sha256 = @digest`, { now, digest })
}
