import { summarizeBlocks } from '../../../log/block-tree.ts'
import { digestLines } from '../../../log/records-digest.ts'
import type { VersionManifest } from '../../../log/version-manifest.ts'
import { RECORD_KINDS } from '../../records.ts'
import type { Database } from '../database.ts'
import { blockRecords, recordLinesOf } from '../versions/version-records.ts'
import { type PublishedVersion, readForPublication } from './publications.ts'

/** The manifest of a version as it stands in the tables. The nonce is 16 bytes in hexadecimal. */
export function manifestOf(db: Database, versionNo: number, nonce: string): VersionManifest {
  const provenance = Object.fromEntries(
    RECORD_KINDS.map((kind) => [kind, digestLines(recordLinesOf(db, versionNo, kind))]),
  ) as VersionManifest['provenance']
  const blocks = summarizeBlocks(nonce, blockRecords(db, versionNo))
  return manifestWith(readForPublication(db, versionNo), { provenance, blocks, nonce })
}

/** The manifest of a version whose rows are summed up already. */
export function manifestWith(
  row: PublishedVersion,
  sums: Pick<VersionManifest, 'provenance' | 'blocks' | 'nonce'>,
): VersionManifest {
  return {
    v: 1,
    work: { id: row.workId, key: row.workKey, slug: row.workSlug, createdAt: row.workCreatedAt },
    version: {
      id: row.versionId,
      createdAt: row.versionCreatedAt,
      loader: { name: row.loaderName, version: row.loaderVersion },
    },
    metadata: { revision: row.revision, recordedAt: row.recordedAt, body: { ...row.metadata } },
    files: row.files,
    ...sums,
  }
}
