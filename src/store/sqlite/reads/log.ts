import type { LogReads, Publication } from '../../log.ts'
import type { RecordReads } from '../../records.ts'
import { PUBLICATIONS_OF } from '../../sql/publications.ts'
import type { Database } from '../database.ts'
import { keptDigests, readBlob } from '../log/blobs.ts'
import { LogRows } from '../log/log.ts'
import { lastPublication, publicationByManifest, publishedVersions } from '../log/publications.ts'
import { readMirrorState } from '../mirror/state.ts'
import { blockPage, recordPage } from '../versions/version-records.ts'

/** Reads of the log on a connection. */
export function logReads(db: Database): LogReads {
  const rows = new LogRows(db)
  return {
    size: async () => rows.size(),
    followed: async () => rows.followed(),
    checkpoint: async () => rows.checkpoint(),
    checkpointAt: async (size) => rows.checkpointAt(size),
    entries: async (from, limit) => rows.entries(from, limit),
    hashes: async (ranges) => ranges.map(({ level, from, to }) => rows.hashes(level, from, to)),
    keyEntries: async (from, to) => rows.keyEntries(from, to),
    withdrawals: async (from, to, limit) => rows.withdrawals(from, to, limit),
    lastPublication: async (versionNo, size) => lastPublication(db, versionNo, size),
    publicationBy: async (manifest) => publicationByManifest(db, manifest),
    published: async (after, limit) => publishedVersions(db, { after, limit }),
    publicationsOf: async (work) => db.all<Publication>(PUBLICATIONS_OF, work),
    blob: async (sha256) => readBlob(db, sha256),
    blobsAfter: async (kind, after, limit) => keptDigests(db, kind, { after, limit }),
    originAskedAt: async () => readMirrorState(db)?.contactedAt,
  }
}

/** Reads of the rows of versions on a connection. */
export function recordReads(db: Database): RecordReads {
  return {
    blocks: async (versionNo, from, limit) => blockPage(db, versionNo, { from, limit }),
    lines: async (of, from, limit) => recordPage(db, of, { from, limit }),
  }
}
