import type { Database } from '../database.ts'

/** What gives a work a citation key: an entry of the log with the version and the manifest that it names. */
interface KeyGiver {
  seq: number
  versionNo: number
  manifest: Buffer
}

/** Whether the citation key that a work, as the row `work`, was given last was given to another before. */
export const SHARES_KEY = `EXISTS (SELECT 1 FROM citation_key AS own
    JOIN citation_key AS other ON other.sha256 = own.sha256 AND other.first_seq < own.first_seq
  WHERE own.work_no = work.no
    AND own.last_seq = (SELECT max(last_seq) FROM citation_key AS each WHERE each.work_no = work.no))`

/** Records, inside the caller's transaction, that an entry of the log gave a work the citation key with this digest. */
export function recordCitationKey(
  db: Database,
  key: { sha256: string; seq: number; versionNo: number },
): void {
  db.run(
    `INSERT INTO citation_key (work_no, sha256, first_seq, last_seq)
       SELECT work_no, @sha256, @seq, @seq FROM version WHERE no = @versionNo
     ON CONFLICT (work_no, sha256) DO UPDATE SET
       first_seq = CASE WHEN first_seq < @seq THEN first_seq ELSE @seq END,
       last_seq = CASE WHEN last_seq > @seq THEN last_seq ELSE @seq END`,
    key,
  )
}

/** The first work in the log, withdrawn or not, that has had the key with this digest, and whose id begins so. */
export function workKeyed(db: Database, key: { sha256: string; idBegins: string }): string | undefined {
  return db.value<string>(
    `SELECT work.id FROM citation_key JOIN work ON work.no = citation_key.work_no
     WHERE citation_key.sha256 = @sha256 AND substr(work.id, 1, length(@idBegins)) = @idBegins
     ORDER BY citation_key.first_seq LIMIT 1`,
    key,
  )
}

/** The last entry of the log that gave a key; -1 when none did. */
export function lastKeyGiver(db: Database): number {
  return db.value<number>('SELECT coalesce(max(last_seq), -1) FROM citation_key')!
}

/** The entries after one whose manifests are not erased: at most `limit`, the oldest first. */
export function keyGivers(db: Database, { after, limit }: { after: number; limit: number }): KeyGiver[] {
  return db.all<KeyGiver>(
    `SELECT publication.seq, publication.version_no AS "versionNo", blob.content AS manifest
     FROM publication JOIN blob ON blob.sha256 = publication.manifest_sha256
     WHERE publication.seq > ? AND blob.erased_at IS NULL ORDER BY publication.seq LIMIT ?`,
    after,
    limit,
  )
}
