import { sha256 } from '../../../identity/digest.ts'
import type { Blob } from '../../log.ts'
import { BLOB, type KeptKind, keptDigestsOf } from '../../sql/blobs.ts'
import type { Connection } from '../../sql/connection.ts'
import { ERASE_BLOBS } from '../withdrawals/erasing-rows.ts'

/** Keeps a manifest or a notice, inside the caller's transaction, and answers with its digest. */
export function recordBlob(db: Connection, content: Buffer): string {
  const digest = sha256(content)
  if (!db.one('SELECT 1 FROM blob WHERE sha256 = ?', digest))
    db.insert('blob', { sha256: digest, content, erased_at: null })
  return digest
}

/** The bytes with this digest, be they a record of the log or a source; undefined when they were never here. */
export function readBlob(db: Connection, digest: string): Blob | undefined {
  const row = db.one<Omit<Blob, 'withdrawn'> & { withdrawn: 0 | 1 }>(BLOB, { digest })
  return row && { ...row, withdrawn: row.withdrawn === 1 }
}

/**
 * Digests of what `readBlob` has and was not withdrawn, in order, at most `limit` after one ('' for the first).
 *
 * @param kind `blob` for manifests and notices, `notice` for notices alone
 */
export function keptDigests(
  db: Connection,
  kind: KeptKind,
  { after, limit }: { after: string; limit: number },
): string[] {
  return db.values<string>(keptDigestsOf(kind), after, limit)
}

/** The digests and bytes of the notices of withdrawals that are not erased: the blobs that publish no version. */
export function keptNotices(db: Connection): { sha256: string; content: Buffer }[] {
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
export function findLogBlob(db: Connection, work: string, digest: string): LogBlob | undefined {
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
export function eraseBlob(db: Connection, digest: string, now: string): void {
  db.run(`${ERASE_BLOBS} AND sha256 = @digest`, { now, digest })
}
