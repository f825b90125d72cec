import { WORK_KEYED } from '../../sql/citation-keys.ts'
import type { Connection } from '../../sql/connection.ts'

/** What gives a work a citation key: an entry of the log with the version and the manifest that it names. */
interface KeyGiver {
  seq: number
  versionNo: number
  manifest: Buffer
}

/** Records, inside the caller's transaction, that an entry of the log gave a work the citation key with this digest. */
export function recordCitationKey(
  db: Connection,
  key: { sha256: string; seq: number; versionNo: number },
): void {
  db.run(
    `INSERT INTO citation_key (work_no, sha256, first_seq, last_seq)
       SELECT work_no, @sha256, @seq, @seq FROM version WHERE no = @versionNo
     ON CONFLICT (work_no, sha256) DO UPDATE SET
       first_seq = CASE WHEN citation_key.first_seq < @seq THEN citation_key.first_seq ELSE @seq END,
       last_seq = CASE WHEN citation_key.last_seq > @seq THEN citation_key.last_seq ELSE @seq END`,
    key,
  )
}

/** The first work in the log, withdrawn or not, that has had the key with this digest, and whose id begins so. */
export function workKeyed(db: Connection, key: { sha256: string; idBegins: string }): string | undefined {
  return db.value<string>(WORK_KEYED, key)
}

/** The last entry of the log that gave a key; -1 when none did. */
export function lastKeyGiver(db: Connection): number {
  return db.value<number>('SELECT coalesce(max(last_seq), -1) FROM citation_key')!
}

/** The entries after one whose manifests are not erased: at most `limit`, the oldest first. */
export function keyGivers(db: Connection, { after, limit }: { after: number; limit: number }): KeyGiver[] {
  return db.all<KeyGiver>(
    `SELECT publication.seq, publication.version_no AS "versionNo", blob.content AS manifest
     FROM publication JOIN blob ON blob.sha256 = publication.manifest_sha256
     WHERE publication.seq > ? AND blob.erased_at IS NULL ORDER BY publication.seq LIMIT ?`,
    after,
    limit,
  )
}
