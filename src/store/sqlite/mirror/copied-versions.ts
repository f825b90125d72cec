import type { Database } from '../database.ts'

/** That a version's rows are the origin's own, and why, inside the caller's transaction. */
export function recordCopied(db: Database, versionNo: number, reason: string): void {
  db.run('INSERT INTO copied_version (version_no, reason) VALUES (?, ?)', versionNo, reason)
}

/** How many versions have the origin's own rows, by reason. */
export function countCopied(db: Database): { reason: string; versions: number }[] {
  return db.all<{ reason: string; versions: number }>(
    'SELECT reason, count(*) AS versions FROM copied_version GROUP BY reason ORDER BY reason',
  )
}
