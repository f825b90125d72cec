import type { Blob, CheckpointRow, EntryRow, LogReads, Publication } from '../../log.ts'
import { BLOB, keptDigestsOf } from '../../sql/blobs.ts'
import { CHECKPOINT, CHECKPOINT_AT, ENTRIES, HASHES, LOG_SIZE } from '../../sql/log.ts'
import { BY_MANIFEST, LAST_PUBLICATION, PUBLICATIONS_OF } from '../../sql/publications.ts'
import { WITHDRAWN } from '../../sql/withdrawn.ts'
import type { PostgresDatabase } from '../database.ts'

/** Canonical JSON has this in an entry's own `op` alone: in a string the quotes would be escaped. */
const withOp = (op: string) => `SELECT seq, bytes FROM log_entry WHERE seq >= ? AND seq < ?
  AND position('\\x${Buffer.from(`"op":"${op}"`).toString('hex')}'::bytea IN bytes) > 0 ORDER BY seq`
const KEY_ENTRIES = withOp('key')
const WITHDRAWALS = `${withOp('withdraw')} LIMIT ?`
const PUBLISHED = `SELECT DISTINCT ON (version_no) seq, version_no AS "versionNo", manifest_sha256 AS manifest
  FROM publication WHERE version_no > ? AND version_no NOT IN ${WITHDRAWN}
  ORDER BY version_no, seq DESC LIMIT ?`
const ASKED_AT = 'SELECT contacted_at FROM mirror_state'

/** Reads of the log. */
export function logReads(db: PostgresDatabase): LogReads {
  const size = async () => (await db.value<number>(LOG_SIZE))!
  return {
    size,
    // Nothing is copied into it by halves.
    followed: size,
    checkpoint: () => db.one<CheckpointRow>(CHECKPOINT),
    checkpointAt: (at) => db.value<string>(CHECKPOINT_AT, at),
    entries: (from, limit) => db.values<Buffer>(ENTRIES, from, limit),
    hashes: (ranges) =>
      Promise.all(
        ranges.map(async ({ level, from, to }) =>
          Buffer.concat(await db.values<Buffer>(HASHES, level, from, to)),
        ),
      ),
    keyEntries: (from, to) => db.all<EntryRow>(KEY_ENTRIES, from, to),
    withdrawals: (from, to, limit) => db.all<EntryRow>(WITHDRAWALS, from, to, limit),
    lastPublication: (versionNo, before) => db.one<Publication>(LAST_PUBLICATION, versionNo, before),
    publicationBy: (manifest) => db.one<Publication & { withdrawn: boolean }>(BY_MANIFEST, manifest),
    published: (after, limit) => db.all<Publication>(PUBLISHED, after, limit),
    publicationsOf: (work) => db.all<Publication>(PUBLICATIONS_OF, work),
    blob: (digest) => db.one<Blob>(BLOB, { digest }),
    blobsAfter: (kind, after, limit) => db.values<string>(keptDigestsOf(kind), after, limit),
    originAskedAt: () => db.value<string>(ASKED_AT),
  }
}
