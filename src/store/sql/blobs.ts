/** Statements over what the log names, as SQLite and PostgreSQL both take them. */
import { IS_IN_USE, OF_WITHDRAWN } from './withdrawn.ts'

/** What has a digest, be it a record of the log or a source. */
export const BLOB = `SELECT content, 'application/json' AS "mediaType", erased_at IS NOT NULL OR ${OF_WITHDRAWN} AS withdrawn
  FROM blob WHERE sha256 = @digest
  UNION ALL
  SELECT content, media_type, erased_at IS NOT NULL OR NOT ${IS_IN_USE}
  FROM source WHERE sha256 = @digest LIMIT 1`

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

/** Which digests are listed together. */
export type KeptKind = keyof typeof KEPT

/** Digests of what is kept, in order, after one and at most so many. */
export function keptDigestsOf(kind: KeptKind): string {
  return `SELECT sha256 ${KEPT[kind]} AND sha256 > ? ORDER BY sha256 LIMIT ?`
}
