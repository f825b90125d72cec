/** Formatted pieces of citations, as JSON under a key that names everything they were made from. */

import { sha256 } from '../../identity/digest.ts'
import type { FormattedCitation } from '../formatted-citations.ts'
import type { Connection } from '../sql/connection.ts'

/** Rows beyond which the oldest are deleted: about 200 MB. */
export const MOST_FORMATTED = 200_000

/** The JSON that is kept under a key, unless it was damaged. */
export function findFormatted(db: Connection, key: string): string | undefined {
  const row = db.one<FormattedRow>(
    'SELECT key, pieces, made_at AS "madeAt", sha256 FROM formatted_citation WHERE key = ?',
    key,
  )
  return row && row.sha256 === formattedDigest(row) ? row.pieces : undefined
}

/** One kept piece as it is stored. */
interface FormattedRow extends FormattedCitation {
  madeAt: string
  sha256: string
}

/** The digest that is kept with a piece. */
export function formattedDigest({ key, pieces, madeAt }: Omit<FormattedRow, 'sha256'>): string {
  return sha256(JSON.stringify([key, madeAt, pieces]))
}

const KEEP = `INSERT INTO formatted_citation (key, pieces, made_at, sha256) VALUES (@key, @pieces, @madeAt, @sha256)
  ON CONFLICT (key) DO UPDATE SET pieces = excluded.pieces, made_at = excluded.made_at, sha256 = excluded.sha256`
const PRUNE = 'DELETE FROM formatted_citation WHERE no <= (SELECT max(no) FROM formatted_citation) - ?'

/** Keeps pieces in one transaction, in place of damaged ones, and deletes the oldest of more than `most`; none where none are kept. */
export function recordFormatted(
  db: Connection,
  rows: readonly FormattedCitation[],
  { now, most = MOST_FORMATTED }: { now: string; most?: number },
): void {
  if (!db.engine.keepsFormatted) return
  db.transaction(() => {
    for (const row of rows) {
      const kept = { ...row, madeAt: now }
      db.run(KEEP, { ...kept, sha256: formattedDigest(kept) })
    }
    db.run(PRUNE, most)
  })
}
